import LineProtocol
import Logging
import NIOCore

extension ConnectionHandler {
  /// The grace period in which a stopping server still answers requests in flight.
  private static let lastWords = TimeAmount.milliseconds(100)

  /// Answers what has been received, then closes.
  func stop(_ channel: ChannelHandlerContext) {
    if state.stop() { awaitLastWords(channel) }
  }

  /// Closes as soon as there has been no request for a while.
  private func awaitLastWords(_ channel: ChannelHandlerContext) {
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    channel.eventLoop.scheduleTask(in: Self.lastWords) {
      let (connection, channel) = handler.value
      guard !connection.state.isClosing, channel.channel.isActive else { return }
      if connection.state.pauses.isEmpty,
        NIODeadline.now() - connection.lastRequest >= Self.lastWords
      {
        connection.finish(channel)
      } else {
        connection.awaitLastWords(channel)
      }
    }
  }

  func watchIdle(_ channel: ChannelHandlerContext) {
    let limit = TimeAmount.seconds(Int64(context.limits.idleSeconds))
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    idleTimer = channel.eventLoop.scheduleTask(deadline: lastRequest + limit) {
      let (connection, channel) = handler.value
      guard channel.channel.isActive, connection.state.takesBytes else { return }
      // A watcher has nothing to ask.
      if !connection.state.pauses.isEmpty || !connection.session.topics.isEmpty {
        connection.lastRequest = .now()
      }
      guard NIODeadline.now() - connection.lastRequest >= limit else {
        return connection.watchIdle(channel)
      }
      // Without a word: a client would take it for the reply to its next request.
      connection.context.logger.debug(
        "closed an idle connection", metadata: ["connection": "\(connection.session.number)"])
      connection.finish(channel)
    }
  }
}
