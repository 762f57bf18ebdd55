import Glibc

/// Who may read files that hold what is not for everybody on the machine.
enum FileRights {
  /// Whether an open file can be read by everybody on this machine; a pipe or a terminal is none.
  static func isOpenToAll(_ file: Int32) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_mode & 0o007 != 0
  }

  /// What its owner has to do.
  static func advice(_ path: String) -> String {
    say(
      id: "\(Failures.safe(path)) dapat dibaca orang lain; jalankan: chmod 600",
      en: "\(Failures.safe(path)) can be read by others; run: chmod 600")
  }
}
