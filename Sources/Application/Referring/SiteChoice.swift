public import Facilities
public import Geo
public import Referrals

/// Chooses where a patient can be sent, and says why; nothing but distance ranks.
public struct SiteChoice: Hashable, Sendable {
  /// Why a site was chosen; the raw value is the identifier in machine formats.
  public enum Reason: String, CaseIterable, Hashable, Sendable, Codable {
    /// An emergency, or not yet asked: the nearest general hospital, PLKK or not.
    case nearestHospital = "nearest_hospital"
    /// Otherwise the nearest on the PLKK list.
    case nearestPLKK = "nearest_plkk"
    /// An occupational disease, or a patient who is in a hospital: the nearest hospital on the list.
    case nearestPLKKHospital = "nearest_plkk_hospital"
  }

  /// From where distances are measured.
  public enum Origin: Hashable, Sendable {
    /// A position that was given.
    case position(ResolvedPosition)
    /// The place that was recorded at the opening, and how far it may be off, metres.
    case recorded(RecordedPlace, approximateMeters: Int?)
    /// The facility where the patient arrived.
    case arrived(Facility, Position)
    /// Another facility: the one that refers, or the one tried before.
    case facility(Facility, Position)

    /// The position.
    public var position: Position {
      switch self {
      case .position(let understood): understood.position
      case .recorded(let place, _): place.position
      case .arrived(_, let position), .facility(_, let position): position
      }
    }

    /// How far the position may be off, in metres; nil where it is known.
    public var approximateMeters: Int? {
      switch self {
      case .position(let understood): understood.approximateMeters
      case .recorded(_, let meters): meters
      case .arrived, .facility: nil
      }
    }
  }

  /// What a choice is made from.
  public struct Setting: Hashable, Sendable {
    /// What is known of the case.
    public var facts: CaseFacts
    /// From where distances are measured.
    public var origin: Origin
    /// The facility where the patient is; nil while they are in none.
    public var patientAt: Facility?
    /// Facilities that were asked before, each once.
    public var tried: Set<String> = []

    /// Facilities that are no destination: those tried, and where the patient is.
    var leftOut: Set<String> { tried.union([patientAt?.id].compactMap(\.self)) }

    /// Which sites are eligible, and why.
    ///
    /// In an emergency, or while it was not asked, general hospitals count, PLKK or not; else sites of
    /// the PLKK list. A special hospital is never chosen, and no patient is sent from a hospital to a
    /// clinic or puskesmas.
    var rule: (reason: Reason, filter: FacilityFilter) {
      var reason = Reason.nearestPLKK
      var filter = FacilityFilter.plkk
      if facts.kind == .disease {
        reason = .nearestPLKKHospital
        filter.kinds = [.hospital]
      } else if facts.isEmergency {
        reason = .nearestHospital
        filter = .anyHospital
      } else if patientAt?.kind == .hospital {
        reason = .nearestPLKKHospital
        filter.kinds = [.hospital]
      }
      filter.leavesOut = Set(HospitalSpecialty.allCases)
      return (reason, filter)
    }
  }

  /// Why.
  public let reason: Reason
  /// What it was made from.
  public let setting: Setting
  /// The nearest eligible sites, nearest first, ties by id.
  public let hits: [Hit]

  /// The nearest eligible sites; those tried before are left out.
  ///
  /// - Complexity: one search of the grid.
  init(_ setting: Setting, in locator: Locator, limit: Int) {
    let (reason, filter) = setting.rule
    self.reason = reason
    self.setting = setting
    let leftOut = setting.leftOut
    let ranked = locator.directory.nearest(
      to: setting.origin.position, limit: limit + leftOut.count, filter: filter)
    hits = ranked.filter { !leftOut.contains($0.facility.id) }.prefix(limit).map {
      locator.hit($0, from: setting.origin.position)
    }
  }

  /// From how many villages of the named area the nearest eligible site is the same; nil where the
  /// position is no name.
  func share(in locator: Locator) throws(LocateError) -> AreaShare? {
    let leftOut = setting.leftOut
    let accepts: (Facility) -> Bool = { !leftOut.contains($0.id) }
    switch setting.origin {
    case .position(let understood):
      return try locator.share(of: understood, filter: setting.rule.filter, where: accepts)
    case .recorded(let place, let meters?):
      return try locator.share(
        around: place.position, area: place.areaCode, radius: Double(meters),
        filter: setting.rule.filter, where: accepts)
    case .recorded, .arrived, .facility: return nil
    }
  }
}

extension ResolvedPosition {
  /// How far the position may be off, in metres; nil for a coordinate.
  public var approximateMeters: Int? {
    guard case .place(let place) = readAs else { return nil }
    return Int(min(max(place.radiusMeters, precisionMeters, 1), 1_000_000).rounded(.up))
  }
}

extension Destination {
  /// A facility as a destination, with what its list says of the agreement now.
  ///
  /// Only a dated agreement of an official list is in force or not; whether what a report or a list
  /// without dates says holds today is not known.
  public init(_ facility: Facility) {
    let standing: MembershipSnapshot =
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
