import Application
import ArgumentParser
import Referrals
import Wording

// One command for each step; what they share is in `ReferVerb` and `StepOptions`.

/// What every step on an attempt takes.
struct StepOptions: ParsableArguments {
  @Argument(help: ReferText.code) var code: String
  @Option(help: ReferText.help(.attempt, .accept)) var attempt: Int?
  @Option(help: ReferText.requestID) var requestID: String?

  /// The request of a step; `told` is by what means the facility told it, where the step does not say.
  func request(_ step: ReferralStep, told: Channel? = nil) throws -> StepRequest {
    var request = StepRequest(try ReferReading.code(code), step)
    request.told = told
    request.attempt = try ReferReading.attempt(attempt)
    request.requestID = ReferReading.plain(requestID)
    return request
  }
}

/// What a step takes that names the next candidates.
struct CandidateOptions: ParsableArguments {
  @Option(help: ReferText.help(.near, .next)) var near: String?
  @Option(help: ReferText.limit) var limit = Candidates.usual
}

struct ReferSeen: ReferVerb {
  static let act = ReferralAct.receive
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help("BY", .receive)) var by: Choice<Channel>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .step(try step.request(.receive(by: by?.value ?? .service)))
  }
}

struct ReferAccept: ReferVerb {
  static let act = ReferralAct.accept
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help("BY", .accept)) var by: Choice<Channel>?
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    var request = try step.request(.accept(by: by?.value ?? .service))
    request.personal = try personal(identity)
    return .step(request)
  }
}

struct ReferReject: ReferVerb {
  static let act = ReferralAct.reject
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help(.reason, .reject)) var reason: Choice<RejectionReason>?
  @Option(help: ReferText.help("BY", .reject)) var by: Choice<Channel>?
  @OptionGroup var candidates: CandidateOptions
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    var request = try step.request(
      .reject(try ReferReading.needed(reason, .reason, for: .reject)))
    request.told = by?.value
    request.personal = try personal(identity)
    request.from = ReferReading.place(candidates.near)
    request.limit = try ReferReading.limit(candidates.limit)
    return .step(request)
  }
}

struct ReferDepart: ReferVerb {
  static let act = ReferralAct.depart
  @OptionGroup var step: StepOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .step(try step.request(.depart))
  }
}

struct ReferHold: ReferVerb {
  static let act = ReferralAct.hold
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help(.reason, .hold)) var reason: Choice<HoldReason>?
  @Option(help: ReferText.help("BY", .hold)) var by: Choice<Channel>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    let reason = try ReferReading.needed(reason, .reason, for: .hold)
    return .step(try step.request(.hold(reason), told: by?.value))
  }
}

struct ReferArrive: ReferVerb {
  static let act = ReferralAct.arrive
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help("BY", .arrive)) var by: Choice<Channel>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .step(try step.request(.arrive, told: by?.value))
  }
}

struct ReferCancel: ReferVerb {
  static let act = ReferralAct.cancel
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help(.reason, .cancel)) var reason: Choice<CancellationReason>?
  @Flag(help: ReferText.help("ALL", .cancel)) var all = false
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    let reason = try ReferReading.needed(reason, .reason, for: .cancel)
    return .step(try step.request(all ? .revoke(reason) : .cancel(reason)))
  }
}

struct ReferFail: ReferVerb {
  static let act = ReferralAct.fail
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help(.reason, .fail)) var reason: Choice<FailureReason>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    let reason = try ReferReading.needed(reason, .reason, for: .fail)
    return .step(try step.request(.fail(reason)))
  }
}

/// A late answer of a facility, as it is typed.
enum LateAnswer: String, CodedWord, Sendable {
  case accepted = "diterima"
  case refused = "ditolak"

  var otherWord: String? { rawValue == "diterima" ? "accepted" : "refused" }
}

struct ReferLate: ReferVerb {
  static let act = ReferralAct.answerLate
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help(.answer, .answerLate)) var answer: Choice<LateAnswer>?
  @Option(help: ReferText.help("BY", .answerLate)) var by: Choice<Channel>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    let said = try ReferReading.needed(answer, .answer, for: .answerLate)
    return .step(
      try step.request(
        .answerLate(accepted: said == .accepted, by: by?.value ?? .service)))
  }
}

struct ReferVoid: ReferVerb {
  static let act = ReferralAct.void
  @OptionGroup var step: StepOptions
  @Option(help: ReferText.help(.reason, .void)) var reason: Choice<ErrorReason>?
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    let reason = try ReferReading.needed(reason, .reason, for: .void)
    return .step(try step.request(.void(reason)))
  }
}
