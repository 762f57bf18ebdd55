internal import Application
internal import Formats

extension HTTPServer {
  /// All operations of the door.
  ///
  /// - Parameter broadcast: Tells changes of referrals; `nil` where none are served.
  static func operations(
    _ sources: HTTPSources, _ settings: Settings, _ broadcast: ReferralBroadcast? = nil
  ) -> [Operation] {
    let referrals = ReferralRoutes(desk: sources.desk, now: sources.now)
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
