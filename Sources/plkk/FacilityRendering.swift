import Facilities
import Formats
import Geo
import Application
import Schema

/// Facilities in all output formats; `hit` fields are left out where no position was asked about.
enum FacilityRendering {
  /// A facility for a person, over a few lines.
  static func lines(
    _ facility: Facility, hit: Hit? = nil, number: Int? = nil, payer: Bool = false
  ) -> [String] {
    let terminal = Terminal.output
    let margin =
      number.map { "\($0)." }.map { $0 + String(repeating: " ", count: max(1, 4 - $0.count)) } ?? ""
    let title = terminal.wrapped("\(facility.name)  [\(facility.id)]", indent: margin.count)
    var lines = title
    if let first = lines.first {
      lines[0] = margin + terminal.bold(String(first.dropFirst(margin.count)))
    }
    let indent = 4
    if let hit {
      let away =
        "\(Words.distance(hit.meters)) "
        + say(id: "garis lurus ke ", en: "straight line ")
        + "\(Words.direction(hit.bearing)) (\(hit.wholeBearing)°)"
      lines += terminal.wrapped(away, indent: indent)
    }
    let location = [
      Words.kind(facility), facility.regency,
      facility.district.isEmpty ? "" : say(id: "Kec. ", en: "district ") + facility.district,
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    lines += terminal.wrapped(location, indent: indent)
    let phone =
      facility.phone.isEmpty
      ? say(id: "telepon tidak ada di daftar", en: "no phone in the list")
      : say(id: "telp ", en: "phone ") + facility.phone
        + (facility.standing?.isChecked == true
          ? "" : say(id: " (belum diverifikasi)", en: " (unverified)"))
    lines += terminal.wrapped(phone, indent: indent)
    let basis = terminal.wrapped(Words.basis(facility), indent: indent)
    lines +=
      facility.basis == .presumed || facility.basis == .none ? basis.map(terminal.warning) : basis
    let standing = StandingWords.lines(facility).flatMap {
      terminal.wrapped($0.uppercasedFirst, indent: indent)
    }
    lines +=
      facility.standing.map(StandingWords.isWarning) ?? false
      ? standing.map(terminal.warning) : standing
    let precision = Words.precision(facility.positionPrecision)
    if !precision.isEmpty {
      lines += terminal.wrapped(precision.uppercasedFirst, indent: indent).map(terminal.warning)
    }
    if payer { lines += terminal.wrapped(Words.payer(Payer(facility.basis)), indent: indent) }
    return lines
  }

  /// The members of a facility in the order of the contract.
  static func json(_ facility: Facility, hit: Hit?, into json: inout JSONWriter) {
    json.object {
      FacilityJSON.members(facility, into: &$0)
      if let hit {
        $0.member("distance_m", hit.meters, decimals: 1)
        $0.member("bearing_deg", hit.wholeBearing)
      }
      FacilityJSON.details(facility, into: &$0)
    }
  }

  static let csvColumns = [
    "id", "name", "kind", "province_code", "regency_code", "regency", "district", "address",
    "phone",
    "latitude", "longitude", "position_precision", "plkk_basis",
  ]

  /// Facilities as CSV, with the query's fields where there was one.
  static func csv(_ facilities: [(facility: Facility, hit: Hit?)], withHits: Bool) -> String {
    var csv = CSVWriter()
    csv.row(
      csvColumns + (withHits ? ["distance_m", "bearing_deg"] : [])
        + ["basis_source", "basis_date", "plkk_status", "agreement_end", "verified"])
    for (facility, hit) in facilities {
      csv.row(
        [
          facility.id, facility.name, facility.kind.rawValue, facility.provinceCode,
          facility.regencyCode, facility.regency, facility.district, facility.address,
          facility.phone, facility.position?.latitude.fixed(6) ?? "",
          facility.position?.longitude.fixed(6) ?? "", facility.positionPrecision.rawValue,
          facility.basis.rawValue,
        ]
          + (withHits ? [hit?.meters.fixed(1) ?? "", hit.map { "\($0.wholeBearing)" } ?? ""] : [])
          + [
            facility.basisSource, facility.basisDate, facility.standing?.status?.word ?? "",
            facility.standing?.agreementEnd?.description ?? "",
            facility.standing?.verified?.description ?? "",
          ])
    }
    return csv.text
  }

  /// Facilities as a GeoJSON feature collection (RFC 7946: longitude first).
  static func geojson(
    _ facilities: [(facility: Facility, hit: Hit?)], query: Understood? = nil
  ) -> String {
    var json = JSONWriter()
    json.object {
      $0.member("type", "FeatureCollection")
      $0.member(
        "features",
        array: { features in
          if let query {
            feature(query.position, into: &features) {
              $0.object {
                $0.member("role", "query")
                $0.member("precision_m", query.precisionMeters, decimals: 1)
                $0.member("province", query.whereabouts.province?.name)
                $0.member("regency_code", query.whereabouts.regency?.code)
                $0.member("regency", query.whereabouts.regency?.name)
              }
            }
          }
          for (facility, hit) in facilities {
            feature(facility.position, id: facility.id, into: &features) {
              Self.json(facility, hit: hit, into: &$0)
            }
          }
        })
    }
    return json.text + "\n"
  }

  private static func feature(
    _ position: Position?, id: String? = nil, into json: inout JSONWriter,
    properties: (inout JSONWriter) -> Void
  ) {
    json.object {
      $0.member("type", "Feature")
      if let id { $0.member("id", id) }
      $0.key("geometry")
      if let position {
        $0.object {
          $0.member("type", "Point")
          $0.member(
            "coordinates",
            array: {
              $0.value(position.longitude, decimals: 6)
              $0.value(position.latitude, decimals: 6)
            })
        }
      } else {
        $0.value(nil as String?)
      }
      $0.key("properties")
      properties(&$0)
    }
  }
}

extension String {
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
