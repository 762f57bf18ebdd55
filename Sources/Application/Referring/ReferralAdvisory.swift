internal import Facilities
public import Referrals

/// What a person must know with an answer about a referral; part of the outcome, so that no door drops
/// it.
public enum ReferralAdvisory: Hashable, Sendable {
  /// An emergency: 119 first; a facility must help and may ask for no deposit.
  case emergency
  /// Refused in an emergency: what the law says about the duty to help.
  case duty
  /// `stat` or an emergency: the patient may leave before the answer.
  case mayLeave
  /// Accepted is not a bed kept: phone again before leaving.
  case notABed
  /// The priority became `stat` because a criterion of an emergency is met.
  case madeStat
  /// The place was given by a name: the position may be off by this many metres.
  case approximate(Int)
  /// Membership is not certain: confirm by phone.
  case confirmMembership
  /// On no list that is held here: ask; that proves nothing.
  case notListed
  /// An agreement that has ended or not begun: pay first, keep receipts.
  case payFirst
  /// An emergency where membership is not certain: who pays is settled after the care.
  case settledLater
  /// Distances are straight lines.
  case straightLine
  /// Even the nearest is more than 100 km away.
  case farAway
  /// The destination that was named is far away, in metres.
  case farDestination(Double)
  /// The facility refused after the patient had left.
  case lateRefusal
  /// The case was closed with something open.
  case closedWithOpen
  /// The time of the accident or diagnosis is not known: it has to be asked.
  case askTime
  /// Nothing is refused by silence; phone, and send to the next where needed.
  case unanswered
  /// No further candidate is known.
  case noCandidate
  /// A capability for occupational disease is not in the list: phone first.
  case diseaseCapability
  /// A special hospital by its name: whether it helps the injured has to be asked by phone.
  case specialHospital
  /// An identity number looks unusual; nothing is blocked.
  case unusualNumber(PersonalField)
  /// Traffic: Jasa Raharja first.
  case traffic
  /// A notice of suspicion does not replace the report.
  case noticeIsNoReport
  /// The disease came later than the years after employment that are covered; only the guarantor decides.
  case afterEmployment(Rule<Int>)
  /// Consent withdrawn: what is personal is to be purged.
  case purgeDue
  /// Consent was withdrawn: the referral is kept, and nothing more is done with it.
  case frozen
  /// A refund is the most that is paid, and only if the case is guaranteed.
  case atMost(Rule<TransportCaps>)
  /// The law of the day of the accident is not held here; the first day that is.
  case ruleNotHeld(Day)
  /// The deadline has passed: what that means, and to report nevertheless.
  case late
  /// An own-account worker has no employer to report.
  case noEmployer
  /// KK or PAK is concluded by others.
  case notConcludedHere
  /// A referral is damaged in the file and cannot be shown.
  case damaged(ReferralCode)
  /// So many rows of which not even the code can be read.
  case unreadable(Int)
  /// The list goes on from this place.
  case more(ListCursor)
  /// So many calls are not shown.
  case moreCalls(Int)
  /// The caller's token expires then: a new one has to be requested.
  case tokenEnds(Instant)

  /// Whether it is to be seen before all else.
  public var isAlarm: Bool { self == .lateRefusal || self == .duty }

  /// The identifier in machine formats.
  public var code: String {
    switch self {
    case .emergency: "emergency"
    case .duty: "duty"
    case .mayLeave: "may_leave"
    case .notABed: "not_a_bed"
    case .madeStat: "made_stat"
    case .approximate: "approximate"
    case .confirmMembership: "confirm_membership"
    case .notListed: "not_listed"
    case .settledLater: "settled_later"
    case .payFirst: "pay_first"
    case .straightLine: "straight_line"
    case .farAway: "far_away"
    case .farDestination: "far_destination"
    case .lateRefusal: "late_refusal"
    case .closedWithOpen: "closed_with_open"
    case .atMost: "at_most"
    case .ruleNotHeld: "rule_not_held"
    case .askTime: "ask_time"
    case .unanswered: "unanswered"
    case .noCandidate: "no_candidate"
    case .diseaseCapability: "disease_capability"
    case .specialHospital: "special_hospital"
    case .unusualNumber: "unusual_number"
    case .traffic: "traffic"
    case .noticeIsNoReport: "notice_is_no_report"
    case .afterEmployment: "after_employment"
    case .purgeDue: "purge_due"
    case .frozen: "frozen"
    case .late: "late"
    case .noEmployer: "no_employer"
    case .notConcludedHere: "not_concluded_here"
    case .damaged, .unreadable: "damaged"
    case .more, .moreCalls: "more"
    case .tokenEnds: "token_ends"
    }
  }
}

extension [ReferralAdvisory] {
  /// Adds one, once.
  mutating func add(_ advisory: ReferralAdvisory) {
    if !contains(advisory) { append(advisory) }
  }

  /// What a person must know of a case, whatever is done with it.
  mutating func add(on facts: CaseFacts, priority: Priority, isSent: Bool) {
    if facts.isEmergency { add(.emergency) }
    if isSent, priority == .stat || facts.isEmergency { add(.mayLeave) }
    if facts.clockStart == nil { add(.askTime) }
    if facts.place == .traffic { add(.traffic) }
    if facts.isWithinDiseaseTail == false { add(.afterEmployment(RuleBook.diseaseTail.newest)) }
    add(.notConcludedHere)
  }

  /// Odd numbers are reported and recorded, never refused.
  mutating func add(unusual personal: [PersonalField: String]) {
    if let nik = personal[.nik], !Identifiers.warnings(nik: nik).isEmpty {
      add(.unusualNumber(.nik))
    }
    if let kpj = personal[.kpj], !Identifiers.warnings(kpj: kpj).isEmpty {
      add(.unusualNumber(.kpj))
    }
  }

  /// What to know of membership before going there; in an emergency care comes first.
  mutating func add(_ standing: MembershipSnapshot, _ facts: CaseFacts) {
    switch standing {
    case .valid: break
    case _ where facts.isEmergency: add(.settledLater)
    case .unknown: add(.confirmMembership)
    case .none: add(.notListed)
    case .expired, .notYet: add(.payFirst)
    }
  }

  /// What a choice of sites says of itself.
  mutating func add(_ choice: SiteChoice, isChosen: Bool) {
    if let meters = choice.setting.origin.approximateMeters { add(.approximate(meters)) }
    if choice.hits.isEmpty { add(.noCandidate) } else { add(.straightLine) }
    if let first = choice.hits.first, first.meters > Locator.farMeters { add(.farAway) }
    for hit in choice.hits.prefix(isChosen ? 1 : choice.hits.count) {
      add(Destination(hit.facility).standing, choice.setting.facts)
    }
    if choice.setting.facts.kind == .disease { add(.diseaseCapability) }
  }

  /// What is said of a destination: how it was chosen, or the site that was named.
  mutating func add(_ target: ReferralDestination, _ facts: CaseFacts) {
    if let choice = target.chosenFrom { return add(choice, isChosen: true) }
    guard let facility = target.facility else { return }
    if let way = target.way {
      add(.straightLine)
      if let meters = way.setting.origin.approximateMeters { add(.approximate(meters)) }
      if way.meters >= ReferralDestination.farMeters { add(.farDestination(way.meters)) }
    }
    if facility.specialty != nil { add(.specialHospital) }
    add(target.destination.standing, facts)
  }
}
