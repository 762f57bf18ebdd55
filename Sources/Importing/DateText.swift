public import Facilities

/// Dates as Indonesian lists write them.
enum DateText {
  /// What a text turned out to be.
  enum Reading: Hashable {
    /// Nothing, or a dash.
    case none
    /// A day.
    case date(CivilDate)
    /// A period: `01-01-2025 s/d 31-12-2026`.
    case period(CivilDate, CivilDate)
    /// Up to and with a day: `s/d 31-12-2026`.
    case until(CivilDate)
    /// A year of two digits.
    case twoDigitYear
    /// No known form, no such day, or words beside the date.
    case unreadable
  }

  /// Reads one day, or two that make a period, whatever stands between them; every character counts.
  ///
  /// A day is `DD/MM/YYYY`, `DD-MM-YYYY`, `DD.MM.YYYY`, `YYYY-MM-DD`, `YYYYMMDD`, `21 Januari 2026`, or a
  /// spreadsheet's day number; a weekday may stand before it and a time of day after it.
  static func read(_ cell: RawCell) -> Reading {
    let text = cell.text
    if text.isEmpty || Header.key(text).isEmpty { return .none }
    if cell.origin == .date {
      return CivilDate(iso: text).map(Reading.date) ?? .unreadable
    }
    if let serial = Double(text), text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) {
      // 5 digits: 1927 … 2173. Eight may be 20260121.
      if text.utf8.count == 8 { return compact(text).map(Reading.date) ?? .unreadable }
      return serial >= 10_000 && serial < 100_000
        ? ExcelSerial.date(serial).map(Reading.date) ?? .unreadable : .unreadable
    }
    var scan = DateScan(text)
    return scan.read()
  }

  static func compact(_ text: some StringProtocol) -> CivilDate? {
    CivilDate(iso: "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
  }

  /// Which of the two first numbers of `a/b/2026` can be the day.
  enum Order: Hashable {
    /// Only the first: as Indonesians write.
    case dayFirst
    /// Only the second: as Americans write.
    case monthFirst
    /// Either; the same day when they are equal.
    case either
  }

  /// The order of a date with slashes, `nil` for every other form.
  static func order(_ text: String) -> Order? {
    let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let first = Int(parts[0]), let second = Int(parts[1]),
      parts[2].prefix(4).utf8.allSatisfy({ (48...57).contains($0) }), (1...31).contains(first),
      (1...31).contains(second)
    else { return nil }
    if first > 12 { return second > 12 ? nil : .dayFirst }
    return second > 12 ? .monthFirst : first == second ? nil : .either
  }
}

extension CivilDate {
  /// Reads a day as a person types it: `2026-01-31`, `31/01/2026`, `31-1-2026`, `31 Januari 2026`.
  ///
  /// `nil` for anything else, years of two digits included.
  public init?(typed text: String) {
    guard case .date(let date) = DateText.read(RawCell(TextBytes.clean(text))) else { return nil }
    self = date
  }
}
