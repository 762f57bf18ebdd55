import Application
import ArgumentParser
import Referrals
import Wording

/// What sending takes.
struct SendOptions: ParsableArguments {
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help(.destination, .send)) var to: String?
  @OptionGroup var candidates: CandidateOptions

  func request() throws -> SendRequest {
    var request = SendRequest(try ReferReading.code(step.code))
    request.destination = ReferReading.destination(to)
    request.attempt = try ReferReading.attempt(step.attempt)
    request.from = ReferReading.place(candidates.near)
    request.limit = try ReferReading.limit(candidates.limit)
    request.requestID = ReferReading.plain(step.requestID)
    return request
  }
}

/// `plkk refer send`: sends a draft or a new attempt.
struct ReferSend: ReferVerb {
  static let act = ReferralAct.send
  @OptionGroup var sending: SendOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .send(try sending.request())
  }
}

/// `plkk refer onward`: refers onward from where the patient is.
struct ReferOnward: ReferVerb {
  static let act = ReferralAct.onward
  @OptionGroup var sending: SendOptions
  @Option(help: ReferText.help("BY", .onward)) var by: Choice<Channel>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    var request = try sending.request()
    request.told = by?.value
    return .onward(request)
  }
}

/// `plkk refer next`: names the next candidates.
struct ReferNext: ReferVerb {
  static let act = ReferralAct.next
  @Argument(help: ReferText.code) var code: String
  @OptionGroup var candidates: CandidateOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    var request = NextRequest(try ReferReading.code(code))
    request.from = ReferReading.place(candidates.near)
    request.limit = try ReferReading.limit(candidates.limit)
    return .next(request)
  }
}

/// `plkk refer return`: refers back.
struct ReferReturn: ReferVerb {
  static let act = ReferralAct.returnBack
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help(.destination, .returnBack)) var to: String?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    var request = ReturnRequest(try ReferReading.code(step.code))
    request.facilityID = to
    request.attempt = try ReferReading.attempt(step.attempt)
    request.requestID = ReferReading.plain(step.requestID)
    return .returnBack(request)
  }
}
