import Audit
import Geo
import Glibc

/// Reads a file of candidate sites.
enum AuditCandidates {
  /// The most lines that a file may have, and bytes.
  static let most = (lines: 20_000, bytes: 4_000_000)

  static func read(_ path: String) throws -> [Auditor.Candidate] {
    guard let file = fopen(path, "re") else {
      throw CommandFailure(
        .noInput,
        say(
          id: "tidak dapat membaca \(Failures.safe(path))", en: "cannot read \(Failures.safe(path))"
        ))
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: most.bytes + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    // Spreadsheets put a mark in front that is no text.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes[..<count].starts(with: mark) ? mark.count : 0
    let lines = String(decoding: bytes[start..<count], as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard count <= most.bytes, lines.count <= most.lines else {
      throw CommandFailure(
        .data,
        say(
          id: "\(Failures.safe(path)): lebih dari \(most.lines) baris atau \(most.bytes) byte",
          en: "\(Failures.safe(path)): more than \(most.lines) lines or \(most.bytes) bytes"))
    }
    var found: [Auditor.Candidate] = []
    var codes = Set<String>()
    for (place, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      if place == 0, line.lowercased().hasPrefix("code,") { continue }
      // A name may hold commas: the numbers are counted from the end.
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
      guard fields.count >= 4, let latitude = Double(fields[fields.count - 2]),
        let longitude = Double(fields[fields.count - 1]),
        let position = Position(latitude: latitude, longitude: longitude),
        !fields[0].isEmpty, codes.insert(fields[0]).inserted
      else {
        throw CommandFailure(
          .data,
          say(
            id: "\(Failures.safe(path)), baris \(place + 1): perlu kode,nama,lintang,bujur dengan "
              + "kode yang belum dipakai, lintang -90..90, bujur -180..180",
            en:
              "\(Failures.safe(path)), line \(place + 1): needs code,name,latitude,longitude with "
              + "a code not used before, latitude -90..90, longitude -180..180"))
      }
      found.append(
        Auditor.Candidate(
          code: fields[0], name: fields[1..<(fields.count - 2)].joined(separator: ", "),
          position: position))
    }
    guard !found.isEmpty else {
      throw CommandFailure(
        .data,
        say(
          id: "\(Failures.safe(path)): tidak ada calon; perlu baris kode,nama,lintang,bujur",
          en: "\(Failures.safe(path)): no candidates; needs lines code,name,latitude,longitude"))
    }
    return found
  }

  private static func trimmed(_ field: Substring) -> String {
    var field = field
    while let first = field.first, first == " " || first == "\"" { field.removeFirst() }
    while let last = field.last, last == " " || last == "\"" { field.removeLast() }
    return String(field)
  }
}
