import Geo

/// The Military Grid Reference System: zone, band, 100-km square and digits.
///
/// After NGA.STND.0037 (2014), the AA lettering scheme that WGS 84 uses. The polar caps (bands A,
/// B, Y, Z) are not covered.
enum MGRS {
  /// Columns A … H, J … R, S … Z (without I and O), repeating every three zones.
  private static let columns: [[UInt8]] = [
    Array("STUVWXYZ".utf8), Array("ABCDEFGH".utf8), Array("JKLMNPQR".utf8),
  ]
  /// Rows, repeating every 2,000 km; even zones start at F.
  private static let rows = Array("ABCDEFGHJKLMNPQRSTUV".utf8)

  /// A reference as written: the cell's south-west corner and its width.
  struct Cell {
    var utm: UTM
    var width: Double
  }

  /// The letters and digits of a position's cell.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - digits: Digits for each axis, 0 (100 km) … 5 (1 m).
  /// - Returns: The text, or `nil` beyond the grid.
  static func text(of position: Position, digits: Int) -> String? {
    guard let utm = UTM(position) else { return nil }
    let digits = max(0, min(5, digits))
    // A hair above the cell border is the projection's own error, not the place.
    let easting = Int((utm.easting + 1e-6).rounded(.down))
    let northing = min(9_999_999, Int((utm.northing + 1e-6).rounded(.down)))
    let column = easting / 100_000 - 1
    guard columns[utm.zone % 3].indices.contains(column) else { return nil }
    let row = (northing / 100_000 + (utm.zone % 2 == 0 ? 5 : 0)) % 20
    let letters = [
      UTM.band(at: position.latitude), columns[utm.zone % 3][column], rows[row],
    ]
    var text = DigitRun.padded(utm.zone, to: 2) + String(decoding: letters, as: UTF8.self)
    guard digits > 0 else { return text }
    let cut = [1, 10_000, 1000, 100, 10, 1][digits]
    text += " " + DigitRun.padded(easting % 100_000 / cut, to: digits)
    text += " " + DigitRun.padded(northing % 100_000 / cut, to: digits)
    return text
  }

  /// Reads a whole text as MGRS; `nil` when it is not shaped like that.
  static func read(_ text: CleanText) throws(PositionError) -> PositionReading? {
    guard let parts = shape(text.canon) else { return nil }
    let fault = PositionError(.invalidMGRS, excerpt: text.plain)
    guard (1...60).contains(parts.zone), let band = UTM.latitudes(ofBand: parts.letters[0]),
      let column = columns[parts.zone % 3].firstIndex(of: parts.letters[1]),
      let row = rows.firstIndex(of: parts.letters[2]), parts.digits.count % 2 == 0,
      parts.digits.count <= 10
    else { throw fault }
    let half = parts.digits.count / 2
    let width = [100_000.0, 10_000, 1000, 100, 10, 1][half]
    let base = (row + (parts.zone % 2 == 0 ? 15 : 0)) % 20
    let east = Double(column + 1) * 100_000 + DigitRun.value(parts.digits.prefix(half)) * width
    let north = Double(base) * 100_000 + DigitRun.value(parts.digits.suffix(half)) * width
    // The rows repeat every 2,000 km and a band is under 900 km high (X: 1,340 km), so at most
    // one candidate touches the band.
    let isSouth = parts.letters[0] < 0x4E
    for turn in 0..<5 {
      let northing = north + Double(turn) * 2_000_000
      let corner = UTM(zone: parts.zone, isSouth: isSouth, easting: east, northing: northing)
      let middle = UTM(
        zone: parts.zone, isSouth: isSouth, easting: east + width / 2,
        northing: northing + width / 2)
      guard northing < 10_000_000, let low = corner.position, let place = middle.position
      else { continue }
      let top = UTM(
        zone: parts.zone, isSouth: isSouth, easting: east, northing: min(1e7, northing + width))
      let high = top.position?.latitude ?? place.latitude
      // Half a cell of slack: a cell cut by a band's edge is named from either side.
      guard high >= band.lowerBound - 0.01, low.latitude <= band.upperBound + 0.01 else { continue }
      return try PositionReading.checked(
        latitude: place.latitude, longitude: place.longitude, form: .mgrs, precisionMeters: width,
        utm: middle, excerpt: text.plain)
    }
    throw fault
  }

