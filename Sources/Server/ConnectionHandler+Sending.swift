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
    if out.readableBytes >= Self.chunk {
      send(channel)
      if !isWritable, !isClosing { pauseForBacklog(channel) }
    }
    if batchTotal >= context.limits.requestsInFlight, pauses.isEmpty, !isClosing {
      send(channel)
      pauses.insert(.turn)
      let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
      channel.eventLoop.execute {
        let (connection, channel) = handler.value
        connection.resume(.turn, channel)
      }
    }
  }

  private func pauseForBacklog(_ channel: ChannelHandlerContext) {
    pauses.insert(.backlog)
    guard stallTimer == nil else { return }
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    stallTimer = channel.eventLoop.scheduleTask(in: .seconds(Int64(context.limits.stallSeconds))) {
      let (connection, channel) = handler.value
      connection.drop(channel)
    }
  }

  /// Ends one reason to wait, answers what waited, and reads on.
  func resume(_ reason: Pauses, _ channel: ChannelHandlerContext) {
    pauses.remove(reason)
    guard pauses.isEmpty, channel.channel.isActive else { return }
    if !isClosing, held.readableBytes > 0 { answer(&held, channel) }
    send(channel)
    guard pauses.isEmpty else { return }
    if isInputClosed { return finish(channel) }
    if wantsRead {
      wantsRead = false
      channel.read()
    }
  }

  /// Makes requests wait for work elsewhere; `resume(.work, …)` ends it.
  func pauseForWork() { pauses.insert(.work) }

  /// Closes a connection whose client does not read.
  private func drop(_ channel: ChannelHandlerContext) {
    guard pauses.contains(.backlog) else { return }
    context.meters.dropped.increment(by: 1)
    context.logger.info(
      "dropped a connection that does not read its answers",
      metadata: ["connection": "\(session.number)"])
    isClosing = true
    channel.close(promise: nil)
  }

  // MARK: Sending and closing

  /// Sends what the round has answered, unless it is sent already.
  func sendWaiting() {
    if let channel { send(channel) }
  }

  /// Writes and flushes the answers so far; closes behind them when that is due.
  func send(_ channel: ChannelHandlerContext) {
    if out.readableBytes > 0 {
      round.count(sent: Int64(out.readableBytes))
      channel.write(wrapOutboundOut(out), promise: nil)
      channel.flush()
      // Normally the kernel took all of it and the memory is ours again; else a new one is taken.
      out.clear()
    }
    if isClosing { finish(channel) }
    if !isWritable, !isClosing, pauses.isEmpty { pauseForBacklog(channel) }
  }

  /// Closes once everything written is out.
  func finish(_ channel: ChannelHandlerContext) {
    guard !closes else { return }
    closes = true
    isClosing = true
    if out.readableBytes > 0 {
      round.count(sent: Int64(out.readableBytes))
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
