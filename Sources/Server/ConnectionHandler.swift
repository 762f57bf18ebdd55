import Serving
import Geo
import LineProtocol
import Logging
import NIOCore

/// Told to all connections when the server stops.
struct StopSignal: Sendable {}

/// Serves one connection, on its event loop.
///
/// All complete requests of a read are answered into one buffer, which is written and flushed once,
/// at the end of the loop's `FlushCoalescer`.
/// Nothing waits inside: `ConnectionState` says when requests are answered, bytes read, answers sent and
/// the connection closed; this class does it.
///
/// A question for the nearest facilities in plain decimals allocates nothing once buffers are warm.
final class ConnectionHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let context: ServerContext
  let rate: ClientRateLimiter
  var session: Session
  /// How the present request is answered.
  var style = ReplyStyle.lines
  var framer = RequestFramer()
  /// Bytes of requests that are not complete, or that wait.
  var held = ByteBuffer()
  var out = ByteBuffer()
  var list: DirectorySnapshot
  var listVersion: Int
  var found: [Neighbor] = []

  var state = ConnectionState()
  /// What is worked on elsewhere while requests wait: its verb, and since when.
  var working: (verb: String, since: NIODeadline)?

  var lastRequest = NIODeadline.now()
  var idleTimer: Scheduled<Void>?
  var stallTimer: Scheduled<Void>?
  /// Requests of the present batch, by kind of count.
  var batchNearest: Int64 = 0
  var batchTotal: Int64 = 0
  /// The answers of this event loop.
  let coalescer: FlushCoalescer
  /// Where to send; `nil` outside the pipeline.
  private(set) var channel: ChannelHandlerContext?

  init(context: ServerContext, rate: ClientRateLimiter, coalescer: FlushCoalescer) {
    self.context = context
    self.rate = rate
    self.coalescer = coalescer
    session = Session(number: context.nextConnection(), language: context.language)
    // The version first: a list that comes in between is then noticed at the first request.
    listVersion = context.currentListVersion
    list = context.list
  }

  // MARK: Events

  func handlerAdded(context channel: ChannelHandlerContext) { self.channel = channel }

  func handlerRemoved(context channel: ChannelHandlerContext) { self.channel = nil }

  func channelActive(context channel: ChannelHandlerContext) {
    lastRequest = .now()
    watchIdle(channel)
    channel.fireChannelActive()
  }

  func channelInactive(context channel: ChannelHandlerContext) {
    idleTimer?.cancel()
    stallTimer?.cancel()
    state.closed()
    if !session.topics.isEmpty { self.context.referrals?.broadcaster.remove([], of: self) }
    channel.fireChannelInactive()
  }

  func channelRead(context channel: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    coalescer.count(received: Int64(bytes.readableBytes))
    guard state.takesBytes else { return }
    if held.readableBytes == 0, state.answers {
      answer(&bytes, channel)
      if bytes.readableBytes > 0 {
        held.clear()
        held.writeBuffer(&bytes)
      }
    } else {
      held.writeBuffer(&bytes)
      if state.answers { answer(&held, channel) }
    }
  }

  func channelReadComplete(context channel: ChannelHandlerContext) {
    if out.readableBytes > 0, state.takesBytes { coalescer.add(self) } else { send(channel) }
  }

  /// Lets the next read through only when what was read is answered.
  func read(context channel: ChannelHandlerContext) {
    if state.readAsked() { channel.read() }
  }

  func channelWritabilityChanged(context channel: ChannelHandlerContext) {
    if state.becameWritable(channel.channel.isWritable) {
      stallTimer?.cancel()
      stallTimer = nil
      resume(.backlog, channel)
    }
    channel.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context channel: ChannelHandlerContext, event: Any) {
    switch event {
    case ChannelEvent.inputClosed:
      // What was not ended is no request; what was is still answered.
      if state.inputClosed() { finish(channel) }
    case is StopSignal:
      stop(channel)
    default:
      channel.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context channel: ChannelHandlerContext, error: any Error) {
    context.logger.debug(
      "connection failed", metadata: ["connection": "\(session.number)", "error": "\(error)"])
    state.closed()
    channel.close(promise: nil)
  }
}

@available(*, unavailable)
extension ConnectionHandler: Sendable {}
