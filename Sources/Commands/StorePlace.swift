import Application
import ArgumentParser
import Glibc
import PostgresStorage
import Sealing
import Storage

/// Where the referrals are: in a file of SQLite, or in PostgreSQL.
enum StorePlace {
  case file(String)
  case server(PostgresAddress)

  /// What was named, or else the usual file.
  init(_ database: String?) throws {
    let text = try database ?? ListDatabase.defaultDatabase
    do {
      self = try PostgresAddress(text).map { StorePlace.server($0) } ?? .file(text)
    } catch {
      throw ReferFile.failure(error)
    }
  }

  /// Whether a text names a database server, and no file.
  static func isServer(_ database: String?) -> Bool {
    database.map(PostgresAddress.isAddress) ?? false
  }

  /// Whether something is there to be opened; a server is asked when it is opened.
  var isThere: Bool {
    switch self {
    case .file(let path): access(path, F_OK) == 0
    case .server: true
    }
  }

  /// The place for people.
  var shown: String {
    switch self {
    case .file(let path): Failures.path(path)
    case .server(let address): Failures.safe(address.url)
    }
  }

  /// The key file of a store: beside a file, else what is set, else beside the usual file.
  var keys: String {
    get throws {
      switch self {
      case .file(let path): "\(path).keys"
      case .server:
        try Configured.current().text(.storeKeys)
          ?? ListDatabase.besideDefault("postgresql.keys")
      }
    }
  }

  /// Whether whoever runs this can read the file and its keys, or the keys of a server.
  var isReadable: Bool {
    get throws {
      if case .file(let path) = self, access(path, R_OK) != 0 { return false }
      return access(try keys, R_OK) == 0
    }
  }

  /// Opens the store.
  ///
  /// One in PostgreSQL whose servers cannot be reached is opened later, if it is for a server: that goes
  /// on locating meanwhile.
  func open(_ use: SQLiteStore.Use) throws -> any KeptStore {
    switch self {
    case .file(let path): return try SQLiteStore(path: path, use: use)
    case .server(let address):
      let keys = try keys
      ListDatabase.makeFolders(of: keys)
      if use == .server { return try WaitingStore(address, keysPath: keys) }
      return try PostgresStore(address, keysPath: keys)
    }
  }
}

extension NameSpecification {
  /// The two names of the option that says where referrals are: `--db`, and `--store` as well, since it
  /// may be a server of databases.
  static let store: NameSpecification = [.customLong("db"), .customLong("store")]
}
