public import Application
internal import Referrals

extension ReferralParameter {
  /// The words that a value may be in a request, Indonesian and English; none where it is free.
  public func words(for act: ReferralAct) -> [String] {
    switch self {
    case .lawfulBasis, .formerBasis: LawfulBasis.words
    case .kind: CaseKind.words
    case .emergency: EmergencyCriterion.words + RequestWords.noCriterion
    case .priority, .newPriority: Priority.words
    case .stage: ReportStage.words
    case .addressee: act == .notify ? NoticeAddressee.words : Addressee.words
    case .notifier: Notifier.words
    case .answer: RequestWords.acceptance + RequestWords.refusal
    case .guarantee: GuarantorState.words
    case .payer: Guarantor.words
    case .conclusion: Conclusion.words
    case .mode: TransportMode.words
    case .reason:
      switch act {
      case .reject: RejectionReason.words
      case .cancel: CancellationReason.words
      case .fail: FailureReason.words
      case .hold: HoldReason.words
      case .prioritize: PriorityReason.words
      case .void: ErrorReason.words
      default: []
      }
    case .position, .near, .destination, .parallel, .branch, .attempt, .occurredAt, .diagnosedAt,
      .employedUntil, .region, .at, .receipt, .cost, .withOpen, .number, .after, .personal:
      []
    }
  }
}
