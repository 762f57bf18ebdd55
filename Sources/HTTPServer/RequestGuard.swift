internal import Formats
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1
internal import Serving
internal import Synchronization

/// Watches over the requests of one connection of HTTP/1, or of one stream of HTTP/2.
///
/// Answers what never becomes a request (unreadable, too long, too slow), so that the answer is a
/// problem like any other, and closes after an answer that says so.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let connections: Connections
  /// Requests whose answer has not ended.
  private var pending = 0
  /// Whether a request has begun and not ended.
  private var isReading = false
  /// Whether an answer has begun and not ended.
  private var isAnswering = false
  /// Whether the connection closes once the answer that is being written has ended.
  private var closesAfter = false
  /// Whether no request is accepted after the pending ones.
  private var hasLast = false
  private var isClosed = false
  private var deadline: Scheduled<Void>?
  private var stall: Scheduled<Void>?

  init(_ connections: Connections) { self.connections = connections }

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    // Only HTTP/1 has versions and connections to keep; a stream of HTTP/2 has no such codec.
    if let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) {
      try? pipeline.addHandler(VersionGuard(self), position: .before(codec))
    }
    expect(context)
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    isClosed = true
    cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosed else { return }
    switch unwrapInboundIn(data) {
    case .head:
      connections.connection(of: context.channel)?.hasSpoken.store(true, ordering: .relaxed)
      pending += 1
      isReading = true
      if deadline == nil { expect(context) }
    case .body: break
    case .end:
      isReading = false
      deadline?.cancel()
      deadline = nil
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isClosed else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head(var head) where head.status.kind != .informational:
      isAnswering = true
      if hasLast, pending == 1 { head.headerFields[.connection] = "close" }
      if head.headerFields[.connection] == "close" { closesAfter = true }
      return context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .end:
      isAnswering = false
      pending -= 1
      if closesAfter {
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        closeOnce(written.futureResult, context)
        return context.writeAndFlush(data, promise: written)
      }
      if pending == 0 { expect(context) }
    default: break
    }
    context.write(data, promise: promise)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stall?.cancel()
    stall = nil
    if !context.channel.isWritable {
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      let patience = TimeAmount.seconds(Int64(connections.limits.stallSeconds))
      stall = context.eventLoop.scheduleTask(in: patience) {
        let (guardian, context) = bound.value
        guardian.connections.meters.dropped.increment(by: 1)
        guardian.close(context)
      }
    }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case HTTPParserError.headerOverflow: refuse(context, .headersTooLarge(connections.limits))
    case is HTTPParserError, is HTTP1TypeConversionError: refuse(context, .unreadableRequest)
    default: context.fireErrorCaught(error)
    }
  }

  /// The version guard reports that the connection ends with the incoming request.
  func takeNoMore() { hasLast = true }

  /// Answers with a problem what is no request to be passed on, and closes.
  func refuse(_ context: ChannelHandlerContext, _ problem: Problem) {
    guard !isClosed else { return }
    // In the middle of another answer nothing can be said.
    guard !isAnswering, pending == (isReading ? 1 : 0) else { return close(context) }
    connections.meters.count(nil, problem.status)
    let body = ByteBuffer(string: problem.body(.english))
    var fields = Reply.securityFields
    fields[.contentType] = "application/problem+json"
    fields[.contentLanguage] = "en"
    fields[.connection] = "close"
    fields[.contentLength] = String(body.readableBytes)
    let head = HTTPResponse(status: problem.status, headerFields: fields)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(body)), promise: nil)
    let written = context.eventLoop.makePromise(of: Void.self)
    closeOnce(written.futureResult, context)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
  }

  /// Closes when all was written, or could not be; until then nothing more is read or written.
  private func closeOnce(_ written: EventLoopFuture<Void>, _ context: ChannelHandlerContext) {
    isClosed = true
    deadline?.cancel()
    deadline = nil
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    written.whenComplete { _ in bound.value.close(promise: nil) }
  }

  private func close(_ context: ChannelHandlerContext) {
    isClosed = true
    cancel()
    context.close(promise: nil)
  }

  private func cancel() {
    deadline?.cancel()
    stall?.cancel()
    deadline = nil
    stall = nil
  }

  /// Waits for a whole request, not for ever.
  private func expect(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let patience = TimeAmount.seconds(Int64(connections.limits.requestSeconds))
    deadline = context.eventLoop.scheduleTask(in: patience) {
      let (guardian, context) = bound.value
      guardian.deadline = nil
      if guardian.isReading { guardian.refuse(context, .tooSlow) } else { guardian.close(context) }
    }
  }
}

@available(*, unavailable)
extension RequestGuard: Sendable {}

/// What only HTTP/1 has: versions, connections to keep, and the host as a field.
final class VersionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let requests: RequestGuard
  private var isOld = false
  private var keepsAlive = true
  private var isRefused = false

  init(_ requests: RequestGuard) { self.requests = requests }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    if case .head(let head) = unwrapInboundIn(data) {
      guard keepsAlive else {
        // Behind the last request nothing is one.
        isRefused = true
        return
      }
      isOld = head.version.minor == 0
      keepsAlive = head.isKeepAlive
      if !keepsAlive { requests.takeNoMore() }
      // RFC 9112 §3.2: exactly one host, unless the request is an old one.
      let hosts = head.headers[canonicalForm: "host"].count
      if head.version.major != 1 || (hosts != 1 && !(isOld && hosts == 0)) {
        isRefused = true
        return refuse(context)
      }
    }
    context.fireChannelRead(data)
  }

  private func refuse(_ context: ChannelHandlerContext) {
    guard
      let guardian = try? context.pipeline.syncOperations.context(handlerType: RequestGuard.self)
    else { return context.close(promise: nil) }
    requests.refuse(guardian, .unreadableRequest)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    // What has no length is sent in chunks, which an old client does not read.
    if isOld { head.version = .http1_0 }
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }
}

@available(*, unavailable)
extension VersionGuard: Sendable {}
