internal import Application
public import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import HummingbirdHTTP2
public import Logging
internal import NIOCore
internal import NIOHTTPTypes
public import NIOPosix
internal import NIOSSL
public import ServiceLifecycle
public import Serving
internal import Synchronization

/// HTTP, FHIR and maps over the use cases of the locator.
///
/// Plain HTTP/1.1, or over TLS HTTP/1.1 and HTTP/2. It runs on the event loops that it is given and
/// stops gracefully with the process: what was asked is answered, streams of events are ended, and what
/// is still open after `drainSeconds` is closed.
///
/// For example:
///
///     let current = HTTPSources.Current(
///       locator: locator, edition: DirectoryVersion(), generation: 0)
///     let server = try HTTPServer(
///       sources: HTTPSources(current: { current }), settings: HTTPServer.Settings(), group: group,
///       logger: logger)
///     try await server.run()
public final class HTTPServer: ServiceLifecycle.Service {
  /// Where and how to listen.
  public struct Settings: Sendable {
    /// Address to listen on.
    public var host = "127.0.0.1"
    /// Port; 0 lets the system choose one.
    public var port = 7380
    /// Certificate chain and private key, PEM files; `nil` for plain text.
    public var tls: TLSFiles?
    /// What is bounded.
    public var limits = HTTPLimits()
    /// Language of sentences where a request names none.
    public var language = Language.indonesian
    /// Version of the program, for `/openapi.json` and the marks of answers.
    public var version = ""
    /// Origins whose pages may read answers (CORS), `*` for all; empty for none.
    public var origins: [String] = []

    /// The defaults.
    public init() {}
  }

  private let settings: Settings
  private let group: MultiThreadedEventLoopGroup
  private let logger: Logger
  private let responder: Responder
  /// Tells changes of referrals; `nil` where none are served.
  private let broadcast: ReferralBroadcast?
  private let tls: Mutex<HTTP2UpgradeChannel?>
  private let boundPort = Atomic<Int>(0)

  /// Makes a server; it listens when it runs.
  ///
  /// - Parameters:
  ///   - sources: What it answers from.
  ///   - settings: Where and how.
  ///   - group: The event loops, ended by their maker.
  ///   - logger: Takes what happens; never a path, position, token or person.
  /// - Throws: `TLSFault` when certificate or key are not usable.
  public init(
    sources: HTTPSources, settings: Settings, group: MultiThreadedEventLoopGroup, logger: Logger
  ) throws(TLSFault) {
    self.settings = settings
    self.group = group
    self.logger = logger
    let broadcast = sources.referralService.map { referralService in
      ReferralBroadcast(
        ReferralLog(
          Referring(
            referralService: referralService, locator: { sources.current().locator },
            now: sources.now)),
        most: settings.limits.eventStreams, quiet: .seconds(settings.limits.heartbeatSeconds)
      ) { error in
        logger.error("changes cannot be read", metadata: ["error": "\(error)"])
      }
    }
    self.broadcast = broadcast
    let routes = RouteTable(Self.operations(sources, settings, broadcast))
    let meters = HTTPMeters(sources.store, operations: routes.operations.map(\.id))
    let connections = Connections(limits: settings.limits, meters: meters)
    let responder = Responder(
      routes: routes, snapshots: SnapshotKeeper(version: settings.version, sources.current),
      connections: connections, meters: meters, logger: logger, language: settings.language,
      isEncrypted: settings.tls != nil, origins: settings.origins,
      pages: PageKeeper(servesReferrals: sources.referralService != nil))
    self.responder = responder
    if let files = settings.tls {
      tls = Mutex(try Self.encrypted(files, responder))
    } else {
      tls = Mutex(nil)
    }
  }

  /// The port that it listens on; 0 before that.
  public var port: Int { boundPort.load(ordering: .acquiring) }

  /// Reads the certificate again, for new connections; on failure the old one is used on.
  public func reloadCertificate() throws(TLSFault) {
    guard let files = settings.tls else { return }
    let new = try Self.encrypted(files, responder)
    tls.withLock { $0 = new }
  }

  /// Serves until it is told to stop.
  ///
  /// - Throws: `ListenFault` when the address cannot be listened on.
  public func run() async throws {
    let connections = responder.connections
    let logger = logger
    let broadcast = broadcast
    let server = try builder().buildServer(
      configuration: ServerConfiguration(
        address: .hostname(settings.host, port: settings.port), backlog: 1024),
      eventLoopGroup: group, logger: quiet, responder: { (_, _: consuming ResponseWriter, _) in },
      onServerRunning: { [self] listener in
        boundPort.store(listener.localAddress?.port ?? 0, ordering: .releasing)
        logger.notice(
          "serving HTTP",
          metadata: [
            "host": "\(settings.host)", "port": "\(port)", "tls": "\(settings.tls != nil)",
          ])
      })
    let drain = settings.limits.drainSeconds
    do {
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await server.run() }
        tasks.addTask {
          try await gracefulShutdown()
          broadcast?.stop()
          try await Task.sleep(for: .seconds(drain))
          let left = connections.closeAll()
          if left > 0 {
            logger.warning("closing connections that did not end", metadata: ["count": "\(left)"])
          }
        }
        _ = try await tasks.next()
        tasks.cancelAll()
      }
    } catch is CancellationError {
      return
    } catch {
      throw ListenFault(host: settings.host, port: settings.port, error)
    }
  }

  /// The library's own log lines only for errors: they name paths.
  private var quiet: Logger {
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .error)
    return quiet
  }

  private func builder() -> HTTPServerBuilder {
    let connections = responder.connections
    if settings.tls == nil {
      let plain = Self.plain(responder)
      return HTTPServerBuilder { _ in
        GuardedChannel(inner: { plain }, connections: connections, isEncrypted: false)
      }
    }
    return HTTPServerBuilder { [self] _ in
      guard let first = tls.withLock({ $0 }) else { preconditionFailure("TLS without an identity") }
      return GuardedChannel(
        inner: { [self] in tls.withLock { $0 } ?? first }, connections: connections,
        isEncrypted: true)
    }
  }

  private static func streams(_ responder: Responder) -> HTTP1Channel.Configuration {
    let connections = responder.connections
    let limits = connections.limits
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestGuard(connections)],
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
        maxHeaderFieldCount: limits.headerFields))
  }

  private static func plain(_ responder: Responder) -> HTTP1Channel {
    HTTP1Channel(
      responder: { (request, writer: consuming ResponseWriter, channel) in
        try await responder.respond(request, writer, channel)
      }, configuration: streams(responder))
  }

  private static func encrypted(
    _ files: TLSFiles, _ responder: Responder
  ) throws(TLSFault) -> HTTP2UpgradeChannel {
    // Both files are read once by themselves, so that the error names the file.
    _ = try files.context()
    let configuration = try files.configuration()
    let limits = responder.connections.limits
    do {
      return try HTTP2UpgradeChannel(
        tlsConfiguration: configuration,
        configuration: HTTP2ChannelConfiguration(
          idleTimeout: .seconds(limits.requestSeconds),
          gracefulCloseTimeout: .seconds(limits.drainSeconds),
          streamConfiguration: streams(responder)),
        responder: { (request, writer: consuming ResponseWriter, channel) in
          try await responder.respond(request, writer, channel)
        })
    } catch {
      throw .mismatch(certificate: files.certificate, key: files.key)
    }
  }
}
