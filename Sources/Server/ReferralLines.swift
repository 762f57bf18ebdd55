import Casework
import Formats
import LineProtocol
import Referrals
import Application
import Storage

/// Answers about referrals as lines: the kind of the row, then `name=value` with tabs between; or one
/// JSON object a line.
enum ReferralLines {
  static func reply(
    _ answer: CaseAnswer, _ form: ServedList.Form, _ language: ReplyLanguage
  ) -> Reply {
    var lines: [String] = []
    if let text = answer.text {
      if form == .json {
        lines.append(object("text", [("text", .text(text))]))
      } else {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
          lines.append("text\t\(line)")
        }
        if text.hasSuffix("\n") { lines.removeLast() }
      }
    } else {
      for row in answer.rows {
        let fields = row.fields.map { ($0.name, $0.value) }
        lines.append(form == .json ? object(row.kind, fields) : line(row.kind, fields))
      }
    }
    for note in answer.notes {
      let fields: [(String, CaseAnswer.Value)] = [
        ("code", .text(note.code)), ("text", .text(note.phrase.text(language))),
      ]
      lines.append(form == .json ? object("note", fields) : line("note", fields))
    }
    return .lines(lines.map(Reply.text))
  }

  /// What is not known is left out.
  private static func line(_ kind: String, _ fields: [(String, CaseAnswer.Value)]) -> String {
    fields.reduce(into: kind) { line, field in
      guard let value = field.1.plain else { return }
      line += "\t\(field.0)=" + value.map { $0 == "\t" ? " " : String($0) }.joined()
    }
  }

  private static func object(_ kind: String, _ fields: [(String, CaseAnswer.Value)]) -> String {
    var json = JSONWriter()
    json.object { object in
      object.member("row", kind)
      for (name, value) in fields {
        switch value {
        case .integer(let number): object.member(name, Int(number))
        case .meters(let meters): object.member(name, meters, decimals: 1)
        case .flag(let flag): object.member(name, flag)
        case .text, .time, .none: object.member(name, value.plain)
        }
      }
    }
    return json.text
  }

  /// A change as it is pushed to those who watch.
  static func json(_ change: ReferralChange) -> String {
    var json = JSONWriter()
    json.object {
      $0.member("event", change.word)
      $0.member("code", change.code.text)
      $0.member("at", change.at.iso8601())
      $0.member("branch", change.branch)
      $0.member("priority", change.priority.rawValue)
      $0.member("emergency", change.isEmergency)
      $0.member("status", change.status.rawValue)
      if let attempt = change.attempt {
        $0.member("attempt", attempt.number)
        $0.member("facility_id", attempt.destination?.facilityID)
        $0.member("attempt_status", attempt.status.rawValue)
        $0.member("business_status", attempt.business(at: change.at).rawValue)
        $0.member("reason", attempt.reason)
        $0.member("answer_due_at", attempt.answerDueAt?.iso8601())
      }
    }
    return json.text
  }
}
