public import Referrals

/// A referral as someone may see it.
public struct ReferralView: Hashable, Sendable {
  /// The code.
  public let code: ReferralCode
  /// The referral that holds the case.
  public let caseCode: ReferralCode
  /// Where it stands.
  public let status: RequestStatus
  /// How urgent.
  public let priority: Priority
  /// The branch.
  public let branch: String
  /// The facility that asked for it, if one did.
  public let originFacilityID: String?
  /// What is suspected.
  public let kind: CaseKind
  /// Whether it is to be treated as an emergency.
  public let isEmergency: Bool
  /// When it was opened.
  public let openedAt: Instant
  /// The zone of the place where it happened, in which a person reads its times.
  public let zone: IndonesianZone?
  /// When consent was withdrawn: nothing more may be done with it.
  public let frozenAt: Instant?
  /// The attempts that the viewer may know of: a facility sees its own.
  public let attempts: [ReferralAttempt]
  /// The facts with clinical detail; nil for a facility that has not accepted.
  public let facts: CaseFacts?
  /// Personal fields, masked unless revealed; none where `facts` is nil.
  public let personal: [PersonalField: String]
  /// Whether the personal fields are in clear.
  public let isRevealed: Bool
  /// Where it happened, `latitude,longitude`, to measure candidates from.
  ///
  /// Never to be shown unless revealed. Nil where it is not known, in lists, and for whoever may not
  /// know the facts.
  public let position: String?
}

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

extension ReferralDesk {
  /// Shows a referral; `reveal` gives the personal fields in clear and is logged as such.
  public func show(
    _ code: ReferralCode, reveal: Bool = false, by identity: Identity
  ) async throws(DeskError) -> ReferralView {
    let action = reveal ? "reveal" : "show"
    let referral = try await visible(code, action, identity)
    let isOpen = mayKnowDetail(identity, referral)
    var personal: [PersonalField: String] = [:]
    if isOpen {
      // A referral back has its person with the case it came from.
      personal = try await stored { () async throws(StoreError) in
        let own = try await store.personal(code)
        if referral.caseCode == code { return own }
        return try await store.personal(referral.caseCode).merging(own) { $1 }
      }
    }
    try await log(identity, action, code)
    return view(referral, identity, personal: personal, reveal: reveal)
  }

  /// Lists the referrals in one's scope, newest change first, without personal fields; or, of those
  /// whose answer is overdue, the longest silent first.
  ///
  /// Overdue ones are to be phoned and the next candidate proposed. Nothing is refused by silence. A
  /// damaged referral is named, and the others are listed.
  public func listed(
    status: RequestStatus? = nil, overdue: Bool = false, after: ListCursor? = nil,
    limit: Int = 100, by identity: Identity
  ) async throws(DeskError) -> ReferralList {
    try await require(identity.role != .auditor, identity, "list", nil)
    let query = ListQuery(
      branch: identity.role == .officer ? identity.scope : nil,
      facilityID: identity.role == .facility ? identity.scope : nil, status: status,
      overdueAt: overdue ? now() : nil, after: after, limit: limit)
    let list = try await stored { () async throws(StoreError) in
      let page = try await store.list(query)
      var list = ReferralList(next: page.next, unreadable: page.unreadable)
      for code in page.codes {
        do throws(StoreError) {
          guard let referral = try await store.referral(code) else { continue }
          list.views.append(view(referral, identity, personal: [:], reveal: false))
        } catch .purged {
          continue
        } catch .inconsistent {
          list.damaged.append(code)
        }
      }
      return list
    }
    try await log(identity, "list", nil)
    return list
  }

  /// The referrals in one's scope, newest change first.
  public func list(
    status: RequestStatus? = nil, limit: Int = 100, by identity: Identity
  ) async throws(DeskError) -> [ReferralView] {
    try await listed(status: status, limit: limit, by: identity).views
  }

  /// The referrals in one's scope whose answer is overdue, longest silent first.
  public func overdue(by identity: Identity) async throws(DeskError) -> [ReferralView] {
    try await listed(overdue: true, limit: ListQuery.mostRows, by: identity).views
  }

  /// The referrals of one's branch whose NIK, participant number, passport or phone is this.
  public func find(
    _ field: PersonalField, _ value: String, by identity: Identity
  ) async throws(DeskError) -> [ReferralCode] {
    try await require(
      identity.role == .officer || identity.role == .administrator, identity, "find", nil)
    let found = try await stored { () async throws(StoreError) in
      let branch = identity.role == .administrator ? nil : identity.scope
      return try await store.find(field, value, branch: branch)
    }
    try await log(identity, "find", nil)
    return found
  }

