internal import Facilities
internal import Formats
internal import Geo
internal import LineProtocol
internal import Referrals
internal import Application
internal import Storage

extension Casework {
  /// Opens a referral, as a draft or sent to a site.
  func open(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let locator = locator()
    var where_: Understood?
    if let text = request.arguments["POSITION"] { where_ = try understood(text, in: locator) }
    let facts = try facts(
      request, from: nil, region: where_?.whereabouts.regency?.code, in: locator)
    let origin = request.value("FROM") ?? (identity.role == .facility ? identity.scope : nil)
    if let origin { _ = try facility(origin, in: locator) }
    guard let branch = request.value("BRANCH") ?? (identity.role == .officer ? identity.scope : nil)
    else { throw .failure(.needed("BRANCH", request.command.name)) }
    var opening = Opening(
      branch: branch, originFacilityID: origin, priority: word("PRIORITY", request) ?? .asap,
      isParallel: request.has("PARALLEL"), facts: facts)
    var personal = try personal(request)
    if let position = where_?.position {
      personal[.position] = "\(position.latitude.fixed(6)),\(position.longitude.fixed(6))"
    }
    var answer = CaseAnswer()
    answer.zone = facts.zone
    var choice: SiteChoice?
    if let target = request.value("TO") {
      let source: SiteChoice.Origin?
      if let where_ {
        source = .position(where_)
      } else {
        source = try self.origin(
          nil, recorded: nil, fromFacility: origin, tried: [], in: locator)
      }
      let found = try destination(
        target, facts, source, tried: [], limit: limit(request), verb: "REFER", in: locator)
      // A repeated request means the site that it meant the first time.
      opening.destination = try await earlierDestination(request, identity) ?? found.destination
      choice = found.choice
    }
    let opened = opening
    let receipt = try await atDesk { () async throws(DeskError) in
      try await desk.open(
        opened, personal: personal, requestID: request.value("ID"), by: identity)
    }
    add(receipt, to: &answer)
    notes(on: facts, priority: opening.priority, isSent: opening.destination != nil, in: &answer)
    if let destination = opening.destination {
      add(destination, choice, in: locator, to: &answer)
    }
    warn(personal, in: &answer)
    return answer
  }

  func limit(_ request: ParsedCommand) -> Int {
    request.integer("LIMIT") ?? CommandTable.candidates
  }

  /// The destination that `TO` means, with the choice behind `AUTO`.
  func destination(
    _ target: String, _ facts: CaseFacts, _ origin: SiteChoice.Origin?, tried: Set<String>,
    limit: Int, verb: String, in locator: Locator
  ) throws(CaseworkError) -> (destination: Destination, choice: SiteChoice?) {
    guard target.uppercased() == CommandTable.automatic else {
      let named = try facility(target, in: locator)
      var destination = Destination(named)
      if let origin, let position = named.position,
        let nearest = SiteChoice(
          for: facts, from: origin, in: locator, leavingOut: tried, limit: 1
        ).hits.first
      {
        destination.detour = Detour(
          nearestFacilityID: nearest.facility.id, nearestMeters: nearest.meters,
          chosenMeters: Geodesic.distance(from: origin.position, to: position))
      }
      return (destination, nil)
    }
    guard let origin else {
      throw .failure(
        CaseFailure(
          .syntax, id: "\(verb) TO AUTO perlu posisi: tulis POSITION atau NEAR",
          en: "\(verb) TO AUTO needs a position: give POSITION or NEAR"))
    }
    let choice = SiteChoice(
      for: facts, from: origin, in: locator, leavingOut: tried, limit: limit)
    guard let first = choice.hits.first else {
      throw .failure(
        CaseFailure(
          .notFound, id: CaseNote.noCandidate.phrase.id, en: CaseNote.noCandidate.phrase.en))
    }
    var destination = Destination(first.facility)
    destination.detour = Detour(
      nearestFacilityID: first.facility.id, nearestMeters: first.meters, chosenMeters: first.meters)
    return (destination, choice)
  }

  /// What a person must know of a case, whatever is done with it.
  func notes(
    on facts: CaseFacts, priority: Priority, isSent: Bool, in answer: inout CaseAnswer
  ) {
    if facts.isEmergency { answer.note(.emergency) }
    if isSent, priority == .stat { answer.note(.mayLeave) }
    if facts.clockStart == nil { answer.note(.askTime) }
    if facts.place == .traffic { answer.note(.traffic) }
    if facts.isWithinDiseaseTail == false {
      answer.note(.afterEmployment(years: RuleBook.diseaseTail.newest.value))
    }
    answer.note(.notConcludedHere)
  }

  /// The facts of a case: those of the words over those that were known.
  func facts(
    _ request: ParsedCommand, from known: CaseFacts?, region: String?, in locator: Locator
  ) throws(CaseworkError) -> CaseFacts {
    var code = region ?? known?.regionCode
    if let text = request.value("REGION") {
      do { code = try locator.region(text).code } catch { throw .locate(error) }
    }
    guard let code else {
      throw .failure(
        CaseFailure(
          .syntax,
          id: "\(request.command.name) perlu wilayah kejadian: POSITION di Kalimantan, atau REGION",
          en:
            "\(request.command.name) needs the region of the accident: POSITION in Kalimantan, or REGION"
        ))
    }
    let zone = IndonesianZone(regionCode: code)
    var criteria = known?.emergency ?? []
    var isAsked = known?.emergencyAsked ?? false
    if request.has("EMERGENCY") {
      let words = request.list("EMERGENCY")
      criteria = EmergencyCriterion.allCases.filter { words.contains($0.rawValue) }
      guard criteria.isEmpty || !words.contains("tidak-ada") else {
        throw .failure(
          CaseFailure(
            .syntax, id: "EMERGENCY: tidak-ada tidak bisa bersama kriteria",
            en: "EMERGENCY: tidak-ada goes with no criterion"))
      }
      isAsked = true
    }
    let basis =
      word("BASIS", request) ?? known?.basis ?? (criteria.isEmpty ? nil : LawfulBasis.vitalInterest)
    guard let basis else { throw .failure(.needed("BASIS", request.command.name)) }
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
