import Facilities
import Formats
import Foundation
import Geo
import Application

/// Answers shares of a batch and writes their rows; what a facility's row says of the facility itself
/// is written once for all.
struct BatchRows: Sendable {
  /// What became of one share.
  struct Result: Sendable {
    /// The rows.
    var bytes: [UInt8] = []
    /// Positions read, with or without success.
    var count = 0
    /// Lines without a position, in order.
    var bad: [(line: Int, error: LocateError)] = []
    /// The number of a line that is too long; nothing behind it was read.
    var tooLong: Int?
  }

  static let columns = [
    "line", "latitude", "longitude", "rank", "id", "distance_m", "bearing_deg", "name", "kind",
    "regency", "phone", "plkk_basis", "position_precision",
  ]

  private let search: BatchSearch
  private let isJSON: Bool
  private let columns: BatchInput.Columns?
  private let stopsAtBadLine: Bool
  private let limit: Int
  /// For each facility what stands before its distance and behind its bearing.
  private let heads: [[UInt8]]
  private let tails: [[UInt8]]
  /// The most bytes that one facility takes, and all numbers of a row.
  private let longest: Int

  init(
    _ search: BatchSearch, limit: Int, isJSON: Bool, columns: BatchInput.Columns?,
    stopsAtBadLine: Bool
  ) {
    self.search = search
    self.limit = limit
    self.isJSON = isJSON
    self.columns = columns
    self.stopsAtBadLine = stopsAtBadLine
    heads = search.facilities.map { isJSON ? Self.jsonHead($0) : Self.csv([$0.id], "") }
    tails = search.facilities.map { isJSON ? Self.jsonTail($0) : Self.csvTail($0) }
    longest = 128 + (zip(heads, tails).map { $0.count + $1.count }.max() ?? 0)
  }

  private static func csv(_ fields: [String], _ end: String) -> [UInt8] {
    var csv = CSVWriter()
    csv.row(fields)
    return Array((csv.text.dropLast() + end).utf8)
  }

  private static func csvTail(_ facility: Facility) -> [UInt8] {
    csv(
      [
        facility.name, facility.kind.rawValue, facility.regency, facility.phone,
        facility.basis.rawValue, facility.positionPrecision.rawValue,
      ], "\n")
  }

  private static func jsonHead(_ facility: Facility) -> [UInt8] {
    var text = #"{"id":"#
    JSONWriter.quote(facility.id, into: &text)
    return Array((text + #","distance_m":"#).utf8)
  }

  private static func jsonTail(_ facility: Facility) -> [UInt8] {
    let basis = facility.basis.rawValue
    let precision = facility.positionPrecision.rawValue
    return Array(#","plkk_basis":"\#(basis)","position_precision":"\#(precision)"}"#.utf8)
  }

  /// Answers a share.
  func answer(_ work: BatchWork) -> Result {
    var result = Result()
    var found: [Neighbor] = []
    withUnsafeTemporaryAllocation(byteCount: 256 + limit * longest, alignment: 1) { memory in
      switch work {
      case .features(let texts, let first):
        for (place, text) in texts.enumerated() {
          let isGood = row(first + place, memory, &found, &result) { () throws(LocateError) in
            try search.position(text)
          }
          if !isGood, stopsAtBadLine { return }
        }
      case .lines(let bytes, let first):
        bytes.withUnsafeBytes { bytes in
          var line = first
          var start = 0
          while start < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            let end = rest.firstLineEnd
            guard end <= BatchInput.longestLine else {
              result.tooLong = line
              return
            }
            var text = UnsafeRawBufferPointer(rebasing: rest[..<end])
            if text.last == 13 { text = UnsafeRawBufferPointer(rebasing: text.dropLast()) }
            if !text.allSatisfy({ $0 == 32 || (9...13).contains($0) }) {
              let isGood = row(line, memory, &found, &result) { () throws(LocateError) in
                try read(text)
              }
              if !isGood, stopsAtBadLine { return }
            }
            start += end + 1
            line += 1
          }
        }
      }
    }
    return result
  }

  /// Writes the row of one position; false where there is none.
  private func row(
    _ line: Int, _ memory: UnsafeMutableRawBufferPointer, _ found: inout [Neighbor],
    _ result: inout Result, _ read: () throws(LocateError) -> Position
  ) -> Bool {
    result.count += 1
    let position: Position
    do throws(LocateError) {
      position = try read()
    } catch {
      result.bad.append((line, error))
      return false
    }
    var writer = ByteWriter(memory)
    if isJSON {
      writer.text(#"{"line":"#)
      writer.whole(UInt64(line))
      writer.text(#","latitude":"#)
      writer.fixed(position.latitude, 7)
      writer.text(#","longitude":"#)
      writer.fixed(position.longitude, 7)
      writer.text(#","results":["#)
    }
    var rank: UInt64 = 0
    search.nearest(to: position, using: &found) { hit in
      rank += 1
      if isJSON {
        if rank > 1 { writer.byte(UInt8(ascii: ",")) }
      } else {
        writer.whole(UInt64(line))
        writer.byte(UInt8(ascii: ","))
        writer.fixed(position.latitude, 7)
        writer.byte(UInt8(ascii: ","))
        writer.fixed(position.longitude, 7)
        writer.byte(UInt8(ascii: ","))
        writer.whole(rank)
        writer.byte(UInt8(ascii: ","))
      }
      writer.array(heads[hit.place])
      if !isJSON { writer.byte(UInt8(ascii: ",")) }
      writer.tenths(hit.meters)
      writer.text(isJSON ? #","bearing_deg":"# : ",")
      writer.whole(UInt64(hit.bearing))
      if !isJSON { writer.byte(UInt8(ascii: ",")) }
      writer.array(tails[hit.place])
    }
    if isJSON { writer.text("]}\n") }
    result.bytes.append(contentsOf: memory[..<writer.count])
    return true
  }

  /// Reads the position of a line; a record with too few fields has none, and the reader says so.
  private func read(_ text: UnsafeRawBufferPointer) throws(LocateError) -> Position {
    guard let columns else { return try search.position(text) }
    let most = max(columns.latitude, columns.longitude)
    if text.contains(UInt8(ascii: "\"")) {
      let fields = BatchInput.fields(
        String(decoding: text, as: UTF8.self), columns.separator)
      guard fields.count > most else { return try search.position("") }
      return try search.position(
        latitude: fields[columns.latitude], longitude: fields[columns.longitude])
    }
    var start = 0
    var column = 0
    var latitude = text[..<0]
    var longitude = text[..<0]
    while column <= most {
      var end = start
      while end < text.count, text[end] != columns.separator { end += 1 }
      if column == columns.latitude { latitude = text[start..<end] }
      if column == columns.longitude { longitude = text[start..<end] }
      if end == text.count, column < most { return try search.position("") }
      start = min(end + 1, text.count)
      column += 1
    }
    return try search.position(
      latitude: UnsafeRawBufferPointer(rebasing: latitude),
      longitude: UnsafeRawBufferPointer(rebasing: longitude))
  }
}

extension UnsafeRawBufferPointer {
  /// Bytes before the first line feed, or all.
  fileprivate var firstLineEnd: Int {
    guard let base = baseAddress, let found = memchr(base, 10, count) else { return count }
    return UnsafeRawPointer(found) - base
  }
}

extension ByteWriter {
  fileprivate mutating func text(_ text: StaticString) {
    bytes(text.utf8Start, text.utf8CodeUnitCount)
  }

  fileprivate mutating func array(_ array: [UInt8]) {
    array.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { bytes(base, buffer.count) }
    }
  }
}
