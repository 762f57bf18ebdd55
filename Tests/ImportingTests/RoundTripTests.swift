import Exporting
import Facilities
import Formats
import Geo
import Lists
import TestSupport
import Testing

@testable import Importing

/// Own exports come back as they went out, whatever is in the directory.
@Suite("Own exports come back") struct RoundTripTests {
  let gazetteer: Gazetteer
  init() throws { gazetteer = try Support.gazetteer() }

  private static let names = [
    "RSUD", "RS", "RSIA", "Klinik Pratama", "Klinik", "Puskesmas", "Praktek dr.", "=RS", "+Klinik",
    "-Klinik", "@RS", "Klinik \"Kutip\"", "Klinik, Koma", "Klinik; Titik", "Klinik <b>&amp;",
    "Klinik é", "Klinik _x0041_",
  ]
  private static let phones = [
    "", "+625113252180", "+6281234567890", "+625113252180 ext. 12",
    "+625113252180 / +6281234567890",
  ]
  private static let addresses = [
    "", "Jl. A. Yani Km 2", "Jl. \"B\", No; 3", "=Jl. C", "'+Jl. D", "- Jl. E", "Blok A-1\u{a0}2",
  ]

  /// A random list of one office: entries with names apart, inside real kabupaten.
  private func entries(_ random: inout SplitMix64) throws -> [ListEntry] {
    let numbers = (1...40).shuffled(using: &random).prefix(Int.random(in: 1...25, using: &random))
    return try numbers.map { number in
      let regency = try #require(gazetteer.regencies.randomElement(using: &random))
      let name = Self.names.randomElement(using: &random) ?? "RS"
      let kind = FacilityKind.allCases.randomElement(using: &random) ?? .clinic
      var facility = Facility(
        id: "PLKK-\(regency.region.provinceCode)-L0\(100 + number)",
        name: "\(name) CONTOH \(Self.word(number))", kind: kind,
        provinceCode: regency.region.provinceCode, regencyCode: regency.region.code,
        regency: regency.region.name, position: nil, positionPrecision: .unknown, basis: .official)
      if Bool.random(using: &random) {
        facility.position = Position(
          latitude: (regency.seat.position.latitude * 1e6).rounded() / 1e6,
          longitude: (regency.seat.position.longitude * 1e6).rounded() / 1e6)
        facility.positionPrecision =
          [PositionPrecision.site, .village, .district].randomElement(using: &random) ?? .site
      }
      facility.address = TextBytes.clean(Self.addresses.randomElement(using: &random) ?? "")
      facility.phone = Self.phones.randomElement(using: &random) ?? ""
      facility.careClass = ["", "A", "Utama"].randomElement(using: &random) ?? ""
      facility.ownership = ["", "Pemda", "PT \"X\""].randomElement(using: &random) ?? ""
      facility.beds = Bool.random(using: &random) ? Int.random(in: 1...999, using: &random) : nil
      let hasEnd = Bool.random(using: &random)
      let agreement = Agreement(
        facilityID: facility.id, issuer: "KC Contoh",
        officialCode: Bool.random(using: &random) ? "00\(1000 + number)" : "",
        number: Bool.random(using: &random) ? "PKS/\(number)/2026" : "",
        start: hasEnd ? CivilDate(year: 2025, month: 1, day: 1) : nil,
        end: hasEnd ? CivilDate(year: 2027, month: 12, day: 31) : nil,
        listed: hasEnd ? .usable : .unknown, sourceFile: "a.csv",
        listDate: Support.listDate, verified: Support.listDate,
        note: ["", "pintu \"timur\"; lantai 2"].randomElement(using: &random) ?? "")
      let services = SiteServices(
        emergency24h: Bool.random(using: &random) ? nil : Bool.random(using: &random),
        openingHours: ["", "08.00-21.00", "24 jam"].randomElement(using: &random) ?? "",
        services: [[], ["bedah tulang", "radiologi"]].randomElement(using: &random) ?? [])
      return ListEntry(facility: facility, agreement: agreement, services: services)
    }.sorted { $0.facility.id < $1.facility.id }
  }

  /// A word of its own for a number: names that differ by a digit are told apart anyway.
  private static func word(_ number: Int) -> String {
    let parts = ["ba", "du", "ki", "lo", "me", "ra", "su"]
    return parts[number % 7] + parts[number / 7 % 7] + "ng\(number)"
  }

  @Test("JSON, CSV in both dialects, GeoJSON and XLSX lose nothing")
  func all() throws {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<3 {
        let entries = try entries(&random)
        let list = ListImport(
          issuer: "KC Contoh", listDate: Support.listDate, sourceFile: "a.csv",
          importedOn: Support.listDate, entries: entries)
        let history = ListHistory(base: Directory([]), events: [.list(list)])
        let export = DirectoryExport(
          history.snapshot(at: Support.listDate), filter: .plkk, language: .english)
        let files: [(String, [UInt8])] = [
          ("csv", Array(export.csv().utf8)), ("excel", Array(export.csv(.excel).utf8)),
          ("json", Array(export.json().utf8)), ("geojson", Array(export.geoJSON().utf8)),
          ("xlsx", export.workbook()),
        ]
        for (format, bytes) in files {
          let what = "\(format), seed \(seed), round \(round)"
          let read = try OfficialList.read(
            bytes, listDate: Support.listDate, gazetteer: gazetteer)
          #expect(read.isComplete && read.brokenRows == 0, "\(what): \(read.issues)")
          for known in [history, ListHistory(base: Directory([]))] {
            let plan = try ImportPlan.make(
              read,
              request: ImportRequest(
                issuer: "KC Contoh", listDate: Support.listDate, sourceFile: "a.csv",
                importedOn: Support.listDate), history: known, gazetteer: gazetteer)
            #expect(
              plan.waiting.isEmpty, "\(what): \(plan.waiting.map { ($0.row.name, $0.doubts) })")
            #expect(plan.entries.count == entries.count, "\(what)")
            if known.events.isEmpty {
              check(plan.entries, entries, what)
            } else {
              #expect(
                plan.unchangedCount == entries.count && plan.removed.isEmpty,
                "\(what): \(plan.changed.map(\.values))")
            }
          }
        }
      }
    }
  }

  /// Without the history the ids are new; everything else is the same.
  private func check(_ found: [ListEntry], _ expected: [ListEntry], _ what: String) {
    func key(_ entry: ListEntry) -> [String] {
      let facility = entry.facility
      return [
        facility.name, facility.kind.rawValue, facility.regencyCode, facility.address,
        facility.phone, facility.careClass, facility.ownership,
        facility.beds.map(String.init) ?? "",
        facility.position.map { "\($0.latitude.fixed(6)) \($0.longitude.fixed(6))" } ?? "",
        facility.positionPrecision.rawValue, entry.agreement.number, entry.agreement.officialCode,
        entry.agreement.start?.description ?? "", entry.agreement.end?.description ?? "",
        entry.agreement.note, entry.services.plain,
      ]
    }
    let (mine, theirs) = (Set(found.map(key)), Set(expected.map(key)))
    #expect(mine == theirs, "\(what): \(mine.symmetricDifference(theirs))")
  }
}
