import Application
import Facilities
import Formats
import Geo
import Schema

/// One list of facilities as it is served: the snapshot that questions go to, and every facility's
/// line already written but for distance and bearing.
///
/// Immutable; a new list makes a new one, which replaces the old one whole.
///
/// Memory: about 600 bytes a facility.
final class DirectorySnapshot: Sendable {
  /// Form of a facility line.
  enum Form: Int, Sendable {
    /// Fields with tabs between.
    case text
    /// One JSON object.
    case json
  }

  /// Where the parts of a facility's line lie in `bytes`: head, tail, end.
  private struct Line {
    var head: Int32
    var tail: Int32
    var end: Int32
    var next: Int32
    var hasWarnings: Bool
  }

  let locator: Locator
  /// The facilities that `NEAREST` ranks without further options.
  private let sites: SiteIndex
  private let bytes: [UInt8]
  /// Lines of those in text, then in JSON.
  private let lines: [Line]
  /// The codes of each check with the quotes of each form, text first.
  private let codes: [[(check: AnswerChecks, code: [UInt8])]]
  /// The most bytes that a line takes, by form, its numbers included.
  private let longest: [Int]
  /// The most bytes that the codes of a whole answer take.
  private let codeRoom: Int

  /// Digits of a distance (20,004 km and one decimal) and a bearing, and CR LF, rounded up.
  private static let numberRoom = 32
  /// `$`, four digits and CR LF before a line that is sent as a bulk string.
  private static let bulkRoom = 7

  init(_ locator: Locator) {
    self.locator = locator
    sites = SiteIndex(locator, filter: .plkk, regions: locator.regions)
    var bytes: [UInt8] = []
    var lines: [Line] = []
    var longest: [Int] = []
    for form in [Form.text, .json] {
      var most = 0
      for facility in sites.facilities {
        let parts = FacilityLine(facility, form, day: locator.day)
        let start = bytes.count
        bytes.append(UInt8(ascii: "+"))
        bytes += parts.head.utf8
        let tail = bytes.count
        bytes += parts.tail.utf8
        let end = bytes.count
        bytes += parts.end.utf8
        bytes += [0x0d, 0x0a]
        lines.append(
          Line(
            head: Int32(start), tail: Int32(tail), end: Int32(end), next: Int32(bytes.count),
            hasWarnings: parts.hasWarnings))
        most = max(most, bytes.count - start)
      }
      longest.append(most + Self.numberRoom + Self.bulkRoom)
    }
    self.bytes = bytes
    self.lines = lines
    self.longest = longest
    codes = [
      AnswerChecks.codes.map { ($0.check, Array($0.code.utf8)) },
      AnswerChecks.codes.map { ($0.check, Array("\"\($0.code)\"".utf8)) },
    ]
    codeRoom = codes[1].reduce(0) { $0 + $1.code.count + 1 }
  }

  private init(_ other: DirectorySnapshot, sites: SiteIndex) {
    locator = other.locator
    self.sites = sites
    bytes = other.bytes
    lines = other.lines
    codes = other.codes
    longest = other.longest
    codeRoom = other.codeRoom
  }

  /// Whether `prepared()` made it.
  var isPrepared: Bool { sites.isPrepared }

  /// The same list with an index that is a few times as fast; making it takes 0.1 s for 336 sites.
  func prepared() -> DirectorySnapshot { DirectorySnapshot(self, sites: sites.prepared()) }

  /// The nearest facilities of the PLKK list into `found`, nearest first, ties by id, and what must be
  /// said of them.
  func nearest(
    to position: Position, limit: Int, precision: Double, into found: inout [Neighbor]
  ) -> AnswerChecks {
    sites.nearest(to: position, limit: limit, precision: precision, into: &found)
  }

  /// The largest size in bytes of a reply with this many facilities.
  func room(_ count: Int, _ form: Form) -> Int { 16 + codeRoom + count * longest[form.rawValue] }

  /// Writes the reply to a search that `nearest` answered.
  ///
  /// - Parameters:
  ///   - found: The sites, as `nearest` gave them.
  ///   - checks: What must be said of the answer.
  ///   - position: Where directions are taken from.
  ///   - form: Text or JSON.
  ///   - isBulk: Whether lines are bulk strings, as RESP has them.
  ///   - memory: Room for the reply.
  /// - Returns: The length of the reply, bytes.
  func write(
    _ found: [Neighbor], _ checks: AnswerChecks, from position: Position, _ form: Form,
    isBulk: Bool, into memory: UnsafeMutableRawBufferPointer
  ) -> Int {
    var writer = ByteWriter(memory)
    writer.byte(UInt8(ascii: "*"))
    writer.whole(UInt64(found.count))
    writer.byte(0x0d)
    writer.byte(0x0a)
    let middle: StaticString = form == .text ? "\t" : ",\"bearing_deg\":"
    let first = form == .text ? 0 : lines.count / 2
    var checks = checks
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      sites.visit(found, from: position) { index, meters, bearing in
        let line = lines[first + index]
        let tenths = ByteWriter.scaled(meters)
        // What marks a line is no part of a bulk string.
        let mark = isBulk ? 1 : 0
        if isBulk {
          let numbers =
            ByteWriter.digits(tenths / 10) + 2 + middle.utf8CodeUnitCount
            + ByteWriter.digits(UInt64(bearing))
          writer.byte(UInt8(ascii: "$"))
          // The mark and CR LF are not counted.
          writer.whole(
            UInt64(
              Int(line.next - line.head) - 3 + numbers
                + length(checks, form, isFirst: !line.hasWarnings)))
          writer.byte(0x0d)
          writer.byte(0x0a)
        }
        writer.bytes(base + Int(line.head) + mark, Int(line.tail - line.head) - mark)
        writer.tenths(scaled: tenths)
        writer.bytes(middle.utf8Start, middle.utf8CodeUnitCount)
        writer.whole(UInt64(bearing))
        writer.bytes(base + Int(line.tail), Int(line.end - line.tail))
        if !checks.isEmpty {
          write(checks, form, isFirst: !line.hasWarnings, &writer)
          checks = []
        }
        writer.bytes(base + Int(line.end), Int(line.next - line.end))
      }
    }
    return writer.count
  }

  /// The bytes that the codes of a whole answer take.
  private func length(_ checks: AnswerChecks, _ form: Form, isFirst: Bool) -> Int {
    if checks.isEmpty { return 0 }
    var bytes = isFirst ? -1 : 0
    for (check, code) in codes[form.rawValue] where checks.contains(check) {
      bytes += code.count + 1
    }
    return max(bytes, 0)
  }

  /// Writes the codes of a whole answer after the first site's own.
  private func write(
    _ checks: AnswerChecks, _ form: Form, isFirst: Bool, _ writer: inout ByteWriter
  ) {
    var isFirst = isFirst
    for (check, code) in codes[form.rawValue] where checks.contains(check) {
      if !isFirst { writer.byte(UInt8(ascii: ",")) }
      isFirst = false
      for byte in code { writer.byte(byte) }
    }
  }
}
