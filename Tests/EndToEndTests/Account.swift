import Foundation

/// Who runs a program in the tests.
///
/// The tests may run as root, the product never needs to: it runs as the account `nobody` and without a
/// single capability. Where that cannot be arranged it runs as the tests do, and the tests say so.
enum Account {
  /// Whoever runs the tests.
  case tester
  /// An account without rights.
  case unprivileged

  /// The words that stand before a command; none where it is run as it is.
  private static let dropping: [String] = {
    guard geteuid() == 0 else { return [] }
    guard let nobody = getpwnam("nobody") else {
      print("skipped: there is no account nobody, the product is run as root")
      return []
    }
    let words = [
      "/usr/bin/setpriv", "--reuid=\(nobody.pointee.pw_uid)", "--regid=\(nobody.pointee.pw_gid)",
      "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs", "--",
    ]
    let trial = Process()
    trial.executableURL = URL(fileURLWithPath: words[0])
    let binary = Binary.folder.appendingPathComponent("plkk").path
    trial.arguments = words.dropFirst() + ["/usr/bin/test", "-x", binary]
    trial.standardError = FileHandle.nullDevice
    try? trial.run()
    if trial.isRunning || trial.processIdentifier > 0 { trial.waitUntilExit() }
    guard trial.processIdentifier > 0, trial.terminationStatus == 0 else {
      print("skipped: the account nobody cannot be used here, the product is run as root")
      return []
    }
    return words
  }()

  /// Whether programs are run as an account of their own without rights, or the tests are themselves.
  static var isUnprivileged: Bool { geteuid() != 0 || !dropping.isEmpty }

  /// Sets a process to run a program as this account.
  func prepare(_ process: Process, _ executable: URL, _ arguments: [String]) {
    let words = self == .tester ? [] : Self.dropping
    process.executableURL = words.first.map { URL(fileURLWithPath: $0) } ?? executable
    process.arguments =
      words.isEmpty ? arguments : words.dropFirst() + [executable.path] + arguments
  }

  /// Gives what a test made itself, a file or a folder with all in it, to the account that the product
  /// runs as.
  static func own(_ path: String) throws {
    guard !dropping.isEmpty, let nobody = getpwnam("nobody") else { return }
    let inside = try? FileManager.default.subpathsOfDirectory(atPath: path)
    for path in [path] + (inside ?? []).map({ "\(path)/\($0)" }) {
      guard chown(path, nobody.pointee.pw_uid, nobody.pointee.pw_gid) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM)
      }
    }
  }
}
