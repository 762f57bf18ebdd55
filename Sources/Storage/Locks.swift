internal import Application
internal import Foundation
internal import Sealing

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

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
