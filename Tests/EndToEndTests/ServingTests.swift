import Foundation
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

  @Test("What keeps it from starting is one sentence that names the address or the file")
  func refusals() throws {
    let other = try RunningServer()
    defer { other.stop() }
    try QueryTLSTests.with { made in
      try made.sign("server", for: "DNS:localhost")
      try made.sign("stranger", for: "DNS:localhost")
      let (pem, key) = (made.path("server.pem"), made.path("server.key"))
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
}
