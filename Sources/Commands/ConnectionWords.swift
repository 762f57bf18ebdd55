import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// Sentences for connections that fail, each with exit code 69.
enum ConnectionWords {
  static func failure(_ error: any Error, _ address: SocketName) -> CommandFailure {
    switch error {
    case is LineInbox.Closed, NIOSSLError.uncleanShutdown: return broken()
    case is LineInbox.TooSlow:
      let seconds = LineConnection.patience.nanoseconds / 1_000_000_000
      return unreachable(
        address,
        say(id: "tidak menjawab dalam \(seconds) detik", en: "no answer in \(seconds) seconds"))
    case NIOSSLError.handshakeFailed(let cause):
      return untrusted(String(describing: cause), address)
    case let error as NIOSSLExtraError where error == .failedToValidateHostname:
      return CommandFailure(
        .unavailable,
        say(
          id: "sertifikat server bukan untuk \(address.host); hubungi dengan nama di sertifikatnya",
          en: "the server's certificate is not for \(address.host); connect by a name it is for"))
    default: return unreachable(address, reason(error))
    }
  }

  static func broken() -> CommandFailure {
    CommandFailure(
      .unavailable,
      say(
        id: "sambungan ke server terputus atau jawabannya tidak terbaca; bila server memakai TLS, "
          + "tambahkan --tls",
        en: "the connection to the server broke, or its answer is unreadable; if the server speaks "
          + "TLS, add --tls"))
  }

  /// A handshake that failed; BoringSSL gives the reason in its own words.
  private static func untrusted(_ cause: String, _ address: SocketName) -> CommandFailure {
    let server = "\(address.host):\(address.port)"
    if cause.contains("CERTIFICATE_VERIFY_FAILED") {
      return CommandFailure(
        .unavailable,
        say(
          id: "sertifikat \(server) tidak dipercaya (penerbit tidak dikenal, atau tidak berlaku); "
            + "beri penerbitnya dengan --ca",
          en:
            "the certificate of \(server) is not trusted (unknown issuer, or not valid now); name "
            + "its issuer with --ca"))
    }
    if cause.contains("WRONG_VERSION_NUMBER") {
      return CommandFailure(
        .unavailable,
        say(
          id: "\(server) tidak memakai TLS; hubungi tanpa --tls",
          en: "\(server) does not speak TLS; connect without --tls"))
    }
    return unreachable(address, "TLS: \(cause)")
  }

  private static func unreachable(_ address: SocketName, _ reason: String) -> CommandFailure {
    CommandFailure(
      .unavailable,
      say(
        id: "server \(address.host):\(address.port) tidak terjangkau: \(reason)",
        en: "server \(address.host):\(address.port) is not reachable: \(reason)"))
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError:
      if let last = error.connectionErrors.last { return reason(last.error) }
      return say(id: "nama host tidak dikenal", en: "unknown host name")
    case let error as IOError: return SystemWords.reason(error.errnoCode)
    case ChannelError.connectTimeout:
      return say(id: "tidak menjawab", en: "no answer")
    default: return "\(error)"
    }
  }
}
