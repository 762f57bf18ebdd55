internal import Application
internal import Exporting
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Referrals
internal import Schema
internal import Wording

/// `/v1/referrals`: the use cases of referring, for clients with a token.
struct ReferralRoutes: Sendable {
  /// Who may do what with the referrals; `nil` where none are served.
  let referralService: ReferralService?
  let now: @Sendable () -> Instant

  /// The acts that change a referral, each with a path of its own.
  private static let changes: [ReferralAct] = [
    .send, .receive, .accept, .reject, .prioritize, .depart, .hold, .arrive, .cancel, .fail,
    .answerLate, .onward, .returnBack, .void, .correct, .report, .notify, .outcome, .guarantee,
    .conclude, .transport, .withdraw, .close,
  ]

  var operations: [Operation] {
    let one = "/v1/referrals/{code}"
    return [
      token, change("openReferral", "/v1/referrals", .open),
      look(
        "listReferrals", "/v1/referrals", .list,
        "The referrals that the token may see, newest change first."),
      look(
        "countReferrals", "/v1/referrals:count", .count,
        "Numbers of referrals by province, kind and state; cells under 5 are withheld."),
      look(
        "referralFigures", "/v1/referrals:figures", .figures,
        "What the referrals tell about the service, by province; cells under 5 are withheld."),
      look(
        "callList", "/v1/referrals:calls", .calls,
        "Who has to be phoned now and by which number, the most pressing first."),
      find,
      look("referral", one, .show, "One referral with all that was recorded."),
      look("referralClock", one + "/clock", .clock, "The deadlines of the employer's reports."),
      look("referralNext", one + "/next", .next, "The next candidates, with their phones."),
      look(
        "referralTransport", one + "/transport", .transport,
        "The journeys and what is refunded of them.", hasInputs: false),
      paper("referralLetter", one + "/letter", .letter, "The letter that the patient carries."),
      paper(
        "referralFirstReport", one + "/kk1", .draft,
        "A draft of the employer's first report (KK1); it names the person."),
    ]
      + Self.changes.map {
        change("referral_" + $0.rawValue.replacing("-", with: "_"), "\(one)/\($0.rawValue)", $0)
      }
  }

  // MARK: Describing

  private static let problems: [HTTPResponse.Status] = [.unauthorized, .forbidden, .notFound]

  private func change(_ id: String, _ path: String, _ act: ReferralAct) -> Operation {
    var operation = Operation(
      id, path, act.summary, method: .post, accepts: [MediaType.json], schema: "ReferralAnswer",
      problems: Self.problems + [.conflict, .gone, .preconditionFailed]
    ) { try await perform($0, act) }
    operation.needsToken = true
    operation.members = act.parameters
    operation.isCreating = act == .open || act == .returnBack
    operation.headers = [.idempotencyKey] + (act == .open ? [] : [.ifMatch])
    return operation
  }

  private func look(
    _ id: String, _ path: String, _ act: ReferralAct, _ summary: String, hasInputs: Bool = true
  ) -> Operation {
    var operation = Operation(
      id, path, summary, parameters: hasInputs ? act.parameters : [], schema: "ReferralAnswer",
      problems: Self.problems + [.conflict, .gone]
    ) { call in
      let values = WebValues(arguments: call.arguments)
      return try Self.reply(try await ask(call, act, values), call, act)
    }
    operation.needsToken = true
    return operation
  }

  /// Whose token it is: nothing but what it was made with.
  private var token: Operation {
    var operation = Operation(
      "token", "/v1/token", "What the token that was sent permits.", schema: "Token",
      problems: Self.problems
    ) { call in
      let (_, identity) = try await referring(call)
      var json = JSONWriter()
      json.object {
        $0.member("role", identity.role.rawValue)
        $0.member("scope", identity.scope)
      }
      var reply = Reply(json.text, MediaType.json)
      reply.fields[.cacheControl] = "no-store"
      return reply
    }
    operation.needsToken = true
    return operation
  }

  /// Numbers of a person stand in no address, where they would be written down on the way.
  private var find: Operation {
    var operation = Operation(
      "findReferrals", "/v1/referrals:find", "The referrals of someone, by one number.",
      method: .post, accepts: [MediaType.json], schema: "ReferralAnswer", problems: Self.problems
    ) { call in
      let values = WebValues(arguments: try await call.members(ReferralAct.find.parameters))
      return try Self.reply(try await ask(call, .find, values), call, .find)
    }
    operation.needsToken = true
    operation.members = ReferralAct.find.parameters
    return operation
  }

