import Application
import Referrals
import Wording

/// Reads what was typed after options of `plkk refer` into the values of a request.
enum ReferReading {
  static func code(_ text: String) throws(ReferringError) -> ReferralCode {
    do { return try ReferralCode(text) } catch { throw .referralService(.code(error)) }
  }

  static func time(
    _ text: String?, _ parameter: ReferralParameter
  ) throws(ReferringError) -> WrittenTime? {
    guard let text else { return nil }
    do { return try TimeText.parse(text) } catch { throw .time(parameter, error) }
  }

  static func at(_ text: String?, for act: ReferralAct) throws(ReferringError) -> WrittenTime {
    guard let time = try time(text, .at) else { throw .missing(.at, for: act) }
    return time
  }

  static func needed<Value: CodedWord & Sendable>(
    _ choice: Choice<Value>?, _ parameter: ReferralParameter, for act: ReferralAct
  ) throws(ReferringError) -> Value {
    guard let choice else { throw .missing(parameter, for: act) }
    return choice.value
  }

  /// A text as it was typed, with a hyphen where the parser was given a minus sign.
  static func plain(_ text: String?) -> String? { text.map(Arguments.restoringMinus) }

  static func place(_ text: String?) -> GivenPlace? {
    guard let text, !text.isEmpty else { return nil }
    return .text(Arguments.restoringMinus(text))
  }

  static func destination(_ text: String?) -> DestinationWish? {
    text.map { $0.uppercased() == RequestWords.nearest ? .nearest : .facility($0) }
  }

  static func limit(_ limit: Int) throws -> Int {
    guard (1...100).contains(limit) else {
      throw CommandFailure(
        .usage, say(id: "--limit harus 1 sampai 100", en: "--limit must be 1 to 100"))
    }
    return limit
  }

  static func attempt(_ attempt: Int?) throws -> Int? {
    guard let attempt, !(1...99).contains(attempt) else { return attempt }
    throw CommandFailure(
      .usage, say(id: "--attempt harus 1 sampai 99", en: "--attempt must be 1 to 99"))
  }

  /// An amount as people write it, `3.200.000` or `Rp 3,200,000`, as a whole number of rupiah.
  ///
  /// A rupiah has no fractions, so groups of three are thousands.
  static func rupiah(_ text: String) throws -> Int64 {
    let bare =
      text.prefixMatch(of: /(?i:rp)\.?\s*/).map { text[$0.range.upperBound...] } ?? text[...]
    guard bare.wholeMatch(of: /\d{1,3}((\.\d{3})+|(,\d{3})+)|\d+/) != nil,
      let rupiah = Int64(bare.filter(\.isNumber)), rupiah <= TransportLeg.highestCost
    else {
      throw CommandFailure(
        .usage,
        say(
          id: "--cost: 0 sampai 1000000000 rupiah, misalnya 350.000",
          en: "--cost: 0 to 1000000000 rupiah, such as 350,000"))
    }
    return rupiah
  }

  /// Criteria of an emergency with commas between, and whether the word for none is among them.
  static func criteria(
    _ text: String
  ) throws -> (criteria: [EmergencyCriterion], isNone: Bool) {
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.lowercased()
    }
    let allowed = ReferralParameter.emergency.words(for: .open)
    if let word = words.first(where: { !allowed.contains($0) }) {
      let (typed, list) = (Failures.safe(word), allowed.joined(separator: ", "))
      throw CommandFailure(
        .usage,
        say(
          id: "nilai “\(typed)” tidak sah untuk --emergency; yang boleh: \(list)",
          en: "value “\(typed)” is not allowed for --emergency; allowed: \(list)"))
    }
    return (
      words.compactMap(EmergencyCriterion.read),
      words.contains(where: RequestWords.isNoCriterion)
    )
  }
}
