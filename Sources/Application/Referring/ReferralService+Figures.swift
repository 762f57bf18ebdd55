public import Referrals

extension ReferralService {
  /// The smallest number that an auditor is shown.
  public static let smallestCell = Disclosure.smallest

  /// Referrals by province, kind and status; a cell is nil when it is under five, or when one under
  /// five could be had by subtracting it from the total.
  public func counts(by identity: Identity) async throws(ReferralServiceError) -> [CountKey: Int?] {
    try await requireFigures(identity, "counts")
    let counts = try await stored { () async throws(StoreError) in try await store.counts() }
    try await log(identity, "counts", nil)
    // The figures hold the sums by province, kind and state.
    return Disclosure.counts(
      counts, row: \.province, marks: [\.kind.rawValue, \.status.rawValue])
  }

  /// What the referrals show about the service: answers, acceptance, completion, bypass, care outside
  /// PLKK, reports in time, time to care, transport; in all and by group.
  ///
  /// For auditors and administrators. Cells under five are withheld for both, as are those that would
  /// give them away, so that what is shown may be passed on. Purged referrals are not counted.
  ///
  /// Every referral is read once, a thousand at a time; other work goes on meanwhile.
  public func figures(
    grouped grouping: FigureGrouping = .province, by identity: Identity
  ) async throws(ReferralServiceError) -> ServiceFigures {
    try await requireFigures(identity, "figures")
    let time = now()
    let counter = try await stored { () async throws(StoreError) in
      var counter = FigureCounter(by: grouping, now: time)
      var position: Int64? = 0
      while let after = position {
        let page = try await store.page(after: after, limit: 1_000)
        for referral in page.referrals { counter.add(referral) }
        counter.passOver(page.damaged)
        position = page.next
      }
      return counter
    }
    try await log(identity, "figures", nil)
    return counter.figures()
  }

  private func requireFigures(
    _ identity: Identity, _ action: String
  ) async throws(ReferralServiceError) {
    try await require(
      identity.role == .auditor || identity.role == .administrator, identity, action, nil)
  }
}
