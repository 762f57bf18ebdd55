internal import Referrals

/// The calls that are to be made, and what could not be read on the way.
struct PendingCalls: Hashable, Sendable {
  /// The most pressing first.
  var calls: [PendingCall] = []
  /// Referrals that cannot be shown, as the file is damaged there.
  var damaged: [ReferralCode] = []
  /// Rows of which not even the code can be read.
  var unreadable = 0
}

extension ReferralService {
  /// Who has to be phoned now about the referrals of the caller: all of their branches for officers
  /// and supervisors, its own requests for a facility.
  ///
  /// - Complexity: O(active referrals in the scope).
  func pendingCalls(by identity: Identity) async throws(ReferralServiceError) -> PendingCalls {
    try await require(identity.role != .auditor, identity, "calls", nil)
    let time = now()
    let found = try await stored { () async throws(StoreError) in
      var found = PendingCalls()
      let readers = Set(
        try await store.tokens().lazy
          .filter { $0.role == .facility && $0.revokedAt == nil && $0.expiresAt > time }
          .map(\.scope))
      var query = ListQuery(in: identity)
      query.status = .active
      query.limit = ListQuery.mostRows
      repeat {
        let page = try await store.list(query)
        found.unreadable += page.unreadable
        for code in page.codes {
          do throws(StoreError) {
            guard let referral = try await store.referral(code) else { continue }
            let view = view(referral, identity)
            // Those who were asked answer; those who asked phone.
            if identity.role == .facility, view.originFacilityID != identity.scope { continue }
            found.calls += view.attempts.compactMap {
              PendingCall($0, of: view, at: time, readers: readers)
            }
          } catch .purged {
            continue
          } catch .inconsistent {
            found.damaged.append(code)
          }
        }
        query.after = page.next
      } while query.after != nil
      found.calls.sort(by: PendingCall.isBefore)
      return found
    }
    try await look(
      "calls", seen: found.calls.map(\.referral.code), isUrgent: true, by: identity)
    return found
  }
}
