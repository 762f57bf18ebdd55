internal import Facilities
internal import LineProtocol
internal import Referrals
internal import Application
internal import Storage

extension Casework {
  /// The referrals that someone may see, newest change first; overdue ones longest silent first.
  func list(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let status: RequestStatus? = word("STATUS", request)
    let most = request.integer("LIMIT") ?? CommandTable.listed
    let list = try await atDesk { () async throws(DeskError) in
      try await desk.listed(
        status: status, overdue: request.has("OVERDUE"), limit: most, by: identity)
    }
    var answer = CaseAnswer()
    for view in list.views { add(view, to: &answer) }
    if request.has("OVERDUE"), !list.views.isEmpty { answer.note(.unanswered) }
    for code in list.damaged { answer.note(.damaged(code.text)) }
    if list.unreadable > 0 { answer.note(.damaged("\(list.unreadable)")) }
    return answer
  }

  /// One row that sums a referral up.
  private func add(_ view: ReferralView, to answer: inout CaseAnswer) {
    let last = view.attempts.last
    answer.add(
      "referral",
      [
        ("code", .text(view.code.text)), ("status", .text(view.status.rawValue)),
        ("priority", .text(view.priority.rawValue)), ("kind", .text(view.kind.rawValue)),
        ("emergency", .flag(view.isEmergency)), ("branch", .text(view.branch)),
        ("opened_at", .time(view.openedAt)),
        ("attempts", .integer(Int64(view.attempts.count))),
        ("facility_id", last?.destination.map { .text($0.facilityID) } ?? .none),
        ("attempt_status", last.map { .text($0.status.rawValue) } ?? .none),
        ("business_status", last.map { .text($0.business(at: now()).rawValue) } ?? .none),
        ("answer_due_at", time(last?.answerDueAt)),
      ], zone: view.zone)
  }

  private func time(_ instant: Instant?) -> CaseAnswer.Value {
    instant.map { .time($0) } ?? .none
  }

  /// One referral with its attempts, its facts and, masked unless revealed, its person.
  func show(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let view = try await atDesk { () async throws(DeskError) in
      try await desk.show(code, reveal: request.has("REVEAL"), by: identity)
    }
    let moment = now()
    var answer = CaseAnswer()
    answer.zone = view.zone
    add(view, to: &answer)
    let directory = locator().directory
    for attempt in view.attempts {
      let id = attempt.destination?.facilityID
      let facility = id.flatMap { directory.facility(id: $0) }
      answer.add(
        "attempt",
        [
          ("number", .integer(Int64(attempt.number))),
          ("facility_id", id.map { .text($0) } ?? .none),
          ("facility", facility.map { .text($0.name) } ?? .none),
          ("phone", facility.map(\.phone).flatMap { $0.isEmpty ? nil : .text($0) } ?? .none),
          ("standing", attempt.destination.map { .text($0.standing.rawValue) } ?? .none),
          ("status", .text(attempt.status.rawValue)),
          ("business_status", .text(attempt.business(at: moment).rawValue)),
          ("reason", attempt.reason.map { .text($0) } ?? .none), ("sent_at", time(attempt.sentAt)),
          ("answer_due_at", time(attempt.answerDueAt)), ("answered_at", time(attempt.answeredAt)),
          ("unconfirmed", .flag(attempt.isUnconfirmed)), ("departed_at", time(attempt.departedAt)),
          ("arrived_at", time(attempt.arrivedAt)),
        ])
    }
    if let facts = view.facts { add(facts, to: &answer) }
    if !view.personal.isEmpty {
      answer.add(
        "person",
        PersonalField.allCases.compactMap { field in
          view.personal[field].map { (field.rawValue, .text($0)) }
        } + [("masked", .flag(!view.isRevealed))])
    }
    if view.frozenAt != nil {
      // Nothing is to be asked or done any more, so nothing else is said.
      answer.note(.frozen)
      return answer
    }
    if let facts = view.facts {
      notes(on: facts, priority: view.priority, isSent: false, in: &answer)
    }
    if view.attempts.contains(where: { $0.isOverdue(at: moment) }) { answer.note(.unanswered) }
    if view.attempts.contains(where: { $0.status == .accepted }) { answer.note(.notABed) }
    return answer
  }

  private func add(_ facts: CaseFacts, to answer: inout CaseAnswer) {
    let criteria = facts.emergency.map(\.rawValue).joined(separator: ",")
    answer.add(
      "fact",
      [
        ("kind", .text(facts.kind.rawValue)),
        ("segment", facts.segment.map { .text($0.rawValue) } ?? .none),
        ("occurred_at", time(facts.occurredAt)), ("diagnosed_at", time(facts.diagnosedAt)),
        ("employed_until", time(facts.employmentEndedAt)),
        ("place", facts.place.map { .text($0.rawValue) } ?? .none),
        ("region_code", .text(facts.regionCode)),
        (
          "emergency",
          facts.emergencyAsked ? .text(criteria.isEmpty ? "tidak-ada" : criteria) : .none
        ),
        ("body_part", facts.bodyPart.map { .text($0) } ?? .none),
        ("cause", facts.cause.map { .text($0) } ?? .none),
        ("confidential", .flag(facts.isConfidential)), ("basis", .text(facts.basis.rawValue)),
      ])
  }

