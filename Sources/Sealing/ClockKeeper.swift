package import Referrals
internal import Synchronization

/// Keeps the highest time that a database has seen, as far as it can be believed.
///
/// A clock that is set back must not make an expired token good again; one that is set ahead by mistake
/// must not end all of them. So the kept time goes ahead only by what a steady clock has measured since
/// the file was opened, and by an hour for each opening, as it is unknown how long the program was away.
package final class ClockKeeper: Sendable {
  private struct State {
    /// The highest time believed; nil before the first.
    var seen: Int64?
    /// From where it goes ahead; nil in a new file until the first time is known.
    var begun: Int64?
    /// What was last written into the file.
    var written: Int64
    /// The steady clock when the file was opened.
    let start: ContinuousClock.Instant
  }

  /// How far one opening may go ahead of what is kept.
  package static let perOpening = TimeSpan.hours(1)
  /// How often the kept time is written, at most: once in so much of it.
  private static let stride = TimeSpan.minutes(1)

  private let state: Mutex<State>

  /// - Parameter stored: The time in the file; 0 in a new one.
  package init(stored: Int64) {
    let known = stored > 0 ? stored : nil
    state = Mutex(State(seen: known, begun: known, written: stored, start: .now))
  }

  /// The highest time believed; 1970 in a new file.
  package var seen: Instant { Instant(milliseconds: state.withLock { $0.seen ?? 0 }) }

  /// Notes the time of a change.
  package func note(_ told: Instant) {
    state.withLock { state in
      guard let seen = state.seen, let begun = state.begun else {
        state.seen = told.milliseconds
        state.begun = told.milliseconds
        return
      }
      let passed = (ContinuousClock.now - state.start).components.seconds
      let (limit, overflow) = begun.addingReportingOverflow(
        Self.perOpening.milliseconds + passed * 1_000)
      guard !overflow else { return }
      state.seen = max(seen, min(told.milliseconds, limit))
    }
  }

  /// What is to be written into the file; nil while that says nearly the same.
  package func due() -> Int64? {
    state.withLock { state in
      guard let seen = state.seen, seen > state.written,
        seen - state.written >= Self.stride.milliseconds
      else { return nil }
      return seen
    }
  }

  /// Notes that a time is in the file now.
  package func written(_ time: Int64) { state.withLock { $0.written = max($0.written, time) } }
}
