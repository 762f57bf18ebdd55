internal import Facilities
internal import Formats
internal import LineProtocol
internal import Referrals
internal import Application
internal import Storage
internal import Wording

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
    if list.views.contains(where: \.isRefusedLate) { answer.note(.lateRefusal) }
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
        ("business_status", last.map { .text(view.business($0, at: now()).rawValue) } ?? .none),
        ("answer_due_at", time(last?.answerDueAt)),
        ("approximate_m", view.approximateMeters.map { .integer(Int64($0)) } ?? .none),
        ("closed_at", time(view.closedAt)), ("frozen_at", time(view.frozenAt)),
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
          ("business_status", .text(view.business(attempt, at: moment).rawValue)),
          ("reason", attempt.reason.map { .text($0) } ?? .none), ("sent_at", time(attempt.sentAt)),
          ("answer_due_at", time(attempt.answerDueAt)), ("answered_at", time(attempt.answeredAt)),
          ("unconfirmed", .flag(attempt.isUnconfirmed)),
          ("refused_late_at", time(attempt.refusedLateAt)),
          ("departed_at", time(attempt.departedAt)),
          ("arrived_at", time(attempt.arrivedAt)),
        ])
    }
    if let facts = view.facts { answer.add("fact", Self.fields(facts)) }
    if view.facts != nil { add(state: view, to: &answer) }
    let person = PersonalField.allCases.filter { $0 != .note }.compactMap { field in
      view.personal[field].map { (field.rawValue, CaseAnswer.Value.text($0)) }
    }
    if !person.isEmpty { answer.add("person", person + [("masked", .flag(!view.isRevealed))]) }
    add(view.timeline, to: &answer)
    if view.frozenAt != nil {
      // Nothing is to be asked or done any more, so nothing else is said.
      answer.note(.frozen)
      return answer
    }
    if view.isRefusedLate {
      answer.note(.lateRefusal)
      // With nothing to measure from, the note alone says where to ask.
      if let setting = try await setting(
        try await state(code, request, identity), near: nil, in: locator())
      {
        add(
          SiteChoice(setting, in: locator(), limit: CommandTable.candidates), isChosen: false,
          to: &answer)
      }
    }
    if let facts = view.facts {
      notes(on: facts, priority: view.priority, isSent: false, in: &answer)
    }
    if let meters = view.approximateMeters { answer.note(.approximate(meters)) }
    if view.attempts.contains(where: { view.isOverdue($0, at: moment) }) {
      answer.note(.unanswered)
    }
    if view.attempts.contains(where: { $0.status == .accepted }) { answer.note(.notABed) }
    return answer
  }

  /// One row of what others decided about the case.
  private func add(state view: ReferralView, to answer: inout CaseAnswer) {
    answer.add(
      "case",
      [
        ("guarantee", .text(view.guarantor.rawValue)),
        ("payer", view.guarantorPayer.map { .text($0.rawValue) } ?? .none),
        ("conclusion", view.conclusion.map { .text($0.rawValue) } ?? .none),
        ("letter_at", time(view.outcomeLetterAt)), ("closed_at", time(view.closedAt)),
        (
          "open",
          view.openItems.isEmpty
            ? .none : .text(view.openItems.map(\.phrase.id).joined(separator: "; "))
        ),
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
    for view in codes { add(view, to: &answer) }
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
          ("source", stage.rule.map { .text(LawText.source($0).id) } ?? .none),
        ])
      if stage.timing == .startUnknown { answer.note(.askTime) }
      if case .late = stage.timing { answer.note(.late) }
      if stage.timing == .noEmployer { answer.note(.noEmployer) }
      if stage.timing == .ruleNotHeld {
        answer.note(.ruleNotHeld(RuleBook.firstReport.first.validFrom))
      }
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
      let zone = try await state(code, request, identity).referral.facts.zone
      answer = try await perform(.travel(leg), on: code, request, identity, zone: zone)
    } else if request.has("COST") {
      throw .failure(.needed("MODE", "TRANSPORT"))
    }
    // Adding a journey is the act that is logged; looking at the refund is one of its own.
    let isLook = !request.has("MODE")
    let found = try await atDesk { () async throws(DeskError) in
      try await desk.refund(code, isLogged: isLook, by: identity)
    }
    let refund: TransportRefund
    switch found {
    case .unknownDay:
      answer.note(.askTime)
      return answer
    case .ruleNotHeld(let day):
      answer.note(.ruleNotHeld(day))
      return answer
    case .refund(let known): refund = known
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
    answer.note(.atMost(refund.rule))
    return answer
  }

  /// The letter, as text or as a page.
  func letter(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let locator = locator()
    let (state, attempt) = try await atDesk { () async throws(DeskError) in
      try await desk.letter(code, attempt: request.integer("ATTEMPT"), by: identity)
    }
    let id = attempt.destination?.facilityID ?? ""
    let facility = locator.directory.facility(id: id)
    let place = Letter.Place(
      name: facility?.name ?? id, address: facility?.address ?? "", phone: facility?.phone ?? "",
      regionCode: facility?.regencyCode ?? "")
    var next: [String] = []
    if attempt.refusedLateAt != nil, let setting = try await setting(state, near: nil, in: locator)
    {
      next = SiteChoice(setting, in: locator, limit: CommandTable.candidates).hits.map {
        "\($0.facility.name), \($0.facility.regency): "
          + ($0.facility.phone.isEmpty ? "telepon tidak tercatat, 119" : $0.facility.phone)
      }
    }
    let letter = Letter(state.referral, attempt, to: place, next: next, now: now())
    return CaseAnswer(text: request.has("HTML") ? letter.html : letter.text)
  }

  /// The draft of the employer's first report, as text or as a page.
  func draft(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let (referral, personal) = try await atDesk { () async throws(DeskError) in
      try await desk.reportDraft(code, by: identity)
    }
    let region = (try? locator().region(referral.facts.regionCode).name) ?? ""
    let draft = ReportDraft(
      referral, personal: personal,
      region: region.isEmpty
        ? referral.facts.regionCode : "\(region) (\(referral.facts.regionCode))")
    var answer = CaseAnswer(text: request.has("HTML") ? draft.html : draft.text)
    for field in draft.fields {
      answer.add(
        "field",
        [
          ("label", .text(field.label)),
          ("value", field.value.isEmpty ? .none : .text(field.value)),
        ])
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
