import Glibc
import LineProtocol
import NIOCore
import NIOPosix
import Serving

/// A connection to a server of the line protocol, plain or with TLS; its calls wait for the server.
final class LineConnection {
  enum Request {
    /// As a person types it.
    case line(String)
    /// Words that arrive as they are.
    case words([String])
    /// Any texts, also with line ends; answered by texts of which each is taken whole.
    case array([String])

    /// A line, for lines are answered by lines, or an array.
    var bytes: [UInt8] {
      switch self {
      case .line(let line): return Array(line.utf8) + [0x0a]
      case .words(let words):
        // Quotes around the verb: no word of HTTP ends the connection unheard.
        let line = words.enumerated().map { $0 == 0 ? Self.quoted($1) : Self.word($1) }
        return Array(line.joined(separator: " ").utf8) + [0x0a]
      case .array(let words):
        return words.reduce(into: Array("*\(words.count)\r\n".utf8)) { bytes, word in
          bytes += Array("$\(word.utf8.count)\r\n\(word)\r\n".utf8)
        }
      }
    }

    private static func word(_ word: String) -> String {
      let needsQuotes = word.isEmpty || word.hasPrefix("\"") || word.contains { " \t".contains($0) }
      return needsQuotes ? quoted(word) : word
    }

    private static func quoted(_ word: String) -> String {
      let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(escaped)\""
    }
  }

  /// A reply of more lines or a longer line than any plkk server sends is an error.
  private static let maximumLines = 1_000_000
  private static let maximumLine = 1 << 22
  /// How long to wait for a connection, and for each piece of an answer.
  static let patience = TimeAmount.seconds(30)

  private let address: SocketName
  private let channel: any Channel
  private let inbox: NIOLoopBound<LineInbox>
  private var buffer: [UInt8] = []
  private var used = 0
  /// Whether the server closed the connection.
  private(set) var isOver = false

  /// Connects.
  ///
  /// - Parameters:
  ///   - address: The server.
  ///   - tls: How to check who it is; `nil` for plain text.
  ///   - patience: How long to wait for the connection.
  /// - Throws: `CommandFailure` when it is not reachable. Whether its certificate is good shows with
  ///   the first answer.
  init(_ address: SocketName, tls: ClientTLS?, patience: TimeAmount = patience) throws {
    signal(SIGPIPE, SIG_IGN)
    self.address = address
    do {
      (channel, inbox) = try ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connectTimeout(patience)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            if let tls { try channel.pipeline.syncOperations.addHandler(tls.handler()) }
            try channel.pipeline.syncOperations.addHandler(LineInbox())
          }
        }
        .connect(host: address.host, port: address.port)
        .flatMapThrowing { channel in
          let inbox = try channel.pipeline.syncOperations.handler(type: LineInbox.self)
          return (channel, NIOLoopBound(inbox, eventLoop: channel.eventLoop))
        }.wait()
    } catch {
      throw ConnectionWords.failure(error, address)
    }
  }

  /// Whether both ends are on this machine.
  var isOnThisMachine: Bool { ClientKey.isLoopback(channel.remoteAddress) }

  func close() { channel.close(promise: nil) }

  /// Sends a request and reads its reply: one line, or `*n` and n lines, without line ends.
  func ask(_ request: Request) throws -> [String] {
    // Whether it arrives shows in the answer.
    channel.writeAndFlush(ByteBuffer(bytes: request.bytes), promise: nil)
    let first = try line()
    guard first.hasPrefix("*"), let count = Int(first.dropFirst()) else {
      if first == "+OK", case .line(let text) = request, text.lowercased() == "quit" {
        isOver = true
      }
      return [first]
    }
    guard (0...Self.maximumLines).contains(count) else { throw ConnectionWords.broken() }
    var lines = [first]
    for _ in 0..<count { lines.append(try text()) }
    return lines
  }

  /// A line, or of a text with its length before it the text alone.
  private func text() throws -> String {
    let line = try line()
    guard line.hasPrefix("$"), let count = Int(line.dropFirst()) else { return line }
    guard (0...Self.maximumLine).contains(count) else { throw ConnectionWords.broken() }
    while buffer.count - used < count + 2 { buffer += try receive() }
    defer { used += count + 2 }
    return String(decoding: buffer[used..<used + count], as: UTF8.self)
  }

  private func line() throws -> String {
    var searched = used
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0a) {
        let last = end > used && buffer[end - 1] == 0x0d ? end - 1 : end
        defer { used = end + 1 }
        return String(decoding: buffer[used..<last], as: UTF8.self)
      }
      guard buffer.count - used < Self.maximumLine else { throw ConnectionWords.broken() }
      if used > 0 {
        buffer.removeFirst(used)
        used = 0
      }
      searched = buffer.count
      buffer += try receive()
    }
  }

  /// The next bytes.
  private func receive() throws -> [UInt8] {
    let promise = channel.eventLoop.makePromise(of: [UInt8].self)
    channel.eventLoop.execute { [inbox] in inbox.value.take(promise) }
    do {
      return try promise.futureResult.wait()
    } catch {
      throw ConnectionWords.failure(error, address)
    }
  }
}

/// What the server sent and is not consumed yet; reads on only while that is little.
final class LineInbox: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The server closed before its answer was there.
  struct Closed: Error {}
  /// The server let us wait too long.
  struct TooSlow: Error {}

  private static let most = 1 << 20

  private var kept = ByteBuffer()
  private var waiting: EventLoopPromise<[UInt8]>?
  private var timer: Scheduled<Void>?
  private var failure: (any Error)?
  private var channel: ChannelHandlerContext?
  private var wantsRead = false

  /// Gives what has come, now or as soon as something comes.
  func take(_ promise: EventLoopPromise<[UInt8]>) {
    waiting = promise
    let inbox = NIOLoopBound(self, eventLoop: promise.futureResult.eventLoop)
    timer = promise.futureResult.eventLoop.scheduleTask(in: LineConnection.patience) {
      inbox.value.fail(TooSlow())
    }
    deliver()
  }

  private func deliver() {
    guard let promise = waiting else { return }
    if let bytes = kept.readBytes(length: kept.readableBytes), !bytes.isEmpty {
      promise.succeed(bytes)
      kept.clear()
    } else if let failure {
      promise.fail(failure)
    } else {
      return
    }
    timer?.cancel()
    waiting = nil
    if wantsRead, let channel {
      wantsRead = false
      channel.read()
    }
  }

  private func fail(_ error: any Error) {
    // The first one says why.
    if failure == nil { failure = error }
    deliver()
  }

  func handlerAdded(context: ChannelHandlerContext) { channel = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    channel = nil
    fail(Closed())
  }

  func read(context: ChannelHandlerContext) {
    if kept.readableBytes < Self.most { context.read() } else { wantsRead = true }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    kept.writeBuffer(&bytes)
    deliver()
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(Closed())
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail(error)
    context.close(promise: nil)
  }
}

@available(*, unavailable)
extension LineInbox: Sendable {}
