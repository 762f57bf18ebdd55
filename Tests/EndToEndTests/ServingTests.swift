import Foundation
import Glibc
import Testing

/// What `plkk serve` says of itself and of what it cannot do.
@Suite("Starting to serve")
struct ServingTests {
  @Test("Server and client need no right that an ordinary account lacks")
  func unprivileged() throws {
    guard Account.isUnprivileged else {
      return print("skipped: no account without rights can be used here")
    }
    let server = try RunningServer()
    defer { server.stop() }
    let status = try String(contentsOfFile: server.statusFile, encoding: .utf8)
    #expect(status.firstMatch(of: /CapEff:\s+0000000000000000\n/) != nil, "\(status)")
    #expect(status.firstMatch(of: /Uid:\s+0\s/) == nil, "\(status)")
    let line = try Binary.run(["query", "--connect", server.address, "PING"])
    #expect(line.status == 0 && line.output == "PONG\n", "\(line.error)")
    #expect(try LineClient(port: server.port).ask("COUNT") == [":336"])
    #expect(!server.logged.contains("refused"))
  }

  @Test("Health, readiness and figures are told over HTTP, to this machine only")
  func health() throws {
    let socket = try RunningServer.freePort()
    let server = try RunningServer(["--health", "127.0.0.1:\(socket)"])
    defer { server.stop() }
    #expect(server.wait { server.logged.contains("telling health") }, "\(server.logged)")
    func ask(_ request: String) throws -> String {
      let client = try LineClient(port: socket)
      #expect(client.send(Array(request.utf8)))
      var lines: [String] = []
      while case let line = client.reply(), !line.isEmpty { lines += line }
      return lines.joined(separator: "\n")
    }
    #expect(try ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\n"))
    #expect(try ask("GET /healthz HTTP/1.0\r\n\r\n").hasSuffix("alive"))
    #expect(try ask("GET /readyz HTTP/1.1\r\n\r\n").hasSuffix("ready"))
    #expect(try !ask("HEAD /readyz HTTP/1.1\r\n\r\n").contains("ready"))
    #expect(try ask("GET /metrics HTTP/1.1\r\n\r\n").contains("\nplkk_connections "))
    #expect(try ask("GET / HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 404 "))
    #expect(try ask("POST /metrics HTTP/1.1\r\n\r\n").contains("\nAllow: GET, HEAD\n"))
    #expect(try ask("nonsense\r\n\r\n").hasPrefix("HTTP/1.1 400 "))
    #expect(try ask(String(repeating: "a", count: 9000)).hasPrefix("HTTP/1.1 431 "))
    for (name, value) in [("database", "none"), ("referrals", "off"), ("list_version", "0")] {
      #expect(server.logged.contains("\(name)=\(value)"), "\(server.logged)")
    }
    let refused = try Binary.run(["serve", "--lang", "en", "--health", "0.0.0.0:7337"])
    #expect(refused.status == 64 && refused.error.contains("only a loopback address"))
  }

  @Test("The supervisor is told when connections are taken")
  func notice() throws {
    try Binary.withFolder { folder in
      let path = folder.appending(path: "notify").path
      let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      defer { close(descriptor) }
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      try #require(bound == 0)
      try Account.own(path)
      var patience = timeval(tv_sec: 20, tv_usec: 0)
      setsockopt(
        descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      let server = try RunningServer(environment: ["NOTIFY_SOCKET": path])
      func told() -> String {
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes[..<max(count, 0)], as: UTF8.self)
      }
      #expect(told() == "READY=1")
      server.stop()
      #expect(told() == "STOPPING=1")
    }
  }

  @Test("What keeps it from starting is one sentence that names the address or the file")
  func refusals() throws {
    let other = try RunningServer()
    defer { other.stop() }
    try QueryTLSTests.with { made in
      try made.sign("server", for: "DNS:localhost")
      try made.sign("stranger", for: "DNS:localhost")
      let (pem, key) = (made.path("server.pem"), made.path("server.key"))
      // Given as a key below, which nobody else may read.
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: pem)
      for (options, status, sentence) in [
        (
          ["--listen", other.address], 69,
          "cannot listen on \(other.address): another program uses this address and port already"
        ),
        (
          ["--listen", "192.0.2.1:7336", "--insecure"], 69,
          "cannot listen on 192.0.2.1:7336: this machine has no such address"
        ),
        (
          ["--listen", "no-such-host.invalid:7336", "--insecure"], 69,
          "cannot listen on no-such-host.invalid:7336: unknown host name"
        ),
        (
          ["--listen", "27337"], 64,
          "--listen: “27337” is only a number; write HOST:PORT, for example 127.0.0.1:27337"
        ),
        (
          ["--tls-certificate", made.path("none.pem"), "--tls-key", key], 66,
          "cannot read \(made.path("none.pem")): there is no such file or folder"
        ),
        (
          ["--tls-certificate", pem, "--tls-key", made.path("none.key")], 66,
          "cannot read \(made.path("none.key")): there is no such file or folder"
        ),
        (
          ["--tls-certificate", key, "--tls-key", key], 65,
          "--tls-certificate \(key): no PEM certificate"
        ),
        (
          ["--tls-certificate", pem, "--tls-key", pem], 65,
          "--tls-key \(pem): no PEM private key without a password"
        ),
        (
          ["--tls-certificate", pem, "--tls-key", made.path("stranger.key")], 65,
          "the key \(made.path("stranger.key")) does not belong to the certificate \(pem)"
        ),
      ] as [([String], Int32, String)] {
        let run = try Binary.run(["serve", "--lang", "en"] + options)
        #expect(run.status == status, "\(options): \(run.error)")
        let said = run.error.split(separator: "\n").filter { $0.hasPrefix("plkk: ") }
        #expect(said == ["plkk: \(sentence)"], "\(run.error)")
      }
    }
  }

  @Test("A slow request is logged with its verb and its time, and nothing of what was asked")
  func slowLog() throws {
    let server = try RunningServer(
      [
        "--http", "127.0.0.1:0", "--limit", "slow_milliseconds=1", "--http-limit",
        "slow_milliseconds=1",
      ])
    defer { server.stop() }
    let client = try LineClient(port: server.port)
    // A name is looked up in all tables; that takes its milliseconds at the first time.
    _ = client.ask("NEAREST \"Kecamatan Satui\" EMERGENCY WITHQUERY")
    #expect(server.wait { server.logged.contains("verb=NEAREST") })
    let port = try #require(server.httpPort)
    let curl = [
      "curl", "-sS",
      "http://127.0.0.1:\(port)/v1/nearest?position=Kecamatan%20Kelay&emergency=true",
    ]
    _ = try Binary.run(executable: URL(fileURLWithPath: "/usr/bin/env"), curl)
    #expect(server.wait { server.logged.contains("operation=nearest") })
    let lines = server.logged.split(separator: "\n").filter { $0.contains("slow request") }
    #expect(lines.count >= 2 && lines.allSatisfy { $0.contains("milliseconds=") })
    for word in ["Satui", "Kelay", "EMERGENCY"] { #expect(!server.logged.contains(word)) }
  }
}
