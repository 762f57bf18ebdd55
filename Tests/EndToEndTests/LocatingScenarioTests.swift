import Foundation
import Testing

/// The acceptance scenarios of locating, each gone through by both doors.
@Suite("Scenarios of locating")
struct LocatingScenarioTests {
  @Test(
    "S1 a crushed hand: the position repeated, 119, hospitals and PLKK, no identity asked",
    arguments: DoorKind.ofLocating)
  func s1(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let said = try door.locate(
        "NEAREST",
        ["2", "12", "31.68", "LS", "113", "54", "0", "BT", "LIMIT", "2", "EMERGENCY"]
          + kind.withQuery)
      #expect(said.failure == nil)
      // The sites stand behind the warnings, which name some of them too.
      let hospital = try #require(said.text.range(of: "RS-62-013", options: .backwards))
      let site = try #require(said.text.range(of: "PLKK-62-058", options: .backwards))
      #expect(hospital.lowerBound < site.lowerBound)
      switch kind {
      case .commandLine, .connected:
        #expect(said.text.contains("TELEPON 119"))
        #expect(said.text.contains("2°12'31,7\" LS 113°54'0,0\" BT"))
        #expect(said.text.contains("wajib menolong dan tidak boleh meminta uang muka"))
        #expect(!said.text.contains("bayar dahulu"))
        #expect(said.text.contains("Belum pasti PLKK"))
      case .lines:
        #expect(said.text.contains("latitude=-2.208800\tlongitude=113.900000"))
        #expect(said.text.contains("call=119\thospitals=2\tplkk=2"))
        _ = try door.locate("FORMAT", ["json"])
        let json = try door.locate("NEAREST", ["-2.2088", "113.9", "EMERGENCY"])
        #expect(json.text.contains("\"payer\":\"confirm\""))
        #expect(!json.text.contains("\"payer\":\"pay_first\""))
      }
    }
  }

  @Test(
    "S2 an agreement that ended yesterday: shown as no PLKK, and never chosen as one",
    arguments: DoorKind.ofLocating)
  func s2(_ kind: DoorKind) throws {
    let formatter = DateFormatter()
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.dateFormat = "yyyy-MM-dd"
    formatter.timeZone = TimeZone(identifier: "UTC")
    let ended = formatter.string(from: Date.now.addingTimeInterval(-86_400))
    // People read days as they write them; lists and programs as ISO 8601 has them.
    let shown = ended.split(separator: "-").reversed().joined(separator: "-")
    let list = """
      jenis;kota;nama;tgl mulai;tgl berakhir;lintang;bujur
      Klinik;Kota Banjarmasin;Klinik CONTOH Usai;2024-01-01;\(ended);-3,3195;114,5908
      Klinik;Kota Banjarmasin;Klinik CONTOH Lanjut;2024-01-01;2099-12-31;-3,3205;114,5908

      """
    try kind.with(prepare: { try Self.take(list, $0) }) { door, _ in
      let near = try door.locate("NEAREST", ["-3.3194,114.5908", "KIND", "clinic", "LIMIT", "1"])
      switch kind {
      case .commandLine, .connected:
        let parts = near.text.components(separatedBy: "PKS TIDAK BERLAKU")
        #expect(parts.count > 1 && !parts[0].contains("Usai"), "\(near.text)")
        #expect(
          near.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .contains("PKS berakhir \(shown): bayar dahulu"), "\(near.text)")
      case .lines:
        #expect(near.text.contains("Lanjut") && !near.text.contains("Usai"))
        #expect(near.text.contains("expired_as_near"), "\(near.text)")
        _ = try door.locate("FORMAT", ["json"])
        let none = try door.locate(
          "NEAREST", ["-3.3194,114.5908", "KIND", "clinic", "LIMIT", "1", "BASIS", "none"])
        #expect(none.text.contains("Usai") && none.text.contains("\"payer\":\"pay_first\""))
        #expect(none.text.contains("\"agreement_end\":\"\(ended)\""), "\(none.text)")
        _ = try door.locate("FORMAT", ["text"])
      }
      guard DoorKind.ofReferrals.contains(kind) else { return }
      let opened = try door.ask(
        "REFER", ["-3.3194,114.5908"], ("TO", "AUTO"), ("BRANCH", "BJM"),
        ("EMERGENCY", "tidak-ada"), ("BASIS", "persetujuan"))
      #expect(opened.row("candidate")["name"] == "Klinik CONTOH Lanjut", "\(opened)")
    }
  }

  @Test(
    "S14 longitude first is swapped and said; three numbers are ambiguous",
    arguments: DoorKind.ofLocating)
  func s14(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let swapped = try door.locate("LOCATE", ["113.9,-2.2"])
      #expect(swapped.text.contains("Palangkaraya"))
      #expect(swapped.text.contains(kind == .lines ? "swapped" : "urutannya ditukar"))
      let odd = try door.locate("LOCATE", ["-2,2,113"])
      let words = try #require(odd.failure)
      #expect(words.contains("ambigu"))
    }
  }

  @Test("S15 zone letter or hemisphere: both are Samarinda", arguments: DoorKind.ofLocating)
  func s15(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      for zone in ["50S", "50M"] {
        let said = try door.locate("LOCATE", [zone, "517091", "9944492"])
        #expect(said.failure == nil && said.text.contains("Kota Samarinda"), "\(zone)")
      }
    }
  }

  @Test("S16 a misspelt option is refused, and no list is given", arguments: DoorKind.ofLocating)
  func s16(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let said = try door.locate("NEAREST", ["-2.2", "113.9", "OPNE"])
      let words = try #require(said.failure)
      #expect(words.lowercased().contains("opsi") && words.lowercased().contains("opne"))
      #expect(!words.contains("PLKK-"))
      if kind == .commandLine { #expect(said.text.isEmpty) }
    }
  }

  @Test(
    "S17 two sites at one spot come in the order of their ids, always",
    arguments: DoorKind.ofLocating
  )
  func s17(_ kind: DoorKind) throws {
    let list = """
      jenis;kota;nama;lintang;bujur
      Klinik;Kota Banjarmasin;Klinik CONTOH Dua;-3,3195;114,5908
      Klinik;Kota Banjarmasin;Klinik CONTOH Satu;-3,3195;114,5908

      """
    try kind.with(prepare: { try Self.take(list, $0) }) { door, _ in
      func ids() throws -> [String] {
        let said = try door.locate("NEAREST", ["-3.3194,114.5908", "LIMIT", "2"])
        #expect(said.failure == nil)
        return said.text.matches(of: /(?:PLKK|RS|F|L|IMP)-?[0-9A-Z]*-[0-9A-Z-]+/)
          .prefix(2).map { String($0.output) }
      }
      let once = try ids()
      #expect(once.count == 2 && once == once.sorted() && Set(once).count == 2, "\(once)")
      #expect(try ids() == once)
      try door.killAndRestart()
      #expect(try ids() == once)
    }
  }

  @Test(
    "S18 Kuching: outside is said, distances are given, the border is named",
    arguments: DoorKind.ofLocating)
  func s18(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let said = try door.locate(
        "NEAREST", ["1.5535", "110.3593", "LIMIT", "1"] + kind.withQuery)
      #expect(said.failure == nil && said.text.contains("PLKK-61-005"))
      switch kind {
      case .commandLine, .connected:
        #expect(said.text.contains("di luar Kalimantan, mungkin di luar Indonesia"))
        #expect(said.text.contains("perbatasan negara tidak diperhitungkan"))
        #expect(said.text.contains("82,6 km garis lurus"))
      case .lines:
        #expect(said.text.contains("warning\toutside_kalimantan\tPosisi di luar Kalimantan"))
        #expect(said.text.contains("82593.1"))
      }
    }
  }

  @Test("S19 the audit of 2022 prints that the published parts do not make the sum: 395, 393, 2")
  func s19() throws {
    // An audit is read from the command line alone; its figures are compared in AuditTests.
    let text = try Binary.run([
      "audit", "--lang", "id", "--section", "pertentangan", "--format", "csv",
    ])
    #expect(text.status == 0)
    #expect(text.output.contains(/11-2022,.*,jumlah lima provinsi,395,393,2\n/))
    let json = try Binary.run(["audit", "--format", "json"])
    #expect(json.output.contains(/"printed": ?395,\s*"computed": ?393/))
  }

  @Test("S21 a web request on the line port: closed and logged, nothing answered")
  func s21() throws {
    try DoorKind.lines.with { door, _ in
      let lines = try #require(door as? LineDoor)
      let stranger = try LineClient(port: lines.port)
      #expect(!stranger.ask("POST / HTTP/1.1").contains { $0.contains("PLKK") })
      #expect(stranger.ask("PING").isEmpty, "the connection stays open")
      #expect(try door.locate("PING", []).text.contains("PONG"))
      #expect(lines.logged.contains("HTTP"), "\(lines.logged)")
    }
  }

  /// Takes a list into the database of a door.
  private static func take(_ list: String, _ database: String) throws {
    let file = database + ".csv"
    try Data(list.utf8).write(to: URL(fileURLWithPath: file))
    let taken = try Binary.run([
      "import", file, "--issuer", "KC CONTOH", "--list-date", "2026-10-01", "--db", database,
    ])
    #expect(taken.status == 0, "\(taken.error)")
  }
}

extension DoorKind {
  /// The option that repeats how a position was understood; the command line always does.
  var withQuery: [String] { self == .lines ? ["WITHQUERY"] : [] }
}
