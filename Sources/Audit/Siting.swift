public import Geo

/// Where next: sites that serve most people, or shorten most people's way.
///
/// Maximal covering after R. Church, C. ReVelle 1974, p-median after S. L. Hakimi 1964, set covering
/// after C. Toregas 1971. Sites that exist stay and count from the start.
///
/// For example:
///
///     let siting = Siting(
///       .covering(meters: 25_000), demand: villages, weights: [4_000, 2_500, 9_000],
///       meters: [.infinity, .infinity, .infinity], candidates: villages)
///     let plan = siting.greedy(count: 1)
public struct Siting: Sendable {
  /// What is to become better.
  public enum Objective: Hashable, Sendable {
    /// People with a site within this many metres.
    case covering(meters: Double)
    /// Person-metres to the nearest site.
    case median
  }

  /// A chosen site.
  public struct Choice: Hashable, Sendable {
    /// Its index among the candidates.
    public var candidate: Int
    /// What it adds: people newly covered, or person-metres saved.
    public var gain: Double
  }

  /// An answer: sites in the order of choice.
  public struct Plan: Hashable, Sendable {
    /// The sites.
    public var choices: [Choice]
    /// Sum of the gains.
    public var gain: Double { choices.reduce(0) { $0 + $1.gain } }
  }

  /// A distance to begin with where there is no site at all: more than any on Earth, metres.
  public static let nowhere = 20_037_508.0

  let objective: Objective
  let demand: [Position]
  let weights: [Double]
  let candidates: [Position]
  let reach: Double
  let initial: [Double]
  let candidateGrid: GridIndex
  let demandGrid: GridIndex

  /// Prepares a question.
  ///
  /// - Parameters:
  ///   - objective: What is to become better.
  ///   - demand: The demand points.
  ///   - weights: People at each, 0 or more.
  ///   - meters: Metres from each to its nearest existing site, infinite without one.
  ///   - candidates: Where a site may be added.
  /// - Complexity: O(n log n) for both sets of points.
  public init(
    _ objective: Objective, demand: [Position], weights: [Double], meters: [Double],
    candidates: [Position]
  ) {
    precondition(demand.count == weights.count && demand.count == meters.count)
    self.objective = objective
    self.demand = demand
    self.weights = weights
    self.candidates = candidates
    initial = meters.map { min($0, Self.nowhere) }
    switch objective {
    case .covering(let limit): reach = limit
    case .median: reach = .infinity
    }
    candidateGrid = GridIndex(candidates)
    demandGrid = GridIndex(demand)
  }

  /// What a site at a distance is worth to a point that has one at another.
  @inline(__always)
  func benefit(_ index: Int, current: Double, new: Double) -> Double {
    switch objective {
    case .covering(let limit): current > limit && new <= limit ? weights[index] : 0
    case .median: new < current ? weights[index] * (current - new) : 0
    }
  }

  /// Chooses one site after the other, each time the best; ties go to the first candidate.
  ///
  /// The covering answer is at least 1 − 1/e of the best one. Gains only shrink as sites are added, so
  /// a candidate is measured again only when its old gain would win (M. Minoux 1978). Fewer sites
  /// than asked for are chosen when no candidate gains anything.
  ///
  /// - Complexity: O(n log m + pairs) to begin with, then the points within reach for each candidate
  ///   measured again.
  public func greedy(count: Int) -> Plan {
    var current = initial
    var bounds = [Double](repeating: 0, count: candidates.count)
    var near: [Neighbor] = []
    for index in demand.indices where weights[index] > 0 {
      if case .covering(let limit) = objective, current[index] <= limit { continue }
      let limit = min(reach, current[index])
      candidateGrid.nearest(to: demand[index], limit: .max, within: limit, into: &near)
      for candidate in near {
        bounds[candidate.index] += benefit(index, current: current[index], new: candidate.meters)
      }
    }
    // Summed in another order than below: a hair above is still a bound.
    for candidate in bounds.indices { bounds[candidate] *= 1 + 1e-9 }
    var heap = Heap(bounds)
    var choices: [Choice] = []
    while choices.count < count {
      // Nobody farther than this from a candidate can gain by it.
      let farthest = min(reach, current.max() ?? 0)
      var best: Choice?
      var measured: [Choice] = []
      while let top = heap.first {
        if let best, top.gain < best.gain { break }
        heap.removeFirst()
        demandGrid.nearest(
          to: candidates[top.candidate], limit: .max, within: farthest, into: &near)
        let gain = near.reduce(0) {
          $0 + benefit($1.index, current: current[$1.index], new: $1.meters)
        }
        let choice = Choice(candidate: top.candidate, gain: gain)
        measured.append(choice)
        if let old = best, (old.gain, -old.candidate) >= (gain, -top.candidate) { continue }
        best = choice
      }
      guard let best, best.gain > 0 else { break }
      for choice in measured where choice.candidate != best.candidate { heap.insert(choice) }
      demandGrid.nearest(
        to: candidates[best.candidate], limit: .max, within: farthest, into: &near)
      for point in near { current[point.index] = min(current[point.index], point.meters) }
      choices.append(best)
    }
    return Plan(choices: choices)
  }

  /// How many more sites bring everybody within reach, chosen greedily, and who cannot be reached.
  ///
  /// - Returns: The sites, and the indices of the demand points that no candidate reaches.
  /// - Precondition: The objective is `covering`.
  public func coverAll() -> (plan: Plan, unreachable: [Int]) {
    guard case .covering(let limit) = objective else {
      preconditionFailure("only covering has an end")
    }
    let plan = greedy(count: candidates.count)
    let unreachable = demand.indices.filter { index in
      weights[index] > 0 && initial[index] > limit
        && candidateGrid.nearest(to: demand[index], limit: 1, within: limit).isEmpty
    }
    return (plan, unreachable)
  }
}

/// A binary heap of gains, largest first, ties by candidate.
struct Heap {
  private var items: [Siting.Choice] = []

  init(_ gains: [Double]) {
    for (candidate, gain) in gains.enumerated() where gain > 0 {
      insert(Siting.Choice(candidate: candidate, gain: gain))
    }
  }

  var first: Siting.Choice? { items.first }

  private static func precedes(_ a: Siting.Choice, _ b: Siting.Choice) -> Bool {
    a.gain == b.gain ? a.candidate < b.candidate : a.gain > b.gain
  }

  mutating func insert(_ item: Siting.Choice) {
    items.append(item)
    var index = items.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard Self.precedes(items[index], items[parent]) else { return }
      items.swapAt(index, parent)
      index = parent
    }
  }

  mutating func removeFirst() {
    items.swapAt(0, items.count - 1)
    items.removeLast()
    var index = 0
    while true {
      var best = index
      for child in [2 * index + 1, 2 * index + 2] where child < items.count {
        if Self.precedes(items[child], items[best]) { best = child }
      }
      guard best != index else { return }
      items.swapAt(index, best)
      index = best
    }
  }
}
