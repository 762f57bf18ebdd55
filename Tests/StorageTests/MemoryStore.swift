import Referrals
import Application
import Sealing
import StoreConformance
import Storage
import Synchronization

/// A store in memory, right unless it is told to be wrong in one way: by it the conformance suite is
/// itself tested.
final class MemoryStore: MaintainedStore {
  func digest(of secret: String) -> [UInt8] { Tokens.hash(secret) }

  /// One way to be wrong.
  enum Fault: CaseIterable {
    case losesAcknowledged, losesUnderLoad, duplicates, swapsEvents, dropsEvent
    case forgetsRequestIDs, mixesActors, takesAnyRepeat, keepsRefused, burnsRefusedIDs
    case reusesCodes, forgetsOnRestart, losesPersonal, mixesPersonal, listsOldestFirst
    case pagesTwice, pagesSkip, silentAccess, keepsRevoked, wrongCase, purgesOnDryRun, keepsPurged
    case replacesValues, ignoresVersions
  }

  private struct Record {
    var events: [Event]
    var values: [PersonalValue] = []

    var personal: [PersonalField: String] { values.reduce(into: [:]) { $0[$1.field] = $1.text } }
  }

  private struct Key: Hashable {
    var actor: String
    var id: String
  }

  private struct Content {
    var records: [ReferralCode: Record] = [:]
    var order: [ReferralCode] = []
    var requests: [Key: (WriteRequest.Action, [PersonalField: String], Receipt)] = [:]
    var audit: [AuditEntry] = []
    var tokens: [(TokenRecord, [UInt8])] = []
    var branches: [String] = []
    var guesses: [String: (count: Int, at: Instant)] = [:]
    var changes = 0
    var log: [(ReferralCode, Event)] = []
  }

  private let content = Mutex(Content())
  private let fault: Fault?

  init(_ fault: Fault? = nil) { self.fault = fault }

  /// What a restart leaves.
  func restarted() -> MemoryStore {
    if fault == .forgetsOnRestart {
      content.withLock { $0.requests = [:] }
    }
    return self
  }

