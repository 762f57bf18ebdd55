import Foundation
import Testing

/// One use case, two doors.
@Suite("The command line and the line protocol")
struct DoorsTests {
  @Test("Both doors give the same facilities, distances and directions")
  func sameAnswers() throws {
    let server = Process()
    server.executableURL = Binary.folder.appendingPathComponent("plkk")
    server.arguments = ["serve", "--listen", "127.0.0.1:0"]
    let log = Pipe()
    server.standardOutput = log
    server.standardError = log
    try server.run()
    defer {
      server.terminate()
      server.waitUntilExit()
    }
    var text = ""
    var port: Substring?
    while port == nil {
      let more = log.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the server ended: \(text)")
      text += String(decoding: more, as: UTF8.self)
      port = text.firstMatch(of: /127\.0\.0\.1:([1-9][0-9]*)|port[=:]\s*([1-9][0-9]*)/).flatMap {
        $0.output.1 ?? $0.output.2
      }
    }
    let address = "127.0.0.1:\(try #require(port))"
    for position in ["-3.3194 114.5908", "2.8375 117.3653", "-0.0263 109.3425", "6P9MQWR2+F2"] {
      let line = try Binary.run([
        "query", "--connect", address, "NEAREST", position, "LIMIT", "5",
      ])
      #expect(line.status == 0, "\(line.error)")
      let rows = line.lines.filter { $0.contains("\t") }.map { $0.split(separator: "\t") }
      let alone = try Binary.run(["nearest", position, "--limit", "5", "--format", "json"])
      let answer =
        try JSONSerialization.jsonObject(with: Data(alone.output.utf8)) as? [String: Any]
      let results = try #require(answer?["results"] as? [[String: Any]])
      #expect(rows.count == 5 && results.count == 5)
      for (row, result) in zip(rows, results) {
        let id = try #require(row.first)
        #expect(id.drop { $0 == "+" } == result["id"] as? String ?? "")
        #expect(Double(row[1]) == result["distance_m"] as? Double)
        #expect(Int(row[2]) == result["bearing_deg"] as? Int)
        #expect(row[3] == result["kind"] as? String ?? "")
      }
    }
  }
}
