import Geo
import Glibc

enum Clock {
  /// Monotonic seconds.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// Timed and verified runs over one index.
struct Bench: Sendable {
  let grid: GridIndex
  let queries: [Position]
  let set: String
  let seconds: Double
  let repetitions: Int

  /// Compares a sample of queries with the brute-force twin.
  func verify(k: Int, sample: Int) {
    let step = max(1, queries.count / max(sample, 1))
    var asked = 0
    var different = 0
    var worst = 0.0
    for place in stride(from: 0, to: queries.count, by: step) where asked < sample {
      asked += 1
      let fast = grid.nearest(to: queries[place], limit: k)
      let slow = BruteForce.nearest(to: queries[place], among: grid.positions, limit: k)
      if fast != slow { different += 1 }
      for (a, b) in zip(fast, slow) { worst = max(worst, abs(a.meters - b.meters)) }
    }
    print(
      #"{"type":"verify","peer":"plkk","set":"\#(set)","k":\#(k),"sample":\#(asked),"#
        + #""queries_with_other_distance":\#(different),"max_dist_err_m":\#(worst)}"#)
  }

  /// Times queries one by one, `repetitions` times for about `seconds` each.
  ///
  /// `op` is `knn`, `radius50km`, `batch`: the k nearest in one call, or `twin`: by measuring every
  /// point.
  func time(op: String, k: Int, threads: Int) {
    // Enough queries for the time, found by trying.
    var count = min(64, queries.count)
    var trial = run(op, k, threads, 0, count)
    while trial < seconds / 4, count < queries.count {
      count = min(2 * count, queries.count)
      trial = run(op, k, threads, 0, count)
    }
    count = min(queries.count, max(64, Int(Double(count) * seconds / max(trial, 1e-9))))
    var nanoseconds: [Double] = []
    for repetition in 0..<repetitions {
      let start = (repetition * count) % max(1, queries.count - count + 1)
      nanoseconds.append(run(op, k, threads, start, count) / Double(count) * 1e9)
    }
    nanoseconds.sort()
    print(
      #"{"type":"time","peer":"\#(op == "twin" ? "plkk-twin" : "plkk")","set":"\#(set)","#
        + #""n":\#(grid.count),"op":"\#(op == "twin" ? "knn" : op)","k":\#(k),"#
        + #""threads":\#(threads),"mode":"e2e","ns_median":\#(nanoseconds[nanoseconds.count / 2]),"#
        + #""ns_best":\#(nanoseconds.first ?? 0),"ns_worst":\#(nanoseconds.last ?? 0),"#
        + #""nq":\#(count),"reps":\#(repetitions)}"#)
  }

  /// Seconds of wall time for a stretch of the queries, split over threads.
  private func run(_ op: String, _ k: Int, _ threads: Int, _ start: Int, _ count: Int) -> Double {
    if op == "batch" {
      var indices = [Int32](repeating: 0, count: count * k)
      var meters = [Double](repeating: 0, count: count * k)
      let started = Clock.now()
      queries.withUnsafeBufferPointer { queries in
        indices.withUnsafeMutableBufferPointer { indices in
          meters.withUnsafeMutableBufferPointer { meters in
            grid.nearest(
              toEach: UnsafeBufferPointer(rebasing: queries[start..<(start + count)]), limit: k,
              indices: indices, meters: meters, threads: threads)
          }
        }
      }
      Sink.keep(meters[0] + Double(indices[0]))
      return Clock.now() - started
    }
    if threads == 1 {
      let started = Clock.now()
      Sink.keep(stretch(op, k, start..<(start + count)))
      return Clock.now() - started
    }
    let share = (count + threads - 1) / threads
    let started = Clock.now()
    Threads.run(threads) { thread in
      let low = start + thread * share
      let high = min(low + share, start + count)
      if low < high { Sink.keep(stretch(op, k, low..<high)) }
    }
    return Clock.now() - started
  }

  private func stretch(_ op: String, _ k: Int, _ places: Range<Int>) -> Double {
    var sum = 0.0
    if op == "knn" {
      var found: [Neighbor] = []
      found.reserveCapacity(k)
      for place in places {
        grid.nearest(to: queries[place], limit: k, into: &found)
        sum += found[found.count - 1].meters + Double(found[0].index)
      }
    } else if op == "twin" {
      for place in places {
        let found = BruteForce.nearest(to: queries[place], among: grid.positions, limit: k)
        sum += found[found.count - 1].meters + Double(found[0].index)
      }
    } else {
      for place in places { sum += Double(grid.count(of: queries[place], within: 50_000)) }
    }
    return sum
  }
}

/// Keeps the compiler from dropping what nobody reads.
enum Sink {
  @inline(never) static func keep(_ value: Double) {
    if value == -1 { perror("a sum of distances is negative") }
  }
}

/// Plain threads, each with its number.
enum Threads {
  private final class Job {
    let number: Int
    let body: @Sendable (Int) -> Void
    init(_ number: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.number = number
      self.body = body
    }
  }

  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var handles = [pthread_t](repeating: 0, count: count)
    for number in 0..<count {
      let job = Unmanaged.passRetained(Job(number, body))
      pthread_create(
        &handles[number], nil,
        { raw in
          guard let raw else { return nil }
          let job = Unmanaged<Job>.fromOpaque(raw).takeRetainedValue()
          job.body(job.number)
          return nil
        }, job.toOpaque())
    }
    for handle in handles { pthread_join(handle, nil) }
  }
}

/// Workloads that are the same on every machine, for counting instructions.
enum Workload: String, CaseIterable {
  case build, nearest1, nearest3, nearest10, count50km

  /// Builds an index over made-up points in the box of Kalimantan and asks it from made-up positions.
  func run(points: Int, queries: Int) {
    var state: UInt64 = 20_261_123
    func uniform(_ low: Double, _ high: Double) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return low + (high - low) * Double(state >> 11) * 0x1p-53
    }
    func anywhere() -> Position? {
      Position(latitude: uniform(-4.3, 4.4), longitude: uniform(108.8, 119.1))
    }
    let grid = GridIndex((0..<points).compactMap { _ in anywhere() })
    var found: [Neighbor] = []
    var sum = 0.0
    for _ in 0..<queries {
      guard let position = anywhere() else { continue }
      switch self {
      case .build: sum += Double(grid.count)
      case .nearest1: grid.nearest(to: position, limit: 1, into: &found)
      case .nearest3: grid.nearest(to: position, limit: 3, into: &found)
      case .nearest10: grid.nearest(to: position, limit: 10, into: &found)
      case .count50km: sum += Double(grid.count(of: position, within: 50_000))
      }
      sum += found.last?.meters ?? 0
    }
    // A mean of metres or of points, so that the work cannot be left out and can be compared.
    print("\(rawValue): \(points) points, \(queries) queries, mean \(Int(sum) / max(queries, 1))")
  }
}
