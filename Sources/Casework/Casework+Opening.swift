internal import Application
internal import Facilities
internal import Formats
internal import Geo
internal import LineProtocol
internal import Referrals
internal import Storage

extension Casework {
  /// Opens a referral, as a draft or sent to a site.
  func open(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let locator = locator()
    var position: Understood?
    if let text = request.arguments["POSITION"] { position = try understood(text, in: locator) }
    let facts = try facts(
      request, from: nil, region: position?.whereabouts.regency?.code, in: locator)
    let from = request.value("FROM") ?? (identity.role == .facility ? identity.scope : nil)
    var origin: Facility?
    if let from { origin = try facility(from, in: locator) }
    guard let branch = request.value("BRANCH") ?? (identity.role == .officer ? identity.scope : nil)
    else { throw .failure(.needed("BRANCH", request.command.name)) }
    // A criterion of an emergency makes it `stat`, unless somebody wrote another priority.
    let written: Priority? = word("PRIORITY", request)
    var opening = Opening(
      branch: branch, originFacilityID: origin?.id,
      priority: written ?? (facts.emergency.isEmpty ? .asap : .stat),
      isParallel: request.has("PARALLEL"), facts: facts,
      approximateMeters: position?.approximateMeters)
    var personal = try personal(request)
    if let position = position?.position {
      personal[.position] = "\(position.latitude.fixed(6)),\(position.longitude.fixed(6))"
    }
    var target: Target?
    if let text = request.value("TO") {
      target = try await self.target(
        text, setting(facts, position, origin), earlierDestination(request, identity),
        limit: limit(request), verb: "REFER", in: locator)
      opening.destination = target?.destination
    }
    let opened = opening
    let receipt = try await atDesk { () async throws(DeskError) in
      try await desk.open(
        opened, personal: personal, requestID: request.value("ID"), by: identity)
    }
    var answer = CaseAnswer()
    answer.zone = facts.zone
    add(receipt, priority: opening.priority, to: &answer)
    notes(on: facts, priority: opening.priority, isSent: opening.destination != nil, in: &answer)
    if written == nil, opening.priority == .stat { answer.note(.madeStat) }
    if let meters = opening.approximateMeters { answer.note(.approximate(meters)) }
    if let target { add(target, facts, in: locator, to: &answer) }
    warn(personal, in: &answer)
    return answer
  }

  func limit(_ request: ParsedCommand) -> Int {
    request.integer("LIMIT") ?? CommandTable.candidates
  }

  /// What a new referral is measured from; nil where neither a position nor a facility is known.
  private func setting(
    _ facts: CaseFacts, _ position: Understood?, _ origin: Facility?
  ) -> SiteChoice.Setting? {
    if let position {
      return SiteChoice.Setting(facts: facts, origin: .position(position), patientAt: origin)
    }
    guard let origin, let place = origin.position else { return nil }
    return SiteChoice.Setting(facts: facts, origin: .facility(origin, place), patientAt: origin)
  }

  /// The destination that `TO` means; a repeated request means the one that it meant the first time.
  func target(
    _ text: String, _ setting: SiteChoice.Setting?, _ earlier: Destination?, limit: Int,
    verb: String, in locator: Locator
  ) throws(CaseworkError) -> Target {
    guard let earlier else {
      return try target(text, setting, limit: limit, verb: verb, in: locator)
    }
    if let facility = locator.directory.facility(id: earlier.facilityID) {
      var target = Target(facility, setting, in: locator)
      target.destination = earlier
      return target
    }
    return Target(earlier)
  }

  /// What a person must know of a case, whatever is done with it.
  func notes(
    on facts: CaseFacts, priority: Priority, isSent: Bool, in answer: inout CaseAnswer
  ) {
    if facts.isEmergency { answer.note(.emergency) }
    if isSent, priority == .stat || facts.isEmergency { answer.note(.mayLeave) }
    if facts.clockStart == nil { answer.note(.askTime) }
    if facts.place == .traffic { answer.note(.traffic) }
    if facts.isWithinDiseaseTail == false {
      answer.note(.afterEmployment(RuleBook.diseaseTail.newest))
    }
    answer.note(.notConcludedHere)
  }

  /// The ground of processing, under its name or the former one.
  private func ground(_ request: ParsedCommand) throws(CaseworkError) -> LawfulBasis? {
    guard request.has("LAWFULBASIS"), request.has("BASIS") else {
      return word("LAWFULBASIS", request) ?? word("BASIS", request)
    }
    throw .failure(
      CaseFailure(
        .syntax,
        id: "\(option: "BASIS") adalah nama lama \(option: "LAWFULBASIS"): tulis salah satu",
        en: "\(option: "BASIS") is the former name of \(option: "LAWFULBASIS"): give one of them"))
  }

  /// The facts of a case: those of the words over those that were known.
  func facts(
    _ request: ParsedCommand, from known: CaseFacts?, region: String?, in locator: Locator
  ) throws(CaseworkError) -> CaseFacts {
    var code = region ?? known?.regionCode
    if let text = request.value("REGION") {
      do { code = try locator.region(text).code } catch { throw .locate(error) }
    }
    let verb = request.command.name
    guard let code else {
      throw .failure(
        CaseFailure(
          .syntax,
          id:
            "\(verb: verb) perlu wilayah kejadian: POSITION di Kalimantan, atau \(option: "REGION")",
          en:
            "\(verb: verb) needs the region of the accident: POSITION in Kalimantan, or \(option: "REGION")"
        ))
    }
    let zone = IndonesianZone(regionCode: code)
    var criteria = known?.emergency ?? []
    var isAsked = known?.emergencyAsked ?? false
    if request.has("EMERGENCY") {
      let words = request.list("EMERGENCY").map { $0.lowercased() }
      criteria = EmergencyCriterion.allCases.filter { criterion in
        words.contains { EmergencyCriterion.read($0) == criterion }
      }
      let isNone = words.contains { CommandTable.noCriterion.contains($0) }
      guard criteria.isEmpty || !isNone else {
        throw .failure(
          CaseFailure(
            .syntax, id: "\(option: "EMERGENCY"): tidak-ada tidak bisa bersama kriteria",
            en: "\(option: "EMERGENCY"): none goes with no criterion"))
      }
      isAsked = true
    }
    let basis =
      try ground(request) ?? known?.basis
      ?? (criteria.isEmpty ? nil : LawfulBasis.vitalInterest)
    guard let basis else { throw .failure(.needed("LAWFULBASIS", verb)) }
    return CaseFacts(
      kind: word("CASE", request) ?? known?.kind ?? .accident,
      segment: word("SEGMENT", request) ?? known?.segment,
      occurredAt: try time("OCCURRED", request, zone: zone) ?? known?.occurredAt,
      diagnosedAt: try time("DIAGNOSED", request, zone: zone) ?? known?.diagnosedAt,
      employmentEndedAt: try time("EMPLOYED", request, zone: zone, dayIsEnough: true)
        ?? known?.employmentEndedAt,
      place: word("PLACE", request) ?? known?.place, regionCode: code, emergency: criteria,
      emergencyAsked: isAsked, bodyPart: request.value("BODY") ?? known?.bodyPart,
      cause: request.value("CAUSE") ?? known?.cause,
      isConfidential: request.has("CONFIDENTIAL") || known?.isConfidential == true, basis: basis)
  }
}
