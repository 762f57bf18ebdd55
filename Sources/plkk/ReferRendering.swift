import Casework
import Formats
import LineProtocol
import Referrals

/// Answers about referrals, for a person or for a program.
enum ReferRendering {
  static func text(_ answer: CaseAnswer, _ format: OutputFormat) -> String {
    if let text = answer.text, format == .table { return text }
    switch format {
    case .json: return json(answer)
    case .csv: return csv(answer)
    default: return table(answer)
    }
  }

  private static func json(_ answer: CaseAnswer) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { object in
      object.member(
        "rows",
        array: { rows in
          for row in answer.rows {
            rows.object { object in
              object.member("row", row.kind)
              for field in row.fields { member(field, into: &object) }
            }
          }
        })
      object.member(
        "notes",
        array: { notes in
          for note in answer.notes {
            notes.object {
              $0.member("code", note.code)
              $0.member("text", say(note.phrase))
            }
          }
        })
      if let text = answer.text { object.member("text", text) }
    }
    return json.text + "\n"
  }

  private static func member(_ field: CaseAnswer.Field, into json: inout JSONWriter) {
    switch field.value {
    case .integer(let number): json.member(field.name, Int(number))
    case .meters(let meters): json.member(field.name, meters, decimals: 1)
    case .flag(let flag): json.member(field.name, flag)
    case .text, .time, .none: json.member(field.name, field.value.plain)
    }
  }

  /// The rows of the kind that comes first; the header names their fields.
  private static func csv(_ answer: CaseAnswer) -> String {
    guard let first = answer.rows.first else { return "" }
    var csv = CSVWriter()
    csv.row(first.fields.map(\.name))
    for row in answer.rows where row.kind == first.kind {
      csv.row(row.fields.map { $0.value.plain ?? "" })
    }
    return csv.text
  }

  private static func table(_ answer: CaseAnswer) -> String {
    let terminal = Terminal.output
    var lines: [String] = []
    for row in answer.rows {
      switch row.kind {
      case "candidate": lines += candidate(row)
      case "referral" where answer.rows.count(where: { $0.kind == "referral" }) > 1:
        lines.append(summary(row))
      default: lines += block(row, row.zone ?? answer.zone)
      }
    }
    if answer.rows.isEmpty {
      lines.append(say(id: "Tidak ada.", en: "There are none."))
    }
    if !answer.notes.isEmpty { lines.append("") }
    for note in answer.notes {
      let sentence = ReferWords.spoken(say(note.phrase), of: nil)
      lines += terminal.wrapped("! " + sentence, indent: 0).map(terminal.warning)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func candidate(_ row: CaseAnswer.Row) -> [String] {
    let terminal = Terminal.output
    func text(_ name: String) -> String { row[name]?.plain ?? "" }
    var away = ""
    if case .meters(let meters)? = row["distance_m"] {
      away = "\(Words.distance(meters)) " + say(id: "garis lurus", en: "straight line")
    }
    let phone =
      text("phone").isEmpty
      ? say(id: "telepon tidak ada di daftar", en: "no phone in the list")
      : say(id: "telp ", en: "phone ") + text("phone")
        + say(id: " (belum diverifikasi)", en: " (unverified)")
    let title = "\(text("rank")). \(text("name"))  [\(text("id"))]"
    let basis = ReferValues.words("plkk_basis", in: row.kind, text("plkk_basis"))
    let detail = [away, text("regency"), phone, "PLKK: \(basis ?? text("plkk_basis"))"]
      .filter { !$0.isEmpty }.joined(separator: " · ")
    return [terminal.bold(title)] + terminal.wrapped(detail, indent: 3)
  }

  /// One line of a list.
  static func summary(_ row: CaseAnswer.Row) -> String {
    ["code", "priority", "business_status", "facility_id", "answer_due_at"]
      .compactMap { name in row.fields.first { $0.name == name } }
      .compactMap { value($0, in: row.kind, row.zone) }.joined(separator: "  ")
  }

  private static func block(_ row: CaseAnswer.Row, _ zone: IndonesianZone?) -> [String] {
    let terminal = Terminal.output
    var lines = [terminal.bold(label(row.kind))]
    for field in row.fields {
      guard let value = value(field, in: row.kind, zone) else { continue }
      let name = inner[field.name].map { say(id: $0.0, en: $0.1) } ?? label(field.name)
      lines += terminal.wrapped("\(name): \(value)", indent: 2)
    }
    return lines
  }

  /// A value in a person's words; nil where there is nothing to say.
  private static func value(
    _ field: CaseAnswer.Field, in row: String, _ zone: IndonesianZone?
  ) -> String? {
    switch field.value {
    case .time(let instant): Vault.text(instant, in: zone)
    case .none where (row, field.name) == ("count", "count"):
      say(id: "kurang dari 5, tidak ditunjukkan", en: "fewer than 5, not shown")
    case .text(let code): ReferValues.words(field.name, in: row, code) ?? code
    case .integer(let rupiah) where field.name.hasSuffix("_idr"): Words.rupiah(rupiah)
    case .integer(let minutes) where (row, field.name) == ("clock", "minutes"):
      say(
        id: "\(minutes / 60) jam \(minutes % 60) menit", en: "\(minutes / 60) h \(minutes % 60) min"
      )
    case .flag(let flag): flag ? say(id: "ya", en: "yes") : say(id: "tidak", en: "no")
    case .meters(let meters): Words.distance(meters)
    default: field.value.plain
    }
  }

  private static func label(_ name: String) -> String {
    if let pair = labels[name] { return say(id: pair.0, en: pair.1) }
    return name.replacing("_", with: " ")
  }

  /// Names of fields that are names of rows too, where they begin a line of their own.
  private static let inner: [String: (String, String)] = [
    "attempt": ("nomor upaya", "attempt"), "count": ("banyaknya", "number"),
  ]

  private static let labels: [String: (String, String)] = [
    "receipt": ("Tercatat", "Recorded"), "referral": ("Rujukan", "Referral"),
    "attempt": ("Upaya", "Attempt"), "choice": ("Pilihan tujuan", "Choice of the destination"),
    "destination": ("Tujuan", "Destination"), "id": ("id", "id"),
    "plkk_basis": ("dasar PLKK", "PLKK basis"),
    "fact": ("Kasus", "Case"), "person": ("Orang", "Person"),
    "clock": ("Batas laporan", "Deadline"),
    "transport": ("Perjalanan", "Journeys"), "refund": ("Penggantian", "Refund"),
    "count": ("Jumlah", "Number"), "field": ("Isian", "Field"), "code": ("kode", "code"),
    "status": ("keadaan", "state"), "attempt_status": ("keadaan upaya", "state of the attempt"),
    "business_status": ("keterangan", "what it means"), "version": ("versi", "version"),
    "at": ("waktu", "time"), "priority": ("prioritas", "priority"), "kind": ("jenis", "kind"),
    "emergency": ("gawat darurat", "emergency"), "branch": ("cabang", "branch"),
    "opened_at": ("dibuka", "opened"), "attempts": ("upaya", "attempts"),
    "facility_id": ("id fasilitas", "facility id"), "facility": ("fasilitas", "facility"),
    "answer_due_at": ("jawaban paling lambat", "answer due"), "number": ("nomor", "number"),
    "phone": ("telepon", "phone"), "standing": ("keadaan PKS", "agreement"),
    "reason": ("alasan", "reason"), "sent_at": ("dikirim", "sent"),
    "answered_at": ("dijawab", "answered"),
    "unconfirmed": ("berangkat tanpa jawaban", "left unconfirmed"),
    "departed_at": ("berangkat", "left"), "arrived_at": ("tiba", "arrived"),
    "segment": ("segmen", "segment"), "occurred_at": ("waktu kejadian", "time of the accident"),
    "diagnosed_at": ("diagnosis", "diagnosed"),
    "employed_until": ("bekerja sampai", "employed until"),
    "place": ("tempat", "place"), "region_code": ("wilayah", "region"),
    "body_part": ("bagian tubuh", "body part"), "cause": ("penyebab", "cause"),
    "confidential": ("rahasia", "confidential"), "basis": ("dasar pemrosesan", "ground"),
    "masked": ("disamarkan", "masked"), "stage": ("tahap", "stage"),
    "progress": ("laporan", "report"),
    "timing": ("waktu", "timing"), "minutes": ("sisa atau lewat", "time left or over"),
    "started_at": ("sejak", "since"),
    "due_at": ("batas", "due"), "zone": ("zona", "zone"),
    "bpjs_tk_at": ("ke BPJS TK", "to BPJS TK"),
    "disnaker_at": ("ke Disnaker", "to Disnaker"), "source": ("sumber", "source"),
    "modes": ("angkutan", "means"), "spent_idr": ("biaya", "spent"),
    "cap_idr": ("batas", "cap"), "covered_idr": ("diganti", "refunded"),
    "own_cost_idr": ("biaya sendiri", "own cost"), "chosen": ("dipilih", "chosen"),
    "measured_from": ("diukur dari", "measured from"),
    "tried_before": ("sudah dicoba", "tried before"),
    "position": ("posisi kejadian", "place of the accident"),
    "latitude": ("lintang", "latitude"), "longitude": ("bujur", "longitude"),
    "regency": ("kabupaten/kota", "regency"), "name": ("nama", "name"),
    "notifier_name": ("pelapor", "who tells"),
    "notifier_phone": ("telepon pelapor", "phone of who tells"),
    "chronology": ("kronologi", "what happened"), "employer": ("pemberi kerja", "employer"),
    "employer_number": ("NPP/nomor proyek", "employer number"), "note": ("catatan", "note"),
    "label": ("isian", "field"), "value": ("nilai", "value"),
    "province_code": ("provinsi", "province"),
  ]
}
