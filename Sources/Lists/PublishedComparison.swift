public import Facilities

/// A count of official sites beside the total that was last published.
public struct PublishedComparison: Hashable, Sendable {
  /// Kemendagri code of the province.
  public var provinceCode: String
  /// Kind that is counted, or `nil` for all.
  public var kind: FacilityKind?
  /// Sites that are PLKK by a list on the day.
  public var official: Int
  /// Sites with that or a lesser basis: reported or presumed.
  public var others: Int
  /// The published total.
  public var published: Int
  /// Its date as printed.
  public var date: String
  /// Where it was published.
  public var source: String

  /// What facilities are counted by.
  struct Cell: Hashable {
    var provinceCode: String
    var kind: FacilityKind
    var basis: PLKKBasis
  }

  /// Whether the gap is big: more than a fifth of the published total, and more than two.
  public var isBigGap: Bool {
    let gap = abs(official - published)
    return gap > 2 && gap * 5 > published
  }

  /// Levels of the published table that make up a kind.
  private static let parts: [(kind: FacilityKind?, levels: [String])] = [
    (nil, ["province"]),
    (
      .hospital,
      [
        "province/hospital", "province/private_hospital", "province/rsud",
        "province/tni_polri_hospital",
      ]
    ),
    (.clinic, ["province/clinic"]), (.puskesmas, ["province/puskesmas"]),
  ]

  /// Counts per province and kind beside the latest published ones.
  static func all(
    _ counts: [Cell: Int], provinces: [Province], _ published: [PublishedCount]
  ) -> [PublishedComparison] {
    var comparisons: [PublishedComparison] = []
    for province in provinces {
      let code = province.code
      let here = published.filter { $0.area == province.name }
      for (kind, levels) in parts {
        let rows = here.filter { levels.contains($0.level) }
        guard let latest = rows.map(\.date).max() else { continue }
        let dated = rows.filter { $0.date == latest }
        func counted(_ bases: Set<PLKKBasis>) -> Int {
          counts.reduce(0) { sum, count in
            let cell = count.key
            let isMeant =
              cell.provinceCode == code && (kind == nil || cell.kind == kind)
              && bases.contains(cell.basis)
            return sum + (isMeant ? count.value : 0)
          }
        }
        comparisons.append(
          PublishedComparison(
            provinceCode: code, kind: kind, official: counted([.official]),
            others: counted([.reported, .presumed]),
            published: dated.reduce(0) { $0 + $1.count }, date: latest,
            source: dated.first?.source ?? ""))
      }
    }
    return comparisons
  }
}
