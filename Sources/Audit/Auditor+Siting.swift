internal import Facilities
internal import Geo

extension Auditor {
  /// Candidates × demand points up to which the optimum is looked for beside the greedy answer.
  static let exactCells = 300_000

  /// Adds the proposals that the question asks for.
  func propose(
    _ demand: AuditInput.Demand, _ meters: [Double], _ question: Question,
    seeksOptimum: Bool, _ figures: inout AuditFigures
  ) {
    guard question.proposals > 0 else { return }
    let (positions, weights) = (demand.positions, demand.weights)
    let people = weights.reduce(0, +)
    let candidates =
      question.candidates?.sorted { $0.code < $1.code }
      ?? zip(demand.rows, positions).map {
        Candidate(code: villages[$0].code, name: villages[$0].name, position: $1)
      }
    let sites = candidates.map(\.position)
    func plan(
      _ siting: Siting, _ choices: some Sequence<Siting.Choice>, before: Double, sign: Double,
      unit: Double
    ) -> (proposals: [AuditFigures.Proposal], optimum: Double?) {
      var sum = before
      let proposals = choices.map { choice in
        sum += sign * choice.gain
        let candidate = candidates[choice.candidate]
        return AuditFigures.Proposal(
          code: candidate.code, name: candidate.name, position: candidate.position,
          gain: choice.gain / unit, after: ratio(sum, people))
      }
      var limit = Siting.SearchLimit()
      limit.cells = Self.exactCells
      limit.nodes = max(200_000_000 / max(sites.count * positions.count, 1), 1)
      let optimum = seeksOptimum ? siting.optimum(count: question.proposals, limit: limit) : nil
      return (proposals, optimum.map { $0.gain / unit })
    }
    let reach = question.proposalMeters
    let covered = weights.indices.reduce(0) { $0 + (meters[$1] <= reach ? weights[$1] : 0) }
    let distance = weights.indices.reduce(0) { $0 + weights[$1] * min(meters[$1], Siting.nowhere) }
    let covering = Siting(
      .covering(meters: reach), demand: positions, weights: weights, meters: meters,
      candidates: sites)
    let all = covering.coverAll()
    // Chosen one after the other, the first of all are those that fewer would be.
    (figures.covering, figures.coveringOptimum) = plan(
      covering, all.plan.choices.prefix(question.proposals), before: covered, sign: 1, unit: 1)
    let median = Siting(
      .median, demand: positions, weights: weights, meters: meters, candidates: sites)
    (figures.median, figures.medianOptimum) = plan(
      median, median.greedy(count: question.proposals).choices, before: distance, sign: -1,
      unit: people > 0 ? people : 1)
    figures.coverAll = AuditFigures.CoverAll(
      sites: all.plan.choices.count, unreachable: all.unreachable.count)
  }
}
