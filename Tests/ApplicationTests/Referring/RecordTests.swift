import Application
import Referrals
import Schema
import Testing

/// Rows about referrals come back from a wire as they were written.
@Suite("Records of referrals")
struct RecordTests {
  /// Answers of a case from its opening to its closing, with everything that a row may hold.
  private func answers() async throws -> [ReferralAnswer] {
    let office = try ReferringTests.Office()
    var request = OpenRequest()
    request.place = .understood(try office.locator.understand("-3.3194 114.5908"))
    request.destination = .facility("PLKK-63-097")
    request.facts.emergency = [.threatensLife, .immediateAction]
    request.facts.occurredAt = try TimeText.parse("20-11-2026 08.00")
    request.facts.segment = .construction
    request.personal = [.name: "CONTOH Pekerja", .nik: "6371010000000001", .bodyPart: "tangan"]
    let opened = try await office.referring.open(request, by: office.officer)
    let code = opened.receipt.code
    var answers = [ReferralAnswer(opened)]
    let referring = office.referring
    answers.append(
      ReferralAnswer(
        try await referring.step(StepRequest(code, .depart), by: office.officer)))
    answers.append(
      ReferralAnswer(
        try await referring.step(
          StepRequest(code, .answerLate(accepted: false, by: .phone)), by: office.ulin)))
    answers.append(
      ReferralAnswer(
        try await referring.show(code, reveal: true, by: office.officer)))
    answers.append(ReferralAnswer(try await referring.next(NextRequest(code), by: office.officer)))
    answers.append(ReferralAnswer(try await referring.calls(by: office.officer)))
    let auditor = Identity(actor: "a", role: .auditor, scope: "")
    answers.append(ReferralAnswer(try await referring.figures(by: auditor)))
    answers.append(
      ReferralAnswer(
        try await referring.transport(
          TransportRequest(code, leg: TransportLeg(mode: .river, cost: nil)), by: office.officer)))
    for record: CaseRecord in [
      .report(.first, to: .bpjs, at: try TimeText.parse("20-11-2026 10.00"), receipt: "1"),
      .notice(from: .family, to: .employer, at: try TimeText.parse("20-11-2026 11.00")),
      .outcome(at: try TimeText.parse("20-11-2026 12.00")), .guarantee(.guaranteed, .bpjs),
      .conclusion(.accident), .priority(.routine, .better),
    ] {
      answers.append(
        ReferralAnswer(
          try await referring.record(RecordRequest(code, record), by: office.officer)))
    }
    _ = try await referring.step(StepRequest(code, .arrive), by: office.ulin)
    answers.append(
      ReferralAnswer(
        try await referring.record(
          RecordRequest(code, .closing(withOpen: true)), by: office.officer)))
    answers.append(ReferralAnswer(try await referring.show(code, by: office.officer)))
    answers.append(ReferralAnswer(try await referring.list(ListRequest(), by: office.officer)))
    answers.append(
      ReferralAnswer(try await referring.clock(code, by: office.officer), source: { $0.source }))
    return answers
  }

  @Test("a row read back is the row that was written, with its types and from lines of text")
  func roundTrip() async throws {
    var kinds: Set<String> = []
    for record in try await answers().flatMap(\.records) {
      kinds.insert(record.row)
      #expect(
        Set(record.fields.map(\.name)).count == record.fields.count,
        "a name stands twice: \(record.row)")
      let back = try ReferralRecord(row: record.row, fields: record.fields)
      #expect(back == record, "\(record.fields)")
      let texts = record.fields.filter { $0.value != .null }
        .map { RecordField($0.name, .text($0.cell)) }
      let read = try #require(try ReferralRecord(row: record.row, fields: texts))
      // A line leaves out what is not known.
      let known = read.fields.filter { $0.value != .null }
      #expect(known.map { "\($0.name)=\($0.cell)" } == texts.map { "\($0.name)=\($0.cell)" })
    }
    for kind in [
      "receipt", "referral", "attempt", "fact", "case", "person", "event", "choice", "candidate",
      "destination", "clock", "refund", "call", "figure",
    ] {
      #expect(kinds.contains(kind), "no \(kind) was tried")
    }
    #expect(try ReferralRecord(row: "later", fields: []) == nil)
    #expect(throws: DecodingError.self) {
      try ReferralRecord(row: "receipt", fields: [RecordField("code", .text("K7FD-3QWX-K"))])
    }
  }

  @Test(
    "an answer read back from its lines is the answer that was said, with notes, zones and text")
  func lines() async throws {
    var answers = try await answers()
    answers.append(ReferralAnswer(text: "Surat\n\t\"Ulin\" \u{1F691}\u{1}\\ baris\n"))
    answers.append(
      ReferralAnswer(form: [FormFieldRow(label: "NIK", value: nil)], text: "<html>\n"))
    for answer in answers {
      let said = SaidAnswer(answer) { "kalimat “\($0.code)”\nkedua" }
      // Distances cross a wire with one decimal, so it is the lines that are equal.
      let back = try SaidAnswer(lines: said.lines)
      #expect(back.lines == said.lines && back.zones == said.zones)
      #expect(back.notes == said.notes && back.text == said.text)
      #expect(said.lines.allSatisfy { !$0.utf8.contains { $0 < 0x20 } })
    }
    let refusal = SaidRefusal("tidak\n  bisa \"ini\"", isAboutPlace: true)
    #expect(SaidRefusal(json: refusal.json) == refusal)
  }

  @Test("lines that are no answer are refused by line, field or kind")
  func brokenLines() {
    for (line, fault) in [
      ("", SaidAnswer.Fault.line(1)), ("{}", .line(1)), (#"{"row":1}"#, .line(1)),
      (#"{"row":"note"}"#, .field("code", line: 1)),
      (#"{"row":"note","row":"note"}"#, .line(1)), (#"{"row":"note"} x"#, .line(1)),
      (#"{"row":"later","a":{}}"#, .line(1)), (#"{"row":"later","a":1}"#, .row("later")),
      (#"{"row":"receipt","read_in":"CET"}"#, .field("read_in", line: 1)),
      (#"{"row":"receipt","code":"x"}"#, .field("status", line: 1)),
      (#"{"row":"\ud83d"}"#, .line(1)), (#"{"row":"text","text":2}"#, .field("text", line: 1)),
    ] {
      #expect(throws: fault, "\(line)") { try SaidAnswer(lines: [line]) }
    }
    for json in ["", "{", "{}", #"{"text":"x"}"#, #"{"text":"x","about_place":"true"}"#] {
      #expect(SaidRefusal(json: json) == nil, "\(json)")
    }
  }

  @Test("what is open is told by codes that read back")
  func openItems() {
    let items: [OpenItem] =
      [.clockStart, .outcomeLetter, .journey, .journeyCost(count: 3)]
      + ReportStage.allCases.flatMap { stage in
        Addressee.allCases.map { .report(stage, $0) }
      }
    for item in items { #expect(OpenItem(code: item.code) == item, "\(item.code)") }
    for wrong in ["", "journey_cost", "journey_cost_x", "report_tahap-3_bpjs-tk", "clock"] {
      #expect(OpenItem(code: wrong) == nil, "\(wrong)")
    }
  }
}
