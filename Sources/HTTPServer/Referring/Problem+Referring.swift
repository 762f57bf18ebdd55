internal import Application
internal import Formats
internal import HTTPTypes
internal import Referrals
internal import Schema
internal import Wording

extension Problem {
  /// A use case of referring that did nothing.
  init(_ error: ReferringError, of act: ReferralAct?, isEmergency: Bool = false) {
    if case .locate(let error) = error {
      self.init(error, field: error.member(act), isEmergency: isEmergency)
      // What is named in a request is no resource of this path.
      if status == .notFound || status == .gone { status = .badRequest }
      return
    }
    let phrase = error.phrase
    self.init(
      error.code, error.status, field: error.parameter.map(DoorWords.web.value),
      allowed: act.flatMap { act in error.parameter?.words(for: act) } ?? [],
      Phrase(id: phrase.text(.indonesian, in: .web), en: phrase.text(.english, in: .web)))
    self.isEmergency = isEmergency
    switch error {
    case .referralService(.slowDown(let until)), .referralService(.quota(let until)):
      members.append(RecordField("until", .text(until.iso8601())))
      fields[.retryAfter] = "60"
    case .referralService(.store(.versionDiffers(let version))):
      field = "If-Match"
      members.append(RecordField("version", .integer(version)))
    default:
      if status == .unauthorized { fields[.wwwAuthenticate] = Self.challenge }
      if status == .serviceUnavailable { fields[.retryAfter] = "1" }
    }
  }

  private static let challenge = "Bearer realm=\"plkk\""

  /// A token is needed and was not sent.
  static var tokenNeeded: Problem {
    var problem = Problem(
      "token_needed", .unauthorized, field: "Authorization", allowed: ["Bearer TOKEN"],
      Phrase(
        id: "perlu token; kirim Authorization: Bearer TOKEN",
        en: "a token is needed; send Authorization: Bearer TOKEN"))
    problem.fields[.wwwAuthenticate] = challenge
    return problem
  }

  /// A token may only travel over TLS, or within this machine.
  static var tokenInTheOpen: Problem {
    Problem(
      "tls_needed", .forbidden, field: "Authorization",
      Phrase(
        id: "rujukan dan token hanya lewat TLS, atau dari mesin ini sendiri",
        en: "referrals and tokens only over TLS, or from this machine itself"))
  }

  /// No referrals are served here.
  static var noReferrals: Problem {
    Problem(
      "no_referrals", .notFound, field: "path",
      Phrase(
        id: "server ini tidak melayani rujukan; mulai dengan --referrals",
        en: "this server serves no referrals; start it with --referrals"))
  }

  /// As many streams of events as may be are open already.
  static func tooManyStreams(_ most: Int) -> Problem {
    var problem = Problem(
      "too_many_streams", .serviceUnavailable,
      Phrase(
        id: "sudah \(most) aliran peristiwa (event_streams), atau server sedang berhenti",
        en: "\(most) streams of events already (event_streams), or the server is stopping"))
    problem.fields[.retryAfter] = "5"
    return problem
  }

  /// A body that is no JSON object of plain members.
  static func brokenJSON(_ fault: JSONValue.Fault) -> Problem {
    switch fault {
    case .doubled(let name): return .doubledParameter(shown(name))
    case .broken(let place):
      return Problem(
        "broken_json", .badRequest, field: "body",
        Phrase(
          id: "isi bukan JSON yang sah: rusak di dekat byte \(place)",
          en: "the body is no valid JSON: it breaks near byte \(place)"))
    case .tooDeep: return .notFlat
    }
  }

  /// A body that is JSON, and not an object of plain members.
  static var notFlat: Problem {
    Problem(
      "broken_json", .badRequest, field: "body",
      Phrase(
        id: "isi harus satu objek JSON; nilainya teks, angka, true/false, atau daftar teks",
        en: "the body must be one JSON object; its values texts, numbers, true/false, or lists of "
          + "texts"))
  }
}

extension ReferringError {
  /// Stable identifier for programs.
  var code: String {
    switch self {
    case .referralService(.notAuthenticated): "not_authenticated"
    case .referralService(.slowDown): "slow_down"
    case .referralService(.quota): "quota"
    case .referralService(.unknownBranch): "unknown_branch"
    case .referralService(.badScope): "bad_scope"
    case .referralService(.notAccepted): "not_accepted"
    case .referralService(.code): "bad_code"
    case .referralService(.notSent): "not_sent"
    case .referralService(.notPermitted): "not_permitted"
    case .referralService(.store(.notFound)): "referral_not_found"
    case .referralService(.store(.purged)): "purged"
    case .referralService(.store(.requestIDReused)): "request_id_reused"
    case .referralService(.store(.versionDiffers)): "version_differs"
    case .referralService(.store(.refused)): "refused_" + category.word
    case .referralService(.store): "store_" + category.word
    case .locate(let error): error.code
    case .missing: "missing_parameter"
    case .time: "bad_time"
    case .personalLength: "bad_length"
    case .criteriaWithNone: "criteria_with_none"
    case .doubledBasis: "doubled_parameter"
    case .regionUnknown: "region_needed"
    case .badCursor: "bad_cursor"
    case .ambiguousAttempt: "ambiguous_attempt"
    case .noAttempt: "no_attempt"
    case .noOrigin: "no_origin"
    case .noCandidate: "no_candidate"
    case .areaTooWide: "area_too_wide"
    }
  }

  /// The status of the answer.
  var status: HTTPResponse.Status {
    switch self {
    case .referralService(.store(.versionDiffers)): return .preconditionFailed
    case .referralService(.store(.purged)): return .gone
    default: break
    }
    switch category {
    case .usage, .position: return .badRequest
    case .notFound: return .notFound
    case .notAuthenticated: return .unauthorized
    case .notPermitted: return .forbidden
    case .conflict: return .conflict
    case .limit: return .tooManyRequests
    case .busy: return .serviceUnavailable
    case .fault: return .internalServerError
    }
  }
}

extension ReferringError.Category {
  fileprivate var word: String {
    switch self {
    case .usage: "usage"
    case .position: "position"
    case .notFound: "not_found"
    case .notAuthenticated: "not_authenticated"
    case .notPermitted: "not_permitted"
    case .conflict: "conflict"
    case .limit: "limit"
    case .busy: "busy"
    case .fault: "fault"
    }
  }
}

extension LocateError {
  /// The member of a request of referring that it is about.
  fileprivate func member(_ act: ReferralAct?) -> String {
    switch self {
    case .regionUnknown, .regionAmbiguous: "region"
    case .facilityUnknown, .facilityFormer: "to"
    case .limitOutOfRange: "limit"
    default: act == .open ? "position" : "near"
    }
  }
}
