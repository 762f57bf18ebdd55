import Formats
import Wording
import Casework
import Facilities
import LineProtocol
import Referrals

/// Coded values of referrals in words for people; machine formats keep the codes.
enum ReferValues {
  /// What a value of a field says, or nil where its values are not codes.
  ///
  /// - Parameters:
  ///   - field: Name of the field.
  ///   - row: Kind of the row that it stands in.
  ///   - code: The value; several with commas between.
  static func words(_ field: String, in row: String, _ code: String) -> String? {
    guard let word = reader(field, row) else { return nil }
    let words = code.split(separator: ",").compactMap { word(String($0)) }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private static func reader(_ field: String, _ row: String) -> ((String) -> String?)? {
    switch (row, field) {
    case ("attempt", "status"), (_, "attempt_status"): reader(AttemptStatus.self)
    case (_, "status"): reader(RequestStatus.self)
    case (_, "business_status"): reader(BusinessStatus.self)
    case (_, "priority"): reader(Priority.self)
    case ("destination", "kind"), ("candidate", "kind"):
      { FacilityKind(rawValue: $0).map { Words.kind($0) } }
    case (_, "kind"): reader(CaseKind.self)
    case (_, "standing"): reader(PLKKStanding.self)
    case (_, "plkk_basis"): { PLKKBasis(rawValue: $0).map(Language.current.basis) }
    case (_, "segment"): reader(Segment.self)
    case (_, "place"): reader(PlaceCategory.self)
    case ("fact", "emergency"), ("event", "emergency"):
      { EmergencyCriterion(rawValue: $0)?.words.said ?? none($0) }
    case (_, "lawful_basis"): reader(LawfulBasis.self)
    case ("event", "reason"): reason
    case (_, "guarantee"): reader(GuarantorState.self)
    case (_, "payer"): reader(Guarantor.self)
    case (_, "conclusion"): reader(Conclusion.self)
    case (_, "channel"): reader(Channel.self)
    case (_, "specialty"): table("specialty")
    case (_, "stage"): reader(ReportStage.self)
    case (_, "progress"): reader(ReportProgress.self)
    case (_, "modes"): reader(TransportMode.self)
    case ("attempt", "reason"): reason
    default: table(field)
    }
  }

  /// Words that no type of the core holds.
  private static func table(_ field: String) -> ((String) -> String?)? {
    guard let words = others[field] else { return nil }
    return { code in words[code].map { say(id: $0.0, en: $0.1) } }
  }

  private static func reader<Code: Worded>(_: Code.Type) -> (String) -> String? {
    { Code(rawValue: $0)?.words.said }
  }

  private static func none(_ code: String) -> String? {
    code == "tidak-ada" ? say(id: "tidak ada kriteria", en: "no criterion") : nil
  }

  /// Why an attempt ended, whichever list of reasons it is from.
  static func reason(_ code: String) -> String? {
    if let rejection = RejectionReason(rawValue: code) {
      return Language.current.rejection(rejection)
    }
    return
      (CancellationReason(rawValue: code)?.words
      ?? FailureReason(rawValue: code)?.words ?? HoldReason(rawValue: code)?.words
      ?? ErrorReason(rawValue: code)?.words ?? PriorityReason(rawValue: code)?.words)?.said
  }

  private static let others: [String: [String: (String, String)]] = [
    "reason": [
      "nearest_hospital": (
        "rumah sakit umum terdekat, PLKK atau bukan", "nearest general hospital, PLKK or not"
      ),
      "nearest_plkk": ("terdekat dalam daftar PLKK", "nearest on the PLKK list"),
      "nearest_plkk_hospital": (
        "rumah sakit terdekat dalam daftar PLKK", "nearest hospital on the PLKK list"
      ),
    ],
    "event": [
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
    ],
    "to": [
      "bpjs-tk": ("BPJS Ketenagakerjaan", "BPJS Ketenagakerjaan"),
      "disnaker": ("Disnaker", "labour office"), "pemberi-kerja": ("pemberi kerja", "employer"),
      "bpjs-kesehatan": ("BPJS Kesehatan", "BPJS Kesehatan"),
    ],
    "from": [
      "peserta": ("peserta", "worker"), "keluarga": ("keluarga", "family"),
      "serikat": ("serikat pekerja", "union"), "faskes": ("fasilitas", "facility"),
      "wadah": ("wadah atau kelompok", "group"),
    ],
    "specialty": [
      "dental": ("gigi dan mulut", "teeth"), "eye": ("mata", "eyes"),
      "psychiatric": ("jiwa", "psychiatric"), "maternity": ("ibu dan anak", "maternity"),
      "other": ("kekhususan lain", "another specialty"),
    ],
    "measured_from": [
      "patient": ("fasilitas tempat pasien berada", "the facility where the patient is"),
      "position": ("posisi yang diberikan", "the position given"),
      "recorded_position": ("posisi saat rujukan dibuka", "the position recorded at the opening"),
    ],
    "timing": [
      "belum-jatuh-tempo": ("belum jatuh tempo", "not yet due"),
      "segera": ("segera jatuh tempo", "due soon"), "terlambat": ("terlambat", "late"),
      "terkirim-tepat-waktu": ("terkirim tepat waktu", "sent in time"),
      "terkirim-terlambat": ("terkirim terlambat", "sent late"),
      "waktu-belum-diketahui": ("waktu mulai belum diketahui", "start not known"),
      "belum-mulai": ("belum mulai", "not started"),
      "tanpa-pemberi-kerja": ("tanpa pemberi kerja", "no employer"),
      "aturan-tidak-tersedia": ("aturan tidak tersedia", "no rule for that date"),
    ],
  ]
}

/// A code of the core with its words in both languages.
protocol Worded: RawRepresentable<String> {
  var words: WordPair { get }
}

/// The same in Indonesian and in English.
struct WordPair {
  var id: String
  var en: String

