internal import Glibc

/// How evenly facilities are shared out over units of unequal weight.
///
/// The weight is what a fair share is measured by: population, workers or area. Units without weight
/// and without facilities change nothing. Nothing exists without facilities or without weight.
///
/// Sources: Lorenz 1905 and Gini 1912 in the trapezoid form; Hoover 1936; Theil 1967, T with natural
/// logarithms and its exact decomposition into between and within groups.
///
/// For example:
///
///     let evenness = Inequality(counts: [1, 1], weights: [6_500, 9_000], groups: ["63", "62"])
///     let gini = evenness?.gini
public struct Inequality: Hashable, Sendable {
  /// A corner of the Lorenz curve, both shares cumulative, 0 … 1.
  public struct Point: Hashable, Sendable {
    /// Share of the weight.
    public var weight: Double
    /// Share of the facilities.
    public var count: Double
  }

  /// Theil's T with its parts: `total = between + Σ share × within`.
  public struct Theil: Hashable, Sendable {
    /// Over all units.
    public var total: Double
    /// Between the groups.
    public var between: Double
    /// Inside each group, ascending by group: its T and its share of the facilities.
    public var within: [Group]

    /// One group's part.
    public struct Group: Hashable, Sendable {
      /// Code of the group.
      public var code: String
      /// T among its units; `nil` when it has no facility.
      public var value: Double?
      /// Its share of all facilities.
      public var share: Double
    }
  }

  /// The Lorenz curve from (0, 0) to (1, 1), worst served units first.
  public var lorenz: [Point]
  /// 0 = every unit has its share, towards 1 = one unit has all.
  public var gini: Double
  /// Share of the facilities that would have to stand elsewhere, 0 … 1.
  public var hoover: Double
  /// Theil's T; `nil` when a unit has facilities but no weight.
  public var theil: Theil?
  /// Units that count: those with weight or facilities.
  public var used: Int

  /// Measures; `nil` without facilities, without weight, or when a number is negative or not finite.
  ///
  /// - Parameters:
  ///   - counts: Facilities a unit.
  ///   - weights: Weight a unit, in the same order.
  ///   - groups: Code of each unit's group, in the same order.
  /// - Complexity: O(n log n).
  public init?(counts: [Double], weights: [Double], groups: [String]) {
    precondition(counts.count == weights.count && counts.count == groups.count)
    let usable = counts.indices.filter { counts[$0] > 0 || weights[$0] > 0 }
    guard counts.allSatisfy({ $0 >= 0 && $0.isFinite }),
      weights.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { return nil }
    // Worst served first; a unit without weight is infinitely well served. Cross products compare
    // without dividing; equal ones go by size, so that the order of the rows does not matter.
    let order = usable.sorted {
      let (a, b) = (counts[$0] * weights[$1], counts[$1] * weights[$0])
      if a != b { return a < b }
      return (weights[$0], counts[$0], groups[$0]) < (weights[$1], counts[$1], groups[$1])
    }
    let allCounts = order.reduce(0) { $0 + counts[$1] }
    let allWeights = order.reduce(0) { $0 + weights[$1] }
    guard allCounts > 0, allWeights > 0 else { return nil }
    used = order.count

    var points = [Point(weight: 0, count: 0)]
    var sums = (weight: 0.0, count: 0.0)
    var area = 0.0
    var gaps = 0.0
    var total: Double? = 0
    for unit in order {
      sums.weight += weights[unit]
      sums.count += counts[unit]
      let point = Point(weight: sums.weight / allWeights, count: sums.count / allCounts)
      let last = points[points.count - 1]
      area += (point.weight - last.weight) * (point.count + last.count)
      points.append(point)
      let (share, fair) = (counts[unit] / allCounts, weights[unit] / allWeights)
      gaps += (share - fair).magnitude
      if share > 0 { total = fair > 0 ? total.map { $0 + share * log(share / fair) } : nil }
    }
    lorenz = points
    gini = 1 - area
    hoover = gaps / 2
    theil = total.map { total in
      var between = 0.0
      var within: [Theil.Group] = []
      for group in Set(groups).sorted() {
        let members = order.filter { groups[$0] == group }
        let count = members.reduce(0) { $0 + counts[$1] }
        let weight = members.reduce(0) { $0 + weights[$1] }
        let share = count / allCounts
        guard count > 0 else {
          within.append(Theil.Group(code: group, value: nil, share: 0))
          continue
        }
        between += share * log(share / (weight / allWeights))
        var value = 0.0
        for unit in members where counts[unit] > 0 {
          let part = counts[unit] / count
          value += part * log(part / (weights[unit] / weight))
        }
        within.append(Theil.Group(code: group, value: value, share: share))
      }
      return Theil(total: total, between: between, within: within)
    }
  }
}
