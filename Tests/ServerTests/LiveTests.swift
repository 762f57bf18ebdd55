import Dispatch
import Foundation
import LineProtocol
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite("A live server", .serialized)
struct LiveTests {
  @Test("requests of many connections are answered, each in its order")
  func many() async throws {
    try await LiveServer.with { live in
      let clients = try (0..<50).map { _ in try live.connect() }
      for (number, client) in clients.enumerated() { client.send("PING \(number)\nCOUNT\n") }
      for (number, client) in clients.enumerated() {
        #expect(client.read(lines: 2) == "+\(number)\r\n:336\r\n")
      }
    }
  }

  @Test("HEALTH answers as who asked, by line or in an array")
  func health() async throws {
    try await LiveServer.with { live in
      let client = try live.connect()
      #expect(client.ask("HEALTH\n") == "+OK\r\n")
      #expect(client.ask("*1\r\n$6\r\nHEALTH\r\n") == "+OK\r\n")
    }
  }

  @Test("a stop answers what was received, closes, and takes no more")
  func stopping() async throws {
    try await Office.with { office, live in
      let token = office.tokens["admin"] ?? ""
      let busy = try live.connect()
      let idle = try live.connect()
      // Both are the server's own by now: one that it has not yet taken may be refused on a stop.
      #expect(busy.ask("PING\n") == "+PONG\r\n")
      #expect(idle.ask("PING\n") == "+PONG\r\n")
      busy.send(String(repeating: "NEAREST -3.3194 114.5908\n", count: 2000))
      let port = live.port
      await live.group.triggerGracefulShutdown()
      // The port may soon be another test's: only this server knows the token. Sleeping, not reading,
      // leaves the few threads of the pool to the server's own task.
      var takesMore = true
      for _ in 0..<3000 where takesMore {
        try await Task.sleep(for: .milliseconds(20))
        let later = try? RawClient(port: port)
        takesMore = later?.ask("AUTH \(token)\n") == "+OK\r\n"
      }
      #expect(!takesMore)
      #expect(busy.read(lines: 8000).split(separator: "\r\n").count == 8000)
      #expect(idle.drain() == 0)
    }
  }

  @Test("half a line at the end of the stream is not executed, what was ended is answered")
  func halfClose() async throws {
    try await LiveServer.with { live in
      let client = try live.connect()
      client.send("PING\nSHOW PLKK-63-097\nCOUNT")
      client.finishSending()
      let answer = client.read(lines: .max)
      #expect(answer.hasPrefix("+PONG\r\n*") && !answer.contains(":336"))
    }
  }

  @Test("one connection too many is told BUSY, one of a peer LIMIT, and places come free again")
  func full() async throws {
    var limits = ServerLimits()
    limits.connections = 3
    try await LiveServer.with(limits: limits) { live in
      var clients = try (0..<3).map { _ in try live.connect() }
      for client in clients { #expect(client.ask("PING\n") == "+PONG\r\n") }
      #expect(
        try live.connect().read(lines: .max)
          == "-BUSY 3 connections already (connections); try again later\r\n")
      clients.removeLast()
      var answer = ""
      for _ in 0..<100 where answer != "+PONG\r\n" {
        try await Task.sleep(for: .milliseconds(10))
        answer = try live.connect().ask("PING\n")
      }
      #expect(answer == "+PONG\r\n")
    }
    limits = ServerLimits()
    limits.connectionsPerPeer = 1
    try await LiveServer.with(limits: limits) { live in
      let one = try live.connect()
      #expect(one.ask("PING\n") == "+PONG\r\n")
      #expect(
        try live.connect().read(lines: .max).hasPrefix("-LIMIT 1 connections from this address"))
    }
  }

  @Test("a connection without requests is closed after the idle time, also one that drips bytes")
  func idle() async throws {
    var limits = ServerLimits()
    limits.idleSeconds = 1
    try await LiveServer.with(limits: limits) { live in
      let silent = try live.connect()
      let dripping = try live.connect()
      for _ in 0..<12 {
        dripping.send("a")
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(silent.read(lines: .max) == "")
      #expect(dripping.read(lines: .max) == "")
    }
  }

  @Test("a client that never reads is dropped, and others are served meanwhile")
  func slowReader() async throws {
    var limits = ServerLimits()
    limits.outputBacklog = 65536
    limits.stallSeconds = 1
    try await LiveServer.with(limits: limits, threads: 1) { live in
      let stuck = try live.connect()
      var flags = fcntl(stuck.descriptor, F_GETFL)
      flags |= Int32(O_NONBLOCK)
      _ = fcntl(stuck.descriptor, F_SETFL, flags)
      let requests = String(repeating: "NEAREST -3.3194 114.5908 LIMIT 300\n", count: 1000)
      stuck.send(requests)
      stuck.send(requests)
      let other = try live.connect()
      for _ in 0..<50 { #expect(other.ask("PING\n") == "+PONG\r\n") }
      try await Task.sleep(for: .milliseconds(1500))
      let info = await other.reply("INFO")
      #expect(info.contains("connections_dropped:1"))
      #expect(info.contains("connections:1"))
    }
  }

  @Test("64 MB without a newline, garbage and resets leave the server up and its memory bounded")
  func hostile() async throws {
    try await LiveServer.with { live in
      let before = Self.residentBytes()
      let endless = try live.connect()
      let piece = [UInt8](repeating: 0x61, count: 1 << 20)
      for _ in 0..<64 { endless.send(piece) }
      #expect(endless.ask("\nPING\n", lines: 2).hasSuffix("+PONG\r\n"))
      var random = SplitMix64(seed: 3)
      for _ in 0..<50 {
        let client = try live.connect()
        client.send(
          (0..<Int.random(in: 1...3000, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
          })
        if Bool.random(using: &random) { client.reset() }
      }
      #expect(try live.connect().ask("PING\n") == "+PONG\r\n")
      #expect(Self.residentBytes() - before < 48 << 20)
    }
  }

  @Test("RELOAD swaps the content; requests behind it wait and are answered in order")
  func reloading() async throws {
    try await Office.with { office, live in
      let client = try live.connect()
      let token = office.tokens["admin"] ?? ""
      let answer = client.ask("AUTH \(token)\nRELOAD\nPING\n", lines: 3)
      #expect(answer == "+OK\r\n+OK\r\n+PONG\r\n")
      #expect(await client.reply("INFO").contains("generation:1"))
    }
  }

  @Test(
    "While the file of LISTS is made, other connections of its event loop are answered; it is made once"
  )
  func lists() async throws {
    let made = Mutex(0)
    let gate = DispatchSemaphore(value: 0)
    let copy = ListsCopy {
      gate.wait()
      made.withLock { $0 += 1 }
      return (Array("CONTOH".utf8), "hash")
    }
    try await LiveServer.with(threads: 1, lists: copy) { live in
      defer { gate.signal() }
      let askers = try (0..<2).map { _ in try live.connect() }
      for asker in askers { asker.send("LISTS\nPING\n") }
      let other = try RawClient(port: live.port, patience: 20)
      #expect(other.ask("PING\n") == "+PONG\r\n")
      gate.signal()
      for asker in askers {
        let answer = asker.read(lines: 8)
        #expect(answer.contains("bytes:6\r\n") && answer.hasSuffix("+PONG\r\n"), "\(answer)")
      }
      #expect(made.withLock { $0 } == 1)
      #expect(other.ask("LISTS 0 hash\n") == "+Q09OVE9I\r\n")
    }
  }

  static func residentBytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * 4096
  }
}
