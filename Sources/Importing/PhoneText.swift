/// Phones as Indonesian lists write them.
enum PhoneText {
  /// What a cell of phones turned out to hold.
  struct Reading: Hashable {
    /// The phones, in the order given.
    var phones: [Phone] = []
    /// Whether a letter stands among digits (`08123456789O`), so that the number is unknown.
    var isUnclear = false
    /// Whether a program's `.0` was taken off (`6281234567890.0`) or a lost leading zero put back.
    var isRestored = false
    /// Words and numbers that are no phone, left out; empty where all was used.
    var leftOut: [String] = []
  }

  /// The phones of a cell: `(0511) 3252180 / 0812-3456-7890 ext. 12`.
  ///
  /// A part of less than 9 digits after a land line takes over that line's area code only when it
  /// is written that way (`0511-3252180/81`): then it is kept as written and not dialled.
  static func read(_ text: String, isNumber: Bool = false) -> Reading {
    var reading = Reading()
    for part in parts(text) {
      let raw = TextBytes.clean(part)
      if raw.utf8.contains(where: { (48...57).contains($0) }) {
        take(raw, isNumber: isNumber, into: &reading)
      } else if raw.contains(where: \.isLetter), !words(raw).allSatisfy(labels.contains) {
        reading.leftOut.append(raw)
      }
    }
    return reading
  }

  /// The pieces between signs and words that separate numbers.
  private static func parts(_ text: String) -> [String] {
    var text = text
    let hasWords = text.utf8.contains { $0 == 38 || $0 >= 65 }
    for word in hasWords ? [" atau ", " dan ", " or ", " and ", "&"] : [] where text.contains(word)
    {
      text = text.replacing(word, with: "/")
    }
    return text.split(whereSeparator: { ",;/|".contains($0) }).flatMap { numbers(String($0)) }
  }

  /// The numbers of a piece that holds several with only blanks, a dash or a label between them.
  ///
  /// Two lines of a cell look so (`0511-3252180 HP 0812 3456 7890`): a new number begins with `0` or `+` after one that
  /// can be dialled. A piece of which this is not true to the end stays whole.
  private static func numbers(_ text: String) -> [String] {
    // No number has so many digits.
    if text.utf8.count(where: { (48...57).contains($0) }) < 16 { return [text] }
    var pieces: [String] = []
    var rest = text[...]
    while let end = firstEnd(in: rest) {
      pieces.append(String(rest[..<end]))
      rest = rest[end...]
    }
    pieces.append(String(rest))
    return pieces.allSatisfy(isNumber) ? pieces : [text]
  }

  /// The end of the first number, where another one begins behind it.
  private static func firstEnd(in text: Substring) -> Substring.Index? {
    var end: Substring.Index?
    var previous: Character = " "
    for place in text.indices {
      let character = text[place]
      let isDigit = ("0"..."9").contains(character)
      let begins = character == "+" || character == "0" && !("0"..."9").contains(previous)
      if let end, begins, previous != "+", isNumber(String(text[..<end])) { return end }
      if isDigit { end = text.index(after: place) }
      previous = character
    }
    return nil
  }

  /// Whether a piece is one number that can be dialled, or that of a fax.
  private static func isNumber(_ text: String) -> Bool {
    var reading = Reading()
    take(TextBytes.clean(text), isNumber: false, into: &reading)
    guard reading.phones.count == 1, let phone = reading.phones.first, !reading.isUnclear else {
      return false
    }
    return phone.e164 != nil || isFax(text)
  }

  private static func isFax(_ text: String) -> Bool {
    words(text).contains { $0 == "fax" || $0 == "faks" }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split(whereSeparator: { !("a"..."z").contains($0) }).map(String.init)
  }

  /// Words that say whose or what sort of number it is.
  private static let labels: Set<String> = [
    "t", "tel", "telp", "tlp", "telepon", "telpon", "phone", "hp", "wa", "whatsapp", "no", "nomor",
    "igd", "ugd", "kantor", "hotline", "call", "center", "centre", "hunting", "cs", "admin", "rs",
    "office", "mobile", "ambulans", "ambulance", "pendaftaran", "informasi", "info", "f", "fax",
    "faks", "p", "h", "ph",
  ]
  private static let extensions: Set<String> = [
    "ekstensi", "extension", "ext", "psw", "pes", "pesawat", "x",
  ]

