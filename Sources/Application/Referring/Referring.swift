internal import Facilities
internal import Geo
public import Referrals

/// The use cases of referring, the same for every door: each a function from a request to an outcome.
///
/// Stateless: the service authorizes and logs every act; the current directory
/// says where to send. When the task is cancelled before the store has taken a change nothing
/// happens; afterwards the change is made, and its request id gives the receipt.
///
/// For example:
///
///     let referring = Referring(referralService: referralService, locator: { locator }, now: clock)
///     var request = OpenRequest()
///     request.place = .text("-3.3194, 114.5908")
///     request.destination = .nearest
///     request.facts.emergency = [.threatensLife]
///     let outcome = try await referring.open(request, by: officer)
///
/// - Complexity: O(log n) in the store for one referral; choosing a site is one search of the grid.
public struct Referring: Sendable {
  /// Who may do what with the referrals of a store.
  public let referralService: ReferralService
  /// The current directory.
  let locator: @Sendable () -> Locator
  /// The current time.
  let now: @Sendable () -> Instant

  /// The version that a referral must have before a change; nil for whichever it has.
  public var ifVersion: Int?

  /// Makes the use cases over a service; the closures give the current directory and time.
  public init(
    referralService: ReferralService, locator: @escaping @Sendable () -> Locator,
    now: @escaping @Sendable () -> Instant
  ) {
    self.referralService = referralService
    self.locator = locator
    self.now = now
  }

  // MARK: - What several use cases need

  /// Maps `ReferralServiceError` to `ReferringError`.
  func serviceCall<Value: Sendable>(
    _ work: () async throws(ReferralServiceError) -> Value
  ) async throws(ReferringError) -> Value {
    do { return try await work() } catch { throw .referralService(error) }
  }

  /// A position or place that a request gives.
  func understood(
    _ given: GivenPlace?, in locator: Locator
  ) throws(ReferringError) -> ResolvedPosition? {
    switch given {
    case nil: return nil
    case .understood(let place): return place
    case .text(let text):
      do { return try locator.understand(text) } catch { throw .locate(error) }
    }
  }

  /// The Kemendagri code of a region that a request names by code or name.
  func regionCode(_ text: String?, in locator: Locator) throws(ReferringError) -> String? {
    guard let text else { return nil }
    do { return try locator.region(text).code } catch { throw .locate(error) }
  }

  /// The facility with an id.
  func facility(_ id: String, in locator: Locator) throws(ReferringError) -> Facility {
    do { return try locator.show(id) } catch { throw .locate(error) }
  }

  /// The referral as the caller may change it; neither logged nor opened: the act itself is logged.
  func state(
    _ code: ReferralCode, for act: ReferralAct, _ identity: Identity
  ) async throws(ReferringError) -> ReferralState {
    try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.state(code, for: act.rawValue, by: identity)
    }
  }

  /// What a request was answered before, if it carries an id and was.
  func earlier(
    _ requestID: String?, _ identity: Identity
  ) async throws(ReferringError) -> Receipt? {
    guard let requestID else { return nil }
    return try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.earlier(requestID, by: identity)
    }
  }

  /// The destination that a request was given before, so that the nearest, asked for again, means the
  /// same site.
  func earlierDestination(
    _ requestID: String?, for act: ReferralAct, _ identity: Identity
  ) async throws(ReferringError) -> Destination? {
    guard let receipt = try await earlier(requestID, identity), let number = receipt.attempt else {
      return nil
    }
    return try await state(receipt.code, for: act, identity).referral.attempt(number)?.destination
  }

  /// Refuses personal values that are empty or too long.
  func check(_ personal: [PersonalField: String]) throws(ReferringError) {
    for field in PersonalField.allCases {
      guard let value = personal[field] else { continue }
      guard (1...field.longest).contains(value.utf8.count) else { throw .personalLength(field) }
    }
  }

  /// Performs a command and returns its outcome.
  func perform(
    _ command: Command, on code: ReferralCode, personal: [PersonalField: String] = [:],
    told: Channel? = nil, requestID: String?, _ identity: Identity, zone: IndonesianZone?
  ) async throws(ReferringError) -> ReferralOutcome {
    let receipt = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.perform(
        command, on: code, personal: personal, told: told, requestID: requestID,
        ifVersion: ifVersion, by: identity)
    }
    var outcome = ReferralOutcome(receipt: receipt, zone: zone)
    outcome.advisories.add(unusual: personal)
    return outcome
  }
}
