internal import Application
internal import Foundation
internal import Synchronization

/// Connections for reading, as many as are needed at once, at most eight.
///
/// Reading goes to the leader as well: a standby may be behind it, and whoever wrote must find what he
/// wrote. A connection that breaks is replaced and the reading done once more, which harms nothing.
final class PostgresReaders: Sendable {
  private static let most = 8

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
  func once<Value: Sendable>(
    _ work: @escaping @Sendable (PostgresConnection) throws -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { waiting in
      queue.addOperation { waiting.resume(returning: self.run(work)) }
    }
    return try result.get()
  }

  private func run<Value>(
    _ work: (PostgresConnection) throws -> Value
  ) -> Result<Value, StoreError> {
    for isLast in [false, false, true] {
      do {
        let connection = try take()
        defer { give(connection) }
        return .success(try work(connection))
      } catch let fault as PostgresFault where fault.endsConnection && !isLast {
        if case .unreachable = fault { return .failure(StoreError(fault)) }
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
