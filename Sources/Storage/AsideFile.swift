public import Application
internal import Foundation
internal import Referrals
internal import Sealing

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Accesses that were made while the database could not be written, kept in a file until it can: each a
/// line with the mark of the keys, so that none can be forged for another.
///
/// Beside the database where that folder can be written, else in the state folder of the reading account.
struct AsideFile: Sendable {
  private struct Entry: Codable {
    var at: Int64
    var actor: String
    var role: String?
    var action: String
    var code: Int64?
    var outcome: String
    var source: String?
  }

  /// The most bytes that are read back.
  private static let largest = 16 << 20

  private let places: [String]

  init(database: String) {
    var places = [Beside.aside(database)]
    if let state = UserFolder.state.path {
      let name = Hex.text(sha256(Data(database.utf8)).prefix(8))
      places.append("\(state)/plkk/\(name).aside")
    }
    self.places = places
  }

  /// Keeps an access on the disk; where, or nil when that is possible nowhere.
  func append(_ entry: AuditEntry, _ ring: KeyRing) -> String? {
    let stored = StoredAccess(entry)
    let kept = Entry(
      at: stored.at, actor: stored.actor, role: stored.role, action: stored.action,
      code: stored.code, outcome: stored.outcome, source: stored.source)
    guard let bytes = try? Coding.encode(kept) else { return nil }
    let line = Array("\(Hex.text(ring.mark(bytes))) ".utf8) + bytes + [UInt8(ascii: "\n")]
    return places.first { Self.append(line, to: $0) }
  }

  private static func append(_ line: [UInt8], to path: String) -> Bool {
    // The folder of the database is there; that for states may have to be made.
    try? FileManager.default.createDirectory(
      atPath: Files.folder(of: path), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    let count = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    return count == line.count && fsync(file) == 0
  }

  /// The files that are there, with what they hold; a line that the keys did not mark is passed over.
  func kept(_ ring: KeyRing) -> (files: [String], entries: [AuditEntry]) {
    var entries: [AuditEntry] = []
    let files = places.filter { (1...Self.largest).contains(Files.size($0)) }
    for file in files {
      let bytes = FileManager.default.contents(atPath: file) ?? Data()
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, let mark = Hex.bytes(String(decoding: parts[0], as: UTF8.self)),
          ring.hasMarked(Data(parts[1]), mark),
          let found = try? Coding.decode(Entry.self, Data(parts[1]))
        else { continue }
        entries.append(
          AuditEntry(
            at: Instant(milliseconds: found.at), actor: found.actor,
            role: found.role.flatMap(Role.init), action: found.action,
            code: found.code.flatMap(ReferralCode.init(stored:)), outcome: found.outcome,
            source: found.source))
      }
    }
    return (files, entries)
  }
}

extension SQLiteStore {
  /// Opens a copy of a database that cannot be written, for reading alone; accesses are kept in
  /// a file of their own, and go into the access log with the next opening that can write.
  ///
  /// The copy lies in a folder that only its owner may enter, and goes with the store.
  public static func reading(_ path: String) throws(StoreError) -> SQLiteStore {
    let origin = try Files.resolved(path)
    guard Files.exists(origin) else { throw .cannotOpen(path: path) }
    var name = Array((NSTemporaryDirectory() + "plkk-reading-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else { throw Files.failure(path) }
    let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(StoreError) {
      let copy = "\(folder)/plkk.sqlite"
      for ending in ["", "-wal"] where Files.exists(origin + ending) {
        try BackupFile.extract(
          origin + ending, from: 0, count: Files.size(origin + ending), to: copy + ending)
      }
      return try SQLiteStore(
        path: copy, use: .command, keysPath: Beside.keys(origin), takesOlder: false,
        origin: origin)
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  /// Whether this is a copy for reading alone.
  public var isForReading: Bool { origin != nil }
}
