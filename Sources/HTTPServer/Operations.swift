internal import Application
internal import Formats

extension HTTPServer {
  /// All operations of the server.
  ///
  /// - Parameters:
  ///   - sources: What answers.
  ///   - settings: Limits and version.
  ///   - broadcast: Reports changes of referrals; `nil` where none are served.
  /// - Returns: The operations, with the one that describes them all last.
  static func operations(
    _ sources: HTTPSources, _ settings: Settings, _ broadcast: ReferralBroadcast? = nil
  ) -> [Operation] {
    let referrals = ReferralRoutes(referralService: sources.referralService, now: sources.now)
    let changes = ChangeStream(
      routes: referrals, broadcast: broadcast, most: settings.limits.eventStreams)
    let operations =
      Health.operations(sources) + Locating.operations() + Batch.operations
      + AuditRoute().operations + referrals.operations + [changes.operation]
      + Features().operations + FHIR.operations()
      + FHIRReferrals(routes: referrals).operations
    return operations + OpenAPI(operations: operations, version: settings.version).operations
  }
}
