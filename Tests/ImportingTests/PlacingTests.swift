import Facilities
import Geo
import Lists
import Testing

@testable import Importing

/// A small directory in real kabupaten.
enum Small {
  static func facility(
    _ id: String, _ name: String, _ kind: FacilityKind, _ regency: String, latitude: Double? = nil,
    longitude: Double? = nil, precision: PositionPrecision = .site, basis: PLKKBasis = .presumed
  ) -> Facility {
    Facility(
      id: id, name: name, kind: kind, provinceCode: String(regency.prefix(2)),
      regencyCode: regency, regency: regency,
      position: latitude.flatMap { north in
        longitude.flatMap { Position(latitude: north, longitude: $0) }
      }, positionPrecision: latitude == nil ? .unknown : precision, basis: basis)
  }

  static let directory = Directory([
    facility(
      "PLKK-63-001", "RSUD dr. H. Andi CONTOH Noor", .hospital, "63.10", latitude: -3.44,
      longitude: 115.99),
    facility(
      "PLKK-63-002", "Puskesmas Satui", .puskesmas, "63.10", latitude: -3.76,
      longitude: 115.45),
    facility(
      "PLKK-64-001", "Puskesmas Muara Wahau II", .puskesmas, "64.08", latitude: 1.08,
      longitude: 116.9, precision: .district),
    facility("PLKK-63-003", "RS Hermina", .hospital, "63.71", latitude: -3.32, longitude: 114.6),
    facility("RS-63-001", "Klinik CONTOH Sehat", .clinic, "63.10", basis: .none),
  ])
}

@Suite struct PlacingTests {
  let gazetteer: Gazetteer
  init() throws { gazetteer = try Support.gazetteer() }

  private func plan(
    _ text: String, accepted: Set<Int>? = [], corrections: [RowCorrection] = [],
    history: ListHistory = ListHistory(base: Small.directory)
  ) throws -> ImportPlan {
    let list = try OfficialList.read(
      Array(text.utf8), listDate: Support.listDate, gazetteer: gazetteer)
    return try ImportPlan.make(
      list,
      request: ImportRequest(
        issuer: "KC Contoh", listDate: Support.listDate, sourceFile: "list.csv",
        importedOn: Support.listDate, accepted: accepted, corrections: corrections),
      history: history, gazetteer: gazetteer)
  }

  @Test(
    "A name is found again however it is written",
    arguments: [
      ("Rumah Sakit Umum Daerah Andi Contoh Noor", "Kab. Tanah Bumbu", "PLKK-63-001"),
      ("RSUD DR.H. ANDI CONTOH NOOR TANAH BUMBU", "Tanbu", "PLKK-63-001"),
      ("RSUD Andi Contoh Noor (Batulicin)", "Kabupaten Tanah Bumbu", "PLKK-63-001"),
      ("UPTD Puskesmas SATUI", "Tanah Bumbu", "PLKK-63-002"),
      ("PKM Muara Wahau 2", "Kutim", "PLKK-64-001"),
    ])
  func names(name: String, regency: String, id: String) throws {
    let plan = try plan("nama;kabupaten\n\(name);\(regency)\n")
    #expect(plan.placements.first?.identity == .known(id: id, by: .name))
    #expect(plan.entries.map(\.facility.id) == [id])
    #expect(plan.entries.first?.facility.name == name)
  }

