internal import Application
internal import Dispatch
internal import GRDB
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The one writer: commits all that waits in one transaction and answers after the commit.
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
  /// The most changes in one transaction: keeps the wait of the first short.
  static let largestGroup = 256
  /// The most changes that may wait.
  static let longestQueue = 4_096
  /// The longest that a small group waits for others, in steps of about a tenth of a millisecond.
  private static let mostSteps = 10
  /// Groups smaller than this are answered by the writing thread: another would take longer to wake.
  private static let answeredHere = 8

  private struct Job: Sendable {
    /// Runs inside the transaction, keeps its answer, and says why it failed if it did.
    let run: @Sendable (WriteTransaction) -> StoreError?
    /// Answers after the commit, or after its failure.
    let finish: @Sendable (StoreError?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var isRunning = false
  }

  /// A change failed after it had begun to write.
  private struct Spoilt: Error {}

  private let pool: DatabasePool
  private let state = Mutex(State())
  private let preparing = Atomic<Int>(0)
  private let commits = Atomic<Int>(0)
  // A thread of its own: commits wait for the disk, which no thread of the shared pool may do.
  private let queue = DispatchQueue(label: "plkk.writer", qos: .userInitiated)
  private let answering = DispatchQueue(label: "plkk.writer.answers", qos: .userInitiated)

  private let watch: FileWatch
  private let clock: ClockKeeper
  private let reserve: DiskReserve
  private let isRefusing: Bool
  private let moved: @Sendable (_ events: ChainEnd, _ accesses: ChainEnd) -> Void

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
    self.pool = pool
    self.watch = watch
    self.clock = clock
    self.reserve = reserve
    self.isRefusing = isRefusing
    self.moved = moved
  }

  /// How many changes wait to be committed.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// How many groups were committed.
  var commitCount: Int { commits.load(ordering: .relaxed) }

  /// Prepares a change that will be submitted at once.
  func prepare<Value>(
    _ work: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    preparing.add(1, ordering: .relaxed)
    defer { preparing.subtract(1, ordering: .relaxed) }
    return try work()
  }

  /// Does something in the writer's transaction and returns when it is on the disk.
  func submit<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    try await perform { try work($0.db) }
  }

  /// Does a change and returns when it is on the disk; after `wait`, if one is given, it throws
  /// `stillWaiting` and the change is done when it can be, or `failedLate` is called when it cannot.
  func perform<Value: Sendable>(
    setAsideAfter wait: DispatchTimeInterval? = nil,
    failedLate: @escaping @Sendable () -> Void = {},
    _ work: @escaping @Sendable (WriteTransaction) throws -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { waiting in
      let box = Box<Value>()
      let continuation = Once(waiting)
      if let wait {
        answering.asyncAfter(deadline: .now() + wait) {
          continuation.resume(returning: .failure(.stillWaiting))
        }
      }
      let job = Job(
        run: { transaction in
          do {
            box.set(.success(try work(transaction)))
            return nil
          } catch {
            let failure = StoreError(error)
            box.set(.failure(failure))
            return failure
          }
        },
        finish: { failure in
          let result = failure.map { .failure($0) } ?? box.value
          if !continuation.resume(returning: result), case .failure = result { failedLate() }
        })
      enqueue(job)
    }
    return try result.get()
  }

  private func enqueue(_ job: Job) {
    if isRefusing { return job.finish(.readOnly) }
    enum Next { case wait, start, refuse }
    let next: Next = state.withLock { state in
      if state.waiting.count >= Self.longestQueue { return .refuse }
      state.waiting.append(job)
      if state.isRunning { return .wait }
      state.isRunning = true
      return .start
    }
    switch next {
    case .wait: break
    case .refuse: job.finish(.busy(waiting: Self.longestQueue))
    case .start: queue.async { self.drain() }
    }
  }

  private func drain() {
    var last = 1
    while true {
      gather(last / 2)
      let group = state.withLock { state in
        let group = Array(state.waiting.prefix(Self.largestGroup))
        state.waiting.removeFirst(group.count)
        if group.isEmpty { state.isRunning = false }
        return group
      }
      if group.isEmpty { return }
      last = group.count
      var failure = attempt(group)
      // Room kept for this day: the same group once more.
      if failure == .diskFull, reserve.release() { failure = attempt(group) }
      answer(group, failure)
    }
  }

  /// Commits a group, or says why it cannot be.
  private func attempt(_ group: [Job]) -> StoreError? {
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

  /// Wakes the callers; of many, from another thread, while this one goes on with the next group.
  private func answer(_ group: [Job], _ failure: StoreError?) {
    if group.count < Self.answeredHere {
      for job in group { job.finish(failure) }
    } else {
      answering.async { for job in group { job.finish(failure) } }
    }
  }

  /// Waits until `count` jobs are queued or no job is being prepared.
  private func gather(_ count: Int) {
    for step in 0..<Self.mostSteps where waiting < count {
      // Callers that were just answered need a moment to begin with their next change.
      if step > 0 && preparing.load(ordering: .relaxed) == 0 { return }
      usleep(50)
    }
  }

  private func commit(_ group: [Job], inSavepoints: Bool) throws -> (ChainEnd, ChainEnd) {
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
      // What the changes above told of the time is in it.
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
  private static func run(_ job: Job, _ transaction: WriteTransaction) throws -> Bool {
    let failure = job.run(transaction)
    guard transaction.db.isInsideTransaction else { throw failure ?? .database(code: 4) }
    return failure != nil
  }

  /// A caller that is answered once, by the first answer.
  private final class Once<Value: Sendable>: Sendable {
    private let waiting: Mutex<CheckedContinuation<Result<Value, StoreError>, Never>?>

    init(_ continuation: CheckedContinuation<Result<Value, StoreError>, Never>) {
      waiting = Mutex(continuation)
    }

    /// Answers; false when the caller was answered before.
    @discardableResult
    func resume(returning result: Result<Value, StoreError>) -> Bool {
      let caller = waiting.withLock { waiting in
        let caller = waiting
        waiting = nil
        return caller
      }
      caller?.resume(returning: result)
      return caller != nil
    }
  }

  /// A result handed from the writing thread to the answering one.
  private final class Box<Value: Sendable>: Sendable {
    // Until the work has run, the result is that it was given up (SQLITE_ABORT).
    private let content = Mutex<Result<Value, StoreError>>(.failure(.database(code: 4)))

    var value: Result<Value, StoreError> { content.withLock { $0 } }
    func set(_ value: Result<Value, StoreError>) { content.withLock { $0 = value } }
  }
}
