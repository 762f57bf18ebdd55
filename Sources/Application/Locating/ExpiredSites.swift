public import Facilities

extension Directory {
  /// The facilities that can be ranked, ascending by id.
  var ranked: [Facility] { places.map { facilities[$0] } }
}

extension Facility {
  /// Whether an official list says that its agreement is not in force on this day.
  var isExpired: Bool { membership.payment == .payFirst }

  /// Whether it is unknown if its emergency department is open day and night.
  public var hasUnknownHours: Bool { standing?.services.emergency24h == nil }
}

extension FacilityFilter {
  /// The same filter without the condition on emergency departments that are open day and night; `nil`
  /// where there is no such condition.
  public var ofUnknownHours: FacilityFilter? {
    guard onlyEmergency24h else { return nil }
    var filter = self
    filter.onlyEmergency24h = false
    return filter
  }

  /// The same filter for sites whose agreement is not in force; `nil` where it accepts them anyway,
  /// or where the question is not about the PLKK list.
  var ofExpired: FacilityFilter? {
    if bases.isEmpty || bases.contains(.none) { return nil }
    var filter = self
    filter.bases = [.none]
    return filter
  }
}
