public import Application
internal import Foundation
public import Referrals
public import Sealing
internal import Synchronization

/// A store in PostgreSQL that is opened when its servers can be reached.
///
/// So a server starts and goes on locating without it; whoever asks for referrals meanwhile is told that
/// the store cannot be reached. It is tried again at most every two seconds.
public final class WaitingStore: KeptStore {
  private struct State {
    var store: PostgresStore?
    var tried: ContinuousClock.Instant?
    var failure = StoreError.unreachable
  }

  private static let pause = Duration.seconds(2)

  private let address: PostgresAddress
  private let keysPath: String
  private let state = Mutex(State())

  /// Opens the store now, if it can be reached.
  ///
  /// - Throws: What no waiting mends, such as keys of another store.
  public init(_ address: PostgresAddress, keysPath: String) throws(StoreError) {
    self.address = address
    self.keysPath = keysPath
    do throws(StoreError) {
      _ = try open()
    } catch .unreachable {
      // Later.
    } catch .tooManyConnections {
      // Later.
    }
  }

  private func open() throws(StoreError) -> PostgresStore {
    let result = state.withLock { state -> Result<PostgresStore, StoreError> in
      if let store = state.store { return .success(store) }
      if let tried = state.tried, ContinuousClock.now - tried < Self.pause {
        return .failure(state.failure)
      }
      defer { state.tried = .now }
      do throws(StoreError) {
        let store = try PostgresStore(address, keysPath: keysPath)
        state.store = store
        return .success(store)
      } catch {
        state.failure = error
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The highest time that was seen; 1970 while nothing was.
  public var timeSeen: Instant {
    state.withLock { $0.store }?.timeSeen ?? Instant(milliseconds: 0)
  }

  /// The hash under which the secret of a token is kept.
  public func digest(of secret: String) -> [UInt8] { Tokens.hash(secret) }
}

extension WaitingStore {
  /// As every store; see `ReferralStore.write`.
  public func write(_ request: WriteRequest) async throws(StoreError) -> Receipt {
    try await open().write(request)
  }

  /// As every store; see `ReferralStore.referral`.
  public func referral(_ code: ReferralCode) async throws(StoreError) -> Referral? {
    try await open().referral(code)
  }

  /// As every store; see `ReferralStore.events`.
  public func events(_ code: ReferralCode) async throws(StoreError) -> [Event] {
    try await open().events(code)
  }

  /// As every store; see `ReferralStore.values`.
  public func values(
    _ code: ReferralCode, of fields: Set<PersonalField>
  ) async throws(StoreError) -> [PersonalValue] {
    try await open().values(code, of: fields)
  }

  /// As every store; see `ReferralStore.list`.
  public func list(_ query: ListQuery) async throws(StoreError) -> ListPage {
    try await open().list(query)
  }

  /// As every store; see `ReferralStore.find`.
  public func find(
    _ field: PersonalField, _ value: String, branch: String?
  ) async throws(StoreError) -> [ReferralCode] {
    try await open().find(field, value, branch: branch)
  }

  /// As every store; see `ReferralStore.lastSequence`.
  public func lastSequence() async throws(StoreError) -> Int64 { try await open().lastSequence() }

  /// As every store; see `ReferralStore.log`.
  public func log(after sequence: Int64, limit: Int) async throws(StoreError) -> [LoggedEvent] {
    try await open().log(after: sequence, limit: limit)
  }

  /// As every store; see `ReferralStore.receipt`.
  public func receipt(actor: String, requestID: String) async throws(StoreError) -> Receipt? {
    try await open().receipt(actor: actor, requestID: requestID)
  }

  /// As every store; see `ReferralStore.counts`.
  public func counts() async throws(StoreError) -> [CountKey: Int] { try await open().counts() }

  /// As every store; see `ReferralStore.page`.
  public func page(after position: Int64, limit: Int) async throws(StoreError) -> ReferralPage {
    try await open().page(after: position, limit: limit)
  }

  /// As every store; see `ReferralStore.record`.
  public func record(_ entry: AuditEntry) async throws(StoreError) {
    try await open().record(entry)
  }

  /// As every store; see `ReferralStore.audit`.
  public func audit(
    from: Instant, until: Instant, limit: Int
  ) async throws(StoreError) -> [AuditEntry] {
    try await open().audit(from: from, until: until, limit: limit)
  }

  /// As every store; see `ReferralStore.add`.
  public func add(_ token: TokenRecord, hash: [UInt8]) async throws(StoreError) {
    try await open().add(token, hash: hash)
  }

  /// As every store; see `ReferralStore.token`.
  public func token(hash: [UInt8]) async throws(StoreError) -> TokenRecord? {
    try await open().token(hash: hash)
  }

  /// As every store; see `ReferralStore.token`.
  public func token(id: String) async throws(StoreError) -> TokenRecord? {
    try await open().token(id: id)
  }

  /// As every store; see `ReferralStore.tokens`.
  public func tokens() async throws(StoreError) -> [TokenRecord] { try await open().tokens() }

  /// As every store; see `ReferralStore.revoke`.
  public func revoke(token id: String, at: Instant) async throws(StoreError) -> Bool {
    try await open().revoke(token: id, at: at)
  }

  /// As every store; see `ReferralStore.branches`.
  public func branches() async throws(StoreError) -> [String] { try await open().branches() }

  /// As every store; see `ReferralStore.add`.
  public func add(branch: String, at: Instant) async throws(StoreError) -> Bool {
    try await open().add(branch: branch, at: at)
  }

  /// As every store; see `ReferralStore.remove`.
  public func remove(branch: String, at: Instant) async throws(StoreError) -> Bool {
    try await open().remove(branch: branch, at: at)
  }

  /// As every store; see `ReferralStore.keep`.
  public func keep(guesses: Int, of source: String, at: Instant) async throws(StoreError) {
    try await open().keep(guesses: guesses, of: source, at: at)
  }

  /// As every store; see `ReferralStore.guesses`.
  public func guesses(since: Instant) async throws(StoreError) -> [String: Int] {
    try await open().guesses(since: since)
  }

  /// As every store; see `ReferralStore.verify`.
  public func verify() async throws(StoreError) -> VerifyReport { try await open().verify() }

  /// As every store; see `ReferralStore.purge`.
  public func purge(
    _ rules: RetentionRules, now: Instant, dryRun: Bool
  ) async throws(StoreError) -> PurgeReport {
    try await open().purge(rules, now: now, dryRun: dryRun)
  }

  /// As every store; see `ReferralStore.health`.
  public func health(now: Instant) async throws(StoreError) -> StoreHealth {
    try await open().health(now: now)
  }

  /// As every store; see `ReferralStore.headLine`.
  public func headLine(now: Instant) async throws(StoreError) -> String {
    try await open().headLine(now: now)
  }

  /// As every store; see `ReferralStore.migrations`.
  public func migrations() async throws(StoreError) -> [String] { try await open().migrations() }

  /// As every store; see `ReferralStore.touched`.
  public func touched(
    from: Instant, until: Instant
  ) async throws(StoreError) -> [ReferralCode] {
    try await open().touched(from: from, until: until)
  }
}
