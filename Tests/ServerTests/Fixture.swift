import Glibc
import LineProtocol
import Logging
import NIOCore
import NIOEmbedded
import Service

@testable import Server

/// What the tests of this room share.
enum Fixture {
  /// The embedded list, loaded once.
  static let locator: Result<Locator, any Error> = Result { try Locator.embedded() }

  static var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

  static func context(
    limits: ServerLimits = ServerLimits(), tokens: TokenTable = TokenTable()
  ) throws -> ServerContext {
    let content = ServerContent(locator: try locator.get(), tokens: tokens)
    return ServerContext(
      content: content, limits: limits, table: .standard, store: MeterStore(), logger: quiet,
      version: "test", language: .english, reload: { content })
  }

  /// A connection without a socket.
  static func channel(_ context: ServerContext) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(
      handler: ConnectionHandler(context: context, rate: PeerRate()))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return channel
  }

  /// Seed of this run's random tests: `PLKK_SEED`, or a fresh one, printed.
  static func seed() -> UInt64 {
    let seed =
      getenv("PLKK_SEED").flatMap { UInt64(String(cString: $0)) } ?? .random(in: 0...UInt64.max)
    print("PLKK_SEED=\(seed)")
    return seed
  }
}

extension EmbeddedChannel {
  /// Hands bytes in as one read.
  func receive(_ bytes: some Sequence<UInt8>) throws {
    try writeInbound(ByteBuffer(bytes: bytes))
  }

  /// Everything that was sent since the last look.
  func sent() throws -> String {
    var text = ""
    while let buffer = try readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
    return text
  }

  /// Sends requests as one read and gives what is answered.
  func ask(_ text: String) throws -> String {
    try receive(text.utf8)
    return try sent()
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
