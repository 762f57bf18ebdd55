import Foundation
import GRDB
import Referrals
import Schema
import Testing

/// The acceptance scenarios of referrals, each told once and gone through by both doors.
@Suite("Scenarios of referrals")
struct ScenarioTests {
  private static let hour = 3600.0

  /// A time so many hours ago, as a program writes it.
  private func ago(_ hours: Double) -> String {
    ISO8601DateFormatter().string(from: Date.now.addingTimeInterval(-hours * Self.hour))
  }

  /// Opens a referral in Banjarmasin.
  private func refer(
    _ door: any Door, to target: String = "AUTO", _ options: [Choice] = [],
    person: [(String, String)] = []
  ) throws -> Said {
    var given: [Choice] = [("TO", target), ("BRANCH", "BJM")] + options
    if !options.contains(where: { $0.name == "EMERGENCY" }) {
      given.append(("EMERGENCY", "tidak-ada"))
    }
    if !options.contains(where: { $0.name == "LAWFULBASIS" }) {
      given.append(("LAWFULBASIS", "persetujuan"))
    }
    let said = try door.ask("REFER", ["-3.3194,114.5908"], given, person: person)
    #expect(said.failure == nil, "\(said.failure ?? "")")
    return said
  }

  private func code(_ said: Said) throws -> String { try #require(said.row("receipt")["code"]) }

  private func first(_ clock: Said) -> [String: String] {
    clock.rows("clock").first { $0["stage"] == "tahap-1" } ?? [:]
  }

  @Test(
    "S3 a crash on the commute: Jasa Raharja first, and the clock of tahap I runs",
    arguments: DoorKind.ofReferrals)
  func s3(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let opened = try refer(door, [("PLACE", "lalu-lintas"), ("OCCURRED", ago(2))])
      let words = try #require(opened.notes["traffic"])
      #expect(
        words.contains("bila kendaraan lain terlibat, Jasa Raharja dahulu")
          && words.contains("laporan polisi"))
      #expect(words.contains("BPJS Ketenagakerjaan"))
      let clock = first(try door.ask("CLOCK", [try code(opened)]))
      #expect(clock["timing"] == "belum-jatuh-tempo" && clock["progress"] == "belum")
    }
  }

  @Test(
    "S4 the 48 hours end to the minute: soon before, late after, with the article",
    arguments: DoorKind.ofReferrals)
  func s4(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      // Friday 13 November 2026, 22:30 WITA.
      let friday = try refer(door, [("OCCURRED", "13-11-2026 22.30 WITA")])
      let late = try door.ask("CLOCK", [try code(friday)])
      #expect(first(late)["timing"] == "terlambat" && first(late)["zone"] == "WITA")
      let due = try #require(first(late)["due_at"])
      #expect(try Instant(iso: due) == Instant(iso: "2026-11-15T14:30:00Z"))
      let words = try #require(late.notes["late"])
      #expect(words.contains("ps. 8 ayat (2a)-(2b)") && words.contains("tetap laporkan"))
      for (hours, timing) in [
        (35.8, "belum-jatuh-tempo"), (36, "segera"), (47.8, "segera"), (48, "terlambat"),
      ] {
        let opened = try refer(door, [("OCCURRED", ago(hours))])
        let clock = first(try door.ask("CLOCK", [try code(opened)]))
        #expect(clock["timing"] == timing, "\(hours) h")
      }
    }
  }

  @Test(
    "S5 reported to BPJS in time but not to Disnaker: not yet sent", arguments: DoorKind.ofReferrals
  )
  func s5(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let code = try code(try refer(door, [("OCCURRED", ago(20))]))
      let sent = try door.ask(
        "REPORT", [code], ("STAGE", "tahap-1"), ("TO", "bpjs-tk"), ("AT", ago(10)))
      #expect(sent.failure == nil)
      let half = first(try door.ask("CLOCK", [code]))
      #expect(half["progress"] == "proses" && half["timing"] != "terkirim-tepat-waktu")
      #expect(half["bpjs_tk_at"] != nil && half["disnaker_at"] == nil)
      _ = try door.ask("REPORT", [code], ("STAGE", "tahap-1"), ("TO", "disnaker"), ("AT", ago(9)))
      let whole = first(try door.ask("CLOCK", [code]))
      #expect(whole["progress"] == "terkirim" && whole["timing"] == "terkirim-tepat-waktu")
    }
  }

  @Test("S6 a facility's notice is kept, and the clock runs on", arguments: DoorKind.ofReferrals)
  func s6(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let code = try code(try refer(door, [("OCCURRED", ago(5))]))
      let before = first(try door.ask("CLOCK", [code]))
      let told = try door.ask(
        "NOTIFY", [code], ("FROM", "faskes"), ("TO", "bpjs-tk"), ("AT", ago(4)))
      #expect(told.failure == nil && told.notes["notice_is_no_report"] != nil)
      let after = first(try door.ask("CLOCK", [code]))
      for name in ["progress", "timing", "started_at", "due_at", "bpjs_tk_at", "disnaker_at"] {
        #expect(before[name] == after[name], "\(name)")
      }
      #expect(after["progress"] == "belum")
    }
  }

  @Test(
    "S7 silent for a quarter of an hour: flagged, next candidates offered, still acceptable",
    arguments: DoorKind.ofReferrals)
  func s7(_ kind: DoorKind) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = folder.appendingPathComponent("plkk.sqlite").path
    let line = "REFER -3.3194,114.5908 TO AUTO BRANCH BJM EMERGENCY tidak-ada BASIS persetujuan"
    let opened = try await Past.ask(line, ago: .minutes(16), database: made)
    let code = try #require(opened.records.first?.fields.first { $0.name == "code" }?.cell)
    try Account.own(folder.path)
    let door: any Door =
      switch kind {
      case .commandLine: CommandDoor(made)
      case .lines: try LineDoor(made)
      case .connected: try ConnectedDoor(made)
      }
    let shown = try door.ask("REFERRAL", [code])
    #expect(shown.row("attempt")["business_status"] == "tanpa-jawaban")
    #expect(shown.row("attempt")["status"] == "requested" && shown.notes["unanswered"] != nil)
    let overdue = try door.ask("REFERRALS", [], ("OVERDUE", nil))
    #expect(overdue.rows("referral").map { $0["code"] } == [code])
    let next = try door.ask("NEXT", [code], ("NEAR", "-3.3194,114.5908"), ("LIMIT", "5"))
    let candidates = next.rows("candidate")
    #expect(candidates.count == 5 && candidates.contains { $0["phone"] != nil })
    #expect(!candidates.contains { $0["id"] == shown.row("attempt")["facility_id"] })
    let accepted = try door.ask("ACCEPT", [code], ("BY", "telepon"))
    #expect(accepted.row("receipt")["attempt_status"] == "accepted", "\(accepted)")
  }

  @Test(
    "S8 refused for want of an ICU, taken by the second: two attempts, one live",
    arguments: DoorKind.ofReferrals)
  func s8(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let code = try code(try refer(door))
      let early = try door.ask("SEND", [code], ("TO", "AUTO"), ("NEAR", "-3.3194,114.5908"))
      #expect(early.failure != nil, "a second live attempt")
      let refused = try door.ask(
        "REJECT", [code], ("REASON", "penuh-icu"), ("NEAR", "-3.3194,114.5908"))
      #expect(refused.row("receipt")["attempt_status"] == "rejected", "\(refused)")
      let second = try #require(refused.row("candidate")["id"])
      let sent = try door.ask("SEND", [code], ("TO", second))
      #expect(sent.failure == nil && sent.row("receipt")["code"] == code, "\(sent)")
      #expect(try door.ask("ACCEPT", [code], ("BY", "telepon")).failure == nil)
      let shown = try door.ask("REFERRAL", [code])
      #expect(shown.rows("attempt").map { $0["status"] } == ["rejected", "accepted"])
      #expect(shown.rows("attempt").last?["facility_id"] == second)
      #expect(shown.rows("attempt").first?["reason"] == "penuh-icu")
      #expect(try door.ask("ACCEPT", [code], ("ATTEMPT", "1")).failure != nil, "reopened")
      #expect(try door.ask("REFERRALS").rows("referral").count == 1)
    }
  }

  @Test(
    "S9 repeated after a dropped line under one request id: the same code, one attempt",
    arguments: DoorKind.ofReferrals)
  func s9(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let one = try code(try refer(door, [("ID", "kantor-7")]))
      try door.drop()
      let two = try code(try refer(door, [("ID", "kantor-7")]))
      #expect(one == two)
      try door.killAndRestart()
      #expect(try code(try refer(door, [("ID", "kantor-7")])) == one)
      #expect(try door.ask("REFERRAL", [one]).rows("attempt").count == 1)
      #expect(try door.ask("REFERRALS").rows("referral").count == 1)
    }
  }

  @Test("S10 river, sea and air: 14.2 million refunded, 0.6 own", arguments: DoorKind.ofReferrals)
  func s10(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let code = try code(try refer(door, [("OCCURRED", ago(3))]))
      for (mode, cost) in [("sungai-danau", "3200000"), ("laut", "2600000"), ("udara", "9000000")] {
        let added = try door.ask("TRANSPORT", [code], ("MODE", mode), ("COST", cost))
        #expect(added.failure == nil, "\(added)")
      }
      let shown = try door.ask("TRANSPORT", [code])
      #expect(shown.row("refund")["covered_idr"] == "14200000")
      #expect(shown.row("refund")["own_cost_idr"] == "600000")
      let covered = shown.rows("transport").compactMap { $0["covered_idr"] }.sorted()
      #expect(covered == ["2000000", "3200000", "9000000"])
    }
  }

  @Test(
    "S11 hearing loss two years after leaving: hospitals, and a clock from the diagnosis",
    arguments: DoorKind.ofReferrals)
  func s11(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let opened = try refer(
        door,
        [
          ("CASE", "dugaan-pak"), ("DIAGNOSED", ago(24)), ("EMPLOYED", ago(2 * 365 * 24)),
          ("LIMIT", "3"),
        ])
      #expect(opened.row("choice")["reason"] == "nearest_plkk_hospital")
      #expect(opened.rows("candidate").allSatisfy { $0["kind"] == "hospital" })
      #expect(opened.rows("candidate").count == 3)
      #expect(opened.notes["disease_capability"] != nil)
      #expect(opened.notes["after_employment"] == nil, "within the three years")
      let clock = first(try door.ask("CLOCK", [try code(opened)]))
      let started = try Instant(iso: try #require(clock["started_at"]))
      let due = try Instant(iso: try #require(clock["due_at"]))
      #expect(due - started == .hours(48) && clock["timing"] == "belum-jatuh-tempo")
      let long = try refer(
        door,
        [("CASE", "dugaan-pak"), ("DIAGNOSED", ago(24)), ("EMPLOYED", ago(4 * 365 * 24))])
      #expect(long.notes["after_employment"] != nil)
    }
  }

  @Test(
    "S12 a construction labourer without a number is referred by that of the project",
    arguments: DoorKind.ofReferrals)
  func s12(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let opened = try refer(
        door, [("SEGMENT", "jakon")], person: [("NAME", "CONTOH Udin"), ("EMPLOYERNO", "JK-0042")])
      #expect(opened.notes["unusual_number"] == nil)
      let shown = try door.ask("REFERRAL", [try code(opened)], ("REVEAL", nil))
      #expect(shown.row("person")["employer_number"] == "JK-0042")
      #expect(shown.row("person")["kpj"] == nil && shown.row("fact")["segment"] == "jakon")
    }
  }

  @Test(
    "S13 day 71 of a NIK is a woman's 31st; day 72 is odd, and never refused",
    arguments: DoorKind.ofReferrals)
  func s13(_ kind: DoorKind) throws {
    try kind.with { door, _ in
      let usual = try refer(door, person: [("NIK", "6371017112880007")])
      #expect(usual.notes["unusual_number"] == nil)
      let odd = try refer(door, person: [("NIK", "6371017212880007")])
      #expect(odd.notes["unusual_number"]?.contains("NIK") == true)
      #expect(odd.row("receipt")["attempt_status"] == "requested")
      #expect(!"\(odd)".contains("6371017212880007"))
    }
  }

  @Test(
    "S20 consent withdrawn: frozen at once, purge due, the log keeps no identity",
    arguments: DoorKind.ofReferrals)
  func s20(_ kind: DoorKind) throws {
    try kind.with { door, database in
      let name = "Zulkarnain Qodratullah"
      let code = try code(try refer(door, person: [("NAME", name)]))
      let gone = try door.ask("WITHDRAW", [code])
      #expect(gone.notes["purge_due"]?.contains("72 jam") == true, "\(gone)")
      #expect(try door.ask("ACCEPT", [code], ("BY", "telepon")).failure != nil)
      let look = try Binary.run(["purge", "--db", database])
      #expect(look.output.contains(code))
      for database in door.databases {
        #expect(try Binary.run(["purge", "--yes", "--db", database]).status == 0)
      }
      #expect(try door.ask("REFERRAL", [code], ("REVEAL", nil)).row("person").isEmpty)
      let log = try Binary.run(["access", "--from", "2020-01-01T00:00Z", "--db", database])
      #expect(log.output.contains(code) && log.output.contains("purge"))
      #expect(!log.output.contains(name))
    }
  }

  @Test(
    "S22 killed between the answer and the next request: it is there, and counts agree",
    arguments: DoorKind.ofReferrals)
  func s22(_ kind: DoorKind) throws {
    try kind.with { door, database in
      let code = try code(try refer(door))
      try door.killAndRestart()
      #expect(try door.ask("REFERRAL", [code]).row("referral")["status"] == "active")
      let queue = try DatabaseQueue(path: database)
      let stored = try queue.read { db in
        try Int.fetchOne(db, sql: "SELECT count(*) FROM referral")
      }
      try queue.close()
      #expect(try door.ask("REFERRALS").rows("referral").count == stored)
      #expect(try Binary.run(["doctor", "--db", database]).status == 0)
    }
  }
}

extension Instant {
  /// Reads what a machine format wrote.
  fileprivate init(iso text: String) throws { self = try TimeText.read(text, zone: nil) }
}