  private static func take(_ raw: String, isNumber: Bool, into reading: inout Reading) {
    var isNumber = isNumber
    var main = raw.lowercased()
    if let whole = withoutFraction(main) {
      main = whole
      isNumber = true
      reading.isRestored = true
    }
    var digits = ""
    var ext = ""
    var inExtension = false
    var others: [String] = []
    for (word, isGlued) in letters(main) {
      if word.isEmpty { continue }
      if ("0"..."9").contains(word.first ?? " ") {
        if inExtension { ext += word } else { digits += word }
      } else if extensions.contains(word), !digits.isEmpty {
        inExtension = true
      } else if !labels.contains(word) {
        if isGlued { reading.isUnclear = true }
        others.append(word)
      }
    }
    if main.contains("+620") || main.contains("(+62)0") || main.contains("+62 (0)") {
      digits = "62" + digits.dropFirst(3)
    }
    if digits.utf8.count < 3 { return reading.leftOut.append(raw) }
    if isNumber || digits.hasPrefix("8") && (9...12).contains(digits.utf8.count),
      !digits.hasPrefix("0"), !digits.hasPrefix("62")
    {
      digits = "0" + digits
      reading.isRestored = true
    }
    let e164 = reading.isUnclear || isFax(raw) ? nil : international(digits)
    // Words of nobody's list beside a number may be a person's name: the number goes on alone.
    if !others.isEmpty {
      reading.leftOut.append(e164 == nil ? raw : others.joined(separator: " "))
      if e164 == nil, !reading.isUnclear { return }
    }
    reading.phones.append(Phone(raw: raw, e164: e164, ext: ext))
  }

  /// Runs of digits and of letters, and whether a run of letters touches digits.
  private static func letters(_ text: String) -> [(String, Bool)] {
    var runs: [(String, Bool)] = []
    var run = ""
    var isDigits = false
    var touches = false
    func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    for character in text {
      let digit = isDigit(character)
      guard digit || ("a"..."z").contains(character) else {
        if !run.isEmpty { runs.append((run, touches)) }
        (run, touches) = ("", false)
        continue
      }
      if !run.isEmpty, digit != isDigits {
        runs.append((run, isDigits ? touches : true))
        (run, touches) = ("", true)
      }
      isDigits = digit
      run.append(character)
    }
    if !run.isEmpty { runs.append((run, touches)) }
    return runs
  }

  /// The digits before a program's `.0`: seven or more, and nothing else.
  private static func withoutFraction(_ text: String) -> String? {
    guard let point = text.lastIndex(where: { $0 == "." }) else { return nil }
    let whole = text[..<point]
    let fraction = text[text.index(after: point)...]
    guard !fraction.isEmpty, fraction.allSatisfy({ $0 == "0" }), whole.utf8.count >= 7,
      whole.utf8.allSatisfy({ (48...57).contains($0) || $0 == 43 })
    else { return nil }
    return String(whole)
  }

  /// E.164 of national or international digits; Indonesian numbers have 8 … 12 digits after 62.
  private static func international(_ digits: String) -> String? {
    let rest: Substring
    if digits.hasPrefix("62") {
      rest = digits.dropFirst(2)
    } else if digits.hasPrefix("0"), !digits.hasPrefix("00") {
      rest = digits.dropFirst(1)
    } else {
      return nil
    }
    guard (8...12).contains(rest.utf8.count), rest.first != "0", rest.first != "1" else {
      return nil
    }
    return "+62" + rest
  }
}

extension Phone {
  /// As it is kept with a facility: dialled from anywhere where it can be, its extension after it.
  public var kept: String { (e164 ?? raw) + (e164 != nil && !ext.isEmpty ? " ext. \(ext)" : "") }
}
