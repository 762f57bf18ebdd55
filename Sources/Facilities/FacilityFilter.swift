/// Which facilities a query accepts; an empty set means any.
public struct FacilityFilter: Hashable, Sendable {
  /// Accepted kinds.
  public var kinds: Set<FacilityKind>
  /// Accepted bases.
  public var bases: Set<PLKKBasis>
  /// Kemendagri code of a province, kabupaten/kota or kecamatan that the facility must lie in.
  public var regionCode: String?
  /// Special hospitals that are not accepted.
  public var leavesOut: Set<HospitalSpecialty> = []
  /// Whether to accept only sites whose emergency department is known to be open day and night.
  public var onlyEmergency24h = false

  /// Everything on the PLKK list: official, reported or presumed.
  public static let plkk = FacilityFilter(bases: [.official, .reported, .presumed])
  /// Hospitals of any basis, for emergencies.
  public static let anyHospital = FacilityFilter(kinds: [.hospital])

  /// Hospitals of any basis to send an injured person to: no special one.
  public static let injuryHospital: FacilityFilter = {
    var filter = anyHospital
    filter.leavesOut = Set(HospitalSpecialty.allCases)
    return filter
  }()

  /// Makes a filter.
  public init(
    kinds: Set<FacilityKind> = [], bases: Set<PLKKBasis> = [], regionCode: String? = nil
  ) {
    self.kinds = kinds
    self.bases = bases
    self.regionCode = regionCode
  }

  /// Whether a facility passes.
  public func accepts(_ facility: Facility) -> Bool {
    (kinds.isEmpty || kinds.contains(facility.kind))
      && (bases.isEmpty || bases.contains(facility.basis))
      && (regionCode.map { facility.lies(in: $0) } ?? true)
      && (!onlyEmergency24h || facility.standing?.services.emergency24h == true)
      && (leavesOut.isEmpty || !(facility.specialty.map(leavesOut.contains) ?? false))
  }
}

extension Facility {
  /// Whether it lies in the region with a Kemendagri code, by the codes that it carries.
  public func lies(in regionCode: String) -> Bool {
    switch regionCode.utf8.count {
    case ...2: provinceCode == regionCode
    case ...5: self.regencyCode == regionCode
    default: districtCode == regionCode
    }
  }
}
