/// A row of a table below the row of its titles: `No;Lat;Long` and `1;-3.3194;114.5908`.
///
/// The titles tell which cell is what, so that the number of a row is none of a coordinate. A cell with a
/// direction of its own leaves the text to the other readers.
enum HeadedRow {
  static func read(_ text: String) -> PositionReading? {
    guard text.utf8.contains(0x0A) || text.utf8.contains(0x0D) else { return nil }
    let lines = text.split { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.map { trimmed($0) }
      .filter { !$0.isEmpty }
    guard lines.count == 2 else { return nil }
    for separator: Character in ["\t", ";", "|", ","] {
      let titles = cells(lines[0], separator)
      let values = cells(lines[1], separator)
      guard titles.count == values.count, titles.count > 2,
        let reading = read(titles, values, separator, heading: lines[0])
      else { continue }
      return reading
    }
    return nil
  }

  private static func read(
    _ titles: [Substring], _ values: [Substring], _ separator: Character, heading: Substring
  ) -> PositionReading? {
    let axes = titles.map { title -> Axis? in
      guard let marker = PositionVocabulary.markers[title.lowercased()], marker.sign == 0 else {
        return nil
      }
      return marker.axis
    }
    let latitudes = axes.indices.filter { axes[$0] == .latitude }
    let longitudes = axes.indices.filter { axes[$0] == .longitude }
    guard latitudes.count == 1, longitudes.count == 1, let latitude = latitudes.first,
      let longitude = longitudes.first
    else { return nil }
    let others = values.indices.filter { $0 != latitude && $0 != longitude }
    guard
      others.allSatisfy({ PositionVocabulary.markers[values[$0].lowercased()]?.sign ?? 0 == 0 }),
      let clean = try? CleanText("lat " + values[latitude] + " lon " + values[longitude]),
      var reading = try? CoreReader(clean).read()
    else { return nil }
    var parts = [TextPart(.label, String(heading))]
    for (index, value) in values.enumerated() {
      if index > 0, separator != "\t" { parts.append(TextPart(.separator, String(separator))) }
      guard !value.isEmpty else { continue }
      parts.append(TextPart(others.contains(index) ? .words : .number, String(value)))
    }
    reading.parts = parts
    return reading
  }

  private static func cells(_ line: Substring, _ separator: Character) -> [Substring] {
    line.split(separator: separator, omittingEmptySubsequences: false).map { trimmed($0) }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