  private func paper(
    _ id: String, _ path: String, _ act: ReferralAct, _ summary: String
  ) -> Operation {
    var operation = Operation(
      id, path, summary, parameters: act.parameters,
      produces: [MediaType.html, MediaType.text], schema: "Text",
      problems: Self.problems + [.conflict, .gone]
    ) { call in
      let isPage = call.form == MediaType.html
      let answer = try await ask(
        call, act, WebValues(arguments: call.arguments, isPage: isPage))
      var reply = Reply(answer.text ?? "", call.form + "; charset=utf-8")
      reply.fields[.cacheControl] = "no-store"
      reply.fields[.contentLanguage] = "id"
      if isPage {
        reply.fields[.contentSecurityPolicy] =
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
      }
      return reply
    }
    operation.needsToken = true
    return operation
  }

  // MARK: Answering

  /// The use cases, and whose token came with the request.
  func referring(_ call: Call) async throws(Problem) -> (Referring, Identity) {
    guard let referralService else { throw .noReferrals }
    let identity = try await call.identity(referralService)
    let locator = call.snapshot.locator
    return (Referring(referralService: referralService, locator: { locator }, now: now), identity)
  }

  /// Does what a request asks for.
  ///
  /// - Parameters:
  ///   - call: The request.
  ///   - act: What it asks for.
  ///   - values: Its parameters or members.
  ///   - version: The version that the referral must have before; `nil` accepts any.
  /// - Returns: The records and what must be said of them.
  /// - Throws: `Problem` for every `ReferringError`.
  private func ask(
    _ call: Call, _ act: ReferralAct, _ values: WebValues, version: Int? = nil
  ) async throws(Problem) -> ReferralAnswer {
    var (referring, identity) = try await referring(call)
    referring.ifVersion = version
    let form = ReferralForm(
      act, code: call.segment("code"), values: values, requestID: call.requestID)
    do throws(ReferringError) {
      return try await referring.answer(try form.request(), by: identity)
    } catch {
      throw Problem(error, of: act, isEmergency: act == .open && values.tellsOfDanger)
    }
  }

  private func perform(_ call: Call, _ act: ReferralAct) async throws -> Reply {
    // Without a token the other errors are not disclosed.
    _ = try await referring(call)
    let values = WebValues(arguments: try await call.members(act.parameters))
    if act == .open, call.request.headers.contains(.ifMatch) {
      throw Problem.wrongValue("If-Match", "", "—")
    }
    let answer = try await ask(call, act, values, version: try call.version())
    var reply = try Self.reply(answer, call, act)
    for case .receipt(let row) in answer.records {
      if row.code == Self.plain(call.segment("code")) || act == .open {
        reply.etag = "\"\(row.version)\""
      }
      if act == .open || act == .returnBack {
        reply.status = .created
        reply.fields[.location] = "/v1/referrals/\(row.code)"
      }
    }
    return reply
  }

  private static func plain(_ code: String) -> String? { try? ReferralCode(code).text }

  /// The rows of an answer, and what a person must know beside them.
  private static func reply(
    _ answer: ReferralAnswer, _ call: Call, _ act: ReferralAct
  ) throws -> Reply {
    var next: String?
    var json = JSONWriter()
    json.object { object in
      object.member(
        "warnings",
        array: { warnings in
          for advisory in answer.advisories {
            if case .more(let cursor) = advisory { next = cursor.text }
            warnings.object {
              $0.member("code", advisory.code)
              $0.member("text", advisory.phrase.text(call.language, in: .web))
            }
          }
        })
      object.member(
        "rows",
        array: { rows in
          for record in answer.records {
            rows.object { row in
              row.member("row", record.row)
              row.members(record.fields)
            }
          }
        })
      if let version = answer.version { object.member("version", version) }
      if act == .list { object.member("next", next) }
    }
    var reply = Reply(json.text, MediaType.json)
    if act == .show, let version = answer.version {
      // The version for what is to be changed; the rest for who asks whether it looks as before, as
      // time changes an answer too.
      var digest = FNVDigest()
      digest.add(json.text)
      reply.etag = "\"\(version).\(digest.text)\""
    }
    reply.fields[.cacheControl] = "no-store"
    reply.fields[.contentLanguage] = call.language.rawValue
    return reply
  }
}

extension WebValues {
  /// Whether a criterion of an emergency is met.
  var tellsOfDanger: Bool {
    (words(.value(.emergency)) ?? []).contains { EmergencyCriterion.read($0) != nil }
  }
}
