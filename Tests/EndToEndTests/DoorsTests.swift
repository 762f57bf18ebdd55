import Foundation
import Testing

/// One use case, two doors.
@Suite("The command line and the line protocol")
struct DoorsTests {
  @Test("Both doors give the same facilities, distances and directions")
  func sameAnswers() throws {
    let server = try RunningServer()
    defer { server.stop() }
    for position in ["-3.3194 114.5908", "2.8375 117.3653", "-0.0263 109.3425", "6P9MQWR2+F2"] {
      let line = try Binary.run([
        "query", "--connect", server.address, "NEAREST", position, "LIMIT", "5",
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
