internal import Application
internal import Audit
internal import Exporting
internal import Facilities
internal import Formats
internal import HTTPTypes
internal import Wording

/// `/v1/audit`: the report of the network, as the command line writes it.
///
/// A report takes a second of one core, so they are made one after the other, and the last ones kept.
actor AuditRoute {
  private struct Key: Hashable {
    let etag: String
    let filter: FacilityFilter
  }

  private static let mostKept = 16
  private var kept: [(key: Key, text: String)] = []

  nonisolated var operations: [Operation] {
    [
      Operation(
        "audit", "/v1/audit",
        "Whether the network is where people are: counts, distances, reconciliation, data quality.",
        parameters: [
          Parameter(
            "region", .text, "Kemendagri code or name of a province or kabupaten/kota.",
            example: "63"),
          Parameter("kind", .words(FacilityKind.allCases.map(\.rawValue)), "Kinds of facility."),
          Parameter(
            "basis", .words(PLKKBasis.allCases.map(\.rawValue)),
            "What supports that a site is a PLKK."),
        ], schema: "Document"
      ) { call in
        var filter = FacilityFilter.plkk
        do throws(LocateError) {
          filter = try call.filter()
        } catch {
          throw Problem(error, field: "region")
        }
        var reply = Reply(try await self.report(call.snapshot, filter), MediaType.json)
        reply.etag = call.snapshot.etag
        return reply
      }
    ]
  }

  private func report(_ snapshot: Snapshot, _ filter: FacilityFilter) async throws -> String {
    let key = Key(etag: snapshot.etag, filter: filter)
    if let known = kept.first(where: { $0.key == key }) { return known.text }
    var request = AuditRequest()
    request.filter = filter
    let text: String
    do throws(AuditingError) {
      text = try await Auditing(snapshot.locator).report(request).report.json()
    } catch .audit(let error) {
      throw Self.problem(error)
    } catch .tables(let error) {
      throw Problem(.seeds(error), field: "region")
    }
    kept.append((key, text))
    if kept.count > Self.mostKept { kept.removeFirst() }
    return text
  }

  private static func problem(_ error: AuditError) -> Problem {
    switch error {
    case .unknownRegion(let code): .wrongValue("region", code, "63|63.71")
    case .regionTooSmall(let code): .wrongValue("region", code, "63|63.71")
    case .noSite: Problem("no_site", .badRequest, field: "kind", error.phrase)
    case .beforeFirstList, .noReach, .tooManyProposals: .internalFault
    }
  }
}
