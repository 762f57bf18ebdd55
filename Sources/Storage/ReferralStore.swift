public import Referrals

/// A place that keeps referrals and loses none.
///
/// What every store promises, and the conformance suite checks: a write that returned is durable and
/// is there exactly once; a refused one changed nothing; the same request id of the same actor gives
/// the same receipt, also after a restart; state is the fold of the events.
public protocol ReferralStore: Sendable {
  /// Does a change; returns after it is on the disk.
  func write(_ request: WriteRequest) async throws(StoreError) -> Receipt
  /// The state of a referral, or nil.
  func referral(_ code: ReferralCode) async throws(StoreError) -> Referral?
  /// The events of a referral in order; empty when there is none.
  func events(_ code: ReferralCode) async throws(StoreError) -> [Event]
  /// The personal values of a referral as they were recorded, oldest first, opened; only those of
  /// `fields`. A later value of a field leaves the former ones.
  func values(
    _ code: ReferralCode, of fields: Set<PersonalField>
  ) async throws(StoreError) -> [PersonalValue]
  /// Referrals by newest change, or overdue ones by the longest silence, at most `limit`.
  func list(_ query: ListQuery) async throws(StoreError) -> ListPage
  /// Referrals whose field has this value, newest first, at most 100, of a branch if one is given; only
  /// for `isFindable` fields.
  func find(_ field: PersonalField, _ value: String, branch: String?)
    async throws(StoreError) -> [ReferralCode]
  /// The place of the last event in the log of all referrals; 0 while it is empty.
  func lastSequence() async throws(StoreError) -> Int64
  /// Events behind a place in the log, oldest first, at most `limit`.
  func log(after sequence: Int64, limit: Int) async throws(StoreError) -> [LoggedEvent]
  /// What was answered to a request of someone's; nil when there was none of this id.
  func receipt(actor: String, requestID: String) async throws(StoreError) -> Receipt?
  /// How many referrals there are by province, kind and status.
  func counts() async throws(StoreError) -> [CountKey: Int]
  /// Referrals in the order in which they were opened, for reading all of them: at most `limit`
  /// (1...10,000) after a position, 0 for the first; purged ones are left out.
  ///
  /// Each page holds one moment; a referral that changes between two pages is still read once.
  func page(after position: Int64, limit: Int) async throws(StoreError) -> ReferralPage

  /// Records an access; returns after it is on the disk.
  func record(_ entry: AuditEntry) async throws(StoreError)
  /// Accesses in a span of time, oldest first, at most `limit`.
  func audit(
    from: Instant, until: Instant, limit: Int
  ) async throws(StoreError) -> [AuditEntry]

  /// Keeps a token by its hash.
  func add(_ token: TokenRecord, hash: [UInt8]) async throws(StoreError)
  /// The token of a hash, or nil.
  func token(hash: [UInt8]) async throws(StoreError) -> TokenRecord?
  /// The token of an id, or nil.
  func token(id: String) async throws(StoreError) -> TokenRecord?
  /// All tokens, oldest first.
  func tokens() async throws(StoreError) -> [TokenRecord]
  /// Revokes a token; false when there is none of this id.
  func revoke(token id: String, at: Instant) async throws(StoreError) -> Bool

  /// Keeps how often a source has guessed wrong.
  func keep(guesses: Int, of source: String, at: Instant) async throws(StoreError)
  /// The wrong guesses that were kept since a moment, by source.
  func guesses(since: Instant) async throws(StoreError) -> [String: Int]

  /// Compares everything with everything: integrity, chain, fold against tables.
  func verify() async throws(StoreError) -> VerifyReport
  /// What a purge would remove, or removes.
  func purge(_ rules: RetentionRules, now: Instant, dryRun: Bool)
    async throws(StoreError) -> PurgeReport
}

extension ReferralStore {
  /// The newest value of each personal field of a referral, opened.
  public func personal(_ code: ReferralCode) async throws(StoreError) -> [PersonalField: String] {
    try await values(code, of: Set(PersonalField.allCases))
      .reduce(into: [:]) { $0[$1.field] = $1.text }
  }

