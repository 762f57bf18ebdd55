package import Application
package import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The changes that wait for the one writer of a store: all that waits is committed in one transaction,
/// and answered after the commit.
///
/// While one group is being committed the next gathers, so with one client each change has its own
/// commit and with many the cost of the disk's sync is shared.
///
/// Where several changes are being prepared, a group much smaller than the one before waits a moment
/// for them: else groups of many and of few would alternate, and the few would each cost a sync. At
/// half of the last group it goes on, so that the other half is prepared while this one is committed.
/// A lone client never waits.
///
/// After a failed commit (a full disk, say) every caller of the group gets the error, and the next group
/// is tried afresh: the writer goes on as soon as the disk does.
package final class GroupQueue<Transaction>: Sendable {
  /// The most changes in one transaction: keeps the wait of the first short.
  private static var largestGroup: Int { 256 }
  /// The most changes that may wait.
  private static var longestQueue: Int { 4_096 }
  /// The longest that a small group waits for others, in steps of about a tenth of a millisecond.
  private static var mostSteps: Int { 10 }
  /// Groups smaller than this are answered by the writing thread: another would take longer to wake.
  private static var answeredHere: Int { 8 }

  /// A change that waits.
  package struct Job: Sendable {
    /// What it will ask the transaction for.
    package let wanted: Wanted
    /// Runs inside the transaction, keeps its answer, and says why it failed if it did.
    package let run: @Sendable (Transaction) -> StoreError?
    /// Answers after the commit, or after its failure.
    fileprivate let finish: @Sendable (StoreError?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var isRunning = false
  }

  private enum Next { case wait, start, refuse }

  private let state = Mutex(State())
  private let preparing = Atomic<Int>(0)
  // A thread of its own: commits wait for the disk, which no thread of the shared pool may do.
  private let queue = DispatchQueue(label: "plkk.writer", qos: .userInitiated)
  private let answering = DispatchQueue(label: "plkk.writer.answers", qos: .userInitiated)
  private let refusal: StoreError?
  private let translate: @Sendable (any Error) -> StoreError
  private let commit: @Sendable ([Job]) -> [StoreError?]

  /// - Parameters:
  ///   - refusal: Why nothing is taken at all, if so.
  ///   - translate: What an error of the database means.
  ///   - commit: Commits a group, and says of each change why it could not be, if so.
  package init(
    refusal: StoreError? = nil, translate: @escaping @Sendable (any Error) -> StoreError,
    commit: @escaping @Sendable ([Job]) -> [StoreError?]
  ) {
    self.refusal = refusal
    self.translate = translate
    self.commit = commit
  }

  /// How many changes wait to be committed.
  package var waiting: Int { state.withLock { $0.waiting.count } }

  /// Prepares a change that will be submitted at once.
  package func prepare<Value>(
    _ work: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    preparing.add(1, ordering: .relaxed)
    defer { preparing.subtract(1, ordering: .relaxed) }
    return try work()
  }

  /// Does a change and returns when it is on the disk; after `wait`, if one is given, it throws
  /// `stillWaiting` and the change is done when it can be, or `failedLate` is called when it cannot.
  package func perform<Value: Sendable>(
    setAsideAfter wait: DispatchTimeInterval? = nil,
    wanting wanted: Wanted = Wanted(),
    failedLate: @escaping @Sendable () -> Void = {},
    _ work: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { waiting in
      let box = Box<Value>()
      let translate = translate
      let continuation = Once(waiting)
      if let wait {
        answering.asyncAfter(deadline: .now() + wait) {
          continuation.resume(returning: .failure(.stillWaiting))
        }
      }
      let job = Job(
        wanted: wanted,
        run: { transaction in
          do {
            box.set(.success(try work(transaction)))
            return nil
          } catch {
            let failure = translate(error)
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
    if let refusal { return job.finish(refusal) }
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
      answer(group, commit(group))
    }
  }

  /// Wakes the callers; of many, from another thread, while this one goes on with the next group.
  private func answer(_ group: [Job], _ failures: [StoreError?]) {
    if group.count < Self.answeredHere {
      for (job, failure) in zip(group, failures) { job.finish(failure) }
    } else {
      answering.async { for (job, failure) in zip(group, failures) { job.finish(failure) } }
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
