public import Application
internal import Foundation
internal import GRDB
internal import Referrals
internal import Sealing
internal import Synchronization

extension SQLiteStore {
  /// Does a change; returns after it is on the disk.
  public func write(_ request: WriteRequest) async throws(StoreError) -> Receipt {
    try request.check()
    return try await withKeys { ring throws(StoreError) in
      let writing = try writer.prepare { () throws(StoreError) in
        try ChangeWriting(request, ring, known: states)
      }
      let done = try await writer.perform { transaction in
        try transaction.require(ring)
        return try writing.run(transaction)
      }
      if let state = done.state { states.keep(state) }
      return done.receipt
    }
  }

  /// Does something with the current keys; once more with those of the file when another process
  /// has rotated them meanwhile.
  func withKeys<Value>(
    _ work: (KeyRing) async throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    for _ in 0..<4 {
      do throws(StoreError) {
        return try await work(keys.withLock { $0 })
      } catch .keysChanged {
        let number = try await read(Self.keyNumber)
        let ring = try KeyRing(path: keysPath).selected(number)
        // Another thread may have seen a later rotation meanwhile.
        keys.withLock { if $0.current <= ring.current { $0 = ring } }
      }
    }
    throw .keysUnusable
  }

  /// Reads with the keys that the file has at that moment: by older ones what was written since would
  /// look changed, and a number would not be found.
  func readWithKeys<Value: Sendable>(
    _ work: @escaping @Sendable (Database, KeyRing) throws -> Value
  ) async throws(StoreError) -> Value {
    try await withKeys { ring throws(StoreError) in
      try await read { db in
        guard try Self.keyNumber(db) == Int64(ring.current) else { throw StoreError.keysChanged }
        return try work(db, ring)
      }
    }
  }
}
