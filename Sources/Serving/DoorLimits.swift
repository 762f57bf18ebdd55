/// Everything that a door bounds, each with its default, its name and its range.
///
/// A door is set up by `--limit name=number`, in a configuration file and in the environment; all of them, the
/// page of the protocol and `INFO` go by `entries`.
///
///     var limits = ServerLimits()
///     for entry in ServerLimits.entries where entry.name == "connections" {
///       limits[keyPath: entry.path] = 500
///     }
public protocol DoorLimits: Hashable, Sendable {
  /// The defaults.
  init()

  /// Requests a second of one peer, 0 for no limit.
  var requestsPerSecond: Int { get set }

  /// All limits, in the order in which they are shown.
  static var entries: [LimitEntry<Self>] { get }
}

extension DoorLimits {
  /// Requests a second of one peer on an address that is not loopback, unless set otherwise.
  public static var publicRequestsPerSecond: Int { 1000 }
}

/// A limit of a door with its name, range and effect, for options and the documentation.
public struct LimitEntry<Limits: DoorLimits>: Sendable {
  /// Name as in the option and in `INFO`: `requests_per_second`.
  public let name: String
  /// Which limit.
  public let path: any WritableKeyPath<Limits, Int> & Sendable
  /// What it may be set to.
  public let range: ClosedRange<Int>
  /// What happens when it is hit.
  public let effect: String

  /// What it is unless it is set.
  public var standard: Int { Limits()[keyPath: path] }

  /// A limit that only this door has.
  public init(
    _ name: String, _ path: any WritableKeyPath<Limits, Int> & Sendable,
    _ range: ClosedRange<Int>, effect: String
  ) {
    (self.name, self.path, self.range, self.effect) = (name, path, range, effect)
  }

  /// A limit that every door has.
  public init(
    _ common: CommonLimit, _ path: any WritableKeyPath<Limits, Int> & Sendable, effect: String
  ) {
    self.init(common.rawValue, path, common.range, effect: effect)
  }
}

/// The limits that every door has, with one default and one range for all of them.
public enum CommonLimit: String, CaseIterable, Sendable {
  /// Connections in all.
  case connections
  /// Connections of one peer: an IPv4 address or an IPv6 /64; loopback counts as a peer like any other.
  case connectionsPerPeer = "connections_per_peer"
  /// Requests a second of one peer, 0 for no limit; one second's worth may be used at once.
  case requestsPerSecond = "requests_per_second"
  /// Bytes of unread answers at which a connection is paused.
  case outputBacklog = "output_backlog"
  /// Seconds that a paused connection may stay so before it is dropped.
  case stallSeconds = "stall_seconds"
  /// Milliseconds from which on a request is logged, 0 for never.
  case slowMilliseconds = "slow_milliseconds"
  /// Seconds that a stopping server waits for its connections.
  case drainSeconds = "drain_seconds"

  /// What it is unless it is set.
  public var standard: Int {
    switch self {
    case .connections: 10_000
    case .connectionsPerPeer: 1000
    case .requestsPerSecond: 0
    case .outputBacklog: 1 << 20
    case .stallSeconds: 30
    case .slowMilliseconds: 1000
    case .drainSeconds: 10
    }
  }

  /// What it may be set to.
  public var range: ClosedRange<Int> {
    switch self {
    case .connections, .connectionsPerPeer: 1...1_000_000
    case .requestsPerSecond: 0...10_000_000
    case .outputBacklog: 4096...(1 << 30)
    case .stallSeconds: 1...86_400
    case .slowMilliseconds: 0...600_000
    case .drainSeconds: 0...3600
    }
  }
}
