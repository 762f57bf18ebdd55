internal import Dispatch

/// Cuts work into blocks of fixed length that threads fill, so that no figure depends on their number.
enum Lanes {
  /// Calls `body` with each block of `0..<count`, on so many threads at once.
  static func run(_ count: Int, block: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let blocks = (count + block - 1) / block
    @Sendable func work(_ place: Int) { body(place * block..<min((place + 1) * block, count)) }
    guard threads > 1, blocks > 1 else {
      for place in 0..<blocks { work(place) }
      return
    }
    let lanes = min(threads, blocks)
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      for place in stride(from: lane, to: blocks, by: lanes) { work(place) }
    }
  }
}
