internal import Application
internal import CSQLiteGuard
internal import GRDB

extension Configuration {
  /// How every file is opened, as any may have been changed by a disk or a hand: nothing that stands in
  /// it runs of itself or reaches beyond its tables, each page is checked before it is used, and none
  /// is read past SQLite's own reading of the file.
  static var guarded: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      guard plkk_sqlite_guard(UnsafeMutableRawPointer(db.sqliteConnection)) == 0 else {
        throw StoreError.database(code: 1)
      }
      try db.execute(sql: "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
    }
    return configuration
  }
}
