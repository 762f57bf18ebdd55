/// Links whose path is the place in a published code, decoded without the network.
///
/// OpenStreetMap's short links (wiki "Shortlink"), geohashes as Waze shares them, Base64 of HERE, and
/// the short names of Organic Maps. A code has no second half to check it by, so that a place outside
/// Indonesia is listed and not taken.
enum CodedLink {
  /// A decoded cell: its middle and its height, degrees.
  struct Cell {
    var latitude: Double
    var longitude: Double
    var height: Double
    var isCenter = false
  }

  /// What the link holds, or `nil` when it is none of these.
  static func read(_ parts: LinkParts, excerpt: String) throws(PositionError) -> PositionText? {
    guard let cell = cell(parts) else { return nil }
    let reading = try PositionReading.checked(
      latitude: cell.latitude, longitude: cell.longitude, form: .mapLink,
      precisionMeters: cell.height * PositionReading.metersPerDegree,
      notices: cell.isCenter ? [.mapCenter] : [], excerpt: excerpt)
    guard reading.precisionMeters < PositionReading.coarsestMeters else {
      throw PositionError(.tooCoarse, excerpt: excerpt, readings: [reading])
    }
    guard !reading.notices.contains(.outsideIndonesia) else {
      throw PositionError(.ambiguous, excerpt: excerpt, readings: [reading])
    }
    return .position(reading)
  }

  private static func cell(_ parts: LinkParts) -> Cell? {
    let host = parts.host
    if host == "osm.org" || host.hasSuffix("openstreetmap.org"), parts.path.first == "go",
      parts.path.count > 1
    {
      return openStreetMap(parts.path[1], isPin: parts.has("m"))
    }
    if host.hasSuffix("waze.com") || host == "waze.to" {
      if parts.path.first == "ul", parts.path.count > 1, parts.path[1].utf8.first == 0x68 {
        return geohash(parts.path[1].dropFirst())
      }
      return parts.values("h").first.flatMap { geohash($0[...]) }
    }
    if host == "geohash.org", let code = parts.path.first { return geohash(code[...]) }
    if parts.scheme == "geohash" { return geohash(parts.rawHost[...]) }
    if host == "omaps.app" || host == "ge0.me" || host == "comaps.at", let code = parts.path.first {
      return organic(code)
    }
    if parts.scheme == "ge0" || parts.scheme == "om" { return organic(parts.rawHost) }
    return nil
  }

  /// Six bits a letter, alternating longitude and latitude.
  private static func openStreetMap(_ code: String, isPin: Bool) -> Cell? {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~".utf8)
    let body = code.utf8.prefix { $0 != 0x2D }.map { $0 == 0x40 ? 0x7E : $0 }
    guard code.utf8.dropFirst(body.count).allSatisfy({ $0 == 0x2D }), (1...10).contains(body.count)
    else { return nil }
    var x: UInt64 = 0
    var y: UInt64 = 0
    for byte in body {
      guard let value = letters.firstIndex(of: byte) else { return nil }
      for bit in stride(from: 5, through: 1, by: -2) {
        x = x << 1 | UInt64(value >> bit & 1)
        y = y << 1 | UInt64(value >> (bit - 1) & 1)
      }
    }
    let scale = Double(UInt64(1) << UInt64(3 * body.count))
    return Cell(
      latitude: (Double(y) + 0.5) * 180 / scale - 90,
      longitude: (Double(x) + 0.5) * 360 / scale - 180, height: 180 / scale, isCenter: !isPin)
  }

  /// Geohash: five bits a letter, longitude first.
  private static func geohash(_ code: Substring) -> Cell? {
    let letters = Array("0123456789bcdefghjkmnpqrstuvwxyz".utf8)
    guard (1...12).contains(code.utf8.count) else { return nil }
    var low = (-90.0, -180.0)
    var size = (180.0, 360.0)
    var isLongitude = true
    for byte in code.utf8 {
      guard let value = letters.firstIndex(of: byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      else { return nil }
      for bit in stride(from: 4, through: 0, by: -1) {
        if isLongitude {
          size.1 /= 2
          if value >> bit & 1 == 1 { low.1 += size.1 }
        } else {
          size.0 /= 2
          if value >> bit & 1 == 1 { low.0 += size.0 }
        }
        isLongitude.toggle()
      }
    }
    return Cell(
      latitude: low.0 + size.0 / 2, longitude: low.1 + size.1 / 2, height: max(size.0, size.1))
  }

  private static let safeLetters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Organic Maps: the zoom, then six bits a letter, latitude first.
  private static func organic(_ code: String) -> Cell? {
    guard (8...10).contains(code.utf8.count) else { return nil }
    var latitude: UInt64 = 0
    var longitude: UInt64 = 0
    for byte in code.utf8.dropFirst() {
      guard let value = safeLetters.firstIndex(of: byte) else { return nil }
      for bit in stride(from: 5, through: 1, by: -2) {
        latitude = latitude << 1 | UInt64(value >> bit & 1)
        longitude = longitude << 1 | UInt64(value >> (bit - 1) & 1)
      }
    }
    guard let zoom = code.utf8.first, safeLetters.contains(zoom) else { return nil }
    let scale = Double(UInt64(1) << UInt64(3 * (code.utf8.count - 1)))
    return Cell(
      latitude: (Double(latitude) + 0.5) * 180 / scale - 90,
      longitude: (Double(longitude) + 0.5) * 360 / scale - 180, height: 180 / scale)
  }

  /// The text in `/p/s-<Base64>` of HERE, such as `id=;lat=52.68;lon=-8.62;n=Limerick`, as pairs.
  static func hereText(_ parts: LinkParts) -> (Substring, Substring)? {
    guard parts.host.hasSuffix("here.com"), parts.path.first == "p", parts.path.count > 1 else {
      return nil
    }
    let code = parts.path[1].utf8.drop { $0 != 0x2D }.dropFirst()
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in code where byte != 0x3D {
      let plain: UInt8 = byte == 0x2B ? 0x2D : byte == 0x2F ? 0x5F : byte
      guard let value = safeLetters.firstIndex(of: plain) else { return nil }
      bits = (bits << 6 | UInt32(value)) & 0xFFFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // "lat=52.68;lon=-8.62" and {"latitude":52.68,"longitude":-8.62}
    let fields = String(decoding: bytes, as: UTF8.self).split { ";,:={}\" ".contains($0) }
    func value(_ names: [Substring]) -> Substring? {
      guard let at = fields.firstIndex(where: { names.contains($0) }), at + 1 < fields.count else {
        return nil
      }
      return LinkParts.isNumber(fields[at + 1]) ? fields[at + 1] : nil
    }
    guard let latitude = value(["lat", "latitude"]),
      let longitude = value(["lon", "lng", "longitude"])
    else { return nil }
    return (latitude, longitude)
  }
}
