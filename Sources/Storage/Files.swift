#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The few things done with files beside SQLite.
enum Files {
  /// Replaces a file, owner-only, so that after a power cut either the old or the new is there.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    let temporary = "\(path).new"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count <= 0 {
        let error = failure(path)
        close(file)
        unlink(temporary)
        throw error
      }
      done += count
    }
    let isSynced = fsync(file) == 0
    close(file)
    guard isSynced, rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
    syncDirectory(of: path)
  }

  /// Makes a rename or a new name durable.
  static func syncDirectory(of path: String) {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let directory = open(parent.isEmpty ? "/" : parent, O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
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

  fileprivate static func failure(_ path: String) -> StoreError {
    switch errno {
    case ENOSPC, EDQUOT: .diskFull
    case EACCES, EPERM, EROFS: .readOnly
    case ENOENT, ENOTDIR, EISDIR: .cannotOpen(path: path)
    default: .ioFailure(code: errno)
    }
  }
}

/// The mark that one server works on a database; the kernel takes it away when the process ends,
/// however it ends.
final class ServerLock: Sendable {
  private let file: Int32

  /// Takes the mark, or says which process has it.
  init(database path: String) throws(StoreError) {
    let name = "\(path).server"
    let file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw errno == ENOENT ? .cannotOpen(path: path) : .readOnly
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, 16) }
      close(file)
      let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
      throw .servedElsewhere(processID: Int32(text.split(separator: "\n").first ?? ""))
    }
    ftruncate(file, 0)
    let text = Array("\(getpid())\n".utf8)
    _ = text.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    self.file = file
  }

  deinit { close(file) }
}

extension Files {
  /// Makes an empty file that only its owner may read; exclusively fails where the name is taken.
  static func create(_ path: String, exclusively: Bool = false) throws(StoreError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | (exclusively ? O_EXCL : 0), 0o600)
    guard file >= 0 else { throw failure(path) }
    close(file)
  }

  /// Takes a file away from everyone but its owner.
  static func restrict(_ path: String) {
    chmod(path, 0o600)
  }
}
