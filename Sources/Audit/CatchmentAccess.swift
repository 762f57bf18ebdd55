public import Geo

/// Facilities within reach a person, with competition for them: the floating catchment areas.
///
/// Sources: 2SFCA: W. Luo, F. Wang 2003. E2SFCA: W. Luo, Y. Qi 2009. 3SFCA: N. Wan, B. Zou,
/// T. Sternberg 2012. With Pᵢ people at i, Sⱼ capacity of site j and Wᵢⱼ weight of the zone between:
/// Rⱼ = Sⱼ / Σᵢ Gᵢⱼ Wᵢⱼ Pᵢ and Aᵢ = Σⱼ Gᵢⱼ Wᵢⱼ Rⱼ, where G is 1 but for 3SFCA, there
/// Gᵢⱼ = Wᵢⱼ / Σₖ Wᵢₖ. A site without people in reach has R = 0 and is listed.
/// Hence Σᵢ Pᵢ Aᵢ = Σⱼ Sⱼ over the sites with people in reach.
///
/// For example:
///
///     let access = CatchmentAccess.all(
///       demand: GridIndex(villages), weights: people, sites: sites, capacity: [1, 1])
///     let mean = access.first?.mean
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

  /// The same zones with the steeper weights that were published too: 1, 0.42 and 0.09.
  public static let steepZones = zip(zones, [1, 0.42, 0.09]).map {
    Zone(meters: $0.meters, weight: $1)
  }

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
  /// `ZoneSensitivity` shows how far it depends on the weights of the zones.
  public func relative(_ index: Int) -> Double? {
    mean.flatMap { ratio(access[index], $0) }
  }

  /// Computes the three formulas from one search round the sites.
  ///
  /// Pairs of site and demand point are kept up to `pairLimit`, 5 bytes each; those of further sites
  /// are found anew in each of the three steps, so memory stays bounded. Sums are made in the order of
  /// the sites: the figures depend on neither the limit nor the number of threads.
  ///
  /// - Parameters:
  ///   - demand: Index over the demand points.
  ///   - weights: People at each.
  ///   - sites: The sites.
  ///   - capacity: Capacity of each site: 1, beds or doctors.
  ///   - zones: Ascending by distance, 1 … 255 of them; `twoStep` uses the outermost edge only.
  ///   - pairLimit: The largest number of pairs kept in memory.
  ///   - threads: The number of blocks of sites searched at once.
  /// - Returns: One result for each case of `Method`, in their order.
  /// - Complexity: O(pairs within the outermost zone).
  public static func all(
    demand: GridIndex, weights: [Double], sites: [Position], capacity: [Double],
    zones: [Zone] = zones, pairLimit: Int = 20_000_000, threads: Int = 1
  ) -> [CatchmentAccess] {
    precondition(demand.count == weights.count && sites.count == capacity.count)
    precondition((1...255).contains(zones.count))
    var walk = CatchmentWalk(
      demand, sites: sites, edges: zones.map(\.meters), threads: threads, pairLimit: pairLimit)
    let values = zones.map(\.weight)
    // Step 1: people in reach of each site, and how much each point has to choose from.
    var wide = [Double](repeating: 0, count: sites.count)
    var near = wide
    var chosen = wide
    var choice = [Double](repeating: 0, count: demand.count)
    walk.forEach { first, catchments in
      for site in catchments.ends.indices {
        var (all, weighted) = (0.0, 0.0)
        for pair in catchments.pairs(site) {
          let index = Int(catchments.demandIndices[pair])
          let value = values[Int(catchments.rings[pair])]
          all += weights[index]
          weighted += value * weights[index]
          choice[index] += value
        }
        (wide[first + site], near[first + site]) = (all, weighted)
      }
    }
    // Step 2, of the third formula only: the share of that choice that falls on each site.
    walk.forEach { first, catchments in
      for site in catchments.ends.indices {
        var sum = 0.0
        for pair in catchments.pairs(site) {
          let index = Int(catchments.demandIndices[pair])
          let value = values[Int(catchments.rings[pair])]
          sum += value * value / choice[index] * weights[index]
        }
        chosen[first + site] = sum
      }
    }
    // Step 3: what each site has for a person, added up over the sites in reach.
    let loads = [wide, near, chosen]
    let supply = loads.map { load in
      load.indices.map { load[$0] > 0 ? capacity[$0] / load[$0] : 0 }
    }
    var access = [Double](repeating: 0, count: demand.count)
    var (enhanced, third) = (access, access)
    walk.forEach { first, catchments in
      for site in catchments.ends.indices {
        let (a, b, c) = (
          supply[0][first + site], supply[1][first + site], supply[2][first + site]
        )
        for pair in catchments.pairs(site) {
          let index = Int(catchments.demandIndices[pair])
          let value = values[Int(catchments.rings[pair])]
          access[index] += a
          enhanced[index] += value * b
          third[index] += value * value / choice[index] * c
        }
      }
    }
    let people = weights.reduce(0, +)
    return zip(Method.allCases, zip([access, enhanced, third], loads)).map { method, result in
      var sum = 0.0
      for index in weights.indices { sum += result.0[index] * weights[index] }
      return CatchmentAccess(
        method: method, access: result.0,
        unreached: result.1.indices.filter { result.1[$0] <= 0 }, mean: ratio(sum, people))
    }
  }
}
