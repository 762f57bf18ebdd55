/// What a person must know about an answer as a whole; part of the outcome, so that no door drops it.
public enum Advisory: Hashable, Sendable {
  /// The position is only a point that represents a named area; with the reach of the area, metres.
  case approximate(reach: Double)
  /// The position lies outside Indonesia.
  case outsideIndonesia
  /// The position lies in Indonesia but outside the five provinces.
  case outsideKalimantan
  /// The two nearest differ by less than the position may be off.
  case nearlyEqual
  /// The nearest is this many metres away, more than `Locator.farMeters`.
  case far(meters: Double)
  /// The nearest lies in another province.
  case otherProvince
  /// What is known of the nearest is more than a year old, and one hardly farther was verified later.
  case staleNearest(fresher: Hit)
  /// Sites as near as these whose agreement is not in force by an official list.
  case expiredAsNear([Hit])
  /// Special hospitals, nearer than the first general one, which an emergency passes over.
  case specialNearer([Hit])
  /// From some villages of the named area other sites are the nearest.
  case otherNearest(AreaShare)
  /// Sites nearer than the first one shown, of which it is not known whether their emergency
  /// department is open day and night, where only those were asked for.
  case hoursUnknown([Hit])
  /// The nearest has no telephone in the list; the nearest that has one, where there is any.
  case noPhone(callable: Hit?)

  /// The identifier in machine formats.
  public var code: String {
    switch self {
    case .approximate: "approximate"
    case .outsideIndonesia: "outside_indonesia"
    case .outsideKalimantan: "outside_kalimantan"
    case .nearlyEqual: "nearly_equal"
    case .far: "far"
    case .otherProvince: "other_province"
    case .staleNearest: "stale_nearest"
    case .expiredAsNear: "expired_as_near"
    case .specialNearer: "special_nearer"
    case .otherNearest: "other_nearest"
    case .hoursUnknown: "emergency_hours_unknown"
    case .noPhone: "no_phone"
    }
  }
}

/// Whom to call where a site has no telephone.
public enum BPJSKetenagakerjaan {
  /// Its call centre (bpjsketenagakerjaan.go.id, "Layanan Masyarakat 175").
  public static let callCentre = "175"
}