  /// The referrals of someone, by one number.
  func find(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let fields: [(String, PersonalField)] = [
      ("NIK", .nik), ("KPJ", .kpj), ("PASSPORT", .passport), ("PHONE", .phone),
    ]
    let given = fields.filter { request.has($0.0) }
    guard given.count == 1, let (option, field) = given.first, let value = request.value(option)
    else { throw .failure(.needed("NIK, KPJ, PASSPORT, PHONE (1)", "LOOKUP")) }
    let codes = try await atDesk { () async throws(DeskError) in
      try await desk.find(field, value, by: identity)
    }
    var answer = CaseAnswer()
    for code in codes { add(try await view(code, identity), to: &answer) }
    return answer
  }

  /// The clocks of both reports.
  func clock(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let (stages, zone) = try await atDesk { () async throws(DeskError) in
      try await desk.clock(code, by: identity)
    }
    var answer = CaseAnswer()
    answer.zone = zone
    for stage in stages {
      let (timing, minutes) = Self.word(stage.timing)
      answer.add(
        "clock",
        [
          ("stage", .text(stage.stage.rawValue)), ("progress", .text(stage.progress.rawValue)),
          ("timing", .text(timing)), ("minutes", minutes.map { .integer($0) } ?? .none),
          ("started_at", time(stage.startedAt)), ("due_at", time(stage.dueAt)),
          ("zone", zone.map { .text($0.rawValue) } ?? .none),
          ("bpjs_tk_at", time(stage.sentAt[.bpjs])),
          ("disnaker_at", time(stage.sentAt[.labourOffice])),
          ("source", stage.rule.map { .text($0.source) } ?? .none),
        ])
      if stage.timing == .startUnknown { answer.note(.askTime) }
      if case .late = stage.timing { answer.note(.late) }
      if stage.timing == .noEmployer { answer.note(.noEmployer) }
    }
    return answer
  }

  /// The word for where a stage stands, and the minutes left or over.
  private static func word(_ timing: Timing) -> (String, Int64?) {
    func minutes(_ span: Span) -> Int64 { span.milliseconds / 60_000 }
    return switch timing {
    case .notYetDue(let left): ("belum-jatuh-tempo", minutes(left))
    case .soon(let left): ("segera", minutes(left))
    case .late(let by): ("terlambat", minutes(by))
    case .sentInTime: ("terkirim-tepat-waktu", nil)
    case .sentLate(let by): ("terkirim-terlambat", minutes(by))
    case .startUnknown: ("waktu-belum-diketahui", nil)
    case .notStarted: ("belum-mulai", nil)
    case .noEmployer: ("tanpa-pemberi-kerja", nil)
    case .ruleNotHeld: ("aturan-tidak-tersedia", nil)
    }
  }

  /// Adds a journey where one is given, and shows what is refunded.
  func transport(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    var answer = CaseAnswer()
    if let mode: TransportMode = word("MODE", request) {
      let leg = TransportLeg(mode: mode, cost: request.integer("COST").map(Int64.init))
      let zone = try await view(code, identity).zone
      answer = try await perform(.travel(leg), on: code, request, identity, zone: zone)
    } else if request.has("COST") {
      throw .failure(.needed("MODE", "TRANSPORT"))
    }
    let refund = try await atDesk { () async throws(DeskError) in
      try await desk.transport(code, by: identity)
    }
    guard let refund else {
      answer.note(.askTime)
      return answer
    }
    for group in refund.groups {
      answer.add(
        "transport",
        [
          ("modes", .text(group.modes.map(\.rawValue).joined(separator: ","))),
          ("spent_idr", .integer(group.spent)), ("cap_idr", .integer(group.cap)),
          ("covered_idr", .integer(group.covered)),
        ])
    }
    answer.add(
      "refund",
      [
        ("covered_idr", .integer(refund.covered)), ("own_cost_idr", .integer(refund.ownCost)),
        ("source", .text(refund.rule.source)),
      ])
    return answer
  }

  /// The letter, as text or as a page.
  func letter(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let directory = locator().directory
    let letter = try await atDesk { () async throws(DeskError) in
      try await desk.letter(code, attempt: request.integer("ATTEMPT"), by: identity) { id in
        directory.facility(id: id).map {
          Letter.Place(
            name: $0.name, address: $0.address, phone: $0.phone, regionCode: $0.regencyCode)
        }
      }
    }
    return CaseAnswer(text: request.has("HTML") ? letter.html : letter.text)
  }

  /// The draft of the employer's first report.
  func draft(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let draft = try await atDesk { () async throws(DeskError) in
      try await desk.reportDraft(code, by: identity)
    }
    var answer = CaseAnswer(text: draft.text)
    for (label, value) in draft.fields {
      answer.add(
        "field", [("label", .text(label)), ("value", value.isEmpty ? .none : .text(value))])
    }
    return answer
  }

  /// Numbers of referrals; small cells withheld.
  func counts(_ identity: Identity) async throws(CaseworkError) -> CaseAnswer {
    let counts = try await atDesk { () async throws(DeskError) in
      try await desk.counts(by: identity)
    }
    var answer = CaseAnswer()
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      answer.add(
        "count",
        [
          ("province_code", .text(key.province)), ("kind", .text(key.kind.rawValue)),
          ("status", .text(key.status.rawValue)),
          ("count", count.map { .integer(Int64($0)) } ?? .none),
        ])
    }
    return answer
  }
}
