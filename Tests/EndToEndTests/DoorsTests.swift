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

  @Test("Both doors answer an emergency alike: 119, hospitals of any kind, then the PLKK")
  func sameEmergency() throws {
    let server = try RunningServer()
    defer { server.stop() }
    for (options, words) in [
      (["--limit", "2"], ["LIMIT", "2"]),
      (
        ["--kind", "clinic", "--within", "50km", "--region", "62"],
        ["KIND", "clinic", "WITHIN", "50km", "REGION", "62"]
      ),
    ] {
      for position in ["-3.3194 114.5908", "-2.2088,113.9", "0.1 109.0"] {
        let line = try Binary.run(
          ["query", "--connect", server.address, "NEAREST", position, "EMERGENCY"] + words)
        #expect(line.status == 0, "\(line.error)")
        let alone = try Binary.run(
          ["nearest", "--emergency", position, "--format", "json"] + options)
        let answer = try #require(
          try JSONSerialization.jsonObject(with: Data(alone.output.utf8)) as? [String: Any])
        let hospitals = try #require(answer["hospitals"] as? [[String: Any]])
        let plkk = try #require(answer["results"] as? [[String: Any]])
        let rows = line.lines.dropLast().map { $0.split(separator: "\t") }
        #expect(
          rows.first == [
            "emergency", "call=119", "hospitals=\(hospitals.count)", "plkk=\(plkk.count)",
          ])
        #expect(answer["call"] as? String == "119")
        #expect(!hospitals.isEmpty)
        #expect(
          rows.dropFirst().map { "\($0[0]) \($0[1]) \($0[2])" }
            == (hospitals + plkk).map { site in
              "\(site["id"] ?? "") \(site["distance_m"] ?? "") \(site["bearing_deg"] ?? "")"
            })
      }
    }
  }

  @Test("Both doors refuse a word behind a coordinate that means nothing (S16)")
  func sameRefusals() throws {
    let server = try RunningServer()
    defer { server.stop() }
    for text in ["-2.2 113.9 OPNE", "-2.2,113.9 limit"] {
      for command in ["nearest", "locate"] {
        let alone = try Binary.run([command] + text.split(separator: " ").map(String.init))
        #expect(alone.status == 64 && alone.output.isEmpty, "\(command) \(text)")
        let word = try #require(text.split(separator: " ").last)
        #expect(alone.error.contains("“\(word)”"))
      }
      let line = try Binary.run(
        ["query", "--connect", server.address, "--lang", "en", "NEAREST", text, "LIMIT", "1"])
      #expect(line.status == 64 && line.output.isEmpty)
      #expect(line.error.contains("unknown option"), "\(line.error)")
    }
    // Other words are passed over and shown; a reply that cannot show them refuses them.
    let words = "2°12'0\" LS 113°54'0\" BT dekat"
    let shown = try Binary.run(["nearest", words, "--lang", "id"])
    #expect(shown.status == 0 && shown.output.contains("tidak dipakai: “dekat”"))
    let plain = try Binary.run(["query", "--connect", server.address, "NEAREST", words])
    #expect(plain.status == 64 && plain.output.isEmpty, "\(plain.output)")
    let asked = try Binary.run(
      ["query", "--connect", server.address, "NEAREST", words, "WITHQUERY"])
    #expect(asked.status == 0 && asked.output.contains("dekat"))
  }
}
