internal import Facilities

/// Reads a text of one or two days token by token, so that nothing in it is passed over.
struct DateScan {
  private enum Token: Hashable {
    case number(String)
    case word(String)
    case sign(Character)
  }

  private var tokens: [Token] = []
  private var place = 0
  private var hasShortYear = false

  init(_ text: String) {
    var run = ""
    var isDigits = false
    func token() -> Token { isDigits ? .number(run) : .word(run) }
    for character in text.lowercased() {
      let digit = ("0"..."9").contains(character)
      if digit || ("a"..."z").contains(character) {
        if !run.isEmpty, digit != isDigits {
          tokens.append(token())
          run = ""
        }
        isDigits = digit
        run.append(character)
        continue
      }
      if !run.isEmpty { tokens.append(token()) }
      run = ""
      if character != " " { tokens.append(.sign(character)) }
    }
    if !run.isEmpty { tokens.append(token()) }
  }

  /// What the whole text is.
  mutating func read() -> DateText.Reading {
    let isUntil = skipLink()
    guard let first = day() else { return hasShortYear ? .twoDigitYear : .unreadable }
    if place == tokens.count { return isUntil ? .until(first) : .date(first) }
    guard !isUntil, skipLink(), let second = day(), place == tokens.count else {
      return hasShortYear ? .twoDigitYear : .unreadable
    }
    return .period(first, second)
  }

  private static let links: Set<String> = [
    "s", "d", "sd", "sampai", "dengan", "hingga", "to", "until", "sampe", "berlaku",
  ]
  private static let linkSigns: Set<Character> = ["-", "–", "—", "~", "/", ".", "→", "…"]

  /// Passes what may stand between two days; whether anything did.
  private mutating func skipLink() -> Bool {
    let start = place
    while place < tokens.count {
      switch tokens[place] {
      case .word(let word) where Self.links.contains(word): place += 1
      case .sign(let sign) where Self.linkSigns.contains(sign): place += 1
      default: return place > start
      }
    }
    return place > start
  }

  private func number(_ place: Int, _ digits: ClosedRange<Int>) -> Int? {
    guard place < tokens.count, case .number(let text) = tokens[place],
      digits.contains(text.utf8.count)
    else { return nil }
    return Int(text)
  }

  /// The day at this place with its weekday and its time, or `nil`; then the place is not changed.
  private mutating func day() -> CivilDate? {
    let start = place
    if case .word(let word)? = token(place), Self.weekdays.contains(word) {
      place += 1
      if token(place) == .sign(",") { place += 1 }
    }
    guard let date = plainDay() else {
      place = start
      return nil
    }
    // What can be a day is the second one and no time: 31.12.2026 after a dash.
    let behind = place
    if skipLink(), plainDay() != nil {
      place = behind
      return date
    }
    place = behind
    skipTime()
    return date
  }

  private mutating func plainDay() -> CivilDate? {
    let start = place
    if case .number(let text)? = token(place), text.utf8.count == 8,
      let date = DateText.compact(text)
    {
      place += 1
      return date
    }
    var parts: [Int] = []
    var lengths: [Int] = []
    var separator: Token?
    var hasName = false
    while parts.count < 3, place < tokens.count {
      switch tokens[place] {
      case .number(let text) where text.utf8.count <= 4:
        parts.append(Int(text) ?? 0)
        lengths.append(text.utf8.count)
      case .word(let word) where parts.count == 1 && Self.months[word] != nil:
        parts.append(Self.months[word] ?? 0)
        lengths.append(2)
        hasName = true
      default:
        place = start
        return nil
      }
      place += 1
      if parts.count < 3, case .sign(let sign)? = token(place), "-/.,".contains(sign) {
        // 01-02/2026 is no date of anybody's hand; with a month's name any sign may stand.
        if let separator, separator != .sign(sign), !hasName { break }
        separator = .sign(sign)
        place += 1
      }
    }
    guard parts.count == 3 else {
      place = start
      return nil
    }
    if lengths[0] == 4, !hasName, lengths[1] <= 2, lengths[2] <= 2,
      let date = CivilDate(year: parts[0], month: parts[1], day: parts[2])
    {
      return date
    }
    if lengths[0] <= 2, lengths[1] <= 2 {
      if lengths[2] == 2, (1...31).contains(parts[0]), (1...12).contains(parts[1]) {
        hasShortYear = true
      }
      if lengths[2] == 4, let date = CivilDate(year: parts[2], month: parts[1], day: parts[0]) {
        return date
      }
    }
    place = start
    return nil
  }

  /// Passes a time of day: `T00:00:00+08:00`, `14.30 WITA`, `2:30 PM`.
  private mutating func skipTime() {
    let start = place
    if token(place) == .word("t") || token(place) == .sign(",") { place += 1 }
    if token(place) == .word("pukul") || token(place) == .word("jam") { place += 1 }
    guard number(place, 1...2).map({ $0 < 25 }) ?? false else { return place = start }
    place += 1
    var groups = 1
    while let sign = token(place), sign == .sign(":") || sign == .sign("."), groups < 4,
      number(place + 1, groups == 3 ? 1...9 : 2...2) != nil
    {
      place += 2
      groups += 1
    }
    guard groups > 1 else { return place = start }
    if case .word(let word)? = token(place), ["z", "wib", "wita", "wit", "am", "pm"].contains(word)
    {
      place += 1
    } else if token(place) == .sign("+") || token(place) == .sign("-"),
      number(place + 1, 2...2) != nil, token(place + 2) == .sign(":"),
      number(place + 3, 2...2) != nil
    {
      place += 4
    } else if token(place) == .sign("+"), number(place + 1, 4...4) != nil {
      place += 2
    }
  }

  private func token(_ place: Int) -> Token? { place < tokens.count ? tokens[place] : nil }

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
