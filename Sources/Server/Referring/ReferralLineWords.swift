public import Application
public import Wording

extension DoorWords {
  /// As the line protocol calls acts and values.
  public static let lines = DoorWords(act: { $0.verb }, value: { $0.option })
}

extension ReferralAct {
  /// The verb of the line protocol.
  public var verb: String {
    switch self {
    case .open: "REFER"
    case .receive: "SEEN"
    case .prioritize: "PRIORITY"
    case .answerLate: "LATE"
    case .list: "REFERRALS"
    case .show: "REFERRAL"
    case .find: "LOOKUP"
    case .count: "REFERRALCOUNT"
    default: rawValue.uppercased()
    }
  }

  /// The use case of a verb; nil where it is none of referring.
  init?(verb: String) {
    guard let act = Self.byVerb[verb] else { return nil }
    self = act
  }

  private static let byVerb = Dictionary(uniqueKeysWithValues: allCases.map { ($0.verb, $0) })
}

extension ReferralParameter {
  /// The option or argument of the line protocol.
  public var option: String {
    switch self {
    case .position: "POSITION"
    case .near: "NEAR"
    case .destination, .addressee, .newPriority: "TO"
    case .priority: "PRIORITY"
    case .parallel: "PARALLEL"
    case .branch: "BRANCH"
    case .attempt: "ATTEMPT"
    case .kind: "CASE"
    case .occurredAt: "OCCURRED"
    case .diagnosedAt: "DIAGNOSED"
    case .employedUntil: "EMPLOYED"
    case .region: "REGION"
    case .emergency: "EMERGENCY"
    case .lawfulBasis: "LAWFULBASIS"
    case .formerBasis: "BASIS"
    case .at: "AT"
    case .reason: "REASON"
    case .stage: "STAGE"
    case .receipt: "RECEIPT"
    case .notifier: "FROM"
    case .answer: "ANSWER"
    case .guarantee: "STATE"
    case .payer: "PAYER"
    case .conclusion: "AS"
    case .mode: "MODE"
    case .cost: "COST"
    case .withOpen: "WITHOPEN"
    case .number: "NIK, KPJ, PASSPORT, PHONE (1)"
    case .after: "AFTER"
    case .personal(let field): field.option
    }
  }
}

extension ReferralInput {
  /// The option or argument of the line protocol.
  var option: String {
    switch self {
    case .value(let parameter): parameter.option
    case .origin: "FROM"
    case .limit: "LIMIT"
    case .channel: "BY"
    case .segment: "SEGMENT"
    case .place: "PLACE"
    case .confidential: "CONFIDENTIAL"
    case .all: "ALL"
    case .reveal: "REVEAL"
    case .status: "STATUS"
    case .overdue: "OVERDUE"
    case .page: "HTML"
    }
  }
}

extension PersonalField {
  /// The option of the line protocol; the position is an argument.
  public var option: String {
    switch self {
    case .name: "NAME"
    case .nik: "NIK"
    case .kpj: "KPJ"
    case .passport: "PASSPORT"
    case .phone: "PHONE"
    case .notifierName: "NOTIFIER"
    case .notifierPhone: "NOTIFIERPHONE"
    case .chronology: "CHRONOLOGY"
    case .employer: "EMPLOYER"
    case .employerNumber: "EMPLOYERNO"
    case .employerAddress: "EMPLOYERADDRESS"
    case .employerPhone: "EMPLOYERPHONE"
    case .birthDate: "BIRTHDATE"
    case .address: "ADDRESS"
    case .job: "JOB"
    case .witnesses: "WITNESSES"
    case .note: "NOTE"
    case .bodyPart: "BODY"
    case .cause: "CAUSE"
    case .position: "POSITION"
    }
  }
}
