import Foundation
import Formats

/// A share of a batch that can be answered on its own.
enum BatchWork: Sendable {
  /// Whole lines of the input, and the number of the first.
  case lines([UInt8], first: Int)
  /// Positions of GeoJSON features, and the number of the first.
  case features([String], first: Int)
}

/// The positions of a batch: a position a line, CSV with a header, or GeoJSON points.
final class BatchInput {
  /// Where latitude and longitude stand in a record, from 0; both in one column are a position in any
  /// notation.
  struct Columns: Sendable {
    var latitude: Int
    var longitude: Int
    var isOne: Bool { latitude == longitude }
    /// The sign between fields that the header uses; another one inside a field is a decimal comma.
    var separator: UInt8
  }

  /// What of the input its answer keeps.
  struct Shape: Sendable {
    /// Where the position stands, in CSV with a header.
    var columns: Columns?
    /// The header as it stands; for other files the name of the one column.
    var header = Array("position".utf8)
    /// The titles of the user's columns.
    var titles = ["position"]
    /// The byte order mark, where the file has one.
    var mark: [UInt8] = []
    /// The sign between fields.
    ///
    /// A semicolon goes with decimal commas, as where the comma is the decimal sign of the spreadsheet.
    var separator: UInt8 { columns?.separator ?? UInt8(ascii: ",") }
  }

  /// The longest line, bytes.
  static let longestLine = 65_536
  /// Bytes of a share of work.
  private static let shareBytes = 1 << 18
  /// Features in a share of work.
  private static let shareFeatures = 8_192
  /// The largest GeoJSON file, bytes: it has to be read whole.
  private static let largestGeoJSON = 256 << 20

  /// How lines are read.
  private(set) var shape = Shape()
  private let descriptor: Int32
  private let closesFile: Bool
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtEnd = false
  private var features: ArraySlice<String>?
  private var feature = 1

  /// Opens a file, or standard input for `-`, and looks what it holds.
  init(_ path: String) throws {
    closesFile = path != "-"
    descriptor = closesFile ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    guard descriptor >= 0 else {
      throw CommandFailure(
        .noInput,
        say(
          id: "--batch: berkas “\(Failures.safe(path))” tidak ada atau tidak dapat dibaca",
          en: "--batch: file “\(Failures.safe(path))” does not exist or cannot be read"))
    }
    while !isAtEnd, rest.count <= Self.longestLine, !rest.contains(10) { try fill() }
    if rest.starts(with: [0x50, 0x4b, 0x03, 0x04]) { try takeWorkbook(path) }
    if rest.starts(with: [0xef, 0xbb, 0xbf]) {
      shape.mark = Array(rest.prefix(3))
      rest.removeFirst(3)
    }
    if rest.first(where: { !($0 == 32 || (9...13).contains($0)) }) == UInt8(ascii: "{") {
      features = try geoJSON()
    } else {
      header()
    }
  }

  deinit { if closesFile { close(descriptor) } }

