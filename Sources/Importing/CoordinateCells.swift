internal import Geo
internal import Positions

/// Positions as cells of a list hold them.
enum CoordinateCells {
  /// What two cells, or one, turned out to be.
  enum Reading: Hashable {
    /// Nothing, a dash, or the zeros that stand for nothing.
    case none
    /// A position, and whether latitude and longitude stood exchanged.
    case position(Position, wasSwapped: Bool)
    /// Only one of the two.
    case half
    /// No known form.
    case unreadable
  }

  /// Reads latitude and longitude from two cells: decimal point or comma, or any notation that a
  /// position on the command line may have.
  static func read(latitude: String, longitude: String) -> Reading {
    let north = isNothing(latitude)
    let east = isNothing(longitude)
    if north && east { return .none }
    if north || east { return .half }
    if let latitude = decimal(latitude), let longitude = decimal(longitude) {
      return check(latitude, longitude)
    }
    return read("\(latitude) \(longitude)")
  }

  /// Reads one cell with both.
  static func read(_ text: String) -> Reading {
    if isNothing(text) { return .none }
    guard case .position(let reading)? = try? PositionText.parse(text) else { return .unreadable }
    return .position(reading.position, wasSwapped: reading.notices.contains(.swapped))
  }

  private static func check(_ latitude: Double, _ longitude: Double) -> Reading {
    if latitude == 0, longitude == 0 { return .none }
    // No place of Indonesia has a latitude beyond 11, so this is an exchange and nothing else.
    if (95...141).contains(latitude), (-11...6).contains(longitude),
      let position = Position(latitude: longitude, longitude: latitude)
    {
      return .position(position, wasSwapped: true)
    }
    guard let position = Position(latitude: latitude, longitude: longitude) else {
      return .unreadable
    }
    return .position(position, wasSwapped: false)
  }

  /// A number with decimal point or comma; `nil` for anything else, as thousands.
  ///
  /// A small number in scientific notation (`-2.63E-2`) is one that a spreadsheet wrote for a latitude near
  /// the equator; a large one is no coordinate.
  static func decimal(_ text: String) -> Double? {
    if text.contains("E-") || text.contains("e-"), let written = NumberText.plain(text) {
      return Double(written)
    }
    var plain = ""
    var points = 0
    for (place, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "0"..."9": plain.unicodeScalars.append(scalar)
      case ".", ",":
        plain += "."
        points += 1
      case "-" where place == 0, "−" where place == 0: plain += "-"
      case "+" where place == 0: break
      default: return nil
      }
    }
    return points <= 1 ? Double(plain) : nil
  }

  private static func isNothing(_ text: String) -> Bool {
    text.isEmpty || text.unicodeScalars.allSatisfy { "-–—. ?".unicodeScalars.contains($0) }
      || text == "0" || text == "n/a" || text == "N/A" || text == "null"
  }
}
