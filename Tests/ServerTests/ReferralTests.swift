import Foundation
import LineProtocol
import Referrals
import Application
import Exporting
import Schema
import Storage
import Testing

@testable import Server

@Suite("Referrals over the line protocol", .serialized)
struct ReferralTests {
  private static let opening =
    "REFER -3.3194 114.5908 TO PLKK-63-097 EMERGENCY tidak-ada BASIS persetujuan OCCURRED "
    + "\"20-11-2026 22.00 WITA\" NAME \"Siti Rahma\" NIK 6371017112900001 CHRONOLOGY \"tangan terjepit\""

  @Test("a referral is opened, seen by those concerned only, and answered")
  func roles() async throws {
    try await Office.with { office, live in
      let officer = try await office.client("bjm", live)
      let opened = await officer.reply(Self.opening)
      let code = try #require(field("code", opened.first))
      #expect(field("attempt_status", opened.first) == "requested")

      let facility = try await office.client("ulin", live)
      let before = await facility.reply("REFERRAL \(code)")
      #expect(!before.contains { $0.hasPrefix("fact") || $0.hasPrefix("person") })
      #expect(!before.joined().contains("Siti") && !before.joined().contains("6371"))
      #expect(
        field("status", (await facility.reply("ACCEPT \(code) BY telepon")).first) == "active")
      let after = await facility.reply("REFERRAL \(code) REVEAL")
      #expect(field("name", after.first { $0.hasPrefix("person") }) == "Siti Rahma")

      // Who has no business with it learns nothing, not even that it exists.
      let unknown = ReferralCode(bits: 5).text
      for name in ["plk", "sari", "audit"] {
        let other = try await office.client(name, live)
        let foreign = await other.reply("REFERRAL \(code)")
        #expect(foreign.first?.hasPrefix("-NOPERM") == true, "\(name): \(foreign)")
        #expect(await other.reply("REFERRAL \(unknown)") == foreign)
      }
      let nobody = try live.connect()
      #expect(await nobody.answer("REFERRAL \(code)\n").hasPrefix("-NOAUTH"))
      #expect(await nobody.answer("PING\n") == "+PONG\r\n")
    }
  }

  @Test("the same request id gives the same answer, also after a restart")
  func repeated() async throws {
    let office = try await Office()
    let request = Self.opening.replacing("TO PLKK-63-097", with: "TO AUTO") + " ID first-1"
    var first: [String] = []
    try await LiveServer.with(referrals: office.endpoint) { live in
      let officer = try await office.client("bjm", live)
      first = await officer.reply(request)
      #expect(await officer.reply(request).first == first.first)
      let code = field("code", first.first) ?? ""
      let reject = "REJECT \(code) REASON penuh-icu ID r-1"
      let admin = try await office.client("admin", live)
      let answer = await admin.reply(reject)
      #expect(field("attempt_status", answer.first) == "rejected")
      // The attempt meant first is meant again, though another is live by now.
      #expect(await admin.reply("SEND \(code) TO AUTO ID s-1").count > 1)
      #expect(await admin.reply(reject).first == answer.first)
      let sent = await admin.reply("SEND \(code) TO AUTO ID s-1")
      #expect(field("attempt", sent.first) == "2")
      #expect(
        await officer.reply("REFER -2.2 113.9 BASIS persetujuan ID first-1").first?
          .hasPrefix("-CONFLICT") == true)
    }
    try await office.store.close()
    let token = office.tokens["bjm"] ?? ""
    let store = try SQLiteStore(path: office.folder + "/office.sqlite", use: .command)
    let endpoint = ReferralEndpoint(
      referralService: ReferralService(store: store, now: { Office.friday }), now: { Office.friday }
    )
    try await LiveServer.with(referrals: endpoint) { live in
      let officer = try live.connect()
      #expect(await officer.answer("AUTH \(token)\n") == "+OK\r\n")
      #expect(await officer.reply(request).first == first.first)
      #expect(await officer.reply("REFERRALS").count == 1)
    }
    try await store.close()
    try? FileManager.default.removeItem(atPath: office.folder)
  }

  @Test("watchers are told of new referrals and answers, each of its own, nothing personal")
  func watching() async throws {
    try await Office.with { office, live in
      let ulin = try await office.client("ulin", live)
      let branch = try await office.client("bjm", live)
      let officer = try await office.client("bjm", live)
      #expect(
        await ulin.answer("SUBSCRIBE facility:PLKK-63-097\n", lines: 4)
          == "*3\r\n+subscribe\r\n+facility:PLKK-63-097\r\n:1\r\n")
      #expect(await branch.answer("SUBSCRIBE branch:BJM\n", lines: 4).hasPrefix("*3\r\n+subscribe"))
      #expect(await ulin.answer("SUBSCRIBE facility:PLKK-63-093\n").hasPrefix("-NOPERM"))
      #expect(await ulin.answer("SUBSCRIBE everything\n").hasPrefix("-ERR"))
      let code = try #require(field("code", (await officer.reply(Self.opening)).first))
      let told = await ulin.answer("", lines: 4)
      #expect(told.hasPrefix("*3\r\n+message\r\n+facility:PLKK-63-097\r\n+{\"event\":\"sent\""))
      #expect(told.contains(code) && !told.contains("Siti") && !told.contains("6371"))
      #expect(await ulin.answer("ACCEPT \(code)\n", lines: 4).contains("attempt_status=accepted"))
      var heard = ""
      for _ in 0..<8 where !heard.contains(#""event":"accept""#) {
        heard += await branch.answer("", lines: 4)
      }
      #expect(heard.contains(#""event":"accept""#))
      // Answers and messages do not mix up.
      #expect(await branch.answer("UNSUBSCRIBE\n", lines: 4).hasPrefix("*3\r\n+unsubscribe"))
      #expect(await branch.answer("PING\n") == "+PONG\r\n")
    }
  }

  @Test("guessing tokens is slowed, and ends with a closed connection")
  func guessing() async throws {
    try await Office.with { office, live in
      var answers: [String] = []
      for _ in 0..<4 {
        let client = try live.connect()
        for _ in 0..<3 { answers.append(await client.answer("AUTH plkk_wrong-token-0123456789\n")) }
        #expect(await client.answer("PING\n") == "")
      }
      #expect(answers.contains { $0.hasPrefix("-NOAUTH") })
      #expect(answers.contains { $0.hasPrefix("-LIMIT") && $0.contains("wait") })
    }
  }

  @Test("wrong words are told what is allowed, and change nothing")
  func wrong() async throws {
    try await Office.with { office, live in
      let officer = try await office.client("bjm", live)
      for (request, expected) in [
        (
          "REFER -3.3194 114.5908 TO AUTO BASIS persetujuan OCCURRED \"20-11-26 10.00\"",
          "-ERR OCCURRED"
        ),
        ("REFER -3.3194 114.5908 TO AUTO", "-ERR REFER needs LAWFULBASIS"),
        ("REFER -3.3194 114.5908 TO AUTO BASIS izin", "-ERR value is not allowed for BASIS"),
        ("REFER TO AUTO BASIS persetujuan REGION 63.71", "-ERR REFER TO AUTO needs a position"),
        ("REFER -3.3194 114.5908 TO PLKK-99-999 BASIS persetujuan", "-NOTFOUND"),
        ("REFER 91 200 TO AUTO BASIS persetujuan", "-BADPOS"),
        ("REFER -3.3194 114.5908 TO AUTO BASIS persetujuan BRANCH PLK", "-NOPERM"),
        ("ACCEPT K7FD-3QWX-0", "-ERR the referral code is mistyped"),
        ("REJECT \(ReferralCode(bits: 7).text)", "-ERR REJECT needs REASON"),
        ("REJECT \(ReferralCode(bits: 7).text) REASON penuh-icu", "-NOPERM"),
        ("CLOCK", "-ERR missing CODE"),
      ] {
        let answer = await officer.reply(request)
        #expect(answer.first?.hasPrefix(expected) == true, "\(request): \(answer)")
      }
      #expect(await officer.reply("REFERRALS") == [])
    }
  }

  @Test("candidates are measured from where it happened, which nobody else learns")
  func whereItHappened() async throws {
    try await Office.with { office, live in
      let officer = try await office.client("bjm", live)
      let opened = await officer.reply(Self.opening)
      let code = try #require(field("code", opened.first))
      let next = await officer.reply("NEXT \(code) LIMIT 1")
      #expect(field("measured_from", next.first { $0.hasPrefix("choice") }) == "recorded_position")
      let nearest = await officer.reply("NEAREST -3.3194 114.5908 LIMIT 1").joined()
      let candidate = next.first { $0.hasPrefix("candidate") }
      #expect(
        nearest.contains(
          "\(field("id", candidate) ?? "?")\t\(field("distance_m", candidate) ?? "?")\t"))
      let shown = await officer.reply("REFERRAL \(code)")
      #expect(field("position", shown.first { $0.hasPrefix("person") }) == "***")
      // The facility could tell the place from distances: it gets them from its own.
      let facility = try await office.client("ulin", live)
      for request in ["NEXT \(code)", "REJECT \(code) REASON penuh-icu"] {
        let answer = await facility.reply(request)
        #expect(
          field("measured_from", answer.first { $0.hasPrefix("choice") }) == "PLKK-63-097",
          "\(answer)")
        #expect(!answer.joined().contains("114.59"))
      }
    }
  }

  @Test("no error repeats a word that may be personal, wherever in the line it stands")
  func errorsKeepQuiet() async throws {
    try await Office.with { office, live in
      let officer = try await office.client("bjm", live)
      let marks = ["SITIRAHMA", "6371017112900001"]
      for request in [
        "REFER -3.3 114.5 NAME \(marks[0]) NIK \(marks[1]) \(marks[0]) BASIS persetujuan",
        "REFER -3.3 114.5 TO AUTO PRIORITY \(marks[0])", "LOOKUP NIK 1 \(marks[1])",
        "LOOKUP PHONE 1 NIK \(marks[1])", "CORRECT \(marks[1]) NAME \(marks[0])",
        "CORRECT \(ReferralCode(bits: 9).text) OCCURRED \(marks[0])",
        "REFERRALS STATUS \(marks[0]) LIMIT \(marks[1])", "REFER NAME \"\(marks[0])",
        "REFER -3.3 114.5 TO AUTO BASIS persetujuan BRANCH BJM REGION 63.71 NAME \(marks[0]) NAME x",
      ] {
        let answer = await officer.reply(request)
        #expect(answer.first?.hasPrefix("-") == true, "\(request): \(answer)")
        for mark in marks { #expect(!answer.joined().contains(mark), "\(answer)") }
      }
      let said = await officer.reply("LOOKUP NIK 1 \(marks[1])")
      #expect(
        said == ["-ERR unknown option, word 4, of LOOKUP; allowed: NIK KPJ PASSPORT PHONE"])
    }
  }

  @Test("FORMAT record: rows and notes as objects, errors with the words of the command line")
  func record() async throws {
    try await Office.with { office, live in
      let officer = try await office.client("bjm", live)
      #expect(await officer.reply("FORMAT record") == ["+OK"])
      let opened = try SaidAnswer(lines: await officer.reply(Self.opening))
      #expect(
        opened.zones.first == .wita && opened.notes.contains { $0.code == "not_concluded_here" })
      guard case .receipt(let receipt)? = opened.records.first else {
        Issue.record("no receipt")
        return
      }
      let letter = try SaidAnswer(lines: await officer.reply("LETTER \(receipt.code) HTML"))
      #expect(letter.text?.hasSuffix("</html>\n") == true)
      for (request, code, text, isAboutPlace) in [
        ("REJECT \(receipt.code)", "-ERR", "plkk refer reject needs --reason", false),
        ("NEXT \(receipt.code) NEAR zzzz", "-BADPOS", "zzzz", true),
        ("SEND \(receipt.code) TO PLKK-99-999", "-NOTFOUND", "plkk search", true),
      ] {
        let answer = try #require(await officer.reply(request).first)
        let parts = answer.split(separator: " ", maxSplits: 1).map(String.init)
        let refusal = try #require(SaidRefusal(json: parts.last ?? ""), "\(answer)")
        #expect(parts.first == code && refusal.isAboutPlace == isAboutPlace, "\(answer)")
        #expect(refusal.text.contains(text), "\(answer)")
      }
      #expect(await officer.reply("FORMAT text") == ["+OK"])
      #expect(
        await officer.reply("REJECT \(receipt.code)").first?.hasPrefix("-ERR REJECT needs REASON")
          == true)
    }
  }

  @Test("the end of a token is told in every answer of the last quarter of its life")
  func endOfToken() async throws {
    let office = try await Office()
    for (hours, isTold) in [(0.0, false), (17.9, false), (18.1, true), (23.9, true)] {
      let time = Office.friday + TimeSpan(milliseconds: Int64(hours * 3_600_000))
      let referralService = ReferralService(store: office.store, now: { time })
      let officer = try await referralService.identity(
        secret: office.tokens["bjm"] ?? "", source: "test")
      let locator = try Fixture.locator.get()
      let referring = Referring(
        referralService: referralService, locator: { locator }, now: { time })
      let answer = try await referring.answer(.list(ListRequest()), by: officer)
      let end = Office.friday + .days(1)
      #expect(answer.advisories.contains(.tokenEnds(end)) == isTold, "\(hours) h")
    }
    let local = Identity(actor: "local", role: .administrator, scope: "")
    #expect(try await office.endpoint.referralService.endOfToken(local) == nil)
    try await office.close()
  }

  @Test("a plain connection from elsewhere gets no referrals, and a server without them says so")
  func gate() async throws {
    let context = try Fixture.context()
    let channel = try Fixture.channel(context)
    #expect(try channel.ask("REFERRALS\n").hasPrefix("-ERR this server serves no referrals"))
    let office = try await Office()
    let open = try Fixture.context(referrals: office.endpoint)
    let far = try Fixture.channel(open, from: "10.1.2.3")
    #expect(try far.ask("REFERRALS\n").hasPrefix("-NOPERM referrals and tokens only over TLS"))
    #expect(try far.ask("AUTH \(office.tokens["bjm"] ?? "")\n").hasPrefix("-NOPERM"))
    #expect(try far.ask("PING\n") == "+PONG\r\n")
    try await office.store.close()
    try? FileManager.default.removeItem(atPath: office.folder)
  }
}
