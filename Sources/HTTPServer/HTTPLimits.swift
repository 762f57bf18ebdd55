public import Serving

/// Everything that the HTTP door bounds, each with its default.
public struct HTTPLimits: DoorLimits {
  /// Connections in all; one more is answered 503 and closed.
  public var connections = CommonLimit.connections.standard
  /// Connections of one peer, an IPv4 address or an IPv6 /64; one more is answered 503 and closed.
  public var connectionsPerPeer = CommonLimit.connectionsPerPeer.standard
  /// Requests a second of one peer, 0 for no limit; one more is answered 429.
  ///
  /// A peer may use up to one second's worth at once.
  public var requestsPerSecond = CommonLimit.requestsPerSecond.standard
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
  public var outputBacklog = CommonLimit.outputBacklog.standard
  /// Seconds that a paused connection may stay so before it is dropped.
  public var stallSeconds = CommonLimit.stallSeconds.standard
  /// Milliseconds from which on a request is logged with its operation and its time; 0 for never.
  public var slowMilliseconds = CommonLimit.slowMilliseconds.standard
  /// Seconds that a stopping server waits for its connections.
  public var drainSeconds = CommonLimit.drainSeconds.standard
  /// Streams of events in all; one more is answered 503.
  public var eventStreams = 1000
  /// Seconds without a change after which a stream of events shows that it lives.
  public var heartbeatSeconds = 15

  /// The defaults.
  public init() {}

  /// All limits.
  public static let entries: [LimitEntry<HTTPLimits>] = [
    LimitEntry(.connections, \.connections, effect: "503, then closed"),
    LimitEntry(.connectionsPerPeer, \.connectionsPerPeer, effect: "503, then closed"),
    LimitEntry(
      .requestsPerSecond, \.requestsPerSecond,
      effect: "429 with `Retry-After`, the connection goes on; 0 is no limit"),
    LimitEntry(
      "request_seconds", \.requestSeconds, 1...3600,
      effect: "408 for half a request; an idle connection is closed without a word"),
    LimitEntry("header_bytes", \.headerBytes, 1024...(1 << 20), effect: "431, then closed"),
    LimitEntry("header_fields", \.headerFields, 10...10_000, effect: "431, then closed"),
    LimitEntry("body_bytes", \.bodyBytes, 1024...(1 << 30), effect: "413, then closed"),
    LimitEntry(.outputBacklog, \.outputBacklog, effect: "the answer waits until it is read"),
    LimitEntry(
      .stallSeconds, \.stallSeconds, effect: "closed without a word: the client does not read"),
    LimitEntry(
      .slowMilliseconds, \.slowMilliseconds,
      effect: "operation and time of the request are logged, nothing else of it; 0 is never"),
    LimitEntry(
      .drainSeconds, \.drainSeconds, effect: "a stopping server closes what is still open"),
    LimitEntry(
      "event_streams", \.eventStreams, 1...1_000_000,
      effect: "503 with `Retry-After` for a stream of events"),
    LimitEntry(
      "heartbeat_seconds", \.heartbeatSeconds, 1...3600,
      effect: "a stream of events shows that it lives"),
  ]
}
