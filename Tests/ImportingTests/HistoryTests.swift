import Facilities
import Geo
import Lists
import Testing

@testable import Importing

@Suite struct HistoryTests {
  let gazetteer: Gazetteer
  init() throws { gazetteer = try Support.gazetteer() }

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  private func plan(
    _ history: ListHistory, _ date: String, _ rows: String, issuer: String = "KC Contoh",
    published: [PublishedCount] = []
  ) throws -> ImportPlan {
    let list = try OfficialList.read(
      Array(("nama;kabupaten;tgl mulai;tgl akhir;telp\n" + rows).utf8), listDate: day(date),
      gazetteer: gazetteer)
    return try ImportPlan.make(
      list,
      request: ImportRequest(
        issuer: issuer, listDate: day(date), sourceFile: "\(date).csv", importedOn: day(date)),
      history: history, gazetteer: gazetteer, published: published)
  }

  @Test("An agreement is valid on both its end days, and not before or after")
  func status() throws {
    let agreement = Agreement(
      facilityID: "X", issuer: "KC", start: try day("2025-01-01"), end: try day("2026-12-31"),
      listed: .usable, listDate: try day("2026-01-31"))
    #expect(
      agreement.plkkStatus(on: try day("2024-12-31")) == .notYet(firstDay: try day("2025-01-01")))
    #expect(agreement.plkkStatus(on: try day("2025-01-01")) == .valid(until: try day("2026-12-31")))
    #expect(agreement.plkkStatus(on: try day("2026-12-31")) == .valid(until: try day("2026-12-31")))
    #expect(
      agreement.plkkStatus(on: try day("2027-01-01")) == .expired(lastDay: try day("2026-12-31")))
    var open = agreement
    open.end = nil
    #expect(open.plkkStatus(on: try day("2030-01-01")) == .unknownEnd)
    open.listed = .notUsable
    #expect(open.plkkStatus(on: try day("2026-01-01")) == .expired(lastDay: nil))
  }

  @Test("A site whose agreement ended yesterday is no PLKK today, and any past day can be asked")
  func ended() throws {
    var history = ListHistory(base: Small.directory)
    history.append(
      try plan(history, "2026-01-31", "Puskesmas Satui;Tanah Bumbu;01/01/2025;30/06/2026;\n").event)
    func basis(_ date: String) throws -> PLKKBasis? {
      history.snapshot(at: try day(date)).directory.facility(id: "PLKK-63-002")?.basis
    }
    #expect(try basis("2024-12-31") == .presumed)
    #expect(try basis("2025-01-01") == .official)
    #expect(try basis("2026-06-30") == .official)
    #expect(try basis("2026-07-01") == PLKKBasis.none)
    let after = history.snapshot(at: try day("2026-07-01"))
    #expect(
      after.directory.facility(id: "PLKK-63-002")?.standing?.status
        == .expired(lastDay: try day("2026-06-30")))
    let near = try #require(Position(latitude: -3.76, longitude: 115.45))
    #expect(after.directory.nearest(to: near, limit: 1).first?.facility.id != "PLKK-63-002")
  }

  @Test("A new list adds, changes and removes rows of its issuer only")
  func differences() throws {
    var history = ListHistory(base: Small.directory)
    let first = try plan(
      history, "2026-01-31",
      "Puskesmas Satui;Tanah Bumbu;;31/12/2026;\nKlinik CONTOH Satu;Tanah Bumbu;;;\nRSUD Andi CONTOH Noor;Tanah Bumbu;;;\n"
    )
    #expect(first.added.count == 3 && first.removed.isEmpty)
    history.append(first.event)
    history.append(
      try plan(history, "2026-02-01", "RS Hermina;Banjarmasin;;;\n", issuer: "KC Lain").event)
    let second = try plan(
      history, "2026-03-31",
      "Puskesmas Satui;Tanah Bumbu;;31/12/2027;0518-70000\nKlinik CONTOH Satu;Tanah Bumbu;;;\nKlinik CONTOH Dua;Tanah Bumbu;;;\n"
    )
    #expect(second.added.map(\.facility.name) == ["Klinik CONTOH Dua"])
    #expect(second.changed.map(\.fields) == [[.phone, .end]])
    #expect(second.removed.map(\.facility.id) == ["PLKK-63-001"])
    #expect(second.unchangedCount == 1)
    history.append(second.event)
    let now = history.snapshot(at: try day("2026-04-01"))
    #expect(
      now.directory.facility(id: "PLKK-63-001")?.standing?.status
        == .dropped(listDate: try day("2026-03-31")))
    #expect(now.directory.facility(id: "PLKK-63-001")?.basis == PLKKBasis.none)
    #expect(now.directory.facility(id: "PLKK-63-003")?.basis == .official)
    #expect(now.directory.facility(id: "PLKK-63-002")?.phone == "+6251870000")
    let before = history.snapshot(at: try day("2026-03-30"))
    #expect(before.directory.facility(id: "PLKK-63-001")?.basis == .official)
    #expect(before.directory.facility(id: "PLKK-63-002")?.phone == "")
  }

  @Test("Ids of new sites are never given twice and come back with the same site")
  func stableIDs() throws {
    var history = ListHistory(base: Small.directory)
    let first = try plan(history, "2026-01-31", "Klinik CONTOH Satu;Tanah Bumbu;;;\n")
    history.append(first.event)
    #expect(first.entries.map(\.facility.id) == ["PLKK-63-L0001"])
    history.append(try plan(history, "2026-02-28", "Klinik CONTOH Dua;Tanah Bumbu;;;\n").event)
    let third = try plan(
      history, "2026-03-31",
      "Klinik CONTOH Tiga;Tanah Bumbu;;;\nKlinik CONTOH I;Banjar;;;\nKlinik CONTOH Satu;Tanah Bumbu;;;\n"
    )
    #expect(
      third.entries.map(\.facility.id) == ["PLKK-63-L0001", "PLKK-63-L0003", "PLKK-63-L0004"])
  }

  @Test("A row that is broken or waits does not remove its site")
  func held() throws {
    var history = ListHistory(base: Small.directory)
    history.append(
      try plan(
        history, "2026-01-31",
        "Puskesmas Satui;Tanah Bumbu;;;\nRSUD Andi CONTOH Noor;Tanah Bumbu;;;\n"
      ).event)
    let next = try plan(
      history, "2026-02-28",
      "Puskesmas Satui;Tanah Bumbu;;31/12/26;\nRSUD Andi CONTOH Nor;Tanah Bumbu;;;\n")
    #expect(next.removed.isEmpty)
    #expect(next.held.map(\.facility.id) == ["PLKK-63-001", "PLKK-63-002"])
  }

  @Test("Two issuers of one site: the later end counts")
  func twoIssuers() throws {
    var history = ListHistory(base: Small.directory)
    history.append(
      try plan(history, "2026-01-31", "Puskesmas Satui;Tanah Bumbu;;31/03/2026;\n").event)
    history.append(
      try plan(
        history, "2026-01-31", "Puskesmas Satui;Tanah Bumbu;;31/12/2026;\n", issuer: "KC Lain"
      ).event)
    let snapshot = history.snapshot(at: try day("2026-06-01"))
    #expect(
      snapshot.directory.facility(id: "PLKK-63-002")?.standing?.status
        == .valid(until: try day("2026-12-31")))
    #expect(snapshot.directory.facility(id: "PLKK-63-002")?.basisSource == "KC Lain")
    #expect(snapshot.agreements["PLKK-63-002"]?.count == 2)
  }

  @Test("Sites presumed in the covered kabupaten and not on the list are named")
  func unlisted() throws {
    let plan = try plan(
      ListHistory(base: Small.directory), "2026-01-31", "Puskesmas Satui;Tanah Bumbu;;;\n")
    #expect(plan.unlisted.map(\.id) == ["PLKK-63-001"])
  }

  @Test("Counts stand beside the latest published totals")
  func published() throws {
    let counts = try PublishedCount.all(in: SeedTables.embedded().published)
    let plan = try plan(
      ListHistory(base: Small.directory), "2026-01-31", "Puskesmas Satui;Tanah Bumbu;;;\n",
      published: counts)
    let south = try #require(plan.comparisons.first { $0.provinceCode == "63" && $0.kind == nil })
    #expect(south.official == 1 && south.others == 2)
    #expect(south.published == 121 && south.date == "2026-02-02" && south.isBigGap)
    let hospitals = plan.comparisons.first { $0.provinceCode == "61" && $0.kind == .hospital }
    #expect(hospitals?.published == 23 && hospitals?.date == "2023-01-17")
  }

  @Test("Corrections mark, edit, verify and merge from their day on")
  func corrections() throws {
    var history = ListHistory(base: Small.directory)
    func take(_ id: String, _ action: FieldCorrection.Action, _ date: String) throws {
      let correction = FieldCorrection(
        facilityID: id, action: action, date: try day(date), actor: "KC Contoh")
      try history.check(correction)
      history.append(.correction(correction))
    }
    try take("plkk-63-002", .report(.moved, "kantor kosong"), "2026-02-01")
    try take("PLKK-63-002", .edit(.position, "-3.7,115.4"), "2026-02-02")
    try take("PLKK-63-002", .edit(.phone, "+6251870000"), "2026-02-03")
    #expect(
      try history.snapshot(at: day("2026-01-31")).facility(id: "PLKK-63-002")?.standing?.marks
        .isEmpty ?? true)
    let marked = history.snapshot(at: try day("2026-02-03"))
    #expect(marked.facility(id: "PLKK-63-002")?.standing?.marks.map(\.doubt) == [.moved])
    #expect(marked.facility(id: "PLKK-63-002")?.phone == "+6251870000")
    #expect(marked.facility(id: "PLKK-63-002")?.position?.latitude == -3.7)
    try take("PLKK-63-002", .verify, "2026-02-04")
    let verified = history.snapshot(at: try day("2026-08-04"))
    #expect(verified.facility(id: "PLKK-63-002")?.standing?.marks == [])
    #expect(verified.facility(id: "PLKK-63-002")?.standing?.freshness?.days == 181)
    #expect(verified.facility(id: "PLKK-63-002")?.standing?.freshness?.isDoubtful == true)
    #expect(verified.facility(id: "PLKK-63-001")?.standing?.freshness == nil)
    try take("RS-63-001", .merge(into: "PLKK-63-001"), "2026-03-01")
    let merged = history.snapshot(at: try day("2026-03-01"))
    #expect(merged.facility(id: "RS-63-001")?.id == "PLKK-63-001")
    #expect(!merged.directory.facilities.contains { $0.id == "RS-63-001" })
  }

  @Test("A correction that cannot be is refused with its reason")
  func badCorrections() throws {
    let history = ListHistory(base: Small.directory)
    func refusal(
      _ id: String, _ action: FieldCorrection.Action, actor: String = "KC"
    ) throws -> CorrectionError? {
      let date = try day("2026-01-01")
      do throws(CorrectionError) {
        try history.check(
          FieldCorrection(facilityID: id, action: action, date: date, actor: actor))
        return nil
      } catch { return error }
    }
    #expect(try refusal("X", .verify) == .unknownFacility("X"))
    #expect(try refusal("PLKK-63-001", .verify, actor: " ") == .noActor)
    #expect(try refusal("PLKK-63-001", .merge(into: "plkk-63-001")) == .badMerge("plkk-63-001"))
    #expect(try refusal("PLKK-63-001", .merge(into: "X")) == .unknownFacility("X"))
    #expect(try refusal("PLKK-63-001", .edit(.position, "91,0")) == .badValue(.position, "91,0"))
    #expect(try refusal("PLKK-63-001", .edit(.kind, "spa")) == .badValue(.kind, "spa"))
    #expect(try refusal("PLKK-63-001", .edit(.name, "--")) == .badValue(.name, "--"))
    #expect(
      try refusal("PLKK-63-001", .report(.closed, String(repeating: "x", count: 501)))
        == .tooLong(limit: 500))
    #expect(try refusal("PLKK-63-001", .verify) == nil)
  }

  @Test("A list from after a correction knows better; one from before does not")
  func listAfterCorrection() throws {
    var history = ListHistory(base: Small.directory)
    history.append(
      .correction(
        FieldCorrection(
          facilityID: "PLKK-63-002", action: .edit(.phone, "+62511111111"),
          date: try day("2026-01-01"), actor: "KC")))
    history.append(
      try plan(history, "2026-01-31", "Puskesmas Satui;Tanah Bumbu;;;0518-70000\n").event)
    #expect(
      history.snapshot(at: try day("2026-02-01")).facility(id: "PLKK-63-002")?.phone
        == "+6251870000")
    history.append(
      .correction(
        FieldCorrection(
          facilityID: "PLKK-63-002", action: .edit(.phone, "+62522222222"),
          date: try day("2026-02-01"), actor: "KC")))
    #expect(
      history.snapshot(at: try day("2026-02-01")).facility(id: "PLKK-63-002")?.phone
        == "+62522222222")
  }
}
