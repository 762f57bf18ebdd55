public import Application
public import Referrals

/// A store whose administrators can check it and remove what may no longer be kept.
public protocol MaintainedStore: ReferralStore {
  /// Compares everything with everything: integrity, chain, fold against tables.
  func verify() async throws(StoreError) -> VerifyReport
  /// What a purge would remove, or removes.
  func purge(_ rules: RetentionRules, now: Instant, dryRun: Bool)
    async throws(StoreError) -> PurgeReport
}

/// A store with the operations for its administrators.
public protocol KeptStore: MaintainedStore, StoreKeeper {
  /// Names of the migrations that it has gone through, oldest first.
  func migrations() async throws(StoreError) -> [String]
  /// The referrals that anyone touched or was shown in a span of time, in order of code.
  func touched(from: Instant, until: Instant) async throws(StoreError) -> [ReferralCode]
}

/// What a check of the whole store found.
public struct VerifyReport: Hashable, Sendable {
  /// Referrals checked.
  public var referrals = 0
  /// Events checked.
  public var events = 0
  /// Events whose body was purged by retention.
  public var purgedEvents = 0
  /// What is wrong; at most 100.
  public var problems: [VerifyProblem] = []
  /// Accesses checked.
  public var accesses = 0
  /// What the head beside the file says, where one was read.
  public var head: HeadState?
  /// Whether nothing is.
  public var isSound: Bool { problems.isEmpty }

  /// Nothing checked yet.
  public init() {}

  package mutating func note(_ problem: VerifyProblem) {
    if problems.count < 100 { problems.append(problem) }
  }
}

/// How long what is kept.
public struct RetentionRules: Hashable, Sendable {
  /// Personal data after the case is closed.
  public var personal: TimeSpan
  /// The pseudonymous record after its last change.
  public var record: TimeSpan
  /// The log of accesses.
  public var audit: TimeSpan
  /// How far the clock may be ahead of the newest event before it is not believed.
  public var farthest = TimeSpan.days(366)

  /// 90 days, 5 years, 5 years.
  public static let standard = RetentionRules(
    personal: .days(90), record: .days(5 * 365), audit: .days(5 * 365))

  /// Describes rules.
  public init(personal: TimeSpan, record: TimeSpan, audit: TimeSpan) {
    self.personal = personal
    self.record = record
    self.audit = audit
  }
}

/// What a purge removes or removed.
public struct PurgeReport: Hashable, Sendable {
  /// Referrals whose personal data goes because consent was withdrawn.
  public var withdrawn: [ReferralCode] = []
  /// Referrals whose personal data is removed by age.
  public var aged: [ReferralCode] = []
  /// Referrals whose events are emptied by age.
  public var emptied: [ReferralCode] = []
  /// Entries of the access log that go.
  public var auditEntries = 0
  /// Files written as backups that may still hold what goes; to be destroyed by their keeper.
  public var backups: [String] = []
  /// Whether it was a dry run.
  public var isDryRun = true

  /// Nothing to go.
  public init() {}
}
