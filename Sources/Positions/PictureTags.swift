internal import Geo

/// The tags of a picture as programs list them: `GPS Latitude : 3 deg 19' 9.84" S` or `GPSLatitude=3.3194`
/// with `GPSLatitudeRef=S`, a line or semicolon each.
enum PictureTags {
  static func read(_ text: String) throws(PositionError) -> PositionReading? {
    // "GPS", and what parts names from values.
    guard [0x47, 0x50, 0x53].allSatisfy({ text.utf8.contains($0) }),
      text.utf8.contains(0x3A) || text.utf8.contains(0x3D)
    else { return nil }
    var tags: [String: Substring] = [:]
    for line in text.split(whereSeparator: { "\n\r\r\n;".contains($0) }) {
      guard let mark = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else { continue }
      let name = line[..<mark].lowercased().filter { $0 != " " && $0 != "\t" }
      guard
        ["latitude", "latituderef", "longitude", "longituderef", "position"].contains(
          name.dropFirst(3)),
        name.hasPrefix("gps")
      else { continue }
      guard tags.updateValue(line[line.index(after: mark)...], forKey: name) == nil else {
        throw PositionError(.contradictory, excerpt: String(line[..<mark]))
      }
    }
    guard let latitude = half("latitude", tags), let longitude = half("longitude", tags),
      let clean = try? CleanText("lat " + latitude + " lon " + longitude),
      var reading = try? CoreReader(clean).read()
    else { return nil }
    // The same place once more, in one tag.
    if let both = tags["gpsposition"] {
      guard let clean = try? CleanText(String(both)), let again = try? CoreReader(clean).read(),
        abs(again.position.latitude - reading.position.latitude) < 1e-4,
        abs(again.position.longitude - reading.position.longitude) < 1e-4
      else { throw PositionError(.contradictory, excerpt: String(both)) }
    }
    reading.parts = [TextPart(.code, (try? CleanText(text).plain) ?? text)]
    return reading
  }

  /// The value of a tag with the direction in its tag of references.
  private static func half(_ name: String, _ tags: [String: Substring]) -> String? {
    guard let value = tags["gps" + name] else { return nil }
    guard let reference = tags["gps" + name + "ref"] else { return String(value) }
    let word = reference.filter { $0 != " " && $0 != "\t" }.lowercased()
    guard let marker = PositionVocabulary.markers[word], marker.sign != 0 else { return nil }
    let hasDirection =
      value.split(separator: " ").last.map { PositionVocabulary.markers[$0.lowercased()] != nil }
      ?? false
    return hasDirection ? String(value) : value + " " + word
  }
}
