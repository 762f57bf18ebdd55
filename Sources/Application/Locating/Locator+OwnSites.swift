internal import Facilities
internal import Positions

extension Locator {
  /// Words in front of a site's name that say where the place is, not which.
  private static let lead: Set<String> = ["di", "dekat", "sekitar", "lokasi", "at", "near"]

  /// The site of the employer that a text names, as a coordinate; the name stands among its parts.
  func ownSite(named text: String) -> ResolvedPosition? {
    guard !ownSites.isEmpty else { return nil }
    var words = NameKey.words(text)
    while let first = words.first, Self.lead.contains(first), words.count > 1 {
      words.removeFirst()
    }
    guard let site = ownSites[words.joined()] else { return nil }
    var reading = PositionReading(
      position: site.position, form: .decimal, precisionMeters: site.precisionMeters)
    reading.parts = [TextPart(.label, site.name)]
    return understood(reading, .coordinate(reading))
  }
}
