public import Application
import Formats
import Geo
import Referrals
import Wording

extension ReferralRequest {
  /// The words in which the line protocol asks the same: `ReferralRequest.init(_:)` reads from them
  /// an equal request.
  ///
  /// A place that was understood before is written by its coordinates. The protocol refuses control
  /// characters: lines of a personal value are kept apart by U+2028, which is read as such an end.
  public var words: [String] {
    var writer = ReferralWriter(words: [act.verb])
    writer.add(self)
    return writer.words
  }
}

/// Writes requests of referring as words of the line protocol.
private struct ReferralWriter {
  var words: [String]

  private mutating func add(_ option: String, _ value: String?) {
    if let value { words += [option, value] }
  }

  private mutating func add(_ option: String, _ value: (some RawRepresentable<String>)?) {
    add(option, value?.rawValue)
  }

  private mutating func add(_ option: String, _ value: Int?) { add(option, value.map(String.init)) }

  private mutating func add(flag option: String, _ isSet: Bool) {
    if isSet { words.append(option) }
  }

  private mutating func add(_ destination: DestinationWish?) {
    switch destination {
    case .nearest: add("TO", RequestWords.nearest)
    case .facility(let id): add("TO", id)
    case nil: break
    }
  }

  private mutating func add(_ personal: [PersonalField: String]) {
    for field in PersonalField.allCases where field != .position {
      add(field.option, personal[field].map(Self.withoutControls))
    }
  }

  /// A personal value without control characters, of which is kept what a store keeps of them.
  private static func withoutControls(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      // A carriage return and a line feed are one end.
      case 0x0A where last == "\r": break
      case 0x0A, 0x0D: clean.append("\u{2028}")
      case 0x09: clean.append(" ")
      case 0..<0x20, 0x7F: break
      default: clean.append(scalar)
      }
      last = scalar
    }
    return String(clean)
  }

  private func text(_ place: GivenPlace?) -> String? {
    switch place {
    case .text(let text): text
    case .understood(let place):
      "\(place.position.latitude.fixed(6)),\(place.position.longitude.fixed(6))"
    case nil: nil
    }
  }

  mutating func add(_ request: ReferralRequest) {
    switch request {
    case .open(let opening): add(opening)
    case .send(let sending), .onward(let sending):
      words.append(sending.code.text)
      add(sending.destination)
      add("ATTEMPT", sending.attempt)
      add("BY", sending.told)
      add("NEAR", text(sending.from))
      add("LIMIT", sending.limit)
      add("ID", sending.requestID)
    case .next(let next):
      words.append(next.code.text)
      add("NEAR", text(next.from))
      add("LIMIT", next.limit)
    case .step(let step): add(step)
    case .returnBack(let wish):
      words.append(wish.code.text)
      add("TO", wish.facilityID)
      add("ATTEMPT", wish.attempt)
      add("ID", wish.requestID)
    case .correct(let change):
      words.append(change.code.text)
      add(change.facts)
      add(change.personal)
      add("ID", change.requestID)
    case .record(let record):
      words.append(record.code.text)
      add(record.record)
      add(record.personal)
      add("ID", record.requestID)
    case .transport(let journey):
      words.append(journey.code.text)
      add("MODE", journey.leg?.mode)
      add("COST", journey.leg?.cost.map { Int($0) })
      add("ID", journey.requestID)
    case .list(let list):
      add("STATUS", list.status)
      add(flag: "OVERDUE", list.isOverdue)
      add("AFTER", list.after?.text)
      add("LIMIT", list.limit)
    case .show(let code, let reveal):
      words.append(code.text)
      add(flag: "REVEAL", reveal)
    case .find(let field, let value): add(field.option, value)
    case .clock(let code): words.append(code.text)
    case .letter(let code, let attempt, let form):
      words.append(code.text)
      add("ATTEMPT", attempt)
      add(flag: "HTML", form == .page)
    case .draft(let code, let form):
      words.append(code.text)
      add(flag: "HTML", form == .page)
    case .count, .figures: break
    case .calls(let limit): add("LIMIT", limit)
    }
  }

  private mutating func add(_ opening: OpenRequest) {
    if let place = text(opening.place) { words.append(place) }
    add(opening.destination)
    add("PRIORITY", opening.priority)
    add(flag: "PARALLEL", opening.isParallel)
    add("BRANCH", opening.branch)
    add("FROM", opening.originFacilityID)
    add("LIMIT", opening.limit)
    add(opening.facts)
    add(opening.personal)
    add("ID", opening.requestID)
  }

  private mutating func add(_ facts: CaseFactsChange) {
    add("CASE", facts.kind)
    add("OCCURRED", facts.occurredAt?.text)
    add("DIAGNOSED", facts.diagnosedAt?.text)
    add("EMPLOYED", facts.employedUntil?.text)
    add("REGION", facts.region)
    add("SEGMENT", facts.segment)
    add("PLACE", facts.place)
    if let criteria = facts.emergency {
      let words =
        criteria.isEmpty ? RequestWords.noCriterion.prefix(1) : criteria.map(\.rawValue)[...]
      add("EMERGENCY", words.joined(separator: ","))
    }
    add(flag: "CONFIDENTIAL", facts.isConfidential)
    add("LAWFULBASIS", facts.basis)
  }

  private mutating func add(_ step: StepRequest) {
    words.append(step.code.text)
    switch step.step {
    case .receive(let channel), .accept(let channel): add("BY", channel)
    case .reject(let reason): add("REASON", reason)
    case .hold(let reason): add("REASON", reason)
    case .cancel(let reason): add("REASON", reason)
    case .revoke(let reason):
      add("REASON", reason)
      words.append("ALL")
    case .fail(let reason): add("REASON", reason)
    case .answerLate(let accepted, let channel):
      add("ANSWER", (accepted ? RequestWords.acceptance : RequestWords.refusal).first)
      add("BY", channel)
    case .void(let reason): add("REASON", reason)
    case .depart, .arrive: break
    }
    add("ATTEMPT", step.attempt)
    add("BY", step.told)
    add(step.personal)
    add("ID", step.requestID)
    // The other steps name no candidates.
    guard case .reject = step.step else { return }
    add("NEAR", text(step.from))
    add("LIMIT", step.limit)
  }

  private mutating func add(_ record: CaseRecord) {
    switch record {
    case .report(let stage, let addressee, let time, let channel, let receipt):
      add("STAGE", stage)
      add("TO", addressee)
      add("AT", time.text)
      add("BY", channel)
      add("RECEIPT", receipt)
    case .notice(let notifier, let addressee, let time):
      add("FROM", notifier)
      add("TO", addressee)
      add("AT", time.text)
    case .outcome(let time): add("AT", time.text)
    case .guarantee(let state, let payer):
      add("STATE", state)
      add("PAYER", payer)
    case .conclusion(let conclusion): add("AS", conclusion)
    case .withdrawal: break
    case .closing(let withOpen): add(flag: "WITHOPEN", withOpen)
    case .priority(let priority, let reason):
      add("TO", priority)
      add("REASON", reason)
    }
  }
}
