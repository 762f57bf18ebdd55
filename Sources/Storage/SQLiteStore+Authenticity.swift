internal import Application
internal import Foundation
internal import GRDB
internal import Referrals
internal import Sealing

/// What the head beside a file says of it.
extension SQLiteStore {
  /// What a head that was read says of a file; read before what is read of the file, as the head is
  /// written after it.
  static func state(of found: HeadFile.Found, _ db: Database) throws -> HeadState {
    switch found {
    case .blank: .missing
    case .unreadable: .unreadable
    case .head(let head, _, _): try holds(head, db) ? .agrees(head) : .behind(head)
    }
  }

  /// Whether the logs of a file hold the ends that a head knows of.
  static func holds(_ head: Head, _ db: Database) throws -> Bool {
    func has(_ sql: String, _ sequence: Int64, _ link: Data) throws -> Bool {
      if sequence == 0 { return true }
      return try Data.fetchOne(db, sql: sql, arguments: [sequence]) == link
    }
    let removed = try Int64.fetchOne(
      db, sql: "SELECT value FROM keeping WHERE name = 'accesses-removed'")
    let events = try has(
      "SELECT link FROM event WHERE sequence = ?", head.events, head.eventLink)
    guard events else { return false }
    if head.accesses <= removed ?? 0 { return true }
    return try has("SELECT link FROM audit WHERE sequence = ?", head.accesses, head.accessLink)
  }
}
