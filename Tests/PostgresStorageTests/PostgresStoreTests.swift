import Application
import Foundation
import Referrals
import Sealing
import StoreConformance
import Synchronization
import TestSupport
import Testing

@testable import PostgresStorage

/// A database of a test's own, with its keys.
struct Office {
  let server: PostgresServer
  let address: PostgresAddress
  let keys: String

  /// Nil after the reason was printed.
  init?() throws {
    guard let server = PostgresServer.orSkip() else { return nil }
    self.server = server
    address = try #require(try PostgresAddress(try server.database()))
    keys = NSTemporaryDirectory() + "plkk-keys-\(UUID().uuidString)"
  }

  /// Another server of the same store.
  func store() throws -> PostgresStore { try PostgresStore(address, keysPath: keys) }

  @discardableResult
  func psql(_ sql: String) -> String? { server.psql(address.url, sql) }
}

/// What was answered to which request.
private final class Answers: Sendable {
  let all = Mutex<[String: ReferralCode]>([:])
}

@Suite("PostgreSQL store", .serialized)
struct PostgresStoreTests {
  @Test("keeps every promise of a store", arguments: StorePromise.allCases)
  func conforms(_ promise: StorePromise) async throws {
    guard let office = try Office() else { return }
    try await promise.check(try office.store()) { try office.store() }
  }

