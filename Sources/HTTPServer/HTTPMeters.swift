internal import HTTPTypes
internal import Serving

/// The figures of the door; no path, position, token or person among them.
struct HTTPMeters: Sendable {
  let accepted: PrometheusCounter
  let refused: PrometheusCounter
  let dropped: PrometheusCounter
  let connections: Gauge
  let latency: LatencyHistogram
  private let answered: [PrometheusCounter]
  private let store: PrometheusRegistry
  private let operations: [String]

  /// Makes counters at zero.
  ///
  /// - Parameters:
  ///   - store: Keeps the counters.
  ///   - operations: Names of the operations, by index.
  init(_ store: PrometheusRegistry, operations: [String]) {
    self.store = store
    self.operations = operations
    accepted = store.total("plkk_http_connections_accepted_total")
    refused = store.total("plkk_http_connections_refused_total")
    dropped = store.total("plkk_http_connections_dropped_total")
    connections = store.gauge("plkk_http_connections")
    latency = store.histogram("plkk_http_request_duration_seconds")
    answered = operations.map {
      store.total("plkk_http_requests_total", [("operation", $0), ("status", "200")])
    }
  }

  /// Counts an answer.
  ///
  /// - Parameters:
  ///   - operation: Index of the operation; `nil` where none was found.
  ///   - status: The status of the answer.
  func count(_ operation: Int?, _ status: HTTPResponse.Status) {
    if let operation, status == .ok { return answered[operation].increment(by: 1) }
    let name = operation.map { operations[$0] } ?? "none"
    store.total(
      "plkk_http_requests_total", [("operation", name), ("status", String(status.code))]
    ).increment(by: 1)
  }
}
