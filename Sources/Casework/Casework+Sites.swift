internal import Facilities
internal import Formats
internal import Geo
internal import LineProtocol
internal import Referrals
internal import Application

/// Chooses where a patient can be sent, and says why.
struct SiteChoice {
  /// Why a site was chosen.
  enum Reason: String {
    /// An emergency, or not yet asked: the nearest hospital, PLKK or not.
    case nearestHospital = "nearest_hospital"
    /// Otherwise the nearest on the PLKK list.
    case nearestPLKK = "nearest_plkk"
    /// An occupational disease: the nearest hospital on the PLKK list.
    case nearestPLKKHospital = "nearest_plkk_hospital"
    /// Named by whoever asks.
    case named
  }

  /// From where distances are measured.
  enum Origin {
    /// A position that was given.
    case position(Understood)
    /// The position that was recorded at the opening.
    case recorded(Position)
    /// A facility: the one that refers, or the one tried before.
    case facility(Facility, Position)

    var position: Position {
      switch self {
      case .position(let understood): understood.position
      case .recorded(let position), .facility(_, let position): position
      }
    }
  }

  let reason: Reason
  let origin: Origin
  let hits: [Hit]
  /// How many sites were left out because they were tried before.
  let tried: Int

  /// The nearest eligible sites, nearest first, ties by id.
  ///
  /// Rule (domain practice): in an emergency, or while it was not asked, the nearest hospital counts,
  /// PLKK or not, but no hospital for teeth or eyes alone; else sites of the PLKK list. Nothing but
  /// distance ranks.
  init(
    for facts: CaseFacts, from origin: Origin, in locator: Locator, leavingOut tried: Set<String>,
    limit: Int
  ) {
    let filter: FacilityFilter
    if facts.kind == .disease {
      reason = .nearestPLKKHospital
      filter = FacilityFilter(kinds: [.hospital], bases: FacilityFilter.plkk.bases)
    } else if facts.isEmergency {
      reason = .nearestHospital
      filter = .injuryHospital
    } else {
      reason = .nearestPLKK
      filter = .plkk
    }
    self.origin = origin
    let ranked = locator.directory.nearest(
      to: origin.position, limit: limit + tried.count, filter: filter)
    hits = ranked.filter { !tried.contains($0.facility.id) }.prefix(limit).map {
      locator.hit($0, from: origin.position)
    }
    self.tried = ranked.count { tried.contains($0.facility.id) }
  }
}

extension Destination {
  /// A facility as a destination, with what its list says of the agreement now.
  init(_ facility: Facility) {
    let standing: PLKKStanding =
      switch (facility.standing?.status, facility.basis) {
      case (.expired, _), (.dropped, _): .expired
      case (.notYet, _): .notYet
      case (_, .official), (_, .reported): .valid
      case (_, .presumed): .unknown
      case (_, .none): .none
      }
    self.init(facilityID: facility.id, standing: standing)
  }
}

extension Casework {
  /// The facility with an id.
  func facility(_ id: String, in locator: Locator) throws(CaseworkError) -> Facility {
    do { return try locator.show(id) } catch { throw .locate(error) }
  }

  /// The position of an option or argument, understood.
  func understood(_ text: String, in locator: Locator) throws(CaseworkError) -> Understood {
    do { return try locator.understand(text) } catch { throw .locate(error) }
  }

  /// From where candidates are measured: what was given, else where it happened, else the facility that
  /// refers, else the one tried last.
  func origin(
    _ near: String?, recorded: String?, fromFacility: String?, tried: [String],
    in locator: Locator
  ) throws(CaseworkError) -> SiteChoice.Origin? {
    if let near { return .position(try understood(near, in: locator)) }
    let degrees = (recorded ?? "").split(separator: ",").compactMap { Double($0) }
    if degrees.count == 2, let position = Position(latitude: degrees[0], longitude: degrees[1]) {
      return .recorded(position)
    }
    for id in [fromFacility].compactMap({ $0 }) + tried.reversed() {
      if let facility = locator.directory.facility(id: id), let position = facility.position {
        return .facility(facility, position)
      }
    }
    return nil
  }

  /// Rows for a choice: why, the chosen one, and the candidates behind it.
  func add(_ choice: SiteChoice, isChosen: Bool, to answer: inout CaseAnswer) {
    var fields: [(String, CaseAnswer.Value)] = [("reason", .text(choice.reason.rawValue))]
    switch choice.origin {
    case .position(let understood):
      fields += [
        ("measured_from", .text("position")),
        ("latitude", .text(understood.position.latitude.fixed(6))),
        ("longitude", .text(understood.position.longitude.fixed(6))),
        ("regency", understood.whereabouts.regency.map { .text($0.name) } ?? .none),
      ]
    case .recorded: fields.append(("measured_from", .text("recorded_position")))
    case .facility(let facility, _): fields.append(("measured_from", .text(facility.id)))
    }
    fields.append(("tried_before", .integer(Int64(choice.tried))))
    if isChosen, let first = choice.hits.first {
      fields.append(("chosen", .text(first.facility.id)))
    }
    answer.add("choice", fields)
    for (number, hit) in choice.hits.enumerated() { add(hit, rank: number + 1, to: &answer) }
    if choice.hits.isEmpty { answer.note(.noCandidate) } else { answer.note(.straightLine) }
    if let first = choice.hits.first, first.meters > 100_000 { answer.note(.farAway) }
    let shown = isChosen ? Array(choice.hits.prefix(1)) : choice.hits
    if shown.contains(where: { $0.facility.basis == .presumed }) { answer.note(.confirmMembership) }
    if shown.contains(where: { $0.facility.basis == .none }) { answer.note(.payFirst) }
    if choice.reason == .nearestPLKKHospital { answer.note(.diseaseCapability) }
    if shown.contains(where: { $0.facility.specialty != nil }) { answer.note(.specialHospital) }
  }

  /// Rows for where a patient is sent: the choice behind `AUTO`, or the site that was named.
  func add(
    _ destination: Destination, _ choice: SiteChoice?, in locator: Locator,
    to answer: inout CaseAnswer
  ) {
    if let choice, choice.hits.first?.facility.id == destination.facilityID {
      return add(choice, isChosen: true, to: &answer)
    }
    guard let facility = locator.directory.facility(id: destination.facilityID) else { return }
    answer.add(
      "destination",
      [
        ("id", .text(facility.id)), ("name", .text(facility.name)),
        ("kind", .text(facility.kind.rawValue)), ("regency", .text(facility.regency)),
        ("phone", facility.phone.isEmpty ? .none : .text(facility.phone)),
        ("plkk_basis", .text(facility.basis.rawValue)),
        ("standing", .text(destination.standing.rawValue)),
      ])
    if facility.specialty != nil { answer.note(.specialHospital) }
    switch destination.standing {
    case .valid: break
    case .unknown: answer.note(.confirmMembership)
    case .expired, .notYet, .none: answer.note(.payFirst)
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
        ("position_precision", .text(facility.positionPrecision.rawValue)),
        ("payer", .text(hit.payer.rawValue)),
      ])
  }
}
