import ArgumentParser
import Formats
import HTTPServer
import Logging
import NIOPosix
import Server
import Serving

/// The options of `plkk serve` for the door of HTTP.
struct HTTPOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Layani juga HTTP, FHIR dan peta di alamat ini, misalnya 127.0.0.1:7380.",
        en: "Serve HTTP, FHIR and maps as well, at this address, such as 127.0.0.1:7380."),
      valueName: "host:port"))
  var http: String?

  @Option(
    name: .customLong("http-limit"), parsing: .singleValue,
    help: ArgumentHelp(
      say(
        id: "Batas HTTP, boleh diulang: " + LimitOption.web.allowed,
        en: "A limit of HTTP, may be repeated: " + LimitOption.web.allowed),
      valueName: "name=number"))
  var limits: [String] = []

  @Option(
    name: .customLong("http-origin"), parsing: .singleValue,
    help: ArgumentHelp(
      say(
        id: "Asal halaman lain yang boleh membaca jawaban (CORS), boleh diulang; * untuk semua.",
        en: "An origin whose pages may read answers (CORS), may be repeated; * for all."),
      valueName: "https://example.org"))
  var origins: [String] = []

  /// The settings of the HTTP server.
  ///
  /// - Parameters:
  ///   - configured: Options, environment and file.
  ///   - line: The settings of the line protocol, whose certificate, language and version are used.
  ///   - isInsecure: Whether an address that is not loopback may do without TLS.
  ///   - logger: Gets a warning when HTTP is served without TLS.
  /// - Returns: The settings; `nil` where no address is given.
  /// - Throws: `CommandFailure` that names the option.
  private func settings(
    _ configured: Configured, _ line: LineServer.Settings, isInsecure: Bool, _ logger: Logger
  ) throws -> HTTPServer.Settings? {
    guard let address = configured.text(.http, option: http) else {
      guard limits.isEmpty, origins.isEmpty else {
        throw CommandFailure(
          .usage,
          say(
            id: "--http-limit dan --http-origin perlu --http HOST:PORT",
            en: "--http-limit and --http-origin need --http HOST:PORT"))
      }
      return nil
    }
    let name = try SocketName(address, option: "--http", defaultPort: 7380)
    guard name.isLoopback || line.tls != nil || isInsecure else {
      throw CommandFailure(
        .usage,
        say(
          id: "--http \(Failures.safe(address)) bukan loopback: perlu --tls-certificate dan "
            + "--tls-key, atau --insecure",
          en: "--http \(Failures.safe(address)) is not loopback: it needs --tls-certificate and "
            + "--tls-key, or --insecure"))
    }
    if !name.isLoopback, line.tls == nil {
      logger.warning(
        "serving HTTP without TLS: anybody on the way can read questions and answers",
        metadata: ["host": "\(name.host)"])
    }
    var settings = HTTPServer.Settings()
    settings.host = name.host
    settings.port = name.port
    settings.tls = line.tls
    settings.language = line.language
    settings.version = line.version
    settings.limits = try LimitOption.web.limits(limits, configured, isLoopback: name.isLoopback)
    settings.limits.connections = min(settings.limits.connections, line.limits.connections)
    let set = configured.text(.httpOrigins)?.split(separator: " ").map(String.init) ?? []
    settings.origins = try (origins.isEmpty ? set : origins).map(Self.origin)
    return settings
  }

  /// An origin as browsers write it: scheme, host, perhaps a port; no path.
  private static func origin(_ text: String) throws -> String {
    if text == "*" || text.wholeMatch(of: /https?:\/\/[A-Za-z0-9.\-\[\]:]+/) != nil { return text }
    throw CommandFailure(
      .usage,
      say(
        id: "--http-origin: “\(Failures.safe(text))” bukan asal; contoh: https://peta.example.org",
        en: "--http-origin: “\(Failures.safe(text))” is no origin; for example: "
          + "https://map.example.org"))
  }

  /// The door over the content of a server of the line protocol; `nil` where it is not asked for.
  func door(
    _ configured: Configured, _ line: LineServer.Settings, isInsecure: Bool, _ server: LineServer,
    _ group: MultiThreadedEventLoopGroup, _ endpoint: ReferralEndpoint?, store: PrometheusRegistry,
    logger: Logger
  ) throws -> HTTPServer? {
    guard let settings = try settings(configured, line, isInsecure: isInsecure, logger) else {
      return nil
    }
    var sources = HTTPSources(
      current: {
        let serving = server.serving
        return HTTPSources.Current(
          locator: serving.locator, edition: serving.edition, generation: serving.generation)
      }, trouble: { await server.trouble() }, metrics: { server.metricsPage() }, store: store)
    if let endpoint {
      sources.referralService = endpoint.referralService
      sources.now = endpoint.now
    }
    do throws(TLSFault) {
      return try HTTPServer(sources: sources, settings: settings, group: group, logger: logger)
    } catch {
      throw ServeFailures.failure(error)
    }
  }
}
