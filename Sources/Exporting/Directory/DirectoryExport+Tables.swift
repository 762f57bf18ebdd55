internal import Facilities
public import Formats
internal import Geo
internal import Lists

extension DirectoryExport {
  /// Columns of the machine formats; those of the seed table first.
  public static let columns = [
    "id", "name", "kind", "care_class", "ownership", "province_code", "regency_code", "regency",
    "district_code", "district", "address", "phone", "beds", "latitude", "longitude",
    "position_precision", "position_source", "plkk_basis", "basis_source", "basis_date",
    "plkk_status", "agreement_number", "agreement_start", "agreement_end", "official_code",
    "verified", "as_of",
  ]

  /// One record in the order of `columns`.
  private func record(_ facility: Facility) -> [String] {
    let agreement = agreements[facility.id.uppercased()]?.last
    return [
      facility.id, facility.name, facility.kind.rawValue, facility.careClass, facility.ownership,
      facility.provinceCode, facility.regencyCode, facility.regency, facility.districtCode,
      facility.district, facility.address, facility.phone, facility.beds.map(String.init) ?? "",
      facility.position?.latitude.fixed(6) ?? "", facility.position?.longitude.fixed(6) ?? "",
      facility.positionPrecision.rawValue, facility.positionSource, facility.basis.rawValue,
      facility.basisSource, facility.basisDate,
      facility.standing?.status?.word ?? "", agreement?.number ?? "",
      agreement?.start?.description ?? "", facility.standing?.agreementEnd?.description ?? "",
      agreement?.officialCode ?? "",
      facility.standing?.verified?.description ?? "", asOf.description,
    ]
  }

  /// Comma-separated values; each row names its sources, and the last column the credits.
  public func csv(_ dialect: CSVDialect = .standard) -> String {
    var writer = CSVWriter(dialect)
    let credits = Self.credits.joined(separator: "; ")
    writer.row(Self.columns + ["credits"])
    for facility in facilities {
      let fields = zip(Self.columns, record(facility)).map { column, value -> CSVWriter.Field in
        switch column {
        case "latitude": .number(facility.position?.latitude, decimals: 6)
        case "longitude": .number(facility.position?.longitude, decimals: 6)
        default: .text(value)
        }
      }
      writer.row(fields: fields + [.text(credits)])
    }
    return writer.text
  }

  /// A workbook: one sheet with the facilities, one with day, sources and credits.
  public func workbook() -> [UInt8] {
    var workbook = Workbook()
    let rows = facilities.map { facility -> [Workbook.Cell] in
      zip(Self.columns, record(facility)).map { column, value in
        switch column {
        case "latitude": facility.position.map { .number($0.latitude) } ?? .text("")
        case "longitude": facility.position.map { .number($0.longitude) } ?? .text("")
        case "beds": facility.beds.map { .number(Double($0)) } ?? .text("")
        default: .text(value)
        }
      }
    }
    workbook.add(sheet: "PLKK", rows: [Self.columns.map { .heading($0) }] + rows)
    workbook.add(sheet: words.sources, rows: preamble.map { [.text($0)] })
    return workbook.bytes()
  }

  /// One JSON object with day, sources, credits and the facilities under `results`.
  public func json() -> String {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
      head(&writer)
      writer.key("results")
      writer.array { writer in
        for facility in facilities { writer.object { members(facility, &$0, withPosition: true) } }
      }
    }
    return writer.text + "\n"
  }

  /// A GeoJSON feature collection (RFC 7946); a facility without a position has no geometry.
  public func geoJSON() -> String {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
      writer.member("type", "FeatureCollection")
      head(&writer)
      writer.key("features")
      writer.array { writer in
        for facility in facilities {
          writer.object { writer in
            writer.member("type", "Feature")
            writer.member("id", facility.id)
            writer.key("geometry")
            if let position = facility.position {
              writer.object { writer in
                writer.member("type", "Point")
                writer.key("coordinates")
                writer.array { writer in
                  writer.value(position.longitude, decimals: 6)
                  writer.value(position.latitude, decimals: 6)
                }
              }
            } else {
              writer.value(nil as String?)
            }
            writer.key("properties")
            writer.object { members(facility, &$0, withPosition: false) }
          }
        }
      }
    }
    return writer.text + "\n"
  }

  private func head(_ writer: inout JSONWriter) {
    writer.member("as_of", asOf.description)
    writer.key("sources")
    writer.array { writer in
      for source in sources {
        writer.object { writer in
          writer.member("issuer", source.issuer)
          writer.member("list_date", source.listDate.description)
          writer.member("file", source.file)
        }
      }
    }
    writer.key("credits")
    writer.array { writer in for credit in Self.credits { writer.value(credit) } }
  }

  private func members(_ facility: Facility, _ writer: inout JSONWriter, withPosition: Bool) {
    for (column, value) in zip(Self.columns, record(facility)) {
      switch column {
      case "latitude", "longitude":
        guard withPosition else { continue }
        let position = facility.position
        writer.member(
          column, column == "latitude" ? position?.latitude : position?.longitude, decimals: 6)
      case "beds": writer.member(column, facility.beds)
      case "plkk_status", "agreement_number", "agreement_start", "agreement_end", "official_code",
        "verified":
        writer.member(column, value.isEmpty ? nil : value)
      default: writer.member(column, value)
      }
    }
  }
}
