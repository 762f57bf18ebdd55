/// One of the three time zones of Indonesia; none has daylight saving time.
public enum IndonesianZone: String, CaseIterable, Hashable, Sendable, Codable {
  /// Waktu Indonesia Barat, UTC+7.
  case wib = "WIB"
  /// Waktu Indonesia Tengah, UTC+8.
  case wita = "WITA"
  /// Waktu Indonesia Timur, UTC+9.
  case wit = "WIT"

  /// Minutes east of UTC.
  public var offsetMinutes: Int {
    switch self {
    case .wib: 420
    case .wita: 480
    case .wit: 540
    }
  }

  /// The zone of a province by its Kemendagri code (`63`), or of any region inside it (`63.71`).
  ///
  /// Kalimantan is split: Barat (61) and Tengah (62) keep WIB; Selatan (63), Timur (64) and Utara
  /// (65) keep WITA.
  public init?(regionCode: String) {
    guard let province = Int(regionCode.prefix(2)) else { return nil }
    switch province {
    case 11...21, 31...36, 61, 62: self = .wib
    case 51...53, 63...65, 71...76: self = .wita
    case 81, 82, 91...97: self = .wit
    default: return nil
    }
  }

  /// `22-11-2026 14.30 WITA`, the way a letter in Indonesia writes it.
  public func text(_ instant: Instant) -> String {
    let time = CivilTime(instant, offsetMinutes: offsetMinutes)
    let day = time.day
    return
      "\(PaddedDigits.padded(day.day))-\(PaddedDigits.padded(day.month))-\(PaddedDigits.padded(day.year, to: 4)) "
      + "\(PaddedDigits.padded(time.hour)).\(PaddedDigits.padded(time.minute)) \(rawValue)"
  }
}

extension Instant {
  /// ISO 8601 with offset: `2026-11-22T14:30:00+08:00`; `Z` when the offset is 0.
  ///
  /// Thousandths are written only when there are some.
  public func iso8601(offsetMinutes: Int = 0) -> String {
    let time = CivilTime(self, offsetMinutes: offsetMinutes)
    let size = abs(offsetMinutes)
    let offset =
      offsetMinutes == 0
      ? "Z"
      : "\(offsetMinutes < 0 ? "-" : "+")\(PaddedDigits.padded(size / 60)):\(PaddedDigits.padded(size % 60))"
    return time.text + offset
  }
}
