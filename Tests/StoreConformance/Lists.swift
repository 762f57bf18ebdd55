internal import Application
internal import Referrals
internal import Sealing
internal import Testing

/// The promises about lists and counts.
enum Lists {
  /// Five referrals of three branches, each a minute after the one before; the third is accepted.
  private static func five(_ store: any MaintainedStore) async throws -> [ReferralCode] {
    var codes: [ReferralCode] = []
    for (index, branch) in ["BJM", "BJM", "PLK", "BJM", "SDA"].enumerated() {
      let receipt = try await store.write(
        request(
          .open(newOpening(index == 4 ? .routine : .asap, branch: branch)),
          bits: UInt64(20 + index), at: base + .minutes(Int64(index))))
      codes.append(receipt.code)
    }
    _ = try await store.write(
      request(.change(codes[2], .accept(attempt: 1, by: .phone)), at: base + .minutes(9)))
    return codes
  }

  static func lists(_ store: any MaintainedStore) async throws {
    let codes = try await five(store)
    #expect(
      try await store.list(ListQuery()).codes
        == [codes[2], codes[4], codes[3], codes[1], codes[0]])
    #expect(try await store.list(ListQuery(branch: "BJM")).codes == [codes[3], codes[1], codes[0]])
    var several = ListQuery()
    several.branches = ["bjm", "PLK"]
    #expect(try await store.list(several).codes == [codes[2], codes[3], codes[1], codes[0]])
    #expect(try await store.list(ListQuery(branch: "bjm")).codes == [codes[3], codes[1], codes[0]])
    #expect(
      try await store.list(ListQuery(facilityID: "PLKK-63-097", limit: 1)).codes == [codes[2]])
    #expect(try await store.list(ListQuery(facilityID: "nowhere")).codes.isEmpty)
    #expect(try await store.list(ListQuery(status: .completed)).codes.isEmpty)
    #expect(try await store.list(ListQuery(status: .active)).codes.count == 5)
  }

  static func listsOverdue(_ store: any MaintainedStore) async throws {
    let codes = try await five(store)
    #expect(try await store.list(ListQuery(overdueAt: base)).codes.isEmpty)
    let late = ListQuery(overdueAt: base + .days(3))
    let overdue = try await store.list(late).codes
    // The accepted one is answered; the routine one is due last.
    #expect(overdue == [codes[0], codes[1], codes[3], codes[4]])
    #expect(
      try await store.list(ListQuery(branch: "BJM", overdueAt: base + .days(3))).codes
        == [codes[0], codes[1], codes[3]])
    #expect(
      try await store.list(ListQuery(facilityID: "nowhere", overdueAt: base + .days(3))).codes
        .isEmpty)
  }

  static func turnsPages(_ store: any MaintainedStore) async throws {
    _ = try await five(store)
    for overdueAt in [nil, base + .days(3)] {
      let whole = try await store.list(ListQuery(overdueAt: overdueAt)).codes
      for limit in [1, 2, 3] {
        var read: [ReferralCode] = []
        var after: ListCursor?
        repeat {
          let page = try await store.list(
            ListQuery(overdueAt: overdueAt, after: after, limit: limit))
          #expect(page.codes.count <= limit)
          read += page.codes
          after = page.next
        } while after != nil && read.count <= whole.count
        #expect(read == whole, "\(limit) at a time, overdue: \(overdueAt != nil)")
      }
    }
  }

  static func readsAll(_ store: any MaintainedStore) async throws {
    let codes = try await five(store)
    for limit in [1, 2, 1_000] {
      var paged: [ReferralCode] = []
      var position: Int64? = 0
      while let after = position, paged.count <= codes.count {
        let page = try await store.page(after: after, limit: limit)
        #expect(page.referrals.count <= limit && page.damaged.isEmpty)
        paged += page.referrals.map(\.code)
        position = page.next
      }
      #expect(paged == codes, "\(limit) at a time")
    }
  }

  static func counts(_ store: any MaintainedStore) async throws {
    let codes = try await five(store)
    let key = CountKey(province: "63", kind: .accident, status: .active)
    #expect(try await store.counts() == [key: 5])
    _ = try await store.write(
      request(.change(codes[0], .voidAll(reason: .trial)), at: base + .minutes(20)))
    #expect(try await store.counts()[key] == 4)
  }
}
