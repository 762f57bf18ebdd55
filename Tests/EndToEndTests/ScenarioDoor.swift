import Exporting
import Foundation
import GRDB
import LineProtocol
import Referrals
import Application
import Schema
import Server
import Storage
import Testing

/// What a door answered, whatever its form: rows of named values, notes by code, a text.
struct Said {
  /// Words of the refusal; nil when it was done.
  var failure: String?
  var rows: [[String: String]] = []
  var notes: [String: String] = [:]
  var text = ""

  /// The first row of a kind; empty when there is none.
  func row(_ kind: String) -> [String: String] { rows(kind).first ?? [:] }
  func rows(_ kind: String) -> [[String: String]] { rows.filter { $0["row"] == kind } }
}

/// An option of a verb; a flag has no value.
typealias Choice = (name: String, value: String?)

/// One of the ways in: the same verb and words for both.
protocol Door: AnyObject {
  /// Asks for a verb of referrals.
  func ask(
    _ verb: String, _ arguments: [String], _ options: [Choice], person: [(String, String)]
  ) throws -> Said
  /// Asks a locating verb; the answer as it came.
  func locate(_ verb: String, _ words: [String]) throws -> (failure: String?, text: String)
  /// Drops whatever is held between two requests, as a cut line does.
  func drop() throws
  /// Kills what serves the door, if anything does, and starts it again.
  func killAndRestart() throws
  /// The files of the referrals that are asked for.
  var databases: [String] { get }
}

extension Door {
  func ask(_ verb: String, _ arguments: [String] = [], _ options: Choice...) throws -> Said {
    try ask(verb, arguments, options, person: [])
  }
}

/// Which door a scenario goes through.
enum DoorKind: String, CaseIterable, CustomTestStringConvertible {
  case commandLine = "the command line"
  case lines = "TCP"
  case connected = "the command line, connected to a server"

  var testDescription: String { rawValue }

  /// The doors at which referrals are handled.
  static let ofReferrals = allCases

  /// The doors that find facilities: a connected command line finds them by a copy of its own.
  static let ofLocating: [DoorKind] = [.commandLine, .lines]

  /// Opens the door on a database that is made first, in a folder of its own.
  func with(
    prepare: (String) throws -> Void = { _ in }, _ body: (any Door, String) throws -> Void
  ) throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      try prepare(database)
      let door: any Door =
        switch self {
        case .commandLine: CommandDoor(database)
        case .lines: try LineDoor(database)
        case .connected: try ConnectedDoor(database)
        }
      try body(door, database)
    }
  }
}

/// The built binary, run once for each request.
final class CommandDoor: Door {
  /// Where the referrals are: `--db FILE`, or `--connect …`.
  private let place: [String]
  private static let names = ["REFER": "new", "REFERRALS": "list", "REFERRAL": "show"]
  private static let keys = ["EMPLOYERNO": "npp"]
  private static let options = [
    "ID": "request-id", "LAWFULBASIS": "lawful-basis", "WITHOPEN": "with-open",
  ]

  let databases: [String]

  init(_ database: String) {
    place = ["--db", database]
    databases = [database]
  }

  init(place: [String]) {
    self.place = place
    databases = []
  }

  func ask(
    _ verb: String, _ arguments: [String], _ options: [Choice], person: [(String, String)]
  ) throws -> Said {
    try Self.said(try run(verb, arguments, options, person: person, ["--format", "json"]))
  }

  /// What the command said in JSON.
  static func said(_ result: Binary.Result) throws -> Said {
    result.status == 0 ? try read(result.output) : Said(failure: result.error)
  }

  /// Runs the command with further words; output, error and exit code as they come.
  func run(
    _ verb: String, _ arguments: [String], _ options: [Choice], person: [(String, String)],
    _ more: [String]
  ) throws -> Binary.Result {
    var words = ["refer", Self.names[verb] ?? verb.lowercased()] + arguments
    for option in options {
      words.append("--" + (Self.options[option.name] ?? option.name.lowercased()))
      if let value = option.value { words.append(value) }
    }
    words += more + place + ["--lang", "id"]
    let lines = person.map { "\(Self.keys[$0.0] ?? $0.0.lowercased()): \($0.1)\n" }.joined()
    if !person.isEmpty { words += ["--identity", "-"] }
    return try Binary.run(words, input: Data(lines.utf8))
  }

  func locate(_ verb: String, _ words: [String]) throws -> (failure: String?, text: String) {
    let result = try Binary.run(
      [verb.lowercased()]
        + words.map { $0.first?.isUppercase == true && $0.count > 3 ? "--" + $0.lowercased() : $0 }
        + place + ["--lang", "id"])
    return (result.status == 0 ? nil : result.error, result.output)
  }

