internal import Formats
internal import LineProtocol
internal import Referrals
internal import Application
internal import Storage

extension Casework {
  /// The rows of all that was recorded, in order: who, when, what, and the words that belong to it.
  func add(_ timeline: [TimelineEntry], to answer: inout CaseAnswer) {
    for entry in timeline {
      var fields: [(String, CaseAnswer.Value)] = [
        ("number", .integer(Int64(entry.version))), ("at", .time(entry.at)),
        ("actor", .text(entry.actor)), ("event", .text(entry.body.word)),
        ("attempt", entry.body.attempt.map { .integer(Int64($0)) } ?? .none),
      ]
      fields += Self.details(entry.body)
      let names = entry.personal.map(\.field).filter { $0 != .note && $0 != .position }
      if !names.isEmpty {
        fields.append(("personal", .text(names.map(\.rawValue).joined(separator: ","))))
      }
      for value in entry.personal where value.field != .position {
        // Beside a note, a value in clear is told only where it was asked for.
        fields.append((value.field.rawValue, .text(value.text)))
      }
      answer.add("event", fields)
    }
  }

  /// What an event says beside its word.
  private static func details(_ body: EventBody) -> [(String, CaseAnswer.Value)] {
    switch body {
    case .opened(_, let opening):
      return [("priority", .text(opening.priority.rawValue))]
    case .planned(_, let destination):
      return [("facility_id", destination.map { .text($0.facilityID) } ?? .none)]
    case .sent(_, let destination, let due):
      return [
        ("facility_id", .text(destination.facilityID)),
        ("standing", .text(destination.standing.rawValue)), ("answer_due_at", .time(due)),
      ]
    case .stepped(let step):
      return [
        ("business_status", .text(step.business.rawValue)),
        ("reason", step.reason.map { .text($0) } ?? .none),
      ]
    case .answeredLate(_, let accepted, let channel):
      return [("accepted", .flag(accepted)), ("channel", .text(channel.rawValue))]
    case .returned(_, let code): return [("code", .text(code.text))]
    case .revoked(let reason): return [("reason", .text(reason.rawValue))]
    case .voided(let reason): return [("reason", .text(reason.rawValue))]
    case .corrected(let facts): return fields(facts)
    case .reported(let report):
      return [
        ("stage", .text(report.stage.rawValue)), ("to", .text(report.to.rawValue)),
        ("sent_at", .time(report.sentAt)), ("channel", .text(report.channel.rawValue)),
        ("receipt", report.receipt.map { .text($0) } ?? .none),
      ]
    case .notified(let notice):
      return [
        ("from", .text(notice.by.rawValue)), ("to", .text(notice.to.rawValue)),
        ("sent_at", .time(notice.at)),
      ]
    case .outcome(let letterAt): return [("letter_at", .time(letterAt))]
    case .guaranteed(let state, let payer):
      return [
        ("guarantee", .text(state.rawValue)), ("payer", payer.map { .text($0.rawValue) } ?? .none),
      ]
    case .concluded(let conclusion): return [("conclusion", .text(conclusion.rawValue))]
    case .travelled(let leg):
      return [
        ("modes", .text(leg.mode.rawValue)), ("spent_idr", leg.cost.map { .integer($0) } ?? .none),
      ]
    case .prioritized(let priority, let reason):
      return [("priority", .text(priority.rawValue)), ("reason", .text(reason.rawValue))]
    case .closedWithOpen(let items):
      return [("open", .text(items.map(\.phrase.id).joined(separator: "; ")))]
    case .frozen, .closed: return []
    }
  }

  /// The facts of a case as fields.
  static func fields(_ facts: CaseFacts) -> [(String, CaseAnswer.Value)] {
    let criteria = facts.emergency.map(\.rawValue).joined(separator: ",")
    func time(_ instant: Instant?) -> CaseAnswer.Value { instant.map { .time($0) } ?? .none }
    return [
      ("kind", .text(facts.kind.rawValue)),
      ("segment", facts.segment.map { .text($0.rawValue) } ?? .none),
      ("occurred_at", time(facts.occurredAt)), ("diagnosed_at", time(facts.diagnosedAt)),
      ("employed_until", time(facts.employmentEndedAt)),
      ("place", facts.place.map { .text($0.rawValue) } ?? .none),
      ("region_code", .text(facts.regionCode)),
      (
        "emergency",
        facts.emergencyAsked ? .text(criteria.isEmpty ? "tidak-ada" : criteria) : .none
      ),
      ("body_part", facts.bodyPart.map { .text($0) } ?? .none),
      ("cause", facts.cause.map { .text($0) } ?? .none),
      ("confidential", .flag(facts.isConfidential)),
      ("lawful_basis", .text(facts.basis.rawValue)),
    ]
  }
}
