internal import Application
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Serving

/// Answers requests: finds the operation, checks what was asked, and writes what came of it.
struct Responder: Sendable {
  let routes: RouteTable
  let snapshots: SnapshotKeeper
  let connections: Connections
  let meters: HTTPMeters
  let logger: Logger
  /// Language of sentences where a request names none.
  let language: Language
  /// Whether connections come over TLS.
  let isEncrypted: Bool
  /// Origins whose pages may read answers; `*` for all.
  let origins: [String]
  let date = HTTPDate.Clock()
  /// The page for phones.
  let pages: PageKeeper

  /// Answers one request.
  func respond(
    _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    let start = NIODeadline.now()
    let connection = connections.connection(of: channel)
    let language = Wanted.language(request.headers[.acceptLanguage], usual: language)
    var match: RouteTable.Match?
    var reply: Reply
    let hasBody = Self.hasBody(request)
    do {
      try take(connection)
      let path = try path(request)
      if let file = try page(request, path) {
        reply = file
      } else if request.method == .options {
        reply = try options(request, path)
      } else {
        let found = try routes.find(request.method, path)
        match = found
        let call = try call(found, request, language, hasBody, connection)
        if hasBody, request.headers[.expect]?.lowercased() == "100-continue" {
          try await writer.writeInformationalHead(HTTPResponse(status: .continue))
        }
        reply = try await found.operation.handler(call)
      }
    } catch let problem as Problem {
      reply = Self.reply(problem, language, request)
      // What is left of the body is not read to its end.
      if hasBody, !isStream(channel) { reply.fields[.connection] = "close" }
    } catch let error where error is CancellationError || error is ChannelError {
      throw error
    } catch {
      logger.error(
        "a request failed",
        metadata: ["operation": "\(match?.operation.id ?? "none")", "error": "\(error)"])
      reply = Self.reply(.internalFault, language, request)
    }
    finish(&reply, request)
    meters.count(match?.index, reply.status)
    noteIfSlow(match?.operation.id ?? "none", NIODeadline.now() - start)
    try await write(reply, request, writer)
    // A stream of events lasts as long as its reader likes.
    guard match?.operation.produces != [MediaType.events] else { return }
    meters.latency.record((NIODeadline.now() - start).nanoseconds, times: 1)
  }

  /// Logs a request that took long, with nothing of what was asked; how long the client reads is its own
  /// affair.
  private func noteIfSlow(_ operation: String, _ time: TimeAmount) {
    let limit = connections.limits.slowMilliseconds
    let milliseconds = time.nanoseconds / 1_000_000
    guard limit > 0, milliseconds >= limit else { return }
    logger.notice(
      "slow request", metadata: ["operation": "\(operation)", "milliseconds": "\(milliseconds)"])
  }

  // MARK: Asking

  private func take(_ connection: Connections.Connection?) throws(Problem) {
    let limits = connections.limits
    guard limits.requestsPerSecond > 0, let connection else { return }
    let now = Int64(clamping: NIODeadline.now().uptimeNanoseconds)
    guard connection.rate.take(now: now, perSecond: limits.requestsPerSecond) else {
      throw .tooManyRequests(limits)
    }
  }

  /// The path of a request, still encoded: a path and nothing else.
  private func path(_ request: Request) throws(Problem) -> Substring {
    let target = request.head.path ?? ""
    guard target.utf8.count <= connections.limits.headerBytes else {
      throw .targetTooLong(connections.limits.headerBytes)
    }
    if request.method == .options, target == "*" { return "*" }
    guard target.hasPrefix("/"), !target.contains("#") else { throw .badPath }
    return target.prefix { $0 != "?" }
  }

  private static func query(_ request: Request) -> Substring? {
    guard let target = request.head.path, let mark = target.firstIndex(of: "?") else { return nil }
    return target[target.index(after: mark)...]
  }

  private static func hasBody(_ request: Request) -> Bool {
    if let length = request.headers[.contentLength] { return length != "0" }
    return request.headers.contains(.transferEncoding)
  }