  /// The clocks of both reports of the case, with its zone.
  public func clock(
    _ code: ReferralCode, by identity: Identity
  ) async throws(DeskError) -> (stages: [StageClock], zone: IndonesianZone?) {
    let referral = try await visible(code, "clock", identity)
    let found = try await stored { () async throws(StoreError) in
      try await store.referral(referral.caseCode)
    }
    let time = now()
    try await log(identity, "clock", code)
    return (
      ReportStage.allCases.map { StageClock(found ?? referral, stage: $0, now: time) },
      referral.facts.zone
    )
  }

  /// What of the recorded journeys is refunded under the rule of the day of the accident; nil when
  /// that day is unknown or its rule not held here.
  public func transport(
    _ code: ReferralCode, by identity: Identity
  ) async throws(DeskError) -> TransportRefund? {
    let referral = try await visible(code, "transport", identity)
    try await log(identity, "transport", code)
    let offset = (referral.facts.zone ?? .wib).offsetMinutes
    return referral.facts.clockStart.flatMap { start in
      TransportRefund(
        referral.transport, on: CivilTime(start, offsetMinutes: offset).day)
    }
  }

  /// The letter for an attempt, or for the last one that was sent; `place` looks a facility up.
  public func letter(
    _ code: ReferralCode, attempt: Int? = nil, by identity: Identity,
    place: @Sendable (String) -> Letter.Place?
  ) async throws(DeskError) -> Letter {
    let referral = try await visible(code, "letter", identity)
    let own = view(referral, identity, personal: [:], reveal: false).attempts
    let number = attempt ?? own.last { $0.sentAt != nil }?.number
    guard let number, let chosen = own.first(where: { $0.number == number }),
      let id = chosen.destination?.facilityID
    else { throw .notSent }
    let target =
      place(id) ?? Letter.Place(name: id, address: "", phone: "", regionCode: "")
    guard let letter = Letter(referral, attempt: number, to: target, now: now()) else {
      throw .notSent
    }
    try await log(identity, "letter", code)
    return letter
  }

  /// The draft of the employer's first report; for the branch alone, as it names the person.
  public func reportDraft(
    _ code: ReferralCode, by identity: Identity
  ) async throws(DeskError) -> ReportDraft {
    try await require(
      identity.role == .officer || identity.role == .administrator, identity, "kk1", code)
    let referral = try await visible(code, "kk1", identity)
    let fields = try await stored { () async throws(StoreError) in
      try await store.personal(referral.caseCode)
    }
    try await log(identity, "kk1", code)
    let labels: [PersonalField: String] = [
      .name: "Nama peserta", .nik: "NIK", .kpj: "No. peserta", .passport: "Paspor",
      .phone: "Telepon peserta", .employer: "Nama pemberi kerja",
      .employerNumber: "NPP/NPW/Nomor proyek", .chronology: "Uraian kejadian",
    ]
    var values: [String: String] = [:]
    for (field, label) in labels {
      // A confidential case tells the employer nothing of what happened.
      if field == .chronology && referral.facts.isConfidential { continue }
      values[label] = fields[field]
    }
    return ReportDraft(referral, personal: values)
  }

  private func mayKnowDetail(_ identity: Identity, _ referral: Referral) -> Bool {
    switch identity.role {
    case .administrator, .officer: true
    case .auditor: false
    case .facility:
      referral.originFacilityID == identity.scope || Self.treats(identity.scope, referral)
    }
  }

  private func view(
    _ referral: Referral, _ identity: Identity, personal: [PersonalField: String], reveal: Bool
  ) -> ReferralView {
    let isOpen = mayKnowDetail(identity, referral)
    let isOwnOnly = identity.role == .facility && referral.originFacilityID != identity.scope
    return ReferralView(
      code: referral.code, caseCode: referral.caseCode, status: referral.status,
      priority: referral.priority, branch: referral.branch,
      originFacilityID: referral.originFacilityID, kind: referral.facts.kind,
      isEmergency: referral.facts.isEmergency, openedAt: referral.openedAt,
      zone: referral.facts.zone, frozenAt: referral.frozenAt,
      attempts: referral.attempts.filter {
        !isOwnOnly || ($0.sentAt != nil && $0.destination?.facilityID == identity.scope)
      },
      facts: isOpen ? referral.facts : nil,
      personal: reveal ? personal : Self.masked(personal), isRevealed: reveal && isOpen,
      position: isOpen ? personal[.position] : nil)
  }

  static func masked(_ personal: [PersonalField: String]) -> [PersonalField: String] {
    var masked: [PersonalField: String] = [:]
    for (field, text) in personal {
      masked[field] =
        switch field {
        case .name, .notifierName, .employer: Identifiers.masked(name: text)
        case .nik: Identifiers.masked(nik: text)
        case .kpj, .passport, .phone, .notifierPhone, .employerNumber:
          Identifiers.masked(number: text)
        case .chronology, .note, .position: "***"
        }
    }
    return masked
  }
}
