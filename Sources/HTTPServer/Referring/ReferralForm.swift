internal import Application
internal import Exporting
internal import Facilities
internal import Formats
internal import Referrals
internal import Schema
internal import Wording

/// Reads the values of a request of referring into the request of its use case, and has it done.
struct ReferralForm: Sendable {
  /// The use case that is asked for.
  let act: ReferralAct
  /// The referral that is meant, as it was written.
  let codeText: String
  /// The values.
  let values: WebValues
  /// The directory, for positions and regions.
  let locator: Locator
  /// Id by which a repeated request is known again.
  let requestID: String?

  /// Does what is asked for.
  ///
  /// - Throws: `ReferringError` where a value is missing or cannot be read, or nothing was done.
  func answer(
    _ referring: Referring, by identity: Identity
  ) async throws(ReferringError) -> ReferralAnswer {
    switch act {
    case .open: return ReferralAnswer(try await referring.open(opening(), by: identity))
    case .send: return ReferralAnswer(try await referring.send(sending(), by: identity))
    case .onward: return ReferralAnswer(try await referring.onward(sending(), by: identity))
    case .next:
      return ReferralAnswer(
        try await referring.next(code(), near: near(), limit: limit, by: identity))
    case .returnBack:
      var wish = ReturnRequest(try code())
      wish.facilityID = values.text(.value(.destination))
      wish.attempt = attempt
      wish.requestID = requestID
      return ReferralAnswer(try await referring.referBack(wish, by: identity))
    case .receive, .accept, .reject, .depart, .hold, .arrive, .cancel, .fail, .answerLate, .void:
      return ReferralAnswer(try await referring.step(stepping(), by: identity))
    case .correct:
      var change = CorrectRequest(try code())
      change.facts = try facts()
      change.personal = personal
      change.requestID = requestID
      return ReferralAnswer(try await referring.correct(change, by: identity))
    case .report, .notify, .outcome, .guarantee, .conclude, .withdraw, .close, .prioritize:
      var request = RecordRequest(try code(), try record())
      request.personal = personal
      request.requestID = requestID
      return ReferralAnswer(try await referring.record(request, by: identity))
    case .transport:
      return ReferralAnswer(try await referring.transport(journey(), by: identity))
    case .list: return ReferralAnswer(try await referring.list(listing(), by: identity))
    case .show:
      return ReferralAnswer(
        try await referring.show(code(), reveal: values.isSet(.reveal), by: identity))
    case .find:
      let given = PersonalField.allCases.filter {
        $0.isFindable && values.text(.value(.personal($0))) != nil
      }
      guard given.count == 1, let value = values.text(.value(.personal(given[0]))) else {
        throw .missing(.number, for: .find)
      }
      return ReferralAnswer(try await referring.find(given[0], value, by: identity))
    case .clock:
      return ReferralAnswer(
        try await referring.clock(code(), by: identity), source: { LawText.source($0).id })
    case .letter:
      let letter = ReferralLetter(
        try await referring.letter(code(), attempt: attempt, by: identity))
      return ReferralAnswer(text: values.isPage ? letter.html : letter.text)
    case .draft:
      let draft = ReportDraft(try await referring.draft(code(), by: identity))
      return ReferralAnswer(text: values.isPage ? draft.html : draft.text)
    case .count: return ReferralAnswer(try await referring.counts(by: identity))
    }
  }

  // MARK: Values

  /// The referral that is meant.
  func code() throws(ReferringError) -> ReferralCode {
    do { return try ReferralCode(codeText) } catch { throw .desk(.code(error)) }
  }

  var limit: Int { integer(.limit) ?? Candidates.usual }
  var attempt: Int? { integer(.value(.attempt)) }
  var channel: Channel? { word(.channel) }

  func integer(_ input: ReferralInput) -> Int? { values.text(input).flatMap { Int($0) } }

  /// Where to.
  private var destination: DestinationWish? {
    values.text(.value(.destination)).map {
      $0.uppercased() == RequestWords.nearest ? .nearest : .facility($0)
    }
  }

  /// The value of an input whose words are those of an enumeration.
  func word<Value: CodedWord>(_ input: ReferralInput, _: Value.Type = Value.self) -> Value? {
    values.text(input).flatMap(Value.read)
  }

  /// The same, needed.
  func word<Value: CodedWord>(
    _ parameter: ReferralParameter, _: Value.Type = Value.self
  ) throws(ReferringError) -> Value {
    guard let value = word(.value(parameter), Value.self) else {
      throw .missing(parameter, for: act)
    }
    return value
  }

  /// A time as it was written.
  private func time(_ parameter: ReferralParameter) throws(ReferringError) -> WrittenTime? {
    guard let text = values.text(.value(parameter)) else { return nil }
    do { return try TimeText.parse(text) } catch { throw .time(parameter, error) }
  }

  /// When something that is recorded happened; needed.
  func at() throws(ReferringError) -> WrittenTime {
    guard let time = try time(.at) else { throw .missing(.at, for: act) }
    return time
  }

  private func position(
    _ parameter: ReferralParameter
  ) throws(ReferringError) -> Understood? {
    guard let text = values.text(.value(parameter)) else { return nil }
    do { return try locator.understand(text) } catch { throw .locate(error) }
  }

  /// What candidates are measured from.
  func near() throws(ReferringError) -> Understood? { try position(.near) }

  /// The personal values; the position has its own place.
  var personal: [PersonalField: String] {
    PersonalField.allCases.reduce(into: [:]) { found, field in
      if field != .position { found[field] = values.text(.value(.personal(field))) }
    }
  }

  /// What is said of the case.
  private func facts() throws(ReferringError) -> CaseFactsChange {
    var facts = CaseFactsChange()
    facts.kind = word(.value(.kind))
    facts.segment = word(.segment)
    facts.occurredAt = try time(.occurredAt)
    facts.diagnosedAt = try time(.diagnosedAt)
    facts.employedUntil = try time(.employedUntil)
    facts.place = word(.place)
    if let text = values.text(.value(.region)) {
      do { facts.regionCode = try locator.region(text).code } catch { throw .locate(error) }
    }
    facts.isConfidential = values.isSet(.confidential)
    let basis: LawfulBasis? = word(.value(.lawfulBasis))
    let former: LawfulBasis? = word(.value(.formerBasis))
    if basis != nil, former != nil { throw .doubledBasis }
    facts.basis = basis ?? former
    guard let words = values.words(.value(.emergency)) else { return facts }
    let criteria = words.compactMap(EmergencyCriterion.read)
    guard criteria.isEmpty || !words.contains(where: RequestWords.isNoCriterion) else {
      throw .criteriaWithNone
    }
    facts.emergency = criteria
    return facts
  }

  // MARK: Requests

  private func opening() throws(ReferringError) -> OpenRequest {
    var opening = OpenRequest()
    opening.position = try position(.position)
    opening.destination = destination
    opening.priority = word(.value(.priority))
    opening.isParallel = values.isSet(.value(.parallel))
    opening.branch = values.text(.value(.branch))
    opening.originFacilityID = values.text(.origin)
    opening.limit = limit
    opening.facts = try facts()
    opening.personal = personal
    opening.requestID = requestID
    return opening
  }

  private func sending() throws(ReferringError) -> SendRequest {
    var sending = SendRequest(try code())
    sending.destination = destination
    sending.attempt = attempt
    sending.near = try near()
    sending.limit = limit
    sending.requestID = requestID
    return sending
  }
}

extension RequestWords {
  /// Whether a word says that no criterion of an emergency is met.
  static func isNoCriterion(_ word: String) -> Bool { noCriterion.contains(word.lowercased()) }
}
