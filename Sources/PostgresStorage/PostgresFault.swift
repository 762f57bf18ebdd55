internal import Application

/// What went wrong on a connection; never with the server's words, which may quote a value.
enum PostgresFault: Error, Hashable {
  /// The server refused a statement, by the five signs of its reason (SQLSTATE).
  case refused(state: String)
  /// The connection is gone: whether what was sent was done is not known.
  case lost
  /// No server of the address takes writes now, or none answers.
  case unreachable(state: String?)
  /// The commit was done here, but its wait for the standby was called off: it may yet be lost.
  case unconfirmed

  /// Whether the same can be done again at once: the server itself undid it for the sake of others.
  var isTransient: Bool {
    // serialization_failure, deadlock_detected.
    self == .refused(state: "40001") || self == .refused(state: "40P01")
  }

  /// Whether this server cannot go on, and another may: the connection is of no more use.
  var endsConnection: Bool {
    switch self {
    case .lost, .unreachable, .unconfirmed: true
    case .refused(let state):
      // Not the leader any more; shutting down; ended by an administrator or for idling.
      state == "25006" || state.hasPrefix("57P") || state == "25P03" || state.hasPrefix("08")
    }
  }
}

extension StoreError {
  /// What a fault means to whoever asked.
  init(_ fault: PostgresFault) {
    switch fault {
    case .lost: self = .unreachable
    case .unconfirmed: self = .stillWaiting
    case .unreachable(let state):
      self = state.map { StoreError(PostgresFault.refused(state: $0)) } ?? .unreachable
    case .refused(let state):
      switch state {
      // disk_full, out_of_memory.
      case "53100": self = .diskFull
      case "53300": self = .tooManyConnections
      // read_only_sql_transaction.
      case "25006": self = .readOnly
      // serialization_failure, deadlock_detected, lock_not_available.
      case "40001", "40P01", "55P03": self = .lockedByOther
      // admin_shutdown, crash_shutdown, cannot_connect_now, idle_in_transaction_session_timeout.
      case "57P01", "57P02", "57P03", "25P03": self = .unreachable
      // data_corrupted, index_corrupted.
      case "XX001", "XX002": self = .corrupt
      default: self = .databaseState(state)
      }
    }
  }

  /// The same of any error.
  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as PostgresFault: self = StoreError(error)
    default: self = .inconsistent("a stored value")
    }
  }
}
