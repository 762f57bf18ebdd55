internal import Application
internal import Foundation
internal import Sealing

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Room kept beside a database for the day on which the disk is full: it is given up at the first
/// change that finds none, so that work goes on for some thousand changes until space is freed.
struct DiskReserve: Sendable {
  /// Bytes that are kept.
  static let bytes = 8 << 20

  let path: String

  init(database: String) { path = Beside.reserve(database) }

  /// Bytes kept now.
  var kept: Int { Files.isTaken(path) ? Files.size(path) : 0 }

  /// Gives the room up; false when there was none.
  func release() -> Bool { unlink(path) == 0 }

  /// Keeps room where there is plenty: ten times as much has to be free.
  ///
  /// Nothing is said where it cannot be had: how much is kept is shown.
  func keep() {
    guard kept < Self.bytes, let space = DiskSpace(path), space.free > 10 * Self.bytes else {
      return
    }
    unlink(path)
    guard (try? Files.create(path, exclusively: true)) != nil else { return }
    let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return }
    defer { close(file) }
    if posix_fallocate(file, 0, off_t(Self.bytes)) != 0 { unlink(path) }
  }
}

extension DiskSpace {
  /// Reads the space of a file's folder; nil where the system does not say.
  init?(_ path: String) {
    var status = statvfs()
    guard statvfs(Files.folder(of: path), &status) == 0 else { return nil }
    let unit = Int(clamping: status.f_frsize)
    // What only root may still fill is neither free nor counted.
    let used = Int(clamping: status.f_blocks) - Int(clamping: status.f_bfree)
    let free = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: unit).partialValue
    let total = free + used.multipliedReportingOverflow(by: unit).partialValue
    self.init(free: free, total: total)
  }
}
