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
    /// The number of a line that is too long; nothing after it was read.
    var tooLong: Int?
  }

  /// Our columns, after all those of the user.
  static let names = ["line"] + queryNames + ["rank"] + FacilityRecord.lineNames

  /// The first line of CSV: the user's header as it stands, then ours; a name that the user has as well
  /// is distinguished by a mark.
  var header: [UInt8] {
    let taken = Set(input.titles)
    let own = Self.names.map { taken.contains($0) ? "plkk_" + $0 : $0 }
    return input.mark + input.header + [input.separator]
      + BatchFacility.cells(own, input.separator) + [10]
  }

  /// What is written of each position, beside its place in the input.
  static let queryNames = [
    "latitude", "longitude", "read_as", "precision_m", "approximate", "notices", "passed_over",
  ]

  let search: BatchSearch
  private let isJSON: Bool
  let input: BatchInput.Shape
  private let stopsAtBadLine: Bool
  /// For each facility what stands before its distance and after its bearing, up to its warnings.
  let facilities: [BatchFacility]
  /// The most bytes that one facility takes, and all numbers of a row.
  private let longest: Int

  init(_ search: BatchSearch, isJSON: Bool, input: BatchInput.Shape, stopsAtBadLine: Bool) {
    self.search = search
    self.isJSON = isJSON
    self.input = input
    self.stopsAtBadLine = stopsAtBadLine
    let separator = input.separator
    facilities =
      isJSON ? [] : search.sites.facilities.map { BatchFacility($0, search.day, separator) }
    longest = 512 + (facilities.map { $0.count }.max() ?? 0)
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
          let own = Array(text.utf8)
          let isGood = own.withUnsafeBytes { bytes in
            row(first + place, bytes, memory, &found, &result) { () throws(LocateError) in
              try search.read(text)
            }
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

  /// Writes the rows of one position; a line that cannot be read keeps its own columns, with a warning.
  ///
  /// - Parameters:
  ///   - line: Number of the line, from 1.
  ///   - text: The line.
  ///   - memory: Room for the columns that are added.
  ///   - found: Room for the sites found.
  ///   - result: Receives the rows, or the line and its error.
  ///   - read: Reads the position of the line.
  /// - Returns: Whether there was a position.
  private func row(
    _ line: Int, _ text: UnsafeRawBufferPointer, _ memory: UnsafeMutableRawBufferPointer,
    _ found: inout [Neighbor], _ result: inout Result,
    _ read: () throws(LocateError) -> BatchSearch.Reading
  ) -> Bool {
    result.count += 1
    do throws(LocateError) {
      let reading = try read()
      if isJSON {
        writeJSON(line, try search.answer(reading), ownFields(text), &result)
      } else {
        writeCSV(line, reading, own(text), memory, &found, &result)
      }
      return true
    } catch {
      result.bad.append((line, error))
      if stopsAtBadLine { return false }
      if isJSON {
        writeJSON(line, nil, ownFields(text), &result)
      } else {
        writeUnread(line, own(text), &result)
      }
      return false
    }
  }

  private func writeJSON(
    _ line: Int, _ answer: NearestAnswer?, _ own: [(String, String)], _ result: inout Result
  ) {
    var json = JSONWriter()
    json.object { json in
      json.member("line", line)
      if !own.isEmpty {
        json.member(
          "columns", object: { columns in for (name, cell) in own { columns.member(name, cell) } })
      }
      if let answer {
        json.members(AnswerRecord.fields(answer))
      } else {
        json.member("warnings", array: { $0.value(Self.unreadable) })
        json.member("results", array: { _ in })
      }
    }
    result.bytes += json.text.utf8
    result.bytes.append(10)
  }

  /// The user's columns with their titles; a line of a file without a header has one.
  private func ownFields(_ text: UnsafeRawBufferPointer) -> [(String, String)] {
    let line = String(decoding: text, as: UTF8.self)
    guard let columns = input.columns else { return [] }
    let fields = BatchInput.fields(line, columns.separator)
    return input.titles.enumerated().map { place, title in
      (title, place < fields.count ? fields[place] : "")
    }
  }

  /// Reads the position of a line; a record with too few fields has none, and the reader says so.
  private func read(
    _ text: UnsafeRawBufferPointer
  ) throws(LocateError) -> BatchSearch.Reading {
    guard let columns = input.columns else { return try search.read(text) }
    let most = max(columns.latitude, columns.longitude)
    if columns.isOne || text.contains(UInt8(ascii: "\"")) {
      let fields = BatchInput.fields(
        String(decoding: text, as: UTF8.self), columns.separator)
      guard fields.count > most else { return try search.read("") }
      if columns.isOne { return try search.read(fields[columns.latitude]) }
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

extension UnsafeRawBufferPointer {
  /// Bytes before the first line feed, or all.
  fileprivate var firstLineEnd: Int {
    guard let base = baseAddress, let found = memchr(base, 10, count) else { return count }
    return UnsafeRawPointer(found) - base
  }
}
