import Application
import Formats
import LineProtocol
import Referrals
import Wording

/// Reads the values of a request of referring from the words of the line protocol.
struct ReferralReader {
  /// The request.
  let request: ParsedCommand
  /// The use case that it asks for.
  let act: ReferralAct

  /// The referral that is meant.
  func code() throws(ReferringError) -> ReferralCode {
    do {
      return try ReferralCode(request.arguments["CODE"] ?? "")
    } catch {
      throw .desk(.code(error))
    }
  }

  /// The id by which the client knows its request again.
  var requestID: String? { request.value("ID") }

  /// How many candidates are told.
  var limit: Int { request.integer("LIMIT") ?? Candidates.usual }

  /// Which attempt.
  var attempt: Int? { request.integer("ATTEMPT") }

  /// By what means.
  var channel: Channel? { word("BY") }

  /// Where to.
  var destination: DestinationWish? {
    request.value("TO").map {
      $0.uppercased() == RequestWords.nearest ? .nearest : .facility($0)
    }
  }

  /// The value of an option whose words are those of an enumeration.
  func word<Value: CodedWord>(_ option: String, _: Value.Type = Value.self) -> Value? {
    request.value(option).flatMap(Value.read)
  }

  /// The same, needed.
  func word<Value: CodedWord>(
    _ parameter: ReferralParameter, _: Value.Type = Value.self
  ) throws(ReferringError) -> Value {
    guard let value = word(parameter.option, Value.self) else {
      throw .missing(parameter, for: act)
    }
    return value
  }

  /// A time as it was written.
  func time(_ parameter: ReferralParameter) throws(ReferringError) -> WrittenTime? {
    guard let text = request.value(parameter.option) else { return nil }
    do { return try TimeText.parse(text) } catch { throw .time(parameter, error) }
  }

  /// When something that is recorded happened; needed.
  func at() throws(ReferringError) -> WrittenTime {
    guard let time = try time(.at) else { throw .missing(.at, for: act) }
    return time
  }

  /// What candidates are measured from.
  var near: GivenPlace? { request.value("NEAR").map(GivenPlace.text) }

  /// The personal values.
  var personal: [PersonalField: String] {
    PersonalField.allCases.reduce(into: [:]) { $0[$1] = request.value($1.option) }
  }

  /// What is said of the case.
  func facts() throws(ReferringError) -> CaseFactsChange {
    var facts = CaseFactsChange()
    facts.kind = word("CASE")
    facts.segment = word("SEGMENT")
    facts.occurredAt = try time(.occurredAt)
    facts.diagnosedAt = try time(.diagnosedAt)
    facts.employedUntil = try time(.employedUntil)
    facts.place = word("PLACE")
    facts.region = request.value("REGION")
    facts.isConfidential = request.has("CONFIDENTIAL")
    if request.has("LAWFULBASIS"), request.has("BASIS") { throw .doubledBasis }
    facts.basis = word("LAWFULBASIS") ?? word("BASIS")
    guard request.has("EMERGENCY") else { return facts }
    let words = request.list("EMERGENCY")
    let criteria = words.compactMap(EmergencyCriterion.read)
    guard criteria.isEmpty || !words.contains(where: RequestWords.noCriterion.contains) else {
      throw .criteriaWithNone
    }
    facts.emergency = criteria
    return facts
  }
}
