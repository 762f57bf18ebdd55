public import Application
import Referrals

/// The values of a request of referring, by what they mean: each door has its own names for them.
public protocol ReferralValues {
  /// The one value that was given, as it was written.
  func text(_ input: ReferralInput) -> String?
  /// The words of a value that is a list; nil where none was given, not even an empty one.
  func words(_ input: ReferralInput) -> [String]?
  /// Whether what is said by its presence was given.
  func isSet(_ input: ReferralInput) -> Bool
}

/// Reads values into the request of their use case: once for all doors that take them as words.
///
/// Positions and regions stay as they were written; the use case understands them.
public struct ReferralForm<Values: ReferralValues> {
  /// The use case that is asked for.
  let act: ReferralAct
  /// The referral that is meant, as it was written.
  let codeText: String
  /// What was given.
  let values: Values
  /// Id by which a repeated request is known again.
  let requestID: String?

  /// Names what is to be read.
  ///
  /// - Parameters:
  ///   - act: What is to be done.
  ///   - code: The referral that is meant, as it was written; empty for an act without one.
  ///   - values: The values by their names.
  ///   - requestID: Id by which a repeated request is recognised.
  public init(_ act: ReferralAct, code: String, values: Values, requestID: String?) {
    self.act = act
    codeText = code
    self.values = values
    self.requestID = requestID
  }

  /// The request.
  ///
  /// - Throws: `ReferringError` where a value is missing or cannot be read.
  public func request() throws(ReferringError) -> ReferralRequest {
    switch act {
    case .open: return .open(try opening())
    case .send: return .send(try sending())
    case .onward: return .onward(try sending())
    case .next:
      var next = NextRequest(try code())
      next.from = near
      next.limit = limit
      return .next(next)
    case .returnBack:
      var wish = ReturnRequest(try code())
      wish.facilityID = text(.destination)
      wish.attempt = attempt
      wish.requestID = requestID
      return .returnBack(wish)
    case .receive, .accept, .reject, .depart, .hold, .arrive, .cancel, .fail, .answerLate, .void:
      var step = StepRequest(try code(), try step())
      step.attempt = attempt
      // Of the others the channel belongs to the step.
      if [.reject, .hold, .arrive].contains(act) { step.told = channel }
      step.personal = personal
      step.from = near
      step.limit = limit
      step.requestID = requestID
      return .step(step)
    case .correct:
      var change = CorrectRequest(try code())
      change.facts = try facts()
      change.personal = personal
      change.requestID = requestID
      return .correct(change)
    case .report, .notify, .outcome, .guarantee, .conclude, .withdraw, .close, .prioritize:
      var record = RecordRequest(try code(), try record())
      record.personal = personal
      record.requestID = requestID
      return .record(record)
    case .transport: return .transport(try journey())
    case .list: return .list(try listing())
    case .show: return .show(try code(), reveal: values.isSet(.reveal))
    case .find:
      let given = PersonalField.allCases.compactMap { field in
        field.isFindable ? text(.personal(field)).map { (field, $0) } : nil
      }
      guard given.count == 1 else { throw .missing(.number, for: .find) }
      return .find(given[0].0, given[0].1)
    case .clock: return .clock(try code())
    case .letter: return .letter(try code(), attempt: attempt, document)
    case .draft: return .draft(try code(), document)
    case .count: return .count
    case .figures: return .figures
    case .calls: return .calls(limit: integer(.limit) ?? ListRequest.usualLimit)
    }
  }

  // MARK: Values

  private func code() throws(ReferringError) -> ReferralCode {
    do { return try ReferralCode(codeText) } catch { throw .referralService(.code(error)) }
  }

  private func text(_ parameter: ReferralParameter) -> String? { values.text(.value(parameter)) }

  private func integer(_ input: ReferralInput) -> Int? { values.text(input).flatMap { Int($0) } }

  private var limit: Int { integer(.limit) ?? Candidates.usual }
  private var attempt: Int? { integer(.value(.attempt)) }
  private var channel: Channel? { word(.channel) }
  private var document: DocumentForm { values.isSet(.page) ? .page : .text }

  /// What candidates are measured from.
  private var near: GivenPlace? { text(.near).map(GivenPlace.text) }

  /// Where to.
  private var destination: DestinationWish? {
    text(.destination).map {
      $0.uppercased() == RequestWords.nearest ? .nearest : .facility($0)
    }
  }

