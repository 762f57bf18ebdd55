import Serving
import LineProtocol
import Logging
import NIOCore

extension ConnectionHandler {
  // MARK: Pausing

  /// Answers collected before they are handed on in the middle of a batch.
  private static let chunk = 1 << 16

  @inline(__always)
  func pauseIfNeeded(_ channel: ChannelHandlerContext) {
    if out.readableBytes >= Self.chunk { send(channel) }
    if batchTotal >= context.limits.requestsInFlight, state.answers {
      send(channel)
      state.pause(.turn)
      let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
      channel.eventLoop.execute {
        let (connection, channel) = handler.value
        connection.resume(.turn, channel)
      }
    }
  }

  /// Gives a client that does not read its time.
  private func awaitClient(_ channel: ChannelHandlerContext) {
    guard stallTimer == nil else { return }
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    stallTimer = channel.eventLoop.scheduleTask(in: .seconds(Int64(context.limits.stallSeconds))) {
      let (connection, channel) = handler.value
      connection.drop(channel)
    }
  }

  /// Ends one reason to wait, answers what waited, and reads on.
  func resume(_ reason: ConnectionState.Pauses, _ channel: ChannelHandlerContext) {
    guard state.resume(reason), channel.channel.isActive else { return }
    if state.answers, held.readableBytes > 0 { answer(&held, channel) }
    send(channel)
    switch state.resumed() {
    case .nothing: break
    case .close: finish(channel)
    case .read: channel.read()
    }
  }

  /// Closes a connection whose client does not read.
  private func drop(_ channel: ChannelHandlerContext) {
    guard state.stalled() else { return }
    context.meters.dropped.increment(by: 1)
    context.logger.info(
      "dropped a connection that does not read its answers",
      metadata: ["connection": "\(session.number)"])
    channel.close(promise: nil)
  }

  // MARK: Sending and closing

  /// Sends what the round has answered, unless it is sent already.
  func sendWaiting() {
    if let channel { send(channel) }
  }

  /// Writes and flushes the answers so far; then closes when that is due.
  func send(_ channel: ChannelHandlerContext) {
    if out.readableBytes > 0 {
      coalescer.count(sent: Int64(out.readableBytes))
      channel.write(wrapOutboundOut(out), promise: nil)
      channel.flush()
      // Normally the kernel took all of it and the memory is ours again; else a new one is taken.
      out.clear()
    }
    switch state.sent() {
    case .nothing: break
    case .close: finish(channel)
    case .waitForClient: awaitClient(channel)
    }
  }

  /// Closes once everything written is out.
  func finish(_ channel: ChannelHandlerContext) {
    guard state.close() else { return }
    if out.readableBytes > 0 {
      coalescer.count(sent: Int64(out.readableBytes))
      channel.write(wrapOutboundOut(out), promise: nil)
      out.clear()
    }
    // An empty write is done when all before it are.
    let handler = NIOLoopBound(channel, eventLoop: channel.eventLoop)
    channel.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
      handler.value.close(promise: nil)
    }
    let patience = TimeAmount.seconds(Int64(context.limits.stallSeconds))
    stallTimer?.cancel()
    stallTimer = channel.eventLoop.scheduleTask(in: patience) { handler.value.close(promise: nil) }
  }
}
