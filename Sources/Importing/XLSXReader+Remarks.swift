internal import Lists

/// What people wrote on cells and not in them.
extension XLSXReader {
  /// What people wrote on a sheet's cells (ECMA-376, 18.7), by row.
  func remarks(on sheet: Sheet) throws(ImportError) -> [Int: [String]] {
    var found: [Int: [String]] = [:]
    for relation in try relations(of: sheet.part).values where relation.kind == "comments" {
      var line = 0
      var total = 0
      var text: [UInt8] = []
      let limits = limits
      let stream = try XMLStream(place: relation.part, limits: limits)
      stream.onStart = { [unowned stream] name, attributes in
        if name == "comment" {
          line = attributes["ref"].flatMap { Int($0.drop { $0.isLetter }) } ?? 0
          text.removeAll(keepingCapacity: true)
        }
        if name == "t" { stream.wantsText = true }
      }
      stream.onEnd = { [unowned stream] name in
        if name == "t" { stream.wantsText = false }
        if name == "comment" {
          found[line, default: []].append(String(TextBytes.unescaped(text[...]).prefix(300)))
        }
      }
      stream.onText = { [unowned stream] bytes in
        total += bytes.count
        text.append(contentsOf: bytes)
        if total > limits.sharedTextBytes {
          stream.fail(
            ImportError(.tooLarge(what: .sharedTextBytes, limit: limits.sharedTextBytes)))
        }
      }
      try parse(relation.part, with: stream)
    }
    return found
  }
}