  /// The value of an input whose words are those of an enumeration.
  private func word<Value: CodedWord>(_ input: ReferralInput) -> Value? {
    values.text(input).flatMap(Value.read)
  }

  /// The same, needed.
  private func needed<Value: CodedWord>(
    _ parameter: ReferralParameter
  ) throws(ReferringError) -> Value {
    guard let value: Value = word(.value(parameter)) else { throw .missing(parameter, for: act) }
    return value
  }

  /// A time as it was written.
  private func time(_ parameter: ReferralParameter) throws(ReferringError) -> WrittenTime? {
    guard let text = text(parameter) else { return nil }
    do { return try TimeText.parse(text) } catch { throw .time(parameter, error) }
  }

  /// When something that is recorded happened; needed.
  private func at() throws(ReferringError) -> WrittenTime {
    guard let time = try time(.at) else { throw .missing(.at, for: act) }
    return time
  }

  /// The personal values; the position has its own place.
  private var personal: [PersonalField: String] {
    PersonalField.allCases.reduce(into: [:]) { found, field in
      if field != .position { found[field] = text(.personal(field)) }
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
    facts.region = text(.region)
    facts.isConfidential = values.isSet(.confidential)
    if text(.lawfulBasis) != nil, text(.formerBasis) != nil { throw .doubledBasis }
    facts.basis = word(.value(.lawfulBasis)) ?? word(.value(.formerBasis))
    guard let words = values.words(.value(.emergency)) else { return facts }
    let criteria = words.compactMap(EmergencyCriterion.read)
    guard criteria.isEmpty || !words.contains(where: RequestWords.isNoCriterion) else {
      throw .criteriaWithNone
    }
    facts.emergency = criteria
    return facts
  }

  // MARK: Parts of requests

  private func opening() throws(ReferringError) -> OpenRequest {
    var opening = OpenRequest()
    opening.place = text(.position).map(GivenPlace.text)
    opening.destination = destination
    opening.priority = word(.value(.priority))
    opening.isParallel = values.isSet(.value(.parallel))
    opening.branch = text(.branch)
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
    if act == .onward { sending.told = channel }
    sending.from = near
    sending.limit = limit
    sending.requestID = requestID
    return sending
  }

  private func step() throws(ReferringError) -> ReferralStep {
    let channel = channel ?? .service
    switch act {
    case .receive: return .receive(by: channel)
    case .accept: return .accept(by: channel)
    case .reject: return .reject(try needed(.reason))
    case .depart: return .depart
    case .hold: return .hold(try needed(.reason))
    case .arrive: return .arrive
    case .cancel:
      return values.isSet(.all) ? .revoke(try needed(.reason)) : .cancel(try needed(.reason))
    case .fail: return .fail(try needed(.reason))
    case .answerLate:
      guard let said = text(.answer)?.lowercased() else { throw .missing(.answer, for: act) }
      return .answerLate(accepted: RequestWords.acceptance.contains(said), by: channel)
    default: return .void(try needed(.reason))
    }
  }

  private func record() throws(ReferringError) -> CaseRecord {
    switch act {
    case .report:
      return .report(
        try needed(.stage), to: try needed(.addressee), at: try at(), by: channel ?? .online,
        receipt: text(.receipt))
    case .notify:
      return .notice(from: try needed(.notifier), to: try needed(.addressee), at: try at())
    case .outcome: return .outcome(at: try at())
    case .guarantee: return .guarantee(try needed(.guarantee), word(.value(.payer)))
    case .conclude: return .conclusion(try needed(.conclusion))
    case .withdraw: return .withdrawal
    case .close: return .closing(withOpen: values.isSet(.value(.withOpen)))
    default: return .priority(try needed(.newPriority), try needed(.reason))
    }
  }

  private func journey() throws(ReferringError) -> TransportRequest {
    let mode: TransportMode? = word(.value(.mode))
    let cost = integer(.value(.cost)).map(Int64.init)
    if mode == nil, cost != nil { throw .missing(.mode, for: act) }
    var journey = TransportRequest(
      try code(), leg: mode.map { TransportLeg(mode: $0, cost: cost) })
    journey.requestID = requestID
    return journey
  }

  private func listing() throws(ReferringError) -> ListRequest {
    var list = ListRequest()
    list.status = word(.status)
    list.isOverdue = values.isSet(.overdue)
    if let text = text(.after) {
      guard let place = ListCursor(text) else { throw .badCursor }
      list.after = place
    }
    list.limit = integer(.limit) ?? ListRequest.usualLimit
    return list
  }
}
