/// Reads latitude and longitude in degrees: decimal, minutes, or minutes and seconds.
///
/// Works in four steps: tell a coordinate from a place name, settle what each comma means, split
/// the numbers into two angles, and find which is which. Nothing is chosen where two readings
/// stand: that is an error that lists them.
struct AngleReader {
  let text: CleanText
  let lexer: Lexer
  let form: PositionReading.Form?
  var items: [Item]
  var isLongitudeFirst = false

  /// - Parameters:
  ///   - text: The text.
  ///   - lexer: Its items.
  ///   - form: What to report instead of the notation found, for values out of links.
  init(_ text: CleanText, _ lexer: Lexer, form: PositionReading.Form? = nil) {
    self.text = text
    self.lexer = lexer
    self.form = form
    items = lexer.items
  }

  /// A number whose commas are settled.
  struct Field {
    var value: Double
    var decimals: Int
    var sign: Int
    var unit: AngleUnit?
  }

  /// One coordinate.
  struct Angle {
    var magnitude: Double
    var sign: Int
    var form: PositionReading.Form
    /// Smallest step in degrees.
    var step: Double
    var axis: Axis?
    var hemisphere = 0
    var notices: [PositionReading.Notice] = []

    var value: Double {
      (hemisphere != 0 ? hemisphere : sign < 0 ? -1 : 1) < 0 ? -magnitude : magnitude
    }
    var isDirected: Bool { hemisphere != 0 || sign != 0 }
  }

  /// The reading, or `nil` when the text is no coordinate at all but words.
  mutating func read() throws(PositionError) -> PositionReading? {
    let named = unknownWords
    if !named.isEmpty, named.allSatisfy(Words.notFinite.contains) {
      throw PositionError(.notFinite, excerpt: text.plain)
    }
    let count = numerals.count
    guard count > 0 else {
      if text.canon.contains(where: \.isWordByte) { return nil }
      throw PositionError(.unreadable, excerpt: text.plain)
    }
    try refuseForeignNotation()
    if case .word("point") = items.first {
      // Well-known text, POINT(x y).
      items.removeFirst()
      isLongitudeFirst = true
    }
    let words = unknownWords
    if words.isEmpty {
      if isPlaceLike { return nil }
    } else {
      guard try trimWords() else { return nil }
    }
    if let code = lexer.foreignCRS { throw PositionError(.unsupportedCRS, excerpt: code) }
    return try combine(try split())
  }

  // MARK: Coordinate or place name

  var numerals: [Numeral] {
    items.compactMap { if case .numeral(let number) = $0 { number } else { nil } }
  }

  var markers: [Marker] {
    items.compactMap { if case .marker(let marker) = $0 { marker } else { nil } }
  }

  var unknownWords: [String] {
    items.compactMap {
      if case .word(let word) = $0, !Words.zoneWords.contains(word) { word } else { nil }
    }
  }

  /// Without foreign words: "B 12", "63.10" (a region's code) and the like are names.
  var isPlaceLike: Bool {
    let numbers = numerals
    guard numbers.count == 1, let only = numbers.first, only.sign == 0, only.unit == nil else {
      return false
    }
    let hasLetters = text.canon.contains(where: \.isWordByte)
    if hasLetters {
      // "Lat 5", "5 LS" want to be a coordinate; "S 5", "Utara 2", "Titik 4" do not.
      let named = markers.contains { $0.sign == 0 && !$0.isLetter || $0.word.utf8.count == 2 }
      return !named && (only.isWhole || only.marks.allSatisfy { $0 == 0x2E } && isCode(only))
    }
    let bare = text.canon.allSatisfy { $0.isDigit || $0 == 0x2E }
    return bare && isCode(only)
  }

  /// 63 · 63.10 · 63.10.05 · 63.10.05.2001, and so a date like 12.10.21.
  func isCode(_ number: Numeral) -> Bool {
    let widths = number.groups.map(\.count)
    return number.marks.allSatisfy { $0 == 0x2E } && [2, 2, 2, 4].starts(with: widths)
  }

  /// Whether a run of items can hardly be anything but a coordinate, even among foreign words.
  func isStrong(_ run: ArraySlice<Item>) -> Bool {
    var count = 0
    var fractions = 0
    var axes = Set<Axis>()
    for item in run {
      if case .marker(let marker) = item, !marker.isLetter { axes.insert(marker.axis) }
      guard case .numeral(let number) = item else { continue }
      if number.unit == .degree { return true }
      count += 1
      let points = number.marks.count { $0 == 0x2E }
      let commas = number.marks.count - points
      if points == 1, commas == 0 || number.marks.count == 3 { fractions += 1 }
      if points == 2, commas == 1, number.marks[1] == 0x2C { fractions += 2 }
      if points == 0, commas == 1, number.groups[1].count >= 3 { fractions += 1 }
      if points == 0, commas == 3 { fractions += 2 }
    }
    return fractions >= 2 || (axes.count == 2 && count >= 2)
  }

  /// Keeps the one run between foreign words that is a coordinate; `false` when there is none.
  mutating func trimWords() throws(PositionError) -> Bool {
    let runs = items.split { item in
      if case .word(let word) = item { !Words.zoneWords.contains(word) } else { false }
    }
    let strong = runs.filter(isStrong)
    if strong.count > 1 { throw unreadable }
    guard let only = strong.first else {
      // Four decimals are no house number.
      let isBroken = numerals.contains { number in
        number.marks.count == 1 && number.groups.last.map { $0.count >= 4 } ?? false
      }
      if isBroken { throw unreadable }
      return false
    }
    items = Array(only)
    return true
  }

  func refuseForeignNotation() throws(PositionError) {
    if let found = lexer.hexadecimal { throw PositionError(.unreadable, excerpt: found) }
    if let found = lexer.exponent, !markers.contains(where: { $0.axis == .latitude }) {
      let isHuge = (Double(found) ?? .infinity).isInfinite
      throw PositionError(isHuge ? .notFinite : .unreadable, excerpt: found)
    }
  }

  var unreadable: PositionError { PositionError(.unreadable, excerpt: text.plain) }
}
