import Application
import Referrals
import Synchronization

/// A store of referrals in memory, small and right: what the port promises, without a disk.
final class MemoryReferrals: ReferralStore {
  private struct Content {
    var events: [ReferralCode: [Event]] = [:]
    var values: [ReferralCode: [PersonalValue]] = [:]
    var order: [ReferralCode] = []
    var receipts: [String: (WriteRequest.Action, Receipt)] = [:]
    var accesses: [AuditEntry] = []
    var tokens: [(record: TokenRecord, hash: [UInt8])] = []
    var log: [LoggedEvent] = []
  }

  private let content = Mutex(Content())

  /// The accesses that were recorded, as `action outcome`.
  var accesses: [String] {
    content.withLock { $0.accesses.map { "\($0.action) \($0.outcome)" } }
  }

  func digest(of secret: String) -> [UInt8] { Array(secret.utf8).reversed() }

  func write(_ request: WriteRequest) async throws(StoreError) -> Receipt {
    try content.withLock { content -> Result<Receipt, StoreError> in
      let before = content
      do throws(StoreError) {
        return .success(try Self.apply(request, to: &content))
      } catch {
        content = before
        return .failure(error)
      }
    }.get()
  }

  private static func apply(
    _ request: WriteRequest, to content: inout Content
  ) throws(StoreError) -> Receipt {
    let key = request.requestID.map { "\(request.moment.actor) \($0)" }
    if let key, let known = content.receipts[key] {
      guard known.0 == request.action else { throw .requestIDReused }
      return known.1
    }
    let receipt: Receipt
    switch request.action {
    case .open(let opening): receipt = try open(opening, request, &content)
    case .change(let code, let command): receipt = try change(code, command, request, &content)
    case .referBack(let code, let attempt, var opening):
      guard let free = request.codes.first else {
        throw .invalid(what: "codes", allowed: "one")
      }
      _ = try change(code, .returnBack(attempt: attempt, code: free), request, &content)
      opening.caseCode = code
      receipt = try open(opening, request, &content)
    }
    content.accesses.append(
      AuditEntry(
        at: request.moment.now, actor: request.moment.actor, role: request.role,
        action: request.action.word, code: receipt.code))
    if let key { content.receipts[key] = (request.action, receipt) }
    return receipt
  }

  private static func open(
    _ opening: Opening, _ request: WriteRequest, _ content: inout Content
  ) throws(StoreError) -> Receipt {
    guard let code = request.codes.first else { throw .invalid(what: "codes", allowed: "one") }
    let events: [Event]
    do {
      events = try Referral.open(opening, code: code, at: request.moment)
    } catch {
      throw .refused(error)
    }
    content.order.append(code)
    return try keep(events, of: code, attempt: 1, request, &content)
  }

  private static func change(
    _ code: ReferralCode, _ command: Command, _ request: WriteRequest, _ content: inout Content
  ) throws(StoreError) -> Receipt {
    guard let state = content.events[code].flatMap({ Referral($0) }) else { throw .notFound(code) }
    if let wanted = request.ifVersion, wanted != state.version {
      throw .versionDiffers(state.version)
    }
    let events: [Event]
    do { events = try state.decide(command, at: request.moment) } catch { throw .refused(error) }
    return try keep(events, of: code, attempt: command.step?.attempt, request, &content)
  }

  private static func keep(
    _ events: [Event], of code: ReferralCode, attempt: Int?, _ request: WriteRequest,
    _ content: inout Content
  ) throws(StoreError) -> Receipt {
    let version = (content.events[code] ?? []).count + 1
    content.events[code, default: []] += events
    content.values[code, default: []] += request.personal.map {
      PersonalValue(field: $0.key, version: version, text: $0.value)
    }
    for event in events {
      content.log.append(
        LoggedEvent(sequence: Int64(content.log.count + 1), code: code, event: event))
    }
    guard let state = content.events[code].flatMap({ Referral($0) }) else {
      throw .inconsistent("events")
    }
    return Receipt(
      code: code, version: state.version, attempt: attempt,
      attemptStatus: attempt.flatMap { state.attempt($0)?.status }, status: state.status,
      at: state.changedAt)
  }