  /// Finds a grid reference among words: a zone, three letters, and two groups of digits.
  ///
  /// What stands around it is accounted for as beside any coordinate.
  static func find(_ reader: CoreReader) throws(PositionError) -> PositionReading? {
    let tokens = reader.tokens
    for at in reader.numbers {
      guard let zone = tokens[at].numeral, zone.isWhole, zone.groups[0].count <= 2,
        at == 0 || tokens[at].isSpaced || tokens[at - 1].word == nil
      else { continue }
      var end = at + 1
      var letters = 0
      while end < tokens.count, end < at + 3, let word = tokens[end].word, letters < 3 {
        letters += word.utf8.count
        end += 1
      }
      guard letters == 3 else { continue }
      let first = end
      while end < tokens.count, end < first + 2, tokens[end].numeral?.isWhole ?? false { end += 1 }
      let digits = tokens[first..<end].reduce(0) { $0 + ($1.numeral?.groups[0].count ?? 0) }
      // Fewer digits may be a house number after any three letters.
      guard digits >= 4, digits % 2 == 0, digits <= 10,
        end == first + 1
          || tokens[first].numeral?.groups[0].count == tokens[first + 1].numeral?.groups[0].count
      else { continue }
      let range = tokens[at].range.lowerBound..<tokens[end - 1].range.upperBound
      guard let code = try? CleanText(reader.text.text(range)), var reading = try read(code) else {
        continue
      }
      let core = at..<end
      let notes = reader.notes.found.filter { !$0.range.overlaps(core) }
      if let stray = reader.numbers.first(where: { number in
        !core.contains(number) && !notes.contains { $0.range.contains(number) }
      }) {
        throw PositionError(
          .strayNumber, excerpt: reader.text.text(tokens[stray].range), readings: [reading])
      }
      reading.parts = Parts(reader, core: core, code: true).parts
      return reading
    }
    return nil
  }

  private struct Shape {
    var zone: Int
    var letters: [UInt8]
    var digits: [UInt8]
  }

  /// Zone digits, three letters, digits; blanks anywhere between the parts.
  private static func shape(_ canon: [UInt8]) -> Shape? {
    var bytes = canon[...]
    var named = false
    if bytes.count > 5, bytes.prefix(4).elementsEqual("MGRS".utf8, by: { $1 == $0.uppercased }) {
      bytes = bytes.dropFirst(4)
      named = true
    }
    bytes = bytes.drop { $0.isBlank || $0 == 0x3A || $0 == 0x3D }
    while let last = bytes.last, last.isBlank || last == 0x2E || last == 0x2C {
      bytes.removeLast()
    }
    let zone = bytes.prefix { $0.isDigit }
    guard (1...2).contains(zone.count) else { return nil }
    bytes = bytes.dropFirst(zone.count)
    let spaced = bytes.first?.isBlank ?? false
    var letters = [UInt8]()
    while let byte = bytes.first, letters.count < 3, byte.isLetter || byte.isBlank {
      if byte.isLetter { letters.append(byte.uppercased) }
      bytes = bytes.dropFirst()
    }
    guard letters.count == 3, bytes.first.map({ $0.isDigit || $0.isBlank }) ?? true,
      bytes.allSatisfy({ $0.isDigit || $0.isBlank })
    else { return nil }
    let digits = bytes.filter { $0.isDigit }
    // "5 Jan 2024" or "12 RSU" are words, not grid references.
    if !named, spaced, digits.isEmpty || months.contains(where: { letters.elementsEqual($0) }) {
      return nil
    }
    if !named, digits.isEmpty, canon.contains(where: { $0 >= 0x61 && $0 <= 0x7A }) { return nil }
    return Shape(
      zone: Int(DigitRun.value(zone)), letters: letters, digits: Array(digits))
  }

  private static let months = [
    "JAN", "FEB", "PEB", "MAR", "APR", "MEI", "MAY", "JUN", "JUL", "AGT", "AGU", "AUG", "SEP",
    "OKT", "OCT", "NOP", "NOV", "DES", "DEC",
  ].map { Array($0.utf8) }
}
