import Foundation
import Glibc
import Testing

/// The server on sockets that a supervisor of others opens: systemd-socket-activate.
@Suite("Sockets handed over by a supervisor")
struct HandedSocketTests {
  private static let supervisor = "/usr/bin/systemd-socket-activate"

  /// Starts the product below the supervisor; it itself starts at the first connection.
  private func withServer(_ sockets: [String], _ body: (Process) throws -> Void) throws {
    guard FileManager.default.isExecutableFile(atPath: Self.supervisor) else {
      return print("skipped: \(Self.supervisor) is not installed")
    }
    let process = Process()
    let binary = Binary.folder.appendingPathComponent("plkk").path
    Account.unprivileged.prepare(
      process, URL(fileURLWithPath: Self.supervisor),
      sockets.flatMap { ["-l", $0] } + Binary.environment.map { "-E\($0.key)=\($0.value)" }
        + [binary, "serve", "--lang", "en"])
    process.environment = Binary.environment
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      // The supervisor itself does not end before its first connection.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    try body(process)
  }

  /// A connection, once somebody listens.
  private static func connect(_ port: Int) -> LineClient? {
    for _ in 0..<400 {
      if let client = try? LineClient(port: port) { return client }
      Thread.sleep(forTimeInterval: 0.05)
    }
    return nil
  }

  @Test("what connects first starts the server, and each socket is served")
  func served() throws {
    let ports = try [RunningServer.freePort(), RunningServer.freePort()]
    try withServer(ports.map { "127.0.0.1:\($0)" }) { process in
      for port in ports {
        #expect(Self.connect(port)?.ask("COUNT") == [":336"])
      }
      #expect(process.isRunning)
    }
  }

  @Test("what cannot be served is one sentence, and nothing is listened on")
  func refusals() throws {
    let shell = URL(fileURLWithPath: "/bin/sh")
    let binary = Binary.folder.appendingPathComponent("plkk").path
    for (words, status, sentence) in [
      ("LISTEN_FDS=x", 78, "LISTEN_FDS “x” is no count of sockets from 0 to 64"),
      ("LISTEN_FDS=-1", 78, "LISTEN_FDS “-1” is no count of sockets from 0 to 64"),
      (
        "LISTEN_FDS=1", 78,
        "socket 1 of LISTEN_FDS is no listening TCP socket; in the .socket unit use "
          + "ListenStream= with an address and a port"
      ),
    ] {
      let run = try Binary.run(
        executable: shell,
        ["-c", "exec 3</dev/null; LISTEN_PID=$$ \(words) exec '\(binary)' serve --lang en"])
      #expect(run.status == Int32(status), "\(words): \(run.error)")
      #expect(run.error.contains("plkk: \(sentence)\n"), "\(words): \(run.error)")
    }
    // What was meant for another process is none of ours.
    let other = try RunningServer(environment: ["LISTEN_PID": "1", "LISTEN_FDS": "x"])
    defer { other.stop() }
    #expect(try LineClient(port: other.port).ask("COUNT") == [":336"])
  }

  @Test("a socket that others reach needs TLS like an address that others reach")
  func reachable() throws {
    let port = try RunningServer.freePort()
    try withServer(["0.0.0.0:\(port)"]) { process in
      // The supervisor gives way to the server, which ends at once.
      let client = Self.connect(port)
      #expect(client != nil && client?.ask("PING") == [])
      for _ in 0..<400 where process.isRunning { Thread.sleep(forTimeInterval: 0.05) }
      #expect(!process.isRunning && process.terminationStatus == 64)
    }
  }
}
