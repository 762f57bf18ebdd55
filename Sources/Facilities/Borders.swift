internal import Geo

/// Lines that part kecamatan: one partition of the land, from which every area is put together.
///
/// Each line is held once, for both its sides, so neighbours share it to the last digit: there is no
/// gap and no overlap between them, and a kabupaten is the union of its kecamatan.
struct Borders {
  /// A line from its first point to its last, with the kecamatan to its left and right.
  struct Line {
    /// Kemendagri code of the kecamatan on the left of the way; empty for the sea or another country.
    var left: String
    /// The same on the right.
    var right: String
    /// Corners in units of 0.0001 degree.
    var corners: [Corner]
  }

  /// A corner on the grid of 0.0001 degree (11 m).
  struct Corner: Hashable {
    var latitude: Int32
    var longitude: Int32

    /// The position; corners are on Earth, as reading has checked.
    var position: Position? {
      Position(latitude: Double(latitude) / 1e4, longitude: Double(longitude) / 1e4)
    }
  }

  /// The lines, in their table's order.
  var lines: [Line]

  /// Reads a table of lines.
  ///
  /// - Throws: `SeedError` at the first field that breaks a rule.
  init(_ table: SeedTable) throws(SeedError) {
    lines = []
    for record in try table.records() { lines.append(try Self.line(record)) }
  }

  /// Joins the lines of several tables.
  init(_ lines: [Line]) { self.lines = lines }

  /// A start "latitude longitude" and steps from corner to corner.
  static func line(_ record: SeedRecord) throws(SeedError) -> Line {
    var numbers: [Int32] = []
    for word in record[2].utf8.split(separator: UInt8(ascii: " ")) {
      guard let number = Int32(Substring(word)) else {
        throw record.error(2, .notANumber(String(Substring(word))))
      }
      numbers.append(number)
    }
    var corners: [Corner] = []
    corners.reserveCapacity(numbers.count / 2)
    var place = Corner(latitude: 0, longitude: 0)
    for pair in stride(from: 0, to: numbers.count - 1, by: 2) {
      let (north, far) = place.latitude.addingReportingOverflow(numbers[pair])
      let (east, wide) = place.longitude.addingReportingOverflow(numbers[pair + 1])
      guard !far, !wide, (-900_000...900_000).contains(north),
        (-1_800_000...1_800_000).contains(east)
      else { throw record.error(2, .position("\(numbers[pair]) \(numbers[pair + 1])")) }
      place = Corner(latitude: north, longitude: east)
      corners.append(place)
    }
    guard numbers.count.isMultiple(of: 2), corners.count >= 2 else {
      throw record.error(2, .position("line"))
    }
    return Line(left: record[0], right: record[1], corners: corners)
  }

  /// The rings of every area whose code has this many characters, areas left of their rings.
  ///
  /// A chain that does not come back to where it began is in `open`, which a whole table has not.
  ///
  /// - Complexity: O(corners).
  func rings(codeLength: Int) -> (rings: [String: [[Corner]]], open: Set<String>) {
    var directed: [String: [(line: Int, isForward: Bool)]] = [:]
    for (place, line) in lines.enumerated() {
      let (left, right) = (line.left.prefix(codeLength), line.right.prefix(codeLength))
      if left == right { continue }
      directed[String(left), default: []].append((place, true))
      directed[String(right), default: []].append((place, false))
    }
    var rings: [String: [[Corner]]] = [:]
    var open = Set<String>()
    for (code, parts) in directed {
      func end(_ part: (line: Int, isForward: Bool), first: Bool) -> Corner? {
        part.isForward == first ? lines[part.line].corners.first : lines[part.line].corners.last
      }
      var from: [Corner: [Int]] = [:]
      for (place, part) in parts.enumerated().reversed() {
        if let start = end(part, first: true) { from[start, default: []].append(place) }
      }
      var isUsed = [Bool](repeating: false, count: parts.count)
      for first in parts.indices where !isUsed[first] {
        guard let start = end(parts[first], first: true) else { continue }
        var ring: [Corner] = []
        var place = first
        while true {
          isUsed[place] = true
          let corners = lines[parts[place].line].corners
          ring += parts[place].isForward ? corners.dropLast() : corners.reversed().dropLast()
          guard let reached = end(parts[place], first: false), reached != start else { break }
          while let next = from[reached]?.last, isUsed[next] { from[reached]?.removeLast() }
          guard let next = from[reached]?.popLast() else {
            open.insert(code)
            break
          }
          place = next
        }
        rings[code, default: []].append(ring)
      }
    }
    return (rings, open)
  }

  /// The areas whose code has this many characters; that of the empty code is left out.
  func areas(codeLength: Int) -> [String: MultiPolygon] {
    var areas: [String: MultiPolygon] = [:]
    for (code, rings) in rings(codeLength: codeLength).rings where !code.isEmpty {
      areas[code] = MultiPolygon(rings: rings.map { $0.compactMap(\.position) })
    }
    return areas
  }
}
