internal import Geo

extension Siting {
  /// How large a question may be to be solved exactly.
  public struct SearchLimit: Hashable, Sendable {
    /// Candidates × demand points.
    public var cells = 4_000_000
    /// Partial plans examined.
    public var nodes = 200_000

    /// The usual limit.
    public init() {}
  }

  /// The best plan there is, by branch and bound; `nil` when the question is too large for the limit.
  ///
  /// A plan cannot gain more than what it has plus the largest single gains that are left, because
  /// gains only shrink; branches that cannot beat the best plan so far are cut. The greedy plan is
  /// where it starts, so an equal plan found later never replaces it.
  ///
  /// - Complexity: Exponential in `count` at worst, never more than `limit.nodes` × m × n.
  public func optimum(count: Int, limit: SearchLimit = SearchLimit()) -> Plan? {
    let (rows, columns) = (demand.count, candidates.count)
    guard columns == 0 || rows <= limit.cells / columns else { return nil }
    let start = greedy(count: count)
    guard count > 0, columns > 0 else { return start }
    let meters = candidates.map { candidate in
      demand.map { Geodesic.distance(from: $0, to: candidate) }
    }
    var search = Search(siting: self, meters: meters, nodesLeft: limit.nodes, best: start)
    search.bestGain = start.gain
    guard search.branch(from: Array(0..<columns), left: count, current: initial, chosen: []) else {
      return nil
    }
    return search.best
  }

  private struct Search {
    let siting: Siting
    let meters: [[Double]]
    var nodesLeft: Int
    var best: Plan
    var bestGain = 0.0

    /// Looks at all plans that extend a partial one; false when the limit was hit.
    mutating func branch(
      from open: [Int], left: Int, current: [Double], chosen: [Choice]
    ) -> Bool {
      guard nodesLeft > 0 else { return false }
      nodesLeft -= 1
      let gained = chosen.reduce(0) { $0 + $1.gain }
      // Relative, so that sums in another order do not count as better.
      if gained > bestGain * (1 + 1e-12) {
        bestGain = gained
        best = Plan(choices: chosen)
      }
      guard left > 0 else { return true }
      var gains: [Choice] = []
      for candidate in open {
        var sum = 0.0
        for index in current.indices {
          sum += siting.benefit(index, current: current[index], new: meters[candidate][index])
        }
        if sum > 0 { gains.append(Choice(candidate: candidate, gain: sum)) }
      }
      gains.sort { $0.gain == $1.gain ? $0.candidate < $1.candidate : $0.gain > $1.gain }
      for index in gains.indices {
        let bound = gains[index..<min(index + left, gains.count)].reduce(gained) { $0 + $1.gain }
        // Sorted: what comes later is bounded even lower.
        guard bound > bestGain * (1 + 1e-12) else { break }
        var next = current
        for row in next.indices { next[row] = min(next[row], meters[gains[index].candidate][row]) }
        let rest = gains[(index + 1)...].map(\.candidate)
        guard
          branch(
            from: rest, left: left - 1, current: next, chosen: chosen + [gains[index]])
        else { return false }
      }
      return true
    }
  }
}
