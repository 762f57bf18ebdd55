public import Application
public import LineProtocol
import Wording

extension ReferralRequest {
  /// Reads a request that fits `CommandTable.referring`.
  ///
  /// - Throws: `ReferringError` where a value is missing or unreadable.
  /// - Precondition: The verb is one of that table.
  public init(_ command: ParsedCommand) throws(ReferringError) {
    guard let act = ReferralAct(verb: command.command.name) else {
      preconditionFailure("\(command.command.name) is no verb of referrals")
    }
    let form = ReferralForm(
      act, code: command.arguments["CODE"] ?? "", values: LineValues(request: command),
      requestID: command.value("ID"))
    self = try form.request()
  }
}

/// The values of a request by the words of the line protocol.
struct LineValues: ReferralValues {
  let request: ParsedCommand

  func text(_ input: ReferralInput) -> String? {
    // The one value without a keyword.
    if input == .value(.position) { return request.arguments["POSITION"] }
    return request.value(input.option)
  }

  func words(_ input: ReferralInput) -> [String]? {
    request.has(input.option) ? request.list(input.option) : nil
  }

  func isSet(_ input: ReferralInput) -> Bool { request.has(input.option) }
}
