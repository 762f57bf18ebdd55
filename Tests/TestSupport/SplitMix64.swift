internal import Glibc

/// A small generator whose whole state is its seed, so that a random test can be run again.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The same seed gives the same numbers on every machine.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A fixed seed and a fresh one, or the one given in `PLKK_SEED`; printed, so that it can be given.
  public static let seeds: [UInt64] = {
    if let text = getenv("PLKK_SEED"), let seed = UInt64(String(cString: text)) { return [seed] }
    let fresh = UInt64.random(in: 0 ... .max)
    print("PLKK_SEED=\(fresh)")
    return [20_261_123, fresh]
  }()
}
