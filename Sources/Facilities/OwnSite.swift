public import Geo

/// A place that an employer named: a camp, a pit, a jetty.
///
/// Its name works wherever a place name does, and means its point.
///
/// For example:
///
///     let camp = OwnSite(name: "Camp CONTOH 7", position: position, precisionMeters: 50, since: day)
///     let query = try locator.with(sites: [camp]).understand("camp contoh 7")
public struct OwnSite: Hashable, Sendable {
  /// The longest name, characters.
  public static let longestName = 60

  /// As the employer writes it.
  public var name: String
  /// Where.
  public var position: Position
  /// How far that may be off, metres.
  public var precisionMeters: Double
  /// The day on which it was named.
  public var since: CivilDate

  /// Makes a site.
  public init(name: String, position: Position, precisionMeters: Double, since: CivilDate) {
    self.name = name
    self.position = position
    self.precisionMeters = precisionMeters
    self.since = since
  }

  /// The name without case, blanks and accents.
  public var key: String { NameKey.key(name) }
}