  @Test("A brand, a number or a kabupaten apart are other sites")
  func notTheSame() throws {
    let plan = try plan(
      """
      nama;kabupaten
      RS Hermina;Samarinda
      Puskesmas Muara Wahau I;Kutai Timur
      Puskesmas Satui;Kotabaru
      RS Satui;Tanah Bumbu
      """)
    #expect(plan.placements.map(\.identity) == Array(repeating: .new, count: 4))
    #expect(
      plan.entries.map(\.facility.id) == [
        "PLKK-63-L0001", "PLKK-63-L0002", "PLKK-64-L0001", "PLKK-64-L0002",
      ])
  }

  @Test("A slip of the pen waits for an officer, with the site it may mean")
  func similar() throws {
    let text = "nama;kabupaten\nRSUD Andi Contoh Nor;Tanah Bumbu\n"
    let waiting = try plan(text)
    #expect(waiting.placements.first?.doubts == [.similarName(id: "PLKK-63-001")])
    #expect(waiting.entries.isEmpty && waiting.waiting.count == 1)
    #expect(try plan(text, accepted: [2]).entries.map(\.facility.id) == ["PLKK-63-001"])
    #expect(try plan(text, accepted: nil).entries.count == 1)
    #expect(try plan(text, accepted: [3]).entries.isEmpty)
    let new = RowCorrection(name: "RSUD ANDI CONTOH NOR", regency: "tanah bumbu", action: .new)
    #expect(try plan(text, corrections: [new]).entries.map(\.facility.id) == ["PLKK-63-L0001"])
    let skip = RowCorrection(name: "RSUD Andi Contoh Nor", action: .skip)
    let skipped = try plan(text, corrections: [skip])
    #expect(skipped.entries.isEmpty && skipped.waiting.isEmpty)
  }

  @Test("No kabupaten, or several, is settled by a correction only")
  func regencyNeeded() throws {
    let text = "nama;kabupaten\nRS CONTOH;\nRS CONTOH Dua;Antah Berantah\n"
    let plan = try plan(text, accepted: nil)
    #expect(
      plan.placements.map(\.doubts) == [[.regencyUnknown("")], [.regencyUnknown("Antah Berantah")]])
    #expect(plan.entries.isEmpty)
    let fixed = try self.plan(
      text, corrections: [RowCorrection(name: "RS CONTOH", setRegency: "Kab. Banjar")])
    #expect(fixed.entries.map(\.facility.regencyCode) == ["63.03"])
  }

  @Test("A town in the kabupaten's place is noticed")
  func town() throws {
    let plan = try plan("nama;kota\nKlinik CONTOH Lain;Batulicin\n")
    #expect(plan.placements.first?.doubts == [.regencyIsTown("Batulicin", regencyCode: "63.10")])
    #expect(plan.waiting.count == 1)
  }

  @Test("Coordinates count when they lie in the kabupaten; else they wait and are left out")
  func coordinates() throws {
    let text = """
      nama;kabupaten;lat;lon
      Klinik CONTOH Satu;Tanah Bumbu;-3,4415;115,9
      Klinik CONTOH Dua;Tanah Bumbu;115,9;-3,4415
      Klinik CONTOH Tiga;Tanah Bumbu;-2,2088;113,9
      Klinik CONTOH Empat;Tanah Bumbu;-3,32;-115,9
      """
    let plan = try plan(text)
    let inside = Position(latitude: -3.4415, longitude: 115.9)
    #expect(plan.placements[0].source == .listed && plan.placements[0].position == inside)
    #expect(plan.placements[1].position == inside && plan.placements[1].row.wasSwapped)
    guard case .outsideRegency(let meters, let code)? = plan.placements[2].doubts.first else {
      Issue.record("not noticed: \(plan.placements[2])")
      return
    }
    #expect(code == "62.71" && meters > 100_000)
    #expect(plan.placements[2].position == nil)
    #expect(plan.placements[3].doubts.count == 1)
    #expect(plan.entries.count == 2)
    let accepted = try self.plan(text, accepted: nil).entries
    #expect(accepted.count == 4)
    #expect(accepted.filter { $0.facility.position == nil }.count == 2)
  }

  @Test("Coordinates far from a site that is known to the building wait")
  func farFromKnown() throws {
    let plan = try plan("nama;kabupaten;lat;lon\nPuskesmas Satui;Tanah Bumbu;-3.44;115.9\n")
    guard case .farFromKnown(let id, let meters)? = plan.placements.first?.doubts.first else {
      Issue.record("not noticed")
      return
    }
    #expect(id == "PLKK-63-002" && meters > 50_000)
  }

  @Test(
    "Without coordinates a site stands where it is known, else at desa or kecamatan, else nowhere")
  func placedByName() throws {
    let plan = try plan(
      """
      nama;kabupaten;kecamatan;desa
      Puskesmas Satui;Tanah Bumbu;;
      Klinik CONTOH Satu;Tanah Bumbu;Satui;Sungai Danau
      Klinik CONTOH Dua;Tanah Bumbu;Kec. Satui;
      Klinik CONTOH Tiga;Tanah Bumbu;;
      Puskesmas Kusan Hulu;Tanah Bumbu;;
      """)
    #expect(plan.placements.map(\.precision) == [.site, .village, .district, .unknown, .district])
    #expect(plan.placements[0].source == .known)
    #expect(plan.placements[1].district?.name == "Satui")
    #expect(plan.placements[2].source == .district(code: "63.10.04"))
    #expect(plan.placements[3].position == nil)
    let nowhere = try #require(plan.entries.first { $0.facility.position == nil })
    var history = ListHistory(base: Small.directory)
    history.append(plan.event)
    let directory = history.snapshot(at: Support.listDate).directory
    #expect(directory.facility(id: nowhere.facility.id)?.basis == .official)
    let near = try #require(Position(latitude: -3.5, longitude: 115.5))
    let ranked = directory.nearest(to: near, limit: 100).map(\.facility.id)
    #expect(!ranked.contains(nowhere.facility.id) && ranked.contains("PLKK-63-002"))
  }

  @Test("A press release's locality places its sites")
  func bullets() throws {
    let plan = try plan(
      "- Klinik CONTOH Satu (Satui-Tanah Bumbu)\n- Puskesmas Satui (Satui-Tanah Bumbu)\n")
    #expect(plan.placements.map(\.precision) == [.district, .site])
  }

  @Test("A site twice in a file is one, with the later end")
  func duplicates() throws {
    let plan = try plan(
      """
      nama;kabupaten;kode faskes;tgl akhir;no pks;alamat
      Puskesmas Satui;Tanah Bumbu;;31/12/2026;A;Jl. Raya Satui 1
      PKM Satui;Tanbu;;31/12/2027;B;JL RAYA SATUI 1
      Klinik CONTOH Satu;Tanah Bumbu;0123;;;
      Klinik CONTOH I;Tanah Bumbu;0123;;;
      """)
    #expect(plan.entries.count == 2)
    #expect(plan.issues.map(\.line) == [3, 5])
    #expect(plan.entries.first?.agreement.number == "B")
    #expect(plan.entries.first?.agreement.end == CivilDate(year: 2027, month: 12, day: 31))
  }

  @Test("A corrections file is read with its faults by line")
  func correctionsFile() throws {
    let (corrections, issues) = try RowCorrection.read(
      Array(
        """
        name;regency;action;id;latitude;longitude;kind;set_regency
        RS A;Banjar;match;PLKK-63-001;;;;
        RS B;;new;;-3,5;115,5;hospital;Tanah Bumbu
        RS C;;match;;;;;
        RS D;;fly;;;;;
        RS E;;;;x;1;;
        """.utf8))
    #expect(corrections.map(\.action) == [.match("PLKK-63-001"), .new])
    #expect(corrections.last?.position == Position(latitude: -3.5, longitude: 115.5))
    #expect(issues.map(\.line) == [4, 5, 6])
    #expect(issues.map(\.column) == ["id", "action", "latitude"])
  }

  @Test("A correction that names nobody is no licence")
  func badCorrection() throws {
    let plan = try plan(
      "nama;kabupaten\nRS CONTOH;Banjar\n",
      corrections: [RowCorrection(name: "RS CONTOH", action: .match("PLKK-99-999"))])
    #expect(plan.placements.first?.doubts == [.correctionUnusable("PLKK-99-999")])
    #expect(plan.entries.isEmpty)
  }
}
