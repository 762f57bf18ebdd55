import Facilities
import Formats
import Geo
import Application

/// One list of facilities as it is served: the snapshot that questions go to, and every facility's
/// line already written but for distance and bearing.
///
/// Immutable; a new list makes a new one, which replaces the old one whole.
///
/// Memory: about 600 bytes a facility.
final class ServedList: Sendable {
  /// Form of a facility line.
  enum Form: Int, Sendable {
    /// Fields with tabs between.
    case text
    /// One JSON object.
    case json
  }

  /// Where the parts of a facility's line lie in `bytes`: head, distance, bearing, tail.
  private struct Line {
    var head: Int32
    var tail: Int32
    var end: Int32
  }

  let locator: Locator
  /// The facilities that `NEAREST` ranks without further options, in ascending order of id.
  private let grid: GridIndex
  /// For each point of `grid` its facility's place in the directory.
  private let places: [Int32]
  private let bearings: BearingFinder
  private let bytes: [UInt8]
  /// Lines in text, then in JSON.
  private let lines: [Line]
  /// The most bytes that a line takes, by form, its numbers included.
  private let longest: [Int]

  /// Digits of a distance (20,004 km and one decimal) and a bearing, rounded up.
  private static let numberRoom = 32
  /// `$`, four digits and CR LF before a line that is sent as a bulk string.
  private static let bulkRoom = 7

  init(_ locator: Locator) {
    self.locator = locator
    let facilities = locator.directory.facilities
    var places: [Int32] = []
    var positions: [Position] = []
    // The directory's own places: a site that is known to be closed is none of them.
    for place in locator.directory.places where FacilityFilter.plkk.accepts(facilities[place]) {
      guard let position = facilities[place].position else { continue }
      places.append(Int32(place))
      positions.append(position)
    }
    self.places = places
    grid = GridIndex(positions)
    bearings = BearingFinder(to: positions)
    var bytes: [UInt8] = []
    var lines: [Line] = []
    var longest: [Int] = []
    for form in [Form.text, .json] {
      var most = 0
      lines.append(
        contentsOf: facilities.map { facility in
          let (head, tail) = FacilityLine.parts(facility, form)
          let line = Line(
            head: Int32(bytes.count), tail: Int32(bytes.count + head.utf8.count),
            end: Int32(bytes.count + head.utf8.count + tail.utf8.count))
          bytes += head.utf8
          bytes += tail.utf8
          most = max(most, head.utf8.count + tail.utf8.count)
          return line
        })
      longest.append(most + Self.numberRoom + Self.bulkRoom)
    }
    self.bytes = bytes
    self.lines = lines
    self.longest = longest
  }

  private init(_ other: ServedList, grid: GridIndex) {
    locator = other.locator
    self.grid = grid
    places = other.places
    bearings = other.bearings
    bytes = other.bytes
    lines = other.lines
    longest = other.longest
  }

  /// Whether `prepared()` made it.
  var isPrepared: Bool { grid.isPrepared }

  /// The same list with an index that is a few times as fast; making it takes 0.1 s for 336 sites.
  func prepared() -> ServedList { ServedList(self, grid: grid.prepared()) }

  /// The nearest facilities of the PLKK list into `found`, nearest first, ties by id.
  func nearest(to position: Position, limit: Int, into found: inout [Neighbor]) {
    grid.nearest(to: position, limit: limit, into: &found)
  }

  /// The most bytes that a reply with so many facilities takes.
  func room(_ count: Int, _ form: Form) -> Int { 16 + count * longest[form.rawValue] }

  /// Writes the reply to a search that `nearest(to:limit:into:)` answered; returns its length.
  ///
  /// - Parameter isBulk: Whether lines are bulk strings, as RESP has them.
  func write(
    _ found: [Neighbor], from position: Position, _ form: Form, isBulk: Bool,
    into memory: UnsafeMutableRawBufferPointer
  ) -> Int {
    var writer = ByteWriter(memory)
    writer.byte(UInt8(ascii: "*"))
    writer.whole(UInt64(found.count))
    writer.byte(0x0d)
    writer.byte(0x0a)
    let middle: StaticString = form == .text ? "\t" : ",\"bearing_deg\":"
    let first = form == .text ? 0 : lines.count / 2
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: found.count) { degrees in
      bearings.degrees(from: position, to: found, into: degrees)
      bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        for (neighbor, bearing) in zip(found, degrees) {
          let line = lines[first + Int(places[neighbor.index])]
          let tenths = ByteWriter.scaled(neighbor.meters)
          // What marks a line is no part of a bulk string.
          let mark = isBulk ? 1 : 0
          if isBulk {
            let numbers =
              ByteWriter.digits(tenths / 10) + 2 + middle.utf8CodeUnitCount
              + ByteWriter.digits(UInt64(bearing))
            writer.byte(UInt8(ascii: "$"))
            // The mark and CR LF are not counted.
            writer.whole(UInt64(Int(line.end - line.head) - 3 + numbers))
            writer.byte(0x0d)
            writer.byte(0x0a)
          }
          writer.bytes(base + Int(line.head) + mark, Int(line.tail - line.head) - mark)
          writer.tenths(scaled: tenths)
          writer.bytes(middle.utf8Start, middle.utf8CodeUnitCount)
          writer.whole(UInt64(bearing))
          writer.bytes(base + Int(line.tail), Int(line.end - line.tail))
        }
      }
    }
    return writer.count
  }
}
