import Application
import Facilities
import Lists
import TestSupport
import Testing

/// The use cases of lists, asked without a door and without a file.
@Suite("Lists as use cases") struct ListingTests {
  private static let today = CivilDate(year: 2026, month: 3, day: 1) ?? .unixStart
  private static let tomorrow = CivilDate(daysSince1970: today.daysSince1970 + 1) ?? today

  /// Two sites of two offices and one that no list names.
  private static let base = Directory(
    (1...3).map {
      Facility(
        id: "PLKK-63-00\($0)", name: "Klinik CONTOH \($0)", kind: .clinic, provinceCode: "63",
        regencyCode: "63.03", regency: "Kabupaten Banjar", position: nil,
        positionPrecision: .unknown, basis: .presumed)
    })

  private static func list(_ issuer: String, _ number: Int, on day: CivilDate = today) -> ListEvent
  {
    var facility = base.facilities[number - 1]
    facility.basis = .official
    return .list(
      ListImport(
        issuer: issuer, listDate: day, sourceFile: "\(issuer).csv", importedOn: day,
        entries: [
          ListEntry(
            facility: facility,
            agreement: Agreement(facilityID: facility.id, issuer: issuer, listDate: day))
        ]))
  }

  private static let identities: [Identity] = [
    Identity(actor: "local", role: .administrator, scope: ""),
    Identity(actor: "a", role: .officer, scope: "KC Satu"),
    Identity(actor: "b", role: .facility, scope: "PLKK-63-001"),
    Identity(actor: "c", role: .auditor, scope: ""),
  ]

  private func refusal(_ body: () throws -> Void) -> ListingError? {
    do {
      try body()
      return nil
    } catch { return error as? ListingError }
  }

  @Test("Who may take in, take back and correct what, in every role")
  func permissions() throws {
    let store = MemoryListStore([Self.list("KC Satu", 1), Self.list("KC Dua", 2)])
    let listing = try Listing(base: Self.base, store: store)
    for identity in Self.identities {
      let mine = identity.role == .administrator || identity.role == .officer
      for (issuer, may) in [("kc satu", mine), ("KC Dua", identity.role == .administrator)] {
        let expected: ListingError? = may ? nil : .notYours(issuer: issuer)
        #expect(
          refusal {
            try Listing.checkTaking(of: issuer, dated: Self.today, today: Self.today, by: identity)
          } == expected)
        #expect(
          refusal {
            _ = try listing.undoing(listOf: issuer, today: Self.today, by: identity, as: "x")
          } == expected)
        // Whoever only tries may look.
        #expect(
          refusal {
            try Listing.checkTaking(
              of: issuer, dated: Self.today, today: Self.today, by: identity, isTrial: true)
          } == nil)
      }
      let owners: [(String, String?, Bool)] = [
        ("PLKK-63-001", "KC Satu", mine),
        ("PLKK-63-002", "KC Dua", identity.role == .administrator), ("PLKK-63-003", nil, mine),
      ]
      for (id, issuer, may) in owners {
        func ask(_ action: FieldCorrection.Action) -> ListingError? {
          refusal {
            _ = try listing.correcting(
              [.init(id: id, action: action, day: Self.today)], today: Self.today, by: identity,
              as: "x")
          }
        }
        #expect(ask(.report(.moved, "pindah")) == nil)
        for action in [
          FieldCorrection.Action.verify, .edit(.phone, "0511123"),
          .answer(SiteAnswer(membership: .yes)),
        ] { #expect(ask(action) == (may ? nil : .notYourSite(id: id, issuer: issuer))) }
      }
      // Both ends of a merge have to be one's own.
      #expect(
        (refusal {
          _ = try listing.correcting(
            [.init(id: "PLKK-63-001", action: .merge(into: "PLKK-63-002"), day: Self.today)],
            today: Self.today, by: identity, as: "x")
        } == nil) == (identity.role == .administrator))
    }
  }

  @Test("Refusals say what is wrong, and nothing is stored")
  func refusals() throws {
    let admin = Self.identities[0]
    let store = MemoryListStore()
    let listing = try Listing(base: Self.base, store: store)
    #expect(
      refusal {
        try Listing.checkTaking(of: " -", dated: Self.today, today: Self.today, by: admin)
      } == .noIssuer)
    #expect(
      refusal {
        try Listing.checkTaking(of: "KC", dated: Self.tomorrow, today: Self.today, by: admin)
      } == .inFuture(Self.tomorrow, today: Self.today))
    #expect(
      refusal { _ = try listing.undoing(listOf: "KC", today: Self.today, by: admin, as: "x") }
        == .nothingToUndo(issuer: "KC"))
    #expect(
      refusal { _ = try listing.changes(from: Self.tomorrow, to: Self.today) }
        == .daysReversed(Self.tomorrow, Self.today))
    // The second of three is wrong: none is stored, and the third is not even looked at.
    #expect(
      refusal {
        _ = try listing.correcting(
          [
            .init(id: "PLKK-63-001", action: .verify, day: Self.today),
            .init(id: "PLKK-63-999", action: .verify, day: Self.today),
            .init(id: "PLKK-63-001", action: .verify, day: Self.tomorrow),
          ], today: Self.today, by: admin, as: "x")
      } == .correction(.unknownFacility("PLKK-63-999")))
    #expect(store.version() == 0)
  }

  @Test("A correction is checked upon those before it, and all are stored or none")
  func together() throws {
    let admin = Self.identities[0]
    let store = MemoryListStore([Self.list("KC Satu", 1)])
    let listing = try Listing(base: Self.base, store: store)
    #expect(
      refusal {
        _ = try listing.correcting(
          [
            .init(id: "PLKK-63-002", action: .merge(into: "PLKK-63-001"), day: Self.today),
            .init(id: "PLKK-63-002", action: .verify, day: Self.today),
          ], today: Self.today, by: admin, as: "x")
      } == .correction(.mergedAway("PLKK-63-002", into: "PLKK-63-001")))
    let events = try listing.correcting(
      [
        .init(id: "PLKK-63-002", action: .merge(into: "PLKK-63-001"), day: Self.today),
        .init(id: "PLKK-63-001", action: .verify, day: Self.today),
      ], today: Self.today, by: admin, as: "x")
    #expect(try listing.store(events, in: store) == 3)
    // Another one came in since the listing was read.
    #expect(throws: ListStoreError.conflict(expected: 1, found: 3)) {
      try listing.store(events, in: store)
    }
    #expect(store.version() == 3)
    #expect(try listing.store([], in: store) == 1)
  }

  @Test("The history names what was taken back, and a list comes back by the one before it")
  func history() throws {
    let admin = Self.identities[0]
    let store = MemoryListStore([
      Self.list("KC Satu", 1), Self.list("KC Dua", 2), Self.list("kc satu", 3),
    ])
    var listing = try Listing(base: Self.base, store: store)
    for (version, site) in [(3, "PLKK-63-003"), (1, "PLKK-63-001")] {
      let (undo, list) = try listing.undoing(
        listOf: "KC SATU", today: Self.today, by: admin, as: "x")
      #expect(undo.version == version && list.entries.first?.facility.id == site)
      try listing.store([.undo(undo)], in: store)
      listing = try Listing(base: Self.base, store: store)
    }
    #expect(listing.lists(of: "kc-satu").map(\.isUndone) == [true, true])
    #expect(listing.lists().map(\.version) == [1, 2, 3])
    #expect(listing.workList(on: Self.today, office: "KC Dua").lines.count == 3)
  }
}
