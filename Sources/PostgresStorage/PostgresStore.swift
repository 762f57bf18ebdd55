public import Application
internal import Dispatch
internal import Foundation
public import Referrals
public import Sealing
internal import Synchronization

/// A `ReferralStore` in PostgreSQL, for any number of servers at once.
///
/// A change is answered when it is committed on the leader and, where the cluster has synchronous standbys,
/// on one of those too. Names and numbers of patients are sealed with keys that the database never sees:
/// all servers hold the same key ring, in a file of their own.
///
/// For example:
///
///     var referralService: ReferralService?
///     if let address = try PostgresAddress("postgresql://db1,db2,db3/plkk?user=plkk") {
///       let store = try PostgresStore(address, keysPath: keysPath)
///       referralService = ReferralService(store: store, now: clock)
///     }
public final class PostgresStore: KeptStore {
  /// Where the database is.
  public let address: PostgresAddress
  /// The key file.
  public let keysPath: String

  let writer: GroupQueue<PostgresTransaction>
  let readers: PostgresReaders
  let keys: SharedKeys
  let states = StateCache()
  let clock: ClockKeeper
  private let committer: PostgresCommitter

  /// After what time a caller is told that a change takes longer; it is done all the same.
  static let patience = DispatchTimeInterval.seconds(30)

  /// Opens a database, and makes its tables, with fresh keys, when it is empty.
  ///
  /// - Parameters:
  ///   - address: Where the database is.
  ///   - keysPath: The file of the key ring, which every server of the store has a copy of.
  /// - Throws: `keysMissing` when the tables are there and the keys are not; `keysUnusable` when the keys
  ///   are those of another store; `unreachable` when no server takes writes.
  public convenience init(_ address: PostgresAddress, keysPath: String) throws(StoreError) {
    try self.init(address, keysPath: keysPath, takesCopy: false)
  }

  /// The same; with `takesCopy` also a copy that is not finished.
  init(_ address: PostgresAddress, keysPath: String, takesCopy: Bool) throws(StoreError) {
    self.address = address
    self.keysPath = keysPath
    do {
      let connection = try PostgresConnection(address)
      _ = try PostgresSchema.migrate(connection) {
        // Made only for an empty database, and by one process: the lock of migrations is held.
        if !Files.exists(keysPath) { try KeyRing().create(path: keysPath) }
        var ring = try KeyRing(path: keysPath)
        ring.stage = .used
        try ring.write(path: keysPath)
        return ring
      }
      if !takesCopy, try PostgresCopy.isCopying(connection) {
        throw StoreError.inconsistent("a copy into it is not finished")
      }
      guard
        let tail = try connection.run("SELECT keys, clock, mark FROM tail").rows.first
      else { throw StoreError.inconsistent("no tail") }
      let ring = try KeyRing(path: keysPath).selected(try tail.whole("keys"))
      guard PostgresSchema.mark(ring) == (try tail.bytes("mark")) else {
        throw StoreError.keysUnusable
      }
      keys = SharedKeys(ring)
      clock = ClockKeeper(stored: try tail.whole("clock"))
    } catch {
      throw StoreError(error)
    }
    let committer = PostgresCommitter(address, clock)
    self.committer = committer
    writer = GroupQueue(translate: { StoreError($0) }, commit: { committer.commit($0) })
    readers = PostgresReaders(address)
  }

  /// How many transactions this store has committed since it was opened.
  public var commitCount: Int { committer.commitCount }

  /// Names of the migrations that the database has gone through, oldest first.
  public func migrations() async throws(StoreError) -> [String] {
    try await readers.once { try PostgresSchema.applied($0) }
  }

  /// Does a change; returns when it is durable.
  public func write(_ request: WriteRequest) async throws(StoreError) -> Receipt {
    try request.check()
    return try await withKeys { ring throws(StoreError) in
      let writing = try writer.prepare { () throws(StoreError) in
        try ChangeWriting(request, ring, known: states)
      }
      let done = try await perform(wanting: writing.wanted) { transaction in
        try transaction.require(ring)
        return try writing.run(transaction)
      }
      if let state = done.state { states.keep(state) }
      return done.receipt
    }
  }

  /// Does something in the writer's transaction and returns when it is durable.
  func perform<Value: Sendable>(
    wanting wanted: Wanted = Wanted(),
    _ work: @escaping @Sendable (PostgresTransaction) throws -> Value
  ) async throws(StoreError) -> Value {
    try await writer.perform(setAsideAfter: Self.patience, wanting: wanted, work)
  }

  /// Does something with the keys of the moment; once more with those of the file when the store was
  /// given others meanwhile.
  func withKeys<Value>(
    _ work: (KeyRing) async throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    for _ in 0..<4 {
      do throws(StoreError) {
        return try await work(keys.withLock { $0 })
      } catch .keysChanged {
        let number = try await keyNumber()
        let ring = try KeyRing(path: keysPath).selected(number)
        // Another thread may have seen a later rotation meanwhile.
        keys.withLock { if $0.current <= ring.current { $0 = ring } }
      }
    }
    throw .keysUnusable
  }

  /// Reads as of one moment with the keys that the store has at it: by older ones what was written since
  /// would look changed, and a number would not be found.
  func readWithKeys<Value: Sendable>(
    _ work: @escaping @Sendable (PostgresConnection, KeyRing) throws -> Value
  ) async throws(StoreError) -> Value {
    try await withKeys { ring throws(StoreError) in
      try await readers.read { connection in
        let row = try connection.run("SELECT keys FROM tail", isKept: true).rows.first
        guard try row?.whole("keys") == Int64(ring.current) else { throw StoreError.keysChanged }
        return try work(connection, ring)
      }
    }
  }

  private func keyNumber() async throws(StoreError) -> Int64 {
    try await readers.once { connection in
      try connection.run("SELECT keys FROM tail").rows.first?.whole("keys") ?? 0
    }
  }

  /// The hash under which the secret of a token is kept.
  public func digest(of secret: String) -> [UInt8] { Tokens.hash(secret) }

  /// The highest time that this store has seen and can believe.
  public var timeSeen: Instant { clock.seen }
}
