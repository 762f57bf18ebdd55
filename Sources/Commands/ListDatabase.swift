import Facilities
import Glibc
import Importing
import Application
import Lists
import Storage
import Wording
import Formats

/// The file in which lists and corrections are kept, beside the database: `FILE.lists`.
///
/// Apart from the referrals, because lists hold nothing secret: the file may be copied to any office.
enum ListDatabase {
  /// What is configured, or else `$XDG_DATA_HOME/plkk/plkk.sqlite`, by default `~/.local/share/plkk/plkk.sqlite`; without either
  /// variable in the home of the account.
  ///
  /// - Throws: `CommandFailure` (usage) where there is no home: patients' data never goes into the
  ///   folder that a command happens to be called in.
  static var defaultDatabase: String {
    get throws { try Configured.database ?? usualFile }
  }

  private static var usualFile: String {
    get throws {
      guard let data = UserFolder.data.path else {
        throw CommandFailure(
          .usage,
          say(
            id: "HOME tidak ada dan akun ini tidak punya folder rumah: sebutkan --db BERKAS",
            en: "there is no HOME and this account has no home folder: give --db FILE"))
      }
      return data + "/plkk/plkk.sqlite"
    }
  }

  static func path(_ database: String?) throws -> String {
    // A database server holds referrals alone; the lists are those of this machine.
    let named = try database ?? defaultDatabase
    return try (StorePlace.isServer(named) ? besideDefault("plkk.sqlite") : named) + ".lists"
  }

  /// A file in the folder of the usual database.
  static func besideDefault(_ name: String) throws -> String {
    guard let folder = try usualFile.lastIndex(of: "/").map({ try usualFile[...$0] }) else {
      return name
    }
    return folder + name
  }

  /// Opens the store; a missing one is made only when something is to be stored.
  static func store(_ database: String?, creating: Bool) throws -> (any ListStore)? {
    let path = try path(database)
    if access(path, F_OK) != 0 {
      guard creating else { return nil }
      makeFolders(of: path)
    }
    do {
      return try SQLiteListStore.open(path)
    } catch {
      throw CommandFailure(
        .cannotCreate,
        say(
          id: "tidak dapat membuka \(Failures.safe(path)): \(error)",
          en: "cannot open \(Failures.safe(path)): \(error)"))
    }
  }

  /// Looks at a database that was named and has no lists beside it: one that is not there is told on
  /// standard error, since answers come nevertheless, from the embedded list; one that holds only
  /// referrals is no mistake.
  ///
  /// - Throws: `CommandFailure` (bad data) for a file that is no database.
  static func checkNamed(_ database: String?) throws {
    guard let database, !StorePlace.isServer(database) else { return }
    guard access(database, F_OK) == 0 else {
      return Output.error(
        say(
          id:
            "--db: tidak ada berkas \(Failures.path(database)); dijawab dari daftar tertanam saja",
          en: "--db: there is no file \(Failures.path(database)); the embedded list alone answers"))
    }
    // SQLite's file format, 1.3: "SQLite format 3" and a NUL; an empty file is an empty database.
    let magic = Array("SQLite format 3".utf8) + [0]
    var head = [UInt8](repeating: 0, count: magic.count)
    guard let file = fopen(database, "re") else { return }
    defer { fclose(file) }
    let count = fread(&head, 1, head.count, file)
    guard count == 0 && ferror(file) == 0 && feof(file) != 0 || head == magic else {
      throw CommandFailure(
        .data,
        say(
          id: "--db: \(Failures.path(database)) bukan basis data SQLite",
          en: "--db: \(Failures.path(database)) is no SQLite database"))
    }
  }

