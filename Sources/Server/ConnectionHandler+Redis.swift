import Serving
import Formats
import LineProtocol
import NIOCore

/// What Redis clients expect of a connection besides answers: silence, collected requests, exact bytes.
extension ConnectionHandler {
  /// Moves on from the request before.
  func beginRequest() {
    switch session.silence {
    case .next: session.silence = .this
    case .this: session.silence = .none
    case .none, .all: break
    }
  }

  /// Answers `ECHO` and `PING` of an array, whose words may be any bytes; false for anything else.
  func giveBack(_ request: Request) -> Bool {
    guard request.isArray, session.transaction == nil, request.count == 2 else { return false }
    let isPing = request.isWord(0, "PING")
    guard isPing || request.isWord(0, "ECHO") else { return false }
    if let place = context.table.place(of: request.text(0)) {
      context.meters.requests[place].increment(by: 1)
    }
    let bytes = Reply.bytes(Array(request.bytes(1)))
    reply(isPing && isWatchingResp2 ? .lines([.text("pong"), bytes]) : bytes)
    return true
  }

  /// Whether a RESP2 client waits for messages, which distinguishes answers by their first word.
  var isWatchingResp2: Bool { style == .resp2 && !session.topics.isEmpty }

  /// Answers `PING` without bytes of its own.
  func ping(_ text: String?) -> Reply {
    if isWatchingResp2 { return .lines([.text("pong"), .text(text ?? "")]) }
    return text.map(Reply.text) ?? .status("PONG")
  }

  // MARK: MULTI

  /// Takes what belongs to `MULTI`; false for a request that is to be answered now.
  func collect(_ command: ParsedCommand) -> Bool {
    switch command.command.name {
    case "MULTI": begin()
    case "EXEC": carryOut()
    case "DISCARD":
      guard session.transaction != nil else { return refuseOutside("DISCARD") }
      session.transaction = nil
      reply(.status("OK"))
    case "QUIT", "RESET": return false
    default:
      guard session.transaction != nil else { return false }
      add(command)
    }
    return true
  }

  private func begin() {
    guard style != .lines else {
      let phrase = Phrase(
        id: "MULTI hanya untuk permintaan larik RESP; kirim baris satu per satu",
        en: "MULTI is for requests as RESP arrays; send lines one after the other")
      return reply(.error(.syntax, phrase.text(session.language)))
    }
    guard session.transaction == nil else {
      let phrase = Phrase(id: "MULTI di dalam MULTI", en: "MULTI inside MULTI")
      return reply(.error(.conflict, phrase.text(session.language)))
    }
    session.transaction = Session.Transaction()
    reply(.status("OK"))
  }

  private func add(_ command: ParsedCommand) {
    guard command.command.group == .locating else {
      session.transaction?.isBroken = true
      let phrase = Phrase(
        id: "\(command.command.name) tidak boleh setelah MULTI; hanya kata kerja lokasi",
        en: "\(command.command.name) is not allowed behind MULTI; only verbs that find facilities")
      return reply(.error(.syntax, phrase.text(session.language)))
    }
    guard session.transaction?.commands.count ?? 0 < context.limits.requestsInFlight else {
      session.transaction?.isBroken = true
      let phrase = Phrase(
        id: "lebih dari \(context.limits.requestsInFlight) permintaan setelah MULTI "
          + "(requests_in_flight)",
        en: "more than \(context.limits.requestsInFlight) requests behind MULTI "
          + "(requests_in_flight)")
      return reply(.error(.limit, phrase.text(session.language)))
    }
    session.transaction?.commands.append(command)
    reply(.status("QUEUED"))
  }

  private func carryOut() {
    guard let transaction = session.transaction else { _ = refuseOutside("EXEC"); return }
    session.transaction = nil
    guard !transaction.isBroken else {
      let phrase = Phrase(
        id: "satu permintaan ditolak; tidak satu pun dikerjakan",
        en: "a request was refused; none was carried out")
      return reply(.error(.aborted, phrase.text(session.language)))
    }
    var replies: [Reply] = []
    var bytes = 0
    for command in transaction.commands {
      let reply = execute(command, list: list)
      bytes += reply.bytes(style).count
      replies.append(reply)
      // The whole is refused for its length by `reply`; the rest need not be computed.
      if bytes > context.limits.replyBytes { break }
    }
    reply(.lines(replies))
  }

  private func refuseOutside(_ verb: String) -> Bool {
    let phrase = Phrase(id: "\(verb) tanpa MULTI", en: "\(verb) without MULTI")
    reply(.error(.conflict, phrase.text(session.language)))
    return true
  }

  // MARK: CLIENT and RESET

  /// Answers `CLIENT`; nil where it says that nothing is to be answered.
  func client(_ parsed: ParsedCommand) -> Reply? {
    let value = parsed.arguments["VALUE"] ?? ""
    switch parsed.arguments["ACTION"]?.uppercased() {
    case "ID": return .integer(session.number)
    case "GETNAME": return .text(session.name)
    case "SETNAME": session.name = value
    case "INFO":
      let peer = channel?.remoteAddress.map { "\($0.ipAddress ?? ""):\($0.port ?? 0)" } ?? ""
      let version = session.arrayStyle == .resp3 ? 3 : 2
      return .text(
        "id=\(session.number) addr=\(peer) name=\(session.name) sub=\(session.topics.count) "
          + "resp=\(version)")
    case "REPLY":
      switch value.uppercased() {
      case "ON": session.silence = .none
      case "OFF":
        session.silence = .all
        return nil
      case "SKIP":
        if session.silence != .all { session.silence = .next }
        return nil
      default:
        let phrase = Phrase(
          id: "CLIENT REPLY harus ON, OFF atau SKIP", en: "CLIENT REPLY must be ON, OFF or SKIP")
        return .error(.syntax, phrase.text(session.language))
      }
    default: break
    }
    return .status("OK")
  }

  /// Makes the connection as new, but for its number and its guesses.
  func resetSession() -> Reply {
    if !session.topics.isEmpty { context.referrals?.broadcaster.remove([], of: self) }
    session.reset(language: context.language)
    return .status("RESET")
  }
}
