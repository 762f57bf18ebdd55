internal import Lists

/// Reads the lists of press releases: a line for each facility, `1. RSUD Satui (Satui-Tanah Bumbu)`.
enum BulletTableReader {
  /// Whether a text is such a list: at least half of its lines are bullets or end in a locality, and
  /// no separator splits them as a table.
  static func isList(_ bytes: [UInt8]) -> Bool {
    let lines = lines(bytes.prefix(65_536)[...]).filter { !$0.text.isEmpty }.prefix(200)
    guard !lines.isEmpty else { return false }
    let marked = lines.count { bullet($0.text) != nil || locality($0.text) != nil }
    let separated = lines.count { $0.text.contains(";") || $0.text.contains("\t") }
    return marked * 2 >= lines.count && separated * 2 < lines.count
  }

  /// The table, under a header of its own: name, locality (kecamatan or desa), kabupaten.
  static func table(_ bytes: [UInt8], limits: ImportLimits) throws(ImportError) -> RawTable {
    var rows = [
      RawRow(line: 0, cells: [RawCell("nama"), RawCell("lokasi"), RawCell("kabupaten")])
    ]
    for (line, text) in lines(bytes[...]) where !text.isEmpty {
      guard text.utf8.count <= limits.cellBytes else {
        throw ImportError(.tooLarge(what: .cellBytes, limit: limits.cellBytes), line: line)
      }
      let body = bullet(text) ?? text
      if let (name, place, regency) = locality(body) {
        rows.append(
          RawRow(line: line, cells: [RawCell(name), RawCell(place), RawCell(regency)]))
      } else {
        rows.append(RawRow(line: line, cells: [RawCell(body)]))
      }
      if rows.count > limits.rows {
        throw ImportError(.tooLarge(what: .rows, limit: limits.rows), line: line)
      }
    }
    guard rows.count > 1 else { throw ImportError(.noRows) }
    return RawTable(rows: rows, format: .bullets)
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) -> [(line: Int, text: String)] {
    var lines: [(line: Int, text: String)] = []
    var start = bytes.startIndex
    var place = start
    // A line ends at LF, CR, or both.
    while place <= bytes.endIndex {
      if place == bytes.endIndex || bytes[place] == 0x0a || bytes[place] == 0x0d {
        lines.append((lines.count + 1, TextBytes.clean(bytes[start..<place])))
        if place + 1 < bytes.endIndex, bytes[place] == 0x0d, bytes[place + 1] == 0x0a { place += 1 }
        start = place + 1
      }
      place += 1
    }
    return lines
  }

  /// The text after a bullet (`-`, `*`, `•`, `1.`, `a)`), or `nil` when there is none.
  private static func bullet(_ text: String) -> String? {
    let scalars = text.unicodeScalars
    guard let first = scalars.first else { return nil }
    if "-*•–—▪●○·►".unicodeScalars.contains(first) {
      let rest = TextBytes.clean(String(scalars.dropFirst()))
      return rest.isEmpty ? nil : rest
    }
    guard let end = scalars.firstIndex(where: { $0 == "." || $0 == ")" }),
      scalars.distance(from: scalars.startIndex, to: end) <= 3
    else { return nil }
    let mark = scalars[..<end]
    let isNumber = mark.allSatisfy { ("0"..."9").contains($0) }
    let isLetter = mark.count == 1 && mark.allSatisfy { ("a"..."z").contains($0) }
    guard !mark.isEmpty, isNumber || isLetter else { return nil }
    let rest = TextBytes.clean(String(scalars[scalars.index(after: end)...]))
    return rest.isEmpty ? nil : rest
  }

  /// Name, locality and kabupaten of `Name (Locality-District)`; one part alone is both.
  private static func locality(_ text: String) -> (String, String, String)? {
    var text = text
    while let last = text.last, last == ";" || last == "," || last == "." { text.removeLast() }
    guard text.last == ")", let open = text.lastIndex(of: "(") else { return nil }
    let name = TextBytes.clean(String(text[..<open]))
    let inner = text[text.index(after: open)...].dropLast()
    guard !name.isEmpty, !inner.isEmpty else { return nil }
    let parts = inner.split(whereSeparator: { $0 == "-" || $0 == "–" || $0 == "," || $0 == "/" })
      .map { TextBytes.clean(String($0)) }.filter { !$0.isEmpty }
    guard let first = parts.first, let last = parts.last else { return nil }
    return (name, parts.count > 1 ? first : "", last)
  }
}
