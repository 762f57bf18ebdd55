internal import Application
internal import Facilities
internal import Formats
internal import Geo
internal import LineProtocol
internal import Referrals
internal import Storage

extension Casework {
  /// The facility with an id.
  func facility(_ id: String, in locator: Locator) throws(CaseworkError) -> Facility {
    do { return try locator.show(id) } catch { throw .locate(error) }
  }

  /// The position of an option or argument, understood.
  func understood(_ text: String, in locator: Locator) throws(CaseworkError) -> Understood {
    do { return try locator.understand(text) } catch { throw .locate(error) }
  }

  /// What a choice for a referral is made from; nil where nothing is known to measure from.
  ///
  /// Measured from what was given, else from the facility where the patient is, else from where it
  /// happened, else from the facility that refers or was tried last. Whoever may not know where it
  /// happened is given distances from facilities alone.
  func setting(
    _ state: ReferralState, near: String?, in locator: Locator
  ) async throws(CaseworkError) -> SiteChoice.Setting? {
    let referral = state.referral
    func placed(_ id: String?) -> (Facility, Position)? {
      guard let facility = id.flatMap({ locator.directory.facility(id: $0) }),
        let position = facility.position
      else { return nil }
      return (facility, position)
    }
    let arrivedAt = referral.arrived?.destination?.facilityID
    let origin: SiteChoice.Origin
    if let near {
      origin = .position(try understood(near, in: locator))
    } else if let (facility, position) = placed(arrivedAt) {
      origin = .arrived(facility, position)
    } else if let position = try await recordedPosition(state) {
      origin = .recorded(position, approximateMeters: referral.approximateMeters)
    } else {
      let others =
        [state.mayKnowDetail ? referral.originFacilityID : nil]
        + state.attempts.reversed().map { $0.destination?.facilityID }
      guard let (facility, position) = others.lazy.compactMap(placed).first else { return nil }
      origin = .facility(facility, position)
    }
    return SiteChoice.Setting(
      facts: referral.facts, origin: origin,
      patientAt: (arrivedAt ?? referral.originFacilityID)
        .flatMap { locator.directory.facility(id: $0) },
      tried: Set(
        referral.attempts.filter { $0.sentAt != nil }.compactMap { $0.destination?.facilityID }))
  }

  private func recordedPosition(_ state: ReferralState) async throws(CaseworkError) -> Position? {
    let text = try await atDesk { () async throws(DeskError) in
      try await desk.position(of: state)
    }
    let degrees = (text ?? "").split(separator: ",").compactMap { Double($0) }
    guard degrees.count == 2 else { return nil }
    return Position(latitude: degrees[0], longitude: degrees[1])
  }

  /// The destination that `TO` means: a facility that is named, or the nearest eligible one.
  func target(
    _ text: String, _ setting: SiteChoice.Setting?, limit: Int, verb: String, in locator: Locator
  ) throws(CaseworkError) -> Target {
    guard text.uppercased() == CommandTable.automatic else {
      return Target(try facility(text, in: locator), setting, in: locator)
    }
    guard let setting else {
      throw .failure(
        CaseFailure(
          .syntax, id: "\(verb: verb) \(option: "TO") AUTO perlu posisi: tulis POSITION atau NEAR",
          en: "\(verb: verb) \(option: "TO") AUTO needs a position: give POSITION or NEAR"))
    }
    guard let target = Target(SiteChoice(setting, in: locator, limit: limit)) else {
      throw .failure(CaseFailure(.notFound, CaseNote.noCandidate.phrase))
    }
    try checkArea(setting, in: locator)
    return target
  }

  /// Refuses to send by a name where another site would be the nearest from too many villages of the
  /// named area; a person who names the facility sends all the same.
  private func checkArea(
    _ setting: SiteChoice.Setting, in locator: Locator
  ) throws(CaseworkError) {
    guard case .position(let understood) = setting.origin else { return }
    let leftOut = setting.leftOut
    let share: AreaShare?
    do {
      share = try locator.share(
        of: understood,
        filter: SiteChoice.rule(for: setting.facts, patientAt: setting.patientAt).filter,
        where: { !leftOut.contains($0.id) })
    } catch {
      throw .locate(error)
    }
    guard let share, !share.isEnough else { return }
    let sites = [(share.nearest, share.same)] + share.others.map { ($0.facility, $0.villages) }
    let list = sites.prefix(5).map { "\($0.0.name) [\($0.0.id)] (\($0.1))" }.joined(separator: ", ")
    throw .failure(
      CaseFailure(
        .conflict,
        id:
          "tidak dikirim: nama itu mewakili \(share.villages) desa, dan yang terdekat tidak sama dari semuanya: \(list). Sebut desa atau koordinatnya, atau pilih dengan \(option: "TO") id",
        en:
          "not sent: that name stands for \(share.villages) villages, and the nearest is not the same from all of them: \(list). Name the village or give coordinates, or choose one with \(option: "TO") id"
      ))
  }

  // MARK: - Rows

