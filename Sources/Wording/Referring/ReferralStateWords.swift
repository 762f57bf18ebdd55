public import Application
public import Formats
public import Referrals

/// A coded value with its words for people in both languages.
public protocol Worded {
  /// The words.
  var phrase: Phrase { get }
}

extension AttemptStatus: Worded {}

extension RequestStatus: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .draft: Phrase(id: "disusun, belum dikirim", en: "being written, not sent")
    case .active: Phrase(id: "berjalan", en: "active")
    case .revoked: Phrase(id: "dibatalkan", en: "called off")
    case .completed: Phrase(id: "selesai", en: "completed")
    case .enteredInError: Phrase(id: "salah input", en: "entered in error")
    }
  }
}

extension BusinessStatus: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .drafted: Phrase(id: "disusun", en: "being written")
    case .waiting: Phrase(id: "menunggu jawaban", en: "waiting for an answer")
    case .seen: Phrase(id: "dibaca, belum dijawab", en: "seen, not answered")
    case .phoned: Phrase(id: "dihubungi lewat telepon", en: "phoned")
    case .accepted: Phrase(id: "diterima", en: "accepted")
    case .rejected: Phrase(id: "ditolak", en: "refused")
    case .refusedLate:
      Phrase(
        id: "FASILITAS MENOLAK SETELAH PASIEN BERANGKAT: telepon 119 dan calon berikut",
        en: "THE FACILITY REFUSED AFTER THE PATIENT LEFT: call 119 and the next candidate")
    case .unanswered: Phrase(id: "LEWAT WAKTU, belum dijawab", en: "OVERDUE, not answered")
    case .cancelled: Phrase(id: "dibatalkan", en: "called off")
    case .leftUnconfirmed: Phrase(id: "berangkat tanpa konfirmasi", en: "left before an answer")
    case .left: Phrase(id: "berangkat", en: "left")
    case .held: Phrase(id: "ditunda", en: "waiting")
    case .arrived: Phrase(id: "tiba", en: "arrived")
    case .diverted: Phrase(id: "dialihkan", en: "diverted")
    case .noShow: Phrase(id: "tidak datang", en: "did not come")
    case .diedOnTheWay: Phrase(id: "meninggal di perjalanan", en: "died on the way")
    case .noTransport: Phrase(id: "transport gagal", en: "no transport")
    case .onward: Phrase(id: "dirujuk lanjut", en: "referred onward")
    case .returned: Phrase(id: "dirujuk balik", en: "referred back")
    case .inError: Phrase(id: "salah input", en: "entered in error")
    }
  }
}

extension Priority: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .stat: Phrase(id: "darurat (stat)", en: "stat (at once)")
    case .asap: Phrase(id: "segera (ASAP)", en: "asap (as soon as possible)")
    case .urgent: Phrase(id: "urgent (mendesak)", en: "urgent")
    case .routine: Phrase(id: "routine (biasa)", en: "routine")
    }
  }
}

extension CaseKind: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .accident: Phrase(id: "dugaan kecelakaan kerja (KK)", en: "suspected work accident (KK)")
    case .disease:
      Phrase(id: "dugaan penyakit akibat kerja (PAK)", en: "suspected occupational disease (PAK)")
    }
  }
}

extension MembershipSnapshot: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .valid: Phrase(id: "berlaku", en: "in force")
    case .expired: Phrase(id: "berakhir: bayar dahulu", en: "ended: pay first")
    case .notYet: Phrase(id: "belum mulai: bayar dahulu", en: "not begun: pay first")
    case .unknown: Phrase(id: "belum dipastikan", en: "not confirmed")
    case .none: Phrase(id: "tidak ada di daftar ini: tanyakan", en: "not on this list: ask")
    }
  }
}

extension RejectionReason: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    Phrase(id: Language.indonesian.rejection(self), en: Language.english.rejection(self))
  }
}

extension SiteChoice.Reason: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .nearestHospital:
      Phrase(
        id: "rumah sakit umum terdekat, PLKK atau bukan",
        en: "nearest general hospital, PLKK or not")
    case .nearestPLKK: Phrase(id: "terdekat dalam daftar PLKK", en: "nearest on the PLKK list")
    case .nearestPLKKHospital:
      Phrase(
        id: "rumah sakit terdekat dalam daftar PLKK", en: "nearest hospital on the PLKK list")
    }
  }
}

extension Addressee: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .bpjs: Phrase(id: "BPJS Ketenagakerjaan", en: "BPJS Ketenagakerjaan")
    case .labourOffice: Phrase(id: "Disnaker", en: "labour office")
    }
  }
}

extension NoticeAddressee: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .employer: Phrase(id: "pemberi kerja", en: "employer")
    case .bpjs: Addressee.bpjs.phrase
    case .bpjsHealth: Phrase(id: "BPJS Kesehatan", en: "BPJS Kesehatan")
    case .labourOffice: Addressee.labourOffice.phrase
    }
  }
}

extension Notifier: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .worker: Phrase(id: "peserta", en: "worker")
    case .family: Phrase(id: "keluarga", en: "family")
    case .union: Phrase(id: "serikat pekerja", en: "union")
    case .facility: Phrase(id: "fasilitas", en: "facility")
    case .group: Phrase(id: "wadah atau kelompok", en: "group")
    }
  }
}
