internal import Application
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Referrals
internal import Schema

/// `GET /v1/changes`: changes of referrals as server-sent events, from a place in the log on.
struct ChangeStream: Sendable {
  let routes: ReferralRoutes
  let broadcast: ReferralBroadcast?
  /// How many streams there may be.
  let most: Int

  var operation: Operation {
    var operation = Operation(
      "changes", "/v1/changes",
      "Changes of referrals as they happen, as server-sent events; Last-Event-ID goes on where a "
        + "stream ended. Nothing personal and nothing clinical is told.",
      parameters: [
        Parameter("branch", .text, "All of a branch; usually the own ones."),
        Parameter(
          "facility", .text, "What is sent to a facility or asked for by it; usually the own one."),
      ], produces: [MediaType.events], schema: "Text",
      problems: [.unauthorized, .forbidden, .notFound]
    ) { try await open($0) }
    operation.needsToken = true
    operation.headers = [.lastEventID]
    return operation
  }

  private func open(_ call: Call) async throws -> Reply {
    let (referring, identity) = try await routes.referring(call)
    guard let broadcast else { throw Problem.noReferrals }
    let topic = try Self.topic(call, identity)
    let given = try Self.place(call)
    let start: Int64
    let signs: AsyncStream<ReferralBroadcast.Sign>?
    do throws(ReferralServiceError) {
      try await referring.referralService.mayWatch(topic, by: identity)
    } catch {
      throw Problem(.referralService(error), of: nil)
    }
    do throws(ReferringError) {
      signs = call.request.method == .head ? nil : try await broadcast.listen()
      start = if let given { given } else { try await referring.lastChange() }
    } catch {
      throw Problem(error, of: nil)
    }
    var reply = Reply("", MediaType.events)
    reply.fields[.cacheControl] = "no-store"
    if call.request.method == .head { return reply }
    guard let signs else { throw Problem.tooManyStreams(most) }
    let listener = Listener(topic: topic, referring: referring, identity: identity)
    reply.body = .stream { try await listener.write(signs, from: start, &$0) }
    return reply
  }

  private static func place(_ call: Call) throws(Problem) -> Int64? {
    guard let text = call.request.headers[.lastEventID], !text.isEmpty else { return nil }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let place = Int64(text) else {
      throw .wrongValue("Last-Event-ID", text, "0…")
    }
    return place
  }

  private static func topic(_ call: Call, _ identity: Identity) throws(Problem) -> WatchTopic {
    switch (call.arguments.text("branch"), call.arguments.text("facility")) {
    case (let branch?, nil): return .branch(branch)
    case (nil, let facility?): return .facility(facility)
    case (nil, nil):
      switch identity.role {
      case .officer, .supervisor: return .branches(identity.branches)
      case .facility: return .facility(identity.scope)
      case .auditor, .administrator: throw .missingParameter(["branch", "facility"])
      }
    case (.some, .some): throw .conflictingParameters(["branch", "facility"])
    }
  }
}

/// Writes the events of one stream.
private struct Listener: Sendable {
  let topic: WatchTopic
  let referring: Referring
  let identity: Identity

  /// Writes until the client leaves, the token is over, or the server stops.
  func write(
    _ signs: AsyncStream<ReferralBroadcast.Sign>, from start: Int64,
    _ writer: inout any ResponseBodyWriter
  ) async throws {
    try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
    do {
      try await tellAll(signs, from: start, &writer)
    } catch is ReferringError {
      // The client comes back with the last event that it took.
    } catch is ReferralServiceError {
    }
    try await writer.finish(nil)
  }

  private func tellAll(
    _ signs: AsyncStream<ReferralBroadcast.Sign>, from start: Int64,
    _ writer: inout any ResponseBodyWriter
  ) async throws {
    var place = start
    // What happened before this stream joined the others.
    while case let missed = try await referring.changed(after: place), !missed.isEmpty {
      for change in missed {
        place = change.sequence
        guard topic.holds(change) else { continue }
        guard try await tell(try await referring.news(of: change), &writer) else { return }
      }
    }
    for await sign in signs {
      switch sign {
      case .quiet:
        guard try await isTokenValid(&writer) else { return }
        // Also shows whether the client is still there.
        try await writer.write(ByteBuffer(string: ": \n\n"))
      case .news(let news):
        guard news.change.sequence > place else { continue }
        place = news.change.sequence
        guard topic.holds(news.change) else { continue }
        guard try await tell(news, &writer) else { return }
      }
    }
  }

  /// Sends a change to the holder of a valid token, and records it.
  private func tell(
    _ news: ReferralNews, _ writer: inout any ResponseBodyWriter
  ) async throws -> Bool {
    guard try await isTokenValid(&writer) else { return false }
    try await referring.referralService.recordTold([news.change.code], to: identity)
    let data = ChangeRecord.json(news)
    try await writer.write(
      ByteBuffer(string: "id: \(news.change.sequence)\nevent: change\ndata: \(data)\n\n"))
    return true
  }

  /// Whether the token is still valid; else the client is told that it is not.
  private func isTokenValid(_ writer: inout any ResponseBodyWriter) async throws -> Bool {
    if try await referring.referralService.isTokenValid(identity) { return true }
    try await writer.write(ByteBuffer(string: "event: token_over\ndata: {}\n\n"))
    return false
  }
}
