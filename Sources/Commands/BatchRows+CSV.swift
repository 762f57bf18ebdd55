import Application
import Facilities
import Formats
import Geo
import Schema

// The rows of CSV: the user's line as it stands, then ours.

extension BatchRows {
  /// The warning of a line that could not be read, and of one that has no facility within reach.
  static let unreadable = "unreadable"
  private static let noneFound = "none_found"

  /// The user's line with as many fields as the header has; surplus fields stay together in the last.
  func own(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    guard let columns = input.columns else {
      return BatchInput.joined([String(decoding: text, as: UTF8.self)], input.separator)
    }
    var count = 1
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == columns.separator, !isQuoted { count += 1 }
    }
    let width = input.titles.count
    // A quotation mark that is never closed would swallow our columns.
    if count == width, !isQuoted { return Array(text) }
    var fields = BatchInput.fields(String(decoding: text, as: UTF8.self), columns.separator)
    while fields.count < width { fields.append("") }
    let last = fields[(width - 1)...].joined(
      separator: String(UnicodeScalar(columns.separator)))
    return BatchInput.joined(fields.prefix(width - 1) + [last], columns.separator)
  }

  func writeCSV(
    _ line: Int, _ reading: BatchSearch.Reading, _ own: [UInt8],
    _ memory: UnsafeMutableRawBufferPointer, _ found: inout [Neighbor], _ result: inout Result
  ) {
    let checks = search.nearest(reading, into: &found)
    var codes = reading.isApproximate ? [Advisory.approximate(reach: 0).code] : []
    if !checks.isEmpty {
      for (check, code) in AnswerChecks.codes where checks.contains(check) { codes.append(code) }
    }
    let separator = input.separator
    let lead = own + [separator] + Array(String(line).utf8) + [separator] + query(reading)
    var rank: UInt64 = 0
    search.sites.visit(found, from: reading.position) { index, meters, bearing in
      rank += 1
      result.bytes += lead
      var writer = ByteWriter(memory)
      writer.byte(separator)
      writer.whole(rank)
      writer.byte(separator)
      writer.array(facilities[index].head)
      let start = writer.count
      writer.tenths(meters)
      writer.mark(separator, from: start, in: memory)
      writer.byte(separator)
      writer.whole(UInt64(bearing))
      writer.array(facilities[index].tail)
      if rank == 1 {
        for (place, code) in codes.enumerated() {
          if place > 0 || facilities[index].hasWarnings { writer.byte(UInt8(ascii: ",")) }
          for byte in code.utf8 { writer.byte(byte) }
        }
      }
      writer.byte(UInt8(ascii: "\""))
      result.bytes.append(contentsOf: memory[..<writer.count])
      result.bytes.append(10)
    }
    guard rank == 0 else { return }
    codes.append(Self.noneFound)
    result.bytes += lead + blanks(Self.names.count - Self.queryNames.count - 2)
    result.bytes += Array("\"\(codes.joined(separator: ","))\"".utf8) + [10]
  }

  /// The row of a line that could not be read.
  func writeUnread(_ line: Int, _ own: [UInt8], _ result: inout Result) {
    result.bytes += own + [input.separator] + Array(String(line).utf8)
    result.bytes += blanks(Self.names.count - 2) + Array(Self.unreadable.utf8) + [10]
  }

  /// Separators before the last column of so many.
  private func blanks(_ count: Int) -> [UInt8] {
    [UInt8](repeating: input.separator, count: count + 1)
  }

  /// What is written of a position as it was understood, as cells.
  private func query(_ reading: BatchSearch.Reading) -> [UInt8] {
    let fields: [RecordField]
    switch reading {
    case .plain(let position, let precision):
      fields = PositionRecord.plain(position, precision: precision)
    case .understood(let query): fields = RecordField.flat(PositionRecord.fields(query))
    }
    var out: [UInt8] = []
    for (place, name) in Self.queryNames.enumerated() {
      if place > 0 { out.append(input.separator) }
      let cell = fields.first { $0.name == name }?.cell ?? ""
      guard ["latitude", "longitude", "precision_m"].contains(name) else {
        out += BatchFacility.cells([cell], input.separator)
        continue
      }
      // A number needs no marks, and has the decimal comma that goes with semicolons.
      let isComma = input.separator == UInt8(ascii: ";")
      out += cell.utf8.map { isComma && $0 == UInt8(ascii: ".") ? UInt8(ascii: ",") : $0 }
    }
    return out
  }
}

extension BatchSearch.Reading {
  /// Whether the position only stands for a named area.
  fileprivate var isApproximate: Bool {
    if case .understood(let query) = self { return query.isApproximate }
    return false
  }
}

extension ByteWriter {
  fileprivate mutating func array(_ array: [UInt8]) {
    array.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { bytes(base, buffer.count) }
    }
  }

  /// Puts the decimal comma that goes with semicolons into a number just written.
  fileprivate func mark(
    _ separator: UInt8, from start: Int, in memory: UnsafeMutableRawBufferPointer
  ) {
    guard separator == UInt8(ascii: ";") else { return }
    for place in start..<count where memory[place] == UInt8(ascii: ".") {
      memory[place] = UInt8(ascii: ",")
    }
  }
}
