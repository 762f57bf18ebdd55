import Foundation
import Testing

/// The built `plkk serve` on a port of its own, and what it logs.
final class RunningServer {
  private let process = Process()
  private let log = LogText()
  let host: String
  let port: Int

  /// Everything that was logged so far; filled by the pipe's own queue.
  private final class LogText: @unchecked Sendable {
    private let lock = NSLock()
    private var bytes = Data()

    func append(_ more: Data) { lock.withLock { bytes += more } }
    var text: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }
  }

  /// Starts it.
  ///
  /// - Parameters:
  ///   - options: Further options of `plkk serve`.
  ///   - host: An address of this machine to listen on.
  ///   - environment: Variables added to those of the test.
  /// - Throws: What kept it from starting.
  init(
    _ options: [String] = [], host: String = "127.0.0.1", environment: [String: String] = [:]
  ) throws {
    Account.unprivileged.prepare(
      process, Binary.folder.appendingPathComponent("plkk"),
      ["serve", "--listen", "\(host):0"] + options)
    process.environment = Binary.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    let log = log
    pipe.fileHandleForReading.readabilityHandler = { log.append($0.availableData) }
    try process.run()
    var found: Int?
    while found == nil {
      guard process.isRunning else { throw Ended(log: log.text) }
      Thread.sleep(forTimeInterval: 0.01)
      // The log names the address as it was given and as it is: 127.0.0.1/127.0.0.1:7336.
      found = log.text.firstMatch(of: /\/[0-9.]+:([1-9][0-9]*)/).flatMap { Int($0.output.1) }
    }
    port = found ?? 0
    self.host = host
  }

  deinit { stop() }

  /// The server ended before it listened.
  struct Ended: Error { let log: String }

  /// A port that nobody listens on at the moment.
  static func freePort() throws -> Int {
    let server = try RunningServer()
    defer { server.stop() }
    return server.port
  }

  /// The port of HTTP, once it is served; `nil` when it is not within 20 s.
  var httpPort: Int? {
    var found: Int?
    _ = wait {
      found = logged.firstMatch(of: /port=([1-9][0-9]*)[^\n]*serving HTTP/).flatMap {
        Int($0.output.1)
      }
      return found != nil
    }
    return found
  }

  var address: String { "\(host):\(port)" }
  var logged: String { log.text }
  var processID: Int32 { process.processIdentifier }
  /// Where the kernel tells whose process it is and what it may do.
  var statusFile: String { "/proc/\(process.processIdentifier)/status" }

  /// Memory of its process that is in use.
  var residentBytes: Int {
    let path = "/proc/\(process.processIdentifier)/statm"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
  }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  func stop() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  /// Waits until the process has ended by itself or by a signal.
  func waitForEnd() { process.waitUntilExit() }

  /// Waits until something holds, at most 20 s.
  func wait(until holds: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<2000 {
      if try holds() { return true }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return false
  }
}

/// One connection to a running server: a plain blocking socket.
final class LineClient {
  private let descriptor: Int32
  private var pending = Data()

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  deinit { close(descriptor) }

  /// Sends a request and reads its whole reply; empty when the connection was closed.
  func ask(_ request: String) -> [String] { send(Array((request + "\n").utf8)) ? reply() : [] }

  /// Sends bytes as they are; false when not all went.
  func send(_ bytes: [UInt8], waiting: Bool = true) -> Bool {
    let flags = Int32(MSG_NOSIGNAL) | (waiting ? 0 : Int32(MSG_DONTWAIT))
    return Glibc.send(descriptor, bytes, bytes.count, flags) == bytes.count
  }

  /// Reads one whole reply; empty when the connection was closed.
  func reply() -> [String] {
    guard let first = line() else { return [] }
    guard first.hasPrefix("*"), let count = Int(first.dropFirst()) else { return [first] }
    var lines = [first]
    for _ in 0..<count {
      guard let line = line() else { return [] }
      lines.append(line)
    }
    return lines
  }

  private func line() -> String? {
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      if let end = pending.firstIndex(of: 0x0a) {
        let line = String(decoding: pending[pending.startIndex..<end], as: UTF8.self)
        pending = Data(pending[(end + 1)...])
        return line.hasSuffix("\r\n") || line.hasSuffix("\r") ? String(line.dropLast()) : line
      }
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count <= 0 { return nil }
      pending += chunk[..<count]
    }
  }
}
