extension ReferralDesk {
  /// Authorizes maintenance, for administrators only, and logs it.
  ///
  /// That is backup, restore, purge, keys, checks and the list of accesses. The attempt is logged under
  /// `action` either way.
  public func admit(_ action: String, by identity: Identity) async throws(DeskError) {
    try await require(identity.role == .administrator, identity, action, nil)
    try await log(identity, action, nil)
  }
}
