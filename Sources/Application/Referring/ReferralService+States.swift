public import Referrals

// A referral as the caller may see and change it.

extension ReferralService {
  /// The referral as the caller may change it, without the person.
  ///
  /// It is not logged, as the act that follows is; a refusal is, under `action`.
  public func state(
    _ code: ReferralCode, for action: String, by identity: Identity
  ) async throws(ReferralServiceError) -> ReferralState {
    let referral = try await visible(code, action, identity)
    return ReferralState(
      referral: referral, mayKnowDetail: mayKnowDetail(identity, referral),
      attempts: attempts(of: referral, identity))
  }

  /// Where it happened, `latitude,longitude`, opened alone; never to be shown.
  ///
  /// Nil where it is not known, and for a caller who may not see the facts.
  public func position(of state: ReferralState) async throws(ReferralServiceError) -> String? {
    guard state.mayKnowDetail else { return nil }
    let referral = state.referral
    return try await stored { () async throws(StoreError) in
      if let own = try await store.values(referral.code, of: [.position]).last { return own.text }
      if referral.caseCode == referral.code { return nil }
      return try await store.values(referral.caseCode, of: [.position]).last?.text
    }
  }

  /// Puts a look at a referral that no other use case logs into the log.
  public func recordAccess(
    _ action: String, _ code: ReferralCode, by identity: Identity
  ) async throws(ReferralServiceError) {
    try await log(identity, action, code)
  }

  func mayKnowDetail(_ identity: Identity, _ referral: Referral) -> Bool {
    switch identity.role {
    case .administrator, .officer, .supervisor: true
    case .auditor: false
    case .facility:
      referral.originFacilityID == identity.scope || Self.treats(identity.scope, referral)
    }
  }

  func isOwnOnly(_ identity: Identity, _ referral: Referral) -> Bool {
    identity.role == .facility && referral.originFacilityID != identity.scope
  }

  func attempts(of referral: Referral, _ identity: Identity) -> [ReferralAttempt] {
    guard isOwnOnly(identity, referral) else { return referral.attempts }
    return referral.attempts.filter {
      $0.sentAt != nil && $0.destination?.facilityID == identity.scope
    }
  }

  func view(_ referral: Referral, _ identity: Identity) -> ReferralView {
    let isOpen = mayKnowDetail(identity, referral)
    return ReferralView(
      code: referral.code, caseCode: referral.caseCode, version: referral.version,
      status: referral.status,
      priority: referral.priority, branch: referral.branch,
      originFacilityID: referral.originFacilityID, kind: referral.facts.kind,
      isEmergency: referral.facts.isEmergency, openedAt: referral.openedAt,
      changedAt: referral.changedAt,
      zone: referral.facts.zone, approximateMeters: referral.approximateMeters,
      frozenAt: referral.frozenAt, closedAt: referral.closedAt,
      awaitsAnswers: referral.awaitsAnswers, attempts: attempts(of: referral, identity),
      facts: isOpen ? referral.facts : nil,
      guarantor: referral.guarantor, guarantorPayer: referral.guarantorPayer,
      conclusion: referral.conclusion, outcomeLetterAt: referral.outcomeLetterAt,
      // Nothing remains to be done once consent was withdrawn.
      openItems: isOpen && referral.frozenAt == nil ? referral.openItems : [])
  }

  static func masked(_ personal: [PersonalField: String]) -> [PersonalField: String] {
    Dictionary(uniqueKeysWithValues: personal.map { ($0.key, masked($0.key, $0.value)) })
  }

  static func masked(_ field: PersonalField, _ text: String) -> String {
    switch field {
    case .name, .notifierName, .employer: Identifiers.masked(name: text)
    case .nik: Identifiers.masked(nik: text)
    case .kpj, .passport, .phone, .notifierPhone, .employerNumber, .employerPhone:
      Identifiers.masked(number: text)
    case .chronology, .bodyPart, .cause, .note, .position, .birthDate, .address, .job,
      .employerAddress, .witnesses:
      "***"
    }
  }
}
