import Application
import Facilities
import Formats
import Referrals
import Schema
import Wording

/// What fields of rows about referrals, and values that have no type of their own, are called.
enum ReferLabels {
  /// The label of a row or field.
  static func label(_ name: String) -> String {
    labels[name].map { say(id: $0.0, en: $0.1) } ?? name.replacing("_", with: " ")
  }

  /// The label of a field inside a block.
  static func inner(_ name: String) -> String {
    inner[name].map { say(id: $0.0, en: $0.1) } ?? label(name)
  }

  /// What happened.
  static func event(_ word: String) -> String {
    events[word].map { say(id: $0.0, en: $0.1) } ?? word
  }

  /// What distances are measured from.
  static func measuredFrom(_ word: String) -> String {
    switch word {
    case "patient":
      say(id: "fasilitas tempat pasien berada", en: "the facility where the patient is")
    case "position": say(id: "posisi yang diberikan", en: "the position given")
    case "recorded_position":
      say(id: "posisi saat rujukan dibuka", en: "the position recorded at the opening")
    default: word
    }
  }

  /// Whose figures they are, and when they were counted; nil stands for everything.
  static func figures(_ province: String?, _ at: Instant) -> String {
    switch province {
    case nil:
      say(id: "Semua rujukan, ", en: "All referrals, ") + StoreSession.text(at)
    case "": say(id: "Tanpa provinsi", en: "No province")
    case let code?: say(id: "Provinsi ", en: "Province ") + code
    }
  }

  /// The criteria of an emergency that are met.
  static func criteria(_ criteria: [EmergencyCriterion]) -> String {
    criteria.isEmpty
      ? say(id: "tidak ada kriteria", en: "no criterion")
      : criteria.map(\.phrase.said).joined(separator: ", ")
  }

  /// What of a case is open.
  static func open(_ items: [OpenItem]) -> String {
    items.map(\.phrase.said).joined(separator: "; ")
  }

  /// What a special hospital is for.
  static func specialty(_ specialty: HospitalSpecialty) -> String {
    switch specialty {
    case .dental: say(id: "gigi dan mulut", en: "teeth")
    case .eye: say(id: "mata", en: "eyes")
    case .psychiatric: say(id: "jiwa", en: "psychiatric")
    case .maternity: say(id: "ibu dan anak", en: "maternity")
    case .other: say(id: "kekhususan lain", en: "another specialty")
    }
  }

  /// Where a report stands against its deadline.
  static func timing(_ timing: ClockRow.TimingWord) -> String {
    switch timing {
    case .notYetDue: say(id: "belum jatuh tempo", en: "not yet due")
    case .soon: say(id: "segera jatuh tempo", en: "due soon")
    case .late: say(id: "terlambat", en: "late")
    case .sentInTime: say(id: "terkirim tepat waktu", en: "sent in time")
    case .sentLate: say(id: "terkirim terlambat", en: "sent late")
    case .startUnknown: say(id: "waktu mulai belum diketahui", en: "start not known")
    case .notStarted: say(id: "belum mulai", en: "not started")
    case .noEmployer: say(id: "tanpa pemberi kerja", en: "no employer")
    case .ruleNotHeld: say(id: "aturan tidak tersedia", en: "no rule for that date")
    }
  }

  /// Why an attempt ended, whichever list of reasons it is from.
  static func reason(_ code: String) -> String {
    let reasons: [(any Worded)?] = [
      RejectionReason(rawValue: code), CancellationReason(rawValue: code),
      FailureReason(rawValue: code), HoldReason(rawValue: code), ErrorReason(rawValue: code),
      PriorityReason(rawValue: code),
    ]
    return reasons.compactMap(\.self).first?.phrase.said ?? code
  }

  /// A detail of an event in words; nil where nothing is known.
  static func said(_ field: RecordField, in zone: IndonesianZone?) -> String? {
    switch field.value {
    case .null: return nil
    case .flag(let flag): return flag ? say(id: "ya", en: "yes") : say(id: "tidak", en: "no")
    case .integer(let rupiah) where field.name.hasSuffix("_idr"):
      return Words.rupiah(Int64(rupiah))
    case .text(let text):
      if field.name.hasSuffix("_at") || field.name == "employed_until",
        let instant = try? TimeText.read(text, zone: nil)
      {
        return StoreSession.text(instant, in: zone)
      }
      return coded(field.name, text) ?? text
    default: return field.cell
    }
  }

  /// A coded detail in words; nil where it is none.
  private static func coded(_ name: String, _ code: String) -> String? {
    let value: (any Worded)?
    switch name {
    case "priority": value = Priority(rawValue: code)
    case "standing": value = MembershipSnapshot(rawValue: code)
    case "business_status": value = BusinessStatus(rawValue: code)
    case "channel": value = Channel(rawValue: code)
    case "stage": value = ReportStage(rawValue: code)
    case "to": value = NoticeAddressee(rawValue: code)
    case "from": value = Notifier(rawValue: code)
    case "guarantee": value = GuarantorState(rawValue: code)
    case "payer": value = Guarantor(rawValue: code)
    case "conclusion": value = Conclusion(rawValue: code)
    case "modes": value = TransportMode(rawValue: code)
    case "kind": value = CaseKind(rawValue: code)
    case "segment": value = Segment(rawValue: code)
    case "place": value = PlaceCategory(rawValue: code)
    case "lawful_basis": value = LawfulBasis(rawValue: code)
    case "reason": return reason(code)
    case "emergency":
      return criteria(code.split(separator: ",").compactMap { .init(rawValue: String($0)) })
    case "open": return open(code.split(separator: ",").compactMap { .init(code: String($0)) })
    default: return nil
    }
    return value?.phrase.said
  }

  private static let events: [String: (String, String)] = [
    "opened": ("dibuka", "opened"), "planned": ("pengajuan disusun", "attempt written"),
    "sent": ("dikirim", "sent"), "receive": ("dibaca atau ditelepon", "seen or phoned"),
    "accept": ("diterima", "accepted"), "reject": ("ditolak", "refused"),
    "depart": ("pasien berangkat", "the patient left"), "hold": ("ditunda", "waiting"),
    "arrive": ("pasien tiba", "the patient arrived"), "cancel": ("dibatalkan", "called off"),
    "fail": ("gagal", "came to nothing"),
    "mark-in-error": ("salah input", "entered in error"),
    "answer-late": ("jawaban setelah berangkat", "answer after the departure"),
    "onward": ("dirujuk lanjut", "referred onward"), "return": ("dirujuk balik", "referred back"),
    "revoked": ("seluruhnya dibatalkan", "called off as a whole"),
    "voided": ("seluruhnya salah input", "entered in error as a whole"),
    "corrected": ("dikoreksi", "corrected"), "reported": ("laporan terkirim", "report sent"),
    "notified": ("pemberitahuan dugaan", "notice of suspicion"),
    "outcome": ("surat dokter", "doctor's letter"),
    "guaranteed": ("keputusan penjamin", "guarantor's decision"),
    "concluded": ("kesimpulan", "conclusion"), "travelled": ("perjalanan", "journey"),
    "frozen": ("persetujuan ditarik", "consent withdrawn"),
    "closed": ("kasus ditutup", "case closed"),
    "prioritized": ("prioritas diubah", "priority changed"),
  ]

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

extension Phrase {
  /// In the language of this run.
  var said: String { text(.current) }
}
