public import Application
public import Facilities
internal import Formats
internal import Geo

/// A facility as every door writes it: one list of fields for JSON, CSV, GeoJSON, lines and exports.
///
/// Names and order follow the seed table; distance and direction, where the question has a position,
/// stand in the middle, and `warnings` is last. The formats of machines are never localised.
public enum FacilityRecord {
  /// All fields.
  ///
  /// - Parameters:
  ///   - facility: The facility.
  ///   - distance: Metres from the position of the question, where there was one.
  ///   - bearing: Direction from there, whole degrees clockwise from north.
  ///   - day: The day that ages are counted to, where the list says none.
  ///   - more: Codes after the site's own warnings: those of the whole answer, on its first line.
  /// - Returns: Names and values, in the order of the formats.
  public static func fields(
    _ facility: Facility, distance: Double? = nil, bearing: Int? = nil, day: CivilDate?,
    more: [String] = []
  ) -> [RecordField] {
    var fields = head(facility)
    if let distance, let bearing {
      fields.append(RecordField("distance_m", .number(distance, decimals: 1)))
      fields.append(RecordField("bearing_deg", .integer(bearing)))
    }
    return fields + tail(facility, day, more)
  }

  /// The fields of a site that was found from a position.
  public static func fields(_ hit: Hit, day: CivilDate?, more: [String] = []) -> [RecordField] {
    fields(
      hit.facility, distance: hit.meters, bearing: hit.wholeBearing, day: day, more: more)
  }

  /// What precedes the distance.
  public static func head(_ facility: Facility) -> [RecordField] {
    [
      RecordField("id", facility.id), RecordField("name", facility.name),
      RecordField("kind", facility.kind.rawValue),
      RecordField("province_code", facility.provinceCode),
      RecordField("regency_code", facility.regencyCode), RecordField("regency", facility.regency),
      RecordField("district", facility.district), RecordField("address", facility.address),
      RecordField("phone", facility.phone),
      RecordField("latitude", facility.position?.latitude, decimals: 6),
      RecordField("longitude", facility.position?.longitude, decimals: 6),
      RecordField("position_precision", facility.positionPrecision.rawValue),
      RecordField("plkk_basis", facility.basis.rawValue),
    ]
  }

  /// What stands after the bearing; `warnings` is the last field.
  public static func tail(
    _ facility: Facility, _ day: CivilDate?, _ more: [String] = []
  ) -> [RecordField] {
    let standing = facility.standing
    let membership = facility.membership
    // What is unknown is null or empty, and not "no".
    let services = standing?.services
    return [
      RecordField("basis_source", facility.basisSource),
      RecordField("basis_date", facility.basisDate),
      RecordField("care_class", facility.careClass), RecordField("ownership", facility.ownership),
      RecordField("district_code", facility.districtCode),
      RecordField("beds", facility.beds.map { .integer($0) } ?? .null),
      RecordField("position_source", facility.positionSource),
      RecordField("payer", membership.payment.rawValue),
      RecordField("plkk_status", membership.word),
      RecordField("agreement_number", standing?.agreementNumber ?? ""),
      RecordField("agreement_end", text: standing?.agreementEnd?.description),
      RecordField("verified", text: standing?.verified?.description),
      RecordField(
        "verified_days", facility.freshness(on: day).map { .integer($0.days) } ?? .null),
      RecordField("doubts", .list((standing?.marks ?? []).map(\.doubt.rawValue))),
      RecordField("phone_e164", facility.phoneE164),
      RecordField("other_names", .list(facility.otherNames)),
      RecordField("specialty", text: facility.specialty?.rawValue),
      RecordField("operational_status", facility.operationalStatus.word.rawValue),
      RecordField("operational_status_source", facility.operationalStatus.source),
      RecordField("operational_status_date", facility.operationalStatus.date),
      RecordField("emergency_24h", services?.emergency24h.map { .flag($0) } ?? .null),
      RecordField("opening_hours", services?.openingHours ?? ""),
      RecordField("services", .list(services?.services ?? [])),
      RecordField("note", standing?.note ?? ""),
      RecordField("warnings", .list(codes(facility, day, more))),
    ]
  }

  /// The site's own warnings and those of the answer, each once.
  private static func codes(
    _ facility: Facility, _ day: CivilDate?, _ more: [String]
  ) -> [String] {
    var codes = facility.warnings(on: day).map(\.rawValue)
    for code in more where !codes.contains(code) { codes.append(code) }
    return codes
  }

  /// The fields of a line of the line protocol and of a batch, in their order.
  public static let lineNames = [
    "id", "distance_m", "bearing_deg", "kind", "name", "regency", "phone", "plkk_basis",
    "position_precision", "plkk_status", "agreement_end", "verified", "specialty",
    "operational_status", "warnings",
  ]

  /// The cells of `lineNames`; distance and bearing are empty where the question has no position.
  public static func line(_ fields: [RecordField]) -> [String] {
    lineNames.map { name in fields.first { $0.name == name }?.cell ?? "" }
  }
}
