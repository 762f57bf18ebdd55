import Foundation
import Testing

/// Clients that mean no good, against the built server, whose memory is its own process's.
@Suite("Hostile clients", .serialized)
struct HostileTests {
  /// Raises the number of open files to what is permitted, and returns it.
  static func raiseFileLimit() -> Int {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: limit.rlim_cur)
  }

  @Test("Five thousand idle connections cost less than 16 kB each and disturb nobody")
  func crowd() throws {
    let count = 5000
    guard Self.raiseFileLimit() >= count + 500 else {
      return print("skipped: no \(count) open files are permitted (ulimit -n)")
    }
    let server = try RunningServer(["--limit", "connections_per_peer=\(count + 10)"])
    defer { server.stop() }
    let active = try LineClient(port: server.port)
    #expect(active.ask("PING") == ["+PONG"])
    let before = server.residentBytes
    // Half of them have asked something, as real ones have.
    let idle = try (0..<count).map { number in
      let client = try LineClient(port: server.port)
      if number % 2 == 0 { #expect(client.ask("NEAREST -3.3 114.6 LIMIT 1").count == 2) }
      return client
    }
    for _ in 0..<100 { #expect(active.ask("NEAREST -3.3194 114.5908 LIMIT 1").count == 2) }
    #expect(active.ask("INFO").contains("+connections:\(count + 1)"))
    let each = (server.residentBytes - before) / count
    print("an idle connection: \(each) bytes")
    #expect(each < 16_384)
    for number in [0, 1, count / 2, count - 1] {
      #expect(idle[number].ask("PING") == ["+PONG"])
    }
  }

  @Test("Slow writers are answered when their line ends; others do not wait for them")
  func slowWriters() throws {
    let server = try RunningServer(["--threads", "1"])
    defer { server.stop() }
    let other = try LineClient(port: server.port)
    let request = Array("NEAREST -3.3194 114.5908 LIMIT 2\r\n".utf8)
    let expected = other.ask(String(decoding: request.dropLast(2), as: UTF8.self))
    let slow = try (0..<100).map { _ in try LineClient(port: server.port) }
    for byte in request {
      for client in slow { #expect(client.send([byte])) }
      #expect(other.ask("PING") == ["+PONG"])
    }
    for client in slow { #expect(client.reply() == expected) }
  }

  @Test("Clients that ask and never read cost their backlog and no more, and are dropped")
  func slowReaders() throws {
    let server = try RunningServer([
      "--threads", "1", "--limit", "output_backlog=262144", "--limit", "stall_seconds=2",
    ])
    defer { server.stop() }
    let other = try LineClient(port: server.port)
    #expect(other.ask("PING") == ["+PONG"])
    let before = server.residentBytes
    let flood = Array(
      String(repeating: "NEAREST -3.3194 114.5908 LIMIT 300\n", count: 500).utf8)
    let stuck = try (0..<20).map { _ in try LineClient(port: server.port) }
    // Each asks for hundreds of megabytes.
    for _ in 0..<20 { for client in stuck { _ = client.send(flood, waiting: false) } }
    for _ in 0..<50 { #expect(other.ask("PING") == ["+PONG"]) }
    #expect(server.residentBytes - before < 64 << 20)
    let dropped = server.wait { other.ask("INFO").contains("+connections_dropped:20") }
    #expect(dropped)
    withExtendedLifetime(stuck) {}
  }

  @Test("64 MB without a newline and half requests of many leave the memory where it was")
  func endless() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let other = try LineClient(port: server.port)
    #expect(other.ask("PING") == ["+PONG"])
    let before = server.residentBytes
    let endless = try LineClient(port: server.port)
    let piece = [UInt8](repeating: 0x61, count: 1 << 20)
    for _ in 0..<64 { #expect(endless.send(piece)) }
    #expect(endless.send(Array("\n".utf8)))
    let answer = endless.reply().first ?? ""
    #expect(answer.hasPrefix("-") && answer.contains("4096"), "\(answer)")
    #expect(endless.ask("PING") == ["+PONG"])
    let halves = try (0..<200).map { _ in try LineClient(port: server.port) }
    for client in halves {
      #expect(client.send(Array("*3\r\n$4096\r\n".utf8) + Array(piece.prefix(4000))))
    }
    #expect(other.ask("PING") == ["+PONG"])
    #expect(server.residentBytes - before < 16 << 20)
    withExtendedLifetime(halves) {}
  }
}
