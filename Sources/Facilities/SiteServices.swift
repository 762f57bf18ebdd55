/// When and what a site serves, as far as a list or a call says; the rest is unknown.
public struct SiteServices: Hashable, Sendable {
  /// Whether its emergency department is open day and night; `nil` when unknown.
  public var emergency24h: Bool?
  /// Opening hours as reported, or empty.
  public var openingHours: String
  /// What it can do (`bedah tulang`, `radiologi`), as reported.
  public var services: [String]

  /// Nothing is known.
  public static let unknown = SiteServices()

  /// Makes a statement.
  public init(emergency24h: Bool? = nil, openingHours: String = "", services: [String] = []) {
    self.emergency24h = emergency24h
    self.openingHours = openingHours
    self.services = services
  }

  /// This statement with another one laid over it: what the other leaves open stays.
  public func covered(by other: SiteServices) -> SiteServices {
    SiteServices(
      emergency24h: other.emergency24h ?? emergency24h,
      openingHours: other.openingHours.isEmpty ? openingHours : other.openingHours,
      services: other.services.isEmpty ? services : other.services)
  }
}

/// What a site answered when an office called it.
public struct SiteAnswer: Hashable, Sendable {
  /// Whether it is a PLKK, by its own word; the raw value is the identifier in machine formats.
  public enum Membership: String, CaseIterable, Hashable, Sendable {
    /// It says that it is.
    case yes
    /// It says that it is not.
    case no
    /// It did not say.
    case unknown
  }

  /// Whether it is a PLKK.
  public var membership: Membership
  /// Hours and services.
  public var services: SiteServices
  /// What was said beyond that, or empty; never a private person's name.
  public var words: String

  /// Makes an answer.
  public init(
    membership: Membership, services: SiteServices = .unknown, words: String = ""
  ) {
    self.membership = membership
    self.services = services
    self.words = words
  }
}

/// The last call to a site: who called, when, and what it said of its membership.
public struct SiteContact: Hashable, Sendable {
  /// The office that called.
  public var actor: String
  /// Day of the call.
  public var date: CivilDate
  /// Whether it is a PLKK, by its own word.
  public var membership: SiteAnswer.Membership
  /// What was said beyond that, or empty.
  public var words: String

  /// Records a call.
  public init(
    actor: String, date: CivilDate, membership: SiteAnswer.Membership, words: String = ""
  ) {
    self.actor = actor
    self.date = date
    self.membership = membership
    self.words = words
  }
}

extension Facility {
  /// Whether it is unknown if the site is staffed at night: for a hospital by its emergency department,
  /// for other sites by their hours.
  public var isUnknownAtNight: Bool {
    let services = standing?.services ?? .unknown
    return services.emergency24h == nil && (kind == .hospital || services.openingHours.isEmpty)
  }
}
