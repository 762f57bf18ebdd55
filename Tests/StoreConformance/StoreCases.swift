public import Application
public import Referrals

/// 20 November 2026, 14.30 UTC: when the cases of the tests begin.
public let base = Instant(milliseconds: 1_795_185_000_000)
/// A hospital with a valid agreement.
public let ulin = Destination(facilityID: "PLKK-63-097", standing: .valid)

/// An accident, sent to that hospital.
public func newOpening(
  _ priority: Priority = .asap, branch: String = "BJM", region: String = "63.10"
) -> Opening {
  Opening(
    branch: branch, priority: priority,
    facts: CaseFacts(kind: .accident, occurredAt: base, regionCode: region, basis: .consent),
    destination: ulin)
}

/// A change by an officer; an opening takes the code of these bits.
public func request(
  _ action: WriteRequest.Action, id: String? = nil, bits: UInt64 = 0, at now: Instant = base,
  actor: String = "t1", personal: [PersonalField: String] = [:], ifVersion: Int? = nil
) -> WriteRequest {
  WriteRequest(
    action, moment: Moment(now: now, actor: actor, party: nil), role: .officer, requestID: id,
    codes: [ReferralCode(bits: bits)], personal: personal,
    ifVersion: ifVersion)
}
