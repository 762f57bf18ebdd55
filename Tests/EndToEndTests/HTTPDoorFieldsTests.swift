import Foundation
import TestSupport
import Testing

/// HTTP and FHIR beside the line protocol: the same ranking, values, warnings and refusals.
@Suite("HTTP answers what the other doors answer")
struct HTTPDoorFieldsTests {
  /// Fixed positions, and some of each seed: coordinates around Kalimantan, far ones, places.
  private static let positions: [String] = {
    var positions = [
      "-3.3194,114.5908", "35.68,139.69", "3.3194,114.5908", "Satui, Tanah Bumbu", "6P9MQWR2+F2",
      "-0.5022,117.1536", "-1.2431,116.8627",
    ]
    let many = ProcessInfo.processInfo.environment["PLKK_LONG"] == "1" ? 60 : 4
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<many {
        let latitude = Double.random(in: -5.5...5, using: &random)
        let longitude = Double.random(in: 107.5...120, using: &random)
        positions.append(String(format: "%.5f,%.5f", latitude, longitude))
      }
    }
    return positions
  }()

  /// Options of a question in the words of both doors.
  private static let filters: [(web: String, line: String)] = [
    ("", ""), ("&kind=clinic,puskesmas", " KIND clinic,puskesmas"),
    ("&basis=reported,none", " BASIS reported,none"), ("&region=63", " REGION 63"),
    ("&within=50km", " WITHIN 50km"), ("&emergency_24h=true", " EMERGENCY24H"),
  ]

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : String(format: "%%%02X", byte)
    }.joined()
  }

  private static func get(_ port: Int, _ target: String) throws -> [String: Any] {
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"),
      ["curl", "-sS", "-H", "Accept-Language: en", "http://127.0.0.1:\(port)\(target)"])
    return try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
      "\(target): \(result.error)\(result.output.prefix(200))")
  }

  private static func object(_ line: String) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data(line.dropFirst().utf8)) as? [String: Any], "\(line)")
  }

  private static func same(_ one: Any?, _ other: Any?) -> Bool {
    func text(_ value: Any?) -> Data? {
      try? JSONSerialization.data(withJSONObject: ["v": value ?? "missing"], options: .sortedKeys)
    }
    return text(one) == text(other)
  }

  @Test("Nearest: every key of the answer and of every site, in the same order")
  func nearest() throws {
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    defer { server.stop() }
    let port = try #require(server.httpPort)
    let client = try LineClient(port: server.port)
    for line in ["FORMAT json", "LANG en"] { #expect(client.ask(line) == ["+OK"]) }
    for (number, position) in Self.positions.enumerated() {
      let filter = Self.filters[number % Self.filters.count]
      let web = try Self.get(
        port, "/v1/nearest?position=\(Self.encoded(position))&limit=4\(filter.web)")
      let lines = client.ask("NEAREST \"\(position)\" LIMIT 4 WITHQUERY\(filter.line)")
      let head = try Self.object(try #require(lines.dropFirst().first, "\(position)"))
      for (key, value) in head { #expect(Self.same(web[key], value), "\(position) \(key)") }
      let sites = try #require(web["results"] as? [[String: Any]], "\(position): \(web)")
      #expect(sites.count == lines.count - 2, "\(position)\(filter.line)")
      for (line, site) in zip(lines.dropFirst(2), sites) {
        let other = try Self.object(line)
        #expect(Set(other.keys) == Set(site.keys))
        // The first line has also the warnings of the whole answer.
        for (key, value) in site where key != "warnings" {
          #expect(Self.same(other[key], value), "\(position) \(key)")
        }
      }
      let danger = try Self.get(
        port, "/v1/nearest?emergency=true&position=\(Self.encoded(position))&limit=4")
      #expect(danger["call"] as? String == "119")
      let hurt = client.ask("NEAREST \"\(position)\" EMERGENCY LIMIT 4 WITHQUERY").dropFirst(3)
      let listed = ["hospitals", "results"].flatMap { danger[$0] as? [[String: Any]] ?? [] }
      #expect(
        try hurt.map { try Self.object($0)["id"] as? String } == listed.map { $0["id"] as? String },
        "\(position)")
    }
  }

  @Test("FHIR ranks as the line protocol does, with its distances and the warnings of the answer")
  func fhir() throws {
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    defer { server.stop() }
    let port = try #require(server.httpPort)
    let client = try LineClient(port: server.port)
    _ = client.ask("FORMAT json")
    for position in Self.positions where position.first?.isLetter != true && position.contains(",")
    {
      let near = Self.encoded(position.replacing(",", with: "|"))
      let bundle = try Self.get(
        port, "/fhir/Location?near=\(near)&_count=10&_tag:not=urn:plkk:basis%7Cnone")
      let entries = (bundle["entry"] as? [[String: Any]] ?? []).filter {
        ($0["search"] as? [String: Any])?["mode"] as? String == "match"
      }
      let lines = client.ask("NEAREST \"\(position)\" LIMIT 10").dropFirst()
      #expect(entries.count == lines.count, "\(position)")
      for (entry, line) in zip(entries, lines) {
        let site = try Self.object(line)
        let resource = entry["resource"] as? [String: Any]
        #expect(resource?["id"] as? String == site["id"] as? String, "\(position)")
        let search = entry["search"] as? [String: Any]
        let distance =
          (search?["extension"] as? [[String: Any]])?.first?["valueDistance"]
          as? [String: Any]
        let kilometers = (distance?["value"] as? NSNumber)?.doubleValue ?? -1
        let meters = (site["distance_m"] as? NSNumber)?.doubleValue ?? -2
        #expect(abs(kilometers * 1000 - meters) < 0.06, "\(position)")
      }
    }
  }

  @Test("What one door refuses the other refuses, in the same words")
  func refusals() throws {
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    defer { server.stop() }
    let port = try #require(server.httpPort)
    let client = try LineClient(port: server.port)
    #expect(client.ask("LANG en") == ["+OK"])
    for text in [
      "Atlantis", "91,200", "113 -2,2 1", "https://maps.app.goo.gl/abc", "2.2088 113.9",
      "Sungai Danau", "MHJR+68", "lat -2", "50S 517091",
    ] {
      let web = try Self.get(port, "/v1/nearest?position=\(Self.encoded(text))")
      let line = try #require(client.ask("NEAREST \"\(text)\"").first)
      #expect((web["code"] != nil) == line.hasPrefix("-"), "\(text): \(line) \(web)")
      guard line.hasPrefix("-"), let detail = web["detail"] as? String else { continue }
      let said = line.drop { $0 != " " }.dropFirst()
      // Each door ends with its own way to ask again.
      #expect(said.hasPrefix(detail.prefix(24)), "\(text): \(line) / \(detail)")
    }
  }
}
