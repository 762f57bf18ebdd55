internal import Application
internal import Sealing
internal import Synchronization

/// Notices when the file that a store has open is no longer the one of its name.
///
/// What is written to a moved or removed file is gone with the process, so nothing of it may be
/// acknowledged. Cost: one look at each name.
final class FileWatch: Sendable {
  private let path: String
  private let database: Files.Identity?
  private let log: Mutex<Files.Identity?>

  /// Remembers which files the names mean now.
  init(_ path: String) {
    self.path = path
    database = Files.identity(path)
    log = Mutex(Files.identity("\(path)-wal"))
  }

  /// Fails when the database or its log was moved, replaced or removed.
  func check() throws(StoreError) {
    guard let database, Files.identity(path) == database else { throw .fileReplaced }
    let found = Files.identity("\(path)-wal")
    let isSame = log.withLock { log in
      if log == nil { log = found }
      return log == found
    }
    guard isSame else { throw .fileReplaced }
  }
}
