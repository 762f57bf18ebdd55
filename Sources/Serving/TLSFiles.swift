internal import Glibc
public import NIOSSL

/// The files of a TLS identity.
public struct TLSFiles: Hashable, Sendable {
  /// PEM file of the certificate, followed by its issuers.
  public var certificate: String
  /// PEM file of its private key.
  public var key: String

  /// Names the files.
  public init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }
}

/// Why certificate and key are not usable.
public enum TLSFault: Error, Hashable, Sendable {
  /// A file cannot be read; `number` is the system's error number.
  case unreadable(path: String, number: Int32)
  /// The file holds no certificate in PEM.
  case noCertificate(path: String)
  /// The file holds no private key in PEM, or one that is locked with a password.
  case noKey(path: String)
  /// Anybody on this machine can read the private key.
  case exposedKey(path: String)
  /// The key is not that of the certificate.
  case mismatch(certificate: String, key: String)
}

extension TLSFiles {
  /// Reads both files.
  ///
  /// - Throws: What is wrong with which of them.
  public func context() throws(TLSFault) -> NIOSSLContext {
    let configuration = try configuration()
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw .mismatch(certificate: certificate, key: key)
    }
  }

  /// Reads both files into the settings of a server.
  ///
  /// - Throws: What is wrong with which of them; only `context` finds that they do not belong together.
  public func configuration() throws(TLSFault) -> TLSConfiguration {
    for path in [certificate, key] where access(path, R_OK) != 0 {
      throw .unreadable(path: path, number: errno)
    }
    guard let chain = try? NIOSSLCertificate.fromPEMFile(certificate), !chain.isEmpty else {
      throw .noCertificate(path: certificate)
    }
    var status = stat()
    // A group may read it: keys are often handed to services that way.
    guard stat(key, &status) == 0, status.st_mode & 0o007 == 0 else { throw .exposedKey(path: key) }
    guard let secret = try? NIOSSLPrivateKey(file: key, format: .pem) else {
      throw .noKey(path: key)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }
}
