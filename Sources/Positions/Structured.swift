/// Texts of programs, in which labels and order are fixed: GPX, KML, GeoJSON, NMEA, EXIF, packed
/// degrees and minutes.
enum Structured {
  static func read(
    _ text: CleanText, form: PositionReading.Form?
  ) throws(PositionError) -> PositionReading? {
    let bytes = text.canon
    guard bytes.count >= 8 else { return nil }
    if bytes.contains(0x3C), let pairs = attributes(text) ?? coordinates(text) {
      return try one(pairs, text)
    }
    if bytes.contains(0x3D), let pair = named(text) { return try one([pair], text) }
    if bytes.first == 0x7B, let pairs = geoJSON(text) { return try one(pairs, text) }
    if let reading = try NMEA.read(text) { return reading }
    if let reading = try Packed.read(text) { return reading }
    return nil
  }

  /// The single place of several pairs, which may be the same.
  private static func one(
    _ pairs: [(latitude: String, longitude: String)], _ text: CleanText
  ) throws(PositionError) -> PositionReading {
    var found: [PositionReading] = []
    for pair in pairs.prefix(8) {
      let clean = try CleanText("lat " + pair.latitude + " lon " + pair.longitude)
      guard let reading = try CoreReader(clean).read() else {
        throw PositionError(.unreadable, excerpt: text.plain)
      }
      if !found.contains(where: { $0.position == reading.position }) { found.append(reading) }
    }
    guard let first = found.first else { throw PositionError(.unreadable, excerpt: text.plain) }
    guard found.count == 1 else {
      throw PositionError(.ambiguous, excerpt: text.plain, readings: found)
    }
    var reading = first
    reading.parts = [TextPart(.code, text.plain)]
    return reading
  }

  /// `<wpt lat="-3.3" lon="114.5">`: the values of attributes within a tag.
  private static func attributes(
    _ text: CleanText
  ) -> [(latitude: String, longitude: String)]? {
    let bytes = text.canon
    var pairs: [(latitude: String, longitude: String)] = []
    for open in bytes.indices where bytes[open] == 0x3C {
      guard let close = bytes[open...].firstIndex(of: 0x3E) else { break }
      let tag = bytes[open...close]
      if let latitude = value("lat", tag, text), let longitude = value("lon", tag, text) {
        pairs.append((latitude, longitude))
      }
    }
    return pairs.isEmpty ? nil : pairs
  }

  /// `exif:GPSLatitude="3,19.164S" exif:GPSLongitude="114,35.448E"`, as XMP has them.
  private static func named(_ text: CleanText) -> (latitude: String, longitude: String)? {
    func value(_ name: String) -> String? {
      let key = Array(name.utf8)
      let bytes = text.canon
      for at in bytes.indices where bytes[at] == key[0] && bytes[at...].starts(with: key) {
        let start = at + key.count
        guard start < bytes.count, bytes[start] == 0x22 || bytes[start] == 0x27,
          let end = bytes[(start + 1)...].firstIndex(of: bytes[start])
        else { return nil }
        return text.text((start + 1)..<end)
      }
      return nil
    }
    guard let latitude = value("GPSLatitude="), let longitude = value("GPSLongitude=") else {
      return nil
    }
    return (latitude, longitude)
  }

  private static func value(
    _ name: String, _ tag: ArraySlice<UInt8>, _ text: CleanText
  ) -> String? {
    for quote in [UInt8(0x22), 0x27] {
      let key = Array((" " + name + "=").utf8) + [quote]
      for at in tag.indices where tag[at...].starts(with: key) {
        let start = at + key.count
        guard let end = tag[start...].firstIndex(of: quote) else { continue }
        return text.text(start..<end)
      }
    }
    return nil
  }

  /// `<coordinates>114.5908,-3.3194,0</coordinates>`: longitude, latitude, height.
  private static func coordinates(
    _ text: CleanText
  ) -> [(latitude: String, longitude: String)]? {
    let key = Array("<coordinates>".utf8)
    let bytes = text.canon
    for at in bytes.indices where bytes[at...].starts(with: key) {
      let start = at + key.count
      guard let end = bytes[start...].firstIndex(of: 0x3C) else { return nil }
      let tuples = text.text(start..<end).split { $0 == " " || $0 == "\n" }
      let pairs = tuples.compactMap { tuple -> (latitude: String, longitude: String)? in
        let parts = tuple.split(separator: ",", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy(LinkParts.isNumber) else {
          return nil
        }
        return (String(parts[1]), String(parts[0]))
      }
      return pairs.count == tuples.count && !pairs.isEmpty ? pairs : nil
    }
    return nil
  }

  /// `{"type":"Point","coordinates":[114.5908,-3.3194]}`: longitude first (RFC 7946).
  private static func geoJSON(_ text: CleanText) -> [(latitude: String, longitude: String)]? {
    let key = Array("\"coordinates\"".utf8)
    let bytes = text.canon
    guard let at = bytes.indices.first(where: { bytes[$0...].starts(with: key) }),
      let open = bytes[at...].firstIndex(of: 0x5B), let close = bytes[open...].firstIndex(of: 0x5D)
    else { return nil }
    let parts = text.text((open + 1)..<close).split(separator: ",")
      .map { part in
        var part = part.drop { $0 == " " }
        while part.last == " " { part.removeLast() }
        return part
      }
    guard (2...3).contains(parts.count), parts.allSatisfy(LinkParts.isNumber) else { return nil }
    return [(String(parts[1]), String(parts[0]))]
  }
}
