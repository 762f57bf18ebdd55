import Geo
import Positions
import Testing

/// The reading of a text that has to be a position.
func reading(_ text: String) throws -> PositionReading {
  guard case .position(let reading) = try PositionText.parse(text) else {
    throw Unexpected(what: "no position: \(text)")
  }
  return reading
}

/// The fault of a text that has to have one.
func fault(_ text: String, _ place: SourceLocation = #_sourceLocation) -> PositionError? {
  do throws(PositionError) {
    let found = try PositionText.parse(text)
    Issue.record("\(text.prefix(80).debugDescription) was read as \(found)", sourceLocation: place)
    return nil
  } catch {
    return error
  }
}

struct Unexpected: Error {
  var what: String
}

func expect(
  _ text: String, at latitude: Double, _ longitude: Double, within degrees: Double = 1e-9,
  _ place: SourceLocation = #_sourceLocation
) throws {
  let position = try reading(text).position
  #expect(
    abs(position.latitude - latitude) <= degrees && abs(position.longitude - longitude) <= degrees,
    "\(text): \(position.latitude) \(position.longitude)", sourceLocation: place)
}

extension Position {
  /// A position that the test itself wrote down.
  static func at(_ latitude: Double, _ longitude: Double) throws -> Position {
    try #require(Position(latitude: latitude, longitude: longitude))
  }
}
