import LineProtocol
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Server

/// Requests as RESP arrays and what is peculiar to their answers.
@Suite("Requests as arrays")
struct ArrayTests {
  /// The bytes of a request.
  static func array(_ words: String...) -> String {
    "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
  }

  /// Reads one RESP value; its texts, with lines of their own mark cut off.
  struct Reader {
    var rest: Substring

    mutating func line() -> Substring {
      let end = rest.firstIndex(of: "\r\n") ?? rest.endIndex
      defer { rest = rest[end...].dropFirst() }
      return rest[..<end]
    }

    /// The texts of a value in the order in which they come.
    mutating func value() -> [String] {
      let head = line()
      let count = Int(head.dropFirst()) ?? 0
      switch head.first {
      case "*", ">": return (0..<count).flatMap { _ in value() }
      case "%": return (0..<2 * count).flatMap { _ in value() }
      case "$":
        let bytes = Array(String(rest).utf8)
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        rest = Substring(String(decoding: bytes[(count + 2)...], as: UTF8.self))
        return [text]
      default: return [String(head.dropFirst())]
      }
    }
  }

  static func texts(_ answer: String) -> [String] {
    var reader = Reader(rest: Substring(answer))
    var texts: [String] = []
    while !reader.rest.isEmpty { texts += reader.value() }
    return texts
  }

