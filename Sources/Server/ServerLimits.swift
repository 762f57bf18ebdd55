public import Application

/// Everything that a server bounds, each with its default.
public struct ServerLimits: Hashable, Sendable {
  /// Connections in all; one more is told `BUSY` and closed.
  public var connections = 10_000
  /// Connections of one peer; one more is told `LIMIT` and closed.
  ///
  /// A peer is an IPv4 address or an IPv6 /64. Loopback counts as a peer like any other.
  public var connectionsPerPeer = 1000
  /// Requests a second of one peer, 0 for no limit; one more is answered with `LIMIT`.
  ///
  /// The command line sets `publicRequestsPerSecond` where others than this machine can connect.
  ///
  /// A peer may use up to one second's worth at once.
  public var requestsPerSecond = 0
  /// Seconds without a complete request after which a connection is closed.
  ///
  /// Bytes alone do not count: a line that is dripped in is idle.
  public var idleSeconds = 300
  /// Seconds of silence after which the system asks whether the other end is still there; three askings
  /// without an answer end the connection, also that of a watcher, which may be idle for ever.
  public var keepaliveSeconds = 60
  /// Bytes of unread answers at which a connection is paused: its requests wait in the socket.
  public var outputBacklog = 1 << 20
  /// Seconds that a paused connection may stay so before it is dropped.
  public var stallSeconds = 30
  /// Milliseconds from which on a request is logged with its verb and its time; 0 for never.
  public var slowMilliseconds = 1000
  /// Requests of one connection answered in a row before others have their turn.
  public var requestsInFlight = 1024
  /// Bytes of one reply; a longer one becomes a `LIMIT` error.
  public var replyBytes = 4 << 20
  /// Seconds that a stopping server waits for its connections.
  public var drainSeconds = 10

  /// Referrals that one token may open in an hour; what is urgent is never refused so.
  public var openingsPerHour = Quota.standard.openings
  /// Looks of one token in a minute.
  public var looksPerMinute = Quota.standard.readings

  /// How much one token may open and read.
  public var quota: Quota { Quota(openings: openingsPerHour, readings: looksPerMinute) }

  /// Requests a second of one peer on an address that is not loopback, unless told otherwise.
  public static let publicRequestsPerSecond = 1000

  /// The defaults.
  public init() {}

  /// A limit with its name, unit and range, for options, `INFO` and the protocol page.
  public struct Entry: Sendable {
    /// Name as in `INFO`: `requests_per_second`.
    public let name: String
    /// Which limit.
    public let path: any WritableKeyPath<ServerLimits, Int> & Sendable
    /// What it may be set to.
    public let range: ClosedRange<Int>
    /// What happens when it is hit.
    public let effect: String
  }

  /// All limits.
  public static let entries: [Entry] = [
    Entry(
      name: "connections", path: \.connections, range: 1...1_000_000,
      effect: "`-BUSY`, then closed"),
    Entry(
      name: "connections_per_peer", path: \.connectionsPerPeer, range: 1...1_000_000,
      effect: "`-LIMIT`, then closed"),
    Entry(
      name: "requests_per_second", path: \.requestsPerSecond, range: 0...10_000_000,
      effect: "`-LIMIT`, the connection goes on; 0 is no limit"),
    Entry(
      name: "idle_seconds", path: \.idleSeconds, range: 1...86_400,
      effect: "closed without a word; watchers are exempt"),
    Entry(
      name: "keepalive_seconds", path: \.keepaliveSeconds, range: 1...7200,
      effect: "the other end is asked by TCP; closed without a word after three askings"),
    Entry(
      name: "output_backlog", path: \.outputBacklog, range: 4096...(1 << 30),
      effect: "requests wait until the answers are read"),
    Entry(
      name: "stall_seconds", path: \.stallSeconds, range: 1...86_400,
      effect: "closed without a word: the client does not read"),
    Entry(
      name: "slow_milliseconds", path: \.slowMilliseconds, range: 0...600_000,
      effect: "verb and time of the request are logged, nothing else of it; 0 is never"),
    Entry(
      name: "requests_in_flight", path: \.requestsInFlight, range: 1...1_000_000,
      effect: "others have their turn, then it goes on"),
    Entry(
      name: "reply_bytes", path: \.replyBytes, range: 4096...(1 << 30),
      effect: "`-LIMIT` instead of the reply"),
    Entry(
      name: "drain_seconds", path: \.drainSeconds, range: 0...3600,
      effect: "a stopping server closes what is still open"),
    Entry(
      name: "openings_per_hour", path: \.openingsPerHour, range: 1...1_000_000,
      effect: "`-LIMIT`; of one token, except what is urgent"),
    Entry(
      name: "looks_per_minute", path: \.looksPerMinute, range: 1...1_000_000,
      effect: "`-LIMIT`; of one token, except what is urgent and steps in a referral"),
  ]
}
