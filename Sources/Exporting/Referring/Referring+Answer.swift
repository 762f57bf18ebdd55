public import Application
internal import Formats
internal import Referrals
public import Schema
internal import Wording

extension Referring {
  /// Answers any request of referring with the rows, letters and forms that doors write.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  public func answer(
    _ request: ReferralRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralAnswer {
    var answer = try await rows(request, by: identity)
    // The change stands, even where the token's end cannot be read.
    if let end = try? await referralService.endOfToken(identity) {
      answer.advisories.append(.tokenEnds(end))
    }
    return answer
  }

  private func rows(
    _ request: ReferralRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralAnswer {
    switch request {
    case .open(let request): ReferralAnswer(try await open(request, by: identity))
    case .send(let request): ReferralAnswer(try await send(request, by: identity))
    case .next(let request): ReferralAnswer(try await next(request, by: identity))
    case .step(let request): ReferralAnswer(try await step(request, by: identity))
    case .onward(let request): ReferralAnswer(try await onward(request, by: identity))
    case .returnBack(let request): ReferralAnswer(try await referBack(request, by: identity))
    case .correct(let request): ReferralAnswer(try await correct(request, by: identity))
    case .record(let request): ReferralAnswer(try await record(request, by: identity))
    case .transport(let request): ReferralAnswer(try await transport(request, by: identity))
    case .list(let request): ReferralAnswer(try await list(request, by: identity))
    case .show(let code, let reveal):
      ReferralAnswer(try await show(code, reveal: reveal, by: identity))
    case .find(let field, let value):
      ReferralAnswer(try await find(field, value, by: identity))
    case .clock(let code):
      ReferralAnswer(try await clock(code, by: identity), source: { LawText.source($0).id })
    case .letter(let code, let attempt, let form):
      ReferralAnswer(
        ReferralLetter(try await letter(code, attempt: attempt, by: identity)), as: form)
    case .draft(let code, let form):
      ReferralAnswer(ReportDraft(try await draft(code, by: identity)), as: form)
    case .count: ReferralAnswer(try await counts(by: identity))
    case .figures: ReferralAnswer(try await figures(by: identity))
    case .calls(let limit):
      ReferralAnswer(try await calls(limit: limit, by: identity))
    }
  }
}

extension ReferralAnswer {
  init(_ letter: ReferralLetter, as form: DocumentForm) {
    self.init(text: form == .page ? letter.html : letter.text)
  }

  init(_ draft: ReportDraft, as form: DocumentForm) {
    self.init(
      form: draft.fields.map {
        FormFieldRow(label: $0.label, value: $0.value.isEmpty ? nil : $0.value)
      }, text: form == .page ? draft.html : draft.text)
  }
}