  @Test("two servers answer a request once, in one order of commits, and see each other's tokens")
  func servers() async throws {
    guard let office = try Office() else { return }
    let stores = [try office.store(), try office.store()]
    try await withThrowingTaskGroup(of: Receipt.self) { group in
      for index in 0..<200 {
        group.addTask {
          // Each request at both servers, with codes of their own.
          try await stores[index % 2].write(
            request(.open(newOpening()), id: "r\(index / 2)", bits: UInt64(1_000 + index)))
        }
      }
      var codes: [ReferralCode: Int] = [:]
      for try await receipt in group { codes[receipt.code, default: 0] += 1 }
      #expect(codes.count == 100 && codes.values.allSatisfy { $0 == 2 })
    }
    let log = try await stores[0].log(after: 0, limit: 1_000)
    #expect(log.count == 300)
    #expect(log.map(\.sequence) == Array(1...300))
    let secret = [UInt8](repeating: 3, count: 32)
    let token = TokenRecord(
      id: "a1", role: .officer, scope: "BJM", label: "", createdAt: base,
      expiresAt: base + .days(9))
    try await stores[0].add(token, hash: secret)
    #expect(try await stores[1].token(hash: secret) == token)
    #expect(try await stores[1].revoke(token: "a1", at: base))
    #expect(try await stores[0].token(hash: secret)?.revokedAt == base)
    for store in stores { #expect(try await store.verify().problems == []) }
    #expect(stores.map(\.commitCount).reduce(0, +) < 230)
  }

  @Test("loses nothing and does nothing twice when connections are cut under load")
  func cuts() async throws {
    guard let office = try Office() else { return }
    let stores = [try office.store(), try office.store()]
    let answered = Answers()
    let cutting = Task {
      while !Task.isCancelled {
        office.psql(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'plkk' AND random() < 0.5
          """)
        try? await Task.sleep(for: .milliseconds(15))
      }
    }
    await withTaskGroup(of: Void.self) { group in
      for client in 0..<16 {
        group.addTask {
          for number in 0..<25 {
            let id = "c\(client)-\(number)"
            let change = request(
              .open(newOpening()), id: id, bits: UInt64(client * 1_000 + number + 1))
            // As a client does: the same request again until it is answered.
            for _ in 0..<200 {
              if let receipt = try? await stores[client % 2].write(change) {
                answered.all.withLock { $0[id] = receipt.code }
                break
              }
              try? await Task.sleep(for: .milliseconds(10))
            }
          }
        }
      }
    }
    cutting.cancel()
    await cutting.value
    let all = answered.all.withLock { $0 }
    #expect(all.count == 400)
    let store = try office.store()
    #expect(try await store.counts().values.reduce(0, +) == 400)
    for (id, code) in all {
      #expect(try await store.receipt(actor: "t1", requestID: id)?.code == code)
    }
    #expect(try await store.verify().problems == [])
  }

  @Test("says what is wrong when it cannot be opened")
  func openings() async throws {
    guard let office = try Office() else { return }
    let store = try office.store()
    _ = try await store.write(request(.open(newOpening()), bits: 1))
    #expect(throws: StoreError.keysMissing(path: office.keys + "-none")) {
      try PostgresStore(office.address, keysPath: office.keys + "-none")
    }
    try KeyRing().create(path: office.keys + "-other")
    #expect(throws: StoreError.keysUnusable) {
      try PostgresStore(office.address, keysPath: office.keys + "-other")
    }
    let nowhere = try #require(
      try PostgresAddress("postgresql:///plkk?host=/nonexistent&user=plkk"))
    #expect(throws: StoreError.unreachable) {
      try PostgresStore(nowhere, keysPath: office.keys)
    }
    office.psql("INSERT INTO migration VALUES ('9999-later', now())")
    #expect(throws: StoreError.tooNew) { try office.store() }
  }

  @Test("finds what was changed behind its back")
  func tampering() async throws {
    guard let office = try Office() else { return }
    let store = try office.store()
    _ = try await store.write(
      request(.open(newOpening()), bits: 1, personal: [.name: "Siti Rahmah", .nik: "6271"]))
    _ = try await store.write(request(.open(newOpening()), bits: 2))
    #expect(try await store.verify().problems == [])
    #expect(office.psql("UPDATE event SET actor = 'x'") == nil)
    #expect(office.psql("DELETE FROM audit") == nil)
    let dump = try #require(office.psql("SELECT string_agg(sealed::text, '') FROM sealed"))
    #expect(!dump.contains("Siti") && !dump.contains("6271"))
    office.psql(
      """
      ALTER TABLE event DISABLE TRIGGER ALL; UPDATE event SET actor = 'x' WHERE sequence = 2;
      ALTER TABLE event ENABLE TRIGGER ALL
      """)
    #expect(try await store.verify().problems.contains(.brokenChain(event: 2)))
    office.psql("UPDATE referral SET status = 'completed' WHERE id = 2")
    #expect(
      try await store.verify().problems.contains(.rowDiffers(ReferralCode(bits: 2))))
    office.psql("UPDATE tail SET events = 5")
    #expect(
      try await store.verify().problems.contains(.unreadableRow(table: "tail", row: "event")))
    office.psql("CREATE TRIGGER own AFTER INSERT ON token EXECUTE FUNCTION plkk_keeps()")
    #expect(try await store.verify().problems.contains(.foreignSchema("trigger own")))
  }

  @Test("reads overdue referrals along the index, however many there are")
  func plans() async throws {
    guard let office = try Office() else { return }
    let store = try office.store()
    let code = try await store.write(request(.open(newOpening()), bits: 1)).code
    // The rows that a list looks at, without the events that a list does not.
    office.psql(
      """
      INSERT INTO referral SELECT n, n + 10, n + 10, 'BJM', 'dugaan-kk', '63.10', 'asap', 'active',
        3, \(base.milliseconds), \(base.milliseconds) FROM generate_series(2, 20000) AS n;
      INSERT INTO attempt SELECT n, 1, 'PLKK-63-001', 'requested', false, \(base.milliseconds),
        \(base.milliseconds) + 1000 * n, \(base.milliseconds) FROM generate_series(2, 20000) AS n;
      ANALYZE
      """)
    let start = ContinuousClock.now
    let page = try await store.list(ListQuery(overdueAt: base + .days(9), limit: 100))
    #expect(page.codes.count == 100 && page.codes.first == ReferralCode(bits: 12))
    #expect(!page.codes.contains(code))
    // A sort of all of them takes ten times as long; the figure itself is for the benchmark.
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test("takes no address with a password, as others see the arguments of a program")
  func addresses() throws {
    #expect(try PostgresAddress("/var/lib/plkk.sqlite") == nil)
    #expect(try PostgresAddress("postgresql://a,b,c/plkk?user=plkk") != nil)
    #expect(try PostgresAddress("postgres://plkk@db:5433/plkk") != nil)
    for text in [
      "postgresql://plkk:secret@db/plkk", "postgresql://db/plkk?user=plkk&password=secret",
    ] {
      #expect(throws: StoreError.self) { try PostgresAddress(text) }
    }
  }
}
