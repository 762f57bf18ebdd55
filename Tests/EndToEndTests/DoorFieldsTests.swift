import Foundation
import TestSupport
import Testing

/// One record: what a door writes of an answer is what every other writes.
@Suite("All doors write the same fields, values and warnings")
struct DoorFieldsTests {
  /// Fixed positions, and some of each seed: coordinates around Kalimantan, at sites, places.
  private static let positions: [String] = {
    var positions = [
      "-3.3194 114.5908", "35.68 139.69", "3.3194 114.5908", "6P9MQWR2+F2", "Satui, Tanah Bumbu",
      // A closed hospital's house, and the doors of special ones.
      "-0.5022 117.1536", "-1.2431 116.8627", "-3.3219 114.6018",
    ]
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<many {
        let latitude = Double.random(in: -5.5...5, using: &random)
        let longitude = Double.random(in: 107.5...120, using: &random)
        positions.append("\(fixed(latitude)) \(fixed(longitude))")
      }
      positions += places.shuffled(using: &random).prefix(2 * many)
    }
    return positions
  }()

  /// Coordinates of each seed; more where the tests may take long.
  private static let many = ProcessInfo.processInfo.environment["PLKK_LONG"] == "1" ? 9 : 1

  /// Names of every kind: seats, towns, kecamatan, villages, landmarks, facilities.
  private static let places = [
    "Palangka Raya", "Kabupaten Sintang", "Pangkalan Bun", "Kec. Kelay, Berau", "Muara Teweh",
    "Sungai Danau, Satui", "RSUD Ulin", "dekat RSUD Ulin", "Bandara Sepinggan", "Sanipah",
    "Kuala Pembuang", "63.10.04", "MHJR+68 Banjarmasin", "Kotabaru, Kabupaten Kotabaru",
    "50S 517091 9944492", "Long Apari", "IKN", "Tanah Grogot",
  ]

  /// Options of a question, in the words of both doors: none, or some of each seed.
  private static let filters: [(line: [String], door: String)] = {
    var filters: [(line: [String], door: String)] = [([], "")]
    let kinds = ["hospital", "rumah-sakit", "clinic,puskesmas", "klinik", "lainnya"]
    let bases = ["presumed", "resmi,berita,diduga", "none", "tidak-terdaftar,diduga", "reported"]
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<2 {
        let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
        let basis = bases[Int.random(in: 0..<bases.count, using: &random)]
        let region = ["61", "62", "63", "64", "65", "63.10"][Int.random(in: 0..<6, using: &random)]
        filters.append(
          (
            ["--kind", kind, "--basis", basis, "--region", region],
            " KIND \(kind) BASIS \(basis) REGION \(region)"
          ))
      }
    }
    return filters
  }()

  private static func fixed(_ degrees: Double) -> String { String(format: "%.5f", degrees) }

  private func object(_ text: some StringProtocol) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text.prefix(200))")
  }

  /// Values as a text that does not hang on the order of members.
  private func shown(_ value: Any?) -> String {
    guard let value else { return "missing" }
    let data = try? JSONSerialization.data(
      withJSONObject: ["v": value], options: [.sortedKeys, .prettyPrinted])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "\(value)"
  }

  /// A record of CSV by its titles; no cell of these answers holds a line end.
  private func records(_ text: String) -> [[String: String]] {
    func cells(_ line: Substring) -> [String] {
      var cells = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: cells.append("")
        default: cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
    let lines = text.split(separator: "\n").map(cells)
    guard let titles = lines.first else { return [] }
    return lines.dropFirst().map {
      Dictionary(zip(titles, $0), uniquingKeysWith: { first, _ in first })
    }
  }

  private func cell(_ value: Any?) -> String {
    switch value {
    case nil, is NSNull: ""
    case let list as [Any]: list.map { "\($0)" }.joined(separator: ",")
    case let number as NSNumber: "\(number)"
    case let value?: "\(value)"
    }
  }

  @Test("Command line, TCP, batch, CSV and GeoJSON agree on nearest, over all keys")
  func nearest() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let client = try LineClient(port: server.port)
    _ = client.ask("FORMAT json")
    for (number, position) in Self.positions.enumerated() {
      let filter = Self.filters[number % Self.filters.count]
      let words = ["nearest", position, "--limit", "3"] + filter.line + ["--format"]
      let alone = try object(try Binary.run(words + ["json"]).output)
      #expect(
        Set(alone.keys) == [
          "query", "warnings", "results", "expired", "fresher_id", "callable_id",
        ])
      let results = try #require(alone["results"] as? [[String: Any]])
      #expect(results.count == 3 || !filter.line.isEmpty)

      let lines = client.ask("NEAREST \"\(position)\" LIMIT 3 WITHQUERY\(filter.door)")
      let head = try object(try #require(lines.dropFirst().first).dropFirst())
      for (key, value) in alone where key != "results" {
        #expect(shown(head[key]) == shown(value), "\(position) \(key)")
      }
      #expect(Set(head.keys).union(["results"]) == Set(alone.keys))
      let codes = (alone["warnings"] as? [[String: Any]] ?? []).map { cell($0["code"]) }
      for (place, pair) in zip(lines.dropFirst(2), results).enumerated() {
        let line = try object(pair.0.dropFirst())
        #expect(Set(line.keys) == Set(pair.1.keys))
        for (key, value) in pair.1 where key != "warnings" {
          #expect(shown(line[key]) == shown(value), "\(position) \(key)")
        }
        let own = pair.1["warnings"] as? [String] ?? []
        let all = own + (place == 0 ? codes.filter { !own.contains($0) } : [])
        #expect(line["warnings"] as? [String] == all)
      }

      let batch = try Binary.run(
        ["nearest", "--batch", "-", "--limit", "3", "--format", "json"] + filter.line,
        input: Data((position + "\n").utf8))
      let row = try object(batch.output)
      for (key, value) in alone { #expect(shown(row[key]) == shown(value), "\(position) \(key)") }
      #expect(Set(row.keys) == Set(alone.keys).union(["line"]))

      let rows = records(try Binary.run(words + ["csv"]).output)
      for (place, pair) in zip(rows, results).enumerated() {
        #expect(Set(pair.0.keys) == Set(pair.1.keys))
        for (key, value) in pair.1 where key != "warnings" {
          let text = try #require(pair.0[key])
          #expect(
            text == cell(value) || Double(text) == (value as? NSNumber)?.doubleValue,
            "\(position) \(key)")
        }
        let own = pair.1["warnings"] as? [String] ?? []
        let all = own + (place == 0 ? codes.filter { !own.contains($0) } : [])
        #expect(pair.0["warnings"] == all.joined(separator: ","))
      }

      let map = try object(try Binary.run(words + ["geojson"]).output)
      #expect(shown(map["warnings"]) == shown(alone["warnings"]))
      let features = try #require(map["features"] as? [[String: Any]])
      for (feature, result) in zip(features.dropFirst(), results) {
        let properties = feature["properties"] as? [String: Any] ?? [:]
        #expect(Set(properties.keys) == Set(result.keys))
      }
    }
  }

  @Test("An emergency has the same hospitals, sites and warnings at both doors, over all keys")
  func emergency() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let client = try LineClient(port: server.port)
    _ = client.ask("FORMAT json")
    for position in Self.positions {
      let alone = try object(
        try Binary.run(["nearest", "--emergency", position, "--format", "json"]).output)
      #expect(alone["call"] as? String == "119")
      let sites = ["hospitals", "results"].flatMap { alone[$0] as? [[String: Any]] ?? [] }
      let lines = client.ask("NEAREST \"\(position)\" EMERGENCY WITHQUERY").dropFirst()
      #expect(lines.first?.contains("\"call\":\"119\"") == true)
      let head = try object(try #require(lines.dropFirst().first).dropFirst())
      for (key, value) in head { #expect(shown(alone[key]) == shown(value), "\(position) \(key)") }
      #expect(lines.count == 2 + sites.count)
      for (place, pair) in zip(lines.dropFirst(2), sites).enumerated() {
        let line = try object(pair.0.dropFirst())
        #expect(Set(line.keys) == Set(pair.1.keys))
        // The first line of each list has also what must be said of the list.
        let isFirst = place == 0 || place == (alone["hospitals"] as? [Any])?.count
        for (key, value) in pair.1 where !(isFirst && key == "warnings") {
          #expect(shown(line[key]) == shown(value), "\(position) \(key)")
        }
        // A site with a number is never said to have none.
        if cell(line["phone"]).isEmpty == false {
          #expect(!(line["warnings"] as? [String] ?? []).contains("no_phone"), "\(position)")
        }
      }
    }
  }

  @Test("SHOW, SEARCH, WITHIN and LOCATE have the same fields at both doors")
  func others() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let client = try LineClient(port: server.port)
    let fields = client.ask("SHOW PLKK-63-097").dropFirst().map {
      String($0.dropFirst().prefix { $0 != "\t" })
    }
    _ = client.ask("FORMAT json")
    func line(_ request: String) throws -> [String: Any] {
      try object(try #require(client.ask(request).last).dropFirst())
    }
    let show = try object(
      try Binary.run(["show", "PLKK-63-097", "--format", "json"]).output)
    #expect(shown(try line("SHOW PLKK-63-097")) == shown(show))
    #expect(Set(fields) == Set(show.keys))
    let search = try object(try Binary.run(["search", "ulin", "--format", "json"]).output)
    #expect(
      shown(try line("SEARCH ulin")) == shown((search["results"] as? [Any])?.last))
    let within = try object(
      try Binary.run(["within", "--region", "63.71", "--format", "json"]).output)
    #expect(
      shown(try line("WITHIN REGION 63.71")) == shown((within["results"] as? [Any])?.last))
    for position in Self.positions {
      let locate = try object(try Binary.run(["locate", position, "--format", "json"]).output)
      #expect(shown(try line("LOCATE \(position)")) == shown(locate), "\(position)")
    }
  }

  @Test("An export writes of a facility what the other doors write, and its agreement behind it")
  func export() throws {
    let exported = try object(try Binary.run(["export", "--as", "json"]).output)
    let sites = try #require(exported["results"] as? [[String: Any]])
    #expect(sites.count == 336)
    let listed = try object(
      try Binary.run(["search", "plkk", "--format", "json"]).output)
    let found = try #require(listed["results"] as? [[String: Any]])
    let byID = Dictionary(
      found.map { (cell($0["id"]), $0) }, uniquingKeysWith: { first, _ in first })
    var compared = 0
    for site in sites {
      guard let other = byID[cell(site["id"])] else { continue }
      compared += 1
      #expect(
        Set(site.keys).subtracting(other.keys) == [
          "agreement_start", "official_code", "as_of",
        ])
      for (key, value) in other { #expect(shown(site[key]) == shown(value), "\(key)") }
    }
    #expect(compared == 336)
    let rows = records(try Binary.run(["export", "--as", "csv"]).output)
    let features = try object(try Binary.run(["export", "--as", "geojson"]).output)
    let properties = (features["features"] as? [[String: Any]] ?? []).compactMap {
      $0["properties"] as? [String: Any]
    }
    for (row, (site, feature)) in zip(rows, zip(sites, properties)) {
      #expect(Set(row.keys) == Set(site.keys).union(["credits"]))
      #expect(shown(feature) == shown(site))
      for (key, value) in site {
        #expect(
          row[key] == cell(value)
            || row[key].flatMap(Double.init) == (value as? NSNumber)?.doubleValue, "\(key)")
      }
    }
  }

  @Test("What must be said of an answer is said where no site was found too, in every form")
  func nothingFound() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let text = try LineClient(port: server.port)
    let json = try LineClient(port: server.port)
    _ = json.ask("FORMAT json")
    // Options under which nothing, or of one list nothing, is found; and in an emergency.
    let options: [(line: [String], door: String)] = [
      (["--within", "1m"], "WITHIN 1m"), (["--emergency-24h"], "EMERGENCY24H"),
      (["--emergency", "--within", "1m"], "EMERGENCY WITHIN 1m"),
      (["--emergency", "--emergency-24h"], "EMERGENCY EMERGENCY24H"),
    ]
    for (number, position) in Self.positions.enumerated() {
      let option = options[number % options.count]
      let words = ["nearest", position] + option.line + ["--format"]
      let alone = try object(try Binary.run(words + ["json"]).output)
      let codes = Set((alone["warnings"] as? [[String: Any]] ?? []).map { cell($0["code"]) })
      func said(_ warnings: [String?]) -> Set<String> {
        Set(warnings.flatMap { ($0 ?? "").split(separator: ",").map(String.init) })
      }
      let rows = records(try Binary.run(words + ["csv"]).output)
      #expect(said(rows.map { $0["warnings"] }).isSuperset(of: codes), "\(position) \(option)")
      let request = "NEAREST \"\(position)\" \(option.door)"
      let reply = text.ask(request)
      if reply.first?.hasPrefix("-") == true {
        // A program that does not ask how its text was read gets no answer to a part of it.
        let query = alone["query"] as? [String: Any] ?? [:]
        #expect((query["passed_over"] as? [Any])?.isEmpty == false, "\(reply)")
        continue
      }
      let lines = reply.map { $0.split(separator: "\t").map(String.init) }
      let own = lines.map { $0.first == "+warning" ? $0[1] : $0.last ?? "" }
      #expect(said(own).isSuperset(of: codes), "\(position) \(option)")
      let objects = try json.ask(request).dropFirst().map { try object($0.dropFirst()) }
      let told = objects.flatMap { line in
        (line["warnings"] as? [String] ?? [])
          + (line["warnings"] as? [[String: Any]] ?? []).map { cell($0["code"]) }
      }
      #expect(Set(told).isSuperset(of: codes), "\(position) \(option)")
    }
  }

  @Test("A list says that more were found, of how many the hours are unknown, and who left it")
  func lists() throws {
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    defer { server.stop() }
    let client = try LineClient(port: server.port)
    let all = client.ask("WITHIN REGION 63")
    #expect(all.count == 1 + 121 && !all.contains { $0.hasSuffix("more") })
    #expect(client.ask("WITHIN REGION 63 LIMIT 2").dropFirst().first?.hasSuffix(",more") == true)
    #expect(client.ask("SEARCH plkk LIMIT 2").dropFirst().first?.hasSuffix(",more") == true)
    let near = client.ask("WITHIN -3.3194 114.5908 RADIUS 50km LIMIT 2 WITHQUERY")
    #expect(near.contains { $0.hasPrefix("+warning\tmore\t2 dari ") })

    let unknown = try object(
      try Binary.run(["within", "--region", "63.71", "--emergency-24h", "--format", "json"]).output)
    #expect((unknown["emergency_hours_unknown"] as? Int ?? 0) > 0)
    let hours = client.ask("WITHIN REGION 63.71 EMERGENCY24H")
    #expect(hours.count == 2 && hours[1].hasPrefix("+warning\temergency_hours_unknown\t"))
    let port = try #require(server.httpPort)
    func web(_ target: String) throws -> [String: Any] {
      let curl = ["curl", "-sS", "http://127.0.0.1:\(port)/v1/\(target)"]
      return try object(
        try Binary.run(executable: URL(fileURLWithPath: "/usr/bin/env"), curl).output)
    }
    let page = try web("within?region=63.71&emergency_24h=true")
    #expect(shown(page["emergency_hours_unknown"]) == shown(unknown["emergency_hours_unknown"]))

    // A hospital that closed, by its name: at every door its record and what it means.
    let found = try object(try Binary.run(["search", "Haji Darjad", "--format", "json"]).output)
    #expect(shown(try web("search?q=haji%20darjad")["former"]) == shown(found["former"]))
    let line = try #require(client.ask("SEARCH haji darjad").last)
    #expect(line.hasPrefix("+former\tid=PLKK-64-073\t") && line.contains("TUTUP sejak 07-05-2025"))
    _ = client.ask("FORMAT json")
    let former = try object(try #require(client.ask("SEARCH haji darjad").last).dropFirst())
    var record = former["former"] as? [String: Any] ?? [:]
    #expect(record.removeValue(forKey: "text") != nil)
    #expect(shown([record]) == shown(found["former"]))
  }

  @Test("In an emergency the number stands before everything, also before an error")
  func callFirst() throws {
    for arguments in [
      ["-2.2088", "113.9"], ["Atlantis"], ["91,200"], [], ["-2.2088", "113.9", "--kind", "wrong"],
      ["-2.2088", "113.9", "--unknown"],
    ] {
      let result = try Binary.run(["nearest", "--emergency"] + arguments)
      #expect(result.lines.first == "GAWAT DARURAT: TELEPON 119 SEKARANG", "\(arguments)")
      let json = try Binary.run(["nearest", "--emergency", "--format", "json"] + arguments)
      #expect(
        json.status == 0 && json.output.hasPrefix("{\"call\":\"119\"")
          || json.output.isEmpty && json.error.hasPrefix("GAWAT DARURAT: TELEPON 119 SEKARANG\n"),
        "\(arguments)")
    }
    for (criterion, isFirst) in [("mengancam-nyawa", true), ("tidak-ada", false)] {
      let words = ["refer", "new", "Palangka Raya", "--to", "AUTO", "--emergency", criterion]
      try Binary.withFolder { folder in
        let result = try Binary.run(
          words + [
            "--lawful-basis", "persetujuan", "--branch", "BJM", "--db", folder.path + "/a.sqlite",
          ])
        let first = result.lines.first == "GAWAT DARURAT: TELEPON 119 SEKARANG"
        #expect(first == isFirst, "\(criterion)")
      }
    }
    let server = try RunningServer()
    defer { server.stop() }
    let client = try LineClient(port: server.port)
    let refused = client.ask("NEAREST EMERGENCY Atlantis")
    #expect(refused.last?.hasPrefix("-BADPOS GAWAT DARURAT: TELEPON 119 SEKARANG. ") == true)
  }

  @Test("A file that is no database is told, and nothing is answered from elsewhere")
  func noDatabase() throws {
    let result = try Binary.run(["nearest", "-3.3194,114.5908", "--db", "/etc/hostname"])
    #expect(result.status == 65 && result.output.isEmpty)
    #expect(result.error.contains("/etc/hostname bukan basis data SQLite"))
  }
}
