import Audit
import Formats
import Geo
import Glibc
import Testing

/// Tables made by programs of others; `make-vectors.py` beside them says how.
enum Vectors {
  static func rows(_ name: String) throws -> [[String]] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let file = try #require(fopen("/\(folder)/Vectors/\(name).csv", "r"))
    defer { fclose(file) }
    var text: [UInt8] = []
    while case let byte = getc(file), byte != EOF { text.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static func numbers(_ text: String) -> [Double] {
    text.split(separator: " ").compactMap { Double($0) }
  }

  /// The demand points, sites and candidates of `points.csv`.
  static func points(_ role: String) throws -> (positions: [Position], weights: [Double]) {
    var found: (positions: [Position], weights: [Double]) = ([], [])
    for row in try rows("points") where row[0] == role {
      let latitude = try #require(Double(row[1]))
      let longitude = try #require(Double(row[2]))
      found.positions.append(try #require(Position(latitude: latitude, longitude: longitude)))
      found.weights.append(try #require(Double(row[3])))
    }
    return found
  }
}

/// Small, fast, and the same everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A fixed seed, and a fresh one that is printed and can be given back as `PLKK_SEED`.
  static func seeds() -> [UInt64] {
    let given = getenv("PLKK_SEED").flatMap { UInt64(String(cString: $0)) }
    let fresh = given ?? .random(in: 0...UInt64.max)
    print("PLKK_SEED=\(fresh)")
    return [20_260_202, fresh]
  }
}

func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  guard let a else { return false }
  return (a - b).magnitude <= tolerance * max(1, b.magnitude)
}

extension Double {
  func digits(_ decimals: Int) -> String { fixed(decimals) }
}
