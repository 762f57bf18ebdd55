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

  /// Compares a sample of queries with the brute-force twin, which is asked once for all k.
  func verify(ks: [Int], sample: Int) {
    let step = max(1, queries.count / max(sample, 1))
    let places = stride(from: 0, to: queries.count, by: step).prefix(sample)
    let twin = SphereTwin(grid.positions)
    let slow = places.map { twin.nearest(to: queries[$0], limit: ks.max() ?? 1) }
    for k in ks {
      var different = 0
      var worst = 0.0
      for (place, slow) in zip(places, slow) {
        let fast = grid.nearest(to: queries[place], limit: k)
        if fast != Array(slow.prefix(k)) { different += 1 }
        for (a, b) in zip(fast, slow) { worst = max(worst, abs(a.meters - b.meters)) }
      }
      print(
        #"{"type":"verify","peer":"plkk","set":"\#(set)","k":\#(k),"sample":\#(slow.count),"#
          + #""queries_with_other_distance":\#(different),"max_dist_err_m":\#(worst)}"#)
    }
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

/// The brute-force twin for millions of points: all of them are looked at on a sphere first.
///
/// On a sphere of the latitudes and longitudes a distance is at most 1.1 % longer or shorter,
/// beside another, than on the ellipsoid; so who is 3 % farther there than the k-th is not among the k
/// nearest. All others are measured by `BruteForce`.
struct SphereTwin {
  private let positions: [Position]
  private let places: [SIMD4<Double>]

  init(_ positions: [Position]) {
    self.positions = positions
    places = positions.map { Self.place($0) }
  }

  private static func place(_ position: Position) -> SIMD4<Double> {
    let latitude = position.latitude * .pi / 180
    let longitude = position.longitude * .pi / 180
    return SIMD4(
      cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude), 0)
  }

  func nearest(to center: Position, limit: Int) -> [Neighbor] {
    let from = Self.place(center)
    let squares = places.map { place in
      let way = place - from
      return (way * way).sum()
    }
    var smallest: [Double] = []
    for square in squares where smallest.count < limit || square < smallest[limit - 1] {
      smallest.insert(square, at: smallest.firstIndex { $0 > square } ?? smallest.count)
      if smallest.count > limit { smallest.removeLast() }
    }
    // A hundred-millionth of the radius for points at one place.
    let reach = (smallest.last ?? 0) * 1.03 * 1.03 + 1e-16
    let chosen = squares.indices.filter { squares[$0] <= reach }
    return BruteForce.nearest(to: center, among: chosen.map { positions[$0] }, limit: limit)
      .map { Neighbor(index: chosen[$0.index], meters: $0.meters) }
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
  case build, nearest1, nearest3, nearest10, count50km, prepare, prepared3, prepared10

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
    let plain = GridIndex((0..<points).compactMap { _ in anywhere() })
    let grid = rawValue.hasPrefix("prepare") ? plain.prepared() : plain
    var found: [Neighbor] = []
    var sum = 0.0
    for _ in 0..<queries {
      guard let position = anywhere() else { continue }
      switch self {
      case .build, .prepare: sum += Double(grid.count)
      case .nearest1: grid.nearest(to: position, limit: 1, into: &found)
      case .nearest3, .prepared3: grid.nearest(to: position, limit: 3, into: &found)
      case .nearest10, .prepared10: grid.nearest(to: position, limit: 10, into: &found)
      case .count50km: sum += Double(grid.count(of: position, within: 50_000))
      }
      sum += found.last?.meters ?? 0
    }
    // A mean of metres or of points, so that the work cannot be left out and can be compared.
    print("\(rawValue): \(points) points, \(queries) queries, mean \(Int(sum) / max(queries, 1))")
  }
}
