public import Application
public import Formats
import Glibc
public import LineProtocol
public import Logging
import NIOCore
public import NIOPosix
import NIOSSL
public import ServiceLifecycle
public import Serving
import Synchronization

/// The line protocol over TCP.
///
/// One snapshot of the directory is shared read-only by all event loops; a new one is swapped in
/// whole. Requests are answered on the event loop that reads them: no task, thread or lock in between.
///
/// For example:
///
///     let content = ServerContent(locator: locator)
///     var settings = LineServer.Settings()
///     settings.host = "::1"
///     let server = try LineServer(
///       content: content, settings: settings, logger: logger, reload: { content })
///     try await server.run()
public final class LineServer: ServiceLifecycle.Service {
  /// Where and how to listen.
  public struct Settings: Sendable {
    /// Address to listen on.
    public var host = "127.0.0.1"
    /// Port; 0 lets the system choose one.
    public var port = 7336
    /// Listening sockets that were handed over by a supervisor; they are served instead of host and port.
    public var sockets: [HandedSockets.Socket] = []
    /// Event loops; 0 means one for each core.
    public var threads = 0
    /// The event loops to run on, shared with other servers and ended by their maker; `nil` for own
    /// ones.
    public var group: MultiThreadedEventLoopGroup?
    /// Certificate chain and private key, PEM files; `nil` for plain text.
    public var tls: TLSFiles?
    /// What is bounded.
    public var limits = ServerLimits()
    /// Language of a new connection.
    public var language = ReplyLanguage.indonesian
    /// Path of the database that is served, for the log; `nil` for the embedded list.
    public var database: String?
    /// Version that `HELLO` and `INFO` report.
    public var version = ""

    /// The defaults.
    public init() {}
  }

  private let settings: Settings
  let context: ServerContext
  private let tls: Mutex<NIOSSLContext?>
  private let boundPort = Atomic<Int>(0)

  /// Makes a server; it listens when it runs.
  ///
  /// - Parameters:
  ///   - content: What to serve first.
  ///   - settings: Where and how.
  ///   - store: Takes the figures.
  ///   - logger: Takes what happens; never a query's position.
  ///   - referrals: The referrals to serve; nil for none.
  ///   - reload: Reads the content again, for `SIGHUP` and `RELOAD`.
  /// - Throws: `TLSFault` when certificate or key are not usable.
  public init(
    content: ServerContent, settings: Settings, store: PrometheusRegistry = PrometheusRegistry(),
    logger: Logger,
    referrals: ReferralEndpoint? = nil, reload: @escaping @Sendable () throws -> ServerContent
  ) throws(TLSFault) {
    self.settings = settings
    tls = Mutex(try settings.tls?.context())
    context = ServerContext(
      content: content, limits: settings.limits, table: .serving, store: store, logger: logger,
      version: settings.version, language: settings.language, referrals: referrals,
      isEncrypted: settings.tls != nil, reload: reload)
  }

  /// The port that it listens on; 0 before that.
  public var port: Int { boundPort.load(ordering: .acquiring) }

  /// Which list is served.
  public var edition: DirectoryVersion { context.edition }

  /// What is served now, for other doors of the same process, and how often it was read.
  public var serving: (locator: Locator, edition: DirectoryVersion, generation: Int) {
    context.serving
  }

  /// Why requests cannot be served now; `nil` where they can.
  public func trouble() async -> Phrase? { await context.trouble() }

  /// All figures as a page of Prometheus text.
  public func metricsPage() -> String { context.metricsPage() }

