import Audit
import Facilities
import Testing

@testable import Application

@Suite("Use case of an audit")
struct AuditingTests {
  @Test("it counts the list of the day, and says that it is without referrals")
  func report() async throws {
    let outcome = try await Auditing(try Locator.embedded()).report(AuditRequest(regionCode: "63"))
    #expect(outcome.report.listed.sites.count == 121)
    #expect(outcome.report.regionCode == "63")
    #expect(outcome.report.referrals == nil)
    #expect(outcome.advisories == [.withoutReferrals])
  }

  @Test("what cannot be audited is refused with its reason")
  func refusals() async throws {
    let auditing = Auditing(try Locator.embedded())
    func refusal(_ change: (inout AuditRequest) -> Void) async -> AuditError? {
      var request = AuditRequest(regionCode: "63")
      change(&request)
      do {
        _ = try await auditing.report(request)
        return nil
      } catch AuditingError.audit(let error) {
        return error
      } catch {
        Issue.record("\(error)")
        return nil
      }
    }
    #expect(await refusal { $0.reach = 0 } == .noReach)
    #expect(await refusal { $0.proposals = 51 } == .tooManyProposals(51, most: 50))
    #expect(await refusal { $0.filter.regionCode = "99" } == .unknownRegion("99"))
    #expect(
      await refusal { $0.date = "2020-01-01" }
        == .beforeFirstList(date: "2020-01-01", first: Auditor.firstList))
  }
}
