/// What a text given as a position turned out to be.
///
/// Reads what people have: decimal degrees with point or comma, labels, hemispheres in Indonesian
/// and English, degrees with minutes and seconds, UTM, MGRS, Plus Codes, `geo:` URIs and map links.
/// No network, no locale, no state; linear in the text.
public enum PositionText: Hashable, Sendable {
  /// A coordinate.
  case position(PositionReading)
  /// Words, to be looked up as a place name; trimmed, blanks collapsed.
  case place(String)
  /// A short Plus Code and the place it stands beside; the place is empty when none was written.
  case shortPlusCode(ShortPlusCode, near: String)

  /// Longest text that is looked at, in bytes of UTF-8.
  public static let maximumBytes = 4096

  /// Reads a text.
  ///
  /// Never guesses: what has two readings throws and lists them. What looks like a coordinate and
  /// is broken throws; only what does not look like one is a ``place(_:)``.
  ///
  /// - Parameter text: As typed or pasted, at most ``maximumBytes`` bytes.
  public static func parse(_ text: String) throws(PositionError) -> PositionText {
    let bytes = text.utf8.count
    guard bytes <= maximumBytes else {
      let limit = PositionError.Allowed(.bytes, 0, Double(maximumBytes))
      throw PositionError(.tooLong, excerpt: String(text.prefix(Excerpt.limit)), allowed: limit)
    }
    let clean = try CleanText(text)
    guard !clean.canon.isEmpty else { throw PositionError(.empty) }
    if let link = Link(in: clean.plain) { return try link.read() }
    return try plain(clean, form: nil)
  }

  /// Reads a text without links in it.
  static func plain(
    _ text: CleanText, form: PositionReading.Form?
  ) throws(PositionError) -> PositionText {
    if let found = try plusCode(text, form: form) { return found }
    if let reading = try MGRS.read(text) { return .position(reading.from(form)) }
    let lexer = Lexer(text.canon)
    if let reading = try UTMReader(text, lexer).read() { return .position(reading.from(form)) }
    var angles = AngleReader(text, lexer, form: form)
    do {
      if let reading = try angles.read() { return .position(reading) }
    } catch {
      // "Camp 45 (-2.2088, 113.9)": the coordinate stands in brackets behind a name.
      if error.code == .unreadable, let inside = bracketed(text, form: form) { return inside }
      throw error
    }
    return .place(text.plain)
  }

  /// The coordinate within the only pair of brackets, where there are words before it.
  private static func bracketed(
    _ text: CleanText, form: PositionReading.Form?
  ) -> PositionText? {
    let plain = text.plain
    guard let open = plain.firstIndex(of: "("), open == plain.lastIndex(of: "("),
      let close = plain.lastIndex(of: ")"), open < close,
      plain[..<open].contains(where: \.isLetter),
      let clean = try? CleanText(String(plain[plain.index(after: open)..<close]))
    else { return nil }
    var angles = AngleReader(clean, Lexer(clean.canon), form: form)
    return (try? angles.read()).flatMap { $0 }.map { .position($0) }
  }

  /// The first word that is a Plus Code; the words around a short one are its reference.
  private static func plusCode(
    _ text: CleanText, form: PositionReading.Form?
  ) throws(PositionError) -> PositionText? {
    guard text.plain.utf8.contains(0x2B) else { return nil }
    let words = text.plain.split { " ,;()".contains($0) }
    for (index, word) in words.enumerated() {
      guard var shape = PlusCode.shape(word.utf8) else { continue }
      // "6P9M QWR2+F2": the area's four digits stand apart.
      if case .short = shape, index > 0, words[index - 1].utf8.count == 4,
        words[index - 1].utf8.contains(where: \.isDigit),
        case .full(let code)? = PlusCode.shape((words[index - 1] + word).utf8)
      {
        shape = .full(code)
      }
      switch shape {
      case .invalid: throw PositionError(.invalidPlusCode, excerpt: String(word))
      case .full(let code): return .position(try PlusCode.reading(code).from(form))
      case .short(let code):
        guard let short = ShortPlusCode(code) else { return nil }
        let before = text.plain[..<word.startIndex]
        let after = text.plain[word.endIndex...]
        let near = [before, after].map { String($0.trimmingMarks) }.filter { !$0.isEmpty }
        return .shortPlusCode(short, near: near.joined(separator: " "))
      }
    }
    return nil
  }
}

extension PositionReading {
  /// The same, reported as found in another form (a link); the notation's own details stay.
  func from(_ form: Form?) -> PositionReading {
    guard let form else { return self }
    var copy = self
    copy.form = form
    return copy
  }
}

extension Substring {
  /// Without blanks, commas, brackets and the like at both ends.
  var trimmingMarks: Substring {
    let marks = " ,;:()[]-–—"
    var part = self
    while let first = part.first, marks.contains(first) { part.removeFirst() }
    while let last = part.last, marks.contains(last) { part.removeLast() }
    return part
  }
}
