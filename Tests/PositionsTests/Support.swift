import Geo
import Positions
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// SplitMix64 (Steele, Lea, Flood 2014): small, seedable, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A fixed seed and one that is new on each run, or PLKK_SEED instead of the latter.
func seeds(_ test: String) -> [UInt64] {
  let given = getenv("PLKK_SEED").flatMap { UInt64(String(cString: $0)) }
  let fresh = given ?? UInt64.random(in: 1...UInt64.max)
  print("\(test): PLKK_SEED=\(fresh)")
  return [20_261_123, fresh]
}

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
