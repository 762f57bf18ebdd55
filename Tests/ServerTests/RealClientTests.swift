import Foundation
import LineProtocol
import Testing

@testable import Server

/// Clients that nobody here wrote.
///
/// One that is not installed is skipped, and says so.
@Suite("Real clients", .serialized)
struct RealClientTests {
  /// Where a tool is, or nil after saying that the check is skipped.
  static func tool(_ name: String) -> String? {
    for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") {
      let path = "\(folder)/\(name)"
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    print("skipped: \(name) is not installed")
    return nil
  }

  struct Output {
    let text: String
    let code: Int32
  }

  /// Runs a tool with text on its standard input; ends it after five minutes.
  ///
  /// Waiting is done on a thread of its own: it must not keep one that the server needs.
  static func run(_ tool: String, _ arguments: [String], input: String = "") async throws -> Output
  {
    let process = Process()
    process.executableURL = URL(filePath: tool)
    process.arguments = arguments
    let incoming = Pipe()
    let outgoing = Pipe()
    process.standardInput = incoming
    process.standardOutput = outgoing
    process.standardError = outgoing
    try process.run()
    let watch = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 300, execute: watch)
    try incoming.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try incoming.fileHandleForWriting.close()
    let data = await withCheckedContinuation { said in
      DispatchQueue.global().async {
        let data = try? outgoing.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        said.resume(returning: data ?? Data())
      }
    }
    watch.cancel()
    return Output(text: String(decoding: data, as: UTF8.self), code: process.terminationStatus)
  }

  @Test("nc")
  func netcat() async throws {
    guard let nc = Self.tool("nc") else { return }
    try await LiveServer.with { live in
      let output = try await Self.run(
        nc, ["-N", "127.0.0.1", "\(live.port)"],
        input: "PING\nNEAREST -3.3194 114.5908 LIMIT 1\nQUIT\n")
      let expected = live.expected("PING\nNEAREST -3.3194 114.5908 LIMIT 1\nQUIT\n", lines: 4)
      #expect(output.text == expected)
    }
  }

  @Test("redis-cli, by arguments and by piped lines")
  func redisCLI() async throws {
    guard let cli = Self.tool("redis-cli") else { return }
    try await LiveServer.with { live in
      let one = try await Self.run(
        cli, ["-p", "\(live.port)", "NEAREST", "-3.3194", "114.5908", "LIMIT", "2"])
      #expect(one.code == 0)
      #expect(
        one.text.split(separator: "\n").map { $0.prefix(12) } == ["PLKK-63-105\t", "PLKK-63-097\t"])
      let piped = try await Self.run(cli, ["-p", "\(live.port)"], input: "COUNT\nNOPE\nPING\n")
      #expect(piped.text.hasPrefix("336\nERR unknown verb 'NOPE'"))
      #expect(piped.text.hasSuffix("PONG\n"))
      let three = try await Self.run(cli, ["-3", "-p", "\(live.port)", "PING"])
      #expect(three.text.hasSuffix("PONG\n"))
    }
  }

  @Test("redis-benchmark, single and pipelined")
  func redisBenchmark() async throws {
    guard let benchmark = Self.tool("redis-benchmark") else { return }
    try await LiveServer.with { live in
      for pipeline in ["1", "16"] {
        let output = try await Self.run(
          benchmark,
          [
            "-p", "\(live.port)", "-c", "10", "-n", "2000", "-P", pipeline, "-q", "NEAREST",
            "-3.3194", "114.5908",
          ])
        #expect(output.text.contains("requests per second"))
        #expect(!output.text.contains("Error from server"))
      }
      let info = live.expected("INFO\n", lines: 26)
      #expect(info.contains("+errors:"))
    }
  }

  @Test("the Python Redis client, with pipelines and errors")
  func python() async throws {
    let named = ProcessInfo.processInfo.environment["PLKK_TEST_PYTHON"]
    guard let python = named ?? Self.tool("python3") else { return }
    guard try await Self.run(python, ["-c", "import redis"]).code == 0 else {
      print("skipped: the Python package redis is not installed")
      return
    }
    try await LiveServer.with { live in
      let script = """
        import redis
        c = redis.Redis(port=\(live.port), decode_responses=True, protocol=2)
        assert c.ping() is True
        lines = c.execute_command("NEAREST", "-3.3194", "114.5908", "LIMIT", "2")
        assert [l.split("\\t")[0] for l in lines] == ["PLKK-63-105", "PLKK-63-097"], lines
        assert c.execute_command("COUNT") == 336
        try:
            c.execute_command("NEAREST", "0", "0"); raise SystemExit("no error")
        except redis.ResponseError as e:
            assert str(e).startswith("BADPOS"), e
        p = c.pipeline(transaction=False)
        for n in range(500): p.execute_command("ECHO", f"ünï {n}")
        assert p.execute() == [f"ünï {n}" for n in range(500)]
        assert c.client_id() > 0
        print("fine")
        """
      let output = try await Self.run(python, ["-c", script])
      #expect(output.text == "fine\n")
    }
  }

  @Test("openssl s_client over TLS 1.2 and 1.3; older and plain clients get nowhere")
  func tls() async throws {
    guard let openssl = Self.tool("openssl") else { return }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "plkk-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let certificate = folder.appending(path: "cert.pem").path
    let key = folder.appending(path: "key.pem").path
    let made = try await Self.run(
      openssl,
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-keyout", key, "-out", certificate,
      ])
    #expect(made.code == 0)
    try await LiveServer.with(tls: .init(certificate: certificate, key: key)) { live in
      for version in ["-tls1_2", "-tls1_3"] {
        let output = try await Self.run(
          openssl,
          [
            "s_client", "-connect", "127.0.0.1:\(live.port)", version, "-CAfile", certificate,
            "-quiet", "-verify_quiet",
          ],
          input: "PING over TLS\nCOUNT\nQUIT\n")
        #expect(output.text.contains("+over TLS\r\n:336\r\n+OK\r\n"), "\(version): \(output.text)")
      }
      let old = try await Self.run(
        openssl, ["s_client", "-connect", "127.0.0.1:\(live.port)", "-tls1_1"], input: "PING\n")
      #expect(!old.text.contains("+PONG"))
      let plain = try RawClient(port: live.port, patience: 2)
      #expect(!plain.ask("PING\n").contains("PONG"))
    }
    #expect(throws: (any Error).self) {
      var settings = LineServer.Settings()
      settings.tls = .init(certificate: key, key: certificate)
      let content = ServerContent(locator: try Fixture.locator.get())
      _ = try LineServer(
        content: content, settings: settings, logger: Fixture.quiet, reload: { content })
    }
  }
}

extension LiveServer {
  /// What a plain socket is answered.
  func expected(_ text: String, lines: Int) -> String {
    (try? connect().ask(text, lines: lines)) ?? ""
  }
}
