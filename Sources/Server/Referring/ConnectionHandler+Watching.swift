import Application
import Formats
import LineProtocol
import Logging
import NIOCore
import Serving

extension ConnectionHandler {
  private static let mostTopics = 64

  /// Watches topics for an authorized client.
  func subscribe(
    _ command: ParsedCommand, _ endpoint: ReferralEndpoint, _ identity: Identity,
    _ channel: ChannelHandlerContext
  ) {
    var topics: [(String, WatchTopic)] = []
    for name in Self.topics(command) {
      let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
      switch (parts.count, parts.first) {
      case (2, "facility"): topics.append((name, .facility(parts[1])))
      case (2, "branch"): topics.append((name, .branch(parts[1])))
      default:
        let phrase = Phrase(
          id: "topik harus facility:ID atau branch:NAMA",
          en: "a topic is facility:ID or branch:NAME")
        return reply(.error(.syntax, phrase.text(session.language)))
      }
    }
    guard session.topics.union(topics.map(\.0)).count <= Self.mostTopics else {
      let phrase = Phrase(
        id: "paling banyak \(Self.mostTopics) topik", en: "at most \(Self.mostTopics) topics")
      return reply(.error(.limit, phrase.text(session.language)))
    }
    session.watchStyle = style
    let chosen = topics
    let referralService = endpoint.referralService
    work(channel) { () async -> Result<Int64, ReferralServiceError> in
      do throws(ReferralServiceError) {
        guard try await referralService.isTokenValid(identity) else { throw .notAuthenticated }
        for (_, topic) in chosen { try await referralService.mayWatch(topic, by: identity) }
        return .success(try await referralService.lastChange())
      } catch {
        return .failure(error)
      }
    } done: { connection, result in
      switch result {
      case .success(let sequence):
        // Who has left meanwhile would stay in the hub for good.
        guard let channel = connection.channel, channel.channel.isActive else { return }
        let watches = chosen.map { ($0, ChangeBroadcaster.Watch(topic: $1, identity: identity)) }
        endpoint.broadcaster.add(
          Dictionary(watches) { $1 }, of: connection, on: channel.eventLoop, from: sequence)
        for (name, _) in chosen {
          connection.session.topics.insert(name)
          connection.confirm("subscribe", name)
        }
      case .failure(let error):
        connection.reply(connection.text(of: error))
      }
    }
  }

  /// Ends topics, or all.
  func unsubscribe(_ command: ParsedCommand, _ endpoint: ReferralEndpoint) {
    let named = Self.topics(command)
    let topics = named.isEmpty ? session.topics.sorted() : named
    endpoint.broadcaster.remove(topics, of: self)
    if topics.isEmpty { return confirm("unsubscribe", "") }
    for topic in topics {
      session.topics.remove(topic)
      confirm("unsubscribe", topic)
    }
  }

  /// The topics of a request; a word that begins none belongs to the name before it, as a branch may
  /// have several words.
  private static func topics(_ command: ParsedCommand) -> [String] {
    (command.arguments["TOPIC"] ?? "").split(separator: " ").reduce(into: []) { topics, word in
      if let last = topics.last, !word.contains(":") {
        topics[topics.count - 1] = "\(last) \(word)"
      } else {
        topics.append(String(word))
      }
    }
  }

  /// Ends a connection that watches with a token which no longer holds; without a word, for it asked
  /// nothing.
  func dismiss() {
    guard state.takesBytes else { return }
    context.logger.info(
      "closed a watcher whose token no longer holds",
      metadata: ["connection": "\(session.number)"])
    session.topics = []
    session.identity = nil
    state.end()
    sendWaiting()
  }

  /// What Redis answers for each topic.
  private func confirm(_ word: String, _ topic: String) {
    reply(.push([.text(word), .text(topic), .integer(session.topics.count)]))
  }

  /// Sends a message between answers; a client that does not read is dropped rather than buffered.
  func push(_ topic: String, _ payload: String) {
    guard let channel, session.topics.contains(topic), state.takesBytes else { return }
    guard channel.channel.isWritable else {
      context.meters.dropped.increment(by: 1)
      context.logger.info(
        "dropped a watcher that does not read", metadata: ["connection": "\(session.number)"])
      state.closed()
      channel.close(promise: nil)
      return
    }
    write(.push([.text("message"), .text(topic), .text(payload)]), session.watchStyle)
    sendWaiting()
  }
}
