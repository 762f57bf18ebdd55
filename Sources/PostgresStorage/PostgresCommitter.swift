internal import Application
internal import Foundation
internal import Sealing
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Commits groups of changes, one after the other, over one connection to the leader.
///
/// A commit is never cancelled or timed out. Where its answer was lost, the next leader is asked what
/// became of the group, under the lock that all writers take: it was committed, or it never will be and
/// is done again. The callers learn either, or after half a minute that it takes longer.
final class PostgresCommitter: Sendable {
  typealias Job = GroupQueue<PostgresTransaction>.Job

  /// A change failed after it had begun to write.
  private struct Spoilt: Error {}

  private struct State {
    var connection: PostgresConnection?
    /// How many groups this program has begun to commit.
    var group: Int64 = 0
  }

  /// How long a leader is looked for before those who wait are told that there is none.
  private static let patience = Duration.seconds(5)
  /// How often what others made impossible is tried again.
  private static let mostRetries = 10

  private let address: PostgresAddress
  private let clock: ClockKeeper
  private let id = String(UInt64.random(in: 0 ... .max), radix: 36)
  private let commits = Atomic<Int>(0)
  private let state = Mutex(State())

  init(_ address: PostgresAddress, _ clock: ClockKeeper) {
    self.address = address
    self.clock = clock
  }

  /// How many groups were committed.
  var commitCount: Int { commits.load(ordering: .relaxed) }

  /// Commits a group, or says of each change why it could not be.
  func commit(_ group: [Job]) -> [StoreError?] {
    state.withLock { state in
      do {
        try commit(group, &state)
        return group.map { _ in nil }
      } catch is Spoilt {
        return group.map { job in alone(job, &state) }
      } catch PostgresFault.refused(let code) where Self.isOfOneChange(code) && group.count > 1 {
        return group.map { job in alone(job, &state) }
      } catch {
        let failure = StoreError(error)
        return group.map { _ in failure }
      }
    }
  }

  private func alone(_ job: Job, _ state: inout State) -> StoreError? {
    do {
      try commit([job], &state)
      return nil
    } catch PostgresFault.refused(state: "25P02") {
      // A statement of its own was refused, and it keeps why.
      return nil
    } catch {
      return StoreError(error)
    }
  }

  /// Data that the tables do not take, or a transaction that an earlier refusal has spoilt.
  private static func isOfOneChange(_ code: String) -> Bool {
    code.hasPrefix("22") || code.hasPrefix("23") || code == "25P02"
  }

  private func commit(_ group: [Job], _ state: inout State) throws {
    var retries = 0
    var inDoubt: Int64?
    while true {
      do {
        let connection = try connected(&state, givesUp: inDoubt == nil)
        if let number = inDoubt, try isCommitted(number, connection) {
          commits.add(1, ordering: .relaxed)
          return
        }
        inDoubt = nil
        state.group += 1
        try attempt(group, connection, number: state.group, isSent: { inDoubt = $0 })
        commits.add(1, ordering: .relaxed)
        return
      } catch let fault as PostgresFault {
        if fault.endsConnection {
          state.connection = nil
        } else {
          // Refused for certain, and nothing of it is left.
          inDoubt = nil
          try? state.connection?.script("ROLLBACK")
          if state.connection?.isUsable != true { state.connection = nil }
        }
        if inDoubt == nil, case .unreachable = fault { throw fault }
        guard fault.endsConnection || fault.isTransient else { throw fault }
        retries += 1
        if inDoubt == nil, retries > Self.mostRetries { throw fault }
        usleep(UInt32(min(retries, 10)) * 20_000)
      } catch {
        try? state.connection?.script("ROLLBACK")
        if state.connection?.isUsable != true { state.connection = nil }
        throw error
      }
    }
  }

  /// Makes the changes of a group in one transaction.
  ///
  /// `isSent` is given the number of the group before its commit is sent, from where on a broken
  /// connection leaves it in doubt.
  private func attempt(
    _ group: [Job], _ connection: PostgresConnection, number: Int64, isSent: (Int64) -> Void
  ) throws {
    let transaction = try PostgresTransaction(connection, clock, group.map(\.wanted))
    for job in group {
      let before = transaction.changes
      if job.run(transaction) != nil, transaction.changes != before {
        // What a change that failed put in goes with all the others; each is then done alone, and of
        // one alone nothing is kept.
        if group.count > 1 { throw Spoilt() }
        try connection.script("ROLLBACK")
        return
      }
    }
    isSent(number)
    try transaction.commit(id, group: number)
  }

  /// What became of a group whose answer was lost.
  ///
  /// Asked under the lock, which whoever still commits it would hold. The commit of this question waits
  /// for the standby, so what is seen committed is durable as well.
  private func isCommitted(_ number: Int64, _ connection: PostgresConnection) throws -> Bool {
    let transaction = try PostgresTransaction(connection, clock, [])
    let found = try transaction.rows(
      "SELECT groups FROM writer WHERE id = $1", [.text(id)]
    ).first?.whole("groups")
    let isThere = found ?? 0 >= number
    if isThere {
      try transaction.commit(id, group: number)
    } else {
      try connection.script("ROLLBACK")
    }
    return isThere
  }

  /// A connection to the leader; looked for during some seconds, or for as long as it takes while
  /// somebody has to be told what became of a change.
  private func connected(_ state: inout State, givesUp: Bool) throws -> PostgresConnection {
    if let connection = state.connection, connection.isUsable { return connection }
    state.connection = nil
    let start = ContinuousClock.now
    while true {
      do throws(PostgresFault) {
        let connection = try PostgresConnection(address)
        state.connection = connection
        return connection
      } catch {
        if givesUp, ContinuousClock.now - start > Self.patience { throw error }
        usleep(200_000)
      }
    }
  }
}
