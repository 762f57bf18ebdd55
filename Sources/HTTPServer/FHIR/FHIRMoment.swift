internal import Facilities
internal import Formats

/// Moments and dates of FHIR; the lists hold days, in the time of the greater part of Kalimantan.
enum FHIRMoment {
  /// UTC+8, WITA.
  private static let zone = "+08:00"
  private static let zoneSeconds = 8 * 3600

  /// When a facility was last verified, as an instant; `nil` where no source has a date.
  static func lastUpdated(_ facility: Facility) -> String? {
    day(facility).map { "\($0)T00:00:00\(zone)" }
  }

  private static func day(_ facility: Facility) -> String? {
    let days = [
      facility.standing?.verified?.description ?? "", facility.operationalStatus.date,
      facility.basisDate,
    ]
    return days.filter { range($0) != nil && $0.utf8.count == 10 }.max()
  }

  /// The same as seconds since 1970.
  static func seconds(_ facility: Facility) -> Int? {
    day(facility).flatMap { range($0)?.lowerBound }
  }

  /// The seconds that a date or moment of a question covers: `2026`, `2026-02`, `2026-02-01`,
  /// `2026-02-01T10:00:00+08:00`.
  static func range(_ text: some StringProtocol) -> Range<Int>? {
    let form =
      /([0-9]{4})(-([0-9]{2})(-([0-9]{2})(T([0-9]{2}):([0-9]{2})(:([0-9]{2})(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?/
    guard let found = String(text).wholeMatch(of: form)?.output, let year = Int(found.1) else {
      return nil
    }
    func start(_ year: Int, _ month: Int, _ day: Int) -> Int {
      Gregorian.days(year: year, month: month, day: day) * 86_400 - zoneSeconds
    }
    guard let month = found.3.flatMap({ Int($0) }) else {
      return start(year, 1, 1)..<start(year + 1, 1, 1)
    }
    guard (1...12).contains(month) else { return nil }
    guard let day = found.5.flatMap({ Int($0) }) else {
      return start(
        year, month, 1)..<(month == 12 ? start(year + 1, 1, 1) : start(year, month + 1, 1))
    }
    guard (1...Gregorian.length(ofMonth: month, year: year)).contains(day) else { return nil }
    let first = start(year, month, day)
    guard let hour = found.7.flatMap({ Int($0) }), let minute = found.8.flatMap({ Int($0) }) else {
      return first..<(first + 86_400)
    }
    let second = found.10.flatMap { Int($0) } ?? 0
    guard hour < 24, minute < 60, second < 61 else { return nil }
    let moment = first + zoneSeconds - offset(found.12) + hour * 3600 + minute * 60 + second
    return moment..<(moment + (found.9 == nil ? 60 : 1))
  }

  private static func offset(_ text: Substring?) -> Int {
    guard let text, text != "Z", let hours = Int(text.dropFirst().prefix(2)),
      let minutes = Int(text.suffix(2))
    else { return text == "Z" ? 0 : zoneSeconds }
    return (text.hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  /// A comparison of a question: `ge2026-01-01`.
  struct Comparison: Sendable {
    private let prefix: String
    private let range: Range<Int>

    init?(_ text: String) {
      let known = ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb"]
      let head = String(text.prefix(2))
      prefix = known.contains(head) ? head : "eq"
      guard let range = FHIRMoment.range(known.contains(head) ? text.dropFirst(2) : text[...])
      else { return nil }
      self.range = range
    }

    /// Whether a period fits of which only the end (after its last second) or the beginning is known.
    func reaches(from start: Int? = nil, until end: Int? = nil) -> Bool {
      let (start, end) = (start ?? .min, end ?? .max)
      return switch prefix {
      case "ne": end <= range.lowerBound || start >= range.upperBound
      case "gt": end > range.upperBound
      case "sa": start >= range.upperBound
      case "lt": start < range.lowerBound
      case "eb": end <= range.lowerBound
      case "ge": end > range.lowerBound
      case "le": start < range.upperBound
      default: start < range.upperBound && end > range.lowerBound
      }
    }

    /// Whether a moment fits.
    func accepts(_ moment: Int) -> Bool {
      switch prefix {
      case "ne": !range.contains(moment)
      case "gt", "sa": moment >= range.upperBound
      case "lt", "eb": moment < range.lowerBound
      case "ge": moment >= range.lowerBound
      case "le": moment < range.upperBound
      default: range.contains(moment)
      }
    }
  }
}
