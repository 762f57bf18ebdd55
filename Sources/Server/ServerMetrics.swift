import Serving
import CoreMetrics
import LineProtocol
import Synchronization

/// The meters of a server, made once so that recording needs no look-up.
struct ServerMetrics: Sendable {
  let requests: [PrometheusCounter]
  let unknown: PrometheusCounter
  let errors: [ErrorCode: PrometheusCounter]
  let latency: LatencyHistogram
  let connections: Serving.Gauge
  let accepted: PrometheusCounter
  let refused: PrometheusCounter
  let dropped: PrometheusCounter
  let bytesIn: PrometheusCounter
  let bytesOut: PrometheusCounter
  let requestTotal: PrometheusCounter
  let reloads: PrometheusCounter
  /// Place of `NEAREST` in the table, which the fast path counts by.
  let nearest: Int

  init(_ store: PrometheusRegistry, table: CommandTable) {
    requests = table.commands.map { store.total("plkk_requests_total", [("verb", $0.name)]) }
    unknown = store.total("plkk_requests_total", [("verb", "unknown")])
    var errors: [ErrorCode: PrometheusCounter] = [:]
    for code in ErrorCode.allCases {
      errors[code] = store.total("plkk_errors_total", [("code", code.rawValue)])
    }
    self.errors = errors
    latency = store.histogram("plkk_request_duration_seconds")
    connections = store.gauge("plkk_connections")
    accepted = store.total("plkk_connections_accepted_total")
    refused = store.total("plkk_connections_refused_total")
    dropped = store.total("plkk_connections_dropped_total")
    bytesIn = store.total("plkk_received_bytes_total")
    bytesOut = store.total("plkk_sent_bytes_total")
    requestTotal = store.total("plkk_requests_answered_total")
    reloads = store.total("plkk_reloads_total")
    nearest = table.place(of: "NEAREST") ?? 0
  }
}
