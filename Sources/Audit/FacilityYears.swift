public import Facilities

extension Sequence where Element == Facility {
  /// The years in which these facilities were last seen by a list or a report; `nil` without any date.
  public var yearsSeen: ClosedRange<Int>? {
    var years: ClosedRange<Int>?
    for facility in self {
      let seen = facility.operationalStatus.date
      guard let year = Int((seen.isEmpty ? facility.basisDate : seen).prefix(4)),
        (1900...2999).contains(year)
      else { continue }
      years =
        years.map { Swift.min($0.lowerBound, year)...Swift.max($0.upperBound, year) } ?? year...year
    }
    return years
  }
}

extension AuditReport {
  /// The years in which the facilities counted were last seen.
  public var facilityYears: ClosedRange<Int>? { listed.sites.yearsSeen }
}
