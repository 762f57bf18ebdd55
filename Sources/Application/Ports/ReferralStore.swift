public import Referrals

/// A place that keeps referrals and loses none.
///
/// What every store promises, and the conformance suite checks: a write that returned is durable and
/// is there exactly once; a refused one changed nothing; the same request id of the same actor gives
/// the same receipt, also after a restart; state is the fold of the events. A call whose task is
/// cancelled ends as if it had not been: a change that was handed over is made, and its receipt kept.
///
/// For example:
///
///     let events = try await store.log(after: known, limit: 1_000)
///     let place = events.last?.sequence ?? known
public protocol ReferralStore: Sendable {
  /// Does a change; returns after it is on the disk.
  func write(_ request: WriteRequest) async throws(StoreError) -> Receipt
  /// The state of a referral, or nil.
  func referral(_ code: ReferralCode) async throws(StoreError) -> Referral?
  /// The events of a referral in order; empty when there is none.
  func events(_ code: ReferralCode) async throws(StoreError) -> [Event]
  /// The personal values of a referral as they were recorded, oldest first, opened; only those of
  /// `fields`. A later value of a field leaves the former ones.
  func values(
    _ code: ReferralCode, of fields: Set<PersonalField>
  ) async throws(StoreError) -> [PersonalValue]
  /// Referrals by newest change, or overdue ones by the longest silence, at most `limit`.
  func list(_ query: ListQuery) async throws(StoreError) -> ListPage
  /// Referrals whose field has this value, newest first, at most 100, of a branch if one is given; only
  /// for `isFindable` fields.
  func find(_ field: PersonalField, _ value: String, branch: String?)
    async throws(StoreError) -> [ReferralCode]
  /// The place of the last event in the log of all referrals; 0 while it is empty.
  func lastSequence() async throws(StoreError) -> Int64
  /// Events after a place in the log, oldest first, at most `limit`.
  func log(after sequence: Int64, limit: Int) async throws(StoreError) -> [LoggedEvent]
  /// The receipt of an earlier request of an actor; nil when there was none of this id.
  func receipt(actor: String, requestID: String) async throws(StoreError) -> Receipt?
  /// How many referrals there are by province, kind and status.
  func counts() async throws(StoreError) -> [CountKey: Int]
  /// Referrals in the order in which they were opened, for reading all of them: at most `limit`
  /// (1...10,000) after a position, 0 for the first; purged ones are left out.
  ///
  /// Each page is a snapshot; a referral that changes between two pages is still read once.
  func page(after position: Int64, limit: Int) async throws(StoreError) -> ReferralPage

  /// Records an access; returns after it is on the disk.
  func record(_ entry: AuditEntry) async throws(StoreError)
  /// Accesses in a span of time, oldest first, at most `limit`.
  func audit(
    from: Instant, until: Instant, limit: Int
  ) async throws(StoreError) -> [AuditEntry]

  /// Keeps a token by its hash.
  func add(_ token: TokenRecord, hash: [UInt8]) async throws(StoreError)
  /// The token of a hash, or nil.
  func token(hash: [UInt8]) async throws(StoreError) -> TokenRecord?
  /// The token of an id, or nil.
  func token(id: String) async throws(StoreError) -> TokenRecord?
  /// All tokens, oldest first.
  func tokens() async throws(StoreError) -> [TokenRecord]
  /// Revokes a token; false when there is none of this id.
  func revoke(token id: String, at: Instant) async throws(StoreError) -> Bool

  /// The branches that are registered, by name; where there are none, any name is taken.
  func branches() async throws(StoreError) -> [String]
  /// Registers a branch; false when it is there already, ignoring case.
  func add(branch: String, at: Instant) async throws(StoreError) -> Bool
  /// Takes a branch out of the register; false when it is not in it.
  func remove(branch: String, at: Instant) async throws(StoreError) -> Bool

  /// The highest time that was seen and can be believed: a clock that is set back makes no token good
  /// again.
  var timeSeen: Instant { get }

  /// Keeps how often a source has guessed wrong.
  func keep(guesses: Int, of source: String, at: Instant) async throws(StoreError)
  /// The wrong guesses that were kept since an instant, by source.
  func guesses(since: Instant) async throws(StoreError) -> [String: Int]

  /// The hash under which the secret of a token is kept; a long random secret needs no slow one.
  func digest(of secret: String) -> [UInt8]
}

extension ReferralStore {
  /// The newest value of each personal field of a referral, opened.
  public func personal(_ code: ReferralCode) async throws(StoreError) -> [PersonalField: String] {
    try await values(code, of: Set(PersonalField.allCases))
      .reduce(into: [:]) { $0[$1.field] = $1.text }
  }

  /// Referrals of all branches whose field has this value.
  public func find(
    _ field: PersonalField, _ value: String
  ) async throws(StoreError) -> [ReferralCode] {
    try await find(field, value, branch: nil)
  }

  /// The token of an id, or nil; stores with an index of ids have a quicker way.
  public func token(id: String) async throws(StoreError) -> TokenRecord? {
    try await tokens().first { $0.id == id }
  }
}
