internal import Geo

/// A map link or `geo:` URI within a text, read without the network.
///
/// What a link can hold, best first: a pin (`!3d…!4d…`), a query (`q=`, `destination=`, …), a
/// coordinate in the path, the end of a route, and last the map's centre, which is reported as such
/// because the place meant may be elsewhere on the map.
struct Link {
  /// The link alone.
  let link: Substring
  /// The text before and after it.
  let before: String
  let behind: String
  let depth: Int

  /// Finds the first link; `nil` when there is none.
  init?(in text: String, depth: Int = 0) {
    guard let start = Self.start(in: text) else { return nil }
    // A quotation mark ends a link that stands in quotation marks; else it is a sign of seconds.
    let isQuoted = start > text.startIndex && "\"“”".contains(text[text.index(before: start)])
    var end = start
    while end < text.endIndex, !" <>".contains(text[end]), !isQuoted || !"\"“”".contains(text[end])
    {
      end = text.index(after: end)
    }
    var link = text[start..<end]
    while let last = link.last, ".,)]'!…".contains(last) {
      // A bracket that was opened inside, "q=-2.2,113.9(Base)", is part of the link.
      if last == ")", link.utf8.contains(0x28) { break }
      link.removeLast()
    }
    self.link = link
    before = String(text[..<start])
    behind = String(text[link.endIndex...])
    self.depth = depth
  }

  /// The end of a link without its beginning: `@-3.3,114.5,17z`, `q=-3.3,114.5`, `#map=15/-3.3/114.5`.
  init?(piece text: String) {
    guard !text.utf8.contains(where: { $0.isBlank }) else { return nil }
    let name = text.drop { "?&#".contains($0) }.prefix { $0 != "=" }.lowercased()
    let isNamed =
      text.utf8.contains(0x3D)
      && (LinkParts.queries + LinkParts.loose + LinkParts.centers).contains(name)
    // "@0.5,117.1" alone may have had a minus, and "-0.5,117.1,25m" has a height.
    let hasZoom = text.utf8.last == 0x7A && text.utf8.count(where: { $0 == 0x2C }) >= 2
    let head: String
    if text.hasPrefix("@"), hasZoom {
      head = "/"
    } else if isNamed {
      head = text.hasPrefix("?") || text.hasPrefix("#") ? "/" : "/?"
    } else if hasZoom, LinkParts.pair(text[...]) != nil {
      head = "/@"
    } else {
      return nil
    }
    self.init(("map:/" + "/map" + head + text)[...], depth: 1)
  }

  private init(_ link: Substring, depth: Int) {
    self.link = link
    before = ""
    behind = ""
    self.depth = depth
  }

  /// Where a link begins: at a scheme or at the bare host of a map service.
  static func start(in text: String) -> String.Index? {
    let bytes = Array(text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    guard bytes.contains(0x3A) || bytes.contains(0x2F) else { return nil }
    for at in bytes.indices {
      guard at == 0 || !(bytes[at - 1].isLetter || bytes[at - 1].isDigit) else { continue }
      guard bytes[at].isLetter || bytes[at].isDigit else { continue }
      if isScheme(bytes[at...]) || heads.contains(where: { bytes[at...].starts(with: $0) }) {
        return text.utf8.index(text.utf8.startIndex, offsetBy: at)
      }
    }
    return nil
  }

  /// Any `name://`.
  static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    let name = bytes.prefix(20).prefix { $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2D }
    return bytes.first?.isLetter ?? false && name.count >= 2
      && bytes.dropFirst(name.count).starts(with: [0x3A, 0x2F, 0x2F])
  }

  static let heads = [
    "geo:", "google.navigation:", "geohash:", "geohash.org/",
    "maps.app.goo.gl/", "goo.gl/", "maps.google.", "www.google.", "google.com/maps", "google.co",
    "waze.com/", "www.waze.com/", "maps.apple.com", "www.openstreetmap.org", "openstreetmap.org",
    "osm.org/", "osmand.net/", "omaps.app/", "ge0.me/", "share.here.com/", "wego.here.com/",
    "bing.com/maps", "www.bing.com/maps", "plus.codes/",
    "wa.me/", "api.whatsapp.com/",
  ].map { Array($0.utf8) }

