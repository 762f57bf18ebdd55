public import Application
public import Formats

extension DoorWords {
  /// As the command line calls acts and values.
  public static func commandLine(_ language: Language) -> DoorWords {
    DoorWords(
      act: { "plkk refer " + $0.commandName },
      value: { value in
        switch value {
        case .position: language == .english ? "a position" : "posisi"
        case .personal(let field): entry(field)
        case .number:
          PersonalField.allCases.filter(\.isFindable).map(entry).joined(separator: ", ")
        default: value.optionName.map { "--" + $0 } ?? ""
        }
      })
  }

  /// The entry of `--identity` that holds a personal value.
  private static func entry(_ field: PersonalField) -> String {
    "“\(field.entryName): …” (--identity)"
  }
}

extension ReferralAct {
  /// The subcommand of `plkk refer`.
  public var commandName: String {
    switch self {
    case .open: "new"
    case .receive: "seen"
    case .prioritize: "priority"
    case .answerLate: "late"
    case .calls: "phone"
    default: rawValue
    }
  }
}

extension ReferralParameter {
  /// The option of the command line; nil for what is no option there.
  public var optionName: String? {
    switch self {
    case .position, .number, .personal: nil
    case .near: "near"
    case .destination, .addressee, .newPriority: "to"
    case .priority: "priority"
    case .parallel: "parallel"
    case .branch: "branch"
    case .attempt: "attempt"
    case .kind: "case"
    case .occurredAt: "occurred"
    case .diagnosedAt: "diagnosed"
    case .employedUntil: "employed"
    case .region: "region"
    case .emergency: "emergency"
    case .lawfulBasis: "lawful-basis"
    case .formerBasis: "basis"
    case .at: "at"
    case .reason: "reason"
    case .stage: "stage"
    case .receipt: "receipt"
    case .notifier: "from"
    case .answer: "answer"
    case .guarantee: "state"
    case .payer: "payer"
    case .conclusion: "as"
    case .mode: "mode"
    case .cost: "cost"
    case .withOpen: "with-open"
    case .after: "after"
    }
  }
}

extension PersonalField {
  /// The name by which `--identity` takes it; the word of the records, but for one.
  public var entryName: String { self == .notifierName ? "notifier" : rawValue }
}
