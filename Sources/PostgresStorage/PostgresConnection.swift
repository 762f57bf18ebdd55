internal import CPostgres
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One connection to a server that takes writes.
///
/// Passed from thread to thread, but used by one at a time: by whoever took it out of where it is kept.
final class PostgresConnection: @unchecked Sendable {
  /// What the server warned of, apart from its results.
  private final class Warnings {
    var count = 0
  }

  private let address: PostgresAddress
  private let handle: OpaquePointer
  private let warnings: Warnings
  private var kept: [String: String] = [:]
  private var names = 0
  /// Until when an answer is waited for; nil for as long as it takes.
  private var deadline: ContinuousClock.Instant?
  /// How long an answer may take before it is asked whether another server is the leader now, and again.
  private static let patience: Int32 = 5_000

  /// Connects; with several hosts, to the one that takes writes.
  ///
  /// Dead connections are found by keepalives. Nothing that waits for the disk or a standby is ever
  /// timed out: what would end it is set to never.
  init(_ address: PostgresAddress) throws(PostgresFault) {
    self.address = address
    handle = try Self.open(address)
    warnings = Warnings()
    PQsetNoticeReceiver(
      handle,
      { context, result in
        guard let context, let severity = PQresultErrorField(result, CInt(UInt8(ascii: "V"))),
          String(cString: severity) == "WARNING"
        else { return }
        Unmanaged<Warnings>.fromOpaque(context).takeUnretainedValue().count += 1
      }, Unmanaged.passUnretained(warnings).toOpaque())
    _ = try run([
      PostgresStatement(
        """
        SELECT set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false),
          set_config('idle_in_transaction_session_timeout', '10s', false),
          set_config('client_min_messages', 'warning', false),
          set_config('synchronous_commit', CASE current_setting('synchronous_commit')
            WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
        """)
    ])
  }

  private static func open(_ address: PostgresAddress) throws(PostgresFault) -> OpaquePointer {
    var pairs: [(String, String)] = [
      ("connect_timeout", "3"), ("keepalives_idle", "5"), ("keepalives_interval", "2"),
      ("keepalives_count", "3"), ("tcp_user_timeout", "10000"), ("dbname", address.url),
      ("target_session_attrs", "read-write"), ("client_encoding", "UTF8"),
      ("fallback_application_name", "plkk"),
    ]
    if let password = address.passwordFile { pairs.append(("passfile", password)) }
    let keys = pairs.map { strdup($0.0) } + [nil]
    let values = pairs.map { strdup($0.1) } + [nil]
    defer { for text in keys + values { free(text) } }
    let keyPointers = keys.map { UnsafePointer($0) }
    let valuePointers = values.map { UnsafePointer($0) }
    guard let made = PQconnectdbParams(keyPointers, valuePointers, 1) else {
      throw .unreachable(state: nil)
    }
    guard PQstatus(made) == CONNECTION_OK else {
      // The server's words end here; what they are about is told by what can be seen in them.
      let words = PQerrorMessage(made).map { String(cString: $0) } ?? ""
      PQfinish(made)
      throw .unreachable(state: Self.state(of: words))
    }
    return made
  }

  deinit { PQfinish(handle) }

  /// A connection gives no SQLSTATE for a refusal; these two are told apart, as they pass by themselves.
  private static func state(of words: String) -> String? {
    if words.contains("too many clients") || words.contains("connection slots are reserved") {
      return "53300"
    }
    return nil
  }

  /// Whether it can be used for a new piece of work.
  var isUsable: Bool {
    guard PQstatus(handle) == CONNECTION_OK, PQtransactionStatus(handle) == PQTRANS_IDLE else {
      return false
    }
    // Reported by the server whenever it changes: a leader that became a standby shows what was.
    guard let standby = PQparameterStatus(handle, "in_hot_standby") else { return true }
    return String(cString: standby) == "off"
  }

  /// The host and port at the other end, for comparing.
  private static func peer(_ handle: OpaquePointer) -> String {
    let host = PQhostaddr(handle).map { String(cString: $0) } ?? ""
    let name = PQhost(handle).map { String(cString: $0) } ?? ""
    let port = PQport(handle).map { String(cString: $0) } ?? ""
    return "\(host.isEmpty ? name : host):\(port)"
  }

  /// Runs one statement.
  @discardableResult
  func run(
    _ sql: String, _ values: [PostgresValue] = [], isKept: Bool = false
  ) throws(PostgresFault) -> PostgresRows {
    try run([PostgresStatement(sql, values, isKept: isKept)])[0]
  }

  /// Proves that what was read over this connection was the state of the leader: by a commit of nothing,
  /// which returns only when a standby has it as well.
  ///
  /// A leader that was frozen or cut off while another took its place does not know of it yet, and would
  /// give old answers; but no standby is left to it. This commit alone may be given up: there is nothing in
  /// it to be lost.
  func prove(within time: Duration) throws(PostgresFault) {
    deadline = .now + time
    defer { deadline = nil }
    _ = try run([
      PostgresStatement("BEGIN"),
      PostgresStatement("SELECT pg_logical_emit_message(true, 'plkk', '')", isKept: true),
      PostgresStatement("COMMIT"),
    ])
  }

  /// Runs statements of which nothing comes back, without parameters, as one text.
  func script(_ sql: String) throws(PostgresFault) {
    guard PQsendQuery(handle, sql) == 1 else { throw .lost }
    var failure: PostgresFault?
    while let result = try next() {
      defer { PQclear(result) }
      if PQresultStatus(result) == PGRES_FATAL_ERROR { failure = failure ?? fault(result) }
    }
    if let failure { throw failure }
  }

