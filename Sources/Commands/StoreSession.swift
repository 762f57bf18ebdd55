import ArgumentParser
import Foundation
import Referrals
import Application
import Sealing
import Storage

/// The store of referrals that is meant, and who asks.
struct VaultPlace: ParsableArguments {
  @Option(
    name: .store,
    help: ArgumentHelp(
      say(
        id: "Berkas basis data atau postgresql://… (bawaan: $XDG_DATA_HOME/plkk/plkk.sqlite).",
        en: "Database file or postgresql://… (default: $XDG_DATA_HOME/plkk/plkk.sqlite)."),
      valueName: "file"))
  var db: String?

  @OptionGroup var access: AccessOptions

  /// The database file that is meant, for what is done to files alone.
  var path: String {
    get throws {
      guard case .file(let path) = try StorePlace(db) else { throw StoreSession.notAFile }
      return path
    }
  }

  /// Opens the store for the caller; the use case authorizes and logs it once.
  func opened(
    creating: Bool = false, use: SQLiteStore.Use = .command
  ) async throws -> StoreSession {
    try await StoreSession.open(db, tokenFile: access.tokenFile, creating: creating, use: use)
  }

  /// Opens the store for an administrator; anyone else is refused and logged.
  func admitted(
    _ act: MaintenanceAct, use: SQLiteStore.Use = .command
  ) async throws -> StoreSession {
    let storeSession = try await opened(use: use)
    try await StoreSession.translated {
      try await storeSession.referralService.requireAdministrator(act, by: storeSession.identity)
    }
    return storeSession
  }
}

/// Options of every command that works on the store of referrals.
struct StoreOptions: ParsableArguments {
  @OptionGroup var place: VaultPlace
  @OptionGroup var output: ReportOptions

  var db: String? { place.db }
  var access: AccessOptions { place.access }
  var path: String { get throws { try place.path } }

  func opened(
    creating: Bool = false, use: SQLiteStore.Use = .command
  ) async throws -> StoreSession { try await place.opened(creating: creating, use: use) }

  func admitted(
    _ act: MaintenanceAct, use: SQLiteStore.Use = .command
  ) async throws -> StoreSession { try await place.admitted(act, use: use) }
}

/// The store of referrals with its use cases, and the caller.
struct StoreSession {
  let store: any KeptStore
  let referralService: ReferralService
  let identity: Identity

  /// Opens the database beside which the keys lie.
  ///
  /// Whoever can read both is the administrator of this place; a token narrows that. A missing
  /// database is made, with its keys, only when something is to be stored.
  static func open(
    _ database: String?, tokenFile: String?, creating: Bool, use: SQLiteStore.Use = .command
  ) async throws -> StoreSession {
    let place = try StorePlace(database)
    if !place.isThere {
      guard creating else {
        throw CommandFailure(
          .noInput,
          say(
            id:
              "belum ada rujukan di \(place.shown); buka yang pertama dengan plkk refer new",
            en:
              "there are no referrals in \(place.shown); open the first with plkk refer new"
          ))
      }
      if case .file(let path) = place { ListDatabase.makeFolders(of: path) }
    }
    return try await translated {
      let store = try open(place, use)
      let referralService = ReferralService(store: store, now: { clock() })
      var identity = Identity.local(account: AccessOptions.account)
      if let file = tokenFile ?? tokenFileOfEnvironment {
        identity = try await referralService.identity(
          secret: try AccessOptions.secret(file), source: "local")
      }
      return StoreSession(store: store, referralService: referralService, identity: identity)
    }
  }

  /// Opens the database; one that cannot be written is read from a copy, and says so.
  private static func open(_ place: StorePlace, _ use: SQLiteStore.Use) throws -> any KeptStore {
    do {
      return try place.open(use)
    } catch StoreError.readOnly where use == .command {
      guard case .file(let path) = place else { throw StoreError.readOnly }
      let store = try SQLiteStore.reading(path)
      Output.error(
        say(
          id: "\(Failures.path(path)) tidak dapat ditulis: hanya dibaca; aksesnya dicatat menyusul",
          en: "\(Failures.path(path)) cannot be written: read only; accesses are recorded later"))
      return store
    }
  }

  /// The store as a file, for what is done to files alone.
  var file: SQLiteStore {
    get throws {
      guard let file = store as? SQLiteStore else { throw Self.notAFile }
      return file
    }
  }

  fileprivate static var notAFile: CommandFailure {
    CommandFailure(
      .usage,
      say(
        id: "ini hanya untuk berkas basis data; untuk PostgreSQL pakai alatnya sendiri "
          + "(pg_basebackup, Patroni), lihat Documentation/Cluster.md",
        en: "this is for database files alone; for PostgreSQL use its own tools "
          + "(pg_basebackup, Patroni), see Documentation/Cluster.md"))
  }

  /// The time of this machine.
  @Sendable static func clock() -> Instant {
    Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))
  }

  /// The Indonesian zone that this machine's clock shows; nil where it shows another.
  static var zone: IndonesianZone? {
    let minutes = TimeZone.current.secondsFromGMT() / 60
    return IndonesianZone.allCases.first { $0.offsetMinutes == minutes }
  }

  /// A time for a person: in a zone of Indonesia where one is known, else in UTC, saying so.
  static func text(_ instant: Instant, in zone: IndonesianZone? = nil) -> String {
    if let zone = zone ?? Self.zone { return zone.text(instant) }
    // Written as in WIB seven hours earlier, which is what UTC shows.
    let shift = Int64(IndonesianZone.wib.offsetMinutes) * 60_000
    return IndonesianZone.wib.text(Instant(milliseconds: instant.milliseconds - shift))
      .replacing(IndonesianZone.wib.rawValue, with: "UTC")
  }

  /// Runs a piece of work with the errors of store and service in words, with an exit code.
  static func translated<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch let error as StoreError {
      throw ReferFile.failure(error)
    } catch let error as ReferralServiceError {
      throw ReferFile.failure(error)
    }
  }

  /// Whether a token narrows what may be done.
  static func hasToken(_ file: String?) -> Bool { (file ?? tokenFileOfEnvironment) != nil }

  /// The name of a file, which may be shown; the secret itself is in no environment.
  private static var tokenFileOfEnvironment: String? {
    getenv("PLKK_TOKEN_FILE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
