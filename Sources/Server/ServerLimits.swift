public import Application
public import Serving

/// Everything that a server bounds, each with its default.
public struct ServerLimits: DoorLimits {
  /// Connections in all; one more gets `BUSY` and is closed.
  public var connections = CommonLimit.connections.standard
  /// Connections of one peer; one more gets `LIMIT` and is closed.
  ///
  /// A peer is an IPv4 address or an IPv6 /64. Loopback counts as a peer like any other.
  public var connectionsPerPeer = CommonLimit.connectionsPerPeer.standard
  /// Requests a second of one peer, 0 for no limit; one more is answered with `LIMIT`.
  ///
  /// The command line sets `publicRequestsPerSecond` where others than this machine can connect.
  ///
  /// A peer may use up to one second's worth at once.
  public var requestsPerSecond = CommonLimit.requestsPerSecond.standard
  /// Seconds without a complete request after which a connection is closed.
  ///
  /// Bytes alone do not count: a line that is dripped in is idle.
  public var idleSeconds = 300
  /// Seconds of silence after which the system asks whether the other end is still there; three askings
  /// without an answer end the connection, also that of a watcher, which may be idle for ever.
  public var keepaliveSeconds = 60
  /// Bytes of unread answers at which a connection is paused: its requests wait in the socket.
  public var outputBacklog = CommonLimit.outputBacklog.standard
  /// Seconds that a paused connection may stay so before it is dropped.
  public var stallSeconds = CommonLimit.stallSeconds.standard
  /// Milliseconds from which on a request is logged with its verb and its time; 0 for never.
  public var slowMilliseconds = CommonLimit.slowMilliseconds.standard
  /// Requests of one connection answered in a row before others have their turn.
  public var requestsInFlight = 1024
  /// Bytes of one reply; a longer one becomes a `LIMIT` error.
  public var replyBytes = 4 << 20
  /// Seconds that a stopping server waits for its connections.
  public var drainSeconds = CommonLimit.drainSeconds.standard

  /// Referrals that one token may open in an hour; what is urgent is never refused so.
  public var openingsPerHour = Quota.standard.openings
  /// Looks of one token in a minute.
  public var looksPerMinute = Quota.standard.readings

  /// How much one token may open and read.
  public var quota: Quota { Quota(openings: openingsPerHour, readings: looksPerMinute) }

  /// The defaults.
  public init() {}

  /// All limits.
  public static let entries: [LimitEntry<ServerLimits>] = [
    LimitEntry(.connections, \.connections, effect: "`-BUSY`, then closed"),
    LimitEntry(.connectionsPerPeer, \.connectionsPerPeer, effect: "`-LIMIT`, then closed"),
    LimitEntry(
      .requestsPerSecond, \.requestsPerSecond,
      effect: "`-LIMIT`, the connection goes on; 0 is no limit"),
    LimitEntry(
      "idle_seconds", \.idleSeconds, 1...86_400,
      effect: "closed without a word; watchers are exempt"),
    LimitEntry(
      "keepalive_seconds", \.keepaliveSeconds, 1...7200,
      effect: "the other end is asked by TCP; closed without a word after three askings"),
    LimitEntry(.outputBacklog, \.outputBacklog, effect: "requests wait until the answers are read"),
    LimitEntry(
      .stallSeconds, \.stallSeconds, effect: "closed without a word: the client does not read"),
    LimitEntry(
      .slowMilliseconds, \.slowMilliseconds,
      effect: "verb and time of the request are logged, nothing else of it; 0 is never"),
    LimitEntry(
      "requests_in_flight", \.requestsInFlight, 1...1_000_000,
      effect: "others have their turn, then it goes on"),
    LimitEntry(
      "reply_bytes", \.replyBytes, 4096...(1 << 30), effect: "`-LIMIT` instead of the reply"),
    LimitEntry(
      .drainSeconds, \.drainSeconds, effect: "a stopping server closes what is still open"),
    LimitEntry(
      "openings_per_hour", \.openingsPerHour, 1...1_000_000,
      effect: "`-LIMIT`; of one token, except what is urgent"),
    LimitEntry(
      "looks_per_minute", \.looksPerMinute, 1...1_000_000,
      effect: "`-LIMIT`; of one token, except what is urgent and steps in a referral"),
  ]
}
