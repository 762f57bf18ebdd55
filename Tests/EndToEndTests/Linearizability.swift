/// Whether what several clients saw at the same time fits one order of all requests.
///
/// In it each takes effect between its asking and its answer (J. M. Wing, C. Gong, "Testing and verifying
/// concurrent objects", 1993), with what was tried before remembered (G. Lowe, 2017).
enum Linearizability {
  /// Something asked, and what was answered.
  struct Operation<Call: Sendable, Answer: Sendable>: Sendable {
    let call: Call
    /// Nil where no answer came: it may have been done at any time afterwards, or never.
    var answer: Answer?
    /// Nanoseconds of a steady clock.
    let begun: UInt64
    /// Nil without an answer.
    var ended: UInt64?
  }

  /// Looks for such an order.
  ///
  /// - Parameters:
  ///   - operations: At most 63.
  ///   - first: The state before all of them.
  ///   - step: The state after a call that was answered so, or `nil` when that answer is wrong.
  /// - Returns: The order, as indices into `operations`; `nil` when there is none.
  /// - Complexity: Exponential in how many overlap; linear where none do.
  static func order<State: Hashable, Call, Answer>(
    _ operations: [Operation<Call, Answer>], from first: State,
    step: (State, Call, Answer?) -> State?
  ) -> [Int]? {
    precondition(operations.count < 64)
    let needed = operations.indices.filter { operations[$0].answer != nil }
      .reduce(into: UInt64(0)) { $0 |= 1 << UInt64($1) }
    var tried: Set<Point<State>> = []
    var order: [Int] = []

    func search(_ done: UInt64, _ state: State) -> Bool {
      if done & needed == needed { return true }
      guard tried.insert(Point(done: done, state: state)).inserted else { return false }
      let open = operations.indices.filter { done & (1 << UInt64($0)) == 0 }
      let earliestEnd = open.compactMap { operations[$0].ended }.min() ?? .max
      for index in open where operations[index].begun <= earliestEnd {
        let one = operations[index]
        guard let next = step(state, one.call, one.answer) else { continue }
        order.append(index)
        if search(done | 1 << UInt64(index), next) { return true }
        order.removeLast()
      }
      return false
    }
    return search(0, first) ? order : nil
  }

  /// What was done, and the state that it led to.
  private struct Point<State: Hashable>: Hashable {
    let done: UInt64
    let state: State
  }
}
