import Foundation
import TestSupport
import Testing

/// Several servers on one store in PostgreSQL, as the offices of a country have them.
@Suite("Many servers", .serialized)
struct ManyServersTests {
  /// A folder with the keys, and the words that name the store.
  private struct Office {
    let folder: URL
    let server: PostgresServer
    let address: String

    var environment: [String: String] {
      ["PLKK_STORE_KEYS": folder.appendingPathComponent("store.keys").path]
    }

    func plkk(_ words: String...) throws -> Binary.Result {
      try Binary.run(words, environment: environment)
    }

    func secret(_ name: String, role: String) throws -> String {
      let file = folder.appendingPathComponent(name).path
      let made = try plkk("token", "new", "--role", role, "--out", file, "--store", address)
      try #require(made.status == 0, "\(made.error)")
      let text = try String(contentsOfFile: file, encoding: .utf8)
      return String(text.split(separator: "\n")[0])
    }

    func serve() throws -> RunningServer {
      try RunningServer(["--store", address], environment: environment)
    }
  }

  private func withOffice(_ body: (Office) throws -> Void) throws {
    guard let server = PostgresServer.orSkip() else { return }
    try Binary.withFolder { folder in
      try body(Office(folder: folder, server: server, address: try server.database()))
    }
  }

  private let opening =
    "REFER -3.3194 114.5908 TO PLKK-63-097 BRANCH BJM EMERGENCY tidak-ada BASIS persetujuan NAME \"Siti\""

  private static func receipt(_ lines: [String]) -> String? {
    lines.first { $0.hasPrefix("+receipt") }
  }

