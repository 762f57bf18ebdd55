public import CoreMetrics
internal import Synchronization

/// Keeps the figures of a server in memory: the backend of swift-metrics behind `INFO` and `METRICS`.
///
/// Recording takes a few atomic additions and never allocates; making a meter takes a lock.
public final class PrometheusRegistry: MetricsFactory, Sendable {
  /// A name with its labels, ordered as the page lists them.
  struct Key: Hashable, Comparable {
    let name: String
    let labels: [String]

    init(_ name: String, _ dimensions: [(String, String)]) {
      self.name = name
      labels = dimensions.map { "\($0.0)=\"\($0.1)\"" }
    }

    static func < (a: Key, b: Key) -> Bool {
      a.name == b.name ? a.labels.lexicographicallyPrecedes(b.labels) : a.name < b.name
    }
  }

  private struct State {
    var totals: [Key: PrometheusCounter] = [:]
    var gauges: [Key: Gauge] = [:]
    var histograms: [Key: LatencyHistogram] = [:]
  }

  private let state = Mutex(State())

  /// Starts without any figures.
  public init() {}

  /// A counter; the same one for the same name and labels.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    total(label, dimensions)
  }

  /// A gauge: the last value that was recorded.
  public func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    gauge(label, dimensions)
  }

  /// A histogram of durations.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    histogram(label, dimensions)
  }

  /// Figures stay: a page never loses what it has shown.
  public func destroyCounter(_ handler: any CounterHandler) {}
  /// Figures stay: a page never loses what it has shown.
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  /// Figures stay: a page never loses what it has shown.
  public func destroyTimer(_ handler: any TimerHandler) {}

  /// A counter by name and labels.
  public func total(_ name: String, _ dimensions: [(String, String)] = []) -> PrometheusCounter {
    state.withLock { state in
      let key = Key(name, dimensions)
      if let known = state.totals[key] { return known }
      let made = PrometheusCounter()
      state.totals[key] = made
      return made
    }
  }

  /// A gauge by name and labels.
  public func gauge(_ name: String, _ dimensions: [(String, String)] = []) -> Gauge {
    state.withLock { state in
      let key = Key(name, dimensions)
      if let known = state.gauges[key] { return known }
      let made = Gauge()
      state.gauges[key] = made
      return made
    }
  }

  /// A histogram by name and labels.
  public func histogram(_ name: String, _ dimensions: [(String, String)] = []) -> LatencyHistogram {
    state.withLock { state in
      let key = Key(name, dimensions)
      if let known = state.histograms[key] { return known }
      let made = LatencyHistogram()
      state.histograms[key] = made
      return made
    }
  }

  /// All figures as lines of the Prometheus text format, by name and labels.
  public func page() -> [String] {
    let (totals, gauges, histograms) = state.withLock { ($0.totals, $0.gauges, $0.histograms) }
    var lines: [String] = []
    var previous = ""
    func announce(_ name: String, _ kind: String) {
      if name != previous { lines.append("# TYPE \(name) \(kind)") }
      previous = name
    }
    for (key, total) in totals.sorted(by: { $0.key < $1.key }) {
      announce(key.name, "counter")
      lines.append("\(Self.series(key.name, key.labels)) \(total.value)")
    }
    for (key, gauge) in gauges.sorted(by: { $0.key < $1.key }) {
      announce(key.name, "gauge")
      lines.append("\(Self.series(key.name, key.labels)) \(gauge.value)")
    }
    for (key, histogram) in histograms.sorted(by: { $0.key < $1.key }) {
      announce(key.name, "histogram")
      let read = histogram.read()
      for bound in LatencyHistogram.pageBounds {
        let labels = key.labels + ["le=\"\(bound.seconds)\""]
        lines.append(
          "\(Self.series(key.name + "_bucket", labels)) \(read.count(upTo: bound.nanoseconds))")
      }
      lines.append(
        "\(Self.series(key.name + "_bucket", key.labels + ["le=\"+Inf\""])) \(read.count)")
      lines.append("\(Self.series(key.name + "_sum", key.labels)) \(Double(read.sum) / 1e9)")
      lines.append("\(Self.series(key.name + "_count", key.labels)) \(read.count)")
    }
    return lines
  }

  private static func series(_ name: String, _ labels: [String]) -> String {
    labels.isEmpty ? name : "\(name){\(labels.joined(separator: ","))}"
  }
}

/// A sum that only grows.
public final class PrometheusCounter: CounterHandler, Sendable {
  private let sum = Atomic<Int64>(0)

  /// What was counted so far.
  public var value: Int64 { sum.load(ordering: .relaxed) }
  /// Counts.
  public func increment(by amount: Int64) { sum.wrappingAdd(amount, ordering: .relaxed) }
  /// Starts again at 0.
  public func reset() { sum.store(0, ordering: .relaxed) }
}

/// The last value recorded.
public final class Gauge: RecorderHandler, Sendable {
  private let last = Atomic<Int64>(0)

  /// The last value.
  public var value: Int64 { last.load(ordering: .relaxed) }
  /// Records a whole value.
  public func record(_ value: Int64) { last.store(value, ordering: .relaxed) }
  /// Records a value; one that is not finite counts as 0.
  public func record(_ value: Double) {
    last.store(value.isFinite ? Int64(value) : 0, ordering: .relaxed)
  }
  /// Adds to the last value.
  public func add(_ amount: Int64) { last.wrappingAdd(amount, ordering: .relaxed) }
}
