// What SwiftNIO alone reaches: for each line that ends in a read, one fixed reply; nothing is
// parsed, searched, counted or limited.
//
//   bare-nio PORT THREADS BYTES
import NIOCore
import NIOPosix

/// Answers each line with the same reply of four lines, as long as those of the server.
final class FixedReply: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let reply: ByteBuffer
  private var out = ByteBuffer()

  init(_ reply: ByteBuffer) { self.reply = reply }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let lines = unwrapInboundIn(data).readableBytesView.count { $0 == 0x0a }
    for _ in 0..<lines { out.writeImmutableBuffer(reply) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    guard out.readableBytes > 0 else { return }
    context.writeAndFlush(wrapOutboundOut(out), promise: nil)
    out.clear()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

@available(*, unavailable)
extension FixedReply: Sendable {}

let words = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard words.count == 3, words[2] >= 20 else { fatalError("usage: bare-nio PORT THREADS BYTES") }
let line = "+" + String(repeating: "x", count: words[2] / 3 - 4) + "\r\n"
let reply = ByteBuffer(string: "*3\r\n" + line + line + line)
let group = MultiThreadedEventLoopGroup(numberOfThreads: words[1])
let listener = try await ServerBootstrap(group: group)
  .serverChannelOption(.backlog, value: 1024)
  .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
  .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
  .childChannelOption(.maxMessagesPerRead, value: 1)
  .childChannelInitializer { channel in
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(FixedReply(reply))
    }
  }
  .bind(host: "127.0.0.1", port: words[0]).get()
try await listener.closeFuture.get()
