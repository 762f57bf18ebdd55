import Application
import Formats
import LineProtocol
import Referrals
import Schema
import Wording

/// Answers about referrals as lines: the kind of the row, then `name=value` with tabs between; or one
/// JSON object a line.
enum ReferralLines {
  /// The answer as the session writes it.
  static func reply(_ answer: ReferralAnswer, _ session: Session) -> Reply {
    guard session.isRecord else { return reply(answer, session.form, session.language) }
    let said = SaidAnswer(answer) {
      $0.phrase.text(session.language, in: .commandLine(session.language))
    }
    return .lines(said.lines.map(Reply.text))
  }

  static func reply(
    _ answer: ReferralAnswer, _ form: DirectorySnapshot.Form, _ language: ReplyLanguage
  ) -> Reply {
    var lines: [String] = []
    if let text = answer.text {
      if form == .json {
        lines.append(RecordField.object("text", [RecordField("text", .text(text))]))
      } else {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
          lines.append("text\t\(line)")
        }
        if text.hasSuffix("\n") { lines.removeLast() }
      }
    } else {
      for record in answer.records {
        lines.append(
          form == .json
            ? RecordField.object(record.row, record.fields) : line(record.row, record.fields))
      }
    }
    for advisory in answer.advisories {
      let fields = [
        RecordField("code", .text(advisory.code)),
        RecordField("text", .text(advisory.phrase.text(language, in: .lines))),
      ]
      lines.append(form == .json ? RecordField.object("note", fields) : line("note", fields))
    }
    return .lines(lines.map(Reply.text))
  }

  /// What is not known is left out.
  private static func line(_ kind: String, _ fields: [RecordField]) -> String {
    fields.reduce(into: kind) { line, field in
      if field.value == .null { return }
      line += "\t\(field.name)=" + field.cell.map { $0 == "\t" ? " " : String($0) }.joined()
    }
  }
}
