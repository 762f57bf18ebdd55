internal import Application
internal import Facilities
internal import Geo
internal import Referrals

/// Chooses where a patient can be sent, and says why.
struct SiteChoice {
  /// Why a site was chosen.
  enum Reason: String {
    /// An emergency, or not yet asked: the nearest general hospital, PLKK or not.
    case nearestHospital = "nearest_hospital"
    /// Otherwise the nearest on the PLKK list.
    case nearestPLKK = "nearest_plkk"
    /// An occupational disease, or a patient who is in a hospital: the nearest hospital on the list.
    case nearestPLKKHospital = "nearest_plkk_hospital"
  }

  /// From where distances are measured.
  enum Origin {
    /// A position that was given.
    case position(Understood)
    /// The position that was recorded at the opening, and how far it may be off.
    case recorded(Position, approximateMeters: Int?)
    /// The facility where the patient arrived.
    case arrived(Facility, Position)
    /// Another facility: the one that refers, or the one tried before.
    case facility(Facility, Position)

    var position: Position {
      switch self {
      case .position(let understood): understood.position
      case .recorded(let position, _), .arrived(_, let position), .facility(_, let position):
        position
      }
    }

    /// How far the position may be off, in metres; nil where it is known.
    var approximateMeters: Int? {
      switch self {
      case .position(let understood): understood.approximateMeters
      case .recorded(_, let meters): meters
      case .arrived, .facility: nil
      }
    }
  }

  /// What a choice is made from.
  struct Setting {
    /// What is known of the case.
    var facts: CaseFacts
    /// From where distances are measured.
    var origin: Origin
    /// The facility where the patient is; nil while they are in none.
    var patientAt: Facility?
    /// Facilities that were asked before, each once.
    var tried: Set<String> = []

    /// Facilities that are no destination: those tried, and where the patient is.
    var leftOut: Set<String> { tried.union([patientAt?.id].compactMap(\.self)) }
  }

  let reason: Reason
  let setting: Setting
  let hits: [Hit]

  /// The nearest eligible sites, nearest first, ties by id; those tried before are left out.
  ///
  /// - Complexity: one search of the grid.
  init(_ setting: Setting, in locator: Locator, limit: Int) {
    let (reason, filter) = Self.rule(for: setting.facts, patientAt: setting.patientAt)
    self.reason = reason
    self.setting = setting
    let leftOut = setting.leftOut
    let ranked = locator.directory.nearest(
      to: setting.origin.position, limit: limit + leftOut.count, filter: filter)
    hits = ranked.filter { !leftOut.contains($0.facility.id) }.prefix(limit).map {
      locator.hit($0, from: setting.origin.position)
    }
  }

  /// Which sites are eligible, and why.
  ///
  /// In an emergency, or while it was not asked, general hospitals count, PLKK or not; else sites of
  /// the PLKK list. A special hospital is never chosen, and nobody is sent from a hospital to a clinic
  /// or puskesmas. Nothing but distance ranks.
  static func rule(
    for facts: CaseFacts, patientAt facility: Facility?
  ) -> (reason: Reason, filter: FacilityFilter) {
    var reason = Reason.nearestPLKK
    var filter = FacilityFilter.plkk
    if facts.kind == .disease {
      reason = .nearestPLKKHospital
      filter.kinds = [.hospital]
    } else if facts.isEmergency {
      reason = .nearestHospital
      filter = .anyHospital
    } else if facility?.kind == .hospital {
      reason = .nearestPLKKHospital
      filter.kinds = [.hospital]
    }
    filter.leavesOut = Set(HospitalSpecialty.allCases)
    return (reason, filter)
  }
}

extension Understood {
  /// How far the position may be off, in metres; nil for a coordinate.
  var approximateMeters: Int? {
    guard case .place(let place) = readAs else { return nil }
    return Int(min(max(place.radiusMeters, precisionMeters, 1), 1_000_000).rounded(.up))
  }
}

extension Destination {
  /// A facility as a destination, with what its list says of the agreement now.
  ///
  /// Only a dated agreement of an official list is in force or not; whether what a report or a list
  /// without dates says holds today is not known.
  init(_ facility: Facility) {
    let standing: PLKKStanding =
      switch facility.membership {
      case .inForce: .valid
      case .notYet: .notYet
      case .expired, .dropped: .expired
      case .unknown: .unknown
      case .unlisted: .none
      }
    self.init(
      facilityID: facility.id, isActive: facility.operationalStatus.word != .closed,
      standing: standing)
  }
}

/// Where a patient is to be sent, with what a person must see of it.
struct Target {
  /// How a destination that was named lies from where the patient is.
  struct Way {
    var setting: SiteChoice.Setting
    var meters: Double
    /// Degrees clockwise from north, 0 … 359.
    var bearing: Int
    /// How many eligible sites are nearer.
    var nearer: Int
  }

  /// What is recorded.
  var destination: Destination
  /// The choice behind `AUTO`; nil where a facility was named.
  var choice: SiteChoice?
  /// How a named facility lies; nil where nothing is known to measure from.
  var way: Way?

  /// From here on a named destination is warned of, in metres; nothing is asked.
  static let farMeters = 50_000.0

  /// The site that a choice found; nil where it found none.
  init?(_ choice: SiteChoice) {
    guard let first = choice.hits.first else { return nil }
    destination = Destination(first.facility)
    destination.detour = Detour(
      nearestFacilityID: first.facility.id, nearestMeters: first.meters, chosenMeters: first.meters)
    self.choice = choice
  }

  /// A facility that was named, measured where there is something to measure from.
  ///
  /// - Complexity: O(n), as all that are nearer are counted.
  init(_ named: Facility, _ setting: SiteChoice.Setting?, in locator: Locator) {
    destination = Destination(named)
    guard let setting, let position = named.position else { return }
    let inverse = Geodesic.inverse(from: setting.origin.position, to: position)
    let leftOut = setting.leftOut.union([named.id])
    let nearer = locator.directory.nearest(
      to: setting.origin.position, limit: .max, within: inverse.meters,
      filter: SiteChoice.rule(for: setting.facts, patientAt: setting.patientAt).filter
    ).filter { !leftOut.contains($0.facility.id) && $0.meters < inverse.meters }
    way = Way(
      setting: setting, meters: inverse.meters, bearing: Int(inverse.initialBearing + 0.5) % 360,
      nearer: nearer.count)
    destination.detour = Detour(
      nearestFacilityID: nearer.first?.facility.id ?? named.id,
      nearestMeters: nearer.first?.meters ?? inverse.meters, chosenMeters: inverse.meters)
  }
}

extension Target {
  /// A destination of before whose facility is in the directory no more.
  init(_ earlier: Destination) { destination = earlier }
}
