package import Referrals
internal import Synchronization

/// The states of referrals that were written last, so that the next change of one can be decided
/// without reading its events again.
///
/// A state is only ever a guess: the writer compares its version with the file inside the transaction
/// and reads the events when another process was quicker. Two generations: when the younger one is
/// full the older is forgotten, so that what is in use stays. At most 4,096 states, some megabytes.
package final class StateCache: Sendable {
  private struct Generations {
    var younger: [ReferralCode: Referral] = [:]
    var older: [ReferralCode: Referral] = [:]
  }

  private static let largestGeneration = 2_048
  private let generations = Mutex(Generations())

  /// Knows none yet.
  package init() {}

  /// The state last kept of a referral, if it still is.
  package func state(_ code: ReferralCode) -> Referral? {
    generations.withLock { $0.younger[code] ?? $0.older[code] }
  }

  /// Keeps a state that is on the disk, unless a later one is kept already.
  package func keep(_ state: Referral) {
    generations.withLock { generations in
      let known = generations.younger[state.code] ?? generations.older[state.code]
      if let known, known.version > state.version { return }
      if generations.younger.count >= Self.largestGeneration {
        generations.older = generations.younger
        generations.younger = [:]
      }
      generations.younger[state.code] = state
    }
  }
}
