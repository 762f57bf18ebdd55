import Foundation
import LineProtocol
import NIOCore
import NIOEmbedded
import Referrals
import Schema
import Storage
import Testing

@testable import Application
@testable import Server

/// Those who watch referrals: what they are told, and when they are told nothing more.
@Suite("Watching referrals", .serialized)
struct WatchTests {
  private static let opening =
    "REFER -3.3194 114.5908 TO PLKK-63-097 EMERGENCY tidak-ada BASIS persetujuan NAME \"Siti Rahma\""
  private static let topic = "facility:PLKK-63-097"

  private static func confirmed(_ topic: String, _ count: Int) -> String {
    "*3\r\n+subscribe\r\n+\(topic)\r\n:\(count)\r\n"
  }

  @Test("a watcher that does not read is dropped; the one beside it is told everything")
  func slow() async throws {
    try await Office.with { office, live in
      let slow = try await office.client("ulin", live)
      let quick = try await office.client("ulin", live)
      for client in [slow, quick] {
        #expect(
          await client.answer("SUBSCRIBE \(Self.topic)\n", lines: 4)
            == Self.confirmed(Self.topic, 1))
      }
      let change = ReferralChange(
        sequence: 1, word: "sent", at: Office.friday, code: ReferralCode(bits: 5), branch: "BJM",
        originFacilityID: "PLKK-63-097", priority: .asap, isEmergency: false, status: .active,
        attempt: nil)
      let message =
        "*3\r\n+message\r\n+\(Self.topic)\r\n+\(ChangeRecord.json(ReferralNews(change: change)))\r\n"
      let broadcaster = office.endpoint.broadcaster
      var told = 0
      // The kernel takes some megabytes for the one that does not read; a round is far below that.
      while broadcaster.watching == 2, told < 400_000 {
        for _ in 0..<200 { _ = broadcaster.tell(ReferralNews(change: change)) }
        told += 200
        let heard = await quick.answer("", lines: 4 * 200)
        try #require(heard == String(repeating: message, count: 200))
      }
      print("dropped after \(told * message.utf8.count) bytes")
      #expect(broadcaster.watching == 1)
      #expect(await quick.answer("PING\n") == "+PONG\r\n")
    }
  }

  @Test("a message to a connection whose backlog is full closes it")
  func backlog() throws {
    let channel = try Fixture.channel(try Fixture.context())
    let handler = try channel.pipeline.syncOperations.handler(type: ConnectionHandler.self)
    handler.session.topics = ["branch:BJM"]
    handler.push("branch:PLK", "{}")
    #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
    handler.push("branch:BJM", "{}")
    #expect(
      try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
        == "*3\r\n+message\r\n+branch:BJM\r\n+{}\r\n")
    channel.isWritable = false
    handler.push("branch:BJM", "{}")
    #expect(!channel.isActive)
  }

  @Test("a token revoked ends what its holder may do, at once, and what they watch")
  func revoked() async throws {
    try await Office.with { office, live in
      let watcher = try await office.client("ulin", live)
      let asking = try await office.client("ulin", live)
      let officer = try await office.client("bjm", live)
      #expect(
        await watcher.answer("SUBSCRIBE \(Self.topic)\n", lines: 4)
          == Self.confirmed(Self.topic, 1))
      #expect(await asking.answer("REFERRALS\n") == "*0\r\n")
      let local = Identity(actor: "local", role: .administrator, scope: "")
      let tokens = try await office.endpoint.referralService.tokens(by: local)
      let id = try #require(tokens.first { $0.label == "ulin" }?.id)
      #expect(try await office.endpoint.referralService.revokeToken(id, by: local))
      #expect(await asking.answer("REFERRALS\n").hasPrefix("-NOAUTH the token is wrong, expired"))
      #expect(await asking.answer("SUBSCRIBE \(Self.topic)\n").hasPrefix("-NOAUTH"))
      #expect(await asking.answer("PING\n") == "+PONG\r\n")
      #expect(await officer.answer(Self.opening + "\n").hasPrefix("*"))
      // Closed without a word: it asked nothing that this could be the answer to.
      #expect(await watcher.answer("") == "")
      #expect(office.endpoint.broadcaster.watching == 0)
    }
  }

  @Test("a branch of several words is watched quoted or not; leaving a topic ends its messages")
  func severalWords() async throws {
    try await Office.with { office, live in
      let local = Identity(actor: "local", role: .administrator, scope: "")
      let secret = try await office.endpoint.referralService.issueToken(
        role: .officer, scope: "Palangka Raya", label: "pky", life: .days(1), by: local
      ).secret
      let client = try live.connect()
      #expect(await client.answer("AUTH \(secret)\n") == "+OK\r\n")
      let topic = "branch:Palangka Raya"
      for request in ["SUBSCRIBE \(topic)\n", "SUBSCRIBE \"\(topic)\"\n"] {
        #expect(await client.answer(request, lines: 4) == Self.confirmed(topic, 1))
      }
      #expect(await client.answer("SUBSCRIBE \(topic) branch:BJM\n").hasPrefix("-NOPERM"))
      #expect(
        await client.answer("UNSUBSCRIBE \(topic)\n", lines: 4)
          == "*3\r\n+unsubscribe\r\n+\(topic)\r\n:0\r\n")
      #expect(office.endpoint.broadcaster.watching == 0)
      let many = (0..<65).map { "branch:\($0)" }.joined(separator: " ")
      #expect(await client.answer("SUBSCRIBE \(many)\n").hasPrefix("-LIMIT at most 64 topics"))
    }
  }

  @Test("what another process changes in the same file reaches watchers too")
  func otherProcess() async throws {
    try await Office.with { office, live in
      let admin = try await office.client("admin", live)
      #expect(
        await admin.answer("SUBSCRIBE \(Self.topic) branch:BJM\n", lines: 8)
          == Self.confirmed(Self.topic, 1) + Self.confirmed("branch:BJM", 2))
      let other = try SQLiteStore(path: office.folder + "/office.sqlite", use: .command)
      let referralService = ReferralService(store: other, now: { Office.friday })
      let facts = CaseFacts(
        kind: .accident, regionCode: "63.71", emergencyAsked: true, basis: .consent)
      let receipt = try await referralService.open(
        Opening(
          branch: "BJM", priority: .asap, facts: facts,
          destination: Destination(facilityID: "PLKK-63-097", standing: .unknown)),
        by: Identity(actor: "local", role: .administrator, scope: ""))
      try await other.close()
      // The branch is told that it was opened; both are told that it was sent.
      var heard = ""
      while heard.components(separatedBy: #""event":"sent""#).count < 3 {
        let more = await admin.answer("", lines: 4)
        try #require(!more.isEmpty)
        heard += more
      }
      #expect(heard.contains(receipt.code.text))
    }
  }

  @Test(
    "requests behind a change wait for its commit and are answered in order; others do not wait")
  func order() async throws {
    try await Office.with { office, live in
      let officer = try await office.client("bjm", live)
      let other = try live.connect()
      let batch =
        (0..<20).map { "\(Self.opening) ID batch-\($0)\nPING \($0)\nREFERRALS LIMIT 1\n" }.joined()
      officer.send(batch + "PING end\n")
      for _ in 0..<20 { #expect(await other.answer("PING\n") == "+PONG\r\n") }
      var text = ""
      while !text.hasSuffix("+end\r\n") {
        let more = await officer.answer("")
        try #require(!more.isEmpty)
        text += more
      }
      let order = text.components(separatedBy: "\r\n").filter {
        $0.hasPrefix("+receipt") || $0.hasPrefix("+referral")
          || Int($0.dropFirst()) != nil
            && $0.hasPrefix("+")
      }
      try #require(order.count == 60)
      for number in 0..<20 {
        let three = order[(number * 3)..<(number * 3 + 3)].map { $0 }
        #expect(three[0].hasPrefix("+receipt\tcode="))
        #expect(three[1] == "+\(number)")
        // What was just opened is the newest.
        let code = three[0].dropFirst(9).prefix { $0 != "\t" }
        #expect(three[2].hasPrefix("+referral\t\(code)\t"))
      }
    }
  }
}
