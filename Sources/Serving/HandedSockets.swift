internal import Glibc

/// The listening sockets that a supervisor hands over at the start, as sd_listen_fds(3) describes.
///
/// Connections that come while the program restarts wait in them instead of being refused.
public struct HandedSockets: Sendable {
  /// Why the sockets cannot be used.
  public enum Fault: Error, Hashable, Sendable {
    /// The value of `LISTEN_FDS` is no count that a supervisor passes.
    case count(String)
    /// A descriptor is no listening stream socket of the internet; its place, from 1 on.
    case unusable(place: Int)
  }

  /// A socket, and whether only this machine can reach it.
  public struct Socket: Hashable, Sendable {
    /// Its descriptor, owned by the code that takes it.
    public let descriptor: Int32
    /// Whether it is bound to a loopback address.
    public let isLoopback: Bool
  }

  /// In the order of the supervisor; empty where nothing was handed over.
  public let sockets: [Socket]

  /// The first descriptor that a supervisor passes.
  private static let first: Int32 = 3
  /// More than anybody listens on with one program.
  private static let most = 64

  /// Takes what was handed over to this process, and hides it from its children.
  ///
  /// - Throws: `Fault` when something was handed over that cannot be listened on.
  public static func take() throws(Fault) -> HandedSockets {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    // A variable inherited from another start names another process.
    guard let process = value("LISTEN_PID"), Int32(process) == getpid(),
      let text = value("LISTEN_FDS")
    else { return HandedSockets(sockets: []) }
    guard let count = Int(text), (0...most).contains(count) else { throw .count(text) }
    var sockets: [Socket] = []
    for place in 0..<count {
      let descriptor = first + Int32(place)
      guard isListening(descriptor), let isLoopback = isLoopback(descriptor) else {
        throw .unusable(place: place + 1)
      }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      sockets.append(Socket(descriptor: descriptor, isLoopback: isLoopback))
    }
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
    return HandedSockets(sockets: sockets)
  }

  private static func isListening(_ descriptor: Int32) -> Bool {
    var listens: Int32 = 0
    var kind: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens != 0
      && getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &length) == 0
      && kind == Int32(SOCK_STREAM.rawValue)
  }

  /// Nil for what is no address of the internet.
  private static func isLoopback(_ descriptor: Int32) -> Bool? {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    return withUnsafeMutablePointer(to: &address) { six in
      six.withMemoryRebound(to: sockaddr.self, capacity: 1) { any in
        guard getsockname(descriptor, any, &length) == 0 else { return nil }
        switch Int32(any.pointee.sa_family) {
        case AF_INET:
          return any.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
            UInt32(bigEndian: $0.pointee.sin_addr.s_addr) >> 24 == 127
          }
        case AF_INET6:
          return withUnsafeBytes(of: six.pointee.sin6_addr) {
            $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1
          }
        default: return nil
        }
      }
    }
  }
}
