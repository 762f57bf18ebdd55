internal import Application
internal import Foundation
internal import Sealing

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The file of a head: two places of one disk sector each, written in turn.
///
/// A sector is written as a whole or not at all, so whatever a power cut or a kill leaves, the head
/// before the one being written is there, and nothing has to be waited for. Whoever writes holds the
/// lock of the file: one thread of one process at a time.
struct HeadFile: ~Copyable {
  /// What was found.
  enum Found {
    /// No file, or one that nothing was written to.
    case blank
    /// Something that no key of the ring signed.
    case unreadable
    /// The newest head, with the key that signed it and its offset.
    case head(Head, key: KeyRing.ChainKey, place: Int)
  }

  /// Bytes in a sector; a head has at most 320.
  private static let sector = 512

  private let file: Int32

  /// Opens the file, made where there is none, and takes its lock, for which it waits this many
  /// milliseconds at most: a stopped process may hold it.
  init(_ path: String, patience: Int) throws(StoreError) {
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw Files.failure(path) }
    Files.adopt(file, path)
    for _ in 0..<max(1, patience) {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
      usleep(1_000)
    }
    throw .lockedByOther
  }

  deinit { close(file) }

  /// The content of a file, which may be written meanwhile.
  static func read(_ path: String, _ ring: KeyRing) -> Found {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return .blank }
    defer { close(file) }
    return read(file, ring).newest
  }

  /// The content of the file, for the current keys or, where they do not read all of it, for those
  /// that another process may have made since: its head would be behind, and not to be written over.
  func read(_ ring: KeyRing, or newer: () -> KeyRing? = { nil }) -> Found {
    let found = Self.read(file, ring)
    guard !found.isWhole, let others = newer() else { return found.newest }
    return Self.read(file, others).newest
  }

  private static func read(_ file: Int32, _ ring: KeyRing) -> (newest: Found, isWhole: Bool) {
    var newest = Found.blank
    var isWhole = true
    for place in 0..<2 {
      var bytes = Data(count: sector)
      let count = bytes.withUnsafeMutableBytes {
        pread(file, $0.baseAddress, $0.count, off_t(place * sector))
      }
      // What a file was never given is zero.
      bytes = Data(bytes.prefix(max(0, count)).prefix { $0 != 0 })
      if bytes.isEmpty { continue }
      guard let (head, key) = Head.signed(bytes, ring) else {
        isWhole = false
        if case .blank = newest { newest = .unreadable }
        continue
      }
      if case .head(let other, _, _) = newest, other.counter >= head.counter { continue }
      newest = .head(head, key: key, place: place)
    }
    return (newest, isWhole)
  }

  /// Writes a head over the older one.
  func write(
    _ head: Head, _ key: KeyRing.ChainKey, over found: Found, synced: Bool
  ) throws(StoreError) {
    var place = 0
    if case .head(_, _, let newest) = found { place = 1 - newest }
    var bytes = head.signed(key)
    bytes.append(Data(count: max(0, Self.sector - bytes.count)))
    let count = bytes.withUnsafeBytes {
      pwrite(file, $0.baseAddress, $0.count, off_t(place * Self.sector))
    }
    guard count == bytes.count, !synced || fsync(file) == 0 else {
      throw .ioFailure(code: errno)
    }
  }
}
