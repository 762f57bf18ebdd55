import Logging
import NIOCore
import Serving

/// Logs and counts connections that failed before they could be served: at accepting, or while their
/// options were set.
final class RefusalLog: ChannelInboundHandler, Sendable {
  typealias InboundIn = NIOAny

  private let logger: Logger
  private let refused: PrometheusCounter

  init(logger: Logger, refused: PrometheusCounter) {
    self.logger = logger
    self.refused = refused
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    refused.increment(by: 1)
    logger.warning("refused a connection", metadata: ["why": "\(error)"])
  }
}
