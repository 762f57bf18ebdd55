import Foundation
import Testing

/// Referrals through the built program: the same by both doors, one server a file, nothing lost on the
/// way out.
@Suite("Referrals by the command line and over TCP", .serialized)
struct ReferralDoorTests {
  private static let opening =
    "REFER -3.3194 114.5908 TO PLKK-63-097 EMERGENCY tidak-ada BASIS persetujuan OCCURRED "
    + "\"20-11-2026 22.00 WITA\""

  /// A database with a server on it, and files of tokens.
  private struct Place {
    let database: String
    let folder: URL

    init(_ folder: URL) {
      self.folder = folder
      database = folder.appending(path: "office.sqlite").path
    }

    /// The file of a new token.
    func token(_ role: String, _ scope: String? = nil) throws -> String {
      let file = folder.appending(path: "\(role)-\(scope ?? "").token").path
      let made = try Binary.run(
        ["token", "new", "--role", role, "--out", file, "--db", database]
          + (scope.map { ["--scope", $0] } ?? []))
      try #require(made.status == 0, "\(made.error)")
      return file
    }

    func client(_ server: RunningServer, _ file: String) throws -> LineClient {
      let secret = try String(contentsOfFile: file, encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      let client = try LineClient(port: server.port)
      try #require(client.ask("AUTH \(secret)") == ["+OK"])
      try #require(client.ask("LANG en") == ["+OK"])
      return client
    }
  }

  private static func code(_ lines: [String]) throws -> String {
    let line = try #require(lines.first { $0.contains("code=") }, "\(lines)")
    return try #require(line.firstMatch(of: /code=([0-9A-Z-]+)/).map { String($0.output.1) })
  }

