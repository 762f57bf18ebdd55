import Serving
import Formats
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Tells over HTTP whether a server is alive and ready, and its figures: for supervisors, load
/// balancers and Prometheus on the same machine.
///
/// `GET` and `HEAD` of `/healthz`, `/readyz` and `/metrics`; each connection is for one request.
public final class HealthListener: ServiceLifecycle.Service {
  private let server: LineServer
  private let host: String
  private let port: Int
  private let logger: Logger

  /// Watches over a server.
  ///
  /// - Parameters:
  ///   - server: The server whose health it reports.
  ///   - host: Address to listen on; the figures are for the operators only.
  ///   - port: Its port.
  ///   - logger: Takes where it listens.
  public init(server: LineServer, host: String, port: Int, logger: Logger) {
    self.server = server
    self.host = host
    self.port = port
    self.logger = logger
  }

  /// Answers until it is told to stop.
  ///
  /// - Throws: `ListenFault` when the address cannot be listened on.
  public func run() async throws {
    let context = server.context
    let listener: any Channel
    do {
      listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(HealthHandler(context))
          }
        }
        .bind(host: host, port: port).get()
    } catch {
      throw ListenFault(host: host, port: port, error)
    }
    logger.notice(
      "telling health", metadata: ["address": "\(listener.localAddress.map { "\($0)" } ?? "")"])
    try? await gracefulShutdown()
    try await listener.close()
  }
}

/// One request and its answer.
final class HealthHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The most bytes of a request's head.
  private static let longest = 8192
  /// How long a request may take to come.
  private static let patience = TimeAmount.seconds(5)

  private let server: ServerContext
  private var head = ByteBuffer()
  private var isAnswered = false
  private var timer: Scheduled<Void>?

  init(_ server: ServerContext) { self.server = server }

  func channelActive(context: ChannelHandlerContext) {
    let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: Self.patience) { channel.value.close(promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) { timer?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    guard !isAnswered else { return }
    head.writeBuffer(&bytes)
    let text = String(buffer: head)
    guard text.contains("\r\n\r\n") || text.contains("\n\n") else {
      if head.readableBytes > Self.longest { answer(context, "GET", .init(431, "too long\n")) }
      return
    }
    let words = text.prefix { !$0.isNewline }.split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      return answer(context, "GET", .init(400, "this is no request of HTTP/1\n"))
    }
    let method = String(words[0])
    guard ["GET", "HEAD"].contains(method) else {
      return answer(context, method, .init(405, "only GET and HEAD\n"))
    }
    switch words[1] {
    case "/healthz": answer(context, method, .init(200, "alive\n"))
    case "/metrics": answer(context, method, .init(200, server.metricsPage()))
    case "/readyz":
      let server = server
      let promise = context.eventLoop.makePromise(of: Answer.self)
      promise.completeWithTask {
        guard let trouble = await server.trouble() else { return Answer(200, "ready\n") }
        return Answer(503, trouble.en + "\n")
      }
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      promise.futureResult.whenSuccess { bound.value.0.answer(bound.value.1, method, $0) }
    default: answer(context, method, .init(404, "there are /healthz, /readyz and /metrics\n"))
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  /// Status and body of an answer.
  struct Answer: Sendable {
    let status: Int
    let body: String

    init(_ status: Int, _ body: String) {
      self.status = status
      self.body = body
    }

    /// The words that HTTP has for the status.
    var reason: String {
      switch status {
      case 200: "OK"
      case 400: "Bad Request"
      case 404: "Not Found"
      case 405: "Method Not Allowed"
      case 431: "Request Header Fields Too Large"
      default: "Service Unavailable"
      }
    }
  }

  private func answer(_ context: ChannelHandlerContext, _ method: String, _ answer: Answer) {
    isAnswered = true
    let head =
      "HTTP/1.1 \(answer.status) \(answer.reason)\r\n"
      + "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
      + "Content-Length: \(answer.body.utf8.count)\r\nCache-Control: no-store\r\n"
      + (answer.status == 405 ? "Allow: GET, HEAD\r\n" : "") + "Connection: close\r\n\r\n"
    let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
    let text = method == "HEAD" ? head : head + answer.body
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text))).whenComplete { _ in
      channel.value.close(promise: nil)
    }
  }
}

@available(*, unavailable)
extension HealthHandler: Sendable {}