  init(_ id: String, _ en: String) {
    self.id = id
    self.en = en
  }

  /// In the language that was chosen.
  var said: String { say(id: id, en: en) }
}

extension RequestStatus: Worded {
  var words: WordPair {
    switch self {
    case .draft: .init("disusun, belum dikirim", "being written, not sent")
    case .active: .init("berjalan", "active")
    case .revoked: .init("dibatalkan", "called off")
    case .completed: .init("selesai", "completed")
    case .enteredInError: .init("salah entri", "entered in error")
    }
  }
}

extension AttemptStatus: Worded {
  var words: WordPair { .init(phrase.id, phrase.en) }
}

extension BusinessStatus: Worded {
  var words: WordPair {
    switch self {
    case .drafted: .init("disusun", "being written")
    case .waiting: .init("menunggu jawaban", "waiting for an answer")
    case .seen: .init("dibaca, belum dijawab", "seen, not answered")
    case .phoned: .init("dihubungi lewat telepon", "phoned")
    case .accepted: .init("diterima", "accepted")
    case .rejected: .init("ditolak", "refused")
    case .refusedLate:
      .init(
        "FASILITAS MENOLAK SETELAH PASIEN BERANGKAT: telepon 119 dan calon berikut",
        "THE FACILITY REFUSED AFTER THE PATIENT LEFT: call 119 and the next candidate")
    case .unanswered: .init("LEWAT WAKTU, belum dijawab", "OVERDUE, not answered")
    case .cancelled: .init("dibatalkan", "called off")
    case .leftUnconfirmed: .init("berangkat tanpa konfirmasi", "left before an answer")
    case .left: .init("berangkat", "left")
    case .held: .init("ditunda", "waiting")
    case .arrived: .init("tiba", "arrived")
    case .diverted: .init("dialihkan", "diverted")
    case .noShow: .init("tidak datang", "did not come")
    case .diedOnTheWay: .init("meninggal di perjalanan", "died on the way")
    case .noTransport: .init("transport gagal", "no transport")
    case .onward: .init("dirujuk lanjut", "referred onward")
    case .returned: .init("dirujuk balik", "referred back")
    case .inError: .init("salah entri", "entered in error")
    }
  }
}

extension Priority: Worded {
  var words: WordPair {
    switch self {
    case .stat: .init("darurat (stat)", "stat (at once)")
    case .asap: .init("segera (ASAP)", "asap (as soon as possible)")
    case .urgent: .init("urgent (mendesak)", "urgent")
    case .routine: .init("routine (biasa)", "routine")
    }
  }
}

extension CaseKind: Worded {
  var words: WordPair {
    switch self {
    case .accident: .init("dugaan kecelakaan kerja (KK)", "suspected work accident (KK)")
    case .disease:
      .init("dugaan penyakit akibat kerja (PAK)", "suspected occupational disease (PAK)")
    }
  }
}

extension PLKKStanding: Worded {
  var words: WordPair {
    switch self {
    case .valid: .init("berlaku", "in force")
    case .expired: .init("berakhir: bayar dahulu", "ended: pay first")
    case .notYet: .init("belum mulai: bayar dahulu", "not begun: pay first")
    case .unknown: .init("belum dipastikan", "not confirmed")
    case .none: .init("tidak ada di daftar ini: tanyakan", "not on this list: ask")
    }
  }
}

extension Segment: Worded {
  var words: WordPair {
    switch self {
    case .wageEarner: .init("penerima upah (PU)", "wage earner (PU)")
    case .ownAccount: .init("bukan penerima upah (BPU)", "own account (BPU)")
    case .construction: .init("jasa konstruksi", "construction")
    case .migrant: .init("pekerja migran (PMI)", "migrant worker (PMI)")
    }
  }
}

extension PlaceCategory: Worded {
  var words: WordPair {
    switch self {
    case .atWork: .init("di lokasi kerja", "at the place of work")
    case .outside: .init("di luar lokasi kerja", "outside the place of work")
    case .traffic: .init("lalu lintas", "traffic")
    }
  }
}

extension EmergencyCriterion: Worded {
  var words: WordPair {
    switch self {
    case .threatensLife: .init("mengancam nyawa", "threatens life")
    case .airwayBreathingCirculation:
      .init("gangguan jalan napas, napas, atau sirkulasi", "airway, breathing or circulation")
    case .consciousness: .init("penurunan kesadaran", "lowered consciousness")
    case .haemodynamics: .init("gangguan hemodinamik", "disturbed haemodynamics")
    case .immediateAction: .init("perlu tindakan segera", "needs immediate action")
    }
  }
}

extension LawfulBasis: Worded {
  var words: WordPair {
    switch self {
    case .consent: .init("persetujuan", "consent")
    case .vitalInterest: .init("kepentingan vital", "vital interest")
    case .legalObligation: .init("kewajiban hukum", "legal obligation")
    }
  }
}

extension ReportStage: Worded {
  var words: WordPair {
    switch self {
    case .first: .init("tahap I", "stage I")
    case .second: .init("tahap II", "stage II")
    }
  }
}

extension ReportProgress: Worded {
  var words: WordPair {
    switch self {
    case .none: .init("belum dikirim", "not sent")
    case .partly: .init("baru ke salah satu", "sent to one of the two only")
    case .sent: .init("terkirim", "sent")
    }
  }
}

extension TransportMode: Worded {
  var words: WordPair {
    switch self {
    case .land: .init("darat", "road")
    case .river: .init("sungai/danau", "river or lake")
    case .sea: .init("laut", "sea")
    case .air: .init("udara", "air")
    }
  }
}

extension CancellationReason: Worded {
  var words: WordPair {
    switch self {
    case .otherDestination: .init("pindah tujuan", "another destination")
    case .patientRefuses: .init("pasien menolak", "the patient refuses")
    case .wrongData: .init("salah data", "wrong data")
    case .handled: .init("tertangani di tempat", "treated where the patient is")
    case .diverted: .init("dialihkan", "diverted")
    }
  }
}

extension FailureReason: Worded {
  var words: WordPair {
    switch self {
    case .noShow: BusinessStatus.noShow.words
    case .diedOnTheWay: BusinessStatus.diedOnTheWay.words
    case .noTransport: BusinessStatus.noTransport.words
    }
  }
}

extension HoldReason: Worded {
  var words: WordPair {
    switch self {
    case .bed: .init("menunggu tempat tidur", "waiting for a bed")
    case .transport: .init("menunggu transportasi", "waiting for transport")
    }
  }
}

extension ErrorReason: Worded {
  var words: WordPair {
    switch self {
    case .wrongPatient: .init("salah pasien", "wrong patient")
    case .duplicate: .init("ganda", "written twice")
    case .trial: .init("uji coba", "trial")
    case .wrongData: CancellationReason.wrongData.words
    }
  }
}

extension PriorityReason: Worded {
  var words: WordPair {
    switch self {
    case .worse: .init("keadaan memburuk", "the patient is worse")
    case .better: .init("keadaan membaik", "the patient is better")
    case .emergency: .init("ada kriteria gawat darurat", "a criterion of an emergency is met")
    case .wrongData: CancellationReason.wrongData.words
    }
  }
}

extension GuarantorState: Worded {
  var words: WordPair {
    switch self {
    case .suspected: .init("dugaan, belum diajukan", "suspected, not put to anyone")
    case .waiting: .init("menunggu keputusan", "waiting for the decision")
    case .guaranteed: .init("dijamin", "guaranteed")
    case .refused: .init("ditolak", "refused")
    }
  }
}

extension Guarantor: Worded {
  var words: WordPair {
    switch self {
    case .jasaRaharja: .init("Jasa Raharja", "Jasa Raharja")
    case .bpjs: .init("BPJS Ketenagakerjaan", "BPJS Ketenagakerjaan")
    case .taspen: .init("Taspen", "Taspen")
    case .asabri: .init("Asabri", "Asabri")
    case .bpjsHealth: .init("BPJS Kesehatan", "BPJS Kesehatan")
    case .oneself: .init("ditanggung sendiri", "oneself")
    }
  }
}

extension Conclusion: Worded {
  var words: WordPair {
    switch self {
    case .accident: .init("kecelakaan kerja (KK)", "work accident (KK)")
    case .disease: .init("penyakit akibat kerja (PAK)", "occupational disease (PAK)")
    case .neither: .init("bukan KK dan bukan PAK", "neither KK nor PAK")
    }
  }
}

extension Channel: Worded {
  var words: WordPair {
    switch self {
    case .service: .init("layanan ini", "this service")
    case .phone: .init("telepon", "phone")
    case .whatsApp: .init("WhatsApp", "WhatsApp")
    case .radio: .init("radio", "radio")
    case .email: .init("surel", "e-mail")
    case .online: .init("daring", "online")
    case .paper: .init("langsung", "in person")
    }
  }
}
