public import Application
internal import Foundation

extension Tokens {
  /// The hash that is kept.
  ///
  /// The secret is random and long, so a plain SHA-256 cannot be searched.
  public static func hash(_ secret: String) -> [UInt8] { Array(sha256(Data(secret.utf8))) }
}
