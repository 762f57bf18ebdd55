import ArgumentParser
import Formats
import Glibc
import Logging
import Server
import Serving

/// What the options, the environment and the configuration files make of a server.
extension ServeCommand {
  func logger(_ configured: Configured) throws -> Logger {
    let form = try checked(.logFormat, "--log-format", logFormat, configured)
    var logger = Logger(label: "plkk") {
      guard form != "json" else { return JSONLog() as any LogHandler }
      return StreamLogHandler.standardError(label: $0)
    }
    let level = try checked(.logLevel, "--log-level", logLevel, configured)
    logger.logLevel = Logger.Level(rawValue: level) ?? .notice
    return logger
  }

  /// A value that the table of settings allows, from the option or from what is set.
  private func checked(
    _ setting: Setting, _ option: String, _ value: String?, _ configured: Configured
  ) throws -> String {
    if let value, let fault = setting.fault(value) {
      throw CommandFailure(.usage, "\(option): “\(Failures.safe(value))” \(fault)")
    }
    return configured.text(setting, option: value) ?? ""
  }

  func pollMilliseconds(_ configured: Configured) throws -> Int {
    if let listPoll, let fault = Setting.listPoll.fault("\(listPoll)") {
      throw CommandFailure(.usage, "--list-poll: \(fault)")
    }
    return Int(configured.seconds(.listPoll, option: listPoll) * 1000)
  }

  func settings(_ configured: Configured, _ logger: Logger) throws -> LineServer.Settings {
    var settings = LineServer.Settings()
    let listen = configured.text(.listen, option: listen) ?? ""
    let address = try SocketName(listen, option: "--listen", defaultPort: 7336)
    settings.host = address.host
    settings.port = address.port
    do throws(HandedSockets.Fault) {
      settings.sockets = try HandedSockets.take().sockets
    } catch {
      throw ServeFailures.failure(error)
    }
    let isLoopback =
      settings.sockets.isEmpty ? address.isLoopback : settings.sockets.allSatisfy(\.isLoopback)
    if let threads, let fault = Setting.threads.fault("\(threads)") {
      throw CommandFailure(.usage, "--threads: \(fault)")
    }
    settings.threads = configured.whole(.threads, option: threads)
    let language = lang ?? configured.text(.serverLanguage).flatMap(Language.init(rawValue:))
    settings.language = (language ?? Language.current) == .english ? .english : .indonesian
    settings.version = String(PLKK.configuration.version.split(separator: " ").last ?? "")
    settings.limits = try LimitOption.line.limits(limit, configured, isLoopback: isLoopback)
    settings.limits.connections = min(settings.limits.connections, Self.raiseFileLimit() - 64)
    let tlsCertificate = configured.text(.certificate, option: tlsCertificate)
    let tlsKey = configured.text(.certificateKey, option: tlsKey)
    switch (tlsCertificate, tlsKey) {
    case (let certificate?, let key?):
      settings.tls = TLSFiles(certificate: certificate, key: key)
    case (nil, nil):
      let name = settings.sockets.isEmpty ? "--listen \(Failures.safe(listen))" : "LISTEN_FDS"
      guard isLoopback || configured.isTrue(.insecure, option: insecure) else {
        throw CommandFailure(
          .usage,
          say(
            id: "\(name) bukan loopback: perlu --tls-certificate dan --tls-key, atau --insecure",
            en: "\(name) is not loopback: it needs --tls-certificate and --tls-key, or --insecure"))
      }
      if !isLoopback {
        logger.warning(
          "listening without TLS: anybody on the way can read questions and tokens",
          metadata: ["address": "\(settings.sockets.isEmpty ? listen : "LISTEN_FDS")"])
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

  /// Raises the number of open files to what is permitted, and returns it.
  private static func raiseFileLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return Int(clamping: limit.rlim_cur)
  }
}
