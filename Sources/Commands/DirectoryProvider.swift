import Serving
import Facilities
import Glibc
import Importing
import Lists
import Server
import Storage
import Application
import Synchronization

/// The lists of a database as a long-running server sees them: opened once, asked often.
final class DirectoryProvider: Sendable {
  /// An open store, and which file on the disk it is.
  private struct Open {
    let store: any ListStore
    let device: dev_t
    let file: ino_t
  }

  private let database: String?
  private let open = Mutex<Open?>(nil)
  /// The embedded list and the gazetteer, which never change while the program runs.
  private let embedded: Mutex<Locator?> = Mutex(nil)

  /// Tells one edition of the embedded tables from another.
  static let seeds: String = {
    let tables = SeedTables.embedded()
    return ListFileHash.sha256(
      [
        tables.regencies, tables.districts, tables.villages, tables.towns, tables.aliases,
        tables.facilities, tables.otherHospitals, tables.closedFacilities, tables.retiredIDs,
      ].flatMap(\.bytes))
  }()

  init(database: String?) { self.database = database }

  /// What is stored now; the embedded list where there is no file.
  func edition() throws -> DirectoryVersion {
    let store = try store()
    return DirectoryVersion(
      version: try Self.version(store?.version() ?? 0, store), day: ListDatabase.today().description
    )
  }

  /// The locator over everything that is stored, as of today, and which edition that is.
  func read() throws -> (locator: Locator, edition: DirectoryVersion, lists: ListsCopy) {
    let today = ListDatabase.today()
    let base = try embedded.withLock { kept in
      let locator = try kept ?? Locators.embedded()
      kept = locator
      return locator
    }
    guard let store = try store() else {
      return (
        base.on(today), DirectoryVersion(day: today.description), ListsCopy(seeds: Self.seeds)
      )
    }
    let listing = try ListDatabase.listing(store, base: base.directory)
    let locator = Locator(
      directory: listing.history.snapshot(at: today).directory, gazetteer: base.gazetteer,
      day: today
    ).with(sites: try ListDatabase.ownSites(store))
    let lists = ListsCopy(seeds: Self.seeds) {
      let bytes = try (store as? SQLiteListStore)?.copy() ?? []
      return (bytes, bytes.isEmpty ? "" : ListFileHash.sha256(bytes))
    }
    let edition = DirectoryVersion(
      version: try Self.version(listing.version, store), day: today.description)
    return (locator, edition, lists)
  }

  /// How often the lists and the named sites were changed.
  private static func version(_ version: Int, _ store: (any ListStore)?) throws -> Int {
    do {
      return try version + ((store as? SQLiteListStore)?.ownSiteChanges() ?? 0)
    } catch {
      throw ListDatabase.failure(error)
    }
  }

  /// The store, opened when its file appears and again when another file took its place.
  private func store() throws -> (any ListStore)? {
    try open.withLock { open in
      var status = stat()
      guard stat(try ListDatabase.path(database), &status) == 0 else {
        // Gone: what was read stays served; a removed file must not empty a running server.
        return open?.store
      }
      if let open, open.device == status.st_dev, open.file == status.st_ino { return open.store }
      guard let store = try ListDatabase.store(database, creating: false) else { return nil }
      open = Open(store: store, device: status.st_dev, file: status.st_ino)
      return store
    }
  }
}
