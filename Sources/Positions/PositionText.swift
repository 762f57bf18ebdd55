/// What a text given as a position turned out to be.
///
/// Reads what people have: decimal degrees with point or comma, labels, hemispheres in Indonesian
/// and English, degrees with minutes and seconds, UTM, MGRS, Plus Codes, `geo:` URIs and map links.
/// No network, no locale, no state; linear in the text.
///
/// For example:
///
///     var position: Position?
///     if case .position(let reading) = try PositionText.parse("3°19'10\" LS 114°35'27\" BT") {
///       position = reading.position
///     }
public enum PositionText: Hashable, Sendable {
  /// A coordinate.
  case position(PositionReading)
  /// Words, to be looked up as a place name; trimmed, blanks collapsed.
  case place(String)
  /// A short Plus Code and the place it stands beside; the place is empty when none was written.
  case shortPlusCode(ShortPlusCode, near: String)

  /// Longest text that is read, in bytes of UTF-8.
  public static let maximumBytes = 4096

  /// Reads a text.
  ///
  /// Never guesses: what has two readings throws and lists them. What looks like a coordinate and
  /// is broken throws; only what does not look like one is a ``place(_:)``.
  ///
  /// - Parameter text: As typed or pasted, at most ``maximumBytes`` bytes.
  /// - Returns: A position, a short Plus Code, or the name of a place.
  /// - Throws: `PositionError` that says what is wrong, where, and what is allowed.
  /// - Complexity: O(bytes).
  public static func parse(_ text: String) throws(PositionError) -> PositionText {
    let bytes = text.utf8.count
    guard bytes <= maximumBytes else {
      let limit = PositionError.Allowed(.bytes, 0, Double(maximumBytes))
      throw PositionError(.tooLong, excerpt: String(text.prefix(Excerpt.limit)), allowed: limit)
    }
    if let reading = PlainDecimal.read(text) ?? HeadedRow.read(text) { return .position(reading) }
    if let reading = try PictureTags.read(text) { return .position(reading) }
    let clean = try CleanText(text)
    guard !clean.canon.isEmpty else { throw PositionError(.empty) }
    if let link = Link(in: clean.plain) { return try fine(link.read(), clean.plain) }
    if let link = Link(piece: clean.plain), case .position(var reading)? = try? link.read() {
      reading.parts = [TextPart(.link, clean.plain)]
      return try fine(.position(reading), clean.plain)
    }
    return try fine(plain(clean, form: nil), clean.plain)
  }

  /// Refuses codes and links that are too coarse to measure from; degrees are read at any step, and say how
  /// far off they may be.
  private static func fine(
    _ found: PositionText, _ text: String
  ) throws(PositionError) -> PositionText {
    guard case .position(let reading) = found, reading.form != .decimal,
      reading.precisionMeters >= PositionReading.coarsestMeters
    else { return found }
    throw PositionError(.tooCoarse, excerpt: text, readings: [reading])
  }

  /// Reads a text without links in it.
  static func plain(
    _ text: CleanText, form: PositionReading.Form?
  ) throws(PositionError) -> PositionText {
    if let reading = try Structured.read(text, form: form) { return .position(reading.from(form)) }
    if let found = try PlusCodeText.read(text, form: form) { return found }
    if let reading = try MGRS.read(text) {
      var reading = reading.from(form)
      if reading.parts.isEmpty { reading.parts = [TextPart(.code, text.plain)] }
      return .position(reading)
    }
    let reader = CoreReader(text, form: form)
    if let reading = try MGRS.find(reader) { return .position(reading.from(form)) }
    if let reading = try reader.read() { return .position(reading) }
    return .place(text.plain)
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
