/// A link cut at its joints: host, path, query, fragment, and Google's `!1d2` data.
struct LinkParts {
  private(set) var host = ""
  /// The host as written: the codes of some schemes stand there.
  private(set) var rawHost = ""
  /// What stands before "://", in small letters.
  private(set) var scheme = ""
  /// Decoded path segments.
  private(set) var path: [String] = []
  private var query: [(name: String, value: String)] = []
  private var flags: [String] = []
  /// Items without a name, as written.
  private var bare: [Substring] = []
  private var fragment: Substring = ""
  private let whole: Substring

  /// Parameters that name the place meant, best first.
  static let queries = [
    "destination", "daddr", "finish", "pin", "query", "q", "ll", "coordinate", "coordinates",
    "latlng", "dll", "end", "to", "sp", "cbll", "pt", "address",
  ]
  /// Parameters of many kinds: taken where two numbers stand in them.
  static let loose = [
    "markers", "marker", "location", "loc", "position", "posisi", "lokasi", "koordinat", "coord",
    "coords",
    "point", "where1", "params",
  ]
  /// Parameters that name the middle of the map.
  static let centers = ["center", "viewpoint", "sll", "cp", "map"]

  init(_ link: Substring) {
    var rest = link
    whole = link
    if let hash = rest.firstIndex(of: "#") {
      fragment = rest[rest.index(after: hash)...]
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: "?") {
      cut(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    cut(fragment)
    // A colon after the first stroke is none of a scheme: Google's ids are "0x2de:0x1".
    if let colon = rest.firstIndex(of: ":"), !rest[..<colon].utf8.contains(0x2F) {
      scheme = rest[..<colon].lowercased()
      rest = rest[rest.index(after: colon)...]
      if scheme == "google.navigation" { cut(rest) }
    }
    var segments = rest.split(separator: "/")
    if !segments.isEmpty {
      rawHost = String(segments.removeFirst())
      host = rawHost.lowercased()
    }
    path = segments.map { segment in
      // A Plus Code keeps its plus; elsewhere it is a blank: "QWR2+F2,Palangka+Raya".
      segment.split(separator: ",", omittingEmptySubsequences: false).map { part in
        let kept = Self.decode(part, plusIsBlank: false)
        if let shape = PlusCode.shape(kept.utf8), shape != .invalid { return kept }
        return Self.decode(part, plusIsBlank: true)
      }.joined(separator: ",")
    }
  }

  private mutating func cut(_ text: Substring) {
    for item in text.split(separator: "&") {
      let mark = item.firstIndex(of: "=") ?? item.endIndex
      guard mark < item.endIndex else {
        flags.append(item.lowercased())
        bare.append(item)
        continue
      }
      let raw = item[item.index(after: mark)...]
      var value = Self.decode(raw, plusIsBlank: true)
      let kept = Self.decode(raw, plusIsBlank: false)
      let isCode = kept.split { " ,".contains($0) }.contains {
        if let shape = PlusCode.shape($0.utf8) { shape != .invalid } else { false }
      }
      if isCode { value = kept }
      query.append((item[..<mark].lowercased(), value))
    }
  }

  /// Whether a parameter is there, with or without a value.
  func has(_ name: String) -> Bool {
    query.contains { $0.name == name } || flags.contains(name)
  }

  /// The values of a parameter, in order.
  func values(_ name: String) -> [String] {
    // Google's own ll is the centre of the map, everybody else's is the place.
    if name == "ll", isGoogle { return [] }
    if name == "center", isGoogle {
      return query.filter { $0.name == "center" || $0.name == "ll" }.map { $0.value }
    }
    return query.filter { $0.name == name && !$0.value.isEmpty }.map { $0.value }
  }

  /// The stops of a route, `/dir/A/B/`: names or coordinates, the last being the destination.
  var stops: [String] {
    guard let at = path.firstIndex(of: "dir") else { return [] }
    return path[(at + 1)...].filter { !$0.hasPrefix("@") && !$0.hasPrefix("data=") && $0 != "am=t" }
  }

  private var isGoogle: Bool {
    host.split(separator: ".").dropLast().contains("google")
  }

  /// A link that opens a chat with a message, which may hold the position: `wa.me/?text=…`.
  var isMessage: Bool {
    ["wa.me", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com", "www.whatsapp.com", "send"]
      .contains(host) && query.contains { $0.name == "text" }
  }

  /// A service that hides the target behind a short name.
  var isShort: Bool {
    [
      "maps.app.goo.gl", "goo.gl", "g.co", "app.goo.gl", "g.page", "bit.ly", "t.co", "tinyurl.com",
      "s.id", "share.google", "maps.apple", "osm.org", "2gis.id", "waze.to", "her.is",
    ].contains(host) && !(host == "osm.org" && fragmentMap != nil || markerNames != nil)
      || (host == "waze.com" || host == "www.waze.com" || host == "ul.waze.com")
        && path.first == "ul" && query.allSatisfy { $0.name != "ll" && $0.name != "q" }
  }

  /// The parameters that hold latitude and longitude each; decimal commas are read as such.
  var markerNames: (String, String)? {
    for (first, second) in [
      ("mlat", "mlon"), ("lat", "lon"), ("lat", "lng"), ("lat", "long"),
      ("latitude", "longitude"), ("y", "x"),
    ] {
      guard let latitude = values(first).first, let longitude = values(second).first else {
        continue
      }
      // x and y are tiles or pixels as often as degrees.
      if first == "y", !longitude.utf8.contains(0x2E) || !latitude.utf8.contains(0x2E) { continue }
      guard latitude.utf8.contains(where: { $0.isDigit }) else { continue }
      return (first, second)
    }
    return nil
  }

  /// Whether south or west stands in a parameter of its own: "lat=3.3&ns=S", but not in "t=s" or "m=w",
  /// which are kinds of map.
  var hasDirections: Bool {
    query.contains { item in
      ["s", "ls", "w", "bb", "south", "west", "selatan", "barat"].contains(item.value.lowercased())
        && item.name.utf8.count > 1
        && !["hl", "gl", "q", "query", "name", "title", "label"].contains(item.name)
    }
  }

  /// Two decimals in a parameter that is none of those known here, so that the middle of the map may not
  /// be what is meant.
  var unknownPair: (Substring, Substring)? {
    let known =
      Self.queries + Self.loose + Self.centers + [
        "ll", "saddr", "origin", "from", "start", "viewport", "bbox",
      ]
    for item in query where !known.contains(item.name) {
      let value = item.value.split(whereSeparator: { "|:;".contains($0) }).last ?? ""
      if let pair = Self.barePair(value) { return pair }
    }
    return nil
  }

  /// "zoom.earth/#view=-3.3,114.5,9z", "windy.com/?-3.3,114.5,9", "om://-3.3,114.5".
  var barePair: (pair: (Substring, Substring), isCenter: Bool)? {
    if let pair = Self.barePair(rawHost[...]) { return (pair, false) }
    for text in values("view").map({ $0[...] }) + bare {
      if let pair = Self.barePair(text) { return (pair, true) }
    }
    return nil
  }

  /// "#d:24hrs;@117.15,-0.50,10.0z" of FIRMS: the middle of its map, longitude first.
  var fireMap: (Substring, Substring)? {
    guard host.hasSuffix("modaps.eosdis.nasa.gov"),
      let at = fragment.split(separator: ";").first(where: { $0.hasPrefix("@") }),
      let pair = Self.pair(at.dropFirst())
    else { return nil }
    return (pair.1, pair.0)
  }

  /// The last stop of a route in one parameter: `route=a,b;c,d`, `rtp=pos.a_b~pos.c_d`.
  var lastStop: String? {
    for name in ["route", "rtp", "rtext"] {
      guard let value = values(name).first,
        var last = value.split(whereSeparator: { $0 == ";" || $0 == "~" }).last
      else { continue }
      for head in ["pos.", "adr."] where last.hasPrefix(head) { last = last.dropFirst(head.count) }
      return String(last.map { $0 == "_" && name == "rtp" ? "," : $0 })
    }
    return nil
  }

  private static func barePair(_ text: Substring) -> (Substring, Substring)? {
    guard let pair = pair(text), pair.0.utf8.contains(0x2E), pair.1.utf8.contains(0x2E) else {
      return nil
    }
    return pair
  }

  /// OpenStreetMap's `#map=zoom/latitude/longitude`, and the same without its name.
  var fragmentMap: (Substring, Substring)? { fragment("map=") ?? fragment("") }

  /// OpenTopoMap's `#marker=zoom/latitude/longitude`.
  var fragmentMarker: (Substring, Substring)? { fragment("marker=") }

  private func fragment(_ name: String) -> (Substring, Substring)? {
    for item in fragment.split(separator: "&") where item.hasPrefix(name) {
      let value = item.dropFirst(name.utf8.count)
      let parts = value.split(separator: "/")
      if parts.count >= 3, Self.isDecimal(parts[0]), Self.isDecimal(parts[1]),
        Self.isDecimal(parts[2])
      {
        return (parts[1], parts[2])
      }
    }
    return nil
  }

  /// The name in `/maps/place/NAME/` or `/maps/search/NAME/`.
  var placeName: String? {
    guard let at = path.firstIndex(where: { $0 == "place" || $0 == "search" }), at + 1 < path.count
    else { return nil }
    let name = path[at + 1]
    guard !name.hasPrefix("@"), !name.hasPrefix("data="), let clean = try? CleanText(name),
      clean.canon.contains(where: { $0.isWordByte })
    else { return nil }
    return clean.plain
  }

  /// Pairs of neighbouring data fields: `!3d-2.2!4d113.9` for "3d" and "4d".
  func data(_ first: String, _ second: String) -> [(Substring, Substring)] {
    let fields = Self.decode(whole, plusIsBlank: false).split(separator: "!").dropFirst()
    var pairs = [(Substring, Substring)]()
    for (one, two) in zip(fields, fields.dropFirst())
    where one.hasPrefix(first) && two.hasPrefix(second) {
      let value = two.dropFirst(second.count).prefix {
        $0.isASCII && ($0.isNumber || "-.".contains($0))
      }
      let latitude = one.dropFirst(first.count)
      if Self.isNumber(latitude), Self.isNumber(value) { pairs.append((latitude, value)) }
    }
    return pairs
  }

  /// How many data fields of this name are there, readable or not.
  func count(_ name: String) -> Int {
    Self.decode(whole, plusIsBlank: false).split(separator: "!").dropFirst()
      .count { $0.hasPrefix(name) }
  }

  /// A middle of the map, `@…` in the path, that is no pair of numbers and no name.
  var hasBrokenCenter: Bool {
    path.contains { segment in
      segment.hasPrefix("@") && segment.utf8.count > 1 && Self.pair(segment.dropFirst()) == nil
        && !segment.utf8.contains { $0.isLetter }
    }
  }

  /// "a,b" or "a,b,17z" with plain decimals; `nil` where the commas may be decimal marks.
  static func pair(_ text: Substring) -> (Substring, Substring)? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count >= 2, !isCommaDecimal(text) else { return nil }
    let one = parts[0].drop { $0 == " " }
    let two = parts[1].drop { $0 == " " || $0 == "+" }
    return isNumber(one) && isNumber(two) ? (one, two) : nil
  }

  /// Whether a list of whole numbers may be decimals with a comma: "-3,11,114,59,17z".
  static func isCommaDecimal(_ text: Substring) -> Bool {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count >= 4 else { return false }
    return parts.prefix(4).allSatisfy { isNumber($0) && !$0.utf8.contains(0x2E) }
  }

  /// A decimal as programs write it: sign, digits, at most one point, a negative exponent.
  static func isNumber(_ text: Substring) -> Bool {
    let bytes = mantissa(text).drop { $0 == 0x2D }
    guard mantissa(text).count - bytes.count <= 1 else { return false }
    let points = bytes.count { $0 == 0x2E }
    return points <= 1 && bytes.count > points && bytes.allSatisfy { $0.isDigit || $0 == 0x2E }
  }

  /// The same with a comma for the point.
  static func isDecimal(_ text: Substring) -> Bool {
    if isNumber(text) { return true }
    guard text.utf8.count(where: { $0 == 0x2C }) == 1, !text.utf8.contains(0x2E) else {
      return false
    }
    return text.split(separator: ",").allSatisfy { isNumber($0) }
  }

  private static func mantissa(_ text: Substring) -> Substring.UTF8View.SubSequence {
    let bytes = text.utf8[...]
    guard let mark = bytes.firstIndex(where: { $0 | 0x20 == 0x65 }) else { return bytes }
    let power = bytes[bytes.index(after: mark)...]
    guard power.first == 0x2D, (2...4).contains(power.count),
      power.dropFirst().allSatisfy({ $0.isDigit })
    else { return bytes }
    return bytes[..<mark]
  }

  /// Percent-decoding; what is no UTF-8 afterwards becomes U+FFFD.
  static func decode(_ text: Substring, plusIsBlank: Bool) -> String {
    var bytes = [UInt8]()
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, let high = rest.first.flatMap(hex),
        let low = rest.dropFirst().first.flatMap(hex)
      {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == 0x2B && plusIsBlank ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
