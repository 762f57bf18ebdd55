import Application
import Formats
import LineProtocol
import Logging
import NIOCore
import Referrals
import Serving
import Schema
import Wording

extension ConnectionHandler {
  /// Answers a verb of referrals; the work is done elsewhere, and later requests wait for it.
  func serveReferral(_ command: ParsedCommand, _ channel: ChannelHandlerContext) {
    guard let endpoint = context.referrals else { return reply(.error(.syntax, noReferrals)) }
    guard isPrivate(channel) else { return refusePlain() }
    guard let identity = session.identity else {
      let phrase = Phrase(
        id: "\(command.command.name) perlu AUTH dengan token",
        en: "\(command.command.name) needs AUTH with a token")
      return reply(.error(.noAuthentication, phrase.text(session.language)))
    }
    switch command.command.name {
    case "SUBSCRIBE": subscribe(command, endpoint, identity, channel)
    case "UNSUBSCRIBE": unsubscribe(command, endpoint)
    default:
      let locator = context.list.locator
      work(channel) { () async -> Result<ReferralAnswer, ReferringError> in
        do throws(ReferringError) {
          return .success(try await endpoint.answer(command, by: identity, locator))
        } catch {
          return .failure(error)
        }
      } done: { connection, result in
        switch result {
        case .success(let answer):
          connection.reply(ReferralLines.reply(answer, connection.session))
        case .failure(let error):
          if error.category == .notAuthenticated {
            connection.session.identity = nil
          }
          connection.log(error, of: command.command.name)
          connection.reply(connection.under119(connection.text(of: error), command))
        }
      }
    }
  }

  /// Does asynchronous work and goes on with its result, on this connection's event loop.
  func work<Value: Sendable>(
    _ channel: ChannelHandlerContext, _ body: @escaping @Sendable () async -> Value,
    done: @escaping @Sendable (ConnectionHandler, Value) -> Void
  ) {
    state.pause(.work)
    let promise = channel.eventLoop.makePromise(of: Value.self)
    promise.completeWithTask(body)
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    promise.futureResult.whenSuccess { value in
      let (connection, channel) = handler.value
      done(connection, value)
      if let (verb, start) = connection.working { connection.noteIfSlow(verb, since: start) }
      connection.working = nil
      connection.resume(.work, channel)
    }
  }

  private var noReferrals: String {
    Phrase(
      id: "server ini tidak melayani rujukan; mulai dengan --referrals",
      en: "this server serves no referrals; start it with --referrals"
    ).text(session.language)
  }

  func text(of error: ReferringError) -> Reply {
    if session.isRecord {
      return .error(ErrorCode(error.category), SaidRefusal(error, session.language).json)
    }
    if case .locate(let error) = error { return .fault(error, session.language) }
    return .error(ErrorCode(error.category), error.phrase.text(session.language, in: .lines))
  }

  /// Where an opening said that a criterion of an emergency is met, its error says the number first.
  private func under119(_ reply: Reply, _ command: ParsedCommand) -> Reply {
    // The command line says it itself, above whatever else it says.
    guard !session.isRecord,
      command.list("EMERGENCY").contains(where: { EmergencyCriterion.read($0) != nil }),
      case .error(let code, let text) = reply
    else { return reply }
    return .error(code, "\(session.language.callFirst). \(text)")
  }

  /// A fault of the server is logged with its cause; no error of a store carries what a person entered.
  private func log(_ error: ReferringError, of verb: String) {
    guard error.category == .fault else { return }
    context.logger.error(
      "a request failed",
      metadata: ["connection": "\(session.number)", "verb": "\(verb)", "cause": "\(error)"])
  }

  func text(of error: ReferralServiceError) -> Reply {
    text(of: ReferringError.referralService(error))
  }

  // MARK: Who

  /// Whether the connection is private: TLS, or both ends on this machine.
  func isPrivate(_ channel: ChannelHandlerContext) -> Bool {
    context.isEncrypted || ClientKey.isLoopback(channel.remoteAddress)
  }

  private func refusePlain() {
    let phrase = Phrase(
      id: "rujukan dan token hanya lewat TLS, atau dari mesin ini sendiri",
      en: "referrals and tokens only over TLS, or from this machine itself")
    reply(.error(.noPermission, phrase.text(session.language)))
  }

  /// Authenticates the token of a request; without a store of tokens none is valid.
  func authenticate(
    _ token: String, _ channel: ChannelHandlerContext, for command: ParsedCommand
  ) {
    guard let endpoint = context.referrals else {
      countWrongToken()
      let phrase = Phrase(
        id: "server ini tidak punya token; mulai dengan --db atau --referrals",
        en: "this server has no tokens; start it with --db or --referrals")
      return reply(.error(.noAuthentication, phrase.text(session.language)))
    }
    guard isPrivate(channel) else { return refusePlain() }
    let source = channel.remoteAddress?.ipAddress ?? "local"
    let referralService = endpoint.referralService
    work(channel) { () async -> Result<Identity, ReferralServiceError> in
      do throws(ReferralServiceError) {
        return .success(try await referralService.identity(secret: token, source: source))
      } catch {
        return .failure(error)
      }
    } done: { connection, result in
      switch result {
      case .success(let identity):
        connection.session.identity = identity
        connection.reply(connection.welcome(command))
      case .failure(let error):
        connection.countWrongToken()
        connection.reply(connection.text(of: error))
      }
    }
  }
}

extension SaidRefusal {
  /// The refusal in the words of the command line.
  init(_ error: ReferringError, _ language: Language) {
    if case .locate(let error) = error {
      self.init(language.fault(error, .commandLine).lines(language), isAboutPlace: true)
    } else {
      self.init(error.phrase.text(language, in: .commandLine(language)), isAboutPlace: false)
    }
  }
}

extension ErrorCode {
  /// What a client branches on.
  init(_ category: ReferringError.Category) {
    self =
      switch category {
      case .usage: .syntax
      case .position: .badPosition
      case .notFound: .notFound
      case .notAuthenticated: .noAuthentication
      case .notPermitted: .noPermission
      case .conflict: .conflict
      case .limit: .limit
      case .busy: .busy
      case .fault: .internalFault
      }
  }
}
