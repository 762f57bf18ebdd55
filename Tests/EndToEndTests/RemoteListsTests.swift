import Foundation
import Testing

/// Commands that ask a server for its lists (`--connect`) beside the same commands on the file itself.
@Suite("Commands with a server's lists", .serialized)
struct RemoteListsTests {
  private static let questions: [[String]] = [
    ["nearest", "-3.3194,114.5908"], ["nearest", "--emergency", "-3.3194,114.5908"],
    ["nearest", "Satui, Tanah Bumbu", "--format", "json"],
    ["within", "--region", "63.71", "--format", "csv"], ["search", "klinik contoh"],
    ["search", "klinik contoh", "--lang", "en"], ["show", "PLKK-63-097"], ["locate", "Samarinda"],
    ["show", "PLKK-99-999"], ["nearest", "nowhere at all"],
  ]

  private static func take(_ rows: Int, _ folder: URL, _ database: String, _ date: String) throws {
    let file = folder.appendingPathComponent("list-\(rows).csv")
    let lines = (0..<rows).map {
      "Klinik;Kota Banjarmasin;Klinik CONTOH \($0);0511 335001;-3,3194;114,5908\n"
    }
    try Data(("jenis;kota;nama;telepon;lat;lon\n" + lines.joined()).utf8).write(to: file)
    let taken = try Binary.run([
      "import", file.path, "--issuer", "KC CONTOH", "--list-date", date, "--db", database,
    ])
    try #require(taken.status == 0, "\(taken.error)")
  }

  @Test("Answers, errors and exit codes are those of the file; no position is sent")
  func same() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      // More than one piece.
      try Self.take(600, folder, database, "2026-10-01")
      let server = try RunningServer(["--db", database])
      defer { server.stop() }
      let cache = ["XDG_CACHE_HOME": folder.appendingPathComponent("cache").path]
      for question in Self.questions {
        let here = try Binary.run(question + ["--db", database])
        let there = try Binary.run(question + ["--connect", server.address], environment: cache)
        #expect(there.output == here.output, "\(question)")
        #expect(there.error == here.error, "\(question)")
        #expect(there.status == here.status, "\(question)")
      }
      let set = try Binary.run(
        ["search", "klinik contoh"],
        environment: cache.merging(["PLKK_CONNECT_SERVER": server.address]) { $1 })
      #expect(set.output.contains("CONTOH"))
      let figures = try Binary.run(["query", "--connect", server.address, "METRICS"]).output
      for verb in ["NEAREST", "WITHIN", "LOCATE", "SEARCH", "SHOW"] {
        #expect(figures.contains("plkk_requests_total{verb=\"\(verb)\"} 0"), "\(verb) was asked")
      }
    }
  }

  @Test(
    "A new list is fetched; without a line the copy answers with its date, without one the embedded list"
  )
  func offline() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let cache = ["XDG_CACHE_HOME": folder.appendingPathComponent("cache").path]
      try Self.take(3, folder, database, "2026-10-01")
      let server = try RunningServer(["--db", database, "--list-poll", "0.05"])
      let question = ["search", "klinik contoh", "--format", "csv", "--connect", server.address]
      func rows(_ result: Binary.Result) -> Int { result.lines.count { $0.contains("CONTOH") } }

      #expect(rows(try Binary.run(question, environment: cache)) == 3)
      try Self.take(5, folder, database, "2026-10-02")
      #expect(try server.wait { rows(try Binary.run(question, environment: cache)) == 5 })
      server.stop()
      let gone = try Binary.run(question + ["--lang", "en"], environment: cache)
      #expect(gone.status == 0 && rows(gone) == 5)
      #expect(
        gone.error.contains("not reachable") && gone.error.contains("copy of its lists taken on 20")
      )
      let never = try Binary.run(
        question + ["--lang", "en"], environment: ["XDG_CACHE_HOME": folder.path + "/other"])
      #expect(never.status == 0 && rows(never) == 0)
      #expect(never.error.contains("embedded list alone"))
    }
  }

  @Test("Options that contradict each other are refused; pieces of another list are not given")
  func refusals() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let both = try Binary.run(["show", "PLKK-63-097", "--db", "x", "--connect", server.address])
    #expect(both.status == 64)
    let alone = try Binary.run(["show", "PLKK-63-097", "--tls"])
    #expect(alone.status == 64)
    func ask(_ words: String...) throws -> String {
      let result = try Binary.run(["query", "--lang", "en", "--connect", server.address] + words)
      return result.output + result.error
    }
    #expect(try ask("LISTS").contains("bytes:0"))
    #expect(try ask("LISTS", "0", "abc").contains("no list was taken in here"))
    #expect(try ask("LISTS", "-1", "abc").contains("no list was taken in here"))
  }
}
