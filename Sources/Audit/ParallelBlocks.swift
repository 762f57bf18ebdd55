internal import Dispatch

/// A parallel loop over blocks of fixed length, so that no result depends on the number of threads.
enum ParallelBlocks {
  /// Calls `body` once for each block of `0..<count`, on up to `threads` threads at once.
  static func forEach(
    _ count: Int, block: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void
  ) {
    let blocks = (count + block - 1) / block
    @Sendable func run(_ index: Int) { body(index * block..<min((index + 1) * block, count)) }
    guard threads > 1, blocks > 1 else {
      for index in 0..<blocks { run(index) }
      return
    }
    let workers = min(threads, blocks)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: blocks, by: workers) { run(index) }
    }
  }
}
