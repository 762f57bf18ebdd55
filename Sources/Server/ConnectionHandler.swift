import Formats
import Geo
import LineProtocol
import Logging
import NIOCore

/// Told to all connections when the server stops.
struct StopSignal: Sendable {}

/// Serves one connection, on its event loop.
///
/// All complete requests of a read are answered into one buffer, which is written and flushed once,
/// at the end of the loop's `AnswerRound`.
/// Nothing waits inside: while the client does not read its answers, or while a request takes its
/// time elsewhere, the connection is *paused*; then neither requests are answered nor bytes read, so
/// what is kept is bounded by one read and one reply.
///
/// A question for the nearest facilities in plain decimals allocates nothing once buffers are warm.
final class ConnectionHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Why requests wait.
  struct Pauses: OptionSet {
    let rawValue: UInt8
    /// The client does not read its answers.
    static let backlog = Pauses(rawValue: 1)
    /// Others have their turn.
    static let turn = Pauses(rawValue: 2)
    /// A request is being worked on elsewhere.
    static let work = Pauses(rawValue: 4)
  }

  let context: ServerContext
  let rate: PeerRate
  var session: Session
  private var framer = RequestFramer()
  /// Bytes of requests that are not complete, or that wait.
  private var held = ByteBuffer()
  var out = ByteBuffer()
  private var list: ServedList
  private var listVersion: Int
  private var found: [Neighbor] = []

  private var pauses: Pauses = []
  private var wantsRead = false
  /// No more requests are answered; the connection closes when the answers are out.
  var isClosing = false
  private var isInputClosed = false
  private var isStopping = false
  private var closes = false

  private var lastRequest = NIODeadline.now()
  private var idleTimer: Scheduled<Void>?
  private var stallTimer: Scheduled<Void>?
  /// Requests of the present batch, by kind of count.
  private var batchNearest: Int64 = 0
  private var batchTotal: Int64 = 0
  /// The answers of this event loop.
  private let round: AnswerRound
  /// Where to send; `nil` outside the pipeline.
  private(set) var channel: ChannelHandlerContext?
  private var isWritable = true

  init(context: ServerContext, rate: PeerRate, round: AnswerRound) {
    self.context = context
    self.rate = rate
    self.round = round
    session = Session(number: context.nextConnection(), language: context.language)
    // The version first: a list that comes in between is then noticed at the first request.
    listVersion = context.currentListVersion
    list = context.list
  }

  // MARK: Events

  func handlerAdded(context channel: ChannelHandlerContext) { self.channel = channel }

  func handlerRemoved(context channel: ChannelHandlerContext) { self.channel = nil }

  func channelActive(context channel: ChannelHandlerContext) {
    lastRequest = .now()
    watchIdle(channel)
    channel.fireChannelActive()
  }

  func channelInactive(context channel: ChannelHandlerContext) {
    idleTimer?.cancel()
    stallTimer?.cancel()
    isClosing = true
    if !session.topics.isEmpty { self.context.referrals?.hub.remove([], of: self) }
    channel.fireChannelInactive()
  }

  func channelRead(context channel: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    round.count(received: Int64(bytes.readableBytes))
    guard !isClosing else { return }
    if held.readableBytes == 0, pauses.isEmpty {
      answer(&bytes, channel)
      if bytes.readableBytes > 0 {
        held.clear()
        held.writeBuffer(&bytes)
      }
    } else {
      held.writeBuffer(&bytes)
      if pauses.isEmpty { answer(&held, channel) }
    }
  }

  func channelReadComplete(context channel: ChannelHandlerContext) {
    if out.readableBytes > 0, !isClosing { round.add(self) } else { send(channel) }
  }

  /// Lets the next read through only when what was read is answered.
  func read(context channel: ChannelHandlerContext) {
    if pauses.isEmpty { channel.read() } else { wantsRead = true }
  }

  func channelWritabilityChanged(context channel: ChannelHandlerContext) {
    isWritable = channel.channel.isWritable
    if isWritable, pauses.contains(.backlog) {
      stallTimer?.cancel()
      stallTimer = nil
      resume(.backlog, channel)
    }
    channel.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context channel: ChannelHandlerContext, event: Any) {
    switch event {
    case ChannelEvent.inputClosed:
      // What was not ended is no request; what was is still answered.
      isInputClosed = true
      if pauses.isEmpty { finish(channel) }
    case is StopSignal:
      stop(channel)
    default:
      channel.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context channel: ChannelHandlerContext, error: any Error) {
    context.logger.debug(
      "connection failed", metadata: ["connection": "\(session.number)", "error": "\(error)"])
    isClosing = true
    channel.close(promise: nil)
  }

  // MARK: Requests

  /// Answers the complete requests at the front of the bytes, as far as nothing pauses them.
  private func answer(_ bytes: inout ByteBuffer, _ channel: ChannelHandlerContext) {
    let started = round.time()
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
      while !isClosing, pauses.isEmpty {
        let rest = UnsafeRawBufferPointer(rebasing: all[used...])
        switch framer.next(in: rest) {
        case .incomplete(let discard):
          used += discard
          return
        case .blank(let consumed): used += consumed
        case .request(let consumed):
          if takesRate(started) { serve(rest, list, &found, channel) }
          used += consumed
        case .refused(let refusal, let consumed):
          refuse(refusal)
          used += consumed
        case .broken(let refusal):
          refuse(refusal)
          isClosing = true
        }
        pauseIfNeeded(channel)
      }
    }
    bytes.moveReaderIndex(forwardBy: isClosing ? bytes.readableBytes : used)
    if batchTotal > 0 {
      lastRequest = started
      round.count(requests: batchTotal, nearest: batchNearest)
      if batchNearest > 0, !list.isPrepared { context.count(asked: batchNearest) }
      (batchTotal, batchNearest) = (0, 0)
    }
  }

  @inline(__always)
  private func serve(
    _ bytes: UnsafeRawBufferPointer, _ list: ServedList, _ found: inout [Neighbor],
    _ channel: ChannelHandlerContext
  ) {
    batchTotal += 1
    let request = framer.request(in: bytes)
    if serveNearest(request, list, &found) {
      batchNearest += 1
    } else {
      serveByTable(request, channel)
    }
  }

  /// Answers `NEAREST latitude longitude [LIMIT n]` in plain decimals; false for anything else.
  @inline(__always)
  private func serveNearest(
    _ request: Request, _ list: ServedList, _ found: inout [Neighbor]
  ) -> Bool {
    guard request.count == 3 || request.count == 5, request.isWord(0, "NEAREST"),
      let latitude = PlainNumber.decimal(request.bytes(1)),
      let longitude = PlainNumber.decimal(request.bytes(2)),
      let position = Position(latitude: latitude, longitude: longitude),
      // 0,0 is refused by the reader of positions.
      abs(latitude) >= 1e-6 || abs(longitude) >= 1e-6
    else { return false }
    var limit = CommandTable.nearestDefault
    if request.count == 5 {
      guard request.isWord(3, "LIMIT"), !request.isQuoted(3),
        let number = PlainNumber.whole(request.bytes(4)), CommandTable.limitRange.contains(number)
      else { return false }
      limit = number
    }
    list.nearest(to: position, limit: limit, into: &found)
    let room = list.room(found.count, session.form)
    guard room <= context.limits.replyBytes else { return false }
    out.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { memory in
      list.write(found, from: position, session.form, into: memory)
    }
    return true
  }

  private func serveByTable(_ request: Request, _ channel: ChannelHandlerContext) {
    let command: ParsedCommand
    do throws(CommandError) {
      command = try context.table.parse(request)
    } catch {
      if case .unknownVerb = error {
        context.meters.unknown.increment(by: 1)
      } else if let place = context.table.place(of: request.text(0)) {
        context.meters.requests[place].increment(by: 1)
      }
      return reply(.error(.syntax, error.phrase.text(session.language)))
    }
    if let place = context.table.place(of: command.command.name) {
      context.meters.requests[place].increment(by: 1)
    }
    if command.command.access == .administrator, session.role != .administrator {
      let phrase = Phrase(
        id: "\(command.command.name) perlu AUTH dengan token pengelola",
        en: "\(command.command.name) needs AUTH with an administrator's token")
      return reply(.error(.noAuthentication, phrase.text(session.language)))
    }
    if command.command.access == .token { return serveReferral(command, channel) }
    if command.command.name == "RELOAD" { return reload(channel) }
    if let (token, answer) = deskToken(command), let hall = context.referrals {
      return authenticateAtDesk(token, hall, channel, then: answer)
    }
    reply(execute(command, list: list))
  }

  /// Appends a reply to the output, or a `LIMIT` error in its place when it is too long.
  func reply(_ reply: Reply) {
    var bytes = reply.bytes
    if bytes.count > context.limits.replyBytes {
      let phrase = Phrase(
        id:
          "jawaban lebih dari \(context.limits.replyBytes) bita; minta lebih sedikit dengan LIMIT",
        en: "reply of more than \(context.limits.replyBytes) bytes; ask for less with LIMIT")
      return self.reply(.error(.limit, phrase.text(session.language)))
    }
    if case .error(let code, _) = reply { context.meters.errors[code]?.increment(by: 1) }
    out.writeBytes(bytes)
    bytes.removeAll()
  }

  private func refuse(_ refusal: Refusal) {
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

  // MARK: Pausing

  /// Answers collected before they are handed on in the middle of a batch.
  private static let chunk = 1 << 16

  @inline(__always)
  private func pauseIfNeeded(_ channel: ChannelHandlerContext) {
    if out.readableBytes >= Self.chunk {
      send(channel)
      if !isWritable, !isClosing { pauseForBacklog(channel) }
    }
    if batchTotal >= context.limits.requestsInFlight, pauses.isEmpty, !isClosing {
      send(channel)
      pauses.insert(.turn)
      let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
      channel.eventLoop.execute {
        let (connection, channel) = handler.value
        connection.resume(.turn, channel)
      }
    }
  }

  private func pauseForBacklog(_ channel: ChannelHandlerContext) {
    pauses.insert(.backlog)
    guard stallTimer == nil else { return }
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    stallTimer = channel.eventLoop.scheduleTask(in: .seconds(Int64(context.limits.stallSeconds))) {
      let (connection, channel) = handler.value
      connection.drop(channel)
    }
  }

  /// Ends one reason to wait, answers what waited, and reads on.
  func resume(_ reason: Pauses, _ channel: ChannelHandlerContext) {
    pauses.remove(reason)
    guard pauses.isEmpty, channel.channel.isActive else { return }
    if !isClosing, held.readableBytes > 0 { answer(&held, channel) }
    send(channel)
    guard pauses.isEmpty else { return }
    if isInputClosed { return finish(channel) }
    if wantsRead {
      wantsRead = false
      channel.read()
    }
  }

  /// Makes requests wait for work elsewhere; `resume(.work, …)` ends it.
  func pauseForWork() { pauses.insert(.work) }

  /// Closes a connection whose client does not read.
  private func drop(_ channel: ChannelHandlerContext) {
    guard pauses.contains(.backlog) else { return }
    context.meters.dropped.increment(by: 1)
    context.logger.info(
      "dropped a connection that does not read its answers",
      metadata: ["connection": "\(session.number)"])
    isClosing = true
    channel.close(promise: nil)
  }

  // MARK: Sending and closing

  /// Sends what the round has answered, unless it is sent already.
  func sendWaiting() {
    if let channel { send(channel) }
  }

  /// Writes and flushes the answers so far; closes behind them when that is due.
  private func send(_ channel: ChannelHandlerContext) {
    if out.readableBytes > 0 {
      round.count(sent: Int64(out.readableBytes))
      channel.write(wrapOutboundOut(out), promise: nil)
      channel.flush()
      // Normally the kernel took all of it and the memory is ours again; else a new one is taken.
      out.clear()
    }
    if isClosing { finish(channel) }
    if !isWritable, !isClosing, pauses.isEmpty { pauseForBacklog(channel) }
  }

  /// Closes once everything written is out.
  private func finish(_ channel: ChannelHandlerContext) {
    guard !closes else { return }
    closes = true
    isClosing = true
    if out.readableBytes > 0 {
      round.count(sent: Int64(out.readableBytes))
      channel.write(wrapOutboundOut(out), promise: nil)
      out.clear()
    }
    // An empty write is done when all before it are.
    let handler = NIOLoopBound(channel, eventLoop: channel.eventLoop)
    channel.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
      handler.value.close(promise: nil)
    }
    let patience = TimeAmount.seconds(Int64(context.limits.stallSeconds))
    stallTimer?.cancel()
    stallTimer = channel.eventLoop.scheduleTask(in: patience) { handler.value.close(promise: nil) }
  }

  /// How long a stopping server listens on for requests that are under way.
  private static let lastWords = TimeAmount.milliseconds(100)

  /// Answers what has been received, then closes.
  private func stop(_ channel: ChannelHandlerContext) {
    guard !isStopping, !isClosing else { return }
    isStopping = true
    awaitLastWords(channel)
  }

  /// Closes as soon as there has been no request for a while.
  private func awaitLastWords(_ channel: ChannelHandlerContext) {
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    channel.eventLoop.scheduleTask(in: Self.lastWords) {
      let (connection, channel) = handler.value
      guard !connection.closes, channel.channel.isActive else { return }
      if connection.pauses.isEmpty, NIODeadline.now() - connection.lastRequest >= Self.lastWords {
        connection.finish(channel)
      } else {
        connection.awaitLastWords(channel)
      }
    }
  }

  private func watchIdle(_ channel: ChannelHandlerContext) {
    let limit = TimeAmount.seconds(Int64(context.limits.idleSeconds))
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    idleTimer = channel.eventLoop.scheduleTask(deadline: lastRequest + limit) {
      let (connection, channel) = handler.value
      guard channel.channel.isActive, !connection.isClosing else { return }
      // A watcher has nothing to ask.
      if !connection.pauses.isEmpty || !connection.session.topics.isEmpty {
        connection.lastRequest = .now()
      }
      guard NIODeadline.now() - connection.lastRequest >= limit else {
        return connection.watchIdle(channel)
      }
      let phrase = Phrase(
        id:
          "tidak ada permintaan selama \(connection.context.limits.idleSeconds) detik (idle_seconds)",
        en: "no request for \(connection.context.limits.idleSeconds) seconds (idle_seconds)")
      connection.reply(.error(.limit, phrase.text(connection.session.language)))
      connection.finish(channel)
    }
  }

  // MARK: Reloading

  /// Reads the content again on another thread; requests behind wait for it.
  private func reload(_ channel: ChannelHandlerContext) {
    pauseForWork()
    let handler = NIOLoopBound((self, channel), eventLoop: channel.eventLoop)
    let shared = context
    Reloading.run(shared).hop(to: channel.eventLoop).whenComplete { result in
      let (connection, channel) = handler.value
      switch result {
      case .success: connection.reply(.text("OK"))
      case .failure(let error):
        shared.logger.error("reload failed", metadata: ["error": "\(error)"])
        let phrase = Phrase(
          id: "muat ulang gagal, data lama tetap dilayani; lihat catatan server",
          en: "reloading failed, the old data is served on; see the server's log")
        connection.reply(.error(.internalFault, phrase.text(connection.session.language)))
      }
      connection.resume(.work, channel)
    }
  }
}

@available(*, unavailable)
extension ConnectionHandler: Sendable {}
