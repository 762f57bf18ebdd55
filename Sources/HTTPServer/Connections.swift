internal import Formats
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import Serving
internal import Synchronization

/// The connections of the door: who they are from, and how many there may be.
final class Connections: Sendable {
  /// One connection.
  final class Connection: Sendable {
    /// The rate of its peer, shared with that peer's other connections.
    let rate: ClientRateLimiter
    /// Whether it comes from this machine.
    let isLoopback: Bool
    /// The address that it comes from.
    let address: String
    /// Whether a request has begun on it.
    let hasSpoken = Atomic<Bool>(false)

    init(rate: ClientRateLimiter, isLoopback: Bool, address: String) {
      self.rate = rate
      self.address = address
      self.isLoopback = isLoopback
    }
  }

  let limits: HTTPLimits
  let meters: HTTPMeters
  private let connectionRegistry = ConnectionRegistry()
  private let known = Mutex<[ObjectIdentifier: Connection]>([:])

  init(limits: HTTPLimits, meters: HTTPMeters) {
    self.limits = limits
    self.meters = meters
  }

  /// How many are open.
  var count: Int { connectionRegistry.count }

  /// The connection of a channel, or of the HTTP/2 connection that a stream's channel belongs to.
  func connection(of channel: any Channel) -> Connection? {
    known.withLock { known in
      // The parent of a stream is its connection, that of a connection the listener.
      known[ObjectIdentifier(channel)] ?? channel.parent.flatMap { known[ObjectIdentifier($0)] }
    }
  }

  /// Whether a channel is a stream of HTTP/2, and no connection of its own.
  func isStream(_ channel: any Channel) -> Bool {
    known.withLock { $0[ObjectIdentifier(channel)] == nil }
  }

  /// Takes a connection in until it closes.
  func enter(_ channel: any Channel) throws(ConnectionRegistry.Full) {
    let peer = ClientKey(channel.remoteAddress)
    let rate = try connectionRegistry.enter(
      channel, peer: peer, most: limits.connections, mostPerPeer: limits.connectionsPerPeer)
    let connection = Connection(
      rate: rate, isLoopback: ClientKey.isLoopback(channel.remoteAddress),
      address: channel.remoteAddress?.ipAddress ?? "local")
    known.withLock { $0[ObjectIdentifier(channel)] = connection }
    meters.accepted.increment(by: 1)
    meters.connections.add(1)
    channel.closeFuture.whenComplete { [self] _ in
      connectionRegistry.leave(channel, peer: peer)
      known.withLock { $0[ObjectIdentifier(channel)] = nil }
      meters.connections.add(-1)
    }
    // Whoever connects and says nothing, or never ends the handshake of TLS, does not stay.
    let patience = TimeAmount.seconds(Int64(limits.requestSeconds))
    let timer = channel.eventLoop.scheduleTask(in: patience) {
      if !connection.hasSpoken.load(ordering: .relaxed) { channel.close(promise: nil) }
    }
    channel.closeFuture.whenComplete { _ in timer.cancel() }
  }

  /// Accepts no more, and closes those that are open.
  ///
  /// - Returns: How many there were.
  func closeAll() -> Int {
    let left = connectionRegistry.stop()
    for channel in left { channel.close(promise: nil) }
    return left.count
  }
}

/// A connection of the door, plain or over TLS, under the limits of all.
struct GuardedChannel<Inner: ServerChildChannel>: ServerChildChannel {
  /// The form that is in use now; another one once the certificate was read again.
  let inner: @Sendable () -> Inner
  let connections: Connections
  let isEncrypted: Bool

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Inner.Value> {
    let backlog = connections.limits.outputBacklog
    do {
      if let options = channel.syncOptions {
        try options.setOption(
          .writeBufferWaterMark, value: .init(low: backlog / 2, high: backlog))
        try options.setOption(.socketOption(.so_keepalive), value: 1)
      }
      do throws(ConnectionRegistry.Full) {
        try connections.enter(channel)
      } catch {
        connections.meters.refused.increment(by: 1)
        logger.info("refused a connection", metadata: ["why": "\(error)"])
        try channel.pipeline.syncOperations.addHandler(RefusingHandler(isEncrypted: isEncrypted))
      }
    } catch {
      return channel.eventLoop.makeFailedFuture(error)
    }
    return inner().setup(channel: channel, logger: logger)
  }

  func handle(value: Inner.Value, logger: Logger) async {
    await inner().handle(value: value, logger: logger)
  }
}

/// Tells a connection that is one too many so, and closes it.
final class RefusingHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let isEncrypted: Bool

  init(isEncrypted: Bool) { self.isEncrypted = isEncrypted }

  func channelActive(context: ChannelHandlerContext) {
    guard !isEncrypted else { return context.close(promise: nil) }
    let body = Problem.busy.body(.english)
    let head =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
      + "Retry-After: 1\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head + body))).whenComplete { _ in
      channel.value.close(promise: nil)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}

@available(*, unavailable)
extension RefusingHandler: Sendable {}
