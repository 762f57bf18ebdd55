internal import Geo

/// A map link or `geo:` URI within a text, read without the network.
///
/// What a link can hold, best first: a pin (`!3d…!4d…`), a query (`q=`, `destination=`, …), a
/// coordinate in the path, the end of a route, and last the map's centre, which is reported as such
/// because the place meant may be elsewhere on the map.
struct Link {
  /// The link alone.
  private let link: Substring
  /// The text before and behind it.
  private let before: String
  private let behind: String
  private let depth: Int

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
      if last == ")", link.contains("(") { break }
      link.removeLast()
    }
    self.link = link
    before = String(text[..<start])
    behind = String(text[link.endIndex...])
    self.depth = depth
  }

  private init(_ link: Substring, depth: Int) {
    self.link = link
    before = ""
    behind = ""
    self.depth = depth
  }

  /// Where a link begins: at a scheme or at the bare host of a map service.
  private static func start(in text: String) -> String.Index? {
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
  private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    let name = bytes.prefix(20).prefix { $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2D }
    return bytes.first?.isLetter ?? false && name.count >= 2
      && bytes.dropFirst(name.count).starts(with: [0x3A, 0x2F, 0x2F])
  }

  private static let heads = [
    "geo:", "google.navigation:",
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

  /// The link with what stands behind it as a part of its last value.
  private func widened() throws(PositionError) -> PositionReading? {
    guard link.contains("="), let first = behind.first(where: { $0 != " " }),
      first.isASCII, first == "," || first == "-" || first.isNumber || first.isLetter
    else { return nil }
    let whole = link + behind.split(separator: " ").map { "%20" + $0 }.joined()
    guard case .position(let reading)? = try? Link(whole[...], depth: 1).read() else { return nil }
    return reading
  }

  private func accounted(
    _ reading: PositionReading, before: String, behind: String
  ) -> PositionReading {
    var reading = reading
    var parts = [TextPart(.link, String(link))]
    if let words = Self.words(before) { parts.insert(words, at: 0) }
    if let words = Self.words(behind) { parts.append(words) }
    reading.parts = parts
    return reading
  }

  private static func words(_ text: String) -> TextPart? {
    let trimmed = String(text[...].trimmingMarks)
    guard !trimmed.isEmpty else { return nil }
    let hasText = trimmed.utf8.contains { $0.isWordByte || $0.isDigit || $0 >= 0x80 }
    return TextPart(hasText ? .words : .separator, trimmed)
  }

  /// A coordinate in the text that is not the link's, or a number behind the link without a role.
  private func refuseContradiction(_ reading: PositionReading) throws(PositionError) {
    if !behind.isEmpty, let clean = try? CleanText(behind) {
      let reader = CoreReader(clean)
      let held = reader.notes.found
      if let loose = reader.numbers.first(where: { at in !held.contains { $0.range.contains(at) } }
      ),
        ((try? reader.read()) ?? nil) == nil
      {
        throw PositionError(
          .strayNumber, excerpt: clean.text(reader.tokens[loose].range), readings: [reading])
      }
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

  private func alone() throws(PositionError) -> PositionText {
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

  /// The position in a chat message that the link carries; the number in its path is a telephone's.
  private func message(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    for text in parts.values("text") {
      if depth < 2, let inner = Link(in: text, depth: depth + 1) { return try inner.read() }
      let found = try PositionText.plain(try CleanText(text), form: .mapLink)
      if case .place = found { continue }
      return found
    }
    return nil
  }

  /// A coordinate or Plus Code in the text around the link.
  private func around() -> PositionText? {
    guard let clean = try? CleanText(before + " " + behind), !clean.canon.isEmpty,
      let found = try? PositionText.plain(clean, form: nil)
    else { return nil }
    if case .place = found { return nil }
    return found
  }

  private func inside(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    if let pin = try pin(parts) { return pin }
    var place: String?
    for name in LinkParts.queries {
      for value in parts.values(name) {
        if let found = try read(value, of: parts, &place) { return found }
      }
    }
    if let pair = parts.markerPair ?? CodedLink.hereText(parts) { return try position(pair) }
    if let end = try destination(parts) { return end }
    for segment in parts.path.reversed() {
      if let found = try pathPosition(segment) { return found }
    }
    if let center = try center(parts, place) { return center }
    if let found = try inner(parts) { return found }
    return (place ?? parts.placeName).map { .place($0) }
  }

  /// A whole link as a parameter of this one.
  private func inner(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    guard depth < 2 else { return nil }
    for name in ["continue", "url", "link", "q", "u", "af_dp", "deep_link_value", "af_web_dp"] {
      for value in parts.values(name) {
        if let inner = Link(in: value, depth: depth + 1) { return try inner.read() }
      }
    }
    return nil
  }

  /// One query value: a coordinate in any notation, or a name to remember.
  private func read(
    _ value: String, of parts: LinkParts, _ place: inout String?
  ) throws(PositionError) -> PositionText? {
    if Link.start(in: value) != nil { return nil }
    var value = value[...]
    for head in ["loc:", "ll.", "point.", "place_id:"] where value.lowercased().hasPrefix(head) {
      if head == "place_id:" { return nil }
      value = value.dropFirst(head.count)
    }
    // "-2.2,113.9(Base camp)" and "Base camp@-2.2,113.9".
    if value.last == ")", let open = value.firstIndex(of: "("), open > value.startIndex {
      value = value[..<open]
    }
    if let at = value.lastIndex(of: "@") { value = value[value.index(after: at)...] }
    let clean = try CleanText(String(value.map { $0 == "~" ? "," : $0 }))
    guard !clean.canon.isEmpty else { return nil }
    switch try PositionText.plain(clean, form: .mapLink) {
    case .place(let name):
      place = place ?? name
      return nil
    case let found: return found
    }
  }

  /// A path segment that is a coordinate by itself, "/place/2°12'31.7"S 113°54'0"E/".
  private func pathPosition(_ segment: String) throws(PositionError) -> PositionText? {
    guard !segment.hasPrefix("@"), !segment.hasPrefix("data=") else { return nil }
    let clean = try CleanText(segment)
    guard clean.canon.contains(where: \.isDigit) else { return nil }
    if let comma = clean.canon.firstIndex(of: 0x2C), clean.canon.dropFirst(comma).contains(0x7A),
      let pair = LinkParts.pair(clean.plain[...])
    {
      return try position(pair, notices: [.mapCenter])
    }
    guard let found = try? PositionText.plain(clean, form: .mapLink) else { return nil }
    switch found {
    case .place: return nil
    default: return found
    }
  }

  private func pin(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    let pins = parts.data("3d", "4d")
    guard let first = pins.first else { return nil }
    guard Set(pins.map { "\($0.0),\($0.1)" }).count > 1 else { return try position(first) }
    let readings = pins.compactMap { pin -> PositionReading? in
      if case .position(let reading)? = try? position(pin) { reading } else { nil }
    }
    // The path may say in its own words which of them is meant.
    for segment in parts.path {
      let said = (try? pathPosition(segment)) ?? nil
      guard case .position(let named)? = said else { continue }
      let near = readings.filter {
        abs($0.position.latitude - named.position.latitude) < 2e-4
          && abs($0.position.longitude - named.position.longitude) < 2e-4
      }
      if let only = near.first, near.allSatisfy({ $0.position == only.position }) {
        return .position(only)
      }
    }
    throw PositionError(.ambiguous, excerpt: String(link), readings: readings)
  }

  /// The last stop of a route: a coordinate, its place in the data (`!1d…!2d…` is longitude,
  /// latitude), or its name. Never the start, and never the map's centre.
  private func destination(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    guard let last = parts.stops.last else { return nil }
    if let found = try pathPosition(last) { return found }
    if let end = parts.data("1d", "2d").last, parts.stops.count > 1 {
      return try position((end.1, end.0))
    }
    let clean = try CleanText(last)
    guard clean.canon.contains(where: \.isWordByte) else { return nil }
    return .place(clean.plain)
  }

  /// The map's centre: `@lat,lon`, `center=`, an embedded map's `!2d…!3d…`, `#map=z/lat/lon`.
  private func center(
    _ parts: LinkParts, _ place: String?
  ) throws(PositionError) -> PositionText? {
    let isSearch = place != nil
    if let embed = parts.data("2d", "3d").last {
      return try position((embed.1, embed.0), notices: [.mapCenter])
    }
    for segment in parts.path where segment.hasPrefix("@") {
      if LinkParts.isCommaDecimal(segment.dropFirst()) {
        throw PositionError(.unreadable, excerpt: String(link))
      }
      if let pair = LinkParts.pair(segment.dropFirst()), !isSearch {
        return try position(pair, notices: [.mapCenter])
      }
    }
    guard !isSearch else { return nil }
    for name in LinkParts.centers {
      for value in parts.values(name) {
        if let pair = LinkParts.pair(String(value.map { $0 == "~" ? "," : $0 })[...]) {
          return try position(pair, notices: [.mapCenter])
        }
      }
    }
    let map = parts.fragmentMap
    return try map.map { pair throws(PositionError) in
      try position(pair, notices: [.mapCenter])
    }
  }

  private func position(
    _ pair: (Substring, Substring), notices: [PositionReading.Notice] = []
  ) throws(PositionError) -> PositionText {
    try Self.reading(pair, form: .mapLink, notices: notices, excerpt: String(link))
  }

  /// Two machine-written decimals, turned round where only that is a place in Indonesia.
  static func reading(
    _ pair: (Substring, Substring), form: PositionReading.Form,
    notices: [PositionReading.Notice] = [], precision: Double? = nil, excerpt: String
  ) throws(PositionError) -> PositionText {
    let clean = try CleanText(pair.0 + " " + pair.1)
    guard case .position(var reading) = try PositionText.plain(clean, form: form) else {
      throw PositionError(.unreadable, excerpt: excerpt)
    }
    reading.notices = notices + reading.notices
    if let precision { reading.precisionMeters = precision }
    return .position(reading)
  }
}
