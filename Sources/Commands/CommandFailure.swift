/// An error that ends the command: a text for the person and an exit code after sysexits.h.
struct CommandFailure: Error {
  /// Exit codes of the command line; scripts rely on them.
  enum Code: Int32 {
    /// Usage or unreadable position.
    case usage = 64
    /// Bad data in a file.
    case data = 65
    /// No such file.
    case noInput = 66
    /// Service not reachable.
    case unavailable = 69
    /// A fault of the program itself.
    case software = 70
    /// Cannot create a file.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Not permitted.
    case notPermitted = 77
    /// A configuration file or a variable of the environment is wrong.
    case configuration = 78
  }

  let code: Code
  /// One or more lines: what was wrong, where, what is allowed.
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
