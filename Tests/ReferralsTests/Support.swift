import Referrals

let friday = Instant(milliseconds: 1_795_185_000_000)  // 2026-11-20T14:30:00Z, 22.30 WITA

let ulin = Destination(facilityID: "PLKK-63-097", standing: .valid)
let clinic = Destination(facilityID: "PLKK-63-001", standing: .unknown)

func facts(
  _ kind: CaseKind = .accident, occurredAt: Instant? = friday, diagnosedAt: Instant? = nil,
  employmentEndedAt: Instant? = nil, segment: Segment? = .wageEarner, place: PlaceCategory? = nil,
  region: String = "63.10", emergency: [EmergencyCriterion] = []
) -> CaseFacts {
  CaseFacts(
    kind: kind, segment: segment, occurredAt: occurredAt, diagnosedAt: diagnosedAt,
    employmentEndedAt: employmentEndedAt, place: place, regionCode: region, emergency: emergency,
    basis: .consent)
}

func opening(
  _ priority: Priority = .urgent, parallel: Bool = false, destination: Destination? = ulin,
  facts given: CaseFacts = facts()
) -> Opening {
  Opening(
    branch: "BJM", priority: priority, isParallel: parallel, facts: given,
    destination: destination)
}

let opened = friday + .hours(1)

func moment(_ now: Instant = opened, _ party: Party? = nil) -> Moment {
  Moment(now: now, actor: "t1", party: party)
}

/// A referral with the commands done in turn, all at `opened`.
func referral(_ opening: Opening = opening(), _ commands: Command...) throws -> Referral {
  var events = try Referral.open(opening, code: ReferralCode(bits: 77), at: moment())
  for command in commands {
    let now = try unwrap(Referral(events))
    events += try now.decide(command, at: moment())
  }
  return try unwrap(Referral(events))
}

struct Missing: Error {}

func unwrap<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw Missing() }
  return value
}
