internal import Application
internal import Referrals
internal import Sealing
internal import Testing

/// The promises about changes.
enum Changes {
  static let code = ReferralCode(bits: 7)

  /// Opens the first case of a test.
  @discardableResult
  static func open(
    _ store: any MaintainedStore, bits: UInt64 = 7, branch: String = "BJM",
    personal: [PersonalField: String] = [:]
  ) async throws -> Receipt {
    try await store.write(
      request(
        .open(newOpening(branch: branch)), id: "open-\(bits)", bits: bits, personal: personal))
  }

  static func writesOnce(_ store: any MaintainedStore) async throws {
    let opened = try await open(store)
    #expect(opened.code == code)
    #expect(opened.attemptStatus == .requested && opened.status == .active)
    let state = try #require(try await store.referral(code))
    #expect(Referral(try await store.events(code)) == state)
    #expect(state.version == opened.version)
    #expect(state.code == code && state.branch == "BJM" && state.openedAt == base)
    #expect(try await store.counts().values.reduce(0, +) == 1)
    #expect(try await store.list(ListQuery()).codes == [code])
    #expect(try await store.referral(ReferralCode(bits: 8)) == nil)
    #expect(try await store.events(ReferralCode(bits: 8)).isEmpty)
  }

  static func knowsRequests(_ store: any MaintainedStore) async throws {
    let first = request(.open(newOpening()), id: "r1", bits: 7)
    let opened = try await store.write(first)
    #expect(try await store.write(request(.open(newOpening()), id: "r1", bits: 8)) == opened)
    #expect(try await store.referral(ReferralCode(bits: 8)) == nil)
    await #expect(throws: StoreError.requestIDReused) {
      try await store.write(request(.open(newOpening(.stat)), id: "r1", bits: 8))
    }
    await #expect(throws: StoreError.requestIDReused) {
      try await store.write(
        request(.open(newOpening()), id: "r1", bits: 8, personal: [.name: "Siti"]))
    }
    #expect(try await store.receipt(actor: "t1", requestID: "r1") == opened)
    #expect(try await store.receipt(actor: "t1", requestID: "r2") == nil)
    #expect(try await store.receipt(actor: "t2", requestID: "r1") == nil)
    // Later steps do not change what was answered.
    _ = try await store.write(request(.change(code, .accept(attempt: 1, by: .phone)), id: "r2"))
    #expect(try await store.write(first) == opened)
  }

  static func keepsActorsApart(_ store: any MaintainedStore) async throws {
    let mine = try await store.write(request(.open(newOpening()), id: "r1", bits: 7))
    let theirs = try await store.write(
      request(.open(newOpening(branch: "PLK")), id: "r1", bits: 9, actor: "t2"))
    #expect(mine.code != theirs.code)
    #expect(try await store.counts().values.reduce(0, +) == 2)
  }

  static func refusesWhole(_ store: any MaintainedStore) async throws {
    try await open(store)
    let state = try await store.referral(code)
    let last = try await store.lastSequence()
    await #expect(
      throws: StoreError.refused(
        .illegal(.hold, from: .requested, legal: TransitionTable.actions(from: .requested)))
    ) {
      try await store.write(
        request(
          .change(code, .hold(attempt: 1, reason: .bed)), id: "r2", personal: [.name: "Siti"]))
    }
    #expect(try await store.referral(code) == state)
    #expect(try await store.personal(code).isEmpty)
    #expect(try await store.lastSequence() == last)
    let accepted = try await store.write(
      request(.change(code, .accept(attempt: 1, by: .phone)), id: "r2"))
    #expect(accepted.attemptStatus == .accepted)
    await #expect(throws: StoreError.notFound(ReferralCode(bits: 1))) {
      try await store.write(request(.change(ReferralCode(bits: 1), .close)))
    }
  }

  static func holdsVersions(_ store: any MaintainedStore) async throws {
    let opened = try await open(store)
    let receive = WriteRequest.Action.change(code, .receive(attempt: 1, by: .phone))
    let accept = WriteRequest.Action.change(code, .accept(attempt: 1, by: .phone))
    let first = try await store.write(request(receive, id: "a", ifVersion: opened.version))
    await #expect(throws: StoreError.versionDiffers(first.version)) {
      try await store.write(request(accept, id: "b", ifVersion: opened.version))
    }
    #expect(try await store.referral(code)?.version == first.version)
    #expect(try await store.receipt(actor: "t1", requestID: "b") == nil)
    #expect(
      try await store.write(request(receive, id: "a", ifVersion: opened.version)) == first)
    // Of many who read the same version exactly one changes it.
    let done = await withTaskGroup(of: Bool.self) { tasks in
      for _ in 0..<8 {
        tasks.addTask {
          (try? await store.write(request(accept, ifVersion: first.version))) != nil
        }
      }
      return await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(done == 1)
  }

  static func usesCodesOnce(_ store: any MaintainedStore) async throws {
    try await open(store)
    await #expect(throws: StoreError.self) {
      try await store.write(request(.open(newOpening(.stat)), bits: 7))
    }
    #expect(try await store.referral(code)?.priority == .asap)
  }

  static func ordersEvents(_ store: any MaintainedStore) async throws {
    try await open(store)
    _ = try await store.write(request(.change(code, .accept(attempt: 1, by: .phone))))
    let departed = try await store.write(
      request(.change(code, .depart(attempt: 1)), at: base + .hours(1)))
    let words = try await store.events(code).map { event in
      switch event.body {
      case .opened: "opened"
      case .planned: "planned"
      case .sent: "sent"
      case .stepped(let step): step.action.rawValue
      default: "other"
      }
    }
    #expect(words == ["opened", "planned", "sent", "accept", "depart"])
    #expect(departed.version == 5)
    #expect(try await store.referral(code)?.version == 5)
    #expect(try await store.referral(code)?.attempt(1)?.sentAt == base)
  }

  static func keepsPersons(_ store: any MaintainedStore) async throws {
    let nik = "6271017112900001"
    try await open(store)
    let other = try await open(store, bits: 9, branch: "PLK", personal: [.phone: "05361234567"])
    _ = try await store.write(
      request(
        .change(code, .accept(attempt: 1, by: .phone)), at: base + .hours(1),
        personal: [.name: "Siti Rahmah", .nik: nik]))
    #expect(try await store.personal(code) == [.name: "Siti Rahmah", .nik: nik])
    #expect(try await store.personal(other.code) == [.phone: "05361234567"])
    #expect(try await store.find(.nik, "6271 0171 1290 0001") == [code])
    #expect(try await store.find(.nik, "6271017112900002").isEmpty)
    await #expect(throws: StoreError.self) { try await store.find(.name, "Siti") }
    let right = "6271017112900009"
    _ = try await store.write(
      request(
        .change(code, .correct(facts: newOpening().facts)), at: base + .hours(1),
        personal: [.nik: right]))
    #expect(try await store.values(code, of: [.nik]).map(\.text) == [nik, right])
    #expect(try await store.values(code, of: [.nik]).map(\.version) == [4, 5])
    #expect(try await store.personal(code)[.nik] == right)
    #expect(try await store.find(.nik, right) == [code])
    #expect(try await store.find(.nik, right, branch: "bjm") == [code])
    #expect(try await store.find(.nik, right, branch: "PLK").isEmpty)
    #expect(try await store.find(.nik, nik).isEmpty)
  }

  static func refersBack(_ store: any MaintainedStore) async throws {
    try await open(store)
    for (hour, command) in [Command.accept(attempt: 1, by: .phone), .depart(attempt: 1)]
      .enumerated()
    {
      _ = try await store.write(request(.change(code, command), at: base + .hours(Int64(hour))))
    }
    _ = try await store.write(request(.change(code, .arrive(attempt: 1)), at: base + .hours(2)))
    let back = try await store.write(
      request(
        .referBack(from: code, attempt: 1, newOpening(.routine)), id: "r3", bits: 11,
        at: base + .hours(3)))
    #expect(try await store.referral(back.code)?.caseCode == code)
    #expect(try await store.referral(code)?.returns == [back.code])
    #expect(try await store.referral(code)?.status == .completed)
  }

  static func bearsMany(_ store: any MaintainedStore) async throws {
    try await withThrowingTaskGroup(of: Receipt.self) { group in
      for index in 0..<200 {
        group.addTask {
          try await store.write(
            request(.open(newOpening()), id: "p\(index % 100)", bits: UInt64(1_000 + index)))
        }
      }
      var codes: Set<ReferralCode> = []
      for try await receipt in group { codes.insert(receipt.code) }
      #expect(codes.count == 100)
      for code in codes { #expect(try await store.referral(code)?.code == code) }
    }
    #expect(try await store.counts().values.reduce(0, +) == 100)
    #expect(try await store.list(ListQuery(limit: 1_000)).codes.count == 100)
  }

  static func logsInOrder(_ store: any MaintainedStore) async throws {
    let followed = Task { () -> [LoggedEvent] in
      var seen: [LoggedEvent] = []
      // A reader that stops at the first event of another store would wait for ever without this.
      for _ in 0..<2_000 where seen.count < 150 {
        seen += try await store.log(after: seen.last?.sequence ?? 0, limit: 7)
        try await Task.sleep(for: .milliseconds(1))
      }
      return seen
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<50 {
        group.addTask { try await open(store, bits: UInt64(100 + index)) }
      }
      try await group.waitForAll()
    }
    let seen = try await followed.value
    let all = try await store.log(after: 0, limit: 1_000)
    #expect(seen == all && all.count == 150)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.sequence < $1.sequence })
    #expect(try await store.lastSequence() == all.last?.sequence)
    for (code, events) in Dictionary(grouping: all, by: \.code) {
      #expect(try await store.events(code) == events.map(\.event))
    }
  }
}