  func drop() {}
  func killAndRestart() {}

  private struct Answer: Decodable {
    var rows: [[String: Scalar]]
    var notes: [[String: String]]
    var text: String?
  }

  /// A value as the line protocol would write it.
  private struct Scalar: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws {
      let box = try decoder.singleValueContainer()
      if let flag = try? box.decode(Bool.self) {
        text = "\(flag)"
      } else if let number = try? box.decode(Int.self) {
        text = "\(number)"
      } else if let number = try? box.decode(Double.self) {
        text = "\(number)"
      } else {
        text = try? box.decode(String.self)
      }
    }
  }

  private static func read(_ json: String) throws -> Said {
    let answer = try JSONDecoder().decode(Answer.self, from: Data(json.utf8))
    return Said(
      rows: answer.rows.map { $0.compactMapValues(\.text) },
      notes: Dictionary(answer.notes.map { ($0["code"] ?? "", $0["text"] ?? "") }) { $1 },
      text: answer.text ?? "")
  }
}

/// A running `plkk serve` with one connection, as an administrator.
final class LineDoor: Door {
  private let database: String
  private let secret: String
  private var server: RunningServer
  private var client: LineClient
  private var isKnown = false

  init(_ database: String) throws {
    self.database = database
    let file = database + ".token"
    let made = try Binary.run(["token", "new", "--role", "admin", "--out", file, "--db", database])
    #expect(made.status == 0, "\(made.error)")
    secret = try String(contentsOfFile: file, encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    server = try RunningServer(["--db", database])
    client = try LineClient(port: server.port)
  }

  func drop() throws {
    client = try LineClient(port: server.port)
    isKnown = false
  }

  func killAndRestart() throws {
    server.signal(SIGKILL)
    server.stop()
    server = try RunningServer(["--db", database])
    try drop()
  }

  var databases: [String] { [database] }
  var logged: String { server.logged }
  var port: Int { server.port }

  func ask(
    _ verb: String, _ arguments: [String], _ options: [Choice], person: [(String, String)]
  ) throws -> Said {
    func quoted(_ text: String) -> String { text.contains(" ") ? "\"\(text)\"" : text }
    var words = [verb] + arguments
    for option in options { words += [option.name] + (option.value.map { [quoted($0)] } ?? []) }
    for (name, value) in person { words += [name, quoted(value)] }
    if !isKnown {
      #expect(client.ask("AUTH \(secret)") == ["+OK"])
      isKnown = true
    }
    let lines = client.ask(words.joined(separator: " "))
    guard let first = lines.first else { return Said(failure: "closed") }
    guard first.hasPrefix("*") else { return Said(failure: first) }
    var said = Said()
    for line in lines.dropFirst() {
      let parts = line.dropFirst().split(separator: "\t", omittingEmptySubsequences: false)
      let kind = String(parts[0])
      if kind == "text" {
        said.text += parts.dropFirst().joined(separator: "\t") + "\n"
        continue
      }
      var row = ["row": kind]
      for part in parts.dropFirst() {
        let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        row[String(pair[0])] = pair.count == 2 ? String(pair[1]) : ""
      }
      if kind == "note" {
        said.notes[row["code"] ?? ""] = row["text"]
      } else {
        said.rows.append(row)
      }
    }
    return said
  }

  func locate(_ verb: String, _ words: [String]) throws -> (failure: String?, text: String) {
    let lines = client.ask(([verb] + words).joined(separator: " "))
    let text = lines.joined(separator: "\n")
    return (lines.first.map { $0.hasPrefix("-") } ?? true ? text : nil, text)
  }
}

/// What was done before the doors were opened: the same use cases, with a clock of then.
enum Past {
  /// Answers one request as if it were asked so long ago.
  static func ask(
    _ line: String, ago: TimeSpan, database: String
  ) async throws -> ReferralAnswer {
    let now = Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)) - ago
    let store = try SQLiteStore(path: database)
    let locator = try Locator.embedded()
    let referring = Referring(
      referralService: ReferralService(store: store, now: { now }), locator: { locator },
      now: { now })
    var words = line.split(separator: " ").map(String.init)
    let verb = words.removeFirst()
    let table = CommandTable(CommandTable.referring)
    let place = words.removeFirst()
    var options: [(name: String, values: [String])] = []
    while words.count >= 2 { options.append((words.removeFirst(), [words.removeFirst()])) }
    let request = try table.parse(verb, arguments: [place], options: options)
    let answer = try await referring.answer(
      try ReferralRequest(request), by: Identity(actor: "local", role: .administrator, scope: ""))
    try await store.close()
    return answer
  }
}