  /// Serves until it is told to stop, then answers what was received and closes.
  ///
  /// - Throws: `ListenFault` when the address cannot be listened on.
  public func run() async throws {
    let threads = settings.threads > 0 ? settings.threads : System.coreCount
    if let group = settings.group { return try await serve(on: group, threads: threads) }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
    do {
      try await serve(on: group, threads: threads)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
    try await group.shutdownGracefully()
  }

  private func serve(on group: MultiThreadedEventLoopGroup, threads: Int) async throws {
    let listeners = try await listen(on: group)
    boundPort.store(listeners.first?.localAddress?.port ?? 0, ordering: .releasing)
    context.logger.notice(
      "listening",
      metadata: [
        "address":
          "\(listeners.map { $0.localAddress.map { "\($0)" } ?? "" }.joined(separator: " "))",
        "handed_over": "\(!settings.sockets.isEmpty)",
        "tls": "\(settings.tls != nil)", "threads": "\(threads)",
        "database": "\(settings.database ?? "none")",
        "list_version": "\(edition.version)", "list_day": "\(edition.day)",
        "referrals": "\(context.referrals == nil ? "off" : "on")",
      ])
    if !SupervisorNotice.ready.send() {
      context.logger.warning("the supervisor could not be told that the server is ready")
    }
    let context = context
    let watching = Task {
      await context.referrals?.pollChanges(context.logger) { context.list.locator }
    }
    let keeping = Task { await context.referrals?.watch?.run(context.logger) }
    try? await gracefulShutdown()
    watching.cancel()
    keeping.cancel()
    try await drain(listeners)
    context.logger.notice("stopped")
  }

  /// Reads list, tokens and certificate again; on failure what was served is served on.
  public func reload() async throws {
    if let files = settings.tls {
      let new = try files.context()
      tls.withLock { $0 = new }
    }
    try await DirectoryReloader.run(context).get()
  }

  private func listen(
    on group: MultiThreadedEventLoopGroup
  ) async throws(ListenFault) -> [any Channel] {
    let bootstrap = bootstrap(on: group)
    do {
      guard settings.sockets.isEmpty else {
        var listeners: [any Channel] = []
        for socket in settings.sockets {
          listeners.append(
            try await guarded(bootstrap.withBoundSocket(socket.descriptor)).get())
        }
        return listeners
      }
      return [try await guarded(bootstrap.bind(host: settings.host, port: settings.port)).get()]
    } catch {
      throw ListenFault(host: settings.host, port: settings.port, error)
    }
  }

  /// With the log of refused connections last in the line of handlers, where failures of accepting end.
  private func guarded(_ listener: EventLoopFuture<any Channel>) -> EventLoopFuture<any Channel> {
    let refusals = RefusalLog(logger: context.logger, refused: context.meters.refused)
    return listener.flatMap { listener in
      listener.pipeline.addHandler(refusals).map { listener }
    }
  }

  private func bootstrap(on group: MultiThreadedEventLoopGroup) -> ServerBootstrap {
    let backlog = settings.limits.outputBacklog
    let keepalive = settings.limits.keepaliveSeconds
    // SwiftNIO sets TCP_NODELAY on every connection itself.
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.so_keepalive), value: 1)
      .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: keepalive)
      .childChannelOption(
        .tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: max(1, keepalive / 4)
      )
      .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPCNT)), value: 3)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(
        .writeBufferWaterMark, value: .init(low: backlog / 2, high: backlog)
      )
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture { try initialize(channel) }
      }
  }

  private func initialize(_ channel: any Channel) throws {
    if let tls = tls.withLock({ $0 }) {
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
    }
    let peer = ClientKey(channel.remoteAddress)
    do throws(ConnectionRegistry.Full) {
      let rate = try context.connectionRegistry.enter(
        channel, peer: peer, most: context.limits.connections,
        mostPerPeer: context.limits.connectionsPerPeer)
      context.meters.accepted.increment(by: 1)
      let connectionRegistry = context.connectionRegistry
      channel.closeFuture.whenComplete { _ in connectionRegistry.leave(channel, peer: peer) }
      try? channel.pipeline.syncOperations.addHandler(
        ConnectionHandler(
          context: context, rate: rate, coalescer: context.coalescer(on: channel.eventLoop)))
    } catch {
      context.meters.refused.increment(by: 1)
      context.logger.info("refused a connection", metadata: ["why": "\(error)"])
      try? channel.pipeline.syncOperations.addHandler(
        RefusingHandler(reply: Self.reply(error, settings.language)))
    }
  }

  private static func reply(_ full: ConnectionRegistry.Full, _ language: ReplyLanguage) -> Reply {
    switch full {
    case .total(let limit):
      let phrase = Phrase(
        id: "sudah \(limit) sambungan (connections); coba lagi nanti",
        en: "\(limit) connections already (connections); try again later")
      return .error(.busy, phrase.text(language))
    case .peer(let limit):
      let phrase = Phrase(
        id: "sudah \(limit) sambungan dari alamat ini (connections_per_peer)",
        en: "\(limit) connections from this address already (connections_per_peer)")
      return .error(.limit, phrase.text(language))
    case .stopping:
      return .error(
        .busy, Phrase(id: "server sedang berhenti", en: "the server is stopping").text(language))
    }
  }

  /// Stops listening, lets the connections end, and closes those that do not.
  private func drain(_ listeners: [any Channel]) async throws {
    SupervisorNotice.stopping.send()
    context.logger.notice("stopping")
    context.isStopping.store(true, ordering: .releasing)
    for listener in listeners { try await listener.close() }
    for channel in context.connectionRegistry.stop() {
      channel.pipeline.fireUserInboundEventTriggered(StopSignal())
    }
    let deadline = NIODeadline.now() + .seconds(Int64(settings.limits.drainSeconds))
    while context.connectionRegistry.count > 0, NIODeadline.now() < deadline {
      try? await Task.sleep(for: .milliseconds(20))
    }
    let left = context.connectionRegistry.stop()
    if !left.isEmpty {
      context.logger.warning(
        "closing connections that did not end", metadata: ["count": "\(left.count)"])
    }
    for channel in left { channel.close(promise: nil) }
  }
}

/// Tells a connection why it is not taken, then closes it.
final class RefusingHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let reply: Reply

  init(reply: Reply) { self.reply = reply }

  func channelActive(context: ChannelHandlerContext) {
    let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: reply.bytes))).whenComplete { _ in
      channel.value.close(promise: nil)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

@available(*, unavailable)
extension RefusingHandler: Sendable {}
