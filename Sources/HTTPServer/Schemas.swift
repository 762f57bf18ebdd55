internal import Application
internal import Facilities

/// The shapes of the answers, by the names that operations use.
enum Schemas {
  static let text = JSONSchema.string
  private static let texts = JSONSchema.array(.string)

  /// All shapes of `/v1`, in the order of the document.
  static let all: [(String, JSONSchema)] = [
    ("Facility", facility), ("Site", site), ("Position", position), ("Warning", warning),
    ("NearestAnswer", .oneOf([.named("Nearest"), .named("Emergency"), .named("Readings")])),
    ("Nearest", .object(answer)),
    ("Emergency", .object(emergency)),
    (
      "Readings",
      .object([("call", .words([EmergencyAnswer.call])), ("readings", .array(.named("Emergency")))])
    ),
    (
      "SiteList",
      .oneOf([.named("Sites"), .object(counted)])
    ),
    (
      "Sites",
      .object(
        [
          ("count", .integer(nil)), ("results", .array(.named("Facility"))),
          ("next", .nullable(.string)),
        ],
        optional: [
          ("emergency_hours_unknown", .integer(nil)), ("former", .array(.named("FormerSite"))),
        ])
    ),
    ("FormerSite", former), ("LocatedPosition", located), ("ReferralAnswer", referrals),
    (
      "Token",
      .object([("role", .words(Role.allCases.map(\.rawValue))), ("scope", .string)])
    ),
    ("Problem", problem),
  ]

  private static let head: [(String, JSONSchema)] = [
    ("id", .string), ("name", .string), ("kind", .words(FacilityKind.allCases.map(\.rawValue))),
    ("province_code", .string), ("regency_code", .string), ("regency", .string),
    ("district", .string), ("address", .string), ("phone", .string),
    ("latitude", .nullable(.number(-90...90))), ("longitude", .nullable(.number(-180...180))),
    ("position_precision", .words(PositionPrecision.allCases.map(\.rawValue))),
    ("plkk_basis", .words(PLKKBasis.allCases.map(\.rawValue))),
  ]

  private static let tail: [(String, JSONSchema)] = [
    ("basis_source", .string), ("basis_date", .string), ("care_class", .string),
    ("ownership", .string), ("district_code", .string), ("beds", .nullable(.integer(nil))),
    ("position_source", .string), ("payer", .string), ("plkk_status", .string),
    ("agreement_number", .string), ("agreement_end", .nullable(.string)),
    ("verified", .nullable(.string)), ("verified_days", .nullable(.integer(nil))),
    ("doubts", texts), ("phone_e164", .string), ("other_names", texts),
    (
      "specialty",
      .nullable(.words(HospitalSpecialty.allCases.map(\.rawValue)))
    ),
    ("operational_status", .string), ("operational_status_source", .string),
    ("operational_status_date", .string), ("emergency_24h", .nullable(.boolean)),
    ("opening_hours", .string), ("services", texts), ("note", .string),
    ("warnings", .array(.words(SiteWarning.allCases.map(\.rawValue)))),
  ]

  /// A facility.
  static let facility = JSONSchema.object(head + tail)
  /// A facility with where it lies from the position asked about.
  static let site = JSONSchema.object(
    head + [("distance_m", .number(0...20_100_000)), ("bearing_deg", .integer(0...359))] + tail)

  private static let position = JSONSchema.object(
    [
      ("latitude", .number(-90...90)), ("longitude", .number(-180...180)), ("read_as", .string),
      ("precision_m", .number(nil)), ("approximate", .boolean), ("notices", texts),
      ("passed_over", texts), ("hint", .nullable(.anyObject)), ("region", .anyObject),
    ], optional: [("place", .anyObject)])

  private static let warning = JSONSchema.object(
    [("code", .string)],
    optional: [
      ("reach_m", .number(nil)), ("distance_m", .number(nil)), ("ids", texts),
      ("nearest_id", .string), ("villages", .integer(nil)), ("same_nearest", .integer(nil)),
      ("call", .string), ("about", .string),
    ])

  private static let query: [(String, JSONSchema)] = [
    ("query", .named("Position")), ("warnings", .array(.named("Warning"))),
  ]
  private static let others: [(String, JSONSchema)] = [
    ("expired", .array(.named("Site"))), ("fresher_id", .nullable(.string)),
    ("callable_id", .nullable(.string)),
  ]
  private static let answer: [(String, JSONSchema)] =
    query + [("results", .array(.named("Site")))] + others
  private static let counted: [(String, JSONSchema)] = [("count", .integer(nil))] + answer
  private static let emergency: [(String, JSONSchema)] =
    [("call", .words([EmergencyAnswer.call]))] + query
    + [("hospitals", .array(.named("Site"))), ("results", .array(.named("Site")))] + others

  private static let former = JSONSchema.object(
    [
      ("id", .nullable(.string)), ("name", .string), ("other_names", texts), ("kind", .string),
      ("regency_code", .string), ("reason", .string), ("now_id", .nullable(.string)),
      ("source", .nullable(.string)), ("source_date", .nullable(.string)),
    ], optional: [("closed_on", .nullable(.string)), ("note", .nullable(.string))])

  private static let located = JSONSchema.object(
    query + [("district", .nullable(.anyObject)), ("nearest_village", .nullable(.anyObject))])

  /// Rows about referrals: each names what it is in `row`, and has the fields of that.
  private static let referrals = JSONSchema.object(
    [
      ("warnings", .array(.object([("code", .string), ("text", .string)]))),
      ("rows", .array(.anyObject)),
    ], optional: [("version", .integer(nil)), ("next", .nullable(.string))])

  /// RFC 9457, and what this door adds.
  static let problem = JSONSchema.object(
    [
      ("type", .string), ("title", .string), ("status", .integer(400...599)), ("code", .string),
      ("detail", .string),
    ],
    optional: [
      ("call", .words([EmergencyAnswer.call])), ("field", .string), ("allowed", texts),
      ("fault", .string), ("excerpt", .string), ("quantity", .string), ("minimum", .number(nil)),
      ("maximum", .number(nil)), ("readings", .array(.anyObject)),
      ("candidates", .array(.anyObject)), ("region_code", .string),
      ("former", .named("FormerSite")), ("until", .string), ("version", .integer(nil)),
    ])
}