  /// Referrals of all branches whose field has this value.
  public func find(
    _ field: PersonalField, _ value: String
  ) async throws(StoreError) -> [ReferralCode] {
    try await find(field, value, branch: nil)
  }

  /// The token of an id, or nil; stores with an index of ids have a quicker way.
  public func token(id: String) async throws(StoreError) -> TokenRecord? {
    try await tokens().first { $0.id == id }
  }
}

/// A kind of personal data; kept sealed, apart from the events.
public enum PersonalField: String, CaseIterable, Hashable, Sendable, Codable {
  /// Name of the patient.
  case name
  /// NIK.
  case nik
  /// Participant number.
  case kpj
  /// Passport.
  case passport
  /// Phone of the patient.
  case phone
  /// Name of whoever tells.
  case notifierName = "notifier_name"
  /// Phone of whoever tells.
  case notifierPhone = "notifier_phone"
  /// What happened, in words.
  case chronology
  /// Name of the employer.
  case employer
  /// Number of the employer (NPP) or of the project.
  case employerNumber = "employer_number"
  /// Address of the employer.
  case employerAddress = "employer_address"
  /// Phone and contact of the employer.
  case employerPhone = "employer_phone"
  /// Date of birth of the patient, as written.
  case birthDate = "birth_date"
  /// Address of the patient.
  case address
  /// What the patient works as.
  case job
  /// Witnesses, or the number of the police report.
  case witnesses
  /// Words to a coded reason or an answer; each belongs to the event that it was recorded with.
  case note
  /// Where it happened, `latitude,longitude` in decimal degrees, as understood at the opening.
  case position

  /// Whether it can be searched for by its keyed hash.
  public var isFindable: Bool {
    switch self {
    case .nik, .kpj, .passport, .phone: true
    default: false
    }
  }

  /// The most bytes it may have.
  public var longest: Int { self == .chronology || self == .note ? 2_000 : 200 }
}

/// A personal value with the event that it was recorded with.
public struct PersonalValue: Hashable, Sendable {
  /// What it is.
  public var field: PersonalField
  /// The version of the referral that the event made; 0 for what was recorded before versions were
  /// kept.
  public var version: Int
  /// The value.
  public var text: String

  /// Describes a value.
  public init(field: PersonalField, version: Int, text: String) {
    self.field = field
    self.version = version
    self.text = text
  }
}

/// A change to be made.
public struct WriteRequest: Sendable {
  /// What is to be done.
  public enum Action: Hashable, Sendable, Codable {
    /// Open a referral.
    case open(Opening)
    /// Do something with one.
    case change(ReferralCode, Command)
    /// Refer back from an attempt: a new referral of the same case, and the old one says so.
    case referBack(from: ReferralCode, attempt: Int, Opening)

    /// The word for it in the access log.
    var word: String {
      switch self {
      case .open: "open"
      case .change(_, let command): command.word
      case .referBack: "return"
      }
    }
  }

  /// Id by which the client knows its request again; nil when it will not repeat it.
  public var requestID: String?
  /// Who and when.
  public var moment: Moment
  /// What.
  public var action: Action
  /// Random codes for a new referral, tried in order should one be taken.
  public var codes: [ReferralCode]
  /// Personal fields to set.
  public var personal: [PersonalField: String]
  /// Role of who acts, for the audit.
  public var role: Role

  /// The longest request id, in bytes.
  public static let longestRequestID = 64

  /// Describes a change.
  public init(
    _ action: Action, moment: Moment, role: Role, requestID: String? = nil,
    codes: [ReferralCode] = [], personal: [PersonalField: String] = [:]
  ) {
    self.action = action
    self.moment = moment
    self.role = role
    self.requestID = requestID
    self.codes = codes
    self.personal = personal
  }
}

