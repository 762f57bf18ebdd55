public import Application
internal import Foundation

extension Tokens {
  /// The hash that is kept.
  ///
  /// The secret is random and long, so a plain SHA-256 cannot be searched.
  public static func hash(_ secret: String) -> [UInt8] { Array(sha256(Data(secret.utf8))) }
}

extension SQLiteStore {
  /// The hash under which the secret of a token is kept.
  public func digest(of secret: String) -> [UInt8] { Tokens.hash(secret) }
}
