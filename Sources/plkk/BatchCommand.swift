import Facilities
import Formats
import Foundation
import Geo
import Service

/// `plkk nearest --batch`: many positions from a file or standard input.
struct Batch {
  /// What to do with a line that is no position.
  enum BadLines: String, CaseIterable {
    case skip
    case stop
  }

  /// Positions that are read, answered and written at a time: bounds the memory.
  static let block = 16_384
  /// The largest GeoJSON file, bytes: it has to be read whole.
  static let largestGeoJSON = 256 << 20

  let locator: Locator
  let limit: Int
  let meters: Double
  let filter: FacilityFilter
  let format: OutputFormat
  let badLines: BadLines

  /// A position of the input with the line (or feature) that it stands on.
  struct Item {
    var line: Int
    var text: String
  }

  private static let columns = [
    "line", "latitude", "longitude", "rank", "id", "distance_m", "bearing_deg", "name", "kind",
    "regency", "phone", "plkk_basis", "position_precision",
  ]

  /// Reads, answers and writes block by block.
  func run(_ path: String) throws {
    guard format == .csv || format == .json || format == .table else {
      throw CommandFailure(
        .usage,
        say(id: "--batch menulis csv atau json", en: "--batch writes csv or json"))
    }
    guard (1...Locator.mostResults).contains(limit) else {
      throw Failures.failure(.limitOutOfRange(limit))
    }
    let input = try BatchInput(path)
    let progress = Progress()
    var bad = 0
    if format != .json { Output.write(Self.columns.joined(separator: ",") + "\n") }
    while true {
      let items = try input.next(Self.block)
      if items.isEmpty { break }
      let answers = locator.nearest(
        toEach: items.map(\.text), limit: limit, within: meters, filter: filter)
      Output.write(try text(items, answers, &bad))
      progress.add(items.count)
    }
    progress.finish(bad: bad)
  }

  private func text(_ items: [Item], _ answers: [BatchAnswer], _ bad: inout Int) throws -> String {
    var csv = CSVWriter()
    var json = ""
    for (item, answer) in zip(items, answers) {
      let position: Position
      switch answer.query {
      case .success(let found): position = found
      case .failure(let error):
        let message =
          say(id: "baris \(item.line): ", en: "line \(item.line): ")
          + Failures.failure(error).message
        if badLines == .stop { throw CommandFailure(.data, message) }
        bad += 1
        Output.error(message)
        continue
      }
      if format == .json {
        json += line(item, position, answer.found)
        continue
      }
      for (rank, hit) in answer.found.enumerated() {
        let facility = hit.facility
        csv.row([
          "\(item.line)", position.latitude.fixed(7), position.longitude.fixed(7), "\(rank + 1)",
          facility.id, hit.meters.fixed(1), "\(hit.wholeBearing)", facility.name,
          facility.kind.rawValue, facility.regency, facility.phone, facility.basis.rawValue,
          facility.positionPrecision.rawValue,
        ])
      }
    }
    return csv.text + json
  }

  /// One JSON object a position, one a line.
  private func line(_ item: Item, _ position: Position, _ found: [Hit]) -> String {
    var json = JSONWriter()
    json.object {
      $0.member("line", item.line)
      $0.member("latitude", position.latitude, decimals: 7)
      $0.member("longitude", position.longitude, decimals: 7)
      $0.member(
        "results",
        array: { list in
          for hit in found {
            list.object {
              $0.member("id", hit.facility.id)
              $0.member("distance_m", hit.meters, decimals: 1)
              $0.member("bearing_deg", hit.wholeBearing)
              $0.member("plkk_basis", hit.facility.basis.rawValue)
              $0.member("position_precision", hit.facility.positionPrecision.rawValue)
            }
          }
        })
    }
    return json.text + "\n"
  }

  /// A count on standard error while a person watches.
  private final class Progress {
    private var done = 0
    private var shown = Date.distantPast
    private let isShown = isatty(STDERR_FILENO) == 1

    func add(_ count: Int) {
      done += count
      guard isShown, Date.now.timeIntervalSince(shown) > 0.5 else { return }
      shown = .now
      let number = Words.grouped(done)
      Output.progress(say(id: "\(number) posisi", en: "\(number) positions"))
    }

    func finish(bad: Int) {
      if isShown { Output.progress("") }
      guard bad > 0 else { return }
      Output.error(
        say(
          id: "\(Words.grouped(done)) posisi dibaca, \(Words.grouped(bad)) baris dilewati",
          en: "\(Words.grouped(done)) positions read, \(Words.grouped(bad)) lines skipped"))
    }
  }
}

/// The positions of a batch: a position a line, CSV with a header, or GeoJSON points.
final class BatchInput {
  private let file: FileHandle
  private var rest = Data()
  private var line = 0
  private var isAtEnd = false
  private var columns: (latitude: Int, longitude: Int)?
  private var features: [Batch.Item]?

