import Foundation
import Testing

/// The built `plkk serve --http` on the wire: what it answers, what it refuses, what it bounds.
@Suite("HTTP on the wire")
struct HTTPTests {
  /// Runs a group of checks against a door; each check is a line.
  private static func run(_ group: String, _ options: [String] = []) throws {
    let server = try RunningServer(["--http", "127.0.0.1:0"] + options)
    defer { server.stop() }
    let port = try #require(server.httpPort, "\(server.logged)")
    let script = Binary.package.appendingPathComponent("Tests/EndToEndTests/Web/wire.py").path
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"), ["python3", script, String(port), group])
    #expect(result.status == 0, "\(result.error)")
    let lines = result.lines.filter { !$0.isEmpty }
    #expect(lines.count >= 3 && lines.allSatisfy { $0.hasPrefix("ok ") }, "\(result.output)")
    // Nothing of what was asked is in the log.
    for secret in ["114.5908", "Atlantis", "PLKK-63-097", "evil"] {
      #expect(!server.logged.contains(secret), "\(secret) in: \(server.logged)")
    }
  }

  @Test("Answers, heads, marks, languages, forms")
  func answers() throws { try Self.run("answers", ["--log-level", "trace"]) }

  @Test("Broken, oversized, smuggled and pipelined requests")
  func wire() throws { try Self.run("wire", ["--log-level", "debug"]) }

  @Test("Requests that are dripped in, and connections that say nothing, do not stay")
  func slow() throws { try Self.run("slow", ["--http-limit", "request_seconds=2"]) }

  @Test("Connections and requests of one peer are bounded")
  func crowd() throws {
    try Self.run(
      "crowd",
      ["--http-limit", "connections_per_peer=5", "--http-limit", "requests_per_second=20"])
  }

  @Test("Pages of other origins read answers only where that was allowed")
  func origins() throws { try Self.run("origins", ["--http-origin", "https://map.example.org"]) }

  @Test("Options that make no sense are refused by name")
  func options() throws {
    for (options, words) in [
      (["--http", "0.0.0.0:7380"], "--http 0.0.0.0:7380"), (["--http", "7380"], "127.0.0.1:7380"),
      (["--http-limit", "connections=5"], "--http HOST:PORT"),
      (["--http", "127.0.0.1:0", "--http-limit", "conections=5"], "connections="),
      (["--http", "127.0.0.1:0", "--http-limit", "connections=0"], "1 … 1000000"),
      (["--http", "127.0.0.1:0", "--http-origin", "evil"], "https://"),
    ] {
      let result = try Binary.run(["serve", "--listen", "127.0.0.1:0", "--lang", "en"] + options)
      #expect(result.status == 64 && result.error.contains(words), "\(options): \(result.error)")
    }
  }

  @Test("An address that is taken is told by name")
  func taken() throws {
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    defer { server.stop() }
    let port = try #require(server.httpPort)
    let result = try Binary.run(
      ["serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:\(port)", "--lang", "en"])
    #expect(result.status == 69 && result.error.contains("127.0.0.1:\(port)"), "\(result.error)")
  }

  @Test("Over TLS both versions of HTTP are served, and a new certificate is taken at SIGHUP")
  func encrypted() throws {
    try QueryTLSTests.with { made in
      try made.sign("server", for: "DNS:localhost")
      let server = try RunningServer(
        [
          "--http", "127.0.0.1:0", "--tls-certificate", made.path("server.pem"), "--tls-key",
          made.path("server.key"),
        ])
      defer { server.stop() }
      let port = try #require(server.httpPort)
      func curl(_ options: [String], ca: String = "ca.pem") throws -> Binary.Result {
        try Binary.run(
          executable: URL(fileURLWithPath: "/usr/bin/env"),
          ["curl", "-sS", "--cacert", made.path(ca), "--max-time", "20"] + options
            + ["https://localhost:\(port)/v1/nearest?position=-3.3194,114.5908"])
      }
      for version in ["--http1.1", "--http2"] {
        let answer = try curl([version, "-o", "/dev/null", "-w", "%{http_code} %{http_version}"])
        #expect(
          answer.output == (version == "--http2" ? "200 2" : "200 1.1"),
          "\(version): \(answer.output) \(answer.error)")
      }
      let head = try curl(["--http2", "-D", "-", "-o", "/dev/null"])
      #expect(head.output.lowercased().contains("strict-transport-security: max-age="))
      try made.root("ca")
      try made.sign("server", for: "DNS:localhost")
      server.signal(SIGHUP)
      let isTaken = try server.wait { try curl(["-o", "/dev/null"]).status == 0 }
      #expect(isTaken, "\(server.logged)")
    }
  }

  @Test("SIGTERM ends the process soon, also with connections that wait")
  func stop() throws {
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    let port = try #require(server.httpPort)
    let client = try LineClient(port: port)
    #expect(client.send(Array("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".utf8)))
    #expect(client.reply().first?.hasPrefix("HTTP/1.1 200") == true)
    let start = Date()
    server.signal(SIGTERM)
    server.waitForEnd()
    #expect(Date().timeIntervalSince(start) < 8, "\(server.logged)")
  }
}

/// The page on HTTP: its examples are run, its tables hold.
@Suite("The page on HTTP")
struct HTTPPageTests {
  @Test("The runs of the page print what it shows")
  func examples() throws {
    try Binary.withFolder { folder in
      let server = try RunningServer(
        ["--http", "127.0.0.1:0", "--referrals", "--db", folder.path + "/office.sqlite"])
      defer { server.stop() }
      try Self.run(port: try #require(server.httpPort))
    }
  }

  private static func run(port: Int) throws {
    let examples = PagesTests.examples(of: "Documentation/HTTP.md")
    #expect(examples.count >= 8)
    for example in examples {
      let command = example.command.replacing("127.0.0.1:7380", with: "127.0.0.1:\(port)")
      let result = try Binary.run(
        executable: URL(fileURLWithPath: "/bin/sh"), ["-c", command])
      let printed = (result.output + result.error).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(
        PagesTests.matches(printed.trimmed, example.expected.trimmed),
        "\(command)\nprinted:\n\(result.output.prefix(1500))\(result.error)")
    }
  }
}
