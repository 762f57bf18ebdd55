@testable import Serving
import Facilities
import LineProtocol
import NIOCore
import NIOEmbedded
import Application
import Formats
import TestSupport
import Testing

@testable import Server

@Suite("A connection")
struct ConnectionTests {
  let stream =
    "PING\r\nNEAREST -3.3194 114.5908 LIMIT 2\nFORMAT json\n*3\r\n$7\r\nNEAREST\r\n$4\r\n-2.2\r\n$5\r\n113.9\r\n"
    + "FORMAT text\nNEAREST -2,2 113,9 LIMIT 1\nbad\nLANG id\nbad\nSHOW plkk-63-097\nCOUNT KIND clinic\nQUIT\nPING\n"

  func answers(_ pieces: [[UInt8]]) throws -> String {
    let channel = try Fixture.channel(try Fixture.context())
    var text = ""
    for piece in pieces {
      try channel.receive(piece)
      // Others' turns, in a long stream.
      channel.embeddedEventLoop.run()
      text += try channel.sent()
    }
    return text
  }

  @Test("a stream is answered the same whole, byte by byte, and cut at every byte")
  func cuts() throws {
    let bytes = Array(stream.utf8)
    let whole = try answers([bytes])
    #expect(whole.hasPrefix("+PONG\r\n*2\r\n+PLKK-63-132\t"))
    #expect(whole.hasSuffix("+OK\r\n"))
    #expect(whole.split(separator: "-ERR ", omittingEmptySubsequences: false).count == 3)
    #expect(try answers(bytes.map { [$0] }) == whole)
    for cut in stride(from: 1, to: bytes.count, by: 1) {
      #expect(try answers([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "cut at \(cut)")
    }
  }

  @Test("many streams one behind the other are answered in order")
  func batched() throws {
    let one = "PING a\nNEAREST -3.3194 114.5908 LIMIT 1\nCOUNT\n"
    let single = try answers([Array(one.utf8)])
    let many = try answers([Array(String(repeating: one, count: 500).utf8)])
    #expect(many == String(repeating: single, count: 500))
  }

  @Test("after QUIT nothing is answered, and the connection closes")
  func quit() throws {
    let channel = try Fixture.channel(try Fixture.context())
    #expect(try channel.ask("QUIT\nPING\n") == "+OK\r\n")
    channel.embeddedEventLoop.run()
    #expect(!channel.isActive)
  }

  @Test("the line of a browser closes the connection and is not executed (S21)")
  func http() throws {
    let channel = try Fixture.channel(try Fixture.context())
    let answer = try channel.ask("POST / HTTP/1.1\r\nHost: x\r\n\r\nPING\r\n")
    #expect(answer == "-ERR this is no HTTP server; the connection is closed\r\n")
    channel.embeddedEventLoop.run()
    #expect(!channel.isActive)
  }

  @Test("an unknown option is an error and no list (S16), and the connection goes on")
  func unknownOption() throws {
    let channel = try Fixture.channel(try Fixture.context())
    let answer = try channel.ask("NEAREST -2.2 113.9 LIMIT 3 OPNE\nPING\n")
    #expect(answer.hasPrefix("-ERR unknown option 'OPNE' of NEAREST; allowed: LIMIT"))
    #expect(answer.hasSuffix("\r\n+PONG\r\n"))
    // Without a keyword before it, a word could belong to the position, but not this one.
    #expect(try channel.ask("NEAREST -2.2 113.9 OPNE\n").hasPrefix("-ERR unknown option 'OPNE'"))
    #expect(try channel.ask("LOCATE -2.2,113.9 opne\n").hasPrefix("-ERR unknown option 'opne'"))
    #expect(try channel.ask("NEAREST 2.2 lintang selatan 113.9 bujur timur\n").hasPrefix("*3"))
  }

  @Test("an unfinished last line is never executed")
  func unfinished() throws {
    let channel = try Fixture.channel(try Fixture.context())
    try channel.receive("PING\nCOUNT".utf8)
    channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    channel.embeddedEventLoop.run()
    #expect(try channel.sent() == "+PONG\r\n")
    #expect(!channel.isActive)
  }

