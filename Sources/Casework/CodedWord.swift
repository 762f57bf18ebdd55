internal import Referrals

/// An enumeration whose cases are typed as words: the raw value, or the word of the other language.
protocol CodedWord: RawRepresentable<String>, CaseIterable {
  /// The same in the other language; nil where one word serves both.
  var otherWord: String? { get }
}

extension CodedWord {
  /// The case that a word means, in either language and blind to case.
  static func read(_ text: String) -> Self? {
    let word = text.lowercased()
    return allCases.first { $0.rawValue.lowercased() == word || $0.otherWord == word }
  }

  /// All words, each followed by that of the other language.
  static var words: [String] {
    allCases.flatMap { [$0.rawValue] + ($0.otherWord.map { [$0] } ?? []) }
  }
}

extension Channel: CodedWord {
  var otherWord: String? {
    switch self {
    case .service: "system"
    case .phone: "phone"
    case .email: "email"
    case .online: "online"
    case .paper: "in-person"
    case .whatsApp, .radio: nil
    }
  }
}

extension CaseKind: CodedWord {
  var otherWord: String? {
    switch self {
    case .accident: "suspected-accident"
    case .disease: "suspected-disease"
    }
  }
}

extension Segment: CodedWord {
  var otherWord: String? {
    switch self {
    case .wageEarner: "wage-earner"
    case .ownAccount: "own-account"
    case .construction: "construction"
    case .migrant: "migrant"
    }
  }
}

extension PlaceCategory: CodedWord {
  var otherWord: String? {
    switch self {
    case .atWork: "at-work"
    case .outside: "outside"
    case .traffic: "traffic"
    }
  }
}

extension EmergencyCriterion: CodedWord {
  var otherWord: String? {
    switch self {
    case .threatensLife: "life-threat"
    case .airwayBreathingCirculation: "airway-breathing-circulation"
    case .consciousness: "reduced-consciousness"
    case .haemodynamics: "haemodynamics"
    case .immediateAction: "immediate-action"
    }
  }
}

extension LawfulBasis: CodedWord {
  var otherWord: String? {
    switch self {
    case .consent: "consent"
    case .vitalInterest: "vital-interest"
    case .legalObligation: "legal-obligation"
    }
  }
}

extension Priority: CodedWord {
  var otherWord: String? {
    switch self {
    case .stat: "darurat"
    case .asap: "segera"
    case .urgent: "mendesak"
    case .routine: "biasa"
    }
  }
}

extension PriorityReason: CodedWord {
  var otherWord: String? {
    switch self {
    case .worse: "worse"
    case .better: "better"
    case .emergency: "emergency"
    case .wrongData: "wrong-data"
    }
  }
}

extension RejectionReason: CodedWord {
  var otherWord: String? {
    switch self {
    case .full: "no-bed"
    case .fullICU: "no-icu-bed"
    case .noDoctor: "no-doctor"
    case .noEquipment: "no-equipment"
    case .competence: "competence"
    case .notPLKK: "not-plkk"
    case .closed: "closed"
    case .other: "other"
    }
  }
}

extension CancellationReason: CodedWord {
  var otherWord: String? {
    switch self {
    case .otherDestination: "other-destination"
    case .patientRefuses: "patient-refuses"
    case .wrongData: "wrong-data"
    case .handled: "handled"
    case .diverted: "diverted"
    }
  }
}

extension FailureReason: CodedWord {
  var otherWord: String? {
    switch self {
    case .noShow: "no-show"
    case .diedOnTheWay: "died-on-the-way"
    case .noTransport: "no-transport"
    }
  }
}

extension HoldReason: CodedWord {
  var otherWord: String? {
    switch self {
    case .bed: "waiting-for-bed"
    case .transport: "waiting-for-transport"
    }
  }
}

extension ErrorReason: CodedWord {
  var otherWord: String? {
    switch self {
    case .wrongPatient: "wrong-patient"
    case .duplicate: "duplicate"
    case .trial: "trial"
    case .wrongData: "wrong-data"
    }
  }
}

extension ReportStage: CodedWord {
  var otherWord: String? {
    switch self {
    case .first: "stage-1"
    case .second: "stage-2"
    }
  }
}

extension Addressee: CodedWord {
  var otherWord: String? {
    switch self {
    case .labourOffice: "labour-office"
    case .bpjs: nil
    }
  }
}

extension Notifier: CodedWord {
  var otherWord: String? {
    switch self {
    case .worker: "worker"
    case .family: "family"
    case .union: "union"
    case .facility: "facility"
    case .group: "group"
    }
  }
}

extension NoticeAddressee: CodedWord {
  var otherWord: String? {
    switch self {
    case .employer: "employer"
    case .labourOffice: "labour-office"
    case .bpjs, .bpjsHealth: nil
    }
  }
}

extension GuarantorState: CodedWord {
  var otherWord: String? {
    switch self {
    case .suspected: "suspected"
    case .waiting: "waiting"
    case .guaranteed: "guaranteed"
    case .refused: "refused"
    }
  }
}

extension Guarantor: CodedWord {
  var otherWord: String? {
    switch self {
    case .oneself: "self"
    case .jasaRaharja, .bpjs, .taspen, .asabri, .bpjsHealth: nil
    }
  }
}

extension Conclusion: CodedWord {
  var otherWord: String? {
    switch self {
    case .accident: "work-accident"
    case .disease: "occupational-disease"
    case .neither: "neither"
    }
  }
}

extension TransportMode: CodedWord {
  var otherWord: String? {
    switch self {
    case .land: "land"
    case .river: "river"
    case .sea: "sea"
    case .air: "air"
    }
  }
}

extension RequestStatus: CodedWord {
  var otherWord: String? {
    switch self {
    case .draft: "disusun"
    case .active: "berjalan"
    case .revoked: "dibatalkan"
    case .completed: "selesai"
    case .enteredInError: "salah-entri"
    }
  }
}
