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
              $0.member("text", note.phrase.text(.current))
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
        if lines.isEmpty { lines.append(terminal.bold(heading)) }
        lines.append(summary(row))
      case "event":
        if !lines.contains(terminal.bold(label("event"))) {
          lines.append(terminal.bold(label("event")))
        }
        lines += event(row, row.zone ?? answer.zone)
      default: lines += block(row, row.zone ?? answer.zone)
      }
    }
    if answer.rows.isEmpty {
      lines.append(say(id: "Tidak ada.", en: "There are none."))
    }
    if !answer.notes.isEmpty { lines.append("") }
    for note in answer.notes {
      let sentence = ReferWords.said(note.phrase)
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
      ? say(
        id: "telepon tidak ada di daftar, tanyakan ke BPJS Ketenagakerjaan 175",
        en: "no phone in the list, ask BPJS Ketenagakerjaan, 175")
      : say(id: "telp ", en: "phone ") + text("phone")
        + say(id: " (belum diverifikasi)", en: " (unverified)")
    let title = "\(text("rank")). \(text("name"))  [\(text("id"))]"
    let basis = ReferValues.words("plkk_basis", in: row.kind, text("plkk_basis"))
    let detail = [away, text("regency"), phone, "PLKK: \(basis ?? text("plkk_basis"))"]
      .filter { !$0.isEmpty }.joined(separator: " · ")
    return [terminal.bold(title)] + terminal.wrapped(detail, indent: 3)
  }

  /// What the columns of a list are.
  private static var heading: String {
    say(
      id: "kode  prioritas  keterangan  fasilitas  jawaban paling lambat",
      en: "code  priority  what it means  facility  answer due")
  }

  /// One line of a list.
  static func summary(_ row: CaseAnswer.Row) -> String {
    var parts = ["code", "priority", "business_status", "facility_id", "answer_due_at"]
      .compactMap { name in row.fields.first { $0.name == name } }
      .compactMap { value($0, in: row.kind, row.zone) }
    if case .time? = row["closed_at"] { parts.append(say(id: "DITUTUP", en: "CLOSED")) }
    if case .time? = row["frozen_at"] { parts.append(say(id: "DIBEKUKAN", en: "FROZEN")) }
    return parts.joined(separator: "  ")
  }

  /// One entry of the timeline: when, what and by whom, then what belongs to it.
  private static func event(_ row: CaseAnswer.Row, _ zone: IndonesianZone?) -> [String] {
    let head = ["at", "event", "attempt", "actor"]
    let said = Dictionary(
      row.fields.compactMap { field in
        value(field, in: row.kind, zone).map { (field.name, $0) }
      }
    ) { first, _ in first }
    var line = "\(said["at"] ?? "")  \(said["event"] ?? "")"
    if let attempt = said["attempt"] {
      line += say(id: " (pengajuan ke-\(attempt))", en: " (attempt \(attempt))")
    }
    line += say(id: " oleh ", en: " by ") + (said["actor"] ?? "")
    let details = row.fields.filter { !head.contains($0.name) && $0.name != "number" }
      .compactMap { field in said[field.name].map { "\(label(field.name)): \($0)" } }
    return Terminal.output.wrapped(line, indent: 2)
      + (details.isEmpty
        ? [] : Terminal.output.wrapped(details.joined(separator: "; "), indent: 4))
  }

  private static func block(_ row: CaseAnswer.Row, _ zone: IndonesianZone?) -> [String] {
    let terminal = Terminal.output
    let title = row.kind == "receipt" ? say(id: "Tercatat", en: "Recorded") : label(row.kind)
    var lines = [terminal.bold(title)]
    for field in row.fields {
      guard let value = value(field, in: row.kind, zone) else { continue }
      let name = Self.name(field, in: row)
      lines += terminal.wrapped("\(name): \(value)", indent: 2)
    }
    return lines
  }

  /// The label of a field where it stands.
  private static func name(_ field: CaseAnswer.Field, in row: CaseAnswer.Row) -> String {
    if (row.kind, field.name) == ("clock", "minutes") {
      return row["timing"]?.plain?.hasPrefix("ter") == true
        ? say(id: "terlambat", en: "late by") : say(id: "sisa waktu", en: "time left")
    }
    return inner[field.name].map { say(id: $0.0, en: $0.1) } ?? label(field.name)
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
    // What is usual is not said.
    case .flag(false) where field.name == "unconfirmed": nil
    case .integer(let meters) where field.name == "approximate_m":
      say(id: "sampai ", en: "up to ") + Words.distance(Double(meters))
    case .integer(let degrees) where field.name == "bearing_deg":
      Words.direction(Double(degrees))
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
    "attempt": ("pengajuan ke", "attempt"), "count": ("banyaknya", "number"),
  ]

  private static let labels: [String: (String, String)] = [
    "referral": ("Rujukan", "Referral"),
    "attempt": ("Pengajuan", "Attempt"), "choice": ("Pilihan tujuan", "Choice of the destination"),
    "destination": ("Tujuan", "Destination"), "id": ("id", "id"),
    "plkk_basis": ("dasar PLKK", "PLKK basis"),
    "fact": ("Kasus", "Case"), "person": ("Data pasien", "Patient's data"),
    "case": ("Penjaminan dan penutupan", "Guarantee and closing"),
    "event": ("Riwayat", "History"), "guarantee": ("penjaminan", "guarantee"),
    "payer": ("penjamin", "payer"), "conclusion": ("kesimpulan", "conclusion"),
    "letter_at": ("surat dokter", "doctor's letter"), "closed_at": ("ditutup", "closed"),
    "frozen_at": ("dibekukan", "frozen"), "open": ("masih terbuka", "still open"),
    "receipt": ("nomor tanda terima", "receipt"), "channel": ("lewat", "by"),
    "accepted": ("diterima", "accepted"), "to": ("kepada", "to"), "from": ("dari", "from"),
    "personal": ("data pasien yang dicatat", "personal data recorded"),
    "approximate_m": ("PERKIRAAN, bisa meleset", "APPROXIMATE, may be off"),
    "patient_at": ("pasien berada di", "the patient is at"),
    "distance_m": ("jarak garis lurus", "straight-line distance"),
    "bearing_deg": ("arah", "direction"),
    "nearer": ("yang layak dan lebih dekat", "eligible and nearer"),
    "specialty": ("rumah sakit khusus", "special hospital"),
    "refused_late_at": ("DITOLAK SETELAH BERANGKAT", "REFUSED AFTER DEPARTURE"),
    "employer_address": ("alamat pemberi kerja", "employer's address"),
    "employer_phone": ("telepon pemberi kerja", "employer's phone"),
    "birth_date": ("tanggal lahir", "date of birth"), "address": ("alamat", "address"),
    "job": ("pekerjaan", "job"), "witnesses": ("saksi", "witnesses"),
    "lawful_basis": ("dasar hukum pemrosesan", "ground of processing"),
    "clock": ("Batas laporan", "Deadline"),
    "transport": ("Perjalanan", "Journeys"), "refund": ("Penggantian", "Refund"),
    "count": ("Jumlah", "Number"), "field": ("Isian", "Field"), "code": ("kode", "code"),
    "status": ("keadaan", "state"), "attempt_status": ("status pengajuan", "state of the attempt"),
    "business_status": ("keterangan", "what it means"), "version": ("versi", "version"),
    "at": ("waktu", "time"), "priority": ("prioritas", "priority"), "kind": ("jenis", "kind"),
    "emergency": ("gawat darurat", "emergency"), "branch": ("cabang", "branch"),
    "opened_at": ("dibuka", "opened"), "attempts": ("pengajuan", "attempts"),
    "facility_id": ("id fasilitas", "facility id"), "facility": ("fasilitas", "facility"),
    "answer_due_at": ("jawaban paling lambat", "answer due"), "number": ("nomor", "number"),
    "phone": ("telepon", "phone"), "standing": ("keadaan PKS", "agreement"),
    "reason": ("alasan", "reason"), "sent_at": ("dikirim", "sent"),
    "answered_at": ("dijawab", "answered"),
    "unconfirmed": ("berangkat sebelum dijawab", "left before an answer"),
    "departed_at": ("berangkat", "left"), "arrived_at": ("tiba", "arrived"),
    "segment": ("segmen", "segment"), "occurred_at": ("waktu kejadian", "time of the accident"),
    "diagnosed_at": ("diagnosis", "diagnosed"),
    "employed_until": ("bekerja sampai", "employed until"),
    "place": ("tempat", "place"), "region_code": ("wilayah", "region"),
    "body_part": ("bagian tubuh", "body part"), "cause": ("penyebab", "cause"),
    "confidential": ("rahasia", "confidential"),
    "masked": ("disamarkan", "masked"), "stage": ("tahap", "stage"),
    "progress": ("laporan", "report"),
    "timing": ("status", "status"),
    "started_at": ("sejak", "since"),
    "due_at": ("batas", "due"), "zone": ("zona", "zone"),
    "bpjs_tk_at": ("ke BPJS TK", "to BPJS TK"),
    "disnaker_at": ("ke Disnaker", "to Disnaker"), "source": ("sumber", "source"),
    "modes": ("angkutan", "means"), "spent_idr": ("biaya", "spent"),
    "cap_idr": ("batas", "cap"), "covered_idr": ("diganti paling banyak", "refunded at most"),
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