  /// Rows for a choice: why, the chosen one, and the candidates behind it.
  func add(_ choice: SiteChoice, isChosen: Bool, to answer: inout CaseAnswer) {
    var fields: [(String, CaseAnswer.Value)] = [("reason", .text(choice.reason.rawValue))]
    fields += Self.fields(choice.setting.origin)
    fields.append(("tried_before", .integer(Int64(choice.setting.tried.count))))
    if isChosen, let first = choice.hits.first {
      fields.append(("chosen", .text(first.facility.id)))
    }
    answer.add("choice", fields)
    for (number, hit) in choice.hits.enumerated() { add(hit, rank: number + 1, to: &answer) }
    if let meters = choice.setting.origin.approximateMeters { answer.note(.approximate(meters)) }
    if choice.hits.isEmpty { answer.note(.noCandidate) } else { answer.note(.straightLine) }
    if let first = choice.hits.first, first.meters > Locator.farMeters { answer.note(.farAway) }
    for hit in isChosen ? Array(choice.hits.prefix(1)) : choice.hits {
      noteMembership(Destination(hit.facility).standing, choice.setting.facts, in: &answer)
    }
    if choice.setting.facts.kind == .disease { answer.note(.diseaseCapability) }
  }

  /// Rows for where a patient is sent: the choice behind `AUTO`, or the site that was named.
  func add(
    _ target: Target, _ facts: CaseFacts, in locator: Locator, to answer: inout CaseAnswer
  ) {
    let destination = target.destination
    if let choice = target.choice, choice.hits.first?.facility.id == destination.facilityID {
      return add(choice, isChosen: true, to: &answer)
    }
    guard let facility = locator.directory.facility(id: destination.facilityID) else { return }
    var fields: [(String, CaseAnswer.Value)] = [
      ("id", .text(facility.id)), ("name", .text(facility.name)),
      ("kind", .text(facility.kind.rawValue)), ("regency", .text(facility.regency)),
      ("phone", facility.phone.isEmpty ? .none : .text(facility.phone)),
      ("plkk_basis", .text(facility.basis.rawValue)),
      ("standing", .text(destination.standing.rawValue)),
      ("specialty", facility.specialty.map { .text($0.rawValue) } ?? .none),
    ]
    if let way = target.way {
      fields += Self.fields(way.setting.origin)
      fields += [
        ("distance_m", .meters(way.meters)), ("bearing_deg", .integer(Int64(way.bearing))),
        ("nearer", .integer(Int64(way.nearer))),
      ]
      answer.note(.straightLine)
      if let meters = way.setting.origin.approximateMeters { answer.note(.approximate(meters)) }
      if way.meters >= Target.farMeters { answer.note(.farDestination(way.meters)) }
    }
    answer.add("destination", fields)
    if facility.specialty != nil { answer.note(.specialHospital) }
    noteMembership(destination.standing, facts, in: &answer)
  }

  /// What is to be known of membership before going there; in an emergency nobody asks or pays first.
  private func noteMembership(
    _ standing: PLKKStanding, _ facts: CaseFacts, in answer: inout CaseAnswer
  ) {
    switch standing {
    case .valid: break
    case _ where facts.isEmergency: answer.note(.settledLater)
    case .unknown: answer.note(.confirmMembership)
    case .none: answer.note(.notListed)
    case .expired, .notYet: answer.note(.payFirst)
    }
  }

  private static func fields(_ origin: SiteChoice.Origin) -> [(String, CaseAnswer.Value)] {
    let approximate: [(String, CaseAnswer.Value)] =
      origin.approximateMeters.map { [("approximate_m", .integer(Int64($0)))] } ?? []
    switch origin {
    case .position(let understood):
      return [
        ("measured_from", .text("position")),
        ("latitude", .text(understood.position.latitude.fixed(6))),
        ("longitude", .text(understood.position.longitude.fixed(6))),
        ("regency", understood.whereabouts.regency.map { .text($0.name) } ?? .none),
      ] + approximate
    case .recorded: return [("measured_from", .text("recorded_position"))] + approximate
    case .arrived(let facility, _):
      return [("measured_from", .text("patient")), ("patient_at", .text(facility.id))]
    case .facility(let facility, _): return [("measured_from", .text(facility.id))]
    }
  }

  private func add(_ hit: Hit, rank: Int, to answer: inout CaseAnswer) {
    let facility = hit.facility
    answer.add(
      "candidate",
      [
        ("rank", .integer(Int64(rank))), ("id", .text(facility.id)), ("name", .text(facility.name)),
        ("kind", .text(facility.kind.rawValue)), ("regency", .text(facility.regency)),
        ("distance_m", .meters(hit.meters)), ("bearing_deg", .integer(Int64(hit.wholeBearing))),
        ("phone", facility.phone.isEmpty ? .none : .text(facility.phone)),
        ("plkk_basis", .text(facility.basis.rawValue)),
        ("standing", .text(Destination(facility).standing.rawValue)),
        ("position_precision", .text(facility.positionPrecision.rawValue)),
        ("payer", .text(facility.membership.payment.rawValue)),
      ])
  }
}
