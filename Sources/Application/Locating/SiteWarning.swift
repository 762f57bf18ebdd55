public import Facilities

/// What a person must know about one site before relying on it; the raw value is the word of the
/// machine formats.
public enum SiteWarning: String, CaseIterable, Hashable, Sendable {
  /// A hospital for one kind of illness.
  case specialHospital = "special_hospital"
  /// A source says that it closed.
  case closed
  /// It treats the people of one company.
  case companyOnly = "company_only"
  /// No official source says whether it is a PLKK.
  case membershipUnknown = "membership_unknown"
  /// Its agreement is still to begin.
  case agreementNotYet = "agreement_not_yet"
  /// Its agreement has ended.
  case agreementExpired = "agreement_expired"
  /// Its issuer left it out of a later list.
  case agreementDropped = "agreement_dropped"
  /// What is known of it is older than `VerificationAge.doubtfulAfterDays`.
  case oldInformation = "old_information"
  /// Somebody reported that it closed.
  case reportedClosed = "reported_closed"
  /// Somebody reported that it moved.
  case reportedMoved = "reported_moved"
  /// Somebody reported that its telephone number is not its own.
  case reportedWrongPhone = "reported_wrong_phone"
  /// It is reported to say that it is no PLKK.
  case reportedNotPLKK = "reported_not_plkk"
  /// Something else was reported.
  case reportedOther = "reported_other"
  /// The list has no telephone number.
  case noPhone = "no_phone"
  /// Its position is the centre of its village or kecamatan.
  case approximatePosition = "approximate_position"
}

extension Facility {
  /// What a person must know about it, on a day where the list says none.
  public func warnings(on day: CivilDate?) -> [SiteWarning] {
    var found: [SiteWarning] = []
    if operationalStatus.word == .closed { found.append(.closed) }
    if specialty != nil { found.append(.specialHospital) }
    if serves == .company { found.append(.companyOnly) }
    switch membership {
    case .inForce: break
    case .notYet: found.append(.agreementNotYet)
    case .expired: found.append(.agreementExpired)
    case .dropped: found.append(.agreementDropped)
    case .unknown, .unlisted: found.append(.membershipUnknown)
    }
    if freshness(on: day)?.isDoubtful ?? false { found.append(.oldInformation) }
    for mark in standing?.marks ?? [] {
      let warning: SiteWarning =
        switch mark.doubt {
        case .closed: .reportedClosed
        case .moved: .reportedMoved
        case .wrongPhone: .reportedWrongPhone
        case .notPLKK: .reportedNotPLKK
        case .other: .reportedOther
        }
      if !found.contains(warning) { found.append(warning) }
    }
    if phone.isEmpty { found.append(.noPhone) }
    if positionPrecision == .village || positionPrecision == .district {
      found.append(.approximatePosition)
    }
    return found
  }
}
