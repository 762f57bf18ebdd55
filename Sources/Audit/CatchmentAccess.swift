public import Geo

/// Facilities within reach a person, with competition for them: the floating catchment areas.
///
/// Sources: 2SFCA: W. Luo, F. Wang 2003. E2SFCA: W. Luo, Y. Qi 2009. 3SFCA: N. Wan, B. Zou,
/// T. Sternberg 2012. With Pᵢ people at i, Sⱼ capacity of site j and Wᵢⱼ weight of the zone between:
/// Rⱼ = Sⱼ / Σᵢ Gᵢⱼ Wᵢⱼ Pᵢ and Aᵢ = Σⱼ Gᵢⱼ Wᵢⱼ Rⱼ, where G is 1 but for 3SFCA, there
/// Gᵢⱼ = Wᵢⱼ / Σₖ Wᵢₖ. A site without people in reach has R = 0 and is listed.
/// Hence Σᵢ Pᵢ Aᵢ = Σⱼ Sⱼ over the sites with people in reach.
public struct CatchmentAccess: Sendable {
  /// Which formula.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// One zone of weight 1.
    case twoStep = "2SFCA"
    /// Several zones.
    case enhanced = "E2SFCA"
    /// Several zones, with a choice among the sites in reach.
    case threeStep = "3SFCA"
  }

  /// A ring round a site.
  public struct Zone: Hashable, Sendable {
    /// Outer edge, metres, inclusive.
    public var meters: Double
    /// Weight inside, above 0.
    public var weight: Double

    /// Makes a zone.
    public init(meters: Double, weight: Double) {
      self.meters = meters
      self.weight = weight
    }
  }

  /// The zones of this audit: 10, 25 and 50 km with the weights 1, 0.68 and 0.22.
  ///
  /// The weights are those published with travel-time zones; the kilometres are this audit's own.
  public static let zones = [
    Zone(meters: 10_000, weight: 1), Zone(meters: 25_000, weight: 0.68),
    Zone(meters: 50_000, weight: 0.22),
  ]

  /// Which formula this is.
  public let method: Method
  /// Facilities a person at each demand point.
  public let access: [Double]
  /// Places of the sites without people in reach.
  public let unreached: [Int]
  /// Mean over the people; `nil` without people.
  public let mean: Double?

  /// Access over the mean access (SPAR); `nil` where the mean is zero.
  ///
  /// It hardly depends on the choice of zones.
  public func relative(_ place: Int) -> Double? {
    mean.flatMap { ratio(access[place], $0) }
  }

  /// Computes the formulas asked for, sharing one search.
  ///
  /// Neighbourhoods are found anew in the second step when they would not fit into `pairLimit` pairs
  /// of 12 bytes, so memory stays bounded.
  ///
  /// - Parameters:
  ///   - methods: Which formulas.
  ///   - demand: The demand points.
  ///   - weights: People at each.
  ///   - sites: Index over the sites.
  ///   - capacity: Capacity of each site: 1, beds or doctors.
  ///   - zones: Ascending by distance; `twoStep` uses the outermost edge only.
  ///   - pairLimit: How many pairs are kept in memory.
  /// - Complexity: O(pairs within the outermost zone).
  public static func all(
    _ methods: [Method] = Method.allCases, demand: [Position], weights: [Double],
    sites: GridIndex, capacity: [Double], zones: [Zone] = zones, pairLimit: Int = 8_000_000
  ) -> [CatchmentAccess] {
    precondition(demand.count == weights.count && sites.count == capacity.count)
    let reach = zones.last?.meters ?? 0
    var pairs = Pairs(limit: pairLimit)
    var load = methods.map { _ in [Double](repeating: 0, count: sites.count) }
    var near: [Neighbor] = []
    for place in demand.indices {
      sites.nearest(to: demand[place], limit: .max, within: reach, into: &near)
      pairs.append(near)
      visit(near, methods, zones) { method, site, factor in
        load[method][site] += factor * weights[place]
      }
    }
    let supply = load.map { load in
      load.indices.map { load[$0] > 0 ? capacity[$0] / load[$0] : 0 }
    }
    var access = methods.map { _ in [Double](repeating: 0, count: demand.count) }
    for place in demand.indices {
      if !pairs.read(place, into: &near) {
        sites.nearest(to: demand[place], limit: .max, within: reach, into: &near)
      }
      visit(near, methods, zones) { method, site, factor in
        access[method][place] += factor * supply[method][site]
      }
    }
    let people = weights.reduce(0, +)
    return methods.indices.map { method in
      let sum = zip(access[method], weights).reduce(0) { $0 + $1.0 * $1.1 }
      return CatchmentAccess(
        method: methods[method], access: access[method],
        unreached: load[method].indices.filter { load[method][$0] <= 0 },
        mean: ratio(sum, people))
    }
  }

  /// Hands out Gᵢⱼ Wᵢⱼ of one demand point for each formula.
  private static func visit(
    _ near: [Neighbor], _ methods: [Method], _ zones: [Zone],
    _ body: (_ method: Int, _ site: Int, _ factor: Double) -> Void
  ) {
    func weight(_ meters: Double) -> Double {
      for zone in zones where meters <= zone.meters { return zone.weight }
      return 0
    }
    for (place, method) in methods.enumerated() {
      switch method {
      case .twoStep:
        for site in near { body(place, site.index, 1) }
      case .enhanced:
        for site in near { body(place, site.index, weight(site.meters)) }
      case .threeStep:
        let sum = near.reduce(0) { $0 + weight($1.meters) }
        guard sum > 0 else { continue }
        for site in near {
          let own = weight(site.meters)
          body(place, site.index, own * own / sum)
        }
      }
    }
  }

  /// Neighbourhoods of the first step, kept for the second as far as they fit.
  private struct Pairs {
    let limit: Int
    var ends: [Int] = []
    var sites: [Int32] = []
    var meters: [Double] = []

    private var isFull = false

    /// Keeps a neighbourhood; from the first that does not fit none is kept.
    mutating func append(_ near: [Neighbor]) {
      if isFull || sites.count + near.count > limit {
        isFull = true
        return
      }
      for neighbor in near {
        sites.append(Int32(neighbor.index))
        meters.append(neighbor.meters)
      }
      ends.append(sites.count)
    }

    init(limit: Int) { self.limit = limit }

    func read(_ place: Int, into near: inout [Neighbor]) -> Bool {
      guard place < ends.count else { return false }
      near.removeAll(keepingCapacity: true)
      for pair in (place > 0 ? ends[place - 1] : 0)..<ends[place] {
        near.append(Neighbor(index: Int(sites[pair]), meters: meters[pair]))
      }
      return true
    }
  }
}
