import Referrals

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A small generator whose whole state is its seed (Steele, Lea, Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// One fixed seed and a fresh one, which is printed and can be passed back in `PLKK_SEED`.
func seeds() -> [UInt64] {
  let given = getenv("PLKK_SEED").flatMap { UInt64(String(cString: $0)) }
  let fresh = given ?? UInt64.random(in: 0...UInt64.max)
  print("PLKK_SEED=\(fresh)")
  return [20_261_123, fresh]
}

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
