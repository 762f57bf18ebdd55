import Geo

/// A `geo:` URI after RFC 5870, with Android's `?q=` on top.
struct GeoURI {
  private let uri: Substring
  private let body: Substring

  /// `nil` when the link has another scheme.
  init?(_ link: Substring) {
    guard link.prefix(4).lowercased() == "geo:" else { return nil }
    uri = link
    body = link.dropFirst(4)
  }

  /// The position; the uncertainty `u` (metres) becomes the precision.
  func read() throws(PositionError) -> PositionText {
    // Some programs write "&z=12" without the question mark.
    let question = body.firstIndex { $0 == "?" || $0 == "&" } ?? body.endIndex
    let fields = body[..<question].split(separator: ";", omittingEmptySubsequences: false)
    let uncertainty = try parameters(fields.dropFirst())
    // Android: geo:0,0?q=-2.2,113.9(Label), where the coordinate before it is a mere default.
    let asked =
      question < body.endIndex
      ? try query(body[question...]) : PositionText?.none
    if let asked {
      try refuseSecond(fields.first ?? "", asked)
      return asked
    }
    guard let coordinates = fields.first else {
      throw PositionError(.unreadable, excerpt: String(uri))
    }
    let plain = LinkParts.decode(coordinates, plusIsBlank: false)
    let parts = plain.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.map { $0.drop { $0 == " " } }
    guard (2...3).contains(numbers.count), numbers.allSatisfy({ LinkParts.isNumber($0) }) else {
      var error = PositionError(.unreadable, excerpt: String(uri))
      if let clean = try? CleanText(plain), let reader = Optional(CoreReader(clean)) {
        error.readings =
          (try? reader.read()).map { $0.map { [$0] } ?? [] } ?? Proposals(reader).readings
      }
      throw error
    }
    return try Link.reading(
      (numbers[0], numbers[1]), form: .geoURI, precision: uncertainty, excerpt: String(uri))
  }

  /// `geo:-3.3,114.5?q=-3.4,114.6` names two places; zeros before the question are none.
  private func refuseSecond(
    _ coordinates: Substring, _ asked: PositionText
  ) throws(PositionError) {
    guard case .position(let found) = asked else { return }
    let numbers = LinkParts.decode(coordinates, plusIsBlank: false).split(separator: ",")
    guard numbers.count >= 2, LinkParts.isNumber(numbers[0]), LinkParts.isNumber(numbers[1]),
      case .position(let other)? = try? Link.reading(
        (numbers[0], numbers[1]), form: .geoURI, excerpt: String(uri))
    else { return }
    let apart =
      max(found.precisionMeters, other.precisionMeters, 100) / PositionReading.metersPerDegree
    guard abs(found.position.latitude - other.position.latitude) <= apart,
      abs(found.position.longitude - other.position.longitude) <= apart
    else {
      throw PositionError(.ambiguous, excerpt: String(uri), readings: [found, other])
    }
  }

  private func parameters(
    _ fields: ArraySlice<Substring>
  ) throws(PositionError) -> Double? {
    var uncertainty: Double?
    for field in fields {
      let mark = field.firstIndex(of: "=") ?? field.endIndex
      let value = field[mark...].dropFirst()
      switch field[..<mark].lowercased() {
      case "crs" where value.lowercased() != "wgs84":
        throw PositionError(.unsupportedCRS, excerpt: String(value))
      case "u":
        let allowed = PositionError.Allowed.uncertainty
        guard LinkParts.isNumber(value), let metres = Double(value), metres >= allowed.lower,
          metres <= allowed.upper
        else { throw PositionError(.outOfRange, excerpt: String(field), allowed: allowed) }
        uncertainty = metres
      default: continue  // RFC 5870 §3.4.3: unknown parameters are ignored.
      }
    }
    return uncertainty
  }

  private func query(_ query: Substring) throws(PositionError) -> PositionText? {
    for item in query.dropFirst().split(separator: "&") where item.lowercased().hasPrefix("q=") {
      var value = LinkParts.decode(item.dropFirst(2), plusIsBlank: true)[...]
      if let open = value.firstIndex(of: "("), open > value.startIndex { value = value[..<open] }
      let clean = try CleanText(String(value))
      if !clean.canon.isEmpty { return try PositionText.plain(clean, form: .geoURI) }
    }
    return nil
  }
}
