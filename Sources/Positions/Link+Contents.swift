// Where in a link the place stands.

internal import Geo

extension Link {
  /// The position in a chat message that the link carries; the number in its path is a telephone's.
  func message(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    for text in parts.values("text") {
      if depth < 2, let inner = Link(in: text, depth: depth + 1) { return try inner.read() }
      let found = try PositionText.plain(try CleanText(text), form: .mapLink)
      if case .place = found { continue }
      return found
    }
    return nil
  }

  /// A coordinate or Plus Code in the text around the link.
  func around() -> PositionText? {
    guard let clean = try? CleanText(before + " " + behind), !clean.canon.isEmpty,
      let found = try? PositionText.plain(clean, form: nil)
    else { return nil }
    if case .place = found { return nil }
    return found
  }

  func inside(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    if let pin = try pin(parts) { return pin }
    var place: String?
    for name in LinkParts.queries + LinkParts.loose {
      let isLoose = LinkParts.loose.contains(name)
      var found: [PositionText] = []
      for value in parts.values(name) {
        // "markers=color:red|-3.3,114.5|-3.4,114.6"
        for piece in name.hasPrefix("marker") ? value.split(separator: "|") : [value[...]] {
          if isLoose, !piece.utf8.contains(0x2C), !piece.utf8.contains(0x5F) { continue }
          guard let one = try read(String(piece), of: parts, &place), !found.contains(one) else {
            continue
          }
          found.append(one)
        }
      }
      if found.count > 1 { throw severalPlaces(found) }
      if let only = found.first { return only }
    }
    if let pair = try markerPair(parts) ?? parts.fragmentMarker { return try position(pair) }
    if let pair = CodedLink.hereText(parts) { return try position(pair) }
    if let bare = parts.barePair {
      return try position(bare.pair, notices: bare.isCenter ? [.mapCenter] : [])
    }
    if let end = try destination(parts) { return end }
    for segment in parts.path.reversed() {
      if let found = try pathPosition(segment) { return found }
    }
    if let center = try center(parts, place) {
      // Another parameter may be the place meant.
      if let pair = parts.unknownPair { throw severalPlaces([center, try position(pair)]) }
      return center
    }
    if let found = try inner(parts) { return found }
    return (place ?? parts.placeName).map { .place($0) }
  }

  /// A whole link as a parameter of this one.
  func inner(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    guard depth < 2 else { return nil }
    for name in ["continue", "url", "link", "q", "u", "af_dp", "deep_link_value", "af_web_dp"] {
      for value in parts.values(name) {
        if let inner = Link(in: value, depth: depth + 1) { return try inner.read() }
      }
    }
    return nil
  }

  /// One query value: a coordinate in any notation, or a name to remember.
  func read(
    _ value: String, of parts: LinkParts, _ place: inout String?
  ) throws(PositionError) -> PositionText? {
    if Link.start(in: value) != nil { return nil }
    var value = value[...]
    for head in ["loc:", "ll.", "point.", "place_id:"] where value.lowercased().hasPrefix(head) {
      if head == "place_id:" { return nil }
      value = value.dropFirst(head.count)
    }
    // "-2.2,113.9(Base camp)" and "Base camp@-2.2,113.9".
    if value.last == ")", let open = value.firstIndex(of: "("), open > value.startIndex,
      LinkParts.pair(value[value.index(after: open)...].dropLast()) == nil
    {
      value = value[..<open]
    }
    if let at = value.lastIndex(of: "@"), value[..<at].utf8.last.map({ $0 != 0x2D }) ?? true {
      value = value[value.index(after: at)...]
    }
    // "03_19_09.84_S_114_35_26.88_E_type:landmark"
    let geohack = value.split(separator: "_")
    if geohack.count >= 4, let end = geohack.firstIndex(where: { $0 == "E" || $0 == "W" }) {
      value = geohack[...end].joined(separator: " ")[...]
    }
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
  func pathPosition(_ segment: String) throws(PositionError) -> PositionText? {
    guard !segment.hasPrefix("@"), !segment.hasPrefix("data=") else { return nil }
    let clean = try CleanText(segment)
    guard clean.canon.contains(where: { $0.isDigit }) else { return nil }
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

  private func severalPlaces(_ found: [PositionText]) -> PositionError {
    let readings = found.compactMap { if case .position(let one) = $0 { one } else { nil } }
    return PositionError(.ambiguous, excerpt: String(link), readings: readings)
  }

  /// Latitude and longitude in parameters of their own, each once and without a direction of its own.
  private func markerPair(
    _ parts: LinkParts
  ) throws(PositionError) -> (Substring, Substring)? {
    guard let names = parts.markerNames else { return nil }
    let values = [names.0, names.1].map { parts.values($0) }
    var readings: [PositionReading] = []
    for latitude in Set(values[0]).sorted() {
      for longitude in Set(values[1]).sorted() {
        let said = try? position((latitude[...], longitude[...]))
        if case .position(let one)? = said { readings.append(one) }
      }
    }
    if Set(values[0]).count > 1 || Set(values[1]).count > 1 {
      throw PositionError(.ambiguous, excerpt: String(link), readings: readings)
    }
    if parts.hasDirections {
      // Which of the numbers the direction belongs to is not known.
      let turned = readings.compactMap { reading -> PositionReading? in
        let pair = (-reading.position.latitude, reading.position.longitude)
        guard case .position(let one)? = try? position(("\(pair.0)"[...], "\(pair.1)"[...])) else {
          return nil
        }
        return one
      }
      throw PositionError(.unknownSign, excerpt: String(link), readings: readings + turned)
    }
    guard let latitude = values[0].first, let longitude = values[1].first,
      LinkParts.isDecimal(latitude[...]), LinkParts.isDecimal(longitude[...])
    else { throw PositionError(.unreadable, excerpt: String(link)) }
    return (latitude[...], longitude[...])
  }

  func pin(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    let pins = parts.data("3d", "4d")
    // A pin that is there and cannot be read never yields to the middle of the map.
    if pins.count < parts.count("4d") || parts.hasBrokenCenter && pins.isEmpty {
      throw PositionError(.unreadable, excerpt: String(link))
    }
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

  /// The last stop of a route.
  ///
  /// A coordinate, its place in the data (`!1d…!2d…` is longitude,
  /// latitude), or its name. Never the start, and never the map's centre.
  func destination(_ parts: LinkParts) throws(PositionError) -> PositionText? {
    guard let last = parts.lastStop ?? parts.stops.last else { return nil }
    if let found = try pathPosition(last) { return found }
    if let end = parts.data("1d", "2d").last, parts.stops.count > 1 {
      return try position((end.1, end.0))
    }
    let clean = try CleanText(last)
    guard clean.canon.contains(where: { $0.isWordByte }) else { return nil }
    return .place(clean.plain)
  }

  /// The map's centre: `@lat,lon`, `center=`, an embedded map's `!2d…!3d…`, `#map=z/lat/lon`.
  func center(
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
    let map = parts.fragmentMap ?? parts.fireMap
    return try map.map { pair throws(PositionError) in
      try position(pair, notices: [.mapCenter])
    }
  }

  func position(
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
