import Application
import ArgumentParser
import Referrals
import Wording

// One command for each thing that is recorded of a case.

/// What every record takes.
struct RecordOptions: ParsableArguments {
  @Argument(help: ReferText.code) var code: String
  @Option(help: ReferText.requestID) var requestID: String?

  /// The request to record something.
  func request(
    _ record: CaseRecord, personal: [PersonalField: String] = [:]
  ) throws -> ReferralRequest {
    var request = RecordRequest(try ReferReading.code(code), record)
    request.personal = personal
    request.requestID = ReferReading.plain(requestID)
    return .record(request)
  }
}

struct ReferPriority: ReferVerb {
  static let act = ReferralAct.prioritize
  @OptionGroup var record: RecordOptions
  @Option(help: ReferText.help(.newPriority, .prioritize)) var to: Choice<Priority>?
  @Option(help: ReferText.help(.reason, .prioritize)) var reason: Choice<PriorityReason>?
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    try record.request(
      .priority(
        try ReferReading.needed(to, .newPriority, for: .prioritize),
        try ReferReading.needed(reason, .reason, for: .prioritize)),
      personal: try personal(identity))
  }
}

struct ReferReport: ReferVerb {
  static let act = ReferralAct.report
  @OptionGroup var record: RecordOptions
  @Option(help: ReferText.help(.stage, .report)) var stage: Choice<ReportStage>?
  @Option(help: ReferText.help(.addressee, .report)) var to: Choice<Addressee>?
  @Option(help: ReferText.help(.at, .report)) var at: String?
  @Option(help: ReferText.help("BY", .report)) var by: Choice<Channel>?
  @Option(help: ReferText.help(.receipt, .report)) var receipt: String?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    try record.request(
      .report(
        try ReferReading.needed(stage, .stage, for: .report),
        to: try ReferReading.needed(to, .addressee, for: .report),
        at: try ReferReading.at(at, for: .report), by: by?.value ?? .online,
        receipt: ReferReading.plain(receipt)))
  }
}

struct ReferNotify: ReferVerb {
  static let act = ReferralAct.notify
  @OptionGroup var record: RecordOptions
  @Option(help: ReferText.help(.notifier, .notify)) var from: Choice<Notifier>?
  @Option(help: ReferText.help(.addressee, .notify)) var to: Choice<NoticeAddressee>?
  @Option(help: ReferText.help(.at, .notify)) var at: String?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    try record.request(
      .notice(
        from: try ReferReading.needed(from, .notifier, for: .notify),
        to: try ReferReading.needed(to, .addressee, for: .notify),
        at: try ReferReading.at(at, for: .notify)))
  }
}

struct ReferOutcome: ReferVerb {
  static let act = ReferralAct.outcome
  @OptionGroup var record: RecordOptions
  @Option(help: ReferText.help(.at, .outcome)) var at: String?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    try record.request(.outcome(at: try ReferReading.at(at, for: .outcome)))
  }
}

struct ReferGuarantee: ReferVerb {
  static let act = ReferralAct.guarantee
  @OptionGroup var record: RecordOptions
  @Option(help: ReferText.help(.guarantee, .guarantee)) var state: Choice<GuarantorState>?
  @Option(help: ReferText.help(.payer, .guarantee)) var payer: Choice<Guarantor>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    try record.request(
      .guarantee(
        try ReferReading.needed(state, .guarantee, for: .guarantee), payer?.value))
  }
}

struct ReferConclude: ReferVerb {
  static let act = ReferralAct.conclude
  @OptionGroup var record: RecordOptions
  @Option(help: ReferText.help(.conclusion, .conclude)) var `as`: Choice<Conclusion>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    try record.request(
      .conclusion(try ReferReading.needed(`as`, .conclusion, for: .conclude)))
  }
}

struct ReferTransport: ReferVerb {
  static let act = ReferralAct.transport
  @OptionGroup var record: RecordOptions
  @Option(help: ReferText.help(.mode, .transport)) var mode: Choice<TransportMode>?
  @Option(help: ReferText.help(.cost, .transport)) var cost: String?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    if mode == nil, cost != nil { throw ReferringError.missing(.mode, for: .transport) }
    var request = TransportRequest(
      try ReferReading.code(record.code),
      leg: try mode.map { TransportLeg(mode: $0.value, cost: try cost.map(ReferReading.rupiah)) })
    request.requestID = ReferReading.plain(record.requestID)
    return .transport(request)
  }
}

struct ReferWithdraw: ReferVerb {
  static let act = ReferralAct.withdraw
  @OptionGroup var record: RecordOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    try record.request(.withdrawal)
  }
}

struct ReferClose: ReferVerb {
  static let act = ReferralAct.close
  @OptionGroup var record: RecordOptions
  @Flag(help: ReferText.help(.withOpen, .close)) var withOpen = false
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    try record.request(.closing(withOpen: withOpen))
  }
}
