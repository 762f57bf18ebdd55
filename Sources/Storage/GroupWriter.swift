internal import Application
internal import Dispatch
internal import GRDB
internal import Sealing
internal import Synchronization

/// The one writer of a file: what waits is committed in one transaction.
///
/// While one group is being committed the next gathers, so with one client each change has its own
/// commit and with many the cost of the disk's sync is shared. A change that is refused before it
/// wrote anything leaves nothing behind, so a group is first tried without savepoints. Should one
/// fail half-way, the whole group is rolled back and repeated, each change in a savepoint of its
/// own, which takes back only itself.
///
/// Where several changes are being prepared, a group much smaller than the one before waits a moment
/// for them: else groups of many and of few would alternate, and the few would each cost a sync. At
/// half of the last group it goes on, so that the other half is prepared while this one is committed.
/// A lone client never waits.
///
/// After a failed commit (a full disk, say) every caller of the group gets the error, and the next group
/// is tried afresh: the writer goes on as soon as the disk does.
final class GroupWriter: Sendable {
  private let queue: GroupQueue<WriteTransaction>
  private let committer: GroupCommitter

  /// Makes the writer of a database.
  ///
  /// - Parameters:
  ///   - pool: The database.
  ///   - watch: Notices when the file is replaced.
  ///   - clock: Keeps the times of events from going back.
  ///   - reserve: Room on the disk that is kept for the last changes.
  ///   - isRefusing: Whether the file is a copy, whose changes would be lost.
  ///   - moved: Called after each commit with the ends of the logs.
  init(
    _ pool: DatabasePool, _ watch: FileWatch, _ clock: ClockKeeper, _ reserve: DiskReserve,
    isRefusing: Bool,
    moved: @escaping @Sendable (_ events: ChainEnd, _ accesses: ChainEnd) -> Void
  ) {
    let committer = GroupCommitter(pool, watch, clock, reserve, moved: moved)
    self.committer = committer
    queue = GroupQueue(
      refusal: isRefusing ? .readOnly : nil, translate: { StoreError($0) },
      commit: { committer.commit($0) })
  }

  /// How many changes wait to be committed.
  var waiting: Int { queue.waiting }

  /// How many groups were committed.
  var commitCount: Int { committer.commitCount }

  /// Prepares a change that will be submitted at once.
  func prepare<Value>(
    _ work: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value { try queue.prepare(work) }

  /// Does something in the writer's transaction and returns when it is on the disk.
  func submit<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    try await queue.perform { try work($0.db) }
  }

  /// Does a change and returns when it is on the disk; after `wait`, if one is given, it throws
  /// `stillWaiting` and the change is done when it can be, or `failedLate` is called when it cannot.
  func perform<Value: Sendable>(
    setAsideAfter wait: DispatchTimeInterval? = nil,
    failedLate: @escaping @Sendable () -> Void = {},
    _ work: @escaping @Sendable (WriteTransaction) throws -> Value
  ) async throws(StoreError) -> Value {
    try await queue.perform(setAsideAfter: wait, failedLate: failedLate, work)
  }
}

/// Commits groups of changes to a file, one after the other.
private final class GroupCommitter: Sendable {
  /// A change failed after it had begun to write.
  private struct Spoilt: Error {}

  private let pool: DatabasePool
  private let watch: FileWatch
  private let clock: ClockKeeper
  private let reserve: DiskReserve
  private let moved: @Sendable (_ events: ChainEnd, _ accesses: ChainEnd) -> Void
  private let commits = Atomic<Int>(0)

  init(
    _ pool: DatabasePool, _ watch: FileWatch, _ clock: ClockKeeper, _ reserve: DiskReserve,
    moved: @escaping @Sendable (_ events: ChainEnd, _ accesses: ChainEnd) -> Void
  ) {
    self.pool = pool
    self.watch = watch
    self.clock = clock
    self.reserve = reserve
    self.moved = moved
  }

  var commitCount: Int { commits.load(ordering: .relaxed) }

  /// Commits a group, or says of each change why it could not be.
  func commit(_ group: [GroupQueue<WriteTransaction>.Job]) -> [StoreError?] {
    var failure = attempt(group)
    // Room kept for this day: the same group once more.
    if failure == .diskFull, reserve.release() { failure = attempt(group) }
    return group.map { _ in failure }
  }

  /// Commits a group, or says why it cannot be.
  private func attempt(_ group: [GroupQueue<WriteTransaction>.Job]) -> StoreError? {
    do {
      try watch.check()
      let ends: (ChainEnd, ChainEnd)
      do {
        ends = try commit(group, inSavepoints: false)
      } catch is Spoilt {
        ends = try commit(group, inSavepoints: true)
      }
      // Once more: what went to a file that was moved meanwhile is not acknowledged.
      try watch.check()
      commits.add(1, ordering: .relaxed)
      moved(ends.0, ends.1)
      return nil
    } catch {
      return StoreError(error)
    }
  }

  private func commit(_ group: [GroupQueue<WriteTransaction>.Job], inSavepoints: Bool) throws -> (
    ChainEnd, ChainEnd
  ) {
    let (ends, due) = try pool.write { db in
      let transaction = try WriteTransaction(db, clock)
      for job in group {
        let before = db.totalChangesCount
        if inSavepoints {
          try db.inSavepoint {
            guard try Self.run(job, transaction) else { return .commit }
            transaction.forgetChain()
            return .rollback
          }
        } else if try Self.run(job, transaction), db.totalChangesCount != before {
          throw Spoilt()
        }
      }
      // It includes the times of the changes above.
      let due = clock.due()
      if let due {
        try db.execute(
          sql: "UPDATE keeping SET value = max(value, ?) WHERE name = 'clock'", arguments: [due])
      }
      return ((try transaction.events(), try transaction.accesses()), due)
    }
    if let due { clock.written(due) }
    return ends
  }

  /// Runs a change; true when it failed.
  ///
  /// Throws when SQLite gave the whole transaction up, as it does on a full disk.
  private static func run(_ job: GroupQueue<WriteTransaction>.Job, _ transaction: WriteTransaction)
    throws -> Bool
  {
    let failure = job.run(transaction)
    guard transaction.db.isInsideTransaction else { throw failure ?? .database(code: 4) }
    return failure != nil
  }
}
