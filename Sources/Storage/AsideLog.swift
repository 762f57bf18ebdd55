internal import Application
internal import Foundation
internal import Sealing
internal import Synchronization

/// Accesses that could not be written into the file at the time of reading, kept in memory until they
/// can: a full disk or a held lock must not hide a referral from those who work on it.
///
/// At most 10,000 are kept; then reading is refused, as it would leave no trace. A process that ends
/// before the file can be written takes them with it, which its log says.
final class AsideLog: Sendable {
  static let most = 10_000

  private let entries = Mutex<[AuditEntry]>([])
  /// Files with earlier accesses that were set aside, until they are written.
  private let files = Mutex<[String]>([])

  var count: Int { entries.withLock { $0.count } }

  /// Sets an access aside; false when there are too many.
  func add(_ entry: AuditEntry) -> Bool {
    entries.withLock { entries in
      guard entries.count < Self.most else { return false }
      entries.append(entry)
      return true
    }
  }

  /// Takes up what was set aside in files.
  func adopt(_ kept: [AuditEntry], of names: [String]) {
    entries.withLock { $0 += kept }
    files.withLock { $0 = names }
  }

  /// Removes the files of what was adopted, once it is written.
  func settle() {
    let names = files.withLock { names in
      let done = names
      names = []
      return done
    }
    for name in names { try? FileManager.default.removeItem(atPath: name) }
  }

  /// Takes all that were set aside.
  func take() -> [AuditEntry] {
    entries.withLock { entries in
      let taken = entries
      entries = []
      return taken
    }
  }

  /// Puts back what could not be written after all.
  func putBack(_ taken: [AuditEntry]) {
    entries.withLock { $0 = taken + $0 }
  }
}
