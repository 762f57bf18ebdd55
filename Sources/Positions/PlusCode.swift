public import Geo

/// Open Location Code ("Plus Code"): encoding, decoding, and recovery of short codes.
///
/// After the Open Location Code specification of Google (github.com/google/open-location-code,
/// Documentation/Specification). Works in whole steps of 1/25,000,000 degree of latitude and
/// 1/8,192,000 degree of longitude, so that no digit depends on rounding.
enum PlusCode {
  static let alphabet = Array("23456789CFGHJMPQRVWX".utf8)
  private static let pairDigits = 10
  private static let maximumDigits = 15
  private static let latitudeUnits: Int64 = 25_000_000
  private static let longitudeUnits: Int64 = 8_192_000

  /// The area that a full code names.
  struct Area: Hashable {
    var south: Double
    var west: Double
    var height: Double
    var width: Double

    var latitude: Double { min(90, south + height / 2) }
    var longitude: Double { west + width / 2 }
  }

  /// A word that is shaped like a code.
  enum Shape: Hashable {
    /// Capitals, valid.
    case full(String)
    /// Capitals, valid, needs a reference.
    case short(String)
    /// Like a code but not one.
    case invalid
  }

  /// Recognises a code; `nil` for any other word.
  ///
  /// "RS+Klinik" or "+62" is no code.
  static func shape(_ word: some Sequence<UInt8>) -> Shape? {
    let code = word.map { $0.uppercased }
    guard let plus = code.firstIndex(of: 0x2B), code.count <= 20,
      code.allSatisfy({ $0 == 0x2B || $0.isDigit || $0.isLetter })
    else { return nil }
    let head = code[..<plus]
    let tail = code[(plus + 1)...]
    let hasDigit = code.contains { $0.isDigit }
    let hasLetter = code.contains { $0.isLetter }
    // Only the two usual shapes may be all letters or all digits, or be called broken.
    let isUsual = plus == 8 || (plus == 4 && (2...3).contains(tail.count))
    guard isUsual || (hasDigit && hasLetter) else { return nil }
    let claims = isUsual && hasDigit && hasLetter
    let known = (head + tail).allSatisfy { alphabet.contains($0) || $0 == 0x30 }
    guard known, (2...8).contains(plus), plus % 2 == 0, tail.count != 1, !tail.contains(0x2B),
      tail.count <= maximumDigits - 8
    else { return claims ? .invalid : nil }
    let text = String(decoding: code, as: UTF8.self)
    guard plus == 8 else {
      guard !code.contains(0x30) else { return claims ? .invalid : nil }
      return tail.isEmpty && plus < 4 ? nil : .short(text)
    }
    // Padding: an even count of zeros at the end of the head, nothing after the plus.
    if let zero = head.firstIndex(of: 0x30) {
      guard zero > 0, zero % 2 == 0, tail.isEmpty, head[zero...].allSatisfy({ $0 == 0x30 })
      else { return .invalid }
    } else if tail.contains(0x30) {
      return .invalid
    }
    guard let first = alphabet.firstIndex(of: head[0]), first <= 8,
      let second = alphabet.firstIndex(of: head[1]), second <= 17
    else { return .invalid }
    return .full(text)
  }

  /// The area of a valid full code.
  static func decode(_ code: String) -> Area {
    let digits = code.utf8.filter { $0 != 0x2B && $0 != 0x30 }.prefix(maximumDigits)
    var south = -90 * latitudeUnits
    var west = -180 * longitudeUnits
    // Twenty degrees, then a twentieth at each pair.
    var height = 400 * latitudeUnits
    var width = 400 * longitudeUnits
    for (index, digit) in digits.enumerated() {
      let value = Int64(alphabet.firstIndex(of: digit) ?? 0)
      if index < pairDigits {
        if index % 2 == 0 {
          height /= 20
          south += value * height
        } else {
          width /= 20
          west += value * width
        }
      } else {
        height /= 5
        width /= 4
        south += value / 4 * height
        west += value % 4 * width
      }
    }
    return Area(
      south: Double(south) / Double(latitudeUnits), west: Double(west) / Double(longitudeUnits),
      height: Double(height) / Double(latitudeUnits),
      width: Double(width) / Double(longitudeUnits))
  }

