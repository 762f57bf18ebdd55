import Foundation
import Testing

/// `plkk refer … --connect` to a running server, beside the same command on a file of its own: whatever
/// is asked is asked of both, and output, error and exit code are compared.
final class ConnectedDoor: Door {
  private let lines: LineDoor
  private let token: String
  private let alone: CommandDoor
  /// The codes of the server's referrals, with those of the file's.
  private var codes: [String: String] = [:]

  let databases: [String]

  /// Serves a database; the file beside it begins as a copy of it.
  init(_ database: String) throws {
    let twin = database + ".twin"
    let folder = URL(fileURLWithPath: database).deletingLastPathComponent()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix("plkk.sqlite") {
      let end = name.dropFirst("plkk.sqlite".count)
      try FileManager.default.copyItem(
        atPath: folder.appendingPathComponent(name).path, toPath: twin + end)
    }
    try Account.own(folder.path)
    databases = [database, twin]
    let file = twin + ".token"
    let made = try Binary.run(["token", "new", "--role", "admin", "--out", file, "--db", twin])
    #expect(made.status == 0, "\(made.error)")
    alone = CommandDoor(place: ["--db", twin, "--token-file", file])
    lines = try LineDoor(database)
    token = database + ".token"
  }

  private var connected: CommandDoor {
    CommandDoor(place: ["--connect", "127.0.0.1:\(lines.port)", "--token-file", token])
  }

  func ask(
    _ verb: String, _ arguments: [String], _ options: [Choice], person: [(String, String)]
  ) throws -> Said {
    let (server, file) = try both(verb, arguments, options, person, ["--format", "json"])
    for (ours, theirs) in zip(Self.codes(server.output), Self.codes(file.output)) {
      codes[ours] = theirs
    }
    compare(server, file, "\(verb) \(arguments) \(options)")
    if server.status == 0, ["REFERRALS", "REFERRAL", "CLOCK", "NEXT", "LETTER"].contains(verb) {
      for form in ["table", "csv"] {
        let (server, file) = try both(verb, arguments, options, person, ["--format", form])
        compare(server, file, "\(verb) \(form)")
      }
    }
    return try CommandDoor.said(server)
  }

  private func both(
    _ verb: String, _ arguments: [String], _ options: [Choice], _ person: [(String, String)],
    _ more: [String]
  ) throws -> (server: Binary.Result, file: Binary.Result) {
    let server = try connected.run(verb, arguments, options, person: person, more)
    let file = try alone.run(
      verb, arguments.map { codes[$0] ?? $0 }, options, person: person, more)
    return (server, file)
  }

  /// Codes and moments differ from one referral to the other, and nothing else.
  private func compare(_ server: Binary.Result, _ file: Binary.Result, _ what: String) {
    #expect(server.status == file.status, "\(what): \(server.error)")
    for (ours, theirs) in [(server.output, file.output), (server.error, file.error)] {
      let (ours, theirs) = (Self.plain(ours), Self.plain(theirs))
      if ours != theirs {
        Issue.record("\(what):\n\(ours)\n--- but on the file:\n\(theirs)")
      }
    }
  }

  private static func codes(_ text: String) -> [String] {
    text.matches(of: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/).map { String($0.output) }
  }

  private static func plain(_ text: String) -> String {
    text.replacing(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/, with: "KODE")
      .replacing(/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]/, with: "token")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+\d\d:\d\d)/, with: "saat")
      .replacing(/\d\d-\d\d-\d{4} \d\d\.\d\d/, with: "saat")
      .replacing(/\d+ jam \d+ menit/, with: "sisa")
      .replacing(/\b\d\d\.\d\d\b/, with: "pukul")
      .replacing(/"minutes":\d+/, with: "sisa")
      .replacing(/,\d+,saat,saat/, with: ",sisa,saat,saat")
  }

  func locate(_ verb: String, _ words: [String]) throws -> (failure: String?, text: String) {
    try alone.locate(verb, words)
  }

  func drop() throws { try lines.drop() }
  func killAndRestart() throws { try lines.killAndRestart() }
}
