import Foundation
import Testing

/// `plkk query --tls` against `plkk serve` with certificates of a test authority.
@Suite("The client over TLS", .serialized)
struct QueryTLSTests {
  /// A folder with an authority and certificates that it signed, made by openssl.
  struct Authority {
    let folder: URL

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Makes key and certificate `name` for the subject names, valid for so many days from now; the
    /// authority signs.
    func sign(_ name: String, for names: String, days: Int = 2) throws {
      try Data("subjectAltName=\(names)\n".utf8).write(to: folder.appendingPathComponent("names"))
      try openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test", "-keyout", path("\(name).key"),
        "-out", path("request"))
      try openssl(
        "x509", "-req", "-in", path("request"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"),
        "-CAcreateserial", "-days", "\(days)", "-extfile", path("names"), "-out",
        path("\(name).pem"))
    }

    func root(_ name: String) throws {
      try openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
        "-keyout", path("\(name).key"), "-out", path("\(name).pem"))
    }

    private func openssl(_ arguments: String...) throws {
      let made = try Binary.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"), ["openssl"] + arguments)
      try #require(made.status == 0, "\(made.error)")
    }
  }

  /// Runs a test with a fresh authority; says that it is skipped where openssl is missing.
  static func with(_ body: (Authority) throws -> Void) throws {
    let there = try Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"), ["openssl", "version"])
    guard there.status == 0 else { return print("skipped: openssl is not installed") }
    try Binary.withFolder { folder in
      let authority = Authority(folder: folder)
      try authority.root("ca")
      try body(authority)
    }
  }

  @Test("A trusted certificate is accepted, by name and by address, for one request and for many")
  func trusted() throws {
    try Self.with { made in
      try made.sign("server", for: "DNS:localhost,IP:127.0.0.1")
      let server = try RunningServer([
        "--tls-certificate", made.path("server.pem"), "--tls-key", made.path("server.key"),
      ])
      defer { server.stop() }
      for host in ["localhost", "127.0.0.1"] {
        let options = ["query", "--tls", "--ca", made.path("ca.pem"), "--connect"]
        let one = try Binary.run(options + ["\(host):\(server.port)", "PING", "hai"])
        #expect(one.status == 0 && one.output == "hai\n", "\(one.error)")
        let many = try Binary.run(
          options + ["\(host):\(server.port)"],
          input: Data("COUNT\nNEAREST -3.3194 114.5908 LIMIT 300\nPING\nQUIT\n".utf8))
        #expect(many.status == 0 && many.lines.count == 304, "\(many.error)")
        #expect(many.lines.suffix(3) == ["PONG", "OK", ""])
      }
      // The REPL asks for a terminal, which script(1) is.
      let script =
        "printf 'PING\\nQUIT\\n' | timeout 20 script -qec 'plkk query --tls --ca "
        + "\(made.path("ca.pem")) --connect localhost:\(server.port)' /dev/null"
      let talk = try Binary.run(executable: URL(fileURLWithPath: "/bin/sh"), ["-c", script])
      if talk.error.contains("not found") {
        print("skipped: script is not installed")
      } else {
        #expect(talk.output.contains("PONG"), "\(talk.output) \(talk.error)")
      }
    }
  }

  @Test("Whoever cannot prove who it is is not talked to: exit 69, and the reason")
  func untrusted() throws {
    try Self.with { made in
      try made.sign("server", for: "DNS:elsewhere.test")
      try made.root("other")
      let server = try RunningServer([
        "--tls-certificate", made.path("server.pem"), "--tls-key", made.path("server.key"),
      ])
      defer { server.stop() }
      // Its last day was yesterday.
      try made.sign("expired", for: "DNS:localhost", days: -1)
      let expired = try RunningServer([
        "--tls-certificate", made.path("expired.pem"), "--tls-key", made.path("expired.key"),
      ])
      defer { expired.stop() }
      let plain = try RunningServer()
      defer { plain.stop() }
      let tls = ["query", "--lang", "en", "--tls"]
      for (arguments, status, reason) in [
        (tls + ["--connect", "localhost:\(server.port)", "PING"], 69, "is not trusted"),
        (
          tls + ["--ca", made.path("other.pem"), "--connect", "localhost:\(server.port)", "PING"],
          69, "is not trusted"
        ),
        (
          tls + ["--ca", made.path("ca.pem"), "--connect", "localhost:\(server.port)", "PING"], 69,
          "is not for localhost"
        ),
        (
          tls + ["--ca", made.path("ca.pem"), "--connect", "localhost:\(expired.port)", "PING"], 69,
          "not valid now"
        ),
        (
          ["query", "--lang", "en", "--connect", server.address, "PING"], 69, "add --tls"
        ),
        (
          tls + ["--ca", made.path("missing.pem"), "--connect", server.address, "PING"], 66,
          "missing.pem"
        ),
        (
          tls + ["--ca", made.path("ca.key"), "--connect", server.address, "PING"], 65,
          "no PEM certificates"
        ),
        (
          ["query", "--lang", "en", "--ca", made.path("ca.pem"), "PING"], 64, "only with --tls"
        ),
        (tls + ["--connect", "127.0.0.1:1", "PING"], 69, "is not reachable"),
        (tls + ["--connect", "no-such-host.invalid:1", "PING"], 69, "unknown host name"),
      ] {
        let run = try Binary.run(arguments, environment: ["LANG": "en_US.UTF-8"])
        #expect(run.status == Int32(status), "\(arguments): \(run.error)")
        #expect(run.error.contains(reason) && run.output.isEmpty, "\(arguments): \(run.error)")
      }
    }
  }

  @Test("openssl s_server is understood too")
  func opensslServer() throws {
    try Self.with { made in
      try made.sign("server", for: "DNS:localhost")
      // What the server is to say is on its input before anybody asks: LANG's answer, then PING's.
      let script = """
        { printf '+OK\\r\\n+PONG from openssl\\r\\n'; sleep 20; } | openssl s_server \
          -accept 127.0.0.1:0 -cert \(made.path("server.pem")) -key \(made.path("server.key")) \
          -naccept 1 > "\(made.path("log"))" 2>&1 &
        server=$!
        for try in $(seq 100); do
          port=$(sed -n 's/^ACCEPT .*:\\([0-9][0-9]*\\)$/\\1/p' "\(made.path("log"))")
          [ -z "$port" ] || break
          sleep 0.05
        done
        plkk query --tls --ca "\(made.path("ca.pem"))" --connect "localhost:$port" PING
        status=$?
        kill $server
        exit $status
        """
      let run = try Binary.run(executable: URL(fileURLWithPath: "/bin/sh"), ["-c", script])
      #expect(run.status == 0 && run.output == "PONG from openssl\n", "\(run.error)")
    }
  }
}