  /// What the link, or failing that the text around it, says; the words around it are passed over.
  func read() throws(PositionError) -> PositionText {
    let found: PositionText
    do {
      found = try alone()
    } catch {
      // "?q=-2.2, 113.9" and "?q=2.2 LS 113.9 BT": browsers copy a link with blanks in it.
      guard depth == 0, let longer = try widened() else { throw error }
      return .position(accounted(longer, before: before, behind: ""))
    }
    guard case .position(let reading) = found, depth == 0 else { return found }
    try refuseContradiction(reading)
    return .position(accounted(reading, before: before, behind: behind))
  }

  /// The link with what stands after it as a part of its last value.
  func widened() throws(PositionError) -> PositionReading? {
    guard link.utf8.contains(0x3D), let first = behind.first(where: { $0 != " " }),
      first.isASCII, first == "," || first == "-" || first.isNumber || first.isLetter
    else { return nil }
    let whole = link + behind.split(separator: " ").map { "%20" + $0 }.joined()
    guard case .position(let reading)? = try? Link(whole[...], depth: 1).read() else { return nil }
    return reading
  }

  func accounted(
    _ reading: PositionReading, before: String, behind: String
  ) -> PositionReading {
    var reading = reading
    var parts = [TextPart(.link, String(link))]
    if let words = Self.words(before) { parts.insert(words, at: 0) }
    if let words = Self.words(behind) { parts.append(words) }
    reading.parts = parts
    return reading
  }

  static func words(_ text: String) -> TextPart? {
    let trimmed = String(text[...].trimmingMarks)
    guard !trimmed.isEmpty else { return nil }
    let hasText = trimmed.utf8.contains { $0.isWordByte || $0.isDigit || $0 >= 0x80 }
    return TextPart(hasText ? .words : .separator, trimmed)
  }

  /// A coordinate in the text that is not the link's, or a number after the link without a role.
  func refuseContradiction(_ reading: PositionReading) throws(PositionError) {
    if !behind.isEmpty, let clean = try? CleanText(behind) {
      let reader = CoreReader(clean)
      let held = reader.notes.found
      if let loose = reader.numbers.first(where: { at in !held.contains { $0.range.contains(at) } }
      ),
        ((try? reader.read()) ?? nil) == nil
      {
        throw PositionError(
          .strayNumber, excerpt: clean.text(reader.tokens[loose].range),
          readings: reading.notices.contains(.mapCenter) ? [] : [reading])
      }
    }
    for text in [before, behind] {
      guard let second = Link(in: text, depth: 1), case .position(let other)? = try? second.read(),
        other.position != reading.position
      else { continue }
      throw PositionError(.ambiguous, excerpt: String(link), readings: [reading, other])
    }
    // Whole degrees around a link are times and house numbers.
    guard case .position(let other)? = around(), other.precisionMeters < 2000 else { return }
    let apart = max(reading.precisionMeters, other.precisionMeters, 100) / 111_120
    guard abs(other.position.latitude - reading.position.latitude) <= apart,
      abs(other.position.longitude - reading.position.longitude) <= apart
        || reading.notices.contains(.mapCenter)
    else {
      throw PositionError(.ambiguous, excerpt: String(link), readings: [reading, other])
    }
  }

  func alone() throws(PositionError) -> PositionText {
    if let uri = GeoURI(link) { return try uri.read() }
    let parts = LinkParts(link)
    if let found = try CodedLink.read(parts, excerpt: String(link)) { return found }
    if parts.isShort {
      if let found = try inner(parts) { return found }
      // Maps shares "QWR2+F2 Palangka Raya https://maps.app.goo.gl/…": the text has the place.
      if let around = around() { return around }
      throw PositionError(.shortLink, excerpt: String(link))
    }
    if parts.isMessage {
      if let found = try message(parts) { return found }
    } else if let found = try inside(parts) {
      return found
    }
    if let around = around() { return around }
    throw PositionError(.linkWithoutPosition, excerpt: String(link))
  }
}
