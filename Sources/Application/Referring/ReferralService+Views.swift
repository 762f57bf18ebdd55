public import Referrals

/// A part of a list of referrals.
public struct ReferralList: Hashable, Sendable {
  /// The referrals, in order.
  public internal(set) var views: [ReferralView] = []
  /// Those that cannot be shown, as the file is damaged there.
  public internal(set) var damaged: [ReferralCode] = []
  /// Where the list goes on; nil at its end.
  public let next: ListCursor?
  /// Rows of which not even the code can be read.
  public let unreadable: Int

  init(next: ListCursor?, unreadable: Int) {
    self.next = next
    self.unreadable = unreadable
  }
}

extension ReferralService {
  /// Shows a referral with all that was recorded; `reveal` gives personal values in clear and is
  /// logged as such.
  public func show(
    _ code: ReferralCode, reveal: Bool = false, by identity: Identity
  ) async throws(ReferralServiceError) -> ReferralView {
    let action = reveal ? "reveal" : "show"
    // Who oversees branches needs nobody's name.
    if reveal { try await require(identity.role != .supervisor, identity, action, code) }
    let referral = try await visible(code, action, identity)
    let isOpen = mayKnowDetail(identity, referral)
    let fields = Set(PersonalField.allCases)
    let shown = try await stored { () async throws(StoreError) in
      let own = isOpen ? try await store.values(code, of: fields) : []
      // A referral back has its person with the case it came from.
      let root =
        isOpen && referral.caseCode != code
        ? try await store.personal(referral.caseCode) : [:]
      return (events: try await store.events(code), own: own, root: root)
    }
    try await look(action, at: referral, by: identity)
    var view = view(referral, identity)
    var newest = shown.root
    newest[.note] = nil
    // What was kept with the facts before these were sealed.
    if isOpen {
      newest[.bodyPart] = newest[.bodyPart] ?? referral.facts.bodyPart
      newest[.cause] = newest[.cause] ?? referral.facts.cause
    }
    for value in shown.own where value.field != .note { newest[value.field] = value.text }
    view.personal = reveal ? newest : Self.masked(newest)
    view.isRevealed = reveal && isOpen
    view.timeline = timeline(shown.events, shown.own, referral, identity, reveal: reveal)
    return view
  }

  /// The events that a caller may see: all for those who refer, those of its own attempts for a
  /// facility, and what concerns the case once it has accepted.
  private func timeline(
    _ events: [Event], _ values: [PersonalValue], _ referral: Referral, _ identity: Identity,
    reveal: Bool
  ) -> [TimelineEntry] {
    let own = attempts(of: referral, identity).map(\.number)
    let isOpen = mayKnowDetail(identity, referral)
    let seesAll = !isOwnOnly(identity, referral)
    return events.enumerated().compactMap { offset, event in
      let isShown = event.body.attempt.map { seesAll || own.contains($0) } ?? isOpen
      guard isShown else { return nil }
      // Values from before there were versions have no event; they are shown with the opening.
      let versions = offset == 0 ? [0, 1] : [offset + 1]
      let recorded = values.filter { versions.contains($0.version) && $0.field != .position }
      let personal = recorded.map { value in
        var value = value
        if !reveal { value.text = Self.masked(value.field, value.text) }
        return value
      }
      return TimelineEntry(
        version: offset + 1, at: event.at, actor: event.actor, body: event.body,
        personal: personal)
    }
  }

  /// Lists the referrals in one's scope, newest change first, without personal fields; or, of those
  /// whose answer is overdue, the longest silent first.
  ///
  /// Overdue ones are to be phoned and the next candidate proposed. Nothing is refused by silence. A
  /// damaged referral is named, and the others are listed.
  public func listed(
    status: RequestStatus? = nil, overdue: Bool = false, after: ListCursor? = nil,
    limit: Int = 100, by identity: Identity
  ) async throws(ReferralServiceError) -> ReferralList {
    try await require(identity.role != .auditor, identity, "list", nil)
    let time = now()
    var query = ListQuery(in: identity)
    query.status = status
    query.overdueAt = overdue ? time : nil
    query.after = after
    query.limit = ListQuery.bounded(limit)
    let list = try await stored { () async throws(StoreError) in
      let page = try await store.list(query)
      var list = ReferralList(next: page.next, unreadable: page.unreadable)
      for code in page.codes {
        do throws(StoreError) {
          guard let referral = try await store.referral(code) else { continue }
          let view = view(referral, identity)
          // Nothing is awaited for a case that is frozen or closed.
          if overdue, !view.attempts.contains(where: { view.isOverdue($0, at: time) }) { continue }
          list.views.append(view)
        } catch .purged {
          continue
        } catch .inconsistent {
          list.damaged.append(code)
        }
      }
      return list
    }
    let codes = list.views.map(\.code)
    try await look("list", seen: codes, isUrgent: overdue, by: identity)
    return list
  }