  @Test("share referrals, request ids, revocations and what watchers are told")
  func shared() throws {
    try withOffice { office in
      let secret = try office.secret("admin", role: "admin")
      let servers = [try office.serve(), try office.serve()]
      let clients = try servers.map { try LineClient(port: $0.port) }
      for client in clients { #expect(client.ask("AUTH \(secret)") == ["+OK"]) }
      let watcher = try LineClient(port: servers[1].port)
      #expect(watcher.ask("AUTH \(secret)") == ["+OK"])
      #expect(watcher.ask("SUBSCRIBE branch:BJM").first == "*3")
      let first = clients[0].ask(opening + " ID r1")
      let receipt = try #require(Self.receipt(first), "\(first)")
      // Asked again at the other server: the same answer, and one referral.
      #expect(clients[1].ask(opening + " ID r1") == first)
      let code = try #require(
        receipt.split(separator: "\t").first { $0.hasPrefix("code=") }?.dropFirst(5))
      #expect(Self.receipt(clients[1].ask("ACCEPT \(code)")) != nil)
      #expect(
        clients[0].ask("REFERRAL \(code)").contains { $0.contains("attempt_status=accepted") })
      // Told at the second server of what was done at the first.
      #expect(watcher.reply().contains { $0.contains(code) })
      // Revoked by a command, and refused at both at once.
      let listed = try office.plkk("token", "list", "--store", office.address, "--format", "json")
      let id = try #require(listed.output.firstMatch(of: /"id": ?"([^"]+)"/)?.output.1)
      let revoked = try office.plkk("token", "revoke", String(id), "--store", office.address)
      #expect(revoked.status == 0, "\(revoked.error)")
      for client in clients {
        #expect(client.ask("REFERRAL \(code)").first?.hasPrefix("-") == true)
      }
      let doctor = try office.plkk("doctor", "--store", office.address)
      #expect(doctor.status == 0, "\(doctor.output)\(doctor.error)")
    }
  }

  @Test("a balancer may send each connection to any of them, and one may fall")
  func balanced() throws {
    let program = URL(fileURLWithPath: "/usr/sbin/haproxy")
    guard access(program.path, X_OK) == 0 else {
      return print("skipped: haproxy is not installed")
    }
    try withOffice { office in
      let secret = try office.secret("admin", role: "admin")
      let servers = [try office.serve(), try office.serve()]
      let port = try RunningServer.freePort()
      let configuration = office.folder.appendingPathComponent("haproxy.cfg")
      try """
      defaults
        mode tcp
        timeout connect 5s
        timeout client 60s
        timeout server 60s
        retries 5
        option redispatch 1
      listen plkk
        bind 127.0.0.1:\(port)
        balance roundrobin
        server one 127.0.0.1:\(servers[0].port) check inter 200
        server two 127.0.0.1:\(servers[1].port) check inter 200

      """.write(to: configuration, atomically: true, encoding: .utf8)
      let balancer = Process()
      Account.unprivileged.prepare(balancer, program, ["-db", "-f", configuration.path])
      balancer.standardOutput = FileHandle.nullDevice
      balancer.standardError = FileHandle.nullDevice
      try balancer.run()
      defer {
        balancer.terminate()
        balancer.waitUntilExit()
      }
      /// Asks over a connection of its own, as often as it takes to get through.
      func ask(_ request: String) -> [String] {
        for _ in 0..<100 {
          if let client = try? LineClient(port: port), client.ask("AUTH \(secret)") == ["+OK"] {
            let reply = client.ask(request)
            if !reply.isEmpty { return reply }
          }
          Thread.sleep(forTimeInterval: 0.1)
        }
        return []
      }
      let replies = (0..<4).map { _ in ask(opening + " ID r1") }
      #expect(Self.receipt(replies[0]) != nil && Set(replies).count == 1)
      servers[0].signal(SIGKILL)
      servers[0].waitForEnd()
      for _ in 0..<4 { #expect(ask(opening + " ID r1") == replies[0]) }
      let more = ask(opening + " ID r2")
      #expect(Self.receipt(more) != nil && more != replies[0])
      let listed = try office.plkk(
        "refer", "list", "--store", office.address, "--format", "json")
      #expect(listed.output.matches(of: /"code"/).count == 2)
    }
  }

  @Test("a server without its store goes on locating, and says so")
  func without() throws {
    try Binary.withFolder { folder in
      let server = try RunningServer(
        ["--store", "postgresql:///plkk?host=\(folder.path)&user=plkk"],
        environment: ["PLKK_STORE_KEYS": folder.appendingPathComponent("store.keys").path])
      let client = try LineClient(port: server.port)
      func isLocating() -> Bool {
        client.ask("NEAREST -3.3194 114.5908").contains { $0.hasPrefix("+PLKK-63-") }
      }
      #expect(isLocating())
      #expect(client.ask("AUTH plkk_none_but_long_enough").first?.hasPrefix("-BUSY") == true)
      #expect(isLocating())
    }
    let password = try Binary.run(["doctor", "--store", "postgresql://plkk:secret@db/plkk"])
    #expect(password.status == 64 && !password.error.contains("secret"))
  }

  @Test(
    "a store is copied from a file to PostgreSQL and back, chain, receipts and persons included")
  func copies() throws {
    try withOffice { office in
      let file = office.folder.appendingPathComponent("office.sqlite").path
      let back = office.folder.appendingPathComponent("back.sqlite").path
      for number in 1...3 {
        let made = try office.plkk(
          "refer", "new", "-3.3194,114.5908", "--to", "PLKK-63-097", "--branch", "BJM",
          "--emergency", "tidak-ada", "--lawful-basis", "persetujuan", "--db", file)
        try #require(made.status == 0, "\(number): \(made.error)")
      }
      let there = try office.plkk("store", "copy", "sqlite:\(file)", office.address)
      #expect(there.status == 0, "\(there.output)\(there.error)")
      let doctor = try office.plkk("doctor", "--store", office.address)
      #expect(doctor.status == 0, "\(doctor.output)\(doctor.error)")
      let more = try office.plkk(
        "refer", "new", "-3.3194,114.5908", "--to", "PLKK-63-097", "--branch", "BJM",
        "--emergency", "tidak-ada", "--lawful-basis", "persetujuan", "--store", office.address)
      #expect(more.status == 0, "\(more.error)")
      // Into one that is a store already: refused, nothing changed.
      #expect(try office.plkk("store", "copy", "sqlite:\(file)", office.address).status != 0)
      let home = try office.plkk("store", "copy", office.address, "sqlite:\(back)")
      #expect(home.status == 0, "\(home.output)\(home.error)")
      let whole = try office.plkk("doctor", "--db", back)
      #expect(whole.status == 0, "\(whole.output)\(whole.error)")
      let listed = try office.plkk("refer", "list", "--db", back, "--format", "json")
      #expect(listed.output.matches(of: /"code"/).count >= 4)
    }
  }
}
