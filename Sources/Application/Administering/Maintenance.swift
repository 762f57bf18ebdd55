/// What only an administrator may do with a store itself, beside tokens and branches.
///
/// The raw values are the actions in the log of accesses.
public enum MaintenanceAct: String, CaseIterable, Sendable {
  /// Copy everything into a file that is checked and signed.
  case backup
  /// Put a backup in the place of the store.
  case restore
  /// Show what retention or a withdrawn consent says must go.
  case previewPurge = "purge-look"
  /// Remove that.
  case purge
  /// Seal all personal data with a new key.
  case rotateKeys = "rotate-keys"
  /// Compare everything with everything.
  case check = "doctor"
  /// Read the log of accesses.
  case readAccesses = "access"
}

extension ReferralService {
  /// Authorizes an act of maintenance, for administrators only, and logs the attempt: one entry for an act,
  /// before it is done, so that one that does not come to its end is known as well.
  ///
  /// - Parameters:
  ///   - act: What is to be done.
  ///   - identity: The caller.
  /// - Throws: `ReferralServiceError.notPermitted` for anyone but an administrator, which is logged as refused.
  public func requireAdministrator(_ act: MaintenanceAct, by identity: Identity)
    async throws(ReferralServiceError)
  {
    try await require(identity.role == .administrator, identity, act.rawValue, nil)
    try await log(identity, act.rawValue, nil)
  }
}
