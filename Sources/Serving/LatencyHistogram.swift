public import CoreMetrics
internal import Synchronization

/// Counts durations in buckets, four to each doubling: a value read from it is at most 25 % too high.
public final class LatencyHistogram: TimerHandler, Sendable {
  /// 4 × 40 buckets: from 1 ns to 18 minutes.
  private static let bucketCount = 160

  private let storage = BucketStorage()

  /// A snapshot of the counts.
  public struct Reading: Sendable {
    var counts: [Int64]
    /// Of all durations, nanoseconds.
    public var sum: Int64
    /// How many durations.
    public var count: Int64 { counts.reduce(0, +) }

    /// How many lasted at most this long, within the resolution of the buckets.
    public func count(upTo nanoseconds: Int64) -> Int64 {
      counts[...LatencyHistogram.bucket(nanoseconds)].reduce(0, +)
    }

    /// The upper end of the bucket that holds a quantile, nanoseconds; 0 without any durations.
    public func quantile(_ part: Double) -> Int64 {
      let count = count
      guard count > 0 else { return 0 }
      let rank = Int64((Double(count) * part).rounded(.up))
      var seen: Int64 = 0
      for (bucket, number) in counts.enumerated() {
        seen += number
        if seen >= rank { return LatencyHistogram.upperEnd(bucket) }
      }
      return LatencyHistogram.upperEnd(counts.count - 1)
    }
  }

  /// The bounds that the metrics page shows: the ends of buckets, 1 µs … 1 s.
  static let pageBounds: [(nanoseconds: Int64, seconds: String)] = [
    10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30,
  ]
  .map { power in
    let end = Int64(1) << power
    return (end - 1, "\(Double(end) / 1e9)")
  }

  /// Records one duration.
  public func recordNanoseconds(_ duration: Int64) { record(duration, times: 1) }

  /// Records the same duration for several requests that were answered together.
  public func record(_ nanoseconds: Int64, times: Int64) {
    storage.add(times, to: Self.bucket(nanoseconds))
    storage.addToSum(max(nanoseconds, 0) &* times)
  }

  /// The present counts.
  public func read() -> Reading { storage.read() }

  /// The bucket of a duration: position of the highest bit and the two bits below it.
  static func bucket(_ nanoseconds: Int64) -> Int {
    let value = UInt64(max(nanoseconds, 1))
    let power = 63 - value.leadingZeroBitCount
    let quarter =
      power >= 2 ? Int(value >> UInt64(power - 2)) & 3 : Int(value << UInt64(2 - power)) & 3
    return min(power * 4 + quarter, bucketCount - 1)
  }

  /// The longest duration of a bucket.
  static func upperEnd(_ bucket: Int) -> Int64 {
    let power = bucket / 4
    let quarter = Int64(bucket % 4) + 5
    return power >= 2 ? (quarter << Int64(power - 2)) - 1 : Int64(1) << Int64(power)
  }

  /// The cells; a class of its own because an array of atomics cannot be a stored property.
  private final class BucketStorage: Sendable {
    // Written through atomics only; the memory lives as long as the object.
    private nonisolated(unsafe) let cells: UnsafeMutablePointer<Atomic<Int64>>

    init() {
      cells = .allocate(capacity: LatencyHistogram.bucketCount + 1)
      for cell in 0...LatencyHistogram.bucketCount { (cells + cell).initialize(to: Atomic(0)) }
    }

    deinit {
      cells.deinitialize(count: LatencyHistogram.bucketCount + 1)
      cells.deallocate()
    }

    func add(_ amount: Int64, to bucket: Int) {
      cells[bucket].wrappingAdd(amount, ordering: .relaxed)
    }
    func addToSum(_ amount: Int64) {
      cells[LatencyHistogram.bucketCount].wrappingAdd(amount, ordering: .relaxed)
    }
    func read() -> Reading {
      Reading(
        counts: (0..<LatencyHistogram.bucketCount).map { cells[$0].load(ordering: .relaxed) },
        sum: cells[LatencyHistogram.bucketCount].load(ordering: .relaxed))
    }
  }
}