/// What was done; the same for a repeated request.
public struct Receipt: Hashable, Sendable, Codable {
  /// The referral; the new one for a referral back.
  public var code: ReferralCode
  /// Events in it after the change.
  public var version: Int
  /// Number of the attempt concerned, if one was.
  public var attempt: Int?
  /// State of that attempt.
  public var attemptStatus: AttemptStatus?
  /// State of the referral.
  public var status: RequestStatus
  /// When it was done.
  public var at: Instant

  /// Describes what was done.
  public init(
    code: ReferralCode, version: Int, attempt: Int?, attemptStatus: AttemptStatus?,
    status: RequestStatus, at: Instant
  ) {
    self.code = code
    self.version = version
    self.attempt = attempt
    self.attemptStatus = attemptStatus
    self.status = status
    self.at = at
  }
}

/// What a token permits.
public enum Role: String, CaseIterable, Hashable, Sendable, Codable {
  /// The referrals of a branch.
  case officer
  /// The referrals sent to a facility.
  case facility
  /// Numbers, no referral.
  case auditor
  /// Everything, and tokens.
  case administrator = "admin"
}

/// A token without its secret.
public struct TokenRecord: Hashable, Sendable {
  /// Public id, which audit entries carry.
  public var id: String
  /// What it permits.
  public var role: Role
  /// Branch of an officer, facility of a facility; empty for the others.
  public var scope: String
  /// A word for people to know it by; no name of a person is needed.
  public var label: String
  /// When it was made.
  public var createdAt: Instant
  /// From when it permits nothing.
  public var expiresAt: Instant
  /// When it was revoked.
  public var revokedAt: Instant?

  /// Describes a token.
  public init(
    id: String, role: Role, scope: String, label: String, createdAt: Instant, expiresAt: Instant,
    revokedAt: Instant? = nil
  ) {
    self.id = id
    self.role = role
    self.scope = scope
    self.label = label
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }
}

/// An access to a referral, or the attempt of one.
public struct AuditEntry: Hashable, Sendable {
  /// When.
  public var at: Instant
  /// Id of the token, or `local`.
  public var actor: String
  /// Role at that time, if known.
  public var role: Role?
  /// The word for what was done, such as `show` or `accept`.
  public var action: String
  /// The referral concerned.
  public var code: ReferralCode?
  /// `ok`, or the word for the refusal.
  public var outcome: String
  /// The address it came from, where someone failed to show who they are.
  public var source: String?

  /// Describes an access.
  public init(
    at: Instant, actor: String, role: Role?, action: String, code: ReferralCode?,
    outcome: String = "ok", source: String? = nil
  ) {
    self.at = at
    self.actor = actor
    self.role = role
    self.action = action
    self.code = code
    self.outcome = outcome
    self.source = source
  }
}

/// Which referrals to list.
public struct ListQuery: Hashable, Sendable {
  /// Only those of a branch.
  public var branch: String?
  /// Only those with an attempt at a facility that was sent, or that it asked for itself; of overdue
  /// ones only those where it has to answer, or asked.
  public var facilityID: String?
  /// Only those in a state.
  public var status: RequestStatus?
  /// Only those with an attempt that is unanswered past its time, at this moment; then the longest
  /// silent come first.
  public var overdueAt: Instant?
  /// Only those behind this place of the list.
  public var after: ListCursor?
  /// How many at most, 1...1,000.
  public var limit: Int

  /// The most that one list holds.
  public static let mostRows = 1_000

  /// Describes a list.
  public init(
    branch: String? = nil, facilityID: String? = nil, status: RequestStatus? = nil,
    overdueAt: Instant? = nil, after: ListCursor? = nil, limit: Int = 100
  ) {
    self.branch = branch
    self.facilityID = facilityID
    self.status = status
    self.overdueAt = overdueAt
    self.after = after
    self.limit = min(max(1, limit), Self.mostRows)
  }
}

/// A place in a list: the time that it is sorted by, and the referral.
public struct ListCursor: Hashable, Sendable {
  /// When the referral changed, or when its answer was due.
  public var time: Instant
  /// The referral.
  public var code: ReferralCode