  func referral(_ code: ReferralCode) async throws(StoreError) -> Referral? {
    content.withLock { $0.events[code].flatMap { Referral($0) } }
  }

  func events(_ code: ReferralCode) async throws(StoreError) -> [Event] {
    content.withLock { $0.events[code] ?? [] }
  }

  func values(
    _ code: ReferralCode, of fields: Set<PersonalField>
  ) async throws(StoreError) -> [PersonalValue] {
    content.withLock { ($0.values[code] ?? []).filter { fields.contains($0.field) } }
  }

  func list(_ query: ListQuery) async throws(StoreError) -> ListPage {
    content.withLock { content in
      var found = content.order.reversed().compactMap {
        content.events[$0].flatMap { Referral($0) }
      }
      found = found.filter { state in
        (query.branches.map { $0.contains(state.branch) } ?? true)
          && (query.status.map { state.status == $0 } ?? true)
      }
      if let after = query.after {
        found = Array(found.drop { $0.code != after.code }.dropFirst())
      }
      var page = ListPage()
      page.codes = found.prefix(query.limit).map(\.code)
      if found.count > query.limit, let last = found.prefix(query.limit).last {
        page.next = ListCursor(time: last.changedAt, code: last.code)
      }
      return page
    }
  }

  func find(
    _ field: PersonalField, _ value: String, branch: String?
  ) async throws(StoreError) -> [ReferralCode] {
    content.withLock { content in
      content.order.filter { code in
        (content.values[code] ?? []).contains { $0.field == field && $0.text == value }
      }
    }
  }

  func lastSequence() async throws(StoreError) -> Int64 {
    content.withLock { Int64($0.log.count) }
  }

  func log(after sequence: Int64, limit: Int) async throws(StoreError) -> [LoggedEvent] {
    content.withLock { Array($0.log.dropFirst(Int(sequence)).prefix(limit)) }
  }

  func receipt(actor: String, requestID: String) async throws(StoreError) -> Receipt? {
    content.withLock { $0.receipts["\(actor) \(requestID)"]?.1 }
  }

  func counts() async throws(StoreError) -> [CountKey: Int] {
    content.withLock { content in
      content.events.values.compactMap { Referral($0) }.reduce(into: [:]) { counts, state in
        let province = String(state.facts.regionCode.prefix(2))
        counts[
          CountKey(province: province, kind: state.facts.kind, status: state.status), default: 0] +=
          1
      }
    }
  }

  func page(after position: Int64, limit: Int) async throws(StoreError) -> ReferralPage {
    content.withLock { content in
      ReferralPage(
        referrals: content.order.compactMap { content.events[$0].flatMap { Referral($0) } },
        next: nil)
    }
  }

  func record(_ entry: AuditEntry) async throws(StoreError) {
    content.withLock { $0.accesses.append(entry) }
  }

  func audit(
    from: Instant, until: Instant, limit: Int
  ) async throws(StoreError) -> [AuditEntry] { content.withLock { $0.accesses } }

  func add(_ token: TokenRecord, hash: [UInt8]) async throws(StoreError) {
    content.withLock { $0.tokens.append((token, hash)) }
  }

  func token(hash: [UInt8]) async throws(StoreError) -> TokenRecord? {
    content.withLock { $0.tokens.first { $0.hash == hash }?.record }
  }

  func tokens() async throws(StoreError) -> [TokenRecord] {
    content.withLock { $0.tokens.map(\.record) }
  }

  func revoke(token id: String, at: Instant) async throws(StoreError) -> Bool {
    content.withLock { content in
      guard let place = content.tokens.firstIndex(where: { $0.record.id == id }) else {
        return false
      }
      content.tokens[place].record.revokedAt = at
      return true
    }
  }

  func branches() async throws(StoreError) -> [String] { [] }
  func add(branch: String, at: Instant) async throws(StoreError) -> Bool { false }
  func remove(branch: String, at: Instant) async throws(StoreError) -> Bool { false }
  var timeSeen: Instant { Instant(milliseconds: 0) }

  func keep(guesses: Int, of source: String, at: Instant) async throws(StoreError) {}
  func guesses(since: Instant) async throws(StoreError) -> [String: Int] { [:] }
}
