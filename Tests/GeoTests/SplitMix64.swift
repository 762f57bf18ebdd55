import Glibc

/// A small seeded generator, so that a random test can be run again.
///
/// Source: SplitMix64 by Sebastiano Vigna.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A fixed seed and a fresh one, or the one given in `PLKK_SEED`; printed, so that it can be given.
  static let seeds: [UInt64] = {
    if let text = getenv("PLKK_SEED").map({ String(cString: $0) }), let seed = UInt64(text) {
      return [seed]
    }
    return [20_261_123, .random(in: 0 ... .max)]
  }()
}
