/// Names of branches: `bjm` typed for `BJM` means the same one, so that no case of letters hides a
/// referral from those who work on it.
enum Branch {
  /// Whether two names mean the same branch; letters outside ASCII are compared as they are, as the
  /// file does it.
  static func isSame(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8) { lower($0) == lower($1) }
  }

  /// The names in a scope of several.
  static func names(_ scope: String) -> [String] {
    scope.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.split(separator: " ").joined(separator: " ")
    }
  }

  /// The scope of several names.
  static func scope(_ names: [String]) -> String { names.joined(separator: ",") }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
