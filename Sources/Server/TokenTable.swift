/// The tokens that `AUTH` takes, each with what it permits.
///
/// A file of tokens has one a line: role, spaces, token. `#` begins a comment. The one role so far is
/// `admin`.
public struct TokenTable: Sendable {
  /// What a token permits.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Running the server.
    case administrator = "admin"
  }

  /// Why a file of tokens is not usable.
  public struct Fault: Error, Hashable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// What is wrong; never the token.
    public let problem: Problem

    /// What can be wrong with a line.
    public enum Problem: Hashable, Sendable {
      /// It has not two words.
      case words
      /// The role is none of `Role`.
      case role(String)
      /// The token has fewer than `minimumLength` or more than 256 bytes.
      case length
    }
  }

  /// The shortest token: 16 random characters cannot be guessed over a network.
  public static let minimumLength = 16

  private var tokens: [(role: Role, bytes: [UInt8])] = []

  /// No tokens: `AUTH` refuses everything.
  public init() {}

  /// Reads the text of a file.
  public init(_ text: String) throws(Fault) {
    var line = 0
    for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      let words = row.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" || $0 == "\r" }
      if words.isEmpty { continue }
      guard words.count == 2 else { throw Fault(line: line, problem: .words) }
      guard let role = Role(rawValue: String(words[0])) else {
        throw Fault(line: line, problem: .role(String(words[0])))
      }
      guard (Self.minimumLength...256).contains(words[1].utf8.count) else {
        throw Fault(line: line, problem: .length)
      }
      tokens.append((role, Array(words[1].utf8)))
    }
  }

  /// Whether there are none.
  public var isEmpty: Bool { tokens.isEmpty }

  /// What a token permits, or nil when it is not known.
  ///
  /// Every byte of every token is compared, so that the time tells nothing about them.
  func role(of token: String) -> Role? {
    let given = Array(token.utf8)
    var found: Role?
    for (role, bytes) in tokens {
      var difference = bytes.count ^ given.count
      for place in bytes.indices {
        difference |= Int(bytes[place] ^ (place < given.count ? given[place] : 0))
      }
      if difference == 0 { found = role }
    }
    return found
  }
}
