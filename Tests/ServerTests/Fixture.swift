@testable import Serving
import Formats
import LineProtocol
import Logging
import NIOCore
import NIOEmbedded
import Application

@testable import Server

/// What the tests of this room share.
enum Fixture {
  /// The embedded list, loaded once.
  static let locator: Result<Locator, any Error> = Result { try Locator.embedded() }

  static var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

  static func context(
    limits: ServerLimits = ServerLimits(), referrals: ReferralEndpoint? = nil
  ) throws -> ServerContext {
    let content = ServerContent(locator: try locator.get())
    return ServerContext(
      content: content, limits: limits, table: .serving, store: PrometheusRegistry(), logger: quiet,
      version: "test", language: .english, referrals: referrals,
      reload: { content })
  }

  /// A connection without a socket.
  static func channel(
    _ context: ServerContext, from address: String = "127.0.0.1"
  ) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel()
    let coalescer = context.coalescer(on: channel.eventLoop)
    try channel.pipeline.syncOperations.addHandler(
      ConnectionHandler(context: context, rate: ClientRateLimiter(), coalescer: coalescer))
    try channel.connect(to: SocketAddress(ipAddress: address, port: 1)).wait()
    return channel
  }
}

extension EmbeddedChannel {
  /// Hands bytes in as one read; the answers come when the loop's turn ends.
  func receive(_ bytes: some Sequence<UInt8>) throws {
    try writeInbound(ByteBuffer(bytes: bytes))
  }

  /// Everything that was sent since the last look.
  func sent() throws -> String {
    var text = ""
    while let buffer = try readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
    return text
  }

  /// Sends requests as one read and gives what is answered.
  func ask(_ text: String) throws -> String {
    try receive(text.utf8)
    embeddedEventLoop.run()
    return try sent()
  }
}
