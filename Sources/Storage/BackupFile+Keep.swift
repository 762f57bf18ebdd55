internal import Application
internal import Glibc
internal import Sealing

extension Files {
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
}
