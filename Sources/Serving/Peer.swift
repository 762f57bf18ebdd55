public import NIOCore
internal import Synchronization

/// Whose connections and requests are counted together: an IPv4 address or an IPv6 /64, the smallest
/// piece that a provider gives to one customer.
public struct ClientKey: Hashable, Sendable {
  private let high: UInt64
  private let isV6: Bool

  /// `nil` for sockets without an address (pipes).
  public init?(_ address: SocketAddress?) {
    guard let address else { return nil }
    // sockaddr_in holds its address at byte 4, sockaddr_in6 at byte 8 (RFC 3493 §3.3).
    switch address {
    case .v4:
      high = address.withSockAddr { socket, _ in
        UInt64(UnsafeRawPointer(socket).loadUnaligned(fromByteOffset: 4, as: UInt32.self))
      }
      isV6 = false
    case .v6:
      high = address.withSockAddr { socket, _ in
        UnsafeRawPointer(socket).loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      }
      isV6 = true
    case .unixDomainSocket: return nil
    }
  }

  /// Whether an address is this machine itself: 127.0.0.0/8, ::1, or a socket without an address.
  public static func isLoopback(_ address: SocketAddress?) -> Bool {
    guard let text = address?.ipAddress else { return true }
    return text == "::1" || text.hasPrefix("127.") || text.hasPrefix("::ffff:127.")
  }
}

/// The rate of one peer, shared by its connections on all event loops.
///
/// The generic cell rate algorithm (ITU-T I.371): one time stamp says when the peer would be even.
public final class ClientRateLimiter: Sendable {
  private let evenAt = Atomic<Int64>(0)

  /// Starts even.
  public init() {}

  /// Whether nothing of what was used lately has to be remembered.
  func isEven(now: Int64) -> Bool { evenAt.load(ordering: .relaxed) <= now }

  /// Takes the right to one request.
  ///
  /// - Parameters:
  ///   - now: Nanoseconds of a steady clock.
  ///   - perSecond: Rate, at least 1; as many may come at once after a pause.
  /// - Returns: Whether the request may be answered.
  public func take(now: Int64, perSecond: Int) -> Bool {
    let interval = 1_000_000_000 / Int64(perSecond)
    var even = evenAt.load(ordering: .relaxed)
    while true {
      let next = max(even, now) + interval
      if next - now > 1_000_000_000 { return false }
      let (done, seen) = evenAt.compareExchange(expected: even, desired: next, ordering: .relaxed)
      if done { return true }
      even = seen
    }
  }
}

/// Counts connections, in all and by peer, and keeps the open ones to notify them of a stop.
public final class ConnectionRegistry: Sendable {
  /// Why a connection is not taken.
  public enum Full: Error {
    /// So many are open in all.
    case total(Int)
    /// So many are open of this peer.
    case peer(Int)
    /// The server is stopping.
    case stopping
  }

  private struct PeerEntry {
    var connections = 0
    let rate = ClientRateLimiter()
  }

  private struct State {
    var peers: [ClientKey: PeerEntry] = [:]
    var channels: [ObjectIdentifier: any Channel] = [:]
    var total = 0
    var isStopping = false
    /// The number of peers at which those that are gone are removed.
    var mostRemembered = 4096
  }

  private let state = Mutex(State())

  /// Starts without connections.
  public init() {}

  /// How many connections are open.
  public var count: Int { state.withLock { $0.total } }

  /// Admits a connection; each one admitted must be given back with `leave`.
  ///
  /// - Parameters:
  ///   - channel: The connection.
  ///   - peer: Its peer; `nil` where it is not known, and no limit for each peer applies.
  ///   - most: The largest number of connections.
  ///   - mostPerPeer: The largest number of one peer.
  /// - Returns: The request rate of the peer, shared by its connections.
  /// - Throws: `Full`: which limit was reached, or that the server is stopping.
  public func enter(
    _ channel: any Channel, peer: ClientKey?, most: Int, mostPerPeer: Int
  ) throws(Full) -> ClientRateLimiter {
    let entered = state.withLock { state -> Result<ClientRateLimiter, Full> in
      guard !state.isStopping else { return .failure(.stopping) }
      guard state.total < most else { return .failure(.total(most)) }
      guard let peer else {
        state.total += 1
        state.channels[ObjectIdentifier(channel)] = channel
        return .success(ClientRateLimiter())
      }
      var entry = state.peers[peer] ?? PeerEntry()
      guard entry.connections < mostPerPeer else { return .failure(.peer(mostPerPeer)) }
      entry.connections += 1
      state.peers[peer] = entry
      state.total += 1
      state.channels[ObjectIdentifier(channel)] = channel
      return .success(entry.rate)
    }
    return try entered.get()
  }

  /// Gives a connection back.
  public func leave(_ channel: any Channel, peer: ClientKey?) {
    state.withLock { state in
      guard state.channels.removeValue(forKey: ObjectIdentifier(channel)) != nil else { return }
      state.total -= 1
      guard let peer, var entry = state.peers[peer] else { return }
      entry.connections -= 1
      let now = Int64(clamping: NIODeadline.now().uptimeNanoseconds)
      // A peer that is gone is remembered for the second in which its rate counts, so that a new
      // connection for each request forgives nothing.
      let isOver = entry.connections == 0 && entry.rate.isEven(now: now)
      state.peers[peer] = isOver ? nil : entry
      if state.peers.count > state.mostRemembered {
        state.peers = state.peers.filter {
          $0.value.connections > 0 || !$0.value.rate.isEven(now: now)
        }
        state.mostRemembered = max(4096, 2 * state.peers.count)
      }
    }
  }

  /// Refuses new connections from now on; the open ones.
  public func stop() -> [any Channel] {
    state.withLock { state in
      state.isStopping = true
      return Array(state.channels.values)
    }
  }
}
