import Formats
import Referrals
import Schema
import Wording

/// Answers about referrals, for a person or for a program.
enum ReferRendering {
  static func text(_ answer: SaidAnswer, _ format: ReferFormat) -> String {
    if let text = answer.text, format == .table { return text }
    switch format {
    case .json: return json(answer)
    case .csv: return csv(answer)
    case .table: return table(answer)
    }
  }

  private static func json(_ answer: SaidAnswer) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { object in
      object.member(
        "rows",
        array: { rows in
          for record in answer.records {
            rows.object { object in
              object.member("row", record.row)
              object.members(record.fields)
            }
          }
        })
      object.member(
        "notes",
        array: { notes in
          for note in answer.notes {
            notes.object {
              $0.member("code", note.code)
              $0.member("text", note.text)
            }
          }
        })
      if let text = answer.text { object.member("text", text) }
    }
    return json.text + "\n"
  }

  /// The rows of the kind that comes first; the header names their fields.
  private static func csv(_ answer: SaidAnswer) -> String {
    guard let first = answer.records.first else { return "" }
    var csv = CSVWriter()
    csv.row(first.fields.map(\.name))
    for record in answer.records where record.row == first.row {
      csv.row(record.fields.map(\.cell))
    }
    return csv.text
  }

  /// What the table of a CSV has no column for: rows of other kinds, and what a person must know.
  static func besideCSV(_ answer: SaidAnswer) -> [String] {
    let kinds = answer.records.map(\.row)
    var others: [String] = []
    for kind in kinds where kind != kinds.first && !others.contains(kind) { others.append(kind) }
    let left = others.joined(separator: ", ")
    let passedOver =
      others.isEmpty
      ? []
      : [
        say(
          id: "CSV hanya memuat baris \(kinds[0]); tidak dimuat: \(left) (pakai --format json)",
          en: "CSV holds the rows \(kinds[0]) only; left out: \(left) (use --format json)")
      ]
    return passedOver + answer.notes.map(\.text)
  }

  private static func table(_ answer: SaidAnswer) -> String {
    let terminal = Terminal.output
    func said(_ note: SaidAnswer.Note) -> [String] {
      terminal.wrapped("! " + note.text, indent: 0).map(terminal.warning)
    }
    var lines: [String] = []
    let isList = answer.records.count { if case .referral = $0 { true } else { false } } > 1
    var (hasHeading, hasTimeline) = (false, false)
    var calls = 0
    var province: String??
    for alarm in answer.notes where alarm.isAlarm { lines += said(alarm) }
    for (record, zone) in zip(answer.records, answer.zones) {
      let blocks = ReferBlocks(zone: zone)
      switch record {
      case .candidate(let row): lines += candidate(row)
      case .call(let row):
        calls += 1
        lines += ReferCallText(row: row, zone: zone).lines(calls)
      case .figure(let row):
        if province != .some(row.provinceCode) {
          lines.append(terminal.bold(ReferLabels.figures(row.provinceCode, row.asOf)))
        }
        province = row.provinceCode
        // What no record of a province is behind is said of the whole alone.
        if row.provinceCode == nil || row.state != .none {
          lines += terminal.wrapped(
            "\(row.measure.phrase.said): \(row.cell.phrase(in: row.unit).said)", indent: 2)
        }
      case .refused(let row):
        let count = row.cell.phrase(in: .count).said
        lines += terminal.wrapped(
          say(id: "ditolak: ", en: "refused: ") + "\(row.reason.phrase.said): \(count)", indent: 2)
      case .referral(let row) where isList:
        if !hasHeading { lines.append(terminal.bold(heading)) }
        hasHeading = true
        lines.append(blocks.summary(row))
      case .event(let row):
        if !hasTimeline { lines.append(terminal.bold(ReferLabels.label("event"))) }
        hasTimeline = true
        lines += blocks.event(row)
      default: lines += blocks.block(record)
      }
    }
    if answer.records.isEmpty { lines.append(say(id: "Tidak ada.", en: "There are none.")) }
    let rest = answer.notes.filter { !$0.isAlarm }
    if !rest.isEmpty { lines.append("") }
    lines += rest.flatMap(said)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func candidate(_ row: CandidateRow) -> [String] {
    let terminal = Terminal.output
    let away = "\(Words.distance(row.distanceM)) " + say(id: "garis lurus", en: "straight line")
    let phone =
      row.phone.map {
        say(id: "telp ", en: "phone ") + $0 + say(id: " (belum diverifikasi)", en: " (unverified)")
      }
      ?? say(
        id: "telepon tidak ada di daftar, tanyakan ke BPJS Ketenagakerjaan 175",
        en: "no phone in the list, ask BPJS Ketenagakerjaan, 175")
    let title = "\(row.rank). \(row.name)  [\(row.id)]"
    let basis = Language.current.basis(row.plkkBasis.value)
    let detail = [away, row.regency, phone, "PLKK: \(basis)"].filter { !$0.isEmpty }
      .joined(separator: " · ")
    return [terminal.bold(title)] + terminal.wrapped(detail, indent: 3)
  }

  /// What the columns of a list are.
  private static var heading: String {
    say(
      id: "kode  prioritas  keterangan  fasilitas  jawaban paling lambat",
      en: "code  priority  what it means  facility  answer due")
  }
}
