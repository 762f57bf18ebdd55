internal import NIOCore

/// Why a server cannot listen on its address.
public struct ListenFault: Error, Sendable {
  /// What is in the way.
  public enum Reason: Hashable, Sendable {
    /// The system refuses; its error number.
    case system(Int32)
    /// No address is known for the host.
    case unknownHost
    /// Something else, in the words of the library.
    case other(String)
  }

  /// Host or address as it was given.
  public let host: String
  /// Port as it was given.
  public let port: Int
  /// What is in the way.
  public let reason: Reason

  /// Reads an error of the network library.
  public init(host: String, port: Int, _ cause: any Error) {
    self.host = host
    self.port = port
    reason =
      switch cause {
      case let error as IOError: .system(error.errnoCode)
      case is SocketAddressError.UnknownHost: .unknownHost
      default: .other("\(cause)")
      }
  }
}
