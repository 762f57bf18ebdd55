import Foundation
import Testing

@Suite("A list taken in while the server runs")
struct LiveListTests {
  /// Clinics of Banjarmasin, as many as asked; the telephone tells the round.
  private func list(_ folder: URL, round: Int, count: Int) throws -> String {
    let file = folder.appendingPathComponent("daftar-\(round).csv")
    let rows = (0..<count).map {
      "Klinik;Kota Banjarmasin;Klinik CONTOH \($0);0511 33500\(round);-3,3194;114,5908\n"
    }
    try Data(("jenis;kota;nama;telepon;lat;lon\n" + rows.joined()).utf8).write(to: file)
    return file.path
  }

  private func take(_ file: String, _ database: String, _ date: String) throws {
    let result = try Binary.run([
      "import", file, "--issuer", "KC CONTOH", "--list-date", date, "--db", database,
    ])
    #expect(result.status == 0, "\(result.error)")
  }

  @Test(
    "Answers under way are entirely of the old or entirely of the new list, and no client drops")
  func whole() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      try take(try list(folder, round: 1, count: 40), database, "2026-10-01")
      let server = try RunningServer(["--db", database, "--list-poll", "0.05"])
      defer { server.stop() }
      let request = "SEARCH \"klinik contoh\" LIMIT 100"
      let shared = Answers()
      let group = DispatchGroup()
      let port = server.port
      for _ in 0..<4 {
        DispatchQueue.global().async(group: group) {
          guard let client = try? LineClient(port: port) else { return shared.add([]) }
          while !shared.isOver { shared.add(client.ask(request)) }
        }
      }
      for round in 2...4 {
        try take(try list(folder, round: round, count: 40 + round), database, "2026-10-0\(round)")
        let client = try LineClient(port: port)
        let isServed = server.wait { client.ask(request).first == "*\(40 + round)" }
        #expect(isServed, "\(server.logged)")
      }
      shared.finish()
      group.wait()
      #expect(shared.count > 0)
      #expect(shared.seen == ["40 of 1", "42 of 2", "43 of 3", "44 of 4"])
      #expect(!shared.hasDropped)
    }
  }

  @Test("The first list ever is found, and a removed file does not empty the server")
  func first() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let server = try RunningServer(["--db", database, "--list-poll", "0.05"])
      defer { server.stop() }
      let client = try LineClient(port: server.port)
      #expect(client.ask("SEARCH \"klinik contoh\"") == ["*0"])
      try take(try list(folder, round: 1, count: 3), database, "2026-10-01")
      #expect(server.wait { client.ask("SEARCH \"klinik contoh\"").first == "*3" })
      for ending in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: database + ".lists" + ending)
      }
      Thread.sleep(forTimeInterval: 0.2)
      #expect(client.ask("SEARCH \"klinik contoh\"").first == "*3")
    }
  }

  @Test("A stored list that cannot be read is logged once, and the old one is served on")
  func broken() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      try take(try list(folder, round: 1, count: 3), database, "2026-10-01")
      let server = try RunningServer(["--db", database, "--list-poll", "0.05"])
      defer { server.stop() }
      let client = try LineClient(port: server.port)
      // A list event without its list, as a half-written copy of the file would have it.
      let script = """
        import sqlite3, sys
        with sqlite3.connect(sys.argv[1]) as file:
            file.execute("INSERT INTO list_event (version, kind) VALUES (2, 'list')")
        """
      let spoiled = try Binary.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"),
        ["python3", "-c", script, database + ".lists"])
      #expect(spoiled.status == 0, "\(spoiled.error)")
      #expect(server.wait { server.logged.contains("the new list is not usable") })
      #expect(client.ask("SEARCH \"klinik contoh\"").first == "*3")
      server.signal(SIGHUP)
      #expect(server.wait { server.logged.contains("reload failed") })
      #expect(client.ask("SEARCH \"klinik contoh\"").first == "*3")
      #expect(client.ask("INFO").contains("+list_version:1"))
      #expect(server.logged.components(separatedBy: "the new list is not usable").count == 2)
    }
  }

  @Test("Without looking by itself the server takes a new list on SIGHUP")
  func hangup() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let server = try RunningServer(["--db", database, "--list-poll", "0"])
      defer { server.stop() }
      let client = try LineClient(port: server.port)
      try take(try list(folder, round: 1, count: 3), database, "2026-10-01")
      #expect(client.ask("SEARCH \"klinik contoh\"") == ["*0"])
      server.signal(SIGHUP)
      #expect(server.wait { client.ask("SEARCH \"klinik contoh\"").first == "*3" })
    }
  }

  /// What the clients were answered; every access under the lock.
  private final class Answers: @unchecked Sendable {
    private let lock = NSLock()
    private var over = false
    private var dropped = false
    private var kinds: Set<String> = []
    private var total = 0

    func add(_ answer: [String]) {
      let rounds = Set(answer.dropFirst().compactMap { $0.firstMatch(of: /33500(\d)/)?.output.1 })
      lock.withLock {
        dropped = dropped || answer.isEmpty
        kinds.insert("\(answer.count - 1) of \(rounds.sorted().joined(separator: "+"))")
        total += 1
      }
    }

    func finish() { lock.withLock { over = true } }
    var isOver: Bool { lock.withLock { over || dropped } }
    var hasDropped: Bool { lock.withLock { dropped } }
    var seen: Set<String> { lock.withLock { kinds } }
    var count: Int { lock.withLock { total } }
  }
}
