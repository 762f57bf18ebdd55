import Serving
import Application
import Formats
import Geo
import LineProtocol
import Logging
import NIOCore
import Storage

extension ConnectionHandler {
  /// Answers the complete requests at the front of the bytes, as far as nothing pauses them.
  func answer(_ bytes: inout ByteBuffer, _ channel: ChannelHandlerContext) {
    let started = coalescer.time()
    if listVersion != context.currentListVersion {
      listVersion = context.currentListVersion
      list = context.list
    }
    var used = 0
    // In variables of its own the loop need not count references to them for each request.
    let list = list
    var found: [Neighbor] = []
    Swift.swap(&found, &self.found)
    defer { Swift.swap(&found, &self.found) }
    bytes.withUnsafeReadableBytes { all in
      while state.answers {
        let rest = UnsafeRawBufferPointer(rebasing: all[used...])
        switch framer.next(in: rest) {
        case .incomplete(let discard):
          used += discard
          return
        case .blank(let consumed): used += consumed
        case .request(let consumed):
          if takesRate(started) {
            serve(rest, list, &found, channel)
          } else {
            session.transaction?.isBroken = true
          }
          used += consumed
        case .refused(let refusal, let consumed):
          refuse(refusal)
          used += consumed
        case .broken(let refusal):
          refuse(refusal)
          state.end()
        }
        pauseIfNeeded(channel)
      }
    }
    bytes.moveReaderIndex(forwardBy: state.takesBytes ? used : bytes.readableBytes)
    if batchTotal > 0 {
      lastRequest = started
      coalescer.count(requests: batchTotal, nearest: batchNearest)
      if batchNearest > 0, !list.isPrepared { context.count(asked: batchNearest) }
      (batchTotal, batchNearest) = (0, 0)
    }
  }

  @inline(__always)
  private func serve(
    _ bytes: UnsafeRawBufferPointer, _ list: DirectorySnapshot, _ found: inout [Neighbor],
    _ channel: ChannelHandlerContext
  ) {
    batchTotal += 1
    let request = framer.request(in: bytes)
    style = request.isArray ? session.arrayStyle : .lines
    if session.isPlain, serveNearest(request, list, &found) {
      batchNearest += 1
    } else {
      serveByTable(request, channel)
    }
  }

  /// Answers `NEAREST latitude longitude [LIMIT n]` in plain decimals; false for anything else.
  @inline(__always)
  private func serveNearest(
    _ request: Request, _ list: DirectorySnapshot, _ found: inout [Neighbor]
  ) -> Bool {
    guard request.count == 3 || request.count == 5, request.isWord(0, "NEAREST"),
      let latitude = PlainNumber.decimal(request.bytes(1)),
      let longitude = PlainNumber.decimal(request.bytes(2)),
      let position = Position(latitude: latitude, longitude: longitude),
      // Elsewhere the reader of positions may doubt what was meant, and 0,0 it refuses.
      BoundingBox.indonesia.contains(position)
    else { return false }
    var limit = CommandTable.nearestDefault
    if request.count == 5 {
      guard request.isWord(3, "LIMIT"), !request.isQuoted(3),
        let number = PlainNumber.whole(request.bytes(4)), CommandTable.limitRange.contains(number)
      else { return false }
      limit = number
    }
    let precision = DecimalPrecision.meters(request.bytes(1), request.bytes(2))
    let checks = list.nearest(to: position, limit: limit, precision: precision, into: &found)
    // What must be said of an answer without a site takes lines of its own.
    guard !found.isEmpty || checks.isEmpty else { return false }
    let room = list.room(found.count, session.form)
    guard room <= context.limits.replyBytes else { return false }
    out.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { memory in
      list.write(
        found, checks, from: position, session.form, isBulk: style != .lines, into: memory)
    }
    return true
  }

  /// Answers a request of any verb, and logs it where it took long.
  private func serveByTable(_ request: Request, _ channel: ChannelHandlerContext) {
    let start = NIODeadline.now()
    guard let verb = serveVerb(request, channel) else { return }
    // What is done elsewhere has not ended yet.
    if state.pauses.contains(.work) {
      working = (verb, start)
    } else {
      noteIfSlow(verb, since: start)
    }
  }

  /// Logs a slow request, without its content.
  func noteIfSlow(_ verb: String, since start: NIODeadline) {
    let limit = context.limits.slowMilliseconds
    let milliseconds = (NIODeadline.now() - start).nanoseconds / 1_000_000
    guard limit > 0, milliseconds >= limit else { return }
    context.logger.notice(
      "slow request",
      metadata: [
        "connection": "\(session.number)", "verb": "\(verb)", "milliseconds": "\(milliseconds)",
      ])
  }

