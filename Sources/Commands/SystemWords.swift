import Glibc

/// Why the system refused, for people.
enum SystemWords {
  /// Whether an error number says that a file is not there.
  static func isMissing(_ number: Int32) -> Bool { number == ENOENT || number == ENOTDIR }

  /// The reason after an error number; one without words here is the system's own sentence.
  static func reason(_ number: Int32) -> String {
    switch number {
    case ENOENT: say(id: "tidak ada berkas atau folder itu", en: "there is no such file or folder")
    case EEXIST: say(id: "sudah ada", en: "it exists already")
    case EACCES, EPERM: say(id: "tidak diizinkan", en: "not permitted")
    case EISDIR: say(id: "itu folder", en: "it is a folder")
    case ENOTDIR: say(id: "bagian depannya bukan folder", en: "a part of the path is no folder")
    case EROFS: say(id: "hanya dapat dibaca", en: "it can only be read")
    case ENOSPC: say(id: "disk penuh", en: "the disk is full")
    case EMFILE, ENFILE: say(id: "terlalu banyak berkas terbuka", en: "too many open files")
    case ECONNREFUSED: say(id: "sambungan ditolak", en: "connection refused")
    case ETIMEDOUT: say(id: "tidak menjawab", en: "no answer")
    case EADDRINUSE:
      say(
        id: "alamat dan port itu sudah dipakai program lain",
        en: "another program uses this address and port already")
    case EADDRNOTAVAIL:
      say(id: "itu bukan alamat mesin ini", en: "this machine has no such address")
    case EHOSTUNREACH, ENETUNREACH: say(id: "jaringan tidak terjangkau", en: "network unreachable")
    default: String(cString: strerror(number))
    }
  }
}
