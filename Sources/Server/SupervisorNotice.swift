import Glibc

/// Tells the supervisor that started the process how it is, as sd_notify(3) describes; nothing where none
/// asked for it.
enum SupervisorNotice: String {
  /// Connections are taken.
  case ready = "READY=1"
  /// No more are taken.
  case stopping = "STOPPING=1"

  /// Sends one datagram to the socket that `NOTIFY_SOCKET` names.
  ///
  /// - Returns: False only where it could not be sent.
  @discardableResult
  func send() -> Bool {
    guard let name = getenv("NOTIFY_SOCKET").map({ Array(String(cString: $0).utf8) }),
      let first = name.first
    else { return true }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
    withUnsafeMutableBytes(of: &address.sun_path) { path in
      path.copyBytes(from: name)
      // A name in the abstract space is written with @ for its first byte, which is 0.
      if first == UInt8(ascii: "@") { path[0] = 0 }
    }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let text = Array(rawValue.utf8)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    } == text.count
  }
}
