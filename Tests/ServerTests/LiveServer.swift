@testable import Serving
import Formats
import Foundation
import Glibc
import LineProtocol
import Logging
import NIOCore
import Application
import ServiceLifecycle

@testable import Server

/// A server on a port of its own, for one test.
struct LiveServer {
  let server: LineServer
  let group: ServiceGroup

  /// Runs a test against a server, then stops the server in order.
  static func with(
    limits: ServerLimits = ServerLimits(), tls: TLSFiles? = nil,
    threads: Int = 2, referrals: ReferralEndpoint? = nil,
    lists: ListsCopy = ListsCopy(),
    _ body: (LiveServer) async throws -> Void
  ) async throws {
    var settings = LineServer.Settings()
    settings.port = 0
    settings.threads = threads
    settings.limits = limits
    settings.tls = tls
    settings.language = .english
    settings.version = "test"
    let content = ServerContent(locator: try Fixture.locator.get(), lists: lists)
    let server = try LineServer(
      content: content, settings: settings, logger: Fixture.quiet, referrals: referrals,
      reload: { content })
    let group = ServiceGroup(services: [server], logger: Fixture.quiet)
    let live = LiveServer(server: server, group: group)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      while server.port == 0 { try await Task.sleep(for: .milliseconds(5)) }
      do {
        try await body(live)
      } catch {
        await group.triggerGracefulShutdown()
        throw error
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  var port: Int { server.port }

  func connect() throws -> RawClient { try RawClient(port: port) }
}

/// A plain blocking socket, so that no library of ours stands between test and server.
final class RawClient: Sendable {
  let descriptor: Int32

  struct Failure: Error {
    let what: String
    let code: Int32
  }

  init(port: Int, patience: Int = 100) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var time = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    let status = try SocketAddress(ipAddress: "127.0.0.1", port: port).withSockAddr {
      Glibc.connect(descriptor, $0, socklen_t($1))
    }
    guard status == 0 else { throw Failure(what: "connect", code: errno) }
  }

  deinit { close(descriptor) }

  /// Sends all bytes; false when the server closed.
  @discardableResult
  func send(_ bytes: some Sequence<UInt8>) -> Bool {
    let bytes = Array(bytes)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      done += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(text.utf8) }

  /// Reads until the text ends with so many line ends, the server closes, or time is up.
  func read(lines: Int) -> String {
    var bytes: [UInt8] = []
    var seen = 0
    var piece = [UInt8](repeating: 0, count: 65536)
    while seen < lines {
      let count = recv(descriptor, &piece, piece.count, 0)
      if count <= 0 { break }
      bytes += piece[..<count]
      seen += piece[..<count].count { $0 == 0x0a }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads until the server closes; how many bytes that were.
  func drain() -> Int {
    var total = 0
    var piece = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      if count <= 0 { return total }
      total += count
    }
  }

  /// Asks on a thread of its own: where the server's work is done by tasks, waiting here must not hold
  /// the few threads that they run on.
  func answer(_ text: String, lines: Int = 1) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in
        continuation.resume(returning: ask(text, lines: lines))
      }
    }
  }

  func ask(_ text: String, lines: Int = 1) -> String {
    send(text)
    return read(lines: lines)
  }

  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Closes with a reset instead of an orderly end.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    shutdown(descriptor, Int32(SHUT_RDWR))
  }
}
