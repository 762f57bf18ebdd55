public import Application
internal import Foundation
internal import GRDB
internal import Referrals
internal import Sealing

extension SQLiteStore {
  /// The place of the last event in the log; 0 while it is empty.
  public func lastSequence() async throws(StoreError) -> Int64 {
    try await read { db in
      try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM event") ?? 0
    }
  }

  /// Events after a place in the log, oldest first; those whose body was purged are left out.
  ///
  /// - Complexity: O(events given).
  public func log(
    after sequence: Int64, limit: Int
  ) async throws(StoreError) -> [LoggedEvent] {
    try await read { db in
      var position = sequence
      while true {
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT event.sequence, referral.code, event.at, event.actor, event.body
            FROM event JOIN referral ON referral.id = event.referral
            WHERE event.sequence > ? AND event.body IS NOT NULL ORDER BY event.sequence LIMIT ?
            """, arguments: [position, limit])
        let events = rows.compactMap { StoredReferral.logged($0) }
        guard events.isEmpty, let last = rows.last else { return events }
        // All of these are damaged: reading their referrals reports it, and the log goes on.
        position = try last.whole("sequence")
      }
    }
  }

  /// The receipt of an earlier request of an actor; nil when there was none of this id.
  public func receipt(
    actor: String, requestID: String
  ) async throws(StoreError) -> Receipt? {
    try await read { db in
      let bytes = try Data.fetchOne(
        db, sql: "SELECT receipt FROM request WHERE actor = ? AND id = ?",
        arguments: [actor, requestID])
      return try bytes.map { try Coding.decode(Receipt.self, $0) }
    }
  }
}
