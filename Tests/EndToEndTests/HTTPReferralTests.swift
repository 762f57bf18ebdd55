import Foundation
import Testing

/// Referrals over HTTP through the built program: their life, their lists, what is refused, their events.
@Suite("Referrals over HTTP", .serialized)
struct HTTPReferralTests {
  /// A database with files of tokens of an officer and of a facility.
  struct Office {
    let database: String
    let officer: String
    let facility: String

    init(_ folder: URL) throws {
      let database = folder.appending(path: "office.sqlite").path
      func token(_ role: String, _ scope: String) throws -> String {
        let file = folder.appending(path: "\(role).token").path
        let made = try Binary.run(
          ["token", "new", "--role", role, "--scope", scope, "--out", file, "--db", database])
        try #require(made.status == 0, "\(made.error)")
        return file
      }
      self.database = database
      officer = try token("officer", "BJM")
      facility = try token("facility", "PLKK-63-097")
    }
  }

  /// Runs a group of checks; each is a line.
  private static func run(
    _ group: String, _ options: [String] = [], least: Int, stopping: Bool = false
  ) throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      let server = try RunningServer(
        ["--db", office.database, "--http", "127.0.0.1:0", "--log-level", "trace"] + options)
      defer { server.stop() }
      let port = try #require(server.httpPort, "\(server.logged)")
      let script = Binary.package.appendingPathComponent(
        "Tests/EndToEndTests/Web/referrals.py"
      ).path
      let result = try Binary.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"),
        [
          "python3", script, String(port), office.officer, office.facility, group,
          String(server.processID),
        ])
      #expect(result.status == 0, "\(result.error.suffix(2000))")
      let lines = result.lines.filter { !$0.isEmpty }
      let failed = lines.filter { !$0.hasPrefix("ok ") }
      #expect(lines.count >= least && failed.isEmpty, "\(failed.joined(separator: "\n"))")
      let secrets = try [office.officer, office.facility].map {
        try String(contentsOfFile: $0, encoding: .utf8).trimmingCharacters(
          in: .whitespacesAndNewlines)
      }
      for secret in secrets + ["Aminah", "6371014506900001", "114.5908"] {
        #expect(!server.logged.contains(secret), "in the log: \(secret.prefix(8))")
      }
      if stopping {
        let begun = Date()
        server.waitForEnd()
        #expect(Date().timeIntervalSince(begun) < 8, "\(server.logged)")
      }
    }
  }

  @Test("From the opening to the arrival, with versions, repeated requests and papers")
  func life() throws { try Self.run("life", least: 26) }

  @Test("Lists go on from cursors and show each referral once")
  func lists() throws { try Self.run("lists", least: 9) }

  @Test("What is refused: by whom, why, at which member, and what is allowed there")
  func refusals() throws { try Self.run("refusals", least: 45) }

  @Test("Changes are told as they happen, from any place on, and streams end with the server")
  func events() throws {
    try Self.run(
      "events", ["--http-limit", "heartbeat_seconds=1"], least: 12, stopping: true)
  }
}
