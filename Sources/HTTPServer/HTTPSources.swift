public import Application
public import Formats
public import Referrals
public import Serving

/// Where the door gets what it answers: the same lists, health and figures as all doors of the process.
public struct HTTPSources: Sendable {
  /// What is served at a moment.
  public struct Current: Sendable {
    /// The facilities and regions.
    public let locator: Locator
    /// Which list that is.
    public let edition: DirectoryVersion
    /// Grows whenever the content was read again.
    public let generation: Int

    /// Puts them together.
    public init(locator: Locator, edition: DirectoryVersion, generation: Int) {
      self.locator = locator
      self.edition = edition
      self.generation = generation
    }
  }

  /// What is served now.
  public var current: @Sendable () -> Current
  /// Why requests cannot be served now; `nil` where they can.
  public var trouble: @Sendable () async -> Phrase?
  /// All figures of the process as Prometheus text.
  public var metrics: @Sendable () -> String
  /// Takes the figures of this door.
  public var store: PrometheusRegistry
  /// Who may do what with the referrals; `nil` where none are served.
  public var referralService: ReferralService?
  /// The current time.
  public var now: @Sendable () -> Instant

  /// Names the sources.
  public init(
    current: @escaping @Sendable () -> Current,
    trouble: @escaping @Sendable () async -> Phrase? = { nil },
    metrics: @escaping @Sendable () -> String = { "" },
    store: PrometheusRegistry = PrometheusRegistry(),
    referralService: ReferralService? = nil,
    now: @escaping @Sendable () -> Instant = { Instant(milliseconds: 0) }
  ) {
    self.current = current
    self.trouble = trouble
    self.metrics = metrics
    self.store = store
    self.referralService = referralService
    self.now = now
  }
}
