internal import Formats

extension HTTPServer {
  /// All operations of the door.
  static func operations(_ sources: HTTPSources, _ settings: Settings) -> [Operation] {
    let operations =
      Health.operations(sources) + Locating.operations() + Batch.operations
      + Auditing().operations + Features().operations + FHIR.operations()
    return operations + OpenAPI(operations: operations, version: settings.version).operations
  }
}