  /// The longest line, bytes.
  static let longestLine = 65_536

  init(_ path: String) throws {
    if path == "-" {
      file = .standardInput
    } else {
      guard FileManager.default.fileExists(atPath: path),
        let opened = FileHandle(forReadingAtPath: path)
      else {
        throw CommandFailure(
          .noInput,
          say(
            id: "--batch: berkas “\(Failures.safe(path))” tidak ada atau tidak dapat dibaca",
            en: "--batch: file “\(Failures.safe(path))” does not exist or cannot be read"))
      }
      file = opened
    }
    try fill()
    if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = Data(rest.dropFirst(3)) }
    if rest.first(where: { !($0 == 32 || (9...13).contains($0)) }) == UInt8(ascii: "{") {
      features = try geoJSON()
      return
    }
    header()
  }

  /// The next positions, at most so many; none at the end.
  func next(_ count: Int) throws -> [Batch.Item] {
    if let waiting = features {
      features = Array(waiting.dropFirst(count))
      return Array(waiting.prefix(count))
    }
    var items: [Batch.Item] = []
    items.reserveCapacity(count)
    while items.count < count, let text = try nextLine() {
      if text.allSatisfy(\.isWhitespace) { continue }
      guard let columns else {
        items.append(Batch.Item(line: line, text: text))
        continue
      }
      let fields = Self.fields(text)
      let most = max(columns.latitude, columns.longitude)
      // A short record has no position: let the reader say so.
      let pair =
        fields.count > most ? "\(fields[columns.latitude]),\(fields[columns.longitude])" : ""
      items.append(Batch.Item(line: line, text: pair))
    }
    return items
  }

  /// Takes the first line as a header when it names latitude and longitude.
  private func header() {
    guard let end = rest.firstIndex(of: 10) ?? (isAtEnd ? rest.endIndex : nil) else { return }
    let names = Self.fields(String(decoding: rest[..<end], as: UTF8.self)).map {
      $0.lowercased().trimmingCharacters(in: .whitespaces)
    }
    guard
      let latitude = names.firstIndex(where: { ["latitude", "lat", "lintang"].contains($0) }),
      let longitude = names.firstIndex(where: {
        ["longitude", "lon", "lng", "long", "bujur"].contains($0)
      })
    else { return }
    columns = (latitude, longitude)
    rest = Data(rest[min(end + 1, rest.endIndex)...])
    line = 1
  }

  private func nextLine() throws -> String? {
    while true {
      if let end = rest.firstIndex(of: 10) {
        var bytes = rest[..<end]
        if bytes.last == 13 { bytes = bytes.dropLast() }
        rest = rest[(end + 1)...]
        line += 1
        return String(decoding: bytes, as: UTF8.self)
      }
      if rest.count > Self.longestLine {
        throw CommandFailure(
          .data,
          say(
            id: "baris \(line + 1) lebih panjang dari \(Self.longestLine) bita",
            en: "line \(line + 1) is longer than \(Self.longestLine) bytes"))
      }
      if isAtEnd {
        guard !rest.isEmpty else { return nil }
        defer { rest = Data() }
        line += 1
        return String(decoding: rest, as: UTF8.self)
      }
      try fill()
    }
  }

  private func fill() throws {
    do {
      guard let more = try file.read(upToCount: 1 << 20), !more.isEmpty else {
        isAtEnd = true
        return
      }
      rest = Data(rest) + more
    } catch {
      throw CommandFailure(
        .inputOutput, say(id: "--batch: gagal membaca", en: "--batch: reading failed"))
    }
  }

  /// Fields of one CSV record; a record of a batch does not span lines.
  private static func fields(_ text: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted, ";" where !isQuoted, "\t" where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  /// The points of a GeoJSON text (RFC 7946), numbered from 1.
  private func geoJSON() throws -> [Batch.Item] {
    while !isAtEnd, rest.count <= Batch.largestGeoJSON { try fill() }
    guard rest.count <= Batch.largestGeoJSON,
      let root = try? JSONSerialization.jsonObject(with: rest) as? [String: Any],
      let features = root["features"] as? [[String: Any]]
    else {
      throw CommandFailure(
        .data,
        say(
          id: "--batch: bukan FeatureCollection GeoJSON yang sah (paling besar 256 MB)",
          en: "--batch: not a valid GeoJSON FeatureCollection (at most 256 MB)"))
    }
    rest = Data()
    return features.enumerated().map { place, feature in
      let geometry = feature["geometry"] as? [String: Any]
      let pair = geometry?["coordinates"] as? [Any]
      guard geometry?["type"] as? String == "Point", let pair, pair.count >= 2,
        let longitude = pair[0] as? Double, let latitude = pair[1] as? Double
      else { return Batch.Item(line: place + 1, text: "") }
      return Batch.Item(
        line: place + 1, text: "lat \(latitude.fixed(9)) lon \(longitude.fixed(9))")
    }
  }
}
