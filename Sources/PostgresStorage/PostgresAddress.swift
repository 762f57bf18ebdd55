public import Application

/// Where a database of PostgreSQL is: an address as libpq takes it, without a password.
///
/// With several hosts the one that takes writes is found: `postgresql://a,b,c/plkk`. A password comes
/// from a file (`~/.pgpass`, `PGPASSFILE`, `passfile=…`, a service file), never from an address, which
/// others see among the arguments of a program.
public struct PostgresAddress: Hashable, Sendable {
  /// The address.
  public let url: String
  let passwordFile: String?

  /// Reads an address; nil for one of something else.
  ///
  /// - Throws: `invalid` for one with a password in it.
  public init?(_ text: String, passwordFile: String? = nil) throws(StoreError) {
    guard Self.isAddress(text) else { return nil }
    let rest = text.drop { $0 != ":" }.dropFirst(3)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let hasPassword =
      authority.lastIndex(of: "@").map { authority[..<$0].contains(":") } ?? false
    let query = rest.drop { $0 != "?" }.dropFirst().split(separator: "&")
    guard !hasPassword, !query.contains(where: { $0.lowercased().hasPrefix("password=") }) else {
      throw .invalid(
        what: "password",
        allowed: "in a file that its owner alone can read: PGPASSFILE or passfile=")
    }
    url = text
    self.passwordFile = passwordFile
  }

  /// Whether a text is such an address.
  public static func isAddress(_ text: String) -> Bool {
    text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
  }

  /// The address for people: the same, as nothing in it is secret.
  public var description: String { url }
}
