public import Referrals

/// The referrals shown recently to each caller, so that a list that is read repeatedly names in the access
/// log only what it had not shown yet.
///
/// A query of the log for what was seen in a span of time has to start `span` before it.
public struct SeenMemory: Sendable {
  /// How long a logged access covers repeated ones.
  public static let span = TimeSpan.minutes(10)
  private static let mostPairs = 100_000

  private struct Pair: Hashable {
    let actor: String
    let code: ReferralCode
  }

  private var shown: [Pair: TimeSpan] = [:]

  /// Nothing was shown yet.
  init() {}

  /// Those that were not shown within the span; they are from now on.
  mutating func fresh(_ codes: [ReferralCode], to actor: String, now: TimeSpan) -> [ReferralCode] {
    if shown.count > Self.mostPairs { shown = [:] }
    return codes.filter { code in
      let pair = Pair(actor: actor, code: code)
      if let last = shown[pair], now.milliseconds - last.milliseconds < Self.span.milliseconds {
        return false
      }
      shown[pair] = now
      return true
    }
  }
}