  private func call(
    _ match: RouteTable.Match, _ request: Request, _ language: Language, _ hasBody: Bool,
    _ connection: Connections.Connection?
  ) throws(Problem) -> Call {
    let operation = match.operation
    guard let form = MediaType.best(request.headers[.accept], of: operation.produces) else {
      throw .notAcceptable(operation.produces)
    }
    if operation.accepts.isEmpty {
      if hasBody { throw .unexpectedBody }
    } else {
      let given = MediaType.bare(request.headers[.contentType] ?? "")
      // Where all members may be left out, so may the body.
      let isBare = !hasBody && given.isEmpty && operation.accepts == [MediaType.json]
      guard isBare || operation.accepts.contains(given),
        !request.headers.contains(.contentEncoding)
      else { throw .unsupportedMediaType(operation.accepts) }
      let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
      guard length <= connections.limits.bodyBytes else {
        throw .contentTooLarge(connections.limits.bodyBytes)
      }
    }
    let arguments = try Arguments(Self.query(request), operation.parameters)
    let host = request.head.authority ?? ""
    return Call(
      request: request, segments: match.segments, arguments: arguments,
      snapshot: snapshots.current, language: language, form: form,
      isPrivate: isEncrypted || (connection?.isLoopback ?? false),
      address: connection?.address ?? "local", base: "\(isEncrypted ? "https" : "http")://\(host)",
      limits: connections.limits)
  }

  private func isStream(_ channel: any Channel) -> Bool { connections.isStream(channel) }

  // MARK: Answering

  /// A problem in the form of the part of the door that was asked.
  private static func reply(_ problem: Problem, _ language: Language, _ request: Request) -> Reply {
    let path = request.head.path ?? ""
    return path.hasPrefix("/fhir") ? FHIR.outcome(problem, language) : Reply(problem, language)
  }

  private func options(_ request: Request, _ path: Substring) throws(Problem) -> Reply {
    var methods = ["GET", "HEAD", "OPTIONS", "POST"]
    if path != "*" {
      guard let known = routes.methods(at: path) else { throw .notFound }
      methods = known
    }
    var reply = Reply()
    reply.status = .noContent
    reply.fields[.allow] = methods.joined(separator: ", ")
    if origins.isEmpty || request.headers[.accessControlRequestMethod] == nil { return reply }
    reply.fields[.accessControlAllowMethods] = methods.joined(separator: ", ")
    reply.fields[.accessControlAllowHeaders] =
      "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
      + "Last-Event-ID"
    reply.fields[.accessControlMaxAge] = "600"
    return reply
  }

  /// The fields that every answer has, and whether it is sent again at all.
  private func finish(_ reply: inout Reply, _ request: Request) {
    for field in Reply.securityFields where reply.fields[field.name] == nil {
      reply.fields.append(field)
    }
    reply.fields[.date] = date.now
    let varying =
      [reply.fields[.vary], "Accept, Accept-Language", origins.isEmpty ? nil : "Origin"]
    reply.fields[.vary] = varying.compactMap { $0 }.joined(separator: ", ")
    if isEncrypted { reply.fields[.strictTransportSecurity] = "max-age=31536000" }
    if let origin = request.headers[.origin], origins.contains("*") || origins.contains(origin) {
      reply.fields[.accessControlAllowOrigin] = origins.contains("*") ? "*" : origin
      reply.fields[.accessControlExposeHeaders] = "ETag, Link, Location, Retry-After"
      reply.fields[.crossOriginResourcePolicy] = "cross-origin"
    }
    guard let etag = reply.etag else { return }
    reply.fields[.eTag] = etag
    guard request.method == .get || request.method == .head, reply.status == .ok,
      let known = request.headers[.ifNoneMatch], Self.matches(known, etag)
    else { return }
    reply.status = .notModified
    reply.fields[.contentType] = nil
    reply.body = .whole(ByteBuffer())
  }

  /// Whether a mark is among those of `If-None-Match`; the weak comparison of RFC 9110 §8.8.3.2.
  private static func matches(_ known: String, _ etag: String) -> Bool {
    if known == "*" { return true }
    return known.split(separator: ",").contains { mark in
      let bare = mark.filter { $0 != " " }
      return (bare.hasPrefix("W/") ? String(bare.dropFirst(2)) : bare) == etag
    }
  }

  private func write(
    _ reply: Reply, _ request: Request, _ writer: consuming ResponseWriter
  ) async throws {
    var head = HTTPResponse(status: reply.status, headerFields: reply.fields)
    switch reply.body {
    case .whole(let bytes):
      if reply.status != .notModified, reply.status != .noContent {
        head.headerFields[.contentLength] = String(bytes.readableBytes)
      }
      let isBare = request.method == .head || bytes.readableBytes == 0
      try await writer.write(
        response: head, body: isBare ? ResponseBody() : ResponseBody(byteBuffer: bytes))
    case .stream(let write):
      if request.method == .head { return try await writer.writeResponse(head) }
      try await writer.write(response: head, body: ResponseBody(contentLength: nil, write))
    }
  }
}
