internal import GRDB
internal import Synchronization

/// The one writer: commits all that waits in one transaction and answers after the commit.
///
/// While one group is being committed the next gathers, so with one client each change has its own
/// commit and with many the cost of the disk's sync is shared. Each change runs in a savepoint: one
/// that is refused takes back only itself.
final class GroupWriter: Sendable {
  /// The most changes in one transaction: keeps the wait of the first short.
  static let largestGroup = 256
  /// The most changes that may wait.
  static let longestQueue = 4_096

  private struct Job: Sendable {
    /// Runs inside the transaction.
    let run: @Sendable (Database) -> Void
    /// Answers after the commit, or after its failure.
    let finish: @Sendable (StoreError?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var isRunning = false
  }

  private let pool: DatabasePool
  private let state = Mutex(State())

  init(_ pool: DatabasePool) { self.pool = pool }

  /// Does a change and returns when it is on the disk.
  func submit<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
      let box = Box<Value>()
      let job = Job(
        run: { db in
          do {
            var value: Value?
            try db.inSavepoint {
              value = try work(db)
              return .commit
            }
            if let value { box.set(.success(value)) }
          } catch {
            box.set(.failure(StoreError(error)))
          }
        },
        finish: { failure in
          continuation.resume(returning: failure.map { .failure($0) } ?? box.value)
        })
      enqueue(job)
    }
    return try result.get()
  }

  private func enqueue(_ job: Job) {
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
    case .start: Task { await drain() }
    }
  }

  private func drain() async {
    while true {
      let group = state.withLock { state in
        let group = Array(state.waiting.prefix(Self.largestGroup))
        state.waiting.removeFirst(group.count)
        if group.isEmpty { state.isRunning = false }
        return group
      }
      if group.isEmpty { return }
      do {
        try await pool.write { db in
          for job in group {
            job.run(db)
            // SQLite gives the whole transaction up on some errors, a full disk among them.
            guard db.isInsideTransaction else { throw StoreError.diskFull }
          }
        }
        for job in group { job.finish(nil) }
      } catch {
        let failure = StoreError(error)
        for job in group { job.finish(failure) }
      }
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
