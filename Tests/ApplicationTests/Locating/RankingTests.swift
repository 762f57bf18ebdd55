import Application
import Facilities
import Geo
import TestSupport
import Testing

@Suite("One ranking, one rule of emergencies, one membership")
struct RankingTests {
  private let locator: Locator

  init() throws { locator = try LocatorTests.shared.get() }

  private func positions(_ seed: UInt64, _ count: Int) -> [Position] {
    var random = SplitMix64(seed: seed)
    return (0..<count).compactMap { number in
      let wide = number % 10 == 0
      return Position(
        latitude: .random(in: wide ? -89...89 : -5...5, using: &random),
        longitude: .random(in: wide ? -180...180 : 107...120, using: &random))
    }
  }

  @Test("The map of regions tells the province that the boundaries tell")
  func regionMap() {
    let map = RegionMap(locator.gazetteer)
    for seed in SplitMix64.seeds {
      for position in positions(seed, 3_000) {
        #expect(
          map.province(at: position) == locator.gazetteer.whereabouts(position).province?.code,
          "seed \(seed): \(position)")
      }
    }
  }

  @Test("An index and a single question rank and warn alike, whatever the filter and the limit")
  func indexAndQuestion() throws {
    let map = RegionMap(locator.gazetteer)
    let codes = Set(AnswerChecks.codes.map(\.code))
    for filter in [
      FacilityFilter.plkk, .anyHospital, FacilityFilter(kinds: [.clinic], bases: [.reported]),
    ] {
      let index = SiteIndex(locator, filter: filter, regions: map)
      for seed in SplitMix64.seeds {
        for (number, position) in positions(seed, 150).enumerated() {
          let (limit, precision) = (1 + number % 5, number % 3 == 0 ? 20_000.0 : 11)
          var found: [Neighbor] = []
          let checks = index.nearest(
            to: position, limit: limit, precision: precision, into: &found)
          let answer = try locator.nearest(
            NearestRequest(
              query: locator.understood(position, precision: precision), limit: limit,
              filter: filter))
          #expect(
            found.map { index.facilities[$0.index].id } == answer.hits.map(\.facility.id),
            "seed \(seed): \(position)")
          let flagged = AnswerChecks.codes.filter { checks.contains($0.check) }.map(\.code)
          #expect(
            flagged == answer.advisories.map(\.code).filter(codes.contains),
            "seed \(seed): \(position)")
        }
      }
    }
  }

  @Test(
    "At the door of every special hospital the general ones come first, and the special one is named"
  )
  func specialHospitals() throws {
    let special = locator.directory.facilities.filter { $0.specialty != nil && $0.position != nil }
    #expect(special.count > 10)
    for facility in special {
      let position = try #require(facility.position)
      for (limit, bruteForce) in [(1, false), (3, true), (1000, false)] {
        let answer = try locator.emergency(
          NearestRequest(
            query: locator.understood(position), limit: limit, bruteForce: bruteForce))
        for hits in [answer.hospitals.hits, answer.plkk.hits] {
          let isSpecial = hits.map { $0.facility.specialty != nil }
          #expect(isSpecial == isSpecial.sorted { !$0 && $1 }, "\(facility.id)")
          #expect(isSpecial.first == false)
        }
        let named = answer.advisories.contains { advisory in
          if case .specialNearer(let hits) = advisory {
            hits.contains { $0.facility.id == facility.id }
          } else {
            false
          }
        }
        #expect(named, "\(facility.id)")
      }
    }
    #expect(special.allSatisfy { $0.warnings(on: nil).contains(.specialHospital) })
  }

  @Test("Nothing but an official list with dates says that an agreement is in force or over")
  func membership() {
    for facility in locator.directory.facilities {
      #expect(facility.membership == (facility.basis == .none ? .unlisted : .unknown))
      #expect(facility.membership.payment == .confirm && facility.membership.word == "unknown")
      #expect(facility.warnings(on: nil).contains(.membershipUnknown))
    }
    guard let day = CivilDate(year: 2026, month: 1, day: 31),
      var facility = locator.directory.facilities.first
    else { return }
    let cases: [(AgreementStatus, PLKKBasis, Membership, Payment)] = [
      (.valid(until: day), .official, .inForce(until: day), .billed),
      (.valid(until: day), .reported, .unknown, .confirm),
      (.unknownEnd, .official, .unknown, .confirm),
      (.notYet(firstDay: day), .none, .notYet(from: day), .payFirst),
      (.expired(lastDay: nil), .none, .expired(on: nil), .payFirst),
      (.dropped(listDate: day), .none, .dropped(listDate: day), .payFirst),
    ]
    for (status, basis, membership, payment) in cases {
      facility.basis = basis
      facility.standing = SiteRecord(date: day, status: status)
      #expect(facility.membership == membership && membership.payment == payment)
    }
  }

  @Test("The age of what is known counts from the date of the source")
  func age() throws {
    let today = try #require(CivilDate(year: 2026, month: 11, day: 27))
    let reported = locator.directory.facilities.filter { $0.basis == .reported }
    #expect(!reported.isEmpty)
    for facility in reported {
      let known = try #require(facility.knownOn, "\(facility.id) \(facility.basisDate)")
      #expect(known.description.hasPrefix(facility.basisDate.prefix(7)))
      let days = today.daysSince1970 - known.daysSince1970
      #expect(facility.freshness(on: today)?.days == days)
      #expect(facility.warnings(on: today).contains(.oldInformation) == (days > 180))
    }
    for (text, last) in [
      ("2017-04", "2017-04-30"), ("2024-02", "2024-02-29"), ("2022", "2022-12-31"),
      ("2026-01-21", "2026-01-21"),
    ] {
      #expect(CivilDate(lastDayOf: text)?.description == last)
    }
    for text in ["", "2017-13", "April 2017", "2017-02-30", "-2017"] {
      #expect(CivilDate(lastDayOf: text) == nil, "\(text)")
    }
  }

  @Test("Where the nearest has no telephone, the nearest that has one is named")
  func phones() throws {
    for position in positions(7, 200) {
      let answer = try locator.nearest(
        NearestRequest(query: locator.understood(position), limit: 2))
      guard let first = answer.hits.first else { continue }
      #expect((answer.callable != nil) == first.facility.phone.isEmpty)
      guard let callable = answer.callable else { continue }
      #expect(!callable.facility.phone.isEmpty)
      let all = try locator.nearest(
        NearestRequest(query: locator.understood(position), limit: Locator.mostResults))
      #expect(all.hits.first { !$0.facility.phone.isEmpty }?.facility.id == callable.facility.id)
    }
  }

  @Test("A name of several places in one kabupaten is answered for each in an emergency")
  func readings() throws {
    var answered = 0
    for district in try locator.gazetteer.villages {
      guard answered < 3 else { break }
      guard case .ambiguous(let regions) = try locator.gazetteer.lookUp(district.name),
        regions.count <= Locator.mostReadings,
        Set(regions.map(\.regencyCode)).count == 1, regions.allSatisfy({ $0.level == .village })
      else { continue }
      answered += 1
      let readings = try locator.readings(of: district.name)
      #expect(readings.count == regions.count, "\(district.name)")
      #expect(throws: LocateError.self) { try locator.understand(district.name) }
    }
    #expect(answered > 0)
    #expect(throws: LocateError.self) { try locator.readings(of: "Sungai Pinang") }
  }

  @Test(
    "Only departments known to be open are ranked, and nearer ones of unknown hours are named",
    arguments: SplitMix64.seeds)
  func emergencyHours(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let day = try #require(CivilDate(year: 2026, month: 11, day: 28))
    let told = locator.directory.facilities.map { facility in
      var facility = facility
      let knows = Int.random(in: 0..<4, using: &random)
      facility.standing = SiteRecord(
        date: day,
        services: SiteServices(emergency24h: knows == 0 ? true : knows == 1 ? false : nil))
      return facility
    }
    let locator = Locator(
      directory: Directory(told), gazetteer: locator.gazetteer, day: day)
    var filter = FacilityFilter.plkk
    filter.onlyEmergency24h = true
    let index = SiteIndex(locator, filter: filter, regions: locator.regions)
    for position in positions(seed, 60) {
      let query = locator.understood(position)
      let answer = try locator.nearest(NearestRequest(query: query, limit: 3, filter: filter))
      #expect(answer.hits.allSatisfy { $0.facility.standing?.services.emergency24h == true })
      let first = answer.hits.first?.meters ?? .infinity
      let nearer = try locator.nearest(NearestRequest(query: query, limit: 1000)).hits.filter {
        $0.facility.hasUnknownHours && $0.meters <= first
      }
      var named: [Hit] = []
      for case .hoursUnknown(let hits) in answer.advisories { named = hits }
      #expect(named.map(\.facility.id) == nearer.prefix(3).map(\.facility.id), "\(position)")
      var found: [Neighbor] = []
      let checks = index.nearest(to: position, limit: 3, precision: 1, into: &found)
      #expect(checks.contains(.hoursUnknown) == !nearer.isEmpty)
      // In an emergency the wish is about the hospitals too.
      let emergency = try locator.emergency(NearestRequest(query: query, filter: filter))
      #expect(emergency.hospitals.hits.allSatisfy { !$0.facility.hasUnknownHours })
    }
  }

  @Test(
    "In an emergency nothing that is to be said is dropped, and each list has its own codes",
    arguments: SplitMix64.seeds)
  func notes(_ seed: UInt64) throws {
    for position in positions(seed, 100) {
      let answer = try locator.emergency(NearestRequest(query: locator.understood(position)))
      let notes = answer.notes
      #expect(Set(notes).count == notes.count)
      for (part, list) in [
        (EmergencyAnswer.Part.hospitals, answer.hospitals), (.plkk, answer.plkk),
      ] {
        let said = notes.filter { $0.part == part || $0.part == nil }.map(\.advisory)
        #expect(Set(said) == Set(list.advisories), "\(position)")
        // A code on the first line of a list is true of that list.
        let own = Set(list.advisories.map(\.code))
        #expect(answer.codes(of: part).allSatisfy(own.contains), "\(position)")
        if let first = list.hits.first, !first.facility.phone.isEmpty {
          #expect(!answer.codes(of: part).contains("no_phone"), "\(position)")
        }
      }
    }
  }
}
