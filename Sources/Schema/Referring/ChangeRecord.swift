public import Application
internal import Formats
internal import Referrals

/// A change of a referral as watchers receive it; nothing personal and nothing clinical.
public enum ChangeRecord {
  /// The change as one JSON object on one line, as it is pushed to those who watch.
  public static func json(_ news: ReferralNews) -> String {
    var json = JSONWriter()
    json.object { $0.members(fields(news)) }
    return json.text
  }

  /// Its fields; `candidates` only where a facility refused after the patient had left.
  public static func fields(_ news: ReferralNews) -> [RecordField] {
    let change = news.change
    var fields = [
      RecordField("event", .text(change.word)), RecordField("code", .text(change.code.text)),
      RecordField("at", .text(change.at.iso8601())), RecordField("branch", .text(change.branch)),
      RecordField("priority", .text(change.priority.rawValue)),
      RecordField("emergency", .flag(change.isEmergency)),
      RecordField("status", .text(change.status.rawValue)),
    ]
    if let attempt = change.attempt {
      fields += [
        RecordField("attempt", .integer(attempt.number)),
        RecordField(
          "facility_id", attempt.destination.map { .text($0.facilityID) } ?? .null),
        RecordField("attempt_status", .text(attempt.status.rawValue)),
        RecordField("business_status", .text(attempt.business(at: change.at).rawValue)),
        RecordField("reason", attempt.reason.map { .text($0) } ?? .null),
        RecordField(
          "answer_due_at", attempt.answerDueAt.map { .text($0.iso8601()) } ?? .null),
      ]
    }
    if let next = news.next {
      fields.append(
        RecordField(
          "candidates",
          .objects(
            next.hits.enumerated().map {
              RecordEncoder.fields(CandidateRow($0.element, rank: $0.offset + 1))
            })))
    }
    return fields
  }
}
