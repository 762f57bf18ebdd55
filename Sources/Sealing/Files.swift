package import Application
package import Foundation

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Operations on files besides those of SQLite.
package enum Files {
  /// Which file on which device, whatever its name.
  package struct Identity: Hashable, Sendable {
    package let device: UInt64
    package let number: UInt64
  }

  package static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// The path without links, so that a file has one lock and one key file whatever it is called.
  package static func resolved(_ path: String) throws(StoreError) -> String {
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
  package static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
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
  package static func place(_ path: String, _ bytes: [UInt8]) throws(StoreError) {
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
  package static func syncDirectory(of path: String) {
    let directory = open(folder(of: path), O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  /// Makes what was written to a file durable.
  package static func sync(_ path: String) throws(StoreError) {
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure(path) }
  }

  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether something is there.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a name is taken, if only by a link that leads nowhere.
  package static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Bytes in a file; 0 when there is none.
  package static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  package static func failure(_ path: String) -> StoreError {
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
  package static func rename(_ path: String, to target: String) throws(StoreError) {
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
  package static func replaceName(_ path: String, over target: String) throws(StoreError) {
    guard Glibc.rename(path, target) == 0 else { throw failure(target) }
  }

  /// Makes an empty file that only its owner may read; exclusively fails where the name is taken.
  package static func create(_ path: String, exclusively: Bool = false) throws(StoreError) {
    let file = open(
      path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (exclusively ? O_EXCL : 0), 0o600)
    guard file >= 0 else { throw failure(path) }
    adopt(file, path)
    close(file)
  }

  /// Takes a file away from everyone but its owner.
  package static func restrict(_ path: String) {
    chmod(path, 0o600)
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return }
    adopt(file, path)
    close(file)
  }

  /// What root makes for a service belongs to the service: to the owner of the folder it lies in.
  package static func adopt(_ file: Int32, _ path: String) {
    var status = stat()
    guard geteuid() == 0, stat(folder(of: path), &status) == 0, status.st_uid != 0 else { return }
    _ = fchown(file, status.st_uid, status.st_gid)
  }

  /// The bytes of a file that only its owner may read: this account, root or the owner of the folder.
  package static func secret(_ path: String, most: Int) throws(StoreError) -> Data {
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
