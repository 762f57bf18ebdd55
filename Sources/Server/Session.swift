import Formats
import LineProtocol
import Storage

/// What a connection has set for itself.
struct Session {
  let number: Int
  var form = ServedList.Form.text
  var language: ReplyLanguage
  var name = ""
  var role: TokenTable.Role?
  /// Who is at the desk of referrals.
  var identity: Identity?
  /// What is watched.
  var topics: Set<String> = []
  /// Wrong tokens so far; guessing is ended by closing.
  var wrongTokens = 0

  /// Wrong tokens after which a connection is closed.
  static let maximumWrongTokens = 3

  init(number: Int, language: ReplyLanguage) {
    self.number = number
    self.language = language
  }
}
