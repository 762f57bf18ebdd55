import Formats
import Audit
import Facilities
import Geo
import Testing

@Suite("The audit of the embedded list")
struct ReportTests {
  static func auditor() throws -> (auditor: Auditor, directory: Directory) {
    let tables = SeedTables.embedded()
    return (try Auditor(tables, gazetteer: try Gazetteer(tables)), try .embedded(tables))
  }

  /// All of Kalimantan on the day of the list, made once.
  private static let whole = Result {
    let (auditor, directory) = try ReportTests.auditor()
    return try auditor.audit(directory, .init(date: "2026-02-02"))
  }

  static func report(_ question: Auditor.Question) throws -> AuditReport {
    if question == .init(date: "2026-02-02") { return try whole.get() }
    let (auditor, directory) = try Self.auditor()
    return try auditor.audit(directory, question)
  }

  /// Every sixteenth village of Kaltara: enough to choose from, few enough for the optimum.
  static func candidates(_ gazetteer: Gazetteer) throws -> [Auditor.Candidate] {
    try gazetteer.villages.filter { $0.provinceCode == "65" }.enumerated().compactMap {
      place, village in
      place % 16 == 0
        ? village.position.map { .init(code: village.code, name: village.name, position: $0) } : nil
    }
  }

  @Test("Kalimantan: the counts are the published ones and everything is consistent")
  func kalimantan() throws {
    let report = try Self.report(.init(date: "2026-02-02"))
    #expect(report.whole.count == 336)
    #expect(report.provinces.map(\.count) == [44, 64, 121, 96, 11])
    #expect(report.units.count == 56)
    #expect(report.units.reduce(0) { $0 + $1.count } == 336)
    #expect(report.demandTotal == 7252)
    #expect(report.demandUsed == 7229)
    #expect(report.per100kParticipants.map { isClose($0, 336 / 3_302_762 * 100_000) } == true)
    let coverage = report.distances.coverage.compactMap(\.share)
    #expect(coverage.count == 5)
    #expect(coverage == coverage.sorted())
    #expect(report.farthest.first?.meters == report.distances.maximum)
    let parts = try #require(report.byPopulation?.theil)
    #expect(
      isClose(parts.within.reduce(parts.between) { $0 + $1.share * ($1.value ?? 0) }, parts.total))
    #expect(report.access.map(\.method) == [.twoStep, .enhanced, .threeStep])
  }

  @Test("an area's audit shows what was published about it, its province and all Kalimantan")
  func publishedAboutAnArea() throws {
    func areas(_ code: String?) throws -> Set<String> {
      let report = try Self.report(.init(regionCode: code, date: "2026-02-02"))
      return Set(report.reconciliation.lines.map(\.published.area))
    }
    let all = try areas(nil)
    #expect(all.isSuperset(of: ["Kalimantan Barat", "Kota Balikpapan"]))
    #expect(
      try areas("64.71") == ["Kalimantan (5 provinces)", "Kalimantan Timur", "Kota Balikpapan"])
    let east = try areas("64")
    #expect(east.isStrictSubset(of: all) && east.isSuperset(of: ["Kota Balikpapan"]))
    #expect(!east.contains("Kalimantan Barat"))
    let slip = try Self.report(.init(regionCode: "61", date: "2026-02-02")).reconciliation
    #expect(
      slip.contradictions.map(\.area) == ["Kalimantan (5 provinces)", "Kalimantan (5 provinces)"])
  }

  @Test("the publishers' own sums that fail are named")
  func contradictions() throws {
    let found = try Self.report(.init(date: "2026-02-02")).reconciliation.contradictions
    #expect(
      found.contains { $0.sum == .provinces && $0.printed == 395 && $0.computed == 393 })
    #expect(
      found.contains {
        $0.sum == .notRegistered && $0.printed == 4_694_054 && $0.computed == 4_694_064
      })
    #expect(found.contains { $0.sum == .repeated && $0.printed == 8 && $0.computed == 10 })
    #expect(!found.contains { $0.sum == .kinds })
  }

  @Test("every published year is reconciled with its difference")
  func reconciled() throws {
    let lines = try Self.report(.init(date: "2026-02-02")).reconciliation.lines
    func line(_ area: String, _ date: String) -> Reconciliation.Line? {
      lines.first {
        $0.published.area.hasPrefix(area) && $0.published.date == date
          && !$0.published.level.contains("/")
      }
    }
    #expect(line("Kalimantan (5", "2022-11")?.difference == 59)
    #expect(line("Kalimantan Barat", "2023-01-17")?.difference == 35)
    #expect(line("Kalimantan (5", "2024")?.difference == 129)
    #expect(line("Kalimantan (5", "2026-02-02")?.difference == 0)
    #expect(lines.count { $0.isByConstruction } == 6)
    #expect(lines.filter(\.isByConstruction).allSatisfy { $0.published.date == "2026-02-02" })
    // The published workers stand beside the estimates that are divided by.
    let workers = try #require(lines.first { $0.published.level == "region/workers" })
    #expect(workers.published.count == 7_996_826 && workers.counted == 8_415_500)
    #expect(!lines.contains { $0.published.level.hasSuffix("idr_min") })
  }

  @Test("a province counts its own sites but measures to those of its neighbours too")
  func province() throws {
    let all = try Self.report(.init(date: "2026-02-02"))
    let south = try Self.report(.init(regionCode: "63", date: "2026-02-02"))
    #expect(south.whole.count == 121)
    #expect(south.provinces.count == 1)
    #expect(south.units.count == 13)
    #expect(south.per100kParticipants == nil)
    let same = all.units.filter { $0.code.hasPrefix("63") }.map(\.weightedMeanMeters)
    #expect(south.units.map(\.weightedMeanMeters) == same)
  }

  @Test("a kabupaten is one unit, stands under no province's name, and cannot be uneven")
  func regency() throws {
    let report = try Self.report(.init(regionCode: "63.10", date: "2026-02-02"))
    #expect(report.whole.count > 10)
    #expect(report.provinces.isEmpty)
    #expect(report.units.count == 1)
    #expect(report.byPopulation?.gini == 0)
  }

  @Test("row order changes nothing")
  func rowOrder() throws {
    let (auditor, directory) = try Self.auditor()
    let question = Auditor.Question(regionCode: "65", date: "2026-02-02")
    let mixed = Directory(directory.facilities.reversed())
    let a = try auditor.audit(directory, question)
    let b = try auditor.audit(mixed, question)
    #expect(a.distances == b.distances)
    #expect(a.units == b.units)
    #expect(a.access == b.access)
    #expect(a.vulnerability == b.vulnerability)
  }

  @Test("no figure depends on the number of threads")
  func threads() throws {
    let (auditor, directory) = try Self.auditor()
    var question = Auditor.Question(date: "2026-02-02")
    question.threads = 1
    let one = try auditor.audit(directory, question)
    question.threads = 5
    let five = try auditor.audit(directory, question)
    #expect(one.units == five.units && one.distances == five.distances)
    #expect(one.access == five.access && one.sensitivity == five.sensitivity)
    #expect(one.vulnerability == five.vulnerability)
    #expect(one.confirmed?.units == five.confirmed?.units)
  }

  @Test("both demand sets have figures of their own, with used and total")
  func demandSets() throws {
    let report = try Self.report(.init(date: "2026-02-02"))
    #expect(report.distances.used == 7229)
    #expect(report.regencyDistances.used == 56)
    #expect(report.regencyTotal == 56)
    #expect(report.regencyDistances.weightedMean != report.distances.weightedMean)
    #expect(report.regencyAccess.count == 3)
    #expect(report.units.reduce(0) { $0 + $1.villagesUsed } == 7229)
  }

  @Test("relative access is 1 over all people and differs between kabupaten")
  func relativeAccess() throws {
    let report = try Self.report(.init(date: "2026-02-02"))
    for method in CatchmentAccess.Method.allCases.indices {
      let people = report.units.reduce(0) { $0 + $1.population }
      let sum = report.units.reduce(0) {
        $0 + $1.population * ($1.relativeAccess[method] ?? 0)
      }
      #expect(isClose(sum / people, 1))
      #expect(Set(report.units.map { $0.relativeAccess[method] }).count > 10)
    }
  }

  @Test("breakdowns by kind, basis, precision and owner each add up to the count")
  func breakdowns() throws {
    let report = try Self.report(.init(date: "2026-02-02"))
    for unit in [report.whole] + report.provinces + report.units {
      #expect(unit.sites.byKind.values.reduce(0, +) == unit.count)
      #expect(unit.sites.byBasis.values.reduce(0, +) == unit.count)
      #expect(unit.sites.byPrecision.values.reduce(0, +) == unit.count)
      #expect(unit.sites.byOwnership.values.reduce(0, +) == unit.count)
    }
    #expect(report.whole.sites.byOwnership.count > 10)
  }

  @Test("published totals of branches are reconciled with the kabupaten that they name")
  func branches() throws {
    let report = try Self.report(.init(date: "2026-02-02"))
    func counted(_ area: String, _ level: String = "branch") -> Int? {
      report.reconciliation.lines.first {
        $0.published.area.hasPrefix(area) && $0.published.level == level
      }?.counted
    }
    func count(_ names: [String]) -> Int {
      report.units.filter { names.contains($0.name) }.reduce(0) { $0 + $1.count }
    }
    #expect(counted("Bontang branch") == count(["Kota Bontang", "Kabupaten Kutai Timur"]))
    #expect(counted("Batulicin branch") == count(["Kabupaten Tanah Bumbu"]))
    #expect(
      counted("Pangkalan Bun")
        == count(["Kabupaten Kotawaringin Barat", "Kabupaten Lamandau", "Kabupaten Sukamara"]))
    #expect(counted("Paser + Penajam", "regencies/hospital") != nil)
    #expect(counted("Kota Balikpapan", "regency/puskesmas") != nil)
  }

  @Test("an earlier day needs an earlier list, and forgets who was only reported later")
  func earlier() throws {
    let (auditor, directory) = try Self.auditor()
    var facilities = directory.facilities
    facilities[0].basis = .official
    facilities[0].basisDate = "2022-11-01"
    var question = Auditor.Question(date: "2022-12-01")
    question.earliest = "2022-11-01"
    let report = try auditor.audit(Directory(facilities), question)
    // A site that is only presumed is evidence of no earlier day.
    #expect(report.whole.sites.byBasis[.presumed] == nil)
    #expect(report.whole.sites.byBasis[.official] == 1)
  }

  @Test("questions that have no answer are refused with the reason")
  func refusals() throws {
    let (auditor, directory) = try Self.auditor()
    func refused(_ question: Auditor.Question) -> AuditError? {
      do {
        _ = try auditor.audit(directory, question)
        return nil
      } catch {
        return error
      }
    }
    #expect(refused(.init(regionCode: "99", date: "2026-02-02")) == .unknownRegion("99"))
    #expect(
      refused(.init(regionCode: "63.10.04", date: "2026-02-02")) == .regionTooSmall("63.10.04"))
    #expect(
      refused(.init(date: "2021-01-01"))
        == .beforeFirstList(date: "2021-01-01", first: "2026-02-02"))
    let official = FacilityFilter(bases: [.official])
    #expect(refused(.init(date: "2026-02-02", filter: official)) == .noSite)
    var many = Auditor.Question(date: "2026-02-02")
    many.proposals = 51
    #expect(refused(many) == .tooManyProposals(51, most: 50))
  }

  @Test("proposals never gain more than the one before, and the figure after them improves")
  func proposals() throws {
    var question = Auditor.Question(regionCode: "65", date: "2026-02-02")
    question.proposals = 5
    question.candidates = try Self.candidates(try Gazetteer(SeedTables.embedded()))
    let report = try Self.report(question)
    let most = try #require(report.coveringOptimum)
    #expect(report.covering.reduce(0) { $0 + $1.gain } <= most * (1 + 1e-9))
    #expect(report.covering.count == 5)
    #expect(report.median.count == 5)
    #expect(zip(report.covering, report.covering.dropFirst()).allSatisfy { $0.gain >= $1.gain })
    let after = report.median.compactMap(\.after)
    #expect(after == after.sorted(by: >))
  }
}
