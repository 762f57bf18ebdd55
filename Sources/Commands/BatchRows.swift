import Facilities
import Formats
import Foundation
import Geo
import Application
import Schema

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

  /// The columns of the CSV: of the position as understood, then those of a facility's line.
  static func columns(_ input: BatchInput) -> [String] {
    names + input.userNames
  }

  /// The columns without those of the user.
  static let names = ["line"] + queryNames + ["rank"] + FacilityRecord.lineNames

  /// What is told of each position, beside its place in the input.
  private static let queryNames = [
    "latitude", "longitude", "read_as", "precision_m", "approximate", "notices", "passed_over",
  ]

  private let search: BatchSearch
  private let isJSON: Bool
  private let input: BatchInput.Shape
  private let stopsAtBadLine: Bool
  /// For each facility what stands before its distance and behind its bearing, up to its warnings.
  private let heads: [[UInt8]]
  private let tails: [[UInt8]]
  /// Whether the facility has warnings of its own, so that one more needs a comma.
  private let hasWarnings: [Bool]
  /// The most bytes that one facility takes, and all numbers of a row.
  private let longest: Int

  init(_ search: BatchSearch, isJSON: Bool, input: BatchInput.Shape, stopsAtBadLine: Bool) {
    self.search = search
    self.isJSON = isJSON
    self.input = input
    self.stopsAtBadLine = stopsAtBadLine
    let parts = isJSON ? [] : search.sites.facilities.map { FacilityParts($0, search.day) }
    heads = parts.map { Array($0.head.utf8) }
    tails = parts.map { Array($0.tail.utf8) }
    hasWarnings = parts.map(\.hasWarnings)
    longest = 512 + (parts.map { $0.count }.max() ?? 0)
  }

  /// Answers a share.
  func answer(_ work: BatchWork) -> Result {
    var result = Result()
    var found: [Neighbor] = []
    withUnsafeTemporaryAllocation(
      byteCount: 512 + search.limit * longest, alignment: 1
    ) { memory in
      switch work {
      case .features(let texts, let first):
        for (place, text) in texts.enumerated() {
          let isGood = row(first + place, nil, memory, &found, &result) { () throws(LocateError) in
            try search.read(text)
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
              let isGood = row(line, text, memory, &found, &result) { () throws(LocateError) in
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

  /// Writes the rows of one position; false where there is none.
  ///
  /// - Parameter text: The line, whose other columns go along.
  private func row(
    _ line: Int, _ text: UnsafeRawBufferPointer?, _ memory: UnsafeMutableRawBufferPointer,
    _ found: inout [Neighbor], _ result: inout Result,
    _ read: () throws(LocateError) -> BatchSearch.Reading
  ) -> Bool {
    result.count += 1
    let reading: BatchSearch.Reading
    do throws(LocateError) {
      reading = try read()
    } catch {
      result.bad.append((line, error))
      return false
    }
    let own = text.map { ownColumns($0) } ?? []
    if isJSON {
      do throws(LocateError) {
        writeJSON(line, try search.answer(reading), own, &result)
      } catch {
        result.bad.append((line, error))
        return false
      }
    } else {
      writeCSV(line, reading, own, memory, &found, &result)
    }
    return true
  }

  private func writeJSON(
    _ line: Int, _ answer: NearestAnswer, _ own: [(String, String)], _ result: inout Result
  ) {
    var json = JSONWriter()
    json.object { json in
      json.member("line", line)
      if !own.isEmpty {
        json.member(
          "columns", object: { columns in for (name, cell) in own { columns.member(name, cell) } })
      }
      json.members(AnswerRecord.fields(answer))
    }
    result.bytes += json.text.utf8
    result.bytes.append(10)
  }

  private func writeCSV(
    _ line: Int, _ reading: BatchSearch.Reading, _ own: [(String, String)],
    _ memory: UnsafeMutableRawBufferPointer, _ found: inout [Neighbor], _ result: inout Result
  ) {
    let checks = search.nearest(reading, into: &found)
    var codes = reading.isApproximate ? [Advisory.approximate(reach: 0).code] : []
    if !checks.isEmpty {
      for (check, code) in AnswerChecks.codes where checks.contains(check) { codes.append(code) }
    }
    let query = query(reading)
    let own = own.isEmpty ? [] : [UInt8(ascii: ",")] + Self.cells(own.map(\.1))
    var rank: UInt64 = 0
    search.sites.visit(found, from: reading.position) { index, meters, bearing in
      rank += 1
      var writer = ByteWriter(memory)
      writer.whole(UInt64(line))
      writer.byte(UInt8(ascii: ","))
      result.bytes.append(contentsOf: memory[..<writer.count])
      result.bytes.append(contentsOf: query)
      writer = ByteWriter(memory)
      writer.byte(UInt8(ascii: ","))
      writer.whole(rank)
      writer.byte(UInt8(ascii: ","))
      writer.array(heads[index])
      writer.tenths(meters)
      writer.byte(UInt8(ascii: ","))
      writer.whole(UInt64(bearing))
      writer.array(tails[index])
      if rank == 1 {
        for (place, code) in codes.enumerated() {
          if place > 0 || hasWarnings[index] { writer.byte(UInt8(ascii: ",")) }
          for byte in code.utf8 { writer.byte(byte) }
        }
      }
      writer.byte(UInt8(ascii: "\""))
      result.bytes.append(contentsOf: memory[..<writer.count])
      result.bytes.append(contentsOf: own)
      result.bytes.append(10)
    }
  }

  /// What is told of a position as it was understood, as cells.
  private func query(_ reading: BatchSearch.Reading) -> [UInt8] {
    let fields: [RecordField]
    switch reading {
    case .plain(let position, let precision):
      fields = PositionRecord.plain(position, precision: precision)
    case .understood(let query): fields = RecordField.flat(PositionRecord.fields(query))
    }
    return Self.cells(Self.queryNames.map { name in fields.first { $0.name == name }?.cell ?? "" })
  }

  private static func cells(_ cells: [String]) -> [UInt8] {
    var csv = CSVWriter()
    csv.row(cells)
    return Array(csv.text.utf8.dropLast())
  }

  /// The other columns of the user's line.
  private func ownColumns(_ text: UnsafeRawBufferPointer) -> [(String, String)] {
    guard let columns = input.columns, !input.others.isEmpty else { return [] }
    let fields = BatchInput.fields(String(decoding: text, as: UTF8.self), columns.separator)
    return input.others.map { ($0.name, $0.place < fields.count ? fields[$0.place] : "") }
  }

  /// Reads the position of a line; a record with too few fields has none, and the reader says so.
  private func read(
    _ text: UnsafeRawBufferPointer
  ) throws(LocateError) -> BatchSearch.Reading {
    guard let columns = input.columns else { return try search.read(text) }
    let most = max(columns.latitude, columns.longitude)
    if text.contains(UInt8(ascii: "\"")) {
      let fields = BatchInput.fields(
        String(decoding: text, as: UTF8.self), columns.separator)
      guard fields.count > most else { return try search.read("") }
      return try search.read(
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
      if end == text.count, column < most { return try search.read("") }
      start = min(end + 1, text.count)
      column += 1
    }
    return try search.read(
      latitude: UnsafeRawBufferPointer(rebasing: latitude),
      longitude: UnsafeRawBufferPointer(rebasing: longitude))
  }
}

/// The cells of a facility in a batch, its numbers left out.
private struct FacilityParts {
  let head: String
  /// Ends inside the quotes around the warnings.
  let tail: String
  let hasWarnings: Bool

  var count: Int { head.utf8.count + tail.utf8.count }

  init(_ facility: Facility, _ day: CivilDate?) {
    let cells = FacilityRecord.line(
      FacilityRecord.fields(facility, distance: 0, bearing: 0, day: day))
    func row(_ cells: ArraySlice<String>) -> String {
      var csv = CSVWriter()
      csv.row(Array(cells))
      return String(csv.text.dropLast())
    }
    // Codes never need quotes, the commas between them do.
    let warnings = cells[cells.count - 1]
    head = row(cells[..<1]) + ","
    tail = "," + row(cells[3..<(cells.count - 1)]) + ",\"" + warnings
    hasWarnings = !warnings.isEmpty
  }
}

extension BatchSearch.Reading {
  /// Whether the position only stands for a named area.
  fileprivate var isApproximate: Bool {
    if case .understood(let query) = self { return query.isApproximate }
    return false
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
