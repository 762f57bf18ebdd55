import Formats
import Facilities
import LineProtocol
import Logging
import NIOCore
import Serving
import Referrals
import Application

extension ConnectionHandler {
  /// Answers a request that fits the command table.
  func execute(_ parsed: ParsedCommand, list: DirectorySnapshot) -> Reply {
    let locating = LocatingVerbs(list: list, form: session.form, language: session.language)
    if let reply = locating.answer(parsed) { return reply }
    switch parsed.command.name {
    case "PING": return ping(parsed.arguments["TEXT"])
    case "ECHO": return .text(parsed.arguments["TEXT"] ?? "")
    case "HELLO": return hello(parsed)
    case "HELP": return help(parsed.arguments["VERB"])
    case "INFO":
      let page = InfoPage(context, list, isKeeper: isKeeper)
      return .block(page.lines(parsed.arguments["SECTION"]))
    case "METRICS":
      return .lines(context.metrics(withReferrals: isKeeper).map(Reply.text))
    case "FORMAT":
      let form = parsed.arguments["FORMAT"]?.lowercased()
      session.form = form == "text" ? .text : .json
      session.isRecord = form == "record"
      return .status("OK")
    case "LANG":
      session.language = parsed.arguments["LANG"]?.lowercased() == "en" ? .english : .indonesian
      return .status("OK")
    case "QUIT":
      state.end()
      return .status("OK")
    case "RESET": return resetSession()
    case "SELECT": return .status("OK")
    case "COMMAND": return command(parsed)
    default:
      // A verb in the table without an answer here is an error of the server, not of the client.
      return .error(.internalFault, "\(parsed.command.name)")
    }
  }

  /// Whether the client operates this server: an administrator, or a process on this machine.
  private var isKeeper: Bool {
    isAdministrator || ClientKey.isLoopback(channel?.remoteAddress)
  }

  private func hello(_ parsed: ParsedCommand) -> Reply {
    guard style(of: parsed) != nil else {
      let version = parsed.arguments["VERSION"] ?? ""
      let phrase = Phrase(
        id: "versi protokol '\(version)' tidak dilayani; yang boleh: 2, 3",
        en: "unsupported protocol version '\(version)'; allowed: 2, 3")
      return .error(.noProtocol, phrase.text(session.language))
    }
    return welcome(parsed)
  }

  /// The RESP that a `HELLO` asks for; nil where it is not spoken.
  private func style(of hello: ParsedCommand) -> ReplyStyle? {
    switch hello.arguments["VERSION"] {
    case nil: session.arrayStyle
    case "2": .resp2
    case "3": .resp3
    default: nil
    }
  }

  /// The answer to `AUTH` or `HELLO` of a client whose token, if there is one, is valid.
  func welcome(_ parsed: ParsedCommand) -> Reply {
    guard parsed.command.name == "HELLO" else { return .status("OK") }
    if let name = parsed.value("SETNAME") { session.name = name }
    session.arrayStyle = style(of: parsed) ?? session.arrayStyle
    if style != .lines { style = session.arrayStyle }
    return .map([
      .init("server", .text("plkk")), .init("version", .text(context.version)),
      .init("proto", .integer(session.arrayStyle == .resp3 ? 3 : 2)),
      .init("id", .integer(session.number)), .init("mode", .text("standalone")),
      .init("role", .text("master")),
      .init("protocol", .integer(CommandTable.protocolVersion)),
    ])
  }

  private func help(_ verb: String?) -> Reply {
    guard let verb else { return .lines(context.table.help(session.language).map(Reply.text)) }
    if let lines = context.table.help(on: verb, session.language) {
      return .lines(lines.map(Reply.text))
    }
    let error = CommandError.unknownVerb(verb, near: context.table.nearest(to: verb))
    return .error(.syntax, error.phrase.text(session.language))
  }

  /// The token that a request brings.
  func token(in parsed: ParsedCommand) -> String? {
    switch parsed.command.name {
    case "AUTH": parsed.arguments["TOKEN2"] ?? parsed.arguments["TOKEN"]
    case "HELLO" where style(of: parsed) != nil: parsed.options["AUTH"]?.first?.last
    default: nil
    }
  }

  /// Counts a wrong token; guessing is ended by closing.
  func countWrongToken() {
    session.wrongTokens += 1
    context.logger.notice(
      "wrong token",
      metadata: [
        "connection": "\(session.number)", "peer": "\(channel?.remoteAddress?.ipAddress ?? "")",
      ])
    if session.wrongTokens >= Session.maximumWrongTokens { state.end() }
  }

  private func command(_ parsed: ParsedCommand) -> Reply {
    switch parsed.arguments["ACTION"]?.uppercased() {
    case "COUNT": .integer(context.table.commands.count)
    case "LIST": .lines(context.table.commands.map { .text($0.name) })
    // The nested arrays that Redis answers are not part of this protocol; clients take none.
    default: .lines([])
    }
  }

  /// Answers `HEALTH`: whether connections are taken and the store of referrals can be read.
  func health(_ channel: ChannelHandlerContext) {
    let context = context
    work(channel) { () async -> Phrase? in
      await context.trouble()
    } done: { connection, trouble in
      let language = connection.session.language
      connection.reply(trouble.map { .error(.busy, $0.text(language)) } ?? .status("OK"))
    }
  }
  /// Answers `LISTS`, whose file of perhaps 100,000 rows is made when somebody asks first; requests behind wait.
  func lists(_ command: ParsedCommand, _ channel: ChannelHandlerContext) {
    let (lists, edition, language) = (context.lists, context.edition, session.language)
    work(channel) { () async -> Reply in
      await lists.reply(command, edition: edition, language)
    } done: { connection, reply in
      connection.reply(reply)
    }
  }
}
