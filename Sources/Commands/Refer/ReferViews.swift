import Application
import ArgumentParser
import Referrals
import Wording

// One command for each view.

struct ReferList: ReferVerb {
  static let act = ReferralAct.list
  @Option(help: ReferText.help("STATUS", .list)) var status: Choice<RequestStatus>?
  @Flag(help: ReferText.help("OVERDUE", .list)) var overdue = false
  @Option(help: ReferText.help(.after, .list)) var after: String?
  @Option(help: ReferText.limit) var limit = ListRequest.usualLimit
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    var request = ListRequest()
    request.status = status?.value
    request.isOverdue = overdue
    if let after {
      guard let place = ListCursor(after) else { throw ReferringError.badCursor }
      request.after = place
    }
    request.limit = try ReferReading.limit(limit)
    return .list(request)
  }
}

struct ReferShow: ReferVerb {
  static let act = ReferralAct.show
  @Argument(help: ReferText.code) var code: String
  @Flag(help: ReferText.help("REVEAL", .show)) var reveal = false
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .show(try ReferReading.code(code), reveal: reveal)
  }
}

struct ReferFind: ReferVerb {
  static let act = ReferralAct.find
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    let given = try personal(identity)
    guard given.count == 1, let (field, value) = given.first else {
      throw ReferringError.missing(.number, for: .find)
    }
    return .find(field, value)
  }
}

struct ReferClock: ReferVerb {
  static let act = ReferralAct.clock
  @Argument(help: ReferText.code) var code: String
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .clock(try ReferReading.code(code))
  }
}

struct ReferLetter: ReferVerb {
  static let act = ReferralAct.letter
  @Argument(help: ReferText.code) var code: String
  @Option(help: ReferText.help(.attempt, .letter)) var attempt: Int?
  @Flag(help: ReferText.help("HTML", .letter)) var html = false
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .letter(
      try ReferReading.code(code), attempt: try ReferReading.attempt(attempt), html ? .page : .text)
  }
}

struct ReferDraft: ReferVerb {
  static let act = ReferralAct.draft
  @Argument(help: ReferText.code) var code: String
  @Flag(help: ReferText.help("HTML", .draft)) var html = false
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .draft(try ReferReading.code(code), html ? .page : .text)
  }
}

struct ReferCount: ReferVerb {
  static let act = ReferralAct.count
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .count
  }
}

struct ReferFigures: ReferVerb {
  static let act = ReferralAct.figures
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest {
    .figures
  }
}
