/// What must be said of a ranked answer, found from the ranking alone and without allocating.
///
/// One rule for all doors: the typed advisories of an answer and the codes that the server's fast path
/// writes both come from these flags.
public struct AnswerChecks: OptionSet, Sendable {
  /// One bit a check.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// See `Advisory.outsideIndonesia`.
  public static let outsideIndonesia = AnswerChecks(rawValue: 1)
  /// See `Advisory.outsideKalimantan`.
  public static let outsideKalimantan = AnswerChecks(rawValue: 2)
  /// See `Advisory.nearlyEqual`.
  public static let nearlyEqual = AnswerChecks(rawValue: 4)
  /// See `Advisory.far`.
  public static let far = AnswerChecks(rawValue: 8)
  /// See `Advisory.otherProvince`.
  public static let otherProvince = AnswerChecks(rawValue: 16)
  /// See `Advisory.expiredAsNear`.
  public static let expiredAsNear = AnswerChecks(rawValue: 32)
  /// See `Advisory.staleNearest`.
  public static let staleNearest = AnswerChecks(rawValue: 64)
  /// See `Advisory.hoursUnknown`.
  public static let hoursUnknown = AnswerChecks(rawValue: 128)

  /// The codes of the machine formats, in the order in which an answer gives them.
  public static let codes: [(check: AnswerChecks, code: String)] = [
    (.outsideIndonesia, "outside_indonesia"), (.outsideKalimantan, "outside_kalimantan"),
    (.nearlyEqual, "nearly_equal"), (.far, "far"), (.otherProvince, "other_province"),
    (.expiredAsNear, "expired_as_near"), (.staleNearest, "stale_nearest"),
    (.hoursUnknown, "emergency_hours_unknown"),
  ]

  /// The checks that distances and places decide.
  ///
  /// - Parameters:
  ///   - first: Distance of the nearest, metres, and code of its province.
  ///   - second: Distance of the second nearest, whether it is shown or not.
  ///   - precision: How far the position may be off, metres.
  ///   - isInIndonesia: Whether the position lies in Indonesia's box.
  ///   - province: Code of the province that it lies in or just outside of.
  public init(
    first: (meters: Double, province: String)?, second: Double?, precision: Double,
    isInIndonesia: Bool, province: String?
  ) {
    self = []
    if !isInIndonesia {
      insert(.outsideIndonesia)
    } else if province == nil {
      insert(.outsideKalimantan)
    }
    guard let first else { return }
    if let second, second - first.meters < precision { insert(.nearlyEqual) }
    if first.meters > Locator.farMeters { insert(.far) }
    if let province, province != first.province { insert(.otherProvince) }
  }
}
