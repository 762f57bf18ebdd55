import Foundation
import Testing

@testable import Server

/// What Redis clients that nobody here wrote make of `SUBSCRIBE`.
@Suite("Real clients that watch", .serialized)
struct RealWatcherTests {
  private static let opening =
    "REFER -3.3194 114.5908 TO PLKK-63-097 EMERGENCY tidak-ada BASIS persetujuan NAME \"Siti Rahma\""

  @Test("redis-cli shows a referral when it comes")
  func redisCLI() async throws {
    guard let cli = RealClientTests.tool("redis-cli") else { return }
    try await Office.with { office, live in
      let process = Process()
      process.executableURL = URL(filePath: cli)
      process.arguments = ["-p", "\(live.port)", "SUBSCRIBE", "facility:PLKK-63-097"]
      process.environment = ["REDISCLI_AUTH": office.tokens["ulin"] ?? ""]
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      process.standardInput = FileHandle.nullDevice
      try process.run()
      // Only where it never shows anything; on a busy machine all tests share few threads for long.
      let watch = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
      DispatchQueue.global().asyncAfter(deadline: .now() + 300, execute: watch)
      while process.isRunning, office.hall.hub.watching == 0 {
        try await Task.sleep(for: .milliseconds(5))
      }
      let officer = try await office.client("bjm", live)
      let code = try #require(field("code", (await officer.reply(Self.opening)).first))
      // On a thread of its own: waiting for a pipe must not keep one that the server needs.
      let text = await withCheckedContinuation { output in
        DispatchQueue.global().async {
          var text = ""
          while !text.contains("attempt_status") {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { break }
            text += String(decoding: more, as: UTF8.self)
          }
          output.resume(returning: text)
        }
      }
      watch.cancel()
      // While it listens it does not end at a mere SIGTERM.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(
        text.hasPrefix("subscribe\nfacility:PLKK-63-097\n1\nmessage\nfacility:PLKK-63-097\n{"))
      #expect(text.contains("\"code\":\"\(code)\"") && !text.contains("Siti"))
    }
  }

  @Test("the Python Redis client reads subscriptions, messages and their end")
  func python() async throws {
    let named = ProcessInfo.processInfo.environment["PLKK_TEST_PYTHON"]
    guard let python = named ?? RealClientTests.tool("python3") else { return }
    guard try await RealClientTests.run(python, ["-c", "import redis"]).code == 0 else {
      print("skipped: the Python package redis is not installed")
      return
    }
    try await Office.with { office, live in
      // Secrets come by standard input, as they should.
      let script = """
        import json, redis, sys
        ulin, officer = sys.stdin.read().split()
        def client(secret):
            return redis.Redis(port=\(live.port), password=secret, protocol=2, decode_responses=True)
        p = client(ulin).pubsub()
        topic = "facility:PLKK-63-097"
        p.subscribe(topic)
        assert p.get_message(timeout=5) == {
            "type": "subscribe", "pattern": None, "channel": topic, "data": 1}
        o = client(officer)
        rows = o.execute_command("REFER", "-3.3194", "114.5908", "TO", "PLKK-63-097",
            "EMERGENCY", "tidak-ada", "BASIS", "persetujuan", "NAME", "Siti Rahma")
        code = dict(f.split("=", 1) for f in rows[0].split("\\t")[1:])["code"]
        m = p.get_message(timeout=5)
        assert (m["type"], m["channel"]) == ("message", topic), m
        told = json.loads(m["data"])
        assert (told["event"], told["code"], told["facility_id"]) == ("sent", code, topic[9:]), told
        assert "Siti" not in m["data"]
        u = client(ulin)
        assert u.execute_command("ACCEPT", code)[0].split("\\t")[3] == "attempt=1"
        assert json.loads(p.get_message(timeout=5)["data"])["attempt_status"] == "accepted"
        p.unsubscribe()
        assert p.get_message(timeout=5)["type"] == "unsubscribe"
        assert not p.subscribed
        try:
            q = client(ulin).pubsub(); q.subscribe("facility:PLKK-63-093"); q.get_message(timeout=5)
            raise SystemExit("no error")
        except redis.exceptions.NoPermissionError:
            pass
        try:
            client("plkk_" + "0" * 32).ping(); raise SystemExit("no error")
        except (redis.AuthenticationError, redis.ResponseError) as e:
            assert "wrong" in str(e) or "too many" in str(e), e
        print("fine")
        """
      let output = try await RealClientTests.run(
        python, ["-c", script],
        input: "\(office.tokens["ulin"] ?? "") \(office.tokens["bjm"] ?? "")")
      #expect(output.text == "fine\n")
    }
  }
}