  @Test(
    "what Redis clients send on connect is met with what lets them carry on",
    arguments: [
      ("HELLO 4\n", "-NOPROTO unsupported protocol version '4'; allowed: 2, 3\r\n"),
      ("CLIENT SETINFO LIB-NAME redis-py\n", "+OK\r\n"), ("CLIENT ID\n", ":1\r\n"),
      ("CLIENT SETNAME x\nCLIENT GETNAME\n", "+OK\r\n+x\r\n"), ("COMMAND DOCS\n", "*0\r\n"),
      ("COMMAND\n", "*0\r\n"), ("SELECT 0\n", "+OK\r\n"), ("ECHO \"a b\"\n", "+a b\r\n"),
      ("PING hello\n", "+hello\r\n"),
    ])
  func greeting(_ request: String, _ reply: String) throws {
    #expect(try Fixture.channel(try Fixture.context()).ask(request) == reply)
  }

  @Test("HELLO 2 answers names and values in turn, in lines only")
  func hello() throws {
    let answer = try Fixture.channel(try Fixture.context()).ask("HELLO 2 SETNAME me\n")
    #expect(answer.hasPrefix("*14\r\n+server\r\n+plkk\r\n+version\r\n+test\r\n+proto\r\n:2\r\n"))
  }

  @Test("tokens: without a store there are none; three wrong ones close")
  func tokens() throws {
    let channel = try Fixture.channel(try Fixture.context())
    #expect(try channel.ask("RELOAD\n").hasPrefix("-NOAUTH "))
    let guesser = try Fixture.channel(try Fixture.context())
    let answer = try guesser.ask("AUTH x\nAUTH default y\nHELLO 2 AUTH default z\nPING\n")
    #expect(
      answer.split(separator: "-NOAUTH", omittingEmptySubsequences: false).count == 4, "\(answer)")
    guesser.embeddedEventLoop.run()
    #expect(!guesser.isActive)
  }

  @Test("more requests than the rate allows are answered with LIMIT")
  func rate() throws {
    var limits = ServerLimits()
    limits.requestsPerSecond = 5
    let channel = try Fixture.channel(try Fixture.context(limits: limits))
    let answer = try channel.ask(String(repeating: "PING\n", count: 8))
    #expect(
      answer.hasPrefix(
        String(repeating: "+PONG\r\n", count: 5) + "-LIMIT more than 5 requests a second"))
  }

  @Test("a reply above the limit becomes an error that says so")
  func replyLimit() throws {
    var limits = ServerLimits()
    limits.replyBytes = 4096
    let channel = try Fixture.channel(try Fixture.context(limits: limits))
    #expect(
      try channel.ask("NEAREST -3.3 114.6 LIMIT 300\n").hasPrefix(
        "-LIMIT reply of more than 4096 bytes"))
    #expect(try channel.ask("NEAREST -3.3 114.6 LIMIT 3\n").hasPrefix("*3"))
  }

  @Test("after so many requests in a row others have their turn, and none is lost")
  func turns() throws {
    var limits = ServerLimits()
    limits.requestsInFlight = 10
    let channel = try Fixture.channel(try Fixture.context(limits: limits))
    try channel.receive(String(repeating: "PING\n", count: 35).utf8)
    #expect(try channel.sent() == String(repeating: "+PONG\r\n", count: 10))
    channel.embeddedEventLoop.run()
    #expect(try channel.sent() == String(repeating: "+PONG\r\n", count: 25))
  }

  @Test("few answers are sent when the loop's turn ends, many at once, and all are counted")
  func rounds() throws {
    let context = try Fixture.context()
    let channel = try Fixture.channel(context)
    try channel.receive("PING\nPING\n".utf8)
    try channel.receive("PING\nNEAR".utf8)
    #expect(try channel.sent() == "")
    channel.embeddedEventLoop.run()
    #expect(try channel.sent() == String(repeating: "+PONG\r\n", count: 3))
    let many = String(repeating: "PING\n", count: Int(FlushCoalescer.most))
    try channel.receive("EST -3.3 114.6 LIMIT 1\n\(many)".utf8)
    let answers = try channel.sent()
    #expect(answers.hasPrefix("*1\r\n+PLKK-") && answers.hasSuffix("+PONG\r\n"))
    channel.embeddedEventLoop.run()
    #expect(context.meters.requestTotal.value == 4 + FlushCoalescer.most)
    #expect(context.meters.latency.read().count == 4 + FlushCoalescer.most)
    #expect(context.meters.requests[context.meters.nearest].value == 1)
    #expect(context.meters.bytesIn.value == Int64(many.utf8.count) + 42)
    #expect(context.meters.bytesOut.value == Int64(answers.utf8.count) + 21)
  }

  @Test("a client that does not read is answered no further, and everything when it does")
  func backlog() throws {
    let channel = try Fixture.channel(try Fixture.context())
    let request = "NEAREST -3.3 114.6 LIMIT 300\n"
    let one = try channel.ask(request)
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    try channel.receive(String(repeating: request, count: 50).utf8)
    let before = try channel.sent()
    #expect(before.utf8.count < one.utf8.count * 50)
    channel.isWritable = true
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.run()
    #expect(before + (try channel.sent()) == String(repeating: one, count: 50))
  }

  @Test("a list swapped in is used from the next request on")
  func swapping() throws {
    let context = try Fixture.context()
    let channel = try Fixture.channel(context)
    #expect(try channel.ask("COUNT\n") == ":336\r\n")
    let locator = try Fixture.locator.get()
    let few = Array(locator.directory.facilities.filter { $0.basis == .reported }.prefix(7))
    context.swap(
      ServerContent(locator: Locator(directory: Directory(few), gazetteer: locator.gazetteer)))
    #expect(try channel.ask("COUNT\nNEAREST -3.3 114.6 LIMIT 100\n").hasPrefix(":7\r\n*7\r\n"))
    #expect(try channel.ask("INFO\n").contains("+generation:1\r\n"))
  }

  @Test("a list that is asked often is prepared beside the answers, which stay the same")
  func preparing() async throws {
    let locator = try Fixture.locator.get()
    let few = Array(locator.directory.facilities.filter { $0.basis == .reported })
    let context = try Fixture.context()
    context.swap(
      ServerContent(locator: Locator(directory: Directory(few), gazetteer: locator.gazetteer)))
    let channel = try Fixture.channel(context)
    var questions = ""
    var random = SplitMix64(seed: 7)
    for _ in 0..<100 {
      let latitude = Double.random(in: -4...4, using: &random)
      let longitude = Double.random(in: 109...119, using: &random)
      questions += "NEAREST \(latitude.fixed(5)) \(longitude.fixed(5)) LIMIT 3\n"
    }
    let before = try channel.ask(questions)
    #expect(!context.list.isPrepared)
    for _ in 0..<100 { #expect(try channel.ask(questions) == before) }
    for _ in 0..<600 where !context.list.isPrepared {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(context.list.isPrepared)
    #expect(try channel.ask(questions) == before)
    // Not a new list: nothing was read again.
    #expect(try channel.ask("INFO\n").contains("+generation:1\r\n"))
  }

  @Test("metrics count requests by verb, errors by code, durations, connections and bytes")
  func metrics() throws {
    let channel = try Fixture.channel(try Fixture.context())
    let requests = "PING\nPING\nNEAREST -3.3 114.6\nNEAREST x LIMIT 0\nNOPE\n"
    let answers = try channel.ask(requests)
    let page = try channel.ask("METRICS\n").split(separator: "\r\n")
    for line in [
      "+plkk_requests_total{verb=\"PING\"} 2", "+plkk_requests_total{verb=\"NEAREST\"} 2",
      "+plkk_requests_total{verb=\"unknown\"} 1", "+plkk_errors_total{code=\"ERR\"} 2",
      "+plkk_errors_total{code=\"BUSY\"} 0", "+plkk_request_duration_seconds_count 5",
      "+plkk_request_duration_seconds_bucket{le=\"+Inf\"} 5", "+plkk_connections 0",
      "+plkk_connections_accepted_total 0", "+plkk_connections_refused_total 0",
      "+plkk_connections_dropped_total 0", "+plkk_reloads_total 0",
      "+plkk_received_bytes_total \(requests.utf8.count)",
      "+plkk_sent_bytes_total \(answers.utf8.count)",
    ] { #expect(page.contains(Substring(line)), "\(line)") }
    let buckets = page.filter { $0.hasPrefix("+plkk_request_duration_seconds_bucket") }
      .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    #expect(buckets == buckets.sorted() && buckets.count == LatencyHistogram.pageBounds.count + 1)
  }
}