  /// The code of a position.
  ///
  /// - Parameters:
  ///   - latitude: Degrees.
  ///   - longitude: Degrees.
  ///   - length: Digits without the plus: 2, 4, 6, 8, 10 … 15; others are rounded up.
  /// - Returns: The code, with its plus.
  static func encode(latitude: Double, longitude: Double, length: Int = 10) -> String {
    var length = max(2, min(maximumDigits, length))
    if length < pairDigits { length += length % 2 }
    // A millionth of a unit lifts values that binary rounding left just below a border.
    let hair = 1e-6
    var north = Int64(((latitude + 90) * Double(latitudeUnits) + hair).rounded(.down))
    north = max(0, min(180 * latitudeUnits - 1, north))
    var east = Int64(((longitude + 180) * Double(longitudeUnits) + hair).rounded(.down))
    let turn = 360 * longitudeUnits
    east = ((east % turn) + turn) % turn
    // The pole belongs to the cell below it, at every length.
    if latitude >= 90, length <= pairDigits {
      var step = 20 * latitudeUnits
      for _ in 1..<(length / 2) { step /= 20 }
      north = 180 * latitudeUnits - step
    }
    var height = 400 * latitudeUnits
    var width = 400 * longitudeUnits
    var code = [UInt8]()
    for index in 0..<length {
      if index == 8 { code.append(0x2B) }
      if index < pairDigits {
        if index % 2 == 0 {
          height /= 20
          code.append(alphabet[Int(north / height)])
          north %= height
        } else {
          width /= 20
          code.append(alphabet[Int(east / width)])
          east %= width
        }
      } else {
        height /= 5
        width /= 4
        code.append(alphabet[Int(north / height * 4 + east / width)])
        north %= height
        east %= width
      }
    }
    if length <= 8 { code += Array(repeating: 0x30, count: 8 - length) + [0x2B] }
    return String(decoding: code, as: UTF8.self)
  }

  /// A valid full code as a reading at the middle of its cell.
  static func reading(_ code: String) throws(PositionError) -> PositionReading {
    let area = decode(code)
    return try PositionReading.checked(
      latitude: area.latitude, longitude: area.longitude, form: .plusCode,
      precisionMeters: max(area.height, area.width) * PositionReading.metersPerDegree,
      plusCode: code, excerpt: code)
  }

  /// The full code nearest to a reference that ends in the short code (specification, "recover").
  static func recover(_ short: String, near reference: Position) -> String {
    guard let plus = Array(short.utf8).firstIndex(of: 0x2B), plus < 8 else { return short }
    let missing = 8 - plus
    var resolution = 20.0
    for _ in 0..<((missing - 1) / 2) { resolution /= 20 }
    let half = resolution / 2
    let head = encode(latitude: reference.latitude, longitude: reference.longitude).prefix(missing)
    let area = decode(head + short)
    var latitude = area.south + area.height / 2
    var longitude = area.west + area.width / 2
    if reference.latitude + half < latitude, latitude - resolution >= -90 {
      latitude -= resolution
    } else if reference.latitude - half > latitude, latitude + resolution <= 90 {
      latitude += resolution
    }
    if reference.longitude + half < longitude {
      longitude -= resolution
    } else if reference.longitude - half > longitude {
      longitude += resolution
    }
    let length = short.utf8.count - 1 + missing
    return encode(latitude: latitude, longitude: longitude, length: length)
  }
}

/// A Plus Code without its first digits, as maps print it beside a place name.
public struct ShortPlusCode: Hashable, Sendable {
  /// The code in capitals, such as `QWR2+F2`.
  public let text: String

  /// How many digits of the full code are missing, 2, 4 or 6.
  public var missingDigits: Int { 8 - text.utf8.prefix { $0 != 0x2B }.count }

  /// Checks a text such as `QWR2+F2`; `nil` when it is no valid short code.
  public init?(_ text: String) {
    guard case .short(let code) = PlusCode.shape(text.utf8) else { return nil }
    self.text = code
  }

  /// The place with this code that lies nearest to a reference, at the middle of its cell.
  ///
  /// - Parameter reference: A place within about 25 km for the usual four missing digits.
  /// - Returns: The place; `nil` where the cell is the one at latitude 0, longitude 0.
  public func recovered(near reference: Position) -> PositionReading? {
    try? PlusCode.reading(PlusCode.recover(text, near: reference))
  }

  /// The places with this code that an area touches.
  ///
  /// A code with four missing digits repeats every degree (111 km), so that an area of more than about
  /// 40 km may hold several.
  ///
  /// - Parameters:
  ///   - reference: The middle of the area.
  ///   - radius: How far it reaches, metres.
  /// - Returns: The places, nearest to the middle first.
  public func candidates(near reference: Position, within radius: Double) -> [PositionReading] {
    guard let nearest = recovered(near: reference) else { return [] }
    guard radius > 40_000, let plus = Array(text.utf8).firstIndex(of: 0x2B), plus < 8 else {
      return [nearest]
    }
    var step = 20.0
    for _ in 0..<((8 - plus - 1) / 2) { step /= 20 }
    let reach = radius / PositionReading.metersPerDegree
    let across = reach / max(0.1, 1 - abs(reference.latitude) / 90)
    let rows = min(2, Int(reach / step) + 1)
    let columns = min(2, Int(across / step) + 1)
    var found: [(distance: Double, reading: PositionReading)] = []
    for row in -rows...rows {
      for column in -columns...columns {
        guard
          let shifted = Position(
            latitude: nearest.position.latitude + Double(row) * step,
            longitude: nearest.position.longitude + Double(column) * step),
          let reading = recovered(near: shifted)
        else { continue }
        let distance = Geodesic.distance(from: reference, to: reading.position)
        guard distance <= radius || reading.position == nearest.position else { continue }
        found.append((distance, reading))
      }
    }
    return found.sorted { $0.distance < $1.distance }.prefix(6).map { $0.reading }
  }
}
