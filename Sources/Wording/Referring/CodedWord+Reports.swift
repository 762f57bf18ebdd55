public import Referrals

extension ReportStage: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .first: "stage-1"
    case .second: "stage-2"
    }
  }
}

extension Addressee: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .labourOffice: "labour-office"
    case .bpjs: nil
    }
  }
}

extension Notifier: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
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
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .employer: "employer"
    case .labourOffice: "labour-office"
    case .bpjs, .bpjsHealth: nil
    }
  }
}

extension GuarantorState: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .suspected: "suspected"
    case .waiting: "waiting"
    case .guaranteed: "guaranteed"
    case .refused: "refused"
    }
  }
}

extension Guarantor: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .oneself: "self"
    case .jasaRaharja, .bpjs, .taspen, .asabri, .bpjsHealth: nil
    }
  }
}

extension Conclusion: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .accident: "work-accident"
    case .disease: "occupational-disease"
    case .neither: "neither"
    }
  }
}

extension TransportMode: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .land: "land"
    case .river: "river"
    case .sea: "sea"
    case .air: "air"
    }
  }
}

extension RequestStatus: CodedWord {
  /// The word of the other language.
  public var otherWord: String? {
    switch self {
    case .draft: "disusun"
    case .active: "berjalan"
    case .revoked: "dibatalkan"
    case .completed: "selesai"
    case .enteredInError: "salah-entri"
    }
  }
}
