import Foundation
import Testing

/// What the built server does with its certificate while it runs, and what it keeps to TLS.
@Suite("The server over TLS", .serialized)
struct ServerTLSTests {
  private static func tls(_ made: QueryTLSTests.Authority, _ name: String) -> [String] {
    ["--tls-certificate", made.path("\(name).pem"), "--tls-key", made.path("\(name).key")]
  }

  private static func query(
    _ server: RunningServer, ca: String, _ lines: String
  ) throws -> Binary.Result {
    try Binary.run(
      ["query", "--lang", "en", "--tls", "--ca", ca, "--connect", "localhost:\(server.port)"],
      input: Data(lines.utf8))
  }

  @Test(
    "A broken certificate at SIGHUP leaves the old one; a good one is taken, also by a later try")
  func hangup() throws {
    try QueryTLSTests.with { made in
      try made.sign("server", for: "DNS:localhost")
      let server = try RunningServer(Self.tls(made, "server"))
      defer { server.stop() }
      let good = try Data(contentsOf: URL(fileURLWithPath: made.path("server.pem")))
      let broken: [(what: String, bytes: Data?)] = [
        ("empty", Data()), ("cut off", good.prefix(good.count / 2)), ("missing", nil),
        // A good certificate, but of another key.
        ("another's", try Data(contentsOf: URL(fileURLWithPath: made.path("ca.pem")))),
      ]
      for (number, (what, bytes)) in broken.enumerated() {
        if let bytes {
          try bytes.write(to: URL(fileURLWithPath: made.path("server.pem")))
          try Account.own(made.path("server.pem"))
        } else {
          try FileManager.default.removeItem(atPath: made.path("server.pem"))
        }
        server.signal(SIGHUP)
        let isRefused = server.wait {
          server.logged.components(separatedBy: "reload failed").count == number + 2
        }
        #expect(isRefused, "\(what): \(server.logged)")
        let answer = try Self.query(server, ca: made.path("ca.pem"), "PING\nQUIT\n")
        #expect(answer.output == "PONG\nOK\n", "\(what): \(answer.error)")
      }
      // A certificate of a new authority shows that the old one is gone.
      try made.root("ca")
      try made.sign("server", for: "DNS:localhost")
      server.signal(SIGHUP)
      let isTaken = try server.wait {
        try Self.query(server, ca: made.path("ca.pem"), "PING\nQUIT\n").output == "PONG\nOK\n"
      }
      #expect(isTaken, "\(server.logged)")
    }
  }

  @Test("openssl s_client is served over TLS 1.2 and 1.3; older and plain clients get nowhere")
  func versions() throws {
    try QueryTLSTests.with { made in
      try made.sign("server", for: "DNS:localhost,IP:127.0.0.1")
      let server = try RunningServer(Self.tls(made, "server"))
      defer { server.stop() }
      func ask(_ version: String) throws -> Binary.Result {
        try Binary.run(
          executable: URL(fileURLWithPath: "/usr/bin/env"),
          [
            "openssl", "s_client", "-connect", server.address, version, "-CAfile",
            made.path("ca.pem"), "-quiet", "-verify_quiet",
          ], input: Data("PING over TLS\nCOUNT\nQUIT\n".utf8))
      }
      for version in ["-tls1_2", "-tls1_3"] {
        let output = try ask(version).output
        #expect(output.contains("+over TLS\r\n:336\r\n+OK\r\n"), "\(version): \(output)")
      }
      #expect(try !ask("-tls1_1").output.contains("over TLS"))
      let plain = try LineClient(port: server.port)
      #expect(!plain.ask("PING").contains("+PONG"))
    }
  }

  @Test("From another address referrals are asked for over TLS only")
  func referrals() throws {
    guard let host = try Self.otherAddress() else {
      return print("skipped: this machine has no IPv4 address but loopback")
    }
    try QueryTLSTests.with { made in
      let database = made.path("office.sqlite")
      let token = made.path("bjm.token")
      let new = try Binary.run([
        "token", "new", "--role", "officer", "--scope", "BJM", "--out", token, "--db", database,
      ])
      try #require(new.status == 0, "\(new.error)")
      let secret = try String(contentsOfFile: token, encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      let requests = Data("AUTH \(secret)\nREFERRALS\nPING\nQUIT\n".utf8)

      try made.sign("server", for: "IP:\(host)")
      let safe = try RunningServer(Self.tls(made, "server") + ["--db", database], host: host)
      defer { safe.stop() }
      let heard = try Binary.run(
        ["query", "--lang", "en", "--tls", "--ca", made.path("ca.pem"), "--connect", safe.address],
        input: requests)
      #expect(heard.output == "OK\nPONG\nOK\n", "\(heard.output) \(heard.error)")
      safe.stop()

      let plain = try RunningServer(["--insecure", "--db", database], host: host)
      defer { plain.stop() }
      let refused = try Binary.run(
        ["query", "--lang", "en", "--connect", plain.address], input: requests)
      let said = refused.output + refused.error
      #expect(said.components(separatedBy: "only over TLS").count == 3, "\(said)")
      #expect(refused.output.contains("PONG") && !said.contains(secret), "\(said)")
    }
  }

  /// An IPv4 address of this machine that is not loopback.
  private static func otherAddress() throws -> String? {
    let told = try Binary.run(executable: URL(fileURLWithPath: "/usr/bin/env"), ["hostname", "-I"])
    return told.output.split(whereSeparator: \.isWhitespace).first { $0.contains(".") }
      .map(String.init)
  }
}
