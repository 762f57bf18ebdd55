#if canImport(Glibc)
  internal import Glibc
#endif

/// Structured threads for batches; `Geo` uses nothing but the C library.
///
/// Where there are no threads, as in WebAssembly, the one that calls does the work of all.
enum Threads {
  #if canImport(Glibc)
    private final class Share {
      let number: Int
      let work: @Sendable (Int) -> Void

      init(_ number: Int, _ work: @escaping @Sendable (Int) -> Void) {
        self.number = number
        self.work = work
      }
    }

    /// Calls `work` with 0 ..< count, the first on this thread; what no thread can be had for, too.
    static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
      var threads: [pthread_t] = []
      for number in 1..<count {
        let share = Unmanaged.passRetained(Share(number, work))
        var thread = pthread_t()
        let status = pthread_create(
          &thread, nil,
          { share in
            guard let share else { return nil }
            let mine = Unmanaged<Share>.fromOpaque(share).takeRetainedValue()
            mine.work(mine.number)
            return nil
          }, share.toOpaque())
        if status == 0 {
          threads.append(thread)
        } else {
          share.release()
          work(number)
        }
      }
      work(0)
      for thread in threads { pthread_join(thread, nil) }
    }
  #else
    /// Calls `work` with 0 ..< count, one after the other.
    static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
      for number in 0..<count { work(number) }
    }
  #endif
}
