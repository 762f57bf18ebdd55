import Facilities
import Geo
import Lists
import Testing

@testable import Importing

/// What is known does not go for what is worse, and where it goes, both values are told.
@Suite("Known values") struct KnownKeptTests {
  let gazetteer: Gazetteer
  init() throws { gazetteer = try Support.gazetteer() }

  private func plan(
    _ text: String, accepted: Set<Int>? = [], history: ListHistory? = nil
  ) throws -> ImportPlan {
    let list = try OfficialList.read(
      Array(text.utf8), listDate: Support.listDate, gazetteer: gazetteer)
    #expect(list.isComplete)
    let plan = try ImportPlan.make(
      list,
      request: ImportRequest(
        issuer: "KC Contoh", listDate: Support.listDate, sourceFile: "f",
        importedOn: Support.listDate, accepted: accepted),
      history: history ?? ListHistory(base: Small.directory), gazetteer: gazetteer)
    #expect(plan.sums.isBalanced)
    return plan
  }

  private func rules(_ plan: ImportPlan) -> Set<RowIssue.Rule> {
    Set((plan.list.issues + plan.issues).map(\.rule))
  }

  @Test("A position of few digits never replaces the building's own; far from it the row waits")
  func coarse() throws {
    let known = try #require(Position(latitude: -3.76, longitude: 115.45))
    let coarse = try plan("nama;kabupaten;lat;lon\nPuskesmas Satui;Tanah Bumbu;-3,8;115,5\n")
    #expect(coarse.entries.first?.facility.position == known)
    #expect(coarse.entries.first?.facility.positionPrecision == .site)
    #expect(coarse.issues.contains { $0.rule == .knownKept && $0.value.contains("-3.800000") })
    let near = try plan("nama;kabupaten;lat;lon\nPuskesmas Satui;Tanah Bumbu;-3,7612;115,4512\n")
    #expect(
      near.entries.first?.facility.position == Position(latitude: -3.7612, longitude: 115.4512))
    let both = try #require(near.issues.first { $0.rule == .positionReplaced })
    #expect(both.value.contains("-3.760000,115.450000 → -3.761200,115.451200"))
    #expect(near.replaced.first?.fields == [.position])
    let far = try plan("nama;kabupaten;lat;lon\nPuskesmas Satui;Tanah Bumbu;-3,7312;115,4512\n")
    #expect(far.waiting.first?.doubts.first?.code == "far_from_known")
    // Alone a coarse position is kept as what it is.
    let new = try plan("nama;kabupaten;lat;lon\nKlinik CONTOH Lain;Tanah Bumbu;-3,44;115,99\n")
    #expect(new.entries.first?.facility.positionPrecision == .village)
    #expect(rules(new).contains(.coarsePosition))
  }

  @Test("Lost decimal points are proposed where one reading lies in the kabupaten")
  func lostPoints() throws {
    let plan = try plan(
      """
      nama;kabupaten;lat;lon
      Klinik CONTOH A;Kota Banjarmasin;-33194;1145908
      Klinik CONTOH B;Kota Banjarmasin;-3.319.400;114.590.800
      Klinik CONTOH C;Kota Banjarmasin;-3,3194;1145908
      Klinik CONTOH D;Kota Banjarmasin;-9999;1145908
      Klinik CONTOH E;Kota Banjarmasin;-3,3194;
      """)
    let here = try #require(Position(latitude: -3.3194, longitude: 114.5908))
    #expect(plan.waiting.count == 5)
    for placement in plan.waiting.prefix(3) {
      #expect(placement.doubts.map(\.code) == ["point_lost"], "\(placement.doubts)")
      #expect(placement.position == here)
    }
    for placement in plan.waiting.suffix(2) {
      #expect(placement.doubts.map(\.code) == ["coordinates_unclear"], "\(placement.doubts)")
      #expect(placement.position == nil)
    }
  }

  @Test("Links are read, short ones told, and two notations of one position have to agree")
  func links() throws {
    let plan = try plan(
      """
      nama;kabupaten;lat;lon;link google maps
      Klinik CONTOH A;Kota Banjarmasin;;;"https://www.google.com/maps/search/?api=1&query=-3.3194,114.5908"
      Klinik CONTOH B;Kota Banjarmasin;;;https://maps.app.goo.gl/abcDEF123
      Klinik CONTOH C;Kota Banjarmasin;-3,3194;114,5908;https://maps.google.com/?q=-3.3199,114.5908
      Klinik CONTOH D;Kota Banjarmasin;-3,3194;114,5908;https://maps.google.com/?q=-3.3394,114.5908
      """)
    #expect(plan.entries.count == 3)
    #expect(plan.entries[0].facility.position == Position(latitude: -3.3194, longitude: 114.5908))
    #expect(plan.entries[1].facility.position == nil)
    #expect(plan.list.issues.contains { $0.rule == .shortLink && $0.line == 3 })
    #expect(plan.waiting.map(\.row.line) == [5])
    #expect(plan.waiting.first?.doubts.map(\.code) == ["coordinates_disagree"])
  }

  @Test("A row that is not the known site after all keeps nothing of it")
  func rivals() throws {
    let plan = try plan(
      """
      nama;kabupaten;alamat
      RS Hermina;Kota Banjarmasin;Jl. Satu
      RSIA Hermina;Kota Banjarmasin;Jl. Dua
      """, accepted: nil)
    let site = try #require(plan.entries.first { $0.facility.name == "RSIA Hermina" })
    #expect(site.facility.id == "PLKK-63-L0001" && site.facility.position == nil)
    #expect(plan.placements[1].doubts.map(\.code) == ["same_as_row"])
  }

  @Test("What a row says that goes up in another one is kept, or told where the two differ")
  func merged() throws {
    let plan = try plan(
      """
      nama;kabupaten;kode faskes;alamat;telepon;jam layanan
      Klinik CONTOH Satu;Tanah Bumbu;0123;Jl. A;0511-3252180;
      Klinik CONTOH I;Tanah Bumbu;0123;Jl. B;0812-3456-7890;08.00-16.00
      """)
    #expect(plan.entries.first?.facility.phone == "+625113252180 / +6281234567890")
    #expect(plan.entries.first?.services.openingHours == "08.00-16.00")
    #expect(plan.issues.contains { $0.rule == .duplicateDiffers && $0.value == "Jl. A | Jl. B" })
  }

  @Test("A second list without a column takes nothing back that the first one gave")
  func secondList() throws {
    var history = ListHistory(base: Small.directory)
    let first = try plan(
      """
      nama;kabupaten;kode faskes;tgl mulai;tgl akhir;jam layanan;igd 24 jam
      Puskesmas Satui;Tanah Bumbu;0123;1/1/2026;31/12/2026;08.00-14.00;24 jam
      """)
    #expect(first.entries.first?.services.emergency24h == true)
    history.append(first.event)
    let second = try plan("nama;kabupaten\nPuskesmas Satui;Tanah Bumbu\n", history: history)
    #expect(second.unchangedCount == 1, "\(second.changed.map(\.values))")
    #expect(second.issues.contains { $0.rule == .knownKept })
    let third = try plan(
      "nama;kabupaten;telepon\nPuskesmas Satui;Tanah Bumbu;0511-3252180\n", history: history)
    #expect(third.changed.first?.values.map(\.after) == ["+625113252180"])
  }

  @Test("Columns of one meaning that say two things wait; a column PLKK says whether it is one")
  func columns() throws {
    let plan = try plan(
      """
      Nama Faskes;Kabupaten;PLKK;Status;Tgl Akhir;Masa Berlaku
      Klinik CONTOH A;Banjar;Ya;aktif;31/12/2026;31/12/2026
      Klinik CONTOH B;Banjar;Tidak;aktif;31/12/2026;
      Klinik CONTOH C;Banjar;Ya;aktif;31/12/2026;31/12/2027
      """)
    #expect(plan.list.fields[.status] == "PLKK")
    // "Ya" and "aktif" are two words for one thing, but which one counts is not ours to say.
    #expect(plan.waiting.map(\.row.line).contains(3) && plan.waiting.map(\.row.line).contains(4))
  }

  @Test("Signatures and remarks below a table are no sites, and a second table has its own header")
  func layout() throws {
    let plan = try plan(
      """
      No;Nama PLKK;Jenis;Kabupaten;Alamat
      ;A. RUMAH SAKIT;;;
      1;RS CONTOH Satu;RS;Banjar;Jl. 1
      No;Alamat;Nama PLKK;Kabupaten;Telepon
      2;Jl. 2;Klinik CONTOH Dua;Banjar;0511-3252180
      ;;Banjarmasin, 1 Januari 2026;;
      ;;Kepala Kantor Cabang;;
      """)
    #expect(plan.entries.map(\.facility.name) == ["RS CONTOH Satu", "Klinik CONTOH Dua"])
    #expect(plan.entries.last?.facility.address == "Jl. 2")
    #expect(
      plan.waiting.map(\.row.name) == ["Banjarmasin, 1 Januari 2026", "Kepala Kantor Cabang"])
    #expect(plan.waiting.allSatisfy { $0.doubts.contains(.bareName) })
  }

  @Test("The set that a list's codes fit is told")
  func codeSet() throws {
    let plan = try plan(
      """
      kode kabupaten;kabupaten;nama faskes;jenis
      6501;Malinau;Klinik CONTOH A;Klinik
      6371;Kota Banjarmasin;Klinik CONTOH B;Klinik
      """)
    #expect(plan.codeFit == ImportPlan.CodeFit(rows: 2, kemendagri: 1, bps: 2))
    #expect(plan.codeFit.set == .bps)
    for regency in gazetteer.regencies {
      let codes = RegencyCodes(gazetteer)
      #expect(codes.region(regency.bpsCode, .bps)?.code == regency.region.code)
      #expect(codes.region(regency.region.code)?.code == regency.region.code)
    }
  }
}
