import Formats
import Facilities
import LineProtocol
import Logging
import NIOCore
import Application

extension ConnectionHandler {
  /// Answers a request that fits the command table.
  func execute(_ parsed: ParsedCommand, list: ServedList) -> Reply {
    let locating = LocatingVerbs(list: list, form: session.form, language: session.language)
    if let reply = locating.answer(parsed) { return reply }
    switch parsed.command.name {
    case "PING": return .text(parsed.arguments["TEXT"] ?? "PONG")
    case "ECHO": return .text(parsed.arguments["TEXT"] ?? "")
    case "HELLO": return hello(parsed)
    case "HELP": return help(parsed.arguments["VERB"])
    case "INFO": return info(list)
    case "METRICS": return .lines(metrics().map(Reply.text))
    case "FORMAT":
      session.form = parsed.arguments["FORMAT"]?.lowercased() == "json" ? .json : .text
      return .text("OK")
    case "LANG":
      session.language = parsed.arguments["LANG"]?.lowercased() == "en" ? .english : .indonesian
      return .text("OK")
    case "AUTH": return authenticate(parsed.arguments["TOKEN2"] ?? parsed.arguments["TOKEN"] ?? "")
    case "QUIT":
      isClosing = true
      return .text("OK")
    case "SELECT": return .text("OK")
    case "CLIENT": return client(parsed)
    case "COMMAND": return command(parsed)
    default:
      // A verb in the table without an answer here is a fault of ours, not of the client.
      return .error(.internalFault, "\(parsed.command.name)")
    }
  }

  private func hello(_ parsed: ParsedCommand) -> Reply {
    if let version = parsed.arguments["VERSION"], version != "2" {
      let phrase = Phrase(
        id: "versi protokol '\(version)' tidak dilayani; yang boleh: 2",
        en: "unsupported protocol version '\(version)'; allowed: 2")
      return .error(.noProtocol, phrase.text(session.language))
    }
    if let token = parsed.options["AUTH"]?.first?.last {
      let reply = authenticate(token)
      if case .error = reply { return reply }
    }
    if let name = parsed.value("SETNAME") { session.name = name }
    return greeting
  }

  private var greeting: Reply {
    .lines([
      .text("server"), .text("plkk"), .text("version"), .text(context.version), .text("proto"),
      .integer(2), .text("id"), .integer(session.number), .text("mode"), .text("standalone"),
      .text("role"), .text("master"), .text("protocol"), .integer(1),
    ])
  }

  private func help(_ verb: String?) -> Reply {
    guard let verb else { return .lines(context.table.help(session.language).map(Reply.text)) }
    if let lines = context.table.help(on: verb, session.language) {
      return .lines(lines.map(Reply.text))
    }
    let error = CommandError.unknownVerb(verb, allowed: context.table.commands.map(\.name))
    return .error(.syntax, error.phrase.text(session.language))
  }

  /// The token of a request that the server's own table does not hold, with the answer that follows
  /// when the desk of referrals knows it.
  func deskToken(_ parsed: ParsedCommand) -> (token: String, answer: Reply)? {
    let token: String?
    switch parsed.command.name {
    case "AUTH": token = parsed.arguments["TOKEN2"] ?? parsed.arguments["TOKEN"]
    case "HELLO" where parsed.arguments["VERSION"] ?? "2" == "2":
      token = parsed.options["AUTH"]?.first?.last
    default: token = nil
    }
    guard let token, context.tokens.role(of: token) == nil else { return nil }
    if parsed.command.name == "AUTH" { return (token, .text("OK")) }
    if let name = parsed.value("SETNAME") { session.name = name }
    return (token, greeting)
  }

  /// Counts a wrong token; guessing is ended by closing.
  func countWrongToken() {
    session.wrongTokens += 1
    context.logger.notice("wrong token", metadata: ["connection": "\(session.number)"])
    if session.wrongTokens >= Session.maximumWrongTokens { isClosing = true }
  }

  private func authenticate(_ token: String) -> Reply {
    let tokens = context.tokens
    if let role = tokens.role(of: token) {
      session.role = role
      return .text("OK")
    }
    countWrongToken()
    let phrase =
      tokens.isEmpty
      ? Phrase(
        id: "server ini tidak punya token; mulai dengan --tokens BERKAS",
        en: "this server has no tokens; start it with --tokens FILE")
      : Phrase(id: "token salah", en: "wrong token")
    return .error(.noAuthentication, phrase.text(session.language))
  }

  private func client(_ parsed: ParsedCommand) -> Reply {
    switch parsed.arguments["ACTION"]?.uppercased() {
    case "ID": return .integer(session.number)
    case "GETNAME": return .text(session.name)
    case "SETNAME":
      session.name = parsed.arguments["VALUE"] ?? ""
      return .text("OK")
    default: return .text("OK")
    }
  }

  private func command(_ parsed: ParsedCommand) -> Reply {
    switch parsed.arguments["ACTION"]?.uppercased() {
    case "COUNT": .integer(context.table.commands.count)
    case "LIST": .lines(context.table.commands.map { .text($0.name) })
    // The nested arrays that Redis answers are not part of this protocol; clients take none.
    default: .lines([])
    }
  }

  private func metrics() -> [String] {
    context.meters.connections.record(Int64(context.census.count))
    return context.store.page()
  }

  private func info(_ list: ServedList) -> Reply {
    let meters = context.meters
    let latency = meters.latency.read()
    let facilities = list.locator.directory.facilities
    var lines = [
      "version:\(context.version)", "protocol:1",
      "uptime_seconds:\((NIODeadline.now() - context.started).nanoseconds / 1_000_000_000)",
      "facilities:\(facilities.count)",
      "plkk:\(facilities.count { $0.basis != .none })",
      "generation:\(context.currentGeneration)",
      "list_version:\(context.edition.version)",
      "list_day:\(context.edition.day)",
      "connections:\(context.census.count)",
      "connections_accepted:\(meters.accepted.value)",
      "connections_refused:\(meters.refused.value)",
      "connections_dropped:\(meters.dropped.value)",
      "requests:\(meters.requestTotal.value)",
      "errors:\(meters.errors.values.reduce(0) { $0 + $1.value })",
      "received_bytes:\(meters.bytesIn.value)",
      "sent_bytes:\(meters.bytesOut.value)",
      "latency_p50_ns:\(latency.quantile(0.5))",
      "latency_p99_ns:\(latency.quantile(0.99))",
      "tokens:\(context.tokens.isEmpty ? "no" : "yes")",
    ]
    for entry in ServerLimits.entries {
      lines.append("limit_\(entry.name):\(context.limits[keyPath: entry.path])")
    }
    return .lines(lines.map(Reply.text))
  }
}