  /// What a row says, whichever door wrote it.
  private static func canonical(_ object: Any) throws -> String {
    String(
      decoding: try JSONSerialization.data(
        withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
  }

  @Test("Both doors give the same rows and notes, and refuse in the same words")
  func sameAnswers() throws {
    try Binary.withFolder { folder in
      let place = Place(folder)
      let officer = try place.token("officer", "BJM")
      let facility = try place.token("facility", "PLKK-63-097")
      let server = try RunningServer(["--db", place.database])
      defer { server.stop() }
      let bjm = try place.client(server, officer)
      let ulin = try place.client(server, facility)
      let code = try Self.code(bjm.ask(Self.opening))
      for client in [bjm, ulin] { #expect(client.ask("FORMAT json") == ["+OK"]) }
      // Each as often as it is asked, so that both doors see the same state.
      for (file, client) in [(officer, bjm), (facility, ulin)] {
        for (request, words) in [
          ("REFERRALS", ["list"]), ("REFERRALS OVERDUE", ["list", "--overdue"]),
          ("CALLS", ["phone"]),
          ("REFERRAL \(code)", ["show", code]), ("CLOCK \(code)", ["clock", code]),
          ("NEXT \(code) LIMIT 2", ["next", code, "--limit", "2"]),
          ("TRANSPORT \(code)", ["transport", code]), ("KK1 \(code)", ["kk1", code]),
          ("LETTER \(code)", ["letter", code]), ("REFERRALCOUNT", ["count"]),
          ("FIGURES", ["figures"]),
          ("ARRIVE \(code)", ["arrive", code]),
          ("REJECT \(code)", ["reject", code]),
          ("HOLD \(code) REASON x", ["hold", code, "--reason", "x"]),
          ("ACCEPT K7FD-3QWX-0", ["accept", "K7FD-3QWX-0"]),
          ("SEND \(code) TO PLKK-99-999", ["send", code, "--to", "PLKK-99-999"]),
          (
            "CANCEL \(code) REASON salah-data ATTEMPT 9",
            ["cancel", code, "--reason", "salah-data", "--attempt", "9"]
          ),
        ] {
          let line = client.ask(request)
          let alone = try Binary.run(
            ["refer"] + words
              + ["--db", place.database, "--token-file", file, "--format", "json", "--lang", "en"])
          if let error = line.first, error.hasPrefix("-") {
            let sentence = error.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
            #expect(alone.status != 0 && alone.output.isEmpty, "\(request)")
            if !["-BADPOS", "-NOTFOUND"].contains(String(error.prefix { $0 != " " })),
              !sentence.hasPrefix("value")
            {
              // The command line says `plkk refer reject` and `--reason` for REJECT and REASON.
              let said = alone.error.replacing(#/plkk refer ([a-z]+)|--([a-z]+)/#) {
                ($0.1 ?? $0.2 ?? "").uppercased()
              }
              #expect(said.contains(sentence), "\(request): \(line) but \(alone.error)")
            }
            continue
          }
          #expect(alone.status == 0, "\(words): \(alone.error)")
          let answer = try #require(
            try JSONSerialization.jsonObject(with: Data(alone.output.utf8)) as? [String: Any])
          var expected: [String] = []
          if let text = answer["text"] as? String {
            expected.append(try Self.canonical(["row": "text", "text": text]))
          } else {
            expected += try (answer["rows"] as? [[String: Any]] ?? []).map(Self.canonical)
          }
          for var note in answer["notes"] as? [[String: Any]] ?? [] {
            note["row"] = "note"
            expected.append(try Self.canonical(note))
          }
          let got = try line.dropFirst().map { text in
            try Self.canonical(
              try JSONSerialization.jsonObject(with: Data(text.dropFirst().utf8)))
          }
          #expect(got == expected, "\(request)")
        }
      }
    }
  }

  @Test(
    "Figures of the service are the same from a server as from its file, for an auditor's token alone"
  )
  func figures() throws {
    try Binary.withFolder { folder in
      let place = Place(folder)
      let officer = try place.token("officer", "BJM")
      let auditor = try place.token("auditor")
      let facility = try place.token("facility", "PLKK-63-097")
      let server = try RunningServer(["--db", place.database])
      defer { server.stop() }
      let bjm = try place.client(server, officer)
      let ulin = try place.client(server, facility)
      for number in 0..<12 {
        let code = try Self.code(bjm.ask(Self.opening))
        let answer = number < 6 ? "REJECT \(code) REASON penuh-icu" : "ACCEPT \(code)"
        #expect(ulin.ask(answer).first?.hasPrefix("*") == true)
      }
      let connect = ["--connect", server.address]
      let figures = try Binary.run(
        ["refer", "figures", "--lang", "en", "--token-file", auditor] + connect)
      #expect(figures.output.contains("All referrals, "), "\(figures.output)")
      #expect(figures.output.contains("refused: no bed in intensive care: 6"))
      #expect(figures.output.contains("Province 63"))
      let words = ["refer", "figures", "--format", "csv", "--token-file"]
      let here = try Binary.run(words + [auditor, "--db", place.database])
      let there = try Binary.run(words + [auditor] + connect)
      // All but the moment.
      func cells(_ result: Binary.Result) -> [String] {
        result.lines.map { $0.split(separator: ",").dropLast().joined(separator: ",") }
      }
      #expect(there.status == 0 && cells(there) == cells(here), "\(there.error)")
      #expect(there.output.contains("acceptance,share,,shown,0.5000,12,"), "\(there.output)")
      #expect(try Binary.run(words + [officer] + connect).status == 77)
      // An audit holds them, from either place; without a token the network alone is audited.
      func audit(_ words: [String], _ more: [String: String] = [:]) throws -> Binary.Result {
        try Binary.run(
          ["audit", "--region", "63", "--section", "referrals", "--format", "csv", "--lang", "en"]
            + words,
          environment: more.merging(["XDG_CACHE_HOME": folder.appending(path: "cache").path]) {
            $1
          })
      }
      let remote = try audit(connect + ["--token-file", auditor])
      let local = try audit(["--db", place.database, "--token-file", auditor])
      #expect(remote.status == 0 && remote.output == local.output, "\(remote.error)")
      #expect(remote.output.contains("accepted,50.0 % (n 12),50.0 % (n 12)"), "\(remote.output)")
      let set = try audit([], ["PLKK_CONNECT_SERVER": server.address, "PLKK_TOKEN_FILE": auditor])
      #expect(set.output == remote.output, "\(set.error)")
      let without = try audit(connect)
      #expect(without.status == 0 && !without.output.contains("accepted"), "\(without.error)")
      let refused = try audit(connect + ["--token-file", officer])
      #expect(refused.status == 77 && refused.output.isEmpty, "\(refused.error)")
    }
  }

  @Test("What one door changes the other shows at once, with the same request id done once")
  func oneFile() throws {
    try Binary.withFolder { folder in
      let place = Place(folder)
      let officer = try place.token("officer", "BJM")
      let server = try RunningServer(["--db", place.database])
      defer { server.stop() }
      let bjm = try place.client(server, officer)
      let code = try Self.code(bjm.ask(Self.opening + " ID both-1"))
      let words = [
        "refer", "cancel", code, "--reason", "salah-data", "--request-id", "both-2", "--db",
        place.database, "--token-file", officer, "--format", "json",
      ]
      let first = try Binary.run(words)
      #expect(first.status == 0, "\(first.error)")
      #expect(first.output.contains("\"attempt_status\":\"cancelled\""))
      #expect(bjm.ask("REFERRAL \(code)").contains { $0.contains("attempt_status=cancelled") })
      // Repeated through the other door, the change is the one that was made.
      #expect(
        bjm.ask("CANCEL \(code) REASON salah-data ID both-2").first { $0.hasPrefix("+receipt") }?
          .contains("attempt_status=cancelled") == true)
      #expect(bjm.ask("CANCEL \(code) REASON salah-data").first?.hasPrefix("-CONFLICT") == true)
      #expect(bjm.ask(Self.opening + " ID both-1").contains { $0.contains(code) })
      #expect(bjm.ask("REFERRALS").first == "*1")
    }
  }

  @Test("Sending on while an attempt is open is refused at both doors and leaves no draft behind")
  func sendingOnTooEarly() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      func refer(_ words: String...) throws -> Binary.Result {
        try Binary.run(["refer"] + words + ["--db", database, "--lang", "id"])
      }
      let opened = try refer(
        "new", "-3.3194,114.5908", "--to", "AUTO", "--emergency", "tidak-ada", "--basis",
        "persetujuan", "--branch", "BJM", "--format", "csv")
      let code = String(try #require(opened.lines.dropFirst().first?.split(separator: ",").first))
      let refused = try refer("send", code, "--to", "AUTO")
      #expect(refused.status == 65 && refused.error.contains("pengajuan ke-1"), "\(refused.error)")
      func attempts() throws -> Int {
        try refer("show", code).output.ranges(of: "\nPengajuan\n").count
      }
      #expect(try attempts() == 1)
      #expect(try refer("reject", code, "--reason", "penuh-icu").status == 0)
      let id = ["--request-id", "sms-7"]
      #expect(try refer("send", code, "--to", "AUTO", id[0], id[1]).status == 0)
      #expect(try refer("send", code, "--to", "AUTO", id[0], id[1]).status == 0)
      #expect(try attempts() == 2)
      // What the table calls by its verbs, the command line calls by its own words.
      let missing = try refer("report", code, "--stage", "tahap-1", "--to", "bpjs-tk")
      #expect(missing.status == 64, "\(missing.error)")
      #expect(missing.error == "plkk: plkk refer report perlu --at\n")
    }
  }

