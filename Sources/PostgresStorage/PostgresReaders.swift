internal import Application
internal import Foundation
internal import Synchronization

/// Connections for reading, as many as are needed at once, at most eight.
///
/// Reading goes to the leader as well: a standby may be behind it, and whoever wrote must find what he
/// wrote. A connection that breaks is replaced and the reading done once more, which harms nothing. What
/// was read is answered when it is proved that the leader was one: no two servers answer differently.
final class PostgresReaders: Sendable {
  private static let most = 8
  /// How long a standby may take to confirm that a leader is one.
  private static let patience = Duration.seconds(5)

  private let address: PostgresAddress
  private let idle = Mutex<[PostgresConnection]>([])
  private let queue: OperationQueue

  init(_ address: PostgresAddress) {
    self.address = address
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = Self.most
    queue.qualityOfService = .userInitiated
  }

  /// Reads as of one moment, in a transaction that cannot write.
  func read<Value: Sendable>(
    _ work: @escaping @Sendable (PostgresConnection) throws -> Value
  ) async throws(StoreError) -> Value {
    try await once { connection in
      _ = try connection.run([
        PostgresStatement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", isKept: true)
      ])
      do {
        let value = try work(connection)
        try connection.script("COMMIT")
        return value
      } catch {
        try? connection.script("ROLLBACK")
        throw error
      }
    }
  }

  /// Reads by one statement, which is of one moment by itself.
  ///
  /// What need not be `proved` may come from a leader that is none any more.
  func once<Value: Sendable>(
    isProved: Bool = true, _ work: @escaping @Sendable (PostgresConnection) throws -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { waiting in
      queue.addOperation { waiting.resume(returning: self.run(isProved, work)) }
    }
    return try result.get()
  }

  private func run<Value>(
    _ isProved: Bool, _ work: (PostgresConnection) throws -> Value
  ) -> Result<Value, StoreError> {
    for isLast in [false, false, true] {
      do {
        let connection = try take()
        defer { give(connection) }
        let result = Result { try work(connection) }
        if case .failure(let fault as PostgresFault) = result { throw fault }
        // What a stale leader made of it is no answer either: nothing there, purged, other keys.
        if isProved { try connection.prove(within: Self.patience) }
        return .success(try result.get())
      } catch let fault as PostgresFault where fault.endsConnection && !isLast {
        if case .unreachable = fault { return .failure(StoreError(fault)) }
        // The others are of the same server.
        idle.withLock { $0 = [] }
      } catch {
        return .failure(StoreError(error))
      }
    }
    return .failure(.unreachable)
  }

  private func take() throws -> PostgresConnection {
    while let known = idle.withLock({ $0.popLast() }) {
      if known.isUsable { return known }
    }
    return try PostgresConnection(address)
  }

  private func give(_ connection: PostgresConnection) {
    guard connection.isUsable else { return }
    idle.withLock { idle in
      if idle.count < Self.most { idle.append(connection) }
    }
  }
}