  @Test("say the same as lines do, in bulk strings whose lengths are right")
  func sameAsLines() throws {
    let channel = try Fixture.channel(try Fixture.context())
    for (form, seed) in zip(["text", "json"], SplitMix64.seeds + SplitMix64.seeds) {
      var random = SplitMix64(seed: seed)
      _ = try channel.ask("FORMAT \(form)\n")
      for _ in 0..<300 {
        let latitude = "\(Double.random(in: -5...5, using: &random))".prefix(8)
        let longitude = "\(Double.random(in: 108...119, using: &random))".prefix(8)
        let limit = "\(Int.random(in: 1...40, using: &random))"
        let words = ["NEAREST", String(latitude), String(longitude), "LIMIT", limit]
        let lines = try channel.ask(words.joined(separator: " ") + "\n")
        let bulk = try channel.ask(
          "*5\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined())
        let expected = lines.split(separator: "\r\n").dropFirst().map { String($0.dropFirst()) }
        #expect(Self.texts(bulk) == expected, "seed \(seed)")
        #expect(bulk.hasPrefix("*\(limit)\r\n$"))
      }
    }
    for words in [
      ["SHOW", "PLKK-63-097"], ["LOCATE", "-3.3194 114.5908"], ["SEARCH", "ulin"],
      ["WITHIN", "RADIUS", "3km", "-3.3194", "114.5908"], ["HELP"], ["COUNT"],
    ] {
      let lines = try channel.ask(words.joined(separator: " ") + "\n")
      let bulk = try channel.ask(
        "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined())
      let expected = lines.split(separator: "\r\n").map { String($0.dropFirst()) }
      #expect(Self.texts(bulk) == (lines.hasPrefix("*") ? Array(expected.dropFirst()) : expected))
    }
  }

  @Test("ECHO and PING give back any bytes")
  func anyBytes() throws {
    let channel = try Fixture.channel(try Fixture.context())
    let bytes: [UInt8] = Array(0...255)
    for verb in ["ECHO", "PING"] {
      try channel.receive("*2\r\n$4\r\n\(verb)\r\n$256\r\n".utf8 + bytes + [13, 10])
      channel.embeddedEventLoop.run()
      let answer = try #require(try channel.readOutbound(as: ByteBuffer.self))
      #expect(Array(answer.readableBytesView) == Array("$256\r\n".utf8) + bytes + [13, 10])
    }
    #expect(try channel.ask(Self.array("SHOW", "a\u{0}b")).hasPrefix("-ERR control character"))
  }

  @Test("HELLO 3 is met with a map, INFO with one text by sections, and errors stay errors")
  func hello() throws {
    let channel = try Fixture.channel(try Fixture.context())
    #expect(try channel.ask(Self.array("HELLO", "2")).hasPrefix("*14\r\n$6\r\nserver\r\n"))
    #expect(try channel.ask(Self.array("HELLO", "3")).hasPrefix("%7\r\n$6\r\nserver\r\n"))
    #expect(try channel.ask(Self.array("HELLO")).contains("$5\r\nproto\r\n:3\r\n"))
    #expect(try channel.ask("HELLO\n").hasPrefix("*14\r\n+server\r\n"))
    #expect(try channel.ask(Self.array("HELLO", "4")).hasPrefix("-NOPROTO unsupported"))
    let info = Self.texts(try channel.ask(Self.array("INFO"))).joined()
    for line in ["# Server", "role:master", "facilities:", "connected_clients:", "db0:keys="] {
      #expect(info.contains(line))
    }
    let part = Self.texts(try channel.ask(Self.array("INFO", "Replication")))
    #expect(part == ["# Replication\r\nrole:master\r\nconnected_slaves:0\r\n"])
    #expect(try channel.ask("INFO replication\n").hasPrefix("*3\r\n+# Replication\r\n+role:master"))
    #expect(try channel.ask(Self.array("INFO", "foo")).hasPrefix("-ERR value 'foo'"))
    #expect(try channel.ask(Self.array("NEARST", "1", "2")).contains("did you mean NEAREST?"))
  }

  @Test("MULTI collects what finds facilities, and carries out all of it or nothing")
  func transactions() throws {
    let channel = try Fixture.channel(try Fixture.context())
    let nearest = Self.array("NEAREST", "-3.3194", "114.5908", "LIMIT", "1")
    let alone = try channel.ask(nearest)
    #expect(
      try channel.ask(
        Self.array("MULTI") + nearest + Self.array("COUNT") + Self.array("EXEC"))
        == "+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n\(alone):336\r\n")
    let broken = try channel.ask(
      Self.array("MULTI") + Self.array("METRICS") + Self.array("COUNT") + Self.array("EXEC"))
    #expect(broken.hasPrefix("+OK\r\n-ERR METRICS is not allowed behind MULTI"))
    #expect(broken.contains("\r\n+QUEUED\r\n-EXECABORT "))
    #expect(
      try channel.ask(Self.array("MULTI") + Self.array("NOPE") + Self.array("EXEC"))
        .contains("-EXECABORT "))
    #expect(
      try channel.ask(Self.array("MULTI") + nearest + Self.array("DISCARD") + Self.array("COUNT"))
        == "+OK\r\n+QUEUED\r\n+OK\r\n:336\r\n")
    for verb in ["EXEC", "DISCARD"] {
      #expect(try channel.ask(Self.array(verb)) == "-CONFLICT \(verb) without MULTI\r\n")
    }
    #expect(try channel.ask("MULTI\n").hasPrefix("-ERR MULTI is for requests as RESP arrays"))
    // One that is answered by an error in its place leaves the others their answers.
    let mixed = try channel.ask(
      Self.array("MULTI") + Self.array("SHOW", "nope") + Self.array("COUNT") + Self.array("EXEC"))
    #expect(mixed.contains("*2\r\n-NOTFOUND ") && mixed.hasSuffix("\r\n:336\r\n"))
  }

  @Test("CLIENT REPLY keeps silence as it is told, RESET makes the connection as new")
  func silence() throws {
    let channel = try Fixture.channel(try Fixture.context())
    let nearest = Self.array("NEAREST", "-3.3194", "114.5908", "LIMIT", "1")
    let skip = Self.array("CLIENT", "REPLY", "SKIP")
    #expect(try channel.ask(skip + nearest + Self.array("COUNT")) == ":336\r\n")
    #expect(try channel.ask(skip + Self.array("NOPE") + Self.array("COUNT")) == ":336\r\n")
    let off = Self.array("CLIENT", "REPLY", "OFF")
    #expect(try channel.ask(off + nearest + Self.array("NOPE") + Self.array("PING", "x")) == "")
    #expect(try channel.ask(Self.array("CLIENT", "REPLY", "ON")) == "+OK\r\n")
    #expect(try channel.ask(Self.array("CLIENT", "REPLY", "MAYBE")).hasPrefix("-ERR "))
    _ = try channel.ask("FORMAT json\nLANG id\n" + Self.array("HELLO", "3") + Self.array("MULTI"))
    #expect(try channel.ask(Self.array("RESET")) == "+RESET\r\n")
    #expect(try channel.ask(Self.array("HELLO")).contains("$5\r\nproto\r\n:2\r\n"))
    #expect(try channel.ask("NEAREST -3.3194 114.5908 LIMIT 1\n").hasPrefix("*1\r\n+PLKK-"))
    #expect(try channel.ask(Self.array("CLIENT", "INFO")).contains("id=1 addr="))
  }
}
