import Formats
import ArgumentParser
import CoreMetrics
import Glibc
import LineProtocol
import Logging
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
          yang sudah diterima, lalu selesai.

          CONTOH:
            plkk serve
            plkk serve --db /srv/plkk/plkk.sqlite --referrals
            plkk serve --listen [::]:7336 --tls-certificate a.pem --tls-key a.key
          """,
        en: """
          Protocol: Documentation/Protocol.md, or send HELP. A list newly taken into the database is \
          served at once. SIGHUP reads list, tokens and certificate again; SIGTERM answers what was \
          received, then ends.

          EXAMPLES:
            plkk serve
            plkk serve --db /srv/plkk/plkk.sqlite --referrals
            plkk serve --listen [::]:7336 --tls-certificate a.pem --tls-key a.key
          """))
  }

  @Option(
    help: ArgumentHelp(
      say(
        id: "Alamat dan porta; alamat IPv6 dalam kurung siku.",
        en: "Address and port; an IPv6 address in brackets."), valueName: "host:port"))
  var listen = "127.0.0.1:7336"

  @Option(
    help: ArgumentHelp(
      say(id: "Jumlah utas; 0: satu per inti.", en: "Threads; 0: one for each core."),
      valueName: "0-256"))
  var threads = 0

  @Option(
    help: ArgumentHelp(
      say(
        id:
          "Berkas basis data (bawaan: $XDG_DATA_HOME/plkk/plkk.sqlite); tanpa berkas dipakai daftar "
          + "tertanam, sampai ada yang dimasukkan.",
        en:
          "Database file (default: $XDG_DATA_HOME/plkk/plkk.sqlite); without one the embedded list "
          + "is served, until one is taken in."), valueName: "file"))
  var db: String?

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Layani rujukan juga bila basis data belum ada, dan buat; bila ada, rujukan selalu "
          + "dilayani.",
        en: "Serve referrals also where there is no database yet, and make it; where there is one "
          + "they are always served.")))
  var referrals = false

  @Option(
    help: ArgumentHelp(
      say(
        id: "Berapa detik sekali daftar baru dicari; 0: hanya pada SIGHUP dan RELOAD.",
        en: "Seconds between two looks for a new list; 0: only on SIGHUP and RELOAD."),
      valueName: "0.05-3600"))
  var listPoll = 1.0

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
    help: ArgumentHelp(
      say(
        id: "Izinkan alamat selain loopback tanpa TLS.",
        en: "Allow an address other than loopback without TLS.")))
  var insecure = false

  @Option(
    help: ArgumentHelp(
      say(
        id: "Alamat loopback untuk /healthz, /readyz dan /metrics lewat HTTP.",
        en: "Loopback address that tells /healthz, /readyz and /metrics over HTTP."),
      valueName: "host:port"))
  var health: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Berkas token: satu baris satu token, 'admin TOKEN'.",
        en: "File of tokens: one a line, 'admin TOKEN'."), valueName: "file"))
  var tokens: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      say(
        id: "Batas, boleh diulang: " + Self.limitNames,
        en: "A limit, may be repeated: " + Self.limitNames), valueName: "name=number"))
  var limit: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        id: "Catatan mulai tingkat ini.", en: "Log from this level on."),
      valueName: "trace|debug|info|notice|warning|error|critical"))
  var logLevel = "notice"

  @Option(
    help: ArgumentHelp(say(id: "Bahasa sambungan baru.", en: "Language of a new connection.")))
  var lang: Language?

  private static var limitNames: String {
    ServerLimits.entries.map { "\($0.name)=\(ServerLimits()[keyPath: $0.path])" }
      .joined(separator: ", ")
  }

  func run() async throws {
    // A client that goes away in the middle of an answer must not end the server.
    signal(SIGPIPE, SIG_IGN)
    var logger = Logger(label: "plkk") { StreamLogHandler.standardError(label: $0) }
    guard let level = Logger.Level(rawValue: logLevel) else {
      throw CommandFailure(
        .usage,
        say(
          id: "--log-level: “\(Failures.safe(logLevel))” tidak dikenal",
          en: "--log-level: “\(Failures.safe(logLevel))” is unknown"))
    }
    logger.logLevel = level
    var settings = try settings(logger)
    let pollMilliseconds = try pollMilliseconds()
    let tokenFile = tokens
    let lists = ServedLists(database: db)
    let hall = try ReferFile.hall(db, creating: referrals)
    settings.database = hall == nil && db == nil ? nil : db ?? ListsFile.defaultDatabase
    // What libraries measure stands on the same page as our own figures.
    let store = MeterStore()
    MetricsSystem.bootstrap(store)
    let server: LineServer
    do {
      server = try LineServer(
        content: try Self.content(lists, tokenFile), settings: settings, store: store,
        logger: logger, referrals: hall, reload: { try Self.content(lists, tokenFile) })
    } catch let fault as TLSFault {
      throw ServeFailures.failure(fault)
    }
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
      .init(service: server), .init(service: HangupReload(server: server, logger: logger)),
    ]
    if pollMilliseconds > 0 {
      let watch = ListWatch(
        server: server, interval: .milliseconds(pollMilliseconds), logger: logger,
        edition: { try lists.edition() })
      services.append(.init(service: watch))
    }
    if let health {
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
    } catch let fault as ListenFault {
      throw ServeFailures.failure(fault)
    } catch {
      throw CommandFailure(
        .unavailable,
        say(id: "server berhenti: \(error)", en: "the server stopped: \(error)"))
    }
  }

  // MARK: Options

  private func pollMilliseconds() throws -> Int {
    guard listPoll == 0 || (0.05...3600).contains(listPoll) else {
      throw CommandFailure(
        .usage,
        say(
          id: "--list-poll: harus 0, atau 0.05 sampai 3600 detik",
          en: "--list-poll: must be 0, or 0.05 to 3600 seconds"))
    }
    return Int(listPoll * 1000)
  }

  private func settings(_ logger: Logger) throws -> LineServer.Settings {
    var settings = LineServer.Settings()
    let address = try SocketName(listen, option: "--listen", defaultPort: 7336)
    settings.host = address.host
    settings.port = address.port
    guard (0...256).contains(threads) else {
      throw CommandFailure(
        .usage, say(id: "--threads: harus 0 sampai 256", en: "--threads: must be 0 to 256"))
    }
    settings.threads = threads
    settings.language = (lang ?? Language.current) == .english ? .english : .indonesian
    settings.version = String(PLKK.configuration.version.split(separator: " ").last ?? "")
    settings.limits = try limits(isLoopback: address.isLoopback)
    settings.limits.connections = min(settings.limits.connections, Self.raiseFileLimit() - 64)
    switch (tlsCertificate, tlsKey) {
    case (let certificate?, let key?):
      settings.tls = LineServer.TLSFiles(certificate: certificate, key: key)
    case (nil, nil):
      guard address.isLoopback || insecure else {
        throw CommandFailure(
          .usage,
          say(
            id: "--listen \(Failures.safe(listen)) bukan loopback: perlu --tls-certificate dan "
              + "--tls-key, atau --insecure",
            en: "--listen \(Failures.safe(listen)) is not loopback: it needs --tls-certificate and "
              + "--tls-key, or --insecure"))
      }
      if !address.isLoopback {
        logger.warning(
          "listening without TLS: anybody on the way can read questions and tokens",
          metadata: ["address": "\(listen)"])
      }
    default:
      throw CommandFailure(
        .usage,
        say(
          id: "--tls-certificate dan --tls-key harus diberikan bersama",
          en: "--tls-certificate and --tls-key must be given together"))
    }
    return settings
  }

  private func limits(isLoopback: Bool) throws -> ServerLimits {
    var limits = ServerLimits()
    if !isLoopback { limits.requestsPerSecond = ServerLimits.publicRequestsPerSecond }
    for text in limit {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let entry = ServerLimits.entries.first { $0.name == parts[0] }
      guard parts.count == 2, let entry else {
        throw CommandFailure(
          .usage,
          say(
            id: "--limit: “\(Failures.safe(text))” tidak dikenal; pilihan: \(Self.limitNames)",
            en: "--limit: “\(Failures.safe(text))” is unknown; allowed: \(Self.limitNames)"))
      }
      guard let value = Int(parts[1]), entry.range.contains(value) else {
        let range = "\(entry.range.lowerBound) … \(entry.range.upperBound)"
        throw CommandFailure(
          .usage,
          say(
            id: "--limit \(entry.name): “\(Failures.safe(String(parts[1])))” harus \(range)",
            en: "--limit \(entry.name): “\(Failures.safe(String(parts[1])))” must be \(range)"))
      }
      limits[keyPath: entry.path] = value
    }
    return limits
  }

  /// Raises the number of open files to what is permitted, and returns it.
  private static func raiseFileLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return Int(clamping: limit.rlim_cur)
  }

  // MARK: Content

  private static func content(
    _ lists: ServedLists, _ tokenFile: String?
  ) throws -> ServerContent {
    let (locator, edition) = try lists.read()
    guard let tokenFile else { return ServerContent(locator: locator, edition: edition) }
    let text = try TextFile.read(tokenFile, maximumBytes: 1 << 20)
    do throws(TokenTable.Fault) {
      return ServerContent(locator: locator, tokens: try TokenTable(text), edition: edition)
    } catch {
      let problem =
        switch error.problem {
        case .words: say(id: "harus 'peran token'", en: "must be 'role token'")
        case .role(let role):
          say(
            id: "peran “\(Failures.safe(role))” tidak dikenal; pilihan: admin",
            en: "role “\(Failures.safe(role))” is unknown; allowed: admin")
        case .length:
          say(
            id: "token harus \(TokenTable.minimumLength) sampai 256 bita",
            en: "a token must have \(TokenTable.minimumLength) to 256 bytes")
        }
      throw CommandFailure(.data, "\(tokenFile):\(error.line): \(problem)")
    }
  }
}

/// A small text file, read whole.
enum TextFile {
  static func read(_ path: String, maximumBytes: Int) throws -> String {
    guard let file = fopen(path, "re") else {
      let isMissing = errno == ENOENT
      let reason = SystemWords.reason(errno)
      throw CommandFailure(
        isMissing ? .noInput : .inputOutput,
        say(id: "tidak dapat membaca \(path): \(reason)", en: "cannot read \(path): \(reason)"))
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard count <= maximumBytes, let text = String(validating: bytes[..<count], as: UTF8.self)
    else {
      throw CommandFailure(
        .data,
        say(
          id: "\(path): harus teks UTF-8, paling banyak \(maximumBytes) bita",
          en: "\(path): must be UTF-8 text of at most \(maximumBytes) bytes"))
    }
    return text
  }
}
