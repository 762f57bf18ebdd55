/// A map link or `geo:` URI within a text, read without the network.
///
/// What a link can hold, best first: a pin (`!3d…!4d…`), a query (`q=`, `destination=`, …), a
/// coordinate in the path, the end of a route, and last the map's centre, which is reported as such
/// because the place meant may be elsewhere on the map.
struct Link {
  /// The link alone.
  private let link: Substring
  /// The text before and behind it.
  private let rest: String
  private let depth: Int

  /// Finds the first link; `nil` when there is none.
  init?(in text: String, depth: Int = 0) {
    guard let start = Self.start(in: text) else { return nil }
    var end = start
    while end < text.endIndex, !" <>\"“”".contains(text[end]) { end = text.index(after: end) }
    // "?q=-2.2, 113.9": a blank behind the comma belongs to the value.
    if end > start, text[text.index(before: end)] == ",", text[start..<end].contains("="),
      let next = text[end...].firstIndex(where: { $0 != " " }),
      text[next].isASCII, text[next].isNumber || text[next] == "-"
    {
      end = text[next...].firstIndex(of: " ") ?? text.endIndex
    }
    var link = text[start..<end]
    while let last = link.last, ".,)]'!…".contains(last) {
      // A bracket that was opened inside, "q=-2.2,113.9(Base)", is part of the link.
      if last == ")", link.contains("(") { break }
      link.removeLast()
    }
    self.link = link
    rest = String(text[..<start]) + " " + String(text[link.endIndex...])
    self.depth = depth
  }

  /// Where a link begins: at a scheme or at the bare host of a map service.
  private static func start(in text: String) -> String.Index? {
    let bytes = Array(text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    for at in bytes.indices {
      guard at == 0 || !(bytes[at - 1].isLetter || bytes[at - 1].isDigit) else { continue }
      if heads.contains(where: { bytes[at...].starts(with: $0) }) {
        return text.utf8.index(text.utf8.startIndex, offsetBy: at)
      }
    }
    return nil
  }

  private static let heads = [
    "http://", "https://", "geo:", "google.navigation:", "comgooglemaps://", "waze://", "maps://",
    "maps.app.goo.gl/", "goo.gl/", "maps.google.", "www.google.", "google.com/maps", "google.co",
    "waze.com/", "www.waze.com/", "maps.apple.com", "www.openstreetmap.org", "openstreetmap.org",
    "osm.org/", "bing.com/maps", "www.bing.com/maps", "plus.codes/",
    "wa.me/", "api.whatsapp.com/", "whatsapp://",
  ].map { Array($0.utf8) }

  /// What the link, or failing that the text around it, says.
  func read() throws(PositionError) -> PositionText {
    if let uri = GeoURI(link) { return try uri.read() }
    let parts = LinkParts(link)
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
    guard let clean = try? CleanText(rest), !clean.canon.isEmpty,
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
    if let pair = parts.markerPair { return try position(pair) }
    for segment in parts.path.reversed() {
      if let found = try pathPosition(segment) { return found }
    }
    if let end = try routeEnd(parts) { return end }
    if let center = try center(parts, place) { return center }
    if let found = try inner(parts) { return found }
    return (place ?? parts.placeName).map { .place($0) }
  }

  /// A whole link as a parameter of this one.
  private func inner(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    guard depth < 2 else { return nil }
    for name in ["continue", "url", "link", "q"] {
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
    guard Set(pins.map { "\($0.0),\($0.1)" }).count == 1 else {
      let readings = pins.compactMap { pin -> PositionReading? in
        if case .position(let reading)? = try? position(pin) { reading } else { nil }
      }
      throw PositionError(.ambiguous, excerpt: String(link), readings: readings)
    }
    return try position(first)
  }

  /// The last stop of a route: `!1d…!2d…` is longitude, latitude.
  private func routeEnd(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    guard parts.path.contains("dir"), let last = parts.data("1d", "2d").last else { return nil }
    return try position((last.1, last.0))
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
