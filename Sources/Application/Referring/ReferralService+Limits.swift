internal import Facilities
internal import Formats
internal import Referrals
internal import Synchronization

/// Registers, quotas, and what the time of an answer must not disclose.
extension ReferralService {
  // MARK: - Branches

  /// The branches that are registered; where there are none, any name is taken.
  public func branches(by identity: Identity) async throws(ReferralServiceError) -> [String] {
    try await require(identity.role == .administrator, identity, "branch-list", nil)
    try await log(identity, "branch-list", nil)
    return try await stored { () async throws(StoreError) in try await store.branches() }
  }

  /// Registers a branch; false when it is there already, ignoring case.
  public func add(branch: String, by identity: Identity) async throws(ReferralServiceError) -> Bool
  {
    try await require(identity.role == .administrator, identity, "branch-add", nil)
    let name = ForeignText.line(branch)
    try await logging("branch-add", identity) { () async throws(ReferralServiceError) in
      guard !name.isEmpty, name.utf8.count <= Referral.longestName, !name.contains(",") else {
        throw .store(
          .invalid(what: "branch", allowed: "1...\(Referral.longestName) bytes, no comma"))
      }
    }
    let isNew = try await stored { () async throws(StoreError) in
      try await store.add(branch: name, at: now())
    }
    try await log(identity, "branch-add", nil)
    return isNew
  }

  /// Takes a branch out of the register; its referrals stay.
  ///
  /// False when it is not in it.
  public func remove(branch: String, by identity: Identity) async throws(ReferralServiceError)
    -> Bool
  {
    try await require(identity.role == .administrator, identity, "branch-remove", nil)
    let isGone = try await stored { () async throws(StoreError) in
      try await store.remove(branch: branch, at: now())
    }
    try await log(identity, "branch-remove", nil)
    return isGone
  }

  /// A name as the register has it: a slip must not hide a referral from those who work on it.
  func registered(_ branch: String) async throws(ReferralServiceError) -> String {
    let names = try await stored { () async throws(StoreError) in try await store.branches() }
    if names.isEmpty { return branch }
    if let known = names.first(where: { Branch.isSame($0, branch) }) { return known }
    throw .unknownBranch(branch, near: Branch.nearest(to: branch, in: names))
  }

  // MARK: - Quotas

  /// Whether what concerns a referral is never held up by a quota.
  private static func isUrgent(_ referral: Referral) -> Bool {
    referral.priority == .stat || referral.facts.isEmergency
  }

  /// Whoever keeps the machine has no quota: they could do all of it by other means.
  private static func isCounted(_ identity: Identity) -> Bool { !identity.isLocal }

  /// Takes one opening of a token's quota, unless it is an emergency or was answered before.
  func spend(
    on opening: Opening, _ requestID: String?, _ identity: Identity
  ) async throws(ReferralServiceError) {
    guard Self.isCounted(identity), opening.priority != .stat, !opening.facts.isEmergency else {
      return
    }
    let ticks = uptime()
    guard let wait = meter.withLock({ $0.take(.opening, of: identity.actor, now: ticks) }) else {
      return
    }
    if let requestID, try await earlier(requestID, by: identity) != nil { return }
    try await log(
      AuditEntry(
        at: now(), by: identity, action: "open", code: nil,
        outcome: "quota"))
    throw .quota(until: now() + wait)
  }

  /// Records a look at a referral.
  func look(
    _ action: String, at referral: Referral, by identity: Identity
  ) async throws(ReferralServiceError) {
    try await look(
      action, referral.code, isUrgent: Self.isUrgent(referral), by: identity)
  }

  /// Takes one look of a token's quota and records it, with the referrals that it showed.
  ///
  /// Beyond the quota, urgent referrals may still be read; that is recorded once a minute.
  func look(
    _ action: String, _ code: ReferralCode? = nil, seen: [ReferralCode] = [], isUrgent: Bool,
    by identity: Identity
  ) async throws(ReferralServiceError) {
    let ticks = uptime()
    if Self.isCounted(identity),
      let wait = meter.withLock({ $0.take(.reading, of: identity.actor, now: ticks) })
    {
      guard isUrgent else { throw .quota(until: now() + wait) }
      let isRecorded = meter.withLock {
        $0.isRecorded(action, code, of: identity.actor, now: ticks)
      }
      if isRecorded { return }
    }
    try await log(
      AuditEntry(
        at: now(), by: identity, action: action, code: code,
        seen: fresh(seen, for: identity)))
  }

  func fresh(_ codes: [ReferralCode], for identity: Identity) -> [ReferralCode] {
    let ticks = uptime()
    return shown.withLock { $0.fresh(codes, to: identity.actor, now: ticks) }
  }

  // MARK: - What is not disclosed

  /// Refuses a facility that has not accepted: clock, letter and journeys disclose the case.
  func requireDetail(
    of referral: Referral, _ action: String, _ identity: Identity
  ) async throws(ReferralServiceError) {
    if mayKnowDetail(identity, referral) { return }
    try await log(
      AuditEntry(
        at: now(), by: identity, action: action, code: referral.code,
        outcome: "not-accepted"))
    throw .notAccepted
  }

  /// Runs something in a time that does not depend on what was found.
  func evenly<Value: Sendable>(
    _ work: () async throws(ReferralServiceError) -> Value
  ) async throws(ReferralServiceError) -> Value {
    let end = ContinuousClock.now + lookupTime
    let result: Result<Value, ReferralServiceError>
    do throws(ReferralServiceError) {
      result = .success(try await work())
    } catch {
      result = .failure(error)
    }
    try? await Task.sleep(until: end, clock: .continuous)
    return try result.get()
  }
}

extension Branch {
  /// The name that may be meant by one that is not registered; nil where none is near.
  static func nearest(to name: String, in names: [String]) -> String? {
    let typed = Array(NameKey.key(name).utf8)
    let bound = max(1, typed.count / 3)
    return
      names.compactMap { candidate in
        NameKey.distance(typed, Array(NameKey.key(candidate).utf8), atMost: bound)
          .map { (distance: $0, name: candidate) }
      }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }
}

extension PersonalField {
  /// Whether it has several lines.
  private var hasLines: Bool {
    switch self {
    case .chronology, .note, .witnesses: true
    default: false
    }
  }

  /// Values as they are kept: cleaned once, where they come in.
  static func cleaned(_ values: [PersonalField: String]) -> [PersonalField: String] {
    values.reduce(into: [:]) { clean, entry in
      clean[entry.key] =
        entry.key.hasLines ? ForeignText.lines(entry.value) : ForeignText.line(entry.value)
    }
  }
}
