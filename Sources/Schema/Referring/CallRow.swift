public import Application
internal import Facilities
public import Referrals

/// Somebody who has to be phoned now, with the numbers.
public struct CallRow: Hashable, Sendable, Codable {
  /// The referral.
  public var code: String
  /// Why.
  public var reason: PendingCall.Reason
  /// Since when.
  public var since: Instant
  /// How urgent it is.
  public var priority: Priority
  /// Whether it is treated as an emergency.
  public var emergency: Bool
  /// The branch.
  public var branch: String
  /// The attempt.
  public var attempt: Int
  /// Its facility.
  public var facilityId: String?
  /// The facility's name, where the directory knows it.
  public var facility: String?
  /// Its telephone as listed, where it has one.
  public var phone: String?
  /// The same as it is dialled, `+62…`.
  public var phoneE164: String?
  /// The number of the centre to call, where the facility is not the one or has none: 119 or 175.
  public var call: String?
  /// The nearest further candidate that has a telephone, where that matters.
  public var nextId: String?
  /// Its name.
  public var next: String?
  /// Its telephone as listed.
  public var nextPhone: String?
  /// The same as it is dialled.
  public var nextPhoneE164: String?

  init(_ call: Call) {
    func known(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    let pending = call.pending
    code = pending.referral.code.text
    reason = pending.reason
    since = pending.since
    priority = pending.referral.priority
    emergency = pending.referral.isEmergency
    branch = pending.referral.branch
    attempt = pending.attempt.number
    facilityId = pending.attempt.destination?.facilityID
    facility = call.facility?.name
    phone = known(call.facility?.phone)
    phoneE164 = known(call.facility?.phoneE164)
    self.call = call.centre
    nextId = call.next?.facility.id
    next = call.next?.facility.name
    nextPhone = known(call.next?.facility.phone)
    nextPhoneE164 = known(call.next?.facility.phoneE164)
  }
}
