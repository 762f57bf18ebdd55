import NIOCore
import NIOSSL

/// How a client checks whom it speaks to: TLS 1.2 or later, a certificate for the host it asked for, issued
/// by an authority it trusts.
struct ClientTLS: Sendable {
  private let context: NIOSSLContext
  /// The name to be certified; `nil` when the host is an address, which is then checked itself.
  private let name: String?

  /// Reads the authorities.
  ///
  /// - Parameters:
  ///   - host: Name or address that is connected to.
  ///   - authorities: PEM file of certificates to trust instead of the system's.
  /// - Throws: `CommandFailure` when the file cannot be used.
  init(_ host: String, authorities: String?) throws {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    if let authorities {
      let text = try TextFile.read(authorities, maximumBytes: 1 << 22)
      guard let trusted = try? NIOSSLCertificate.fromPEMBytes(Array(text.utf8)), !trusted.isEmpty
      else {
        throw CommandFailure(
          .data,
          say(
            id: "--ca \(Failures.safe(authorities)): bukan sertifikat PEM",
            en: "--ca \(Failures.safe(authorities)): no PEM certificates"))
      }
      configuration.trustRoots = .certificates(trusted)
    }
    context = try NIOSSLContext(configuration: configuration)
    name = (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
  }

  /// The handler of one connection.
  func handler() throws -> NIOSSLClientHandler {
    try NIOSSLClientHandler(context: context, serverHostname: name)
  }
}
