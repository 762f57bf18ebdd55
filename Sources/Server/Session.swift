import Formats
import LineProtocol
import Application
import Storage

/// What a connection has set for itself.
struct Session {
  let number: Int
  var form = DirectorySnapshot.Form.text
  /// Whether answers about referrals are for a command line, which lays them out for a person.
  var isRecord = false
  var language: ReplyLanguage
  var name = ""
  /// The authenticated identity, for referrals.
  var identity: Identity?
  /// What is watched.
  var topics: Set<String> = []
  /// Wrong tokens so far; guessing is ended by closing.
  var wrongTokens = 0
  /// The RESP that requests as arrays are answered in.
  var arrayStyle = ReplyStyle.resp2
  /// How messages to this watcher are written: as its last `SUBSCRIBE` was.
  var watchStyle = ReplyStyle.lines
  /// Whether requests are answered.
  var silence = Silence.none
  /// Requests between `MULTI` and `EXEC`.
  var transaction: Transaction?

  /// Which requests get no reply, as `CLIENT REPLY` has it.
  enum Silence {
    case none
    /// Only the next one.
    case next
    /// The one that is being answered.
    case this
    /// All of them.
    case all
  }

  /// What waits for `EXEC`.
  struct Transaction {
    var commands: [ParsedCommand] = []
    /// Whether one was refused, so that none is carried out.
    var isBroken = false
  }

  /// Whether a request is answered at once and like any other.
  var isPlain: Bool { silence == .none && transaction == nil }

  /// Wrong tokens after which a connection is closed.
  static let maximumWrongTokens = 3

  /// Forgets everything but who it is and how often it guessed.
  mutating func reset(language: ReplyLanguage) {
    let guesses = wrongTokens
    self = Session(number: number, language: language)
    wrongTokens = guesses
  }

  init(number: Int, language: ReplyLanguage) {
    self.number = number
    self.language = language
  }
}
