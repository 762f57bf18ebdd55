/// Everything that the HTTP door bounds, each with its default.
public struct HTTPLimits: Hashable, Sendable {
  /// Connections in all; one more is answered 503 and closed.
  public var connections = 10_000
  /// Connections of one peer, an IPv4 address or an IPv6 /64; one more is answered 503 and closed.
  public var connectionsPerPeer = 1000
  /// Requests a second of one peer, 0 for no limit; one more is answered 429.
  ///
  /// A peer may use up to one second's worth at once.
  public var requestsPerSecond = 0
  /// Seconds that a request may take to come in whole, and a connection may wait for the next one.
  ///
  /// Bytes alone do not count: a header that is dripped in is too slow.
  public var requestSeconds = 30
  /// Bytes of all header fields of a request; more are answered 431.
  public var headerBytes = 16_384
  /// Header fields of a request; more are answered 431.
  public var headerFields = 100
  /// Bytes of a request's body; more are answered 413.
  public var bodyBytes = 1 << 20
  /// Bytes of unread answers at which a connection is paused.
  public var outputBacklog = 1 << 20
  /// Seconds that a paused connection may stay so before it is dropped.
  public var stallSeconds = 30
  /// Milliseconds from which on a request is logged with its operation and its time; 0 for never.
  public var slowMilliseconds = 1000
  /// Seconds that a stopping server waits for its connections.
  public var drainSeconds = 10
  /// Streams of events in all; one more is answered 503.
  public var eventStreams = 1000
  /// Seconds without a change after which a stream of events shows that it lives.
  public var heartbeatSeconds = 15

  /// Requests a second of one peer on an address that is not loopback, unless told otherwise.
  public static let publicRequestsPerSecond = 1000

  /// The defaults.
  public init() {}

  /// A limit with its name, range and effect, for options and the documentation.
  public struct Entry: Sendable {
    /// Name as in the option: `requests_per_second`.
    public let name: String
    /// Which limit.
    public let path: any WritableKeyPath<HTTPLimits, Int> & Sendable
    /// What it may be set to.
    public let range: ClosedRange<Int>
    /// What happens when it is hit.
    public let effect: String
  }

  /// All limits.
  public static let entries: [Entry] = [
    Entry(
      name: "connections", path: \.connections, range: 1...1_000_000, effect: "503, then closed"),
    Entry(
      name: "connections_per_peer", path: \.connectionsPerPeer, range: 1...1_000_000,
      effect: "503, then closed"),
    Entry(
      name: "requests_per_second", path: \.requestsPerSecond, range: 0...10_000_000,
      effect: "429 with `Retry-After`, the connection goes on; 0 is no limit"),
    Entry(
      name: "request_seconds", path: \.requestSeconds, range: 1...3600,
      effect: "408 for half a request; an idle connection is closed without a word"),
    Entry(
      name: "header_bytes", path: \.headerBytes, range: 1024...(1 << 20), effect: "431, then closed"
    ),
    Entry(
      name: "header_fields", path: \.headerFields, range: 10...10_000, effect: "431, then closed"),
    Entry(
      name: "body_bytes", path: \.bodyBytes, range: 1024...(1 << 30), effect: "413, then closed"),
    Entry(
      name: "output_backlog", path: \.outputBacklog, range: 4096...(1 << 30),
      effect: "the answer waits until it is read"),
    Entry(
      name: "stall_seconds", path: \.stallSeconds, range: 1...86_400,
      effect: "closed without a word: the client does not read"),
    Entry(
      name: "slow_milliseconds", path: \.slowMilliseconds, range: 0...600_000,
      effect: "operation and time of the request are logged, nothing else of it; 0 is never"),
    Entry(
      name: "drain_seconds", path: \.drainSeconds, range: 0...3600,
      effect: "a stopping server closes what is still open"),
    Entry(
      name: "event_streams", path: \.eventStreams, range: 1...1_000_000,
      effect: "503 with `Retry-After` for a stream of events"),
    Entry(
      name: "heartbeat_seconds", path: \.heartbeatSeconds, range: 1...3600,
      effect: "a stream of events shows that it lives"),
  ]
}
