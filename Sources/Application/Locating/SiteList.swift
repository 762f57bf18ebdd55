public import Facilities
public import Geo

/// Facilities without a position to measure from, with what has to be known of the whole list.
public struct SiteList: Hashable, Sendable {
  /// All that were found, in the order of their ids.
  public let facilities: [Facility]
  /// Former facilities of the name that was searched; nil for a search without a name.
  public var former: [Former]?
  /// Where only emergency departments open day and night were asked for: of how many more sites that is
  /// not known.
  public var hoursUnknown: Int?

  /// A list of which there is nothing more to say.
  public init(_ facilities: [Facility], former: [Former]? = nil, hoursUnknown: Int? = nil) {
    self.facilities = facilities
    self.former = former
    self.hoursUnknown = hoursUnknown
  }

  /// A facility that is no longer on any list.
  public struct Former: Hashable, Sendable {
    /// The facility.
    public let site: FormerSite
    /// The facility that it is found as now, if it is.
    public let now: Facility?
  }
}

extension Locator {
  /// The facilities in a box, or all, that a filter accepts.
  ///
  /// - Complexity: O(n).
  public func sites(in box: BoundingBox? = nil, filter: FacilityFilter) -> SiteList {
    func found(_ filter: FacilityFilter) -> [Facility] {
      box.map { directory.facilities(in: $0, filter: filter) }
        ?? directory.facilities(matching: filter)
    }
    return SiteList(
      found(filter),
      hoursUnknown: filter.ofUnknownHours.map { found($0).count(where: \.hasUnknownHours) })
  }

  /// The facilities whose name, id, address or place hold all words of a text, and the former ones of
  /// that name.
  ///
  /// - Complexity: O(n).
  public func search(_ text: String, filter: FacilityFilter = FacilityFilter()) -> SiteList {
    SiteList(
      directory.search(text, filter: filter),
      former: directory.searchFormer(text).map { site in
        SiteList.Former(site: site, now: site.nowID.flatMap(directory.facility(id:)))
      })
  }
}
