internal import Crypto

/// Tells the file that a list was read from.
public enum ListFileHash {
  /// SHA-256 of a file in hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
