public import Audit
public import Facilities
internal import Lists
public import Referrals

/// The use case of an audit: whether the network is where the people are, and whether the list adds up.
///
/// Every door asks here, so that all of them count the same sites, the same first day and the same figures of
/// referrals.
///
/// For example:
///
///     let auditing = Auditing(try Locator.embedded())
///     let outcome = try await auditing.report(AuditRequest(regionCode: "63"))
///     let sites = outcome.report.whole.count
public struct Auditing: Sendable {
  /// The sites that are audited, and the areas.
  public let locator: Locator
  /// The day of the first list: of the embedded one, or an older one that was taken in.
  public let earliest: String

  /// Makes the use case.
  ///
  /// - Parameters:
  ///   - locator: The sites of the day that is audited.
  ///   - listing: What was taken in of official lists; without it the embedded list is the first.
  public init(_ locator: Locator, listing: Listing? = nil) {
    self.locator = locator
    let taken = listing?.history.lists.map(\.list.listDate.description) ?? []
    earliest = taken.reduce(Auditor.firstList, min)
  }

  /// Makes a report.
  ///
  /// It takes about a second of one core, with proposals longer, and does not end when it is cancelled.
  ///
  /// - Parameters:
  ///   - request: What to audit.
  ///   - referrals: What `ReferralService.figures` counted for the caller; without it the network alone is
  ///     audited, and the outcome says so.
  /// - Returns: The report and what must be known of it.
  /// - Throws: `AuditingError`.
  public func report(
    _ request: AuditRequest, referrals: ServiceFigures? = nil
  ) async throws(AuditingError) -> AuditOutcome {
    var question = Auditor.Question(
      regionCode: request.filter.regionCode, date: request.date ?? date, filter: request.filter)
    question.weight = request.weight
    question.proposals = request.proposals
    question.proposalMeters = request.reach
    question.candidates = request.candidates
    question.earliest = earliest
    var advisories: [AuditAdvisory] = []
    if let referrals {
      if !referrals.passedOver.isEmpty {
        advisories.append(.damagedReferrals(referrals.passedOver))
      }
      question.referrals = ReferralFigures(referrals)
    } else {
      advisories.append(.withoutReferrals)
    }
    let auditor: Auditor
    do {
      auditor = try Auditor(.embedded(), gazetteer: locator.gazetteer)
    } catch {
      throw .tables(error)
    }
    do {
      return AuditOutcome(
        report: try auditor.audit(locator.directory, question), advisories: advisories)
    } catch {
      throw .audit(error)
    }
  }

  /// The day of the list that is served.
  private var date: String { locator.day?.description ?? Auditor.firstList }
}

/// What to audit.
public struct AuditRequest: Sendable {
  /// Which sites count, and where: a province, a kabupaten, or all of Kalimantan.
  public var filter: FacilityFilter
  /// The day the list is for, `2026-11-23`; `nil` = the day of the locator.
  public var date: String?
  /// What the weights count.
  public var weight = DemandWeight.population
  /// How many new sites to propose, 0 … `Auditor.mostProposals`.
  public var proposals = 0
  /// How far a proposed site reaches, in metres, more than 0.
  public var reach = 25_000.0
  /// Where proposed sites may stand; `nil` = in any village of the area.
  public var candidates: [Auditor.Candidate]?

  /// Asks about the network, or a region of it.
  public init(regionCode: String? = nil) {
    filter = .plkk
    filter.regionCode = regionCode
  }
}

/// A report, and what must be known of it.
public struct AuditOutcome: Sendable {
  /// The report.
  public let report: AuditReport
  /// What must be said with it.
  public let advisories: [AuditAdvisory]
}

/// What must be known of an audit.
public enum AuditAdvisory: Hashable, Sendable {
  /// These referrals cannot be read, so they are not counted.
  case damagedReferrals([String])
  /// The figures of referrals are not in it.
  case withoutReferrals
}

/// Why an audit cannot be made.
public enum AuditingError: Error, Sendable {
  /// The question has no answer.
  case audit(AuditError)
  /// The embedded tables are broken.
  case tables(SeedError)
}
