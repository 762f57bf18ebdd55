internal import Application
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The few things done with files beside SQLite.
enum Files {
  /// Which file on which device, whatever its name.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
  }

  static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// The path without links, so that a file has one lock and one key file whatever it is called.
  static func resolved(_ path: String) throws(StoreError) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    // A link that leads nowhere would be made where it points to, beside other keys.
    guard !isTaken(path) else { throw .cannotOpen(path: path) }
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard let real = realpath(parent, nil) else { throw .cannotOpen(path: path) }
    defer { free(real) }
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let folder = String(cString: real)
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  /// Replaces a file, owner-only, so that after a power cut either the old or the new is there.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    let temporary = "\(path).new-\(getpid())"
    unlink(temporary)
    try write(temporary, bytes, like: path)
    guard Glibc.rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
    syncDirectory(of: path)
  }

  /// Makes a file under a free name, whole or not at all; another process that wants the same name at
  /// the same time finds it taken.
  static func place(_ path: String, _ bytes: [UInt8]) throws(StoreError) {
    let temporary = "\(path).new-\(getpid())"
    unlink(temporary)
    try write(temporary, bytes, like: path)
    let isPlaced = link(temporary, path) == 0
    let error = failure(path)
    unlink(temporary)
    guard isPlaced else { throw error }
    syncDirectory(of: path)
  }

  private static func write(
    _ path: String, _ bytes: [UInt8], like other: String
  ) throws(StoreError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    adopt(file, other)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(file, $0.baseAddress, $0.count)
      }
      guard count > 0 else {
        let error = failure(path)
        unlink(path)
        throw error
      }
      done += count
    }
    guard fsync(file) == 0 else {
      let error = failure(path)
      unlink(path)
      throw error
    }
  }

  /// Makes a rename or a new name durable.
  static func syncDirectory(of path: String) {
    let directory = open(folder(of: path), O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  /// Makes what was written to a file durable.
  static func sync(_ path: String) throws(StoreError) {
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure(path) }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether something is there.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a name is taken, if only by a link that leads nowhere.
  static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Bytes in a file; 0 when there is none.
  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  static func failure(_ path: String) -> StoreError {
    switch errno {
    case ENOSPC, EDQUOT: .diskFull
    case EACCES, EPERM, EROFS: .readOnly
    case ENOENT, ENOTDIR, EISDIR, ELOOP: .cannotOpen(path: path)
    case EEXIST: .nameTaken(path: path)
    default: .ioFailure(code: errno)
    }
  }
}

extension Files {
  /// Moves a file to an unused name.
  static func rename(_ path: String, to target: String) throws(StoreError) {
    if link(path, target) == 0 {
      unlink(path)
    } else {
      // Where a file can have one name only (a stick in FAT): it is taken in between on purpose only.
      guard errno != EEXIST, !isTaken(target), Glibc.rename(path, target) == 0 else {
        throw isTaken(target) ? .nameTaken(path: target) : failure(target)
      }
    }
    syncDirectory(of: target)
  }

  /// Gives a file the name of another in one step.
  static func replaceName(_ path: String, over target: String) throws(StoreError) {
    guard Glibc.rename(path, target) == 0 else { throw failure(target) }
  }

  /// Keeps a file under a second name; false when that is taken, true also when there is no file.
  static func keep(_ path: String, as name: String) throws(StoreError) -> Bool {
    guard exists(path) else { return !isTaken(name) }
    if link(path, name) == 0 { return true }
    if errno == EEXIST { return false }
    // No second names here: a copy, then.
    guard !isTaken(name) else { return false }
    try BackupFile.extract(path, from: 0, count: size(path), to: name)
    return true
  }

  /// Makes an empty file that only its owner may read; exclusively fails where the name is taken.
  static func create(_ path: String, exclusively: Bool = false) throws(StoreError) {
    let file = open(
      path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (exclusively ? O_EXCL : 0), 0o600)
    guard file >= 0 else { throw failure(path) }
    adopt(file, path)
    close(file)
  }

  /// Takes a file away from everyone but its owner.
  static func restrict(_ path: String) {
    chmod(path, 0o600)
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return }
    adopt(file, path)
    close(file)
  }

  /// What root makes for a service belongs to the service: to the owner of the folder it lies in.
  static func adopt(_ file: Int32, _ path: String) {
    var status = stat()
    guard geteuid() == 0, stat(folder(of: path), &status) == 0, status.st_uid != 0 else { return }
    _ = fchown(file, status.st_uid, status.st_gid)
  }

  /// The bytes of a file that only its owner may read: this account, root or the owner of the folder.
  static func secret(_ path: String, most: Int) throws(StoreError) -> Data {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw errno == ENOENT ? .keysMissing(path: path) : failure(path)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .keysUnusable }
    guard status.st_mode & 0o077 == 0 else { throw .keysExposed(path: path) }
    guard status.st_uid == geteuid() || status.st_uid == 0 || geteuid() == 0 else {
      throw .keysForeign(path: path)
    }
    guard status.st_size < most else { throw .keysUnusable }
    var bytes = Data(count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let rest = bytes.count - done
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(file, buffer.baseAddress?.advanced(by: done), rest, off_t(done))
      }
      guard count > 0 else { throw .ioFailure(code: errno) }
      done += count
    }
    return bytes
  }
}

/// The mark that one server works on a database; the kernel takes it away when the process ends,
/// however it ends.
///
/// `deinit` closes the file also where `init` throws after opening it, as in the other locks here.
final class ServerLock: Sendable {
  private let file: Int32

  /// Takes the mark, or says which process has it.
  init(database path: String) throws(StoreError) {
    file = try FileLock.opened("\(path).server", path)
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, 16) }
      let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
      throw .servedElsewhere(processID: Int32(text.split(separator: "\n").first ?? ""))
    }
    ftruncate(file, 0)
    let text = Array("\(getpid())\n".utf8)
    _ = text.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }

  deinit { close(file) }
}

/// Held while a database is made, changed in shape, restored or given other keys: one process at a
/// time does any of these.
final class FileLock: Sendable {
  private let file: Int32

  init(database path: String) throws(StoreError) {
    file = try Self.opened("\(path).lock", path)
    // Nearly always free; a restore of a large file may hold it for long.
    for _ in 0..<3_000 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
      usleep(10_000)
    }
    throw .lockedByOther
  }

  deinit { close(file) }

  fileprivate static func opened(_ name: String, _ path: String) throws(StoreError) -> Int32 {
    if !Files.exists(name) {
      do throws(StoreError) {
        try Files.create(name, exclusively: true)
      } catch .nameTaken {
        // Someone else was quicker, or it is a link, which is not followed.
      } catch .cannotOpen {
        throw .cannotOpen(path: path)
      }
    }
    let file = open(name, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw Files.failure(path) }
    return file
  }
}
