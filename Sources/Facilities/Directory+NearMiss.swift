extension Directory {
  /// The facilities whose name and place hold words nearly those of a text, best first.
  ///
  /// For suggestions after ``search(_:filter:)`` found nothing. Each word may differ from one of
  /// the record's by a third of its letters, at most two. Order: fewest differences, then id.
  ///
  /// - Complexity: O(n × words × length²).
  public func nearlyNamed(
    _ text: String, filter: FacilityFilter = FacilityFilter(), limit: Int = 5
  ) -> [Facility] {
    let words = NameKey.words(text).prefix(8).map { Array($0.utf8) }
    guard !words.isEmpty else { return [] }
    var found: [(differences: Int, facility: Facility)] = []
    for facility in facilities where filter.accepts(facility) {
      let names = ([facility.name] + facility.otherNames).joined(separator: " ")
      let own = NameKey.words("\(names) \(facility.district) \(facility.regency)")
        .map { Array($0.utf8) }
      var sum = 0
      let fits = words.allSatisfy { word in
        let bound = min(2, word.count / 3)
        let least = own.compactMap { NameKey.distance(word, $0, atMost: bound) }.min()
        sum += least ?? 0
        return least != nil
      }
      if fits { found.append((sum, facility)) }
    }
    found.sort { ($0.differences, $0.facility.id) < ($1.differences, $1.facility.id) }
    return found.prefix(limit).map(\.facility)
  }
}