  /// Runs statements one behind the other in one round to the server (pipeline mode); those behind one
  /// that fails are not done.
  ///
  /// A commit among them throws `unconfirmed` when its wait for the standby was called off, and
  /// `refused` when the transaction had failed.
  func run(_ statements: [PostgresStatement]) throws(PostgresFault) -> [PostgresRows] {
    guard PQenterPipelineMode(handle) == 1 else { throw .lost }
    warnings.count = 0
    var expected: [(isAnswer: Bool, isCommit: Bool)] = []
    var fresh: [String: String] = [:]
    for statement in statements {
      try send(statement, &expected, &fresh)
    }
    guard PQpipelineSync(handle) == 1 else { throw .lost }
    var answers: [PostgresRows] = []
    var failure: PostgresFault?
    for (isAnswer, isCommit) in expected {
      guard let result = try next() else { throw .lost }
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
        let rows = PostgresRows(result)
        if isAnswer { answers.append(rows) }
        if isCommit {
          if rows.tag != "COMMIT" { failure = failure ?? .refused(state: "25P02") }
          if warnings.count > 0 { failure = .unconfirmed }
        }
      case PGRES_PIPELINE_ABORTED: break
      default: failure = failure ?? fault(result)
      }
      // Each command's results end with nothing.
      guard try next() == nil else { throw .lost }
    }
    guard let sync = try next() else { throw .lost }
    PQclear(sync)
    guard PQexitPipelineMode(handle) == 1 else { throw .lost }
    if let failure {
      if PQstatus(handle) == CONNECTION_BAD { throw .lost }
      throw failure
    }
    kept.merge(fresh) { $1 }
    return answers
  }

  private func send(
    _ statement: PostgresStatement, _ expected: inout [(isAnswer: Bool, isCommit: Bool)],
    _ fresh: inout [String: String]
  ) throws(PostgresFault) {
    let count = CInt(statement.values.count)
    let isCommit = statement.sql == "COMMIT"
    let types = statement.values.map(\.type)
    var name = statement.isKept ? kept[statement.sql] ?? fresh[statement.sql] : nil
    if statement.isKept, name == nil {
      names += 1
      let made = "k\(names)"
      guard PQsendPrepare(handle, made, statement.sql, count, types) == 1 else { throw .lost }
      expected.append((false, false))
      fresh[statement.sql] = made
      name = made
    }
    let binary = statement.values.map(\.binary)
    let lengths = binary.map { CInt($0?.count ?? 0) }
    let formats = [CInt](repeating: 1, count: binary.count)
    // One block for all parameters, as each needs an address that stays.
    let block = UnsafeMutablePointer<CChar>.allocate(
      capacity: binary.reduce(1) { $0 + ($1?.count ?? 0) })
    defer { block.deallocate() }
    var pointers: [UnsafePointer<CChar>?] = []
    var offset = 0
    for bytes in binary {
      guard let bytes else {
        pointers.append(nil)
        continue
      }
      bytes.withUnsafeBytes { source in
        if let start = source.baseAddress { memcpy(block + offset, start, source.count) }
      }
      pointers.append(UnsafePointer(block + offset))
      offset += bytes.count
    }
    let isSent =
      if let name {
        PQsendQueryPrepared(handle, name, count, pointers, lengths, formats, 1)
      } else {
        PQsendQueryParams(handle, statement.sql, count, types, pointers, lengths, formats, 1)
      }
    guard isSent == 1 else { throw .lost }
    expected.append((true, isCommit))
  }

  /// The next result, or nil where those of a command end.
  ///
  /// Waits for as long as it takes, unless another server has become the leader meanwhile.
  private func next() throws(PostgresFault) -> OpaquePointer? {
    while PQflush(handle) == 1 {
      guard wait(for: Int16(POLLIN | POLLOUT)), PQconsumeInput(handle) == 1 else { throw .lost }
    }
    while PQisBusy(handle) == 1 {
      guard wait(for: Int16(POLLIN)), PQconsumeInput(handle) == 1 else { throw .lost }
    }
    let result = PQgetResult(handle)
    if result == nil, PQstatus(handle) == CONNECTION_BAD { throw .lost }
    return result
  }

  private func wait(for events: Int16) -> Bool {
    var descriptor = pollfd(fd: PQsocket(handle), events: events, revents: 0)
    while true {
      var patience = Self.patience
      if let rest = deadline.map({ $0 - .now }) {
        guard rest > .zero else { return false }
        patience = min(patience, Int32(rest / .milliseconds(1)) + 1)
      }
      let count = poll(&descriptor, 1, patience)
      if count > 0 { return true }
      if count < 0, errno != EINTR { return false }
      if count == 0, deadline == nil, isDeposed { return false }
    }
  }

  /// Whether another server answers as the leader: then this one is frozen or cut off.
  private var isDeposed: Bool {
    guard let other = try? Self.open(address) else { return false }
    defer { PQfinish(other) }
    return Self.peer(other) != Self.peer(handle)
  }

  private func fault(_ result: OpaquePointer?) -> PostgresFault {
    guard let state = PQresultErrorField(result, CInt(UInt8(ascii: "C"))) else { return .lost }
    return .refused(state: String(cString: state))
  }
}
