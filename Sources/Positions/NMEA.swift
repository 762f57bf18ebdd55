internal import Geo

/// Sentences of a receiver (NMEA 0183): `$GPGGA`, `$GNRMC`, `$GPGLL`, also without their `$`.
///
/// Several sentences of one moment are one place; those of a track are several, and none is taken.
enum NMEA {
  static func read(_ text: CleanText) throws(PositionError) -> PositionReading? {
    let bytes = text.canon
    var found: [PositionReading] = []
    var lost: PositionError?
    for start in bytes.indices where isStart(bytes, start) {
      do throws(PositionError) {
        guard let reading = try sentence(bytes[start...].prefix { !$0.isBlank }, text) else {
          continue
        }
        if !found.contains(where: { $0.position.isNear(reading.position) }) {
          found.append(reading)
        }
      } catch {
        guard error.code == .noFix else { throw error }
        lost = lost ?? error
      }
    }
    if let lost { throw lost }
    guard found.count < 2 else {
      throw PositionError(.ambiguous, excerpt: text.plain, readings: Array(found.prefix(6)))
    }
    return found.first
  }

  /// Five letters of which the last are a known sentence's, and a comma.
  private static func isStart(_ bytes: [UInt8], _ at: Int) -> Bool {
    guard bytes.count > at + 5, bytes[at + 5] == 0x2C,
      bytes[at..<(at + 5)].allSatisfy({ $0.isLetter })
    else { return false }
    return at == 0 || !bytes[at - 1].isWordByte && !bytes[at - 1].isDigit
  }

  private static func sentence(
    _ sentence: ArraySlice<UInt8>, _ text: CleanText
  ) throws(PositionError) -> PositionReading? {
    let body = sentence.prefix { $0 != 0x2A }
    let fields = body.split(separator: 0x2C, omittingEmptySubsequences: false)
    guard let name = fields.first else { return nil }
    let place: Int
    switch String(decoding: name.suffix(3), as: UTF8.self) {
    case "GGA": place = 2
    case "RMC": place = 3
    case "GLL": place = 1
    default: return nil
    }
    guard fields.count > place + 3 else { throw PositionError(.unreadable, excerpt: text.plain) }
    let sum = sentence.dropFirst(body.count + 1)
    if !sum.isEmpty {
      let found = body.reduce(UInt8(0)) { $0 ^ $1 }
      guard UInt8(String(decoding: sum, as: UTF8.self), radix: 16) == found else {
        throw PositionError(.brokenChecksum, excerpt: Excerpt.clean(sentence))
      }
    }
    let four = fields[place..<(place + 4)]
    if four.allSatisfy({ $0.isEmpty }) {
      throw PositionError(.noFix, excerpt: Excerpt.clean(sentence))
    }
    let words = four.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    guard let reading = try Packed.read(try CleanText(words)) else {
      throw PositionError(.unreadable, excerpt: Excerpt.clean(sentence))
    }
    if isWithoutFix(fields, place) {
      throw PositionError(.noFix, excerpt: Excerpt.clean(sentence), readings: [reading])
    }
    return reading
  }

  /// A receiver that has no fix (status "V", quality 0, mode "N") repeats the last place it knew; one that
  /// simulates (quality 8, mode "S") was never there.
  private static func isWithoutFix(_ fields: [ArraySlice<UInt8>], _ place: Int) -> Bool {
    func has(_ at: Int, _ signs: String) -> Bool {
      fields.indices.contains(at) && fields[at].count == 1
        && signs.utf8.contains { $0 == fields[at].first }
    }
    if place == 2 { return has(6, "08") }
    return has(place == 3 ? 2 : 6, "V") || has(place == 3 ? 12 : 7, "NS")
  }
}

extension Position {
  /// Within a few metres, as the sentences of one moment are.
  fileprivate func isNear(_ other: Position) -> Bool {
    abs(latitude - other.latitude) < 5e-5 && abs(longitude - other.longitude) < 5e-5
  }
}
