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
    /// A year of two digits.
    case twoDigitYear
    /// No known form, or no such day.
    case unreadable
  }

  /// Reads `DD/MM/YYYY`, `DD-MM-YYYY`, `DD.MM.YYYY`, `YYYY-MM-DD`, `21 Januari 2026`, a time behind
  /// it, a spreadsheet's day number, or two dates that make a period.
  static func read(_ cell: RawCell) -> Reading {
    let text = cell.text
    if text.isEmpty || Header.key(text).isEmpty { return .none }
    if cell.origin == .date {
      return CivilDate(iso: text).map(Reading.date) ?? .unreadable
    }
    if let serial = Double(text), text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) {
      // 5 digits: 1927 … 2173. Eight may be 20260121.
      if text.utf8.count == 8, let date = compact(text) { return .date(date) }
      return serial >= 10_000 && serial < 100_000
        ? ExcelSerial.date(serial).map(Reading.date) ?? .unreadable : .unreadable
    }
    // Two dates have ten digits at the least; looking for a word between them is dear.
    let digits = text.utf8.count { (48...57).contains($0) }
    if digits >= 10, let (first, second) = split(text) {
      switch (single(first), single(second)) {
      case (.date(let start), .date(let end)): return .period(start, end)
      case (.twoDigitYear, _), (_, .twoDigitYear): return .twoDigitYear
      default: return .unreadable
      }
    }
    return single(text)
  }

  private static func compact(_ text: String) -> CivilDate? {
    let iso = "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
    return CivilDate(iso: iso)
  }

  /// The halves of a period.
  private static func split(_ text: String) -> (String, String)? {
    let lower = text.lowercased()
    for separator in [
      " s/d ", " s.d. ", " s.d ", " sd ", " sampai dengan ", " sampai ", " hingga ",
      " - ", " – ", "–",
    ] {
      let parts = lower.split(separator: separator)
      if parts.count == 2 { return (String(parts[0]), String(parts[1])) }
    }
    return nil
  }

  private static func single(_ text: String) -> Reading {
    // Words of letters and digits; `T` and a time of day behind the date are let go.
    var words: [String] = []
    var word = ""
    for scalar in text.lowercased().unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      let isLetter = ("a"..."z").contains(scalar)
      if isDigit || isLetter {
        if let last = word.unicodeScalars.last, ("0"..."9").contains(last) != isDigit {
          words.append(word)
          word = ""
        }
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    if let first = words.first, weekdays.contains(first) { words.removeFirst() }
    guard words.count >= 3, words.count == 3 || isTime(words.dropFirst(3)) else {
      return .unreadable
    }
    if words[0].utf8.count == 4 {
      guard let year = Int(words[0]), let month = Int(words[1]), let day = Int(words[2]) else {
        return .unreadable
      }
      return CivilDate(year: year, month: month, day: day).map(Reading.date) ?? .unreadable
    }
    guard let day = Int(words[0]), words[0].utf8.count <= 2,
      let month = Int(words[1]) ?? months[words[1]], let year = Int(words[2])
    else { return .unreadable }
    if words[2].utf8.count == 2 { return .twoDigitYear }
    guard words[2].utf8.count == 4 else { return .unreadable }
    return CivilDate(year: year, month: month, day: day).map(Reading.date) ?? .unreadable
  }

  private static func isTime(_ words: ArraySlice<String>) -> Bool {
    words.count <= 6
      && words.allSatisfy {
        Int($0) != nil || ["t", "z", "wib", "wita", "wit", "am", "pm"].contains($0)
      }
  }

  private static let weekdays: Set<String> = [
    "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu",
  ]

  private static let months: [String: Int] = [
    "januari": 1, "jan": 1, "january": 1, "februari": 2, "pebruari": 2, "feb": 2, "february": 2,
    "maret": 3, "mar": 3, "march": 3, "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "jun": 6,
    "june": 6, "juli": 7, "jul": 7, "july": 7, "agustus": 8, "agu": 8, "agt": 8, "ags": 8, "aug": 8,
    "august": 8, "september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "oct": 10,
    "october": 10, "november": 11, "nopember": 11, "nov": 11, "nop": 11, "desember": 12, "des": 12,
    "dec": 12, "december": 12,
  ]
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
