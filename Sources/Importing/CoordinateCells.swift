internal import Geo
internal import Positions

/// Positions as cells of a list hold them.
enum CoordinateCells {
  /// A position with what was noticed about its cells.
  struct Found: Hashable {
    var position: Position
    /// Whether latitude and longitude stood exchanged.
    var wasSwapped = false
    /// How coarse it is as written, metres: its last digit.
    var meters: Double
    /// Words of the cell that are no part of it.
    var leftOut: [String] = []
  }

  /// What two cells, or one, turned out to be.
  enum Reading: Hashable {
    /// Nothing, or a dash.
    case none
    /// The zeros that stand for nothing.
    case zeros
    /// A position.
    case position(Found)
    /// Only one of the two.
    case half
    /// A short link, behind which a position can only be found with a network.
    case shortLink
    /// No known form.
    case unreadable
  }

  /// Reads latitude and longitude from two cells: decimal point or comma, or any notation that a
  /// position on the command line may have.
  static func read(latitude: String, longitude: String) -> Reading {
    let north = isNothing(latitude)
    let east = isNothing(longitude)
    if north && east { return latitude == "0" && longitude == "0" ? .zeros : .none }
    if north != east, latitude != "0", longitude != "0" { return .half }
    if let latitude = decimal(latitude), let longitude = decimal(longitude) {
      return check(latitude, longitude)
    }
    return read("\(latitude) \(longitude)")
  }

  /// Reads one cell with both.
  static func read(_ text: String) -> Reading {
    if isNothing(text) { return .none }
    do throws(PositionError) {
      guard case .position(let reading) = try PositionText.parse(text) else { return .unreadable }
      return .position(
        Found(
          position: reading.position, wasSwapped: reading.notices.contains(.swapped),
          meters: reading.precisionMeters, leftOut: reading.passedOver))
    } catch {
      switch error.code {
      case .shortLink: return .shortLink
      case .nullIsland: return .zeros
      default: return .unreadable
      }
    }
  }

  private static func check(_ latitude: Number, _ longitude: Number) -> Reading {
    if latitude.value == 0, longitude.value == 0 { return .zeros }
    let meters = metersPerDegree / max(latitude.scale, longitude.scale)
    // No place of Indonesia has a latitude beyond 11, so this is an exchange and nothing else.
    if (95...141).contains(latitude.value), (-11...6).contains(longitude.value),
      let position = Position(latitude: longitude.value, longitude: latitude.value)
    {
      return .position(Found(position: position, wasSwapped: true, meters: meters))
    }
    guard let position = Position(latitude: latitude.value, longitude: longitude.value) else {
      return .unreadable
    }
    return .position(Found(position: position, meters: meters))
  }

  /// Metres of a degree of latitude, as 60 nautical miles.
  private static let metersPerDegree = 111_120.0

  /// A decimal number and ten to the power of its decimals.
  struct Number: Hashable {
    var value: Double
    var scale: Double
  }

  /// A number with decimal point or comma; `nil` for anything else, as thousands.
  ///
  /// A small number in scientific notation (`-2.63E-2`) is one that a spreadsheet wrote for a latitude near
  /// the equator; a large one is no coordinate.
  static func decimal(_ text: String) -> Number? {
    if text.contains("E-") || text.contains("e-"), let written = NumberText.plain(text) {
      return decimal(written)
    }
    var plain = ""
    var points = 0
    var decimals = 0
    for (place, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "0"..."9":
        plain.unicodeScalars.append(scalar)
        decimals += points
      case ".", ",":
        plain += "."
        points += 1
      case "-" where place == 0, "−" where place == 0: plain += "-"
      case "+" where place == 0: break
      default: return nil
      }
    }
    guard points <= 1, decimals <= 40, let value = Double(plain) else { return nil }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return Number(value: value, scale: scale)
  }

  // MARK: Lost points

  /// What a cell may have been before a spreadsheet took its decimal point for one of thousands
  /// (`-33194`, `1.145.908`), within a range of degrees; a number that is in the range stands alone.
  static func withoutPoint(_ text: String, within range: ClosedRange<Double>) -> [Double] {
    if let number = decimal(text), range.contains(number.value) { return [number.value] }
    var digits = ""
    for (place, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case ".", ",", " ": break
      case "-" where place == 0, "−" where place == 0: break
      default: return []
      }
    }
    let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
    guard (4...15).contains(digits.utf8.count), let whole = Double(digits) else { return [] }
    var found: [Double] = []
    var power = 1.0
    for _ in 0..<digits.utf8.count {
      power *= 10
      let value = (isNegative ? -whole : whole) / power
      if range.contains(value) { found.append(value) }
    }
    return found
  }

  private static func isNothing(_ text: String) -> Bool {
    text.isEmpty || text.unicodeScalars.allSatisfy { "-–—. ?".unicodeScalars.contains($0) }
      || text == "0" || text == "n/a" || text == "N/A" || text == "null"
  }
}
