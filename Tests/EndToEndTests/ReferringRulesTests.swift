import Foundation
import Testing

/// What a person acts on, asked at both doors: where a patient is sent, from where that is measured,
/// who said no, and what is still open.
@Suite("Rules of referring at both doors")
struct ReferringRulesTests {
  private static let banjarmasin = "-3.3194,114.5908"

  private func refer(
    _ door: any Door, _ place: String = banjarmasin, to target: String, _ options: Choice...
  ) throws -> (code: String, said: Said) {
    var given: [Choice] = [("TO", target), ("BRANCH", "BJM")] + options
    if !options.contains(where: { $0.name == "EMERGENCY" }) {
      given += [("EMERGENCY", "tidak-ada"), ("LAWFULBASIS", "persetujuan")]
    }
    let said = try door.ask("REFER", [place], given, person: [])
    #expect(said.failure == nil, "\(said.failure ?? "")")
    return (try #require(said.row("receipt")["code"]), said)
  }

  private func arrive(_ door: any Door, _ code: String) throws {
    for verb in ["ACCEPT", "DEPART", "ARRIVE"] {
      #expect(try door.ask(verb, [code]).failure == nil, "\(verb)")
    }
  }

  @Test(
    "Onward is measured from where the patient is, stays in hospitals, and is active until answered",
    arguments: DoorKind.ofReferrals)
  func onward(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      // Satui, a hundred kilometres from RSUD Ulin, where the patient is taken.
      let code = try refer(door, "-3.7900,115.4300", to: "PLKK-63-097").code
      try arrive(door, code)
      #expect(
        try door.ask("REFERRALS", [], ("STATUS", "completed")).rows("referral").map { $0["code"] }
          == [code])
      let sent = try door.ask("ONWARD", [code], ("TO", "AUTO"), ("LIMIT", "3"))
      #expect(sent.failure == nil && sent.row("receipt")["attempt"] == "2", "\(sent)")
      #expect(sent.row("choice")["measured_from"] == "patient")
      #expect(sent.row("choice")["patient_at"] == "PLKK-63-097")
      #expect(
        try door.ask("REFERRALS", [], ("STATUS", "berjalan")).rows("referral").map { $0["code"] }
          == [code])
      let refused = try door.ask("REJECT", [code], ("REASON", "penuh-ruang"), ("LIMIT", "5"))
      #expect(refused.failure == nil && refused.row("choice")["tried_before"] == "2", "\(refused)")
      for candidate in refused.rows("candidate") {
        #expect(candidate["kind"] == "hospital", "\(candidate)")
        #expect(candidate["id"] != "PLKK-63-097")
      }
      let near = try #require(Double(refused.row("candidate")["distance_m"] ?? ""))
      #expect(near < 30_000, "measured from the accident, a hundred kilometres away")
      let again = try door.ask("SEND", [code], ("TO", "AUTO"))
      #expect(again.rows("candidate").first?["kind"] == "hospital", "\(again)")
      #expect(try door.ask("REFERRAL", [code]).row("referral")["status"] == "active")
    }
  }

  @Test(
    "An emergency is stat unless written otherwise, leaves at once, and goes to a general hospital",
    arguments: DoorKind.ofReferrals)
  func emergency(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let urgent = try refer(door, to: "AUTO", ("EMERGENCY", "mengancam-nyawa"))
      #expect(urgent.said.row("receipt")["priority"] == "stat")
      #expect(urgent.said.notes["made_stat"] != nil && urgent.said.notes["may_leave"] != nil)
      #expect(
        urgent.said.notes["pay_first"] == nil && urgent.said.notes["confirm_membership"] == nil)
      #expect(urgent.said.row("candidate")["kind"] == "hospital")
      #expect(try door.ask("DEPART", [urgent.code]).failure == nil)
      let written = try refer(
        door, to: "AUTO", ("EMERGENCY", "life-threat"), ("PRIORITY", "mendesak"))
      #expect(written.said.row("receipt")["priority"] == "urgent")
      #expect(try door.ask("DEPART", [written.code]).failure == nil)
      let calm = try refer(door, to: "AUTO")
      #expect(calm.said.row("receipt")["priority"] == "asap")
      #expect(try door.ask("DEPART", [calm.code]).failure != nil)
      let raised = try door.ask("PRIORITY", [calm.code], ("TO", "darurat"), ("REASON", "memburuk"))
      #expect(raised.failure == nil, "\(raised)")
      #expect(try door.ask("DEPART", [calm.code]).failure == nil)
      let event = try door.ask("REFERRAL", [calm.code]).rows("event").first {
        $0["event"] == "prioritized"
      }
      #expect(event?["priority"] == "stat" && event?["reason"] == "memburuk")
    }
  }

  @Test(
    "AUTO never chooses a special hospital, wherever the accident happened",
    arguments: DoorKind.ofReferrals)
  func specialHospitals(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      // RS Jiwa Sambang Lihum, RS Gigi dan Mulut Banjarmasin, an eye hospital in Balikpapan.
      for place in ["-3.3975,114.6930", "-3.3219,114.6018", "-1.2431,116.8627"] {
        let said = try refer(door, place, to: "AUTO", ("EMERGENCY", "tindakan-segera")).said
        for candidate in said.rows("candidate") {
          let name = candidate["name"] ?? ""
          for word in ["Jiwa", "Gigi", "Mata", "Ibu dan Anak", "Bersalin"] {
            #expect(!name.contains(word), "\(name)")
          }
        }
      }
    }
  }

  @Test(
    "A named destination shows distance, direction and how many are nearer, and warns from 50 km on",
    arguments: DoorKind.ofReferrals)
  func named(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let near = try refer(door, to: "PLKK-63-097").said
      #expect(near.row("destination")["distance_m"] != nil && near.notes["far_destination"] == nil)
      let far = try refer(door, "-2.2088,113.9", to: "PLKK-63-097").said
      let meters = try #require(Double(far.row("destination")["distance_m"] ?? ""))
      #expect(meters > 50_000 && far.notes["far_destination"] != nil)
      #expect(Int(far.row("destination")["nearer"] ?? "") ?? 0 > 0)
      #expect(far.row("destination")["bearing_deg"] != nil)
    }
  }

  @Test(
    "A refusal after the departure is shouted in receipt, list, view and letter, with who is next",
    arguments: DoorKind.ofReferrals)
  func lateRefusal(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let code = try refer(door, to: "AUTO", ("EMERGENCY", "tindakan-segera")).code
      #expect(try door.ask("DEPART", [code]).failure == nil)
      let late = try door.ask("LATE", [code], ("ANSWER", "refused"), ("BY", "telepon"))
      #expect(late.failure == nil && late.notes["late_refusal"]?.contains("119") == true, "\(late)")
      #expect(!late.rows("candidate").isEmpty)
      let shown = try door.ask("REFERRAL", [code])
      #expect(shown.row("attempt")["business_status"] == "ditolak-terlambat")
      #expect(shown.notes["late_refusal"] != nil && !shown.rows("candidate").isEmpty)
      let listed = try door.ask("REFERRALS")
      #expect(listed.row("referral")["business_status"] == "ditolak-terlambat")
      #expect(listed.notes["late_refusal"] != nil)
      let letter = try door.ask("LETTER", [code]).text
      let name = try #require(shown.row("candidate")["name"])
      #expect(letter.contains("FASILITAS MENOLAK") && letter.contains(name), "\(letter)")
    }
  }

  @Test(
    "A case is closed with something open only on purpose; what was recorded is all there",
    arguments: DoorKind.ofReferrals)
  func closing(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let hours = ISO8601DateFormatter().string(from: Date.now.addingTimeInterval(-20 * 3600))
      let code = try refer(door, to: "AUTO", ("OCCURRED", hours)).code
      try arrive(door, code)
      _ = try door.ask("GUARANTEE", [code], ("STATE", "dijamin"), ("PAYER", "bpjs-tk"))
      let refused = try door.ask("CLOSE", [code])
      let words = try #require(refused.failure)
      for open in [
        "tahap I ke BPJS Ketenagakerjaan", "tahap I ke Disnaker", "surat dokter", "perjalanan",
      ] {
        #expect(words.contains(open), "\(words)")
      }
      let closed = try door.ask("CLOSE", [code], ("WITHOPEN", nil))
      #expect(closed.failure == nil && closed.notes["closed_with_open"] != nil)
      let now = ISO8601DateFormatter().string(from: Date.now)
      let report = try door.ask(
        "REPORT", [code], ("STAGE", "stage-1"), ("TO", "labour-office"), ("AT", now),
        ("RECEIPT", "DN-77"))
      #expect(report.failure == nil, "\(report)")
      let shown = try door.ask("REFERRAL", [code])
      let events = shown.rows("event")
      #expect(events.contains { $0["event"] == "reported" && $0["receipt"] == "DN-77" })
      #expect(events.contains { $0["event"] == "guaranteed" && $0["guarantee"] == "dijamin" })
      #expect(events.contains { $0["event"] == "closed" && $0["open"]?.isEmpty == false })
      #expect(events.allSatisfy { $0["actor"] != nil && $0["at"] != nil })
      #expect(shown.row("case")["closed_at"] != nil && shown.row("case")["payer"] == "bpjs-tk")
    }
  }

  @Test(
    "A position by a place name is marked as approximate in receipt, view, candidates and letter",
    arguments: DoorKind.ofReferrals)
  func approximate(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let opened = try refer(door, "Satui, Tanah Bumbu", to: "PLKK-63-097")
      #expect(opened.said.notes["approximate"]?.hasPrefix("PERKIRAAN") == true)
      #expect(opened.said.row("destination")["approximate_m"] != nil)
      #expect(try door.ask("REFERRAL", [opened.code]).notes["approximate"] != nil)
      #expect(try door.ask("REFERRALS").row("referral")["approximate_m"] != nil)
      #expect(try door.ask("NEXT", [opened.code]).notes["approximate"] != nil)
      #expect(try door.ask("LETTER", [opened.code]).text.contains("PERKIRAAN"))
    }
  }

  @Test(
    "By a name AUTO sends only where it hardly matters from which village; a named site is sent to",
    arguments: DoorKind.ofReferrals)
  func areas(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let options: [Choice] = [
        ("BRANCH", "BTL"), ("EMERGENCY", "none"), ("LAWFULBASIS", "consent"),
      ]
      let refused = try door.ask(
        "REFER", ["Tanjung, Tabalong"], [("TO", "AUTO")] + options, person: [])
      let words = try #require(refused.failure)
      #expect(words.contains("PLKK-63-066") && words.contains("PLKK-63-068"), "\(words)")
      #expect(try door.ask("REFERRALS").rows("referral").isEmpty)
      let sent = try door.ask(
        "REFER", ["Tanjung, Tabalong"], [("TO", "PLKK-63-066")] + options, person: [])
      #expect(sent.failure == nil && sent.notes["approximate"] != nil, "\(sent)")
      let exact = try door.ask(
        "REFER", ["-2.14478,115.37842"], [("TO", "AUTO")] + options, person: [])
      #expect(exact.row("candidate")["id"] == "PLKK-63-066", "\(exact)")
    }
  }

  @Test("The ground of processing has one name; the former one is taken, both together are not")
  func grounds() throws {
    try Binary.withFolder { folder in
      let database = folder.appending(path: "plkk.sqlite").path
      func open(_ words: String...) throws -> Binary.Result {
        try Binary.run(
          ["refer", "new", Self.banjarmasin, "--branch", "BJM", "--emergency", "none"] + words
            + ["--db", database, "--lang", "id"])
      }
      for words in [
        ["--lawful-basis", "consent"], ["--dasar-hukum", "persetujuan"],
        ["--basis", "persetujuan"],
      ] {
        let opened = try open(words[0], words[1])
        #expect(opened.status == 0, "\(words): \(opened.error)")
      }
      #expect(try open("--basis", "persetujuan", "--lawful-basis", "persetujuan").status == 64)
      #expect(try open("--basis", "official").status == 64)
      #expect(
        try open().error == "plkk: plkk refer new perlu --lawful-basis; yang boleh: "
          + "persetujuan, consent, kepentingan-vital, vital-interest, kewajiban-hukum, legal-obligation\n"
      )
      // What a person typed is never taken for a verb or an option of the sentence.
      let wrong = try open("--to", "NOTE-AT-CLOSE", "--lawful-basis", "consent")
      #expect(wrong.error.contains("NOTE-AT-CLOSE") && !wrong.error.contains("plkk refer close"))
    }
  }

  @Test("Each number and article of law stands in one place")
  func lawOnce() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources").standardizedFileURL
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var places: [String: Set<String>] = [:]
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for number in [
        "17/2023", "48A", "1/2025", "5/2021", "82/2019", "7/2019", "34/1964", "27/2022",
        "(2a)-(2b)", "44/2015",
      ] where text.contains(number) {
        places[number, default: []].insert(file.lastPathComponent)
      }
    }
    #expect(places["44/2015"] == nil, "the construction rule of 2015 is not in force")
    for (number, files) in places { #expect(files == ["Rules.swift"], "\(number): \(files)") }
  }
}