  /// Makes the folders above a file, owner-only.
  static func makeFolders(of path: String) {
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      folder += part + "/"
      mkdir(folder, 0o700)
    }
  }

  /// All imported lists, on top of the embedded list.
  ///
  /// - Parameters:
  ///   - store: The store where it is open already.
  ///   - base: The embedded list, where it has been read already.
  /// - Returns: The use cases of lists.
  /// - Throws: `CommandFailure` where the store or the embedded tables cannot be read.
  static func listing(_ store: (any ListStore)?, base: Directory? = nil) throws -> Listing {
    do {
      return try Listing(
        base: base ?? Directory.embedded(SeedTables.embedded()), store: store)
    } catch let error as SeedError {
      throw Failures.failure(.seeds(error))
    } catch {
      throw failure(error)
    }
  }

  /// The same of a database.
  static func listing(_ database: String?, base: Directory? = nil) throws -> Listing {
    try listing(store(database, creating: false), base: base)
  }

  /// Keeps events in the store of a database, which is made when it is missing.
  ///
  /// - Returns: The version after the last one.
  @discardableResult
  static func store(
    _ events: [ListEvent], behind listing: Listing, _ database: String?
  ) throws -> Int {
    if events.isEmpty { return listing.version }
    guard let store = try Self.store(database, creating: true) else { return listing.version }
    do {
      return try listing.store(events, in: store)
    } catch {
      throw failure(error)
    }
  }

  /// The named sites of the employer.
  static func ownSites(_ store: any ListStore) throws -> [OwnSite] {
    do {
      return try (store as? SQLiteListStore)?.ownSites() ?? []
    } catch {
      throw failure(error)
    }
  }

  static func failure(_ error: any Error) -> CommandFailure {
    guard let error = error as? ListStoreError else {
      return CommandFailure(
        .inputOutput, Language.current.refusal(ListStoreError.failed("\(error)")))
    }
    let isConflict = if case .conflict = error { true } else { false }
    return CommandFailure(
      isConflict ? .unavailable : .inputOutput, Language.current.refusal(error))
  }

  /// A refusal of the use cases, with its exit code.
  static func failure(_ error: ListingError) -> CommandFailure {
    let reason = Language.current.refusal(error)
    return switch error {
    case .notYours, .notYourSite: AccessOptions.refused(reason)
    case .nothingToUndo: CommandFailure(.data, reason)
    case .noIssuer, .inFuture, .daysReversed, .correction: CommandFailure(.usage, reason)
    }
  }

  /// The day of this machine's calendar.
  static func today() -> CivilDate {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CivilDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? .unixStart
  }

  /// A day as typed after an option.
  static func day(_ text: String, _ option: String) throws -> CivilDate {
    guard let date = CivilDate(typed: text) else {
      throw CommandFailure(
        .usage,
        say(
          id: "\(option): “\(Failures.safe(text))” bukan tanggal; tulis 2026-01-31 atau 31/01/2026",
          en: "\(option): “\(Failures.safe(text))” is no date; write 2026-01-31 or 31/01/2026"))
    }
    return date
  }

  /// A whole file of bytes, within the importer's bound.
  static func read(_ path: String) throws -> [UInt8] {
    let limit = ImportLimits.standard.fileBytes
    guard let file = path == "-" ? fdopen(dup(STDIN_FILENO), "r") : fopen(path, "re") else {
      let isMissing = errno == ENOENT
      let reason = SystemWords.reason(errno)
      throw CommandFailure(
        isMissing ? .noInput : .inputOutput,
        say(
          id: "tidak dapat membaca \(Failures.safe(path)): \(reason)",
          en: "cannot read \(Failures.safe(path)): \(reason)"))
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var status = stat()
    // One more than its size, so that the end is found without growing.
    if fstat(fileno(file), &status) == 0 {
      bytes.reserveCapacity(min(Int(status.st_size), limit) + 1)
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    if ferror(file) != 0 {
      throw CommandFailure(
        .inputOutput,
        say(id: "gagal membaca \(Failures.safe(path))", en: "reading \(Failures.safe(path)) failed")
      )
    }
    return bytes
  }
}
