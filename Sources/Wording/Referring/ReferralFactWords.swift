public import Formats
public import Referrals

extension Segment: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .wageEarner: Phrase(id: "penerima upah (PU)", en: "wage earner (PU)")
    case .ownAccount: Phrase(id: "bukan penerima upah (BPU)", en: "own account (BPU)")
    case .construction: Phrase(id: "jasa konstruksi", en: "construction")
    case .migrant: Phrase(id: "pekerja migran (PMI)", en: "migrant worker (PMI)")
    }
  }
}

extension PlaceCategory: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .atWork: Phrase(id: "di lokasi kerja", en: "at the place of work")
    case .outside: Phrase(id: "di luar lokasi kerja", en: "outside the place of work")
    case .traffic: Phrase(id: "lalu lintas", en: "traffic")
    }
  }
}

extension EmergencyCriterion: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .threatensLife: Phrase(id: "mengancam nyawa", en: "threatens life")
    case .airwayBreathingCirculation:
      Phrase(
        id: "gangguan jalan napas, napas, atau sirkulasi", en: "airway, breathing or circulation")
    case .consciousness: Phrase(id: "penurunan kesadaran", en: "lowered consciousness")
    case .haemodynamics: Phrase(id: "gangguan hemodinamik", en: "disturbed haemodynamics")
    case .immediateAction: Phrase(id: "perlu tindakan segera", en: "needs immediate action")
    }
  }
}

extension LawfulBasis: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .consent: Phrase(id: "persetujuan", en: "consent")
    case .vitalInterest: Phrase(id: "kepentingan vital", en: "vital interest")
    case .legalObligation: Phrase(id: "kewajiban hukum", en: "legal obligation")
    }
  }
}

extension ReportStage: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .first: Phrase(id: "tahap I", en: "stage I")
    case .second: Phrase(id: "tahap II", en: "stage II")
    }
  }
}

extension ReportProgress: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .none: Phrase(id: "belum dikirim", en: "not sent")
    case .partly: Phrase(id: "baru ke salah satu", en: "sent to one of the two only")
    case .sent: Phrase(id: "terkirim", en: "sent")
    }
  }
}

extension TransportMode: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .land: Phrase(id: "darat", en: "road")
    case .river: Phrase(id: "sungai/danau", en: "river or lake")
    case .sea: Phrase(id: "laut", en: "sea")
    case .air: Phrase(id: "udara", en: "air")
    }
  }
}

extension CancellationReason: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .otherDestination: Phrase(id: "pindah tujuan", en: "another destination")
    case .patientRefuses: Phrase(id: "pasien menolak", en: "the patient refuses")
    case .wrongData: Phrase(id: "salah data", en: "wrong data")
    case .handled: Phrase(id: "tertangani di tempat", en: "treated where the patient is")
    case .diverted: Phrase(id: "dialihkan", en: "diverted")
    }
  }
}

extension FailureReason: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .noShow: BusinessStatus.noShow.phrase
    case .diedOnTheWay: BusinessStatus.diedOnTheWay.phrase
    case .noTransport: BusinessStatus.noTransport.phrase
    }
  }
}

extension HoldReason: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .bed: Phrase(id: "menunggu tempat tidur", en: "waiting for a bed")
    case .transport: Phrase(id: "menunggu transportasi", en: "waiting for transport")
    }
  }
}

extension ErrorReason: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .wrongPatient: Phrase(id: "salah pasien", en: "wrong patient")
    case .duplicate: Phrase(id: "ganda", en: "written twice")
    case .trial: Phrase(id: "uji coba", en: "trial")
    case .wrongData: CancellationReason.wrongData.phrase
    }
  }
}

extension PriorityReason: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .worse: Phrase(id: "keadaan memburuk", en: "the patient is worse")
    case .better: Phrase(id: "keadaan membaik", en: "the patient is better")
    case .emergency:
      Phrase(id: "ada kriteria gawat darurat", en: "a criterion of an emergency is met")
    case .wrongData: CancellationReason.wrongData.phrase
    }
  }
}

extension GuarantorState: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .suspected: Phrase(id: "dugaan, belum diajukan", en: "suspected, not put to anyone")
    case .waiting: Phrase(id: "menunggu keputusan", en: "waiting for the decision")
    case .guaranteed: Phrase(id: "dijamin", en: "guaranteed")
    case .refused: Phrase(id: "ditolak", en: "refused")
    }
  }
}

extension Guarantor: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .jasaRaharja: Phrase(id: "Jasa Raharja", en: "Jasa Raharja")
    case .bpjs: Phrase(id: "BPJS Ketenagakerjaan", en: "BPJS Ketenagakerjaan")
    case .taspen: Phrase(id: "Taspen", en: "Taspen")
    case .asabri: Phrase(id: "Asabri", en: "Asabri")
    case .bpjsHealth: Phrase(id: "BPJS Kesehatan", en: "BPJS Kesehatan")
    case .oneself: Phrase(id: "ditanggung sendiri", en: "oneself")
    }
  }
}

extension Conclusion: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .accident: Phrase(id: "kecelakaan kerja (KK)", en: "work accident (KK)")
    case .disease: Phrase(id: "penyakit akibat kerja (PAK)", en: "occupational disease (PAK)")
    case .neither: Phrase(id: "bukan KK dan bukan PAK", en: "neither KK nor PAK")
    }
  }
}

extension Channel: Worded {
  /// In words for a person.
  public var phrase: Phrase {
    switch self {
    case .service: Phrase(id: "layanan ini", en: "this service")
    case .phone: Phrase(id: "telepon", en: "phone")
    case .whatsApp: Phrase(id: "WhatsApp", en: "WhatsApp")
    case .radio: Phrase(id: "radio", en: "radio")
    case .email: Phrase(id: "surel", en: "e-mail")
    case .online: Phrase(id: "daring", en: "online")
    case .paper: Phrase(id: "langsung", en: "in person")
    }
  }
}
