import Foundation
import Referrals
import Testing

import Application
@testable import Sealing

private let base = Instant(milliseconds: 1_795_185_000_000)

@Suite("Canonical JSON")
struct CanonicalJSONTests {
  private func reference(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  private let facts = CaseFacts(
    kind: .disease, segment: .construction, occurredAt: base, diagnosedAt: base + .hours(1),
    employmentEndedAt: base, place: .traffic, regionCode: "63.10.01.2001",
    emergency: [.consciousness, .threatensLife], emergencyAsked: false, bodyPart: "kaki \"kiri\"/a",
    cause: "é 😀 \\ \u{7F}", isConfidential: true, basis: .vitalInterest)

  private let far = Destination(
    facilityID: "PLKK-63-001", isActive: true, standing: .unknown,
    detour: Detour(nearestFacilityID: "PLKK-63-097", nearestMeters: 1, chosenMeters: 900))

  private var opening: Opening {
    Opening(
      branch: "BJM/1", originFacilityID: "PLKK-63-002", priority: .stat, isParallel: true,
      facts: facts, destination: far, caseCode: ReferralCode(bits: 9))
  }

  @Test("gives the bytes of Foundation's encoder for every kind of event")
  func events() throws {
    let code = ReferralCode(bits: 0xFF_FFFF_FFFF)
    let step = try JSONDecoder().decode(
      Step.self,
      from: Data(
        #"{"attempt":3,"action":"cancel","from":"in-progress","to":"cancelled","business":"dialihkan","reason":"dialihkan"}"#
          .utf8))
    let bodies: [EventBody] = [
      .opened(code: code, opening: opening), .planned(attempt: 1, destination: nil),
      .planned(attempt: 2, destination: far),
      .sent(attempt: 1, destination: far, answerDueAt: base + .minutes(15)), .stepped(step),
      .answeredLate(attempt: 1, accepted: true, by: .radio), .returned(attempt: 1, code: code),
      .revoked(reason: .handled), .voided(reason: .trial), .corrected(facts: facts),
      .reported(
        ReportSent(
          stage: .second, to: .labourOffice, sentAt: base, channel: .paper, receipt: "A/1")),
      .notified(SuspicionNotice(by: .union, to: .employer, at: base)), .outcome(letterAt: base),
      .guaranteed(state: .guaranteed, payer: .jasaRaharja),
      .guaranteed(state: .waiting, payer: nil), .concluded(.neither),
      .travelled(TransportLeg(mode: .river, cost: 1_000_000_000)),
      .travelled(TransportLeg(mode: .air, cost: nil)), .frozen, .closed,
      .prioritized(.stat, reason: .worse),
      .closedWithOpen([.clockStart, .report(.first, .bpjs), .journeyCost(count: 2)]),
    ]
    for body in bodies {
      let bytes = try CanonicalJSON.encode(body)
      #expect(try bytes == reference(body), "\(body)")
      #expect(try JSONDecoder().decode(EventBody.self, from: bytes) == body)
    }
  }

  @Test("gives them for requests, receipts and odd texts")
  func others() throws {
    let actions: [WriteRequest.Action] = [
      .open(opening), .change(ReferralCode(bits: 1), .reject(attempt: 1, reason: .other)),
      .change(ReferralCode(bits: 1), .send(attempt: 2)),
      .change(ReferralCode(bits: 1), .onward(attempt: 1, destination: far)),
      .referBack(from: ReferralCode(bits: 2), attempt: 1, opening),
    ]
    for action in actions {
      #expect(try CanonicalJSON.encode(action) == reference(action), "\(action)")
    }
    let code = ReferralCode(bits: 77)
    let once = try EncodedOpening(opening)
    #expect(try once.action == reference(WriteRequest.Action.open(opening)))
    #expect(try once.event(code) == reference(EventBody.opened(code: code, opening: opening)))
    let receipt = Receipt(
      code: ReferralCode(bits: 3), version: 4, attempt: nil, attemptStatus: .onHold,
      status: .active, at: Instant(milliseconds: .min))
    #expect(try CanonicalJSON.encode(receipt) == reference(receipt))
    let texts = (0..<0x24).compactMap { UnicodeScalar($0).map { String(Character($0)) } }
    #expect(try CanonicalJSON.encode(texts) == reference(texts))
    #expect(try CanonicalJSON.encode([[1, -1], []]) == reference([[1, -1], []]))
    #expect(
      try CanonicalJSON.encode(["b": true, "a": false]) == Data("{\"a\":false,\"b\":true}".utf8))
  }

  @Test("refuses what has no one form")
  func refuses() {
    #expect(throws: CanonicalJSON.Unsupported.self) { try CanonicalJSON.encode([1.5]) }
    #expect(throws: CanonicalJSON.Unsupported.self) { try CanonicalJSON.encode(UInt64.max) }
  }
}