  /// - Returns: The verb; nil where it is none of the table.
  private func serveVerb(_ request: Request, _ channel: ChannelHandlerContext) -> String? {
    beginRequest()
    if giveBack(request) { return nil }
    let command: ParsedCommand
    do throws(CommandError) {
      command = try context.table.parse(request)
    } catch {
      session.transaction?.isBroken = true
      if case .unknownVerb = error {
        context.meters.unknown.increment(by: 1)
      } else if let place = context.table.place(of: request.text(0)) {
        context.meters.requests[place].increment(by: 1)
      }
      reply(.error(.syntax, error.phrase.text(session.language)))
      return nil
    }
    if let place = context.table.place(of: command.command.name) {
      context.meters.requests[place].increment(by: 1)
    }
    answer(command, channel)
    return command.command.name
  }

  private func answer(_ command: ParsedCommand, _ channel: ChannelHandlerContext) {
    if collect(command) { return }
    if command.command.access == .administrator, !isAdministrator { return refuseReload() }
    if command.command.access == .token { return serveReferral(command, channel) }
    if command.command.name == "RELOAD" { return reload(channel) }
    if command.command.name == "HEALTH" { return health(channel) }
    if command.command.name == "LISTS" { return lists(command, channel) }
    if let token = token(in: command) {
      return authenticate(token, channel, for: command)
    }
    if command.command.name == "CLIENT" {
      if let answer = client(command) { reply(answer) }
      return
    }
    reply(execute(command, list: list))
  }

  /// Appends a reply to the output, or a `LIMIT` error in its place when it is too long.
  func reply(_ reply: Reply) {
    if session.silence == .this || session.silence == .all { return }
    write(reply, style)
  }

  /// Appends a reply whether or not requests are answered.
  func write(_ reply: Reply, _ style: ReplyStyle) {
    var bytes = reply.bytes(style)
    if bytes.count > context.limits.replyBytes {
      let phrase = Phrase(
        id:
          "jawaban lebih dari \(context.limits.replyBytes) byte; minta lebih sedikit dengan LIMIT",
        en: "reply of more than \(context.limits.replyBytes) bytes; ask for less with LIMIT")
      return write(.error(.limit, phrase.text(session.language)), style)
    }
    if case .error(let code, _) = reply { context.meters.errors[code]?.increment(by: 1) }
    out.writeBytes(bytes)
    bytes.removeAll()
  }

  private func refuse(_ refusal: Refusal) {
    beginRequest()
    session.transaction?.isBroken = true
    reply(.error(refusal.code, refusal.phrase.text(session.language)))
    if refusal == .http {
      context.logger.notice(
        "closed a connection that spoke HTTP", metadata: ["connection": "\(session.number)"])
    }
  }

  private func takesRate(_ now: NIODeadline) -> Bool {
    let perSecond = context.limits.requestsPerSecond
    guard perSecond > 0 else { return true }
    if rate.take(now: Int64(clamping: now.uptimeNanoseconds), perSecond: perSecond) { return true }
    let phrase = Phrase(
      id: "lebih dari \(perSecond) permintaan per detik (requests_per_second); kirim lebih lambat",
      en: "more than \(perSecond) requests a second (requests_per_second); send more slowly")
    reply(.error(.limit, phrase.text(session.language)))
    return false
  }

  /// Whether the token that was shown last is an administrator's.
  var isAdministrator: Bool { session.identity?.role == .administrator }

  private func refuseReload() {
    let phrase = Phrase(
      id: "RELOAD perlu AUTH dengan token pengelola",
      en: "RELOAD needs AUTH with an administrator's token")
    reply(.error(.noAuthentication, phrase.text(session.language)))
  }

  /// Reads the content again on another thread, if the token is still valid; later requests wait for it.
  private func reload(_ channel: ChannelHandlerContext) {
    enum Outcome { case done, refused, failed }
    let shared = context
    let holder = session.identity
    work(channel) { () async -> Outcome in
      guard let holder, let referralService = shared.referrals?.referralService,
        (try? await referralService.isTokenValid(holder)) == true
      else { return .refused }
      do {
        try await DirectoryReloader.run(shared).get()
        return .done
      } catch {
        shared.logger.error("reload failed", metadata: ["error": "\(error)"])
        return .failed
      }
    } done: { connection, outcome in
      switch outcome {
      case .done: connection.reply(.status("OK"))
      case .refused:
        connection.session.identity = nil
        connection.refuseReload()
      case .failed:
        let phrase = Phrase(
          id: "muat ulang gagal, data lama tetap dilayani; lihat catatan server",
          en: "reloading failed, the old data is served on; see the server's log")
        connection.reply(.error(.internalFault, phrase.text(connection.session.language)))
      }
    }
  }
}