  @Test("A second server on the file refuses and names the first; the command line goes on")
  func secondServer() throws {
    try Binary.withFolder { folder in
      let place = Place(folder)
      let officer = try place.token("officer", "BJM")
      let server = try RunningServer(["--db", place.database])
      defer { server.stop() }
      do {
        _ = try RunningServer(["--db", place.database])
        Issue.record("a second server was let in")
      } catch let ended as RunningServer.Ended {
        #expect(ended.log.contains(/\((?:process|proses) [0-9]+\)/), "\(ended.log)")
      }
      let list = try Binary.run([
        "refer", "list", "--db", place.database, "--token-file", officer,
      ])
      #expect(list.status == 0, "\(list.error)")
      #expect(try place.client(server, officer).ask("REFERRALS") == ["*0"])
    }
  }

  @Test("Killed or told to stop, the server keeps every change that it answered, once (S9, S22)")
  func restarts() throws {
    try Binary.withFolder { folder in
      let place = Place(folder)
      let officer = try place.token("officer", "BJM")
      var acknowledged: [String: String] = [:]
      for (round, signal) in [SIGKILL, SIGTERM, SIGKILL].enumerated() {
        let server = try RunningServer(["--db", place.database])
        defer { server.stop() }
        let client = try place.client(server, officer)
        let requests = (0..<30).map { "\(Self.opening) ID r\(round)-\($0)" }
        // Ends in the middle of its work: after some answers, with requests still waiting.
        #expect(client.send(Array((requests.joined(separator: "\n") + "\n").utf8)))
        var answered = 0
        while answered < 30 {
          if answered == 5 { server.signal(signal) }
          let reply = client.reply()
          guard reply.first?.hasPrefix("*") == true else { break }
          acknowledged[requests[answered]] = try Self.code(reply)
          answered += 1
        }
        #expect(answered >= 5)
        // Told to stop, it answers what it has received.
        if signal == SIGTERM { #expect(answered == 30) }
        server.waitForEnd()
      }
      let server = try RunningServer(["--db", place.database])
      defer { server.stop() }
      let client = try place.client(server, officer)
      for (request, code) in acknowledged {
        #expect(try Self.code(client.ask(request)) == code)
      }
      let held = client.ask("REFERRALS LIMIT 100").dropFirst().filter { $0.contains("code=") }
      // What was committed without its answer having left is there too, once for each id.
      #expect(held.count >= acknowledged.count && held.count <= 90)
      #expect(Set(held).count == held.count)
    }
  }
}