  /// Names a place.
  public init(time: Instant, code: ReferralCode) {
    self.time = time
    self.code = code
  }

  /// Reads the text of a place; nil when it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let time = Int64(parts[0]),
      let code = try? ReferralCode(String(parts[1]))
    else { return nil }
    self.init(time: Instant(milliseconds: time), code: code)
  }

  /// The place as a text that a client gives back.
  public var text: String { "\(time.milliseconds).\(code.text)" }
}

/// A part of a list, and where the next begins.
public struct ListPage: Hashable, Sendable {
  /// The referrals, in order.
  public var codes: [ReferralCode] = []
  /// The place to go on from; nil at the end.
  public var next: ListCursor?
  /// Rows that cannot be read at all.
  public var unreadable = 0

  /// An empty part.
  public init() {}
}

/// What referrals are counted by.
public struct CountKey: Hashable, Comparable, Sendable {
  /// Kemendagri code of the province.
  public var province: String
  /// What is suspected.
  public var kind: CaseKind
  /// State of the referral.
  public var status: RequestStatus

  /// Makes a key.
  public init(province: String, kind: CaseKind, status: RequestStatus) {
    self.province = province
    self.kind = kind
    self.status = status
  }

  /// By province, kind, state.
  public static func < (left: CountKey, right: CountKey) -> Bool {
    (left.province, left.kind.rawValue, left.status.rawValue)
      < (right.province, right.kind.rawValue, right.status.rawValue)
  }
}

/// Some referrals, and where the next ones begin.
public struct ReferralPage: Hashable, Sendable {
  /// The referrals; there may be fewer than asked for, even none, before the last page.
  public var referrals: [Referral]
  /// The position to go on from; nil after the last page.
  public var next: Int64?
  /// Those that cannot be read, by code where it can be.
  public var damaged: [String] = []

  /// Makes a page.
  public init(referrals: [Referral], next: Int64?) {
    self.referrals = referrals
    self.next = next
  }
}

/// What a check of the whole store found.
public struct VerifyReport: Hashable, Sendable {
  /// Referrals looked at.
  public var referrals = 0
  /// Events looked at.
  public var events = 0
  /// Events whose body was purged by retention.
  public var purgedEvents = 0
  /// What is wrong; at most 100.
  public var problems: [VerifyProblem] = []
  /// Accesses looked at.
  public var accesses = 0
  /// What the head beside the file says, where one was looked at.
  public var head: HeadState?
  /// Whether nothing is.
  public var isSound: Bool { problems.isEmpty }

  /// Nothing looked at yet.
  public init() {}

  mutating func note(_ problem: VerifyProblem) {
    if problems.count < 100 { problems.append(problem) }
  }
}

/// How long what is kept.
public struct RetentionRules: Hashable, Sendable {
  /// Personal data after the case is closed.
  public var personal: Span
  /// The pseudonymous record after its last change.
  public var record: Span
  /// The log of accesses.
  public var audit: Span
  /// How far the clock may be ahead of the newest event before it is not believed.
  public var farthest = Span.days(366)

  /// 90 days, 5 years, 5 years.
  public static let standard = RetentionRules(
    personal: .days(90), record: .days(5 * 365), audit: .days(5 * 365))

  /// Describes rules.
  public init(personal: Span, record: Span, audit: Span) {
    self.personal = personal
    self.record = record
    self.audit = audit
  }
}

/// What a purge removes or removed.
public struct PurgeReport: Hashable, Sendable {
  /// Referrals whose personal data goes because consent was withdrawn.
  public var withdrawn: [ReferralCode] = []
  /// Referrals whose personal data goes by age.
  public var aged: [ReferralCode] = []
  /// Referrals whose events are emptied by age.
  public var emptied: [ReferralCode] = []
  /// Entries of the access log that go.
  public var auditEntries = 0
  /// Files written as backups that may still hold what goes; to be destroyed by their keeper.
  public var backups: [String] = []
  /// Whether it was only looked at.
  public var isDryRun = true

  /// Nothing to go.
  public init() {}
}
