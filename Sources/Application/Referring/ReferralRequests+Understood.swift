public import Referrals

// For doors that understand a position before they ask.

extension OpenRequest {
  /// Where the accident happened, understood.
  public var position: Understood? {
    get { place?.understood }
    set { place = newValue.map(GivenPlace.understood) }
  }
}

extension SendRequest {
  /// What candidates are measured from, understood.
  public var near: Understood? {
    get { from?.understood }
    set { from = newValue.map(GivenPlace.understood) }
  }
}

extension StepRequest {
  /// What candidates are measured from, understood.
  public var near: Understood? {
    get { from?.understood }
    set { from = newValue.map(GivenPlace.understood) }
  }
}

extension CaseFactsChange {
  /// The region by its code.
  public var regionCode: String? {
    get { region }
    set { region = newValue }
  }
}

extension Referring {
  /// Names the next candidates of a referral.
  public func next(
    _ code: ReferralCode, near: Understood? = nil, limit: Int = Candidates.usual,
    by identity: Identity
  ) async throws(ReferringError) -> NextOutcome {
    var request = NextRequest(code)
    request.from = near.map(GivenPlace.understood)
    request.limit = limit
    return try await next(request, by: identity)
  }
}

extension GivenPlace {
  fileprivate var understood: Understood? {
    if case .understood(let place) = self { place } else { nil }
  }
}