  /// The next share; nil at the end.
  func next() throws -> BatchWork? {
    if let waiting = features {
      guard !waiting.isEmpty else { return nil }
      defer {
        features = waiting.dropFirst(Self.shareFeatures)
        feature += Self.shareFeatures
      }
      return .features(Array(waiting.prefix(Self.shareFeatures)), first: feature)
    }
    while !isAtEnd, rest.count < Self.shareBytes { try fill() }
    guard !rest.isEmpty else { return nil }
    let end = isAtEnd ? rest.count : (rest.lastIndex(of: 10) ?? -1) + 1
    guard end > 0 else { throw Self.tooLong(line) }
    let share = Array(rest[..<end])
    rest.removeFirst(end)
    defer { line += share.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } }
    return .lines(share, first: line)
  }

  /// The error for a line of more than `longestLine` bytes.
  static func tooLong(_ line: Int) -> CommandFailure {
    CommandFailure(
      .data,
      say(
        id: "baris \(line) lebih panjang dari \(longestLine) byte",
        en: "line \(line) is longer than \(longestLine) bytes"))
  }

  /// Titles of a column of whole positions.
  private static let positionTitles: Set<String> = [
    "position", "posisi", "koordinat", "kordinat", "coordinate", "coordinates", "titik koordinat",
    "lokasi", "location", "geopoint", "gps",
  ]

  /// Takes the first line as a header when it names latitude and longitude, or one column of positions.
  private func header() {
    guard let end = rest.firstIndex(of: 10) ?? (isAtEnd ? rest.endIndex : nil) else { return }
    var text = rest[..<end]
    if text.last == 13 { text.removeLast() }
    let separator = [UInt8(ascii: ";"), 9].first(where: text.contains) ?? UInt8(ascii: ",")
    let titles = Self.fields(String(decoding: text, as: UTF8.self), separator).map {
      $0.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let names = titles.map { $0.lowercased() }
    let latitude = names.firstIndex { ["latitude", "lat", "lintang", "y"].contains($0) }
    let longitude = names.firstIndex {
      ["longitude", "lon", "lng", "long", "bujur", "x"].contains($0)
    }
    let whole = names.firstIndex(where: Self.positionTitles.contains)
    if let latitude, let longitude {
      shape.columns = Columns(latitude: latitude, longitude: longitude, separator: separator)
    } else if let whole, latitude == nil, longitude == nil {
      // A file of one column has no separator: its lines are the positions.
      if names.count > 1 {
        shape.columns = Columns(latitude: whole, longitude: whole, separator: separator)
      }
    } else {
      return
    }
    shape.header = Array(text)
    shape.titles = titles
    rest.removeFirst(min(end + 1, rest.count))
    line += 1
  }

  /// Reads the whole input, at most `limit` bytes and a share more.
  private func fillWhole(_ limit: Int) throws {
    while !isAtEnd, rest.count <= limit { try fill() }
  }

  /// Puts the rows of a workbook in the place of its bytes, as lines of CSV.
  private func takeWorkbook(_ path: String) throws {
    try fillWhole(Self.largestGeoJSON)
    (rest, line) = try Self.lines(ofWorkbook: rest, path)
    isAtEnd = true
  }

  private func fill() throws {
    let before = rest.count
    let room = Self.shareBytes
    rest.append(contentsOf: repeatElement(0, count: room))
    let count = rest.withUnsafeMutableBytes { bytes in
      var count = -1
      repeat {
        count = read(descriptor, bytes.baseAddress?.advanced(by: before), room)
      } while count < 0 && errno == EINTR
      return count
    }
    rest.removeLast(room - max(count, 0))
    if count < 0 {
      throw CommandFailure(
        .inputOutput, say(id: "--batch: gagal membaca", en: "--batch: reading failed"))
    }
    isAtEnd = count == 0
  }

  /// Fields of one CSV record with quotes; a record of a batch does not span lines.
  static func fields(_ text: String, _ separator: UInt8) -> [String] {
    let separator = Character(UnicodeScalar(separator))
    var fields = [""]
    var isQuoted = false
    var wasQuote = false
    for character in text {
      defer { wasQuote = character == "\"" && !wasQuote }
      switch character {
      case "\"":
        // A doubled mark within quotes is one.
        if !isQuoted, wasQuote { fields[fields.count - 1].append(character) }
        isQuoted.toggle()
      case separator where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  /// The points of a GeoJSON text (RFC 7946); a feature that is no point is an empty text.
  private func geoJSON() throws -> ArraySlice<String> {
    try fillWhole(Self.largestGeoJSON)
    guard rest.count <= Self.largestGeoJSON,
      let root = try? JSONSerialization.jsonObject(with: Data(rest)) as? [String: Any],
      let features = root["features"] as? [[String: Any]]
    else {
      throw CommandFailure(
        .data,
        say(
          id: "--batch: bukan FeatureCollection GeoJSON yang sah (paling besar 256 MB)",
          en: "--batch: not a valid GeoJSON FeatureCollection (at most 256 MB)"))
    }
    rest = []
    return features.map { feature in
      let geometry = feature["geometry"] as? [String: Any]
      let pair = geometry?["coordinates"] as? [Any]
      guard geometry?["type"] as? String == "Point", let pair, pair.count >= 2,
        let longitude = pair[0] as? Double, let latitude = pair[1] as? Double,
        abs(longitude) <= 180, abs(latitude) <= 90
      else { return "" }
      return "lat \(latitude.fixed(9)) lon \(longitude.fixed(9))"
    }[...]
  }
}
