public import Application
public import Referrals

/// Something that was recorded of a referral, with the values that belong to it: of those that its kind
/// of event has, all; of the others none.
public struct EventRow: Hashable, Sendable {
  /// The version of the referral that it made, from 1.
  public var number: Int
  /// When.
  public var at: Instant
  /// Who, as an opaque id of a token.
  public var actor: String
  /// What; the word of the log.
  public var event: String
  /// The attempt concerned.
  public var attempt: Int?
  /// What belongs to its kind.
  public var details: [RecordField]
  /// The personal values that were recorded with it, by the names of their fields.
  public var personal: [PersonalField]
  /// Their texts, masked unless revealed.
  public var texts: [RecordField]

  init(_ entry: TimelineEntry) {
    number = entry.version
    at = entry.at
    actor = entry.actor
    event = entry.body.word
    attempt = entry.body.attempt
    details = Self.details(entry.body)
    personal = entry.personal.map(\.field).filter { $0 != .note && $0 != .position }
    texts = entry.personal.filter { $0.field != .position }.map {
      RecordField($0.field.rawValue, .text($0.text))
    }
  }

  /// All fields, in order.
  var fields: [RecordField] {
    var fields = [
      RecordField("number", .integer(number)), RecordField("at", .text(at.iso8601())),
      RecordField("actor", .text(actor)), RecordField("event", .text(event)),
      RecordField("attempt", attempt.map { .integer($0) } ?? .null),
    ]
    fields += details
    if !personal.isEmpty {
      fields.append(
        RecordField("personal", .text(personal.map(\.rawValue).joined(separator: ","))))
    }
    return fields + texts
  }

  /// Reads them back.
  init(fields: [RecordField]) throws(DecodingError) {
    let head = try RecordDecoder.record(Head.self, from: fields)
    number = head.number
    at = head.at
    actor = head.actor
    event = head.event
    attempt = head.attempt
    personal = (head.personal ?? "").split(separator: ",").compactMap {
      PersonalField(rawValue: String($0))
    }
    let sealed = Set(PersonalField.allCases.map(\.rawValue))
    let known = Set(["row", "number", "at", "actor", "event", "attempt", "personal"])
    let rest = fields.filter { !known.contains($0.name) }
    texts = rest.filter { sealed.contains($0.name) && (head.personal != nil || $0.name == "note") }
    let names = Set(texts.map(\.name))
    details = rest.filter { !names.contains($0.name) }
  }

  private struct Head: Codable {
    var number: Int
    var at: Instant
    var actor: String
    var event: String
    var attempt: Int?
    var personal: String?
  }

  /// What an event says beside its word.
  private static func details(_ body: EventBody) -> [RecordField] {
    func word(_ name: String, _ value: (some RawRepresentable<String>)?) -> RecordField {
      RecordField(name, value.map { .text($0.rawValue) } ?? .null)
    }
    func time(_ name: String, _ instant: Instant) -> RecordField {
      RecordField(name, .text(instant.iso8601()))
    }
    switch body {
    case .opened(_, let opening): return [word("priority", opening.priority)]
    case .planned(_, let destination):
      return [RecordField("facility_id", destination.map { .text($0.facilityID) } ?? .null)]
    case .sent(_, let destination, let due):
      return [
        RecordField("facility_id", .text(destination.facilityID)),
        word("standing", destination.standing), time("answer_due_at", due),
      ]
    case .stepped(let step):
      return [
        word("business_status", step.business),
        RecordField("reason", step.reason.map { .text($0) } ?? .null),
        word("channel", step.channel),
      ]
    case .answeredLate(_, let accepted, let channel):
      return [RecordField("accepted", .flag(accepted)), word("channel", channel)]
    case .returned(_, let code): return [RecordField("code", .text(code.text))]
    case .revoked(let reason): return [word("reason", reason)]
    case .voided(let reason): return [word("reason", reason)]
    case .corrected(let facts): return RecordEncoder.fields(FactRow(facts))
    case .reported(let report):
      return [
        word("stage", report.stage), word("to", report.to), time("sent_at", report.sentAt),
        word("channel", report.channel),
        RecordField("receipt", report.receipt.map { .text($0) } ?? .null),
      ]
    case .notified(let notice):
      return [word("from", notice.by), word("to", notice.to), time("sent_at", notice.at)]
    case .outcome(let letterAt): return [time("letter_at", letterAt)]
    case .guaranteed(let state, let payer):
      return [word("guarantee", state), word("payer", payer)]
    case .concluded(let conclusion): return [word("conclusion", conclusion)]
    case .travelled(let leg):
      return [
        word("modes", leg.mode),
        RecordField("spent_idr", leg.cost.map { .integer(Int($0)) } ?? .null),
      ]
    case .prioritized(let priority, let reason):
      return [word("priority", priority), word("reason", reason)]
    case .closedWithOpen(let items):
      return [RecordField("open", .text(items.map(\.code).joined(separator: ",")))]
    case .frozen, .closed: return []
    }
  }
}