  func write(_ request: WriteRequest) async throws(StoreError) -> Receipt {
    let result = content.withLock { content -> Result<Receipt, StoreError> in
      let before = content
      do throws(StoreError) {
        return .success(try apply(request, &content))
      } catch {
        content = before
        if fault == .keepsRefused, case .change(let code, _) = request.action {
          content.records[code]?.events.append(
            Event(at: request.moment.now, actor: "x", body: .closed))
        }
        if fault == .burnsRefusedIDs, let id = request.requestID {
          let receipt = Receipt(
            code: ReferralCode(bits: 0), version: 1, attempt: nil, attemptStatus: nil,
            status: .draft, at: request.moment.now)
          content.requests[Key(actor: request.moment.actor, id: id)] = (
            request.action, request.personal, receipt
          )
        }
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func apply(
    _ request: WriteRequest, _ content: inout Content
  ) throws(StoreError) -> Receipt {
    let key = request.requestID.map {
      Key(actor: fault == .mixesActors ? "" : request.moment.actor, id: $0)
    }
    if let key, fault != .forgetsRequestIDs, let known = content.requests[key] {
      guard (known.0 == request.action && known.1 == request.personal) || fault == .takesAnyRepeat
      else { throw .requestIDReused }
      return known.2
    }
    let receipt: Receipt
    let word: String
    switch request.action {
    case .open(let opening):
      word = "open"
      receipt = try open(opening, request, &content)
    case .change(let code, let command):
      word = command.word
      receipt = try change(code, command, request, &content)
    case .referBack(let code, let attempt, var opening):
      word = "return"
      let free = request.codes.first { content.records[$0] == nil }
      guard let free else { throw .invalid(what: "codes", allowed: "one") }
      _ = try change(code, .returnBack(attempt: attempt, code: free), request, &content)
      if fault != .wrongCase { opening.caseCode = code }
      receipt = try open(opening, request, &content)
    }
    content.audit.append(
      AuditEntry(
        at: request.moment.now, actor: request.moment.actor, role: request.role, action: word,
        code: receipt.code))
    if let key { content.requests[key] = (request.action, request.personal, receipt) }
    return receipt
  }

  private func open(
    _ opening: Opening, _ request: WriteRequest, _ content: inout Content
  ) throws(StoreError) -> Receipt {
    let free = request.codes.first { content.records[$0] == nil || fault == .reusesCodes }
    guard let code = free else { throw .invalid(what: "codes", allowed: "one that is free") }
    content.changes += 1
    let events: [Event]
    do { events = try Referral.open(opening, code: code, at: request.moment) } catch {
      throw .refused(error)
    }
    // Every fiftieth is acknowledged and not kept: only many at once show it.
    let isLost =
      fault == .losesAcknowledged
      || (fault == .losesUnderLoad && content.changes % 50 == 0)
    if !isLost {
      content.records[code] = Record(
        events: events, values: Self.values(request, version: 1))
      if fault == .losesPersonal { content.records[code]?.values = [] }
      content.order.append(code)
      if fault == .duplicates {
        var copy = events
        let other = ReferralCode(bits: code.bits ^ 0xFFFF)
        copy[0].body = .opened(code: other, opening: opening)
        content.records[other] = Record(events: copy)
        content.order.append(other)
      }
    }
    content.log += events.map { (code, $0) }
    guard let state = Referral(events) else { throw .inconsistent("opening") }
    return Self.receipt(state, attempt: 1)
  }

  private func change(
    _ code: ReferralCode, _ command: Command, _ request: WriteRequest, _ content: inout Content
  ) throws(StoreError) -> Receipt {
    guard let record = content.records[code], var state = Referral(record.events) else {
      throw .notFound(code)
    }
    if let wanted = request.ifVersion, wanted != state.version, fault != .ignoresVersions {
      throw .versionDiffers(state.version)
    }
    var events: [Event]
    do { events = try state.decide(command, at: request.moment) } catch { throw .refused(error) }
    for event in events { state.apply(event) }
    if fault == .dropsEvent, command.word == "depart" { events = [] }
    content.changes += 1
    var all = record.events + events
    if fault == .swapsEvents, all.count > 4 { all.swapAt(1, 2) }
    content.records[code]?.events = all
    content.log += events.map { (code, $0) }
    let target = fault == .mixesPersonal ? content.order.last ?? code : code
    if fault == .replacesValues {
      content.records[target]?.values.removeAll { request.personal[$0.field] != nil }
    }
    content.records[target]?.values += Self.values(request, version: record.events.count + 1)
    return Self.receipt(state, attempt: command.step?.attempt)
  }

  private static func values(_ request: WriteRequest, version: Int) -> [PersonalValue] {
    request.personal.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { PersonalValue(field: $0.key, version: version, text: $0.value) }
  }

  private static func receipt(_ state: Referral, attempt: Int?) -> Receipt {
    Receipt(
      code: state.code, version: state.version, attempt: attempt,
      attemptStatus: attempt.flatMap { state.attempt($0)?.status }, status: state.status,
      at: state.changedAt)
  }

  // MARK: - Reading

  func referral(_ code: ReferralCode) async throws(StoreError) -> Referral? {
    content.withLock { $0.records[code].flatMap { Referral($0.events) } }
  }

  func events(_ code: ReferralCode) async throws(StoreError) -> [Event] {
    content.withLock { $0.records[code]?.events ?? [] }
  }

  func lastSequence() async throws(StoreError) -> Int64 {
    content.withLock { Int64($0.log.count) }
  }

  func log(after sequence: Int64, limit: Int) async throws(StoreError) -> [LoggedEvent] {
    content.withLock { content in
      content.log.enumerated().dropFirst(Int(sequence)).prefix(limit).map {
        LoggedEvent(sequence: Int64($0 + 1), code: $1.0, event: $1.1)
      }
    }
  }

  func receipt(actor: String, requestID: String) async throws(StoreError) -> Receipt? {
    content.withLock { $0.requests[Key(actor: actor, id: requestID)]?.2 }
  }

  func values(
    _ code: ReferralCode, of fields: Set<PersonalField>
  ) async throws(StoreError) -> [PersonalValue] {
    content.withLock { ($0.records[code]?.values ?? []).filter { fields.contains($0.field) } }
  }

  func list(_ query: ListQuery) async throws(StoreError) -> ListPage {
    content.withLock { content in
      var rows: [Row] = []
      for (index, code) in content.order.enumerated() {
        guard let state = content.records[code].flatMap({ Referral($0.events) }),
          let time = Self.time(of: state, in: query)
        else { continue }
        rows.append(Row(time: time, index: index, code: code))
      }
      let isOldestFirst = (query.overdueAt != nil) != (fault == .listsOldestFirst)
      rows.sort { isOldestFirst ? $0 < $1 : $1 < $0 }
      if let after = query.after, let index = content.order.firstIndex(of: after.code) {
        let place = Row(time: after.time, index: index, code: after.code)
        rows.removeAll { isOldestFirst ? $0 <= place : $0 >= place }
      }
      var page = ListPage()
      page.codes = rows.prefix(query.limit).map(\.code)
      if rows.count > query.limit, let last = rows.prefix(query.limit).last {
        page.next = ListCursor(time: last.time, code: last.code)
      }
      return page
    }
  }

  /// A row of a list, in the order of lists.
  private struct Row: Comparable {
    var time: Instant
    var index: Int
    var code: ReferralCode

    static func < (left: Row, right: Row) -> Bool {
      (left.time, left.index) < (right.time, right.index)
    }
  }

  /// The time by which a list sorts a referral; nil when it is not in the list.
  private static func time(of state: Referral, in query: ListQuery) -> Instant? {
    func isOf(_ facility: String) -> Bool {
      state.originFacilityID == facility
        || state.attempts.contains {
          $0.sentAt != nil && $0.destination?.facilityID == facility
        }
    }
    let branches = query.branches?.map { $0.lowercased() }
    guard branches?.contains(state.branch.lowercased()) ?? true,
      query.status.map({ state.status == $0 }) ?? true, query.facilityID.map(isOf) ?? true
    else { return nil }
    guard let moment = query.overdueAt else { return state.changedAt }
    if state.frozenAt != nil { return nil }
    return state.attempts.compactMap { attempt -> Instant? in
      guard attempt.status == .requested || attempt.status == .received,
        let due = attempt.answerDueAt, due <= moment
      else { return nil }
      return due
    }.min()
  }

  func find(
    _ field: PersonalField, _ value: String, branch: String?
  ) async throws(StoreError) -> [ReferralCode] {
    guard field.isFindable else { throw .invalid(what: field.rawValue, allowed: "nik, kpj …") }
    let plain = value.filter { $0.isLetter || $0.isNumber }
    return content.withLock { content in
      content.order.filter { code in
        guard let record = content.records[code], record.personal[field] == plain else {
          return false
        }
        guard let branch else { return true }
        return Referral(record.events)?.branch.lowercased() == branch.lowercased()
      }
    }
  }

  func counts() async throws(StoreError) -> [CountKey: Int] {
    content.withLock { content in
      content.records.values.compactMap { Referral($0.events) }
        .reduce(into: [:]) { counts, state in
          let key = CountKey(
            province: String(state.facts.regionCode.prefix(2)), kind: state.facts.kind,
            status: state.status)
          counts[key, default: 0] += 1
        }
    }
  }

  func page(after position: Int64, limit: Int) async throws(StoreError) -> ReferralPage {
    content.withLock { content in
      let skip = Int(position) + (fault == .pagesSkip && position > 0 ? 1 : 0)
      let rest = content.order.dropFirst(skip)
      let page = rest.prefix(limit).compactMap { code in
        content.records[code].flatMap { Referral($0.events) }
      }
      let next = fault == .pagesTwice && position > 0 ? position + 1 : position + Int64(limit)
      return ReferralPage(referrals: page, next: rest.count > limit ? next : nil)
    }
  }

  // MARK: - Access log and tokens

  func record(_ entry: AuditEntry) async throws(StoreError) {
    if fault != .silentAccess { content.withLock { $0.audit.append(entry) } }
  }

  func audit(
    from: Instant, until: Instant, limit: Int
  ) async throws(StoreError) -> [AuditEntry] {
    content.withLock { content in
      let found = content.audit.enumerated().filter {
        $0.element.at >= from && $0.element.at < until
      }
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      return Array(found.map(\.element).prefix(limit))
    }
  }

  func add(_ token: TokenRecord, hash: [UInt8]) async throws(StoreError) {
    content.withLock { $0.tokens.append((token, hash)) }
  }

  func token(hash: [UInt8]) async throws(StoreError) -> TokenRecord? {
    content.withLock { $0.tokens.first { $0.1 == hash }?.0 }
  }

  func tokens() async throws(StoreError) -> [TokenRecord] {
    content.withLock { $0.tokens.map(\.0) }
  }

  func revoke(token id: String, at: Instant) async throws(StoreError) -> Bool {
    content.withLock { content in
      guard let index = content.tokens.firstIndex(where: { $0.0.id == id }) else { return false }
      if fault != .keepsRevoked {
        content.tokens[index].0.revokedAt = content.tokens[index].0.revokedAt ?? at
      }
      return true
    }
  }

  func branches() async throws(StoreError) -> [String] {
    content.withLock { $0.branches.sorted() }
  }

  func add(branch: String, at: Instant) async throws(StoreError) -> Bool {
    content.withLock { content in
      if content.branches.contains(where: { $0.lowercased() == branch.lowercased() }) {
        return false
      }
      content.branches.append(branch)
      return true
    }
  }

  func remove(branch: String, at: Instant) async throws(StoreError) -> Bool {
    content.withLock { content in
      let before = content.branches.count
      content.branches.removeAll { $0.lowercased() == branch.lowercased() }
      return content.branches.count < before
    }
  }

  var timeSeen: Instant { content.withLock { $0.audit.map(\.at).max() ?? base } }

  func keep(guesses: Int, of source: String, at: Instant) async throws(StoreError) {
    content.withLock { $0.guesses[source] = (guesses, at) }
  }

  func guesses(since: Instant) async throws(StoreError) -> [String: Int] {
    content.withLock { $0.guesses.filter { $0.value.at >= since }.mapValues(\.count) }
  }

  // MARK: - Care

  func verify() async throws(StoreError) -> VerifyReport {
    content.withLock { content in
      var report = VerifyReport()
      report.referrals = content.records.count
      report.events = content.records.values.reduce(0) { $0 + $1.events.count }
      return report
    }
  }

  func purge(
    _ rules: RetentionRules, now: Instant, dryRun: Bool
  ) async throws(StoreError) -> PurgeReport {
    content.withLock { content in
      var report = PurgeReport()
      report.isDryRun = dryRun
      for code in content.order {
        guard let record = content.records[code], !record.personal.isEmpty,
          Referral(record.events)?.frozenAt != nil
        else { continue }
        report.withdrawn.append(code)
        if !dryRun || fault == .purgesOnDryRun, fault != .keepsPurged {
          content.records[code]?.values = []
        }
      }
      return report
    }
  }
}
