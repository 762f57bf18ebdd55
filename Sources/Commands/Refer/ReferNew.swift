import Application
import ArgumentParser
import Referrals
import Wording

/// What is said of a case; a correction may give any of it anew.
struct FactOptions: ParsableArguments {
  @Option(help: ReferText.help(.kind, .open)) var `case`: Choice<CaseKind>?
  @Option(help: ReferText.help(.occurredAt, .open)) var occurred: String?
  @Option(help: ReferText.help(.diagnosedAt, .open)) var diagnosed: String?
  @Option(help: ReferText.help(.employedUntil, .open)) var employed: String?
  @Option(help: ReferText.help(.region, .open)) var region: String?
  @Option(help: ReferText.help("SEGMENT", .open)) var segment: Choice<Segment>?
  @Option(help: ReferText.help("PLACE", .open)) var place: Choice<PlaceCategory>?
  @Option(
    help: ReferText.help(.emergency, .open),
    completion: .list(ReferralParameter.emergency.words(for: .open)))
  var emergency: String?
  @Flag(help: ReferText.help("CONFIDENTIAL", .open)) var confidential = false
  @Option(help: ReferText.help(.lawfulBasis, .open)) var lawfulBasis: Choice<LawfulBasis>?
  // The same in Indonesian, and under its former name.
  @Option(help: .hidden) var dasarHukum: Choice<LawfulBasis>?
  @Option(help: .hidden) var basis: Choice<LawfulBasis>?

  /// What is said of the case.
  func change() throws -> CaseFactsChange {
    var facts = CaseFactsChange()
    facts.kind = `case`?.value
    facts.segment = segment?.value
    facts.occurredAt = try ReferReading.time(occurred, .occurredAt)
    facts.diagnosedAt = try ReferReading.time(diagnosed, .diagnosedAt)
    facts.employedUntil = try ReferReading.time(employed, .employedUntil)
    facts.place = place?.value
    facts.region = ReferReading.plain(region)
    facts.isConfidential = confidential
    let grounds = [lawfulBasis, dasarHukum, basis].compactMap { $0?.value }
    guard grounds.count < 2 else { throw ReferringError.doubledBasis }
    facts.basis = grounds.first
    if let emergency {
      let (criteria, isNone) = try ReferReading.criteria(emergency)
      if isNone, !criteria.isEmpty { throw ReferringError.criteriaWithNone }
      facts.emergency = criteria
    }
    return facts
  }
}

/// `plkk refer new`: opens a referral, as a draft or sent to a site.
struct ReferNew: ReferVerb {
  static let act = ReferralAct.open
  @Argument(help: ReferText.position) var position: [String] = []
  @Option(help: ReferText.help(.destination, .open)) var to: String?
  @Option(help: ReferText.help(.priority, .open)) var priority: Choice<Priority>?
  @Flag(help: ReferText.help(.parallel, .open)) var parallel = false
  @Option(help: ReferText.help(.branch, .open)) var branch: String?
  @Option(help: ReferText.help("FROM", .open)) var from: String?
  @Option(help: ReferText.limit) var limit = Candidates.usual
  @OptionGroup var facts: FactOptions
  @Option(help: ReferText.requestID) var requestID: String?
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    var request = OpenRequest()
    request.place = ReferReading.place(position.joined(separator: " "))
    request.destination = ReferReading.destination(to)
    request.priority = priority?.value
    request.isParallel = parallel
    request.branch = ReferReading.plain(branch)
    request.originFacilityID = from
    request.limit = try ReferReading.limit(limit)
    request.facts = try facts.change()
    request.personal = try personal(identity)
    request.requestID = ReferReading.plain(requestID)
    return .open(request)
  }
}

/// `plkk refer correct`: puts facts and personal values right.
struct ReferCorrect: ReferVerb {
  static let act = ReferralAct.correct
  @Argument(help: ReferText.code) var code: String
  @OptionGroup var facts: FactOptions
  @Option(help: ReferText.requestID) var requestID: String?
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    var request = CorrectRequest(try ReferReading.code(code))
    request.facts = try facts.change()
    request.personal = try personal(identity)
    request.requestID = ReferReading.plain(requestID)
    return .correct(request)
  }
}
