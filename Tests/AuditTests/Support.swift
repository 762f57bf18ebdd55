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

func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  guard let a else { return false }
  return (a - b).magnitude <= tolerance * max(1, b.magnitude)
}

extension Double {
  func digits(_ decimals: Int) -> String { fixed(decimals) }
}
