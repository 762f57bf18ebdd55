import Serving
import Formats
import ArgumentParser
import CoreMetrics
import Glibc
import HTTPServer
import LineProtocol
import Logging
import NIOCore
import NIOPosix
import Server
import Application
import ServiceLifecycle
import UnixSignals

/// `plkk serve`: the line protocol over TCP.
struct ServeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "serve",
      abstract: say(
        id: "Melayani pencarian lewat TCP (nc, redis-cli, pustaka Redis).",
        en: "Answers searches over TCP (nc, redis-cli, Redis libraries)."),
      discussion: say(
        id: """
          Protokol: Documentation/Protocol.md, atau kirim HELP. Daftar yang baru dimasukkan ke basis \
          data langsung dilayani. SIGHUP membaca ulang daftar, token dan sertifikat; SIGTERM menjawab \
          yang sudah diterima, lalu selesai. Setiap opsi juga dapat ditulis dalam berkas setelan \
          (plkk config show).

          CONTOH:
            plkk serve
            plkk serve --db /srv/plkk/plkk.sqlite --referrals
            plkk serve --listen [::]:7336 --tls-certificate a.pem --tls-key a.key
          """,
        en: """
          Protocol: Documentation/Protocol.md, or send HELP. A list newly taken into the database is \
          served at once. SIGHUP reads list and certificate again; SIGTERM answers what was \
          received, then ends. Each option can stand in a configuration file as well (plkk config \
          show).

          EXAMPLES:
            plkk serve
            plkk serve --db /srv/plkk/plkk.sqlite --referrals
            plkk serve --listen [::]:7336 --tls-certificate a.pem --tls-key a.key
          """))
  }

  @Option(
    help: ArgumentHelp(
      say(
        id: "Alamat dan port; alamat IPv6 dalam kurung siku (bawaan: 127.0.0.1:7336).",
        en: "Address and port; an IPv6 address in brackets (default: 127.0.0.1:7336)."),
      valueName: "host:port"))
  var listen: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Jumlah thread; 0: satu per inti (bawaan: 0).",
        en: "Threads; 0: one for each core (default: 0)."),
      valueName: "0-256"))
  var threads: Int?

  @Option(
    name: .store,
    help: ArgumentHelp(
      say(
        id:
          "Berkas basis data atau postgresql://… (bawaan: $XDG_DATA_HOME/plkk/plkk.sqlite); tanpa berkas dipakai daftar "
          + "tertanam, sampai ada yang dimasukkan.",
        en:
          "Database file or postgresql://… (default: $XDG_DATA_HOME/plkk/plkk.sqlite); without one the embedded list "
          + "is served, until one is taken in."), valueName: "file"))
  var db: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      say(
        id: "Layani rujukan juga bila basis data belum ada, dan buat; bila ada, rujukan selalu "
          + "dilayani.",
        en: "Serve referrals also where there is no database yet, and make it; where there is one "
          + "they are always served.")))
  var referrals: Bool?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Berapa detik sekali daftar baru dicari; 0: hanya pada SIGHUP dan RELOAD (bawaan: 1).",
        en: "Seconds between two looks for a new list; 0: only on SIGHUP and RELOAD (default: 1)."),
      valueName: "0.05-3600"))
  var listPoll: Double?

  @Option(
    help: ArgumentHelp(
      say(id: "Sertifikat TLS (PEM, rantai lengkap).", en: "TLS certificate (PEM, whole chain)."),
      valueName: "file"))
  var tlsCertificate: String?

  @Option(
    help: ArgumentHelp(
      say(id: "Kunci pribadi TLS (PEM).", en: "TLS private key (PEM)."), valueName: "file"))
  var tlsKey: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      say(
        id: "Izinkan alamat selain loopback tanpa TLS.",
        en: "Allow an address other than loopback without TLS.")))
  var insecure: Bool?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Alamat loopback untuk /healthz, /readyz dan /metrics lewat HTTP.",
        en: "Loopback address that tells /healthz, /readyz and /metrics over HTTP."),
      valueName: "host:port"))
  var health: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      say(
        id: "Batas, boleh diulang: " + LimitOption.line.allowed,
        en: "A limit, may be repeated: " + LimitOption.line.allowed), valueName: "name=number"))
  var limit: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        id: "Tingkat log terendah yang dicatat (bawaan: notice).",
        en: "Log from this level on (default: notice)."),
      valueName: "trace|debug|info|notice|warning|error|critical"))
  var logLevel: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Bentuk catatan: text, atau json satu objek satu baris (bawaan: text).",
        en: "Form of the log: text, or json with one object a line (default: text)."),
      valueName: "text|json"))
  var logFormat: String?

  @Option(
    help: ArgumentHelp(say(id: "Bahasa sambungan baru.", en: "Language of a new connection.")))
  var lang: Language?

  @OptionGroup
  var web: HTTPOptions

  func run() async throws {
    // A client that goes away in the middle of an answer must not end the server.
    signal(SIGPIPE, SIG_IGN)
    let configured = try Configured.current()
    let logger = try logger(configured)
    var settings = try settings(configured, logger)
    let pollMilliseconds = try pollMilliseconds(configured)
    let database =
      db ?? configured.text(.serveDatabase) ?? configured.text(.database)
    let lists = DirectoryProvider(database: database)
    let endpoint = try ReferFile.endpoint(
      database, creating: configured.isTrue(.referrals, option: referrals),
      quota: settings.limits.quota)
    settings.database =
      endpoint == nil && database == nil ? nil : try database ?? ListDatabase.defaultDatabase
    // What libraries measure stands on the same page as our own figures.
    let store = PrometheusRegistry()
    MetricsSystem.bootstrap(store)
    // One set of event loops for all doors.
    let loops = MultiThreadedEventLoopGroup(
      numberOfThreads: settings.threads > 0 ? settings.threads : System.coreCount)
    settings.group = loops
    let server: LineServer
    do {
      server = try LineServer(
        content: try Self.content(lists), settings: settings, store: store,
        logger: logger, referrals: endpoint, reload: { try Self.content(lists) })
    } catch let fault as TLSFault {
      throw ServeFailures.failure(fault)
    }
    let door = try web.door(
      configured, settings, isInsecure: configured.isTrue(.insecure, option: insecure), server,
      loops, endpoint, store: store, logger: logger)
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
      .init(service: server),
      .init(
        service: SignalReloader(
          server: server, logger: logger, also: { try door?.reloadCertificate() })),
    ]
    if let door { services.append(.init(service: door)) }
    if pollMilliseconds > 0 {
      let watch = DirectoryWatcher(
        server: server, interval: .milliseconds(pollMilliseconds), logger: logger,
        edition: { try lists.edition() })
      services.append(.init(service: watch))
    }
    if let health = configured.text(.health, option: health) {
      let address = try SocketName(health, option: "--health", defaultPort: 7337)
      guard address.isLoopback else {
        throw CommandFailure(
          .usage,
          say(
            id: "--health \(Failures.safe(health)): hanya alamat loopback, misalnya 127.0.0.1:7337",
            en: "--health \(Failures.safe(health)): only a loopback address such as "
              + "127.0.0.1:7337"))
      }
      let listener = HealthListener(
        server: server, host: address.host, port: address.port, logger: logger)
      services.append(.init(service: listener))
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    do {
      try await group.run()
      try? await loops.shutdownGracefully()
    } catch let fault as ListenFault {
      throw ServeFailures.failure(fault)
    } catch {
      throw CommandFailure(
        .unavailable,
        say(id: "server berhenti: \(error)", en: "the server stopped: \(error)"))
    }
  }

  private static func content(_ lists: DirectoryProvider) throws -> ServerContent {
    let (locator, edition, copy) = try lists.read()
    return ServerContent(locator: locator, edition: edition, lists: copy)
  }
}
