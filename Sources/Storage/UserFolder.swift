internal import Glibc

/// Folders of the account that runs the program (XDG Base Directory Specification 0.8).
public enum UserFolder: String, Sendable {
  /// What is kept.
  case data = "XDG_DATA_HOME"
  /// What can be fetched again.
  case cache = "XDG_CACHE_HOME"
  /// What is noted on the way.
  case state = "XDG_STATE_HOME"
  /// What is configured.
  case configuration = "XDG_CONFIG_HOME"

  private var belowHome: String {
    switch self {
    case .data: "/.local/share"
    case .cache: "/.cache"
    case .state: "/.local/state"
    case .configuration: "/.config"
    }
  }

  /// The folder: by its variable, else below `$HOME`, else below the home of the account; else `nil`.
  ///
  /// As the specification has it, what is no whole path is passed over.
  public var path: String? { path(Self.variable) ?? Self.homeOfAccount.map { $0 + belowHome } }

  /// The same by the variables alone.
  public func path(_ variable: (String) -> String?) -> String? {
    func whole(_ name: String) -> String? {
      variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    return whole(rawValue) ?? whole("HOME").map { $0 + belowHome }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static var homeOfAccount: String? {
    guard let account = getpwuid(geteuid()), let folder = account.pointee.pw_dir else { return nil }
    let path = String(cString: folder)
    var status = stat()
    // Accounts of services often name a folder that does not exist.
    guard path.hasPrefix("/"), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return nil
    }
    return path
  }
}
