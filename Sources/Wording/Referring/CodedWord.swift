public import Referrals

/// An enumeration whose cases are typed as words: the raw value, or the word of the other language.
public protocol CodedWord: RawRepresentable<String>, CaseIterable {
  /// The same in the other language; nil where one word serves both.
  var otherWord: String? { get }
}

extension CodedWord {
  /// The case that a word means, in either language and blind to case.
  public static func read(_ text: String) -> Self? {
    let word = text.lowercased()
    return allCases.first { $0.rawValue.lowercased() == word || $0.otherWord == word }
  }

  /// All words, each followed by that of the other language.
  public static var words: [String] {
    allCases.flatMap { [$0.rawValue] + ($0.otherWord.map { [$0] } ?? []) }
  }
}

extension Channel: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
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
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .accident: "suspected-accident"
    case .disease: "suspected-disease"
    }
  }
}

extension Segment: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .wageEarner: "wage-earner"
    case .ownAccount: "own-account"
    case .construction: "construction"
    case .migrant: "migrant"
    }
  }
}

extension PlaceCategory: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .atWork: "at-work"
    case .outside: "outside"
    case .traffic: "traffic"
    }
  }
}

extension EmergencyCriterion: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
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
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .consent: "consent"
    case .vitalInterest: "vital-interest"
    case .legalObligation: "legal-obligation"
    }
  }
}

extension Priority: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .stat: "darurat"
    case .asap: "segera"
    case .urgent: "mendesak"
    case .routine: "biasa"
    }
  }
}

extension PriorityReason: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .worse: "worse"
    case .better: "better"
    case .emergency: "emergency"
    case .wrongData: "wrong-data"
    }
  }
}

extension RejectionReason: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
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
  /// The word of the other language.
  public var otherWord: String? {
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
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .noShow: "no-show"
    case .diedOnTheWay: "died-on-the-way"
    case .noTransport: "no-transport"
    }
  }
}

extension HoldReason: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .bed: "waiting-for-bed"
    case .transport: "waiting-for-transport"
    }
  }
}

extension ErrorReason: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .wrongPatient: "wrong-patient"
    case .duplicate: "duplicate"
    case .trial: "trial"
    case .wrongData: "wrong-data"
    }
  }
}

/// Words of a request that stand for no case of an enumeration.
public enum RequestWords {
  /// The word that chooses the nearest eligible site.
  public static let nearest = "AUTO"
  /// Words that say that no criterion of an emergency is met.
  public static let noCriterion = ["tidak-ada", "none"]
  /// Whether a word is one of these, in whatever case.
  public static func isNoCriterion(_ word: String) -> Bool {
    noCriterion.contains(word.lowercased())
  }
  /// Words of a late answer: that the patient is taken.
  public static let acceptance = ["diterima", "accepted"]
  /// Words of a late answer: that the patient is not taken.
  public static let refusal = ["ditolak", "refused"]
}