  /// The referrals in one's scope, newest change first.
  public func list(
    status: RequestStatus? = nil, limit: Int = 100, by identity: Identity
  ) async throws(ReferralServiceError) -> [ReferralView] {
    try await listed(status: status, limit: limit, by: identity).views
  }

  private func readable(
    _ codes: [ReferralCode], _ identity: Identity
  ) async throws(StoreError) -> [ReferralView] {
    var found: [ReferralView] = []
    for code in codes {
      do throws(StoreError) {
        guard let referral = try await store.referral(code) else { continue }
        found.append(view(referral, identity))
      } catch .purged {
        continue
      }
    }
    return found
  }

  /// The referrals in one's scope whose answer is overdue, longest silent first.
  public func overdue(by identity: Identity) async throws(ReferralServiceError) -> [ReferralView] {
    try await listed(overdue: true, limit: ListQuery.mostRows, by: identity).views
  }

  /// The referrals of one's branch whose NIK, participant number, passport or phone is this.
  public func find(
    _ field: PersonalField, _ value: String, by identity: Identity
  ) async throws(ReferralServiceError) -> [ReferralView] {
    try await require(
      identity.role == .officer || identity.role == .administrator, identity, "find", nil)
    return try await evenly { () async throws(ReferralServiceError) in
      let found = try await stored { () async throws(StoreError) in
        let branch = identity.role == .administrator ? nil : identity.scope
        return try await readable(try await store.find(field, value, branch: branch), identity)
      }
      try await look("find", seen: found.map(\.code), isUrgent: false, by: identity)
      return found
    }
  }

  /// The clocks of both reports of the case, with its zone.
  public func clock(
    _ code: ReferralCode, by identity: Identity
  ) async throws(ReferralServiceError) -> (stages: [StageClock], zone: IndonesianZone?) {
    let referral = try await visible(code, "clock", identity)
    try await requireDetail(of: referral, "clock", identity)
    let found = try await stored { () async throws(StoreError) in
      try await store.referral(referral.caseCode)
    }
    let time = now()
    try await look("clock", at: referral, by: identity)
    return (
      ReportStage.allCases.map { StageClock(found ?? referral, stage: $0, now: time) },
      referral.facts.zone
    )
  }

  /// What is refunded of the recorded journeys, by the rule in force on the day of the accident.
  ///
  /// - Parameters:
  ///   - code: The referral.
  ///   - isLogged: False where another act on the same referral is logged at the same time.
  ///   - identity: The caller.
  /// - Returns: The refund, or why there is none: no day, or no rule for that day.
  /// - Throws: `ReferralServiceError` where the caller may not see it or the store cannot be read.
  public func refund(
    _ code: ReferralCode, isLogged: Bool = true, by identity: Identity
  ) async throws(ReferralServiceError) -> RefundAnswer {
    let referral = try await visible(code, "transport", identity)
    try await requireDetail(of: referral, "transport", identity)
    if isLogged { try await look("transport", at: referral, by: identity) }
    let offset = (referral.facts.zone ?? .wib).offsetMinutes
    guard let start = referral.facts.clockStart else { return .unknownDay }
    let day = CivilTime(start, offsetMinutes: offset).day
    if case .tooEarly(let first) = RuleBook.transport.answer(on: day) {
      return .ruleNotHeld(first)
    }
    return TransportRefund(referral.transport, on: day).map { .refund($0) } ?? .unknownDay
  }

  /// The referral and the attempt that a letter is for: the one named, or the last that was sent.
  public func letter(
    _ code: ReferralCode, attempt: Int? = nil, by identity: Identity
  ) async throws(ReferralServiceError) -> (state: ReferralState, attempt: ReferralAttempt) {
    let state = try await state(code, for: "letter", by: identity)
    try await requireDetail(of: state.referral, "letter", identity)
    let number = attempt ?? state.attempts.last { $0.sentAt != nil }?.number
    guard let number,
      let chosen = state.attempts.first(where: { $0.number == number && $0.sentAt != nil }),
      chosen.destination != nil
    else { throw .notSent }
    try await look("letter", at: state.referral, by: identity)
    return (state, chosen)
  }

  /// What the draft of the employer's first report is made from; for the branch alone, as it names
  /// the person.
  public func reportDraft(
    _ code: ReferralCode, by identity: Identity
  ) async throws(ReferralServiceError) -> (referral: Referral, personal: [PersonalField: String]) {
    try await require(
      identity.role == .officer || identity.role == .administrator, identity, "kk1", code)
    let referral = try await visible(code, "kk1", identity)
    let fields = try await stored { () async throws(StoreError) in
      try await store.personal(referral.caseCode)
    }
    try await look("kk1", at: referral, by: identity)
    return (referral, fields)
  }
}
