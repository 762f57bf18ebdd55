public import Referrals

/// Why the store failed or refused; in every case nothing of the request was kept.
///
/// No case carries a value that a person entered.
public enum StoreError: Error, Hashable, Sendable {
  /// The rules of referrals refuse it.
  case refused(Refusal)
  /// There is no referral of this code.
  case notFound(ReferralCode)
  /// The request id was used before for something else.
  case requestIDReused
  /// The referral has another version than the change was meant for.
  case versionDiffers(Int)
  /// Its personal data was purged.
  case purged(ReferralCode)
  /// A value is too long or of the wrong form; says which and what is allowed.
  case invalid(what: String, allowed: String)
  /// As many writes wait as may.
  case busy(waiting: Int)
  /// The disk is full.
  case diskFull
  /// The file or its directory cannot be written.
  case readOnly
  /// The file is not a database, or damaged.
  case corrupt
  /// The file cannot be opened.
  case cannotOpen(path: String)
  /// Another server works on the file.
  case servedElsewhere(processID: Int32?)
  /// Another process holds the file for longer than the wait.
  case lockedByOther
  /// The disk failed.
  case ioFailure(code: Int32)
  /// The file was written by a later version of this program.
  case tooNew
  /// The key file is missing though the database is there.
  case keysMissing(path: String)
  /// The key file can be read by others; allowed is 0600.
  case keysExposed(path: String)
  /// The key file belongs to another account.
  case keysForeign(path: String)
  /// Other keys are in use than were read; they are read again.
  case keysChanged
  /// The key file is not one, or lacks the key that a field was sealed with.
  case keysUnusable
  /// The database says something that its own log does not.
  case inconsistent(String)
  /// The file is none of this program's.
  case notOurs(path: String)
  /// Keys or kept copies lie where a database was; none is made in its place.
  case databaseMissing(path: String, beside: String)
  /// The file was moved, replaced or removed while it was open.
  case fileReplaced
  /// The change waits for longer than its caller will; it is done when it can be.
  case stillWaiting
  /// A name is taken that must be free.
  case nameTaken(path: String)
  /// A backup is not signed with the keys of this database, or was changed since.
  case backupNotSigned
  /// A backup holds less than what it would replace, or nothing.
  case backupPoorer(StoreSummary, than: StoreSummary?)
  /// The lists beside the database are damaged.
  case listsDamaged
  /// The tables, indexes or triggers are not those of this program; says the first that differs.
  case foreignSchema(String)
  /// The clock of this machine differs too much from the times in the file; says the newest of them.
  case clockFarOff(newest: Instant)
  /// SQLite reports something else.
  case database(code: Int32)
  /// No server of the database takes changes now, or none can be reached; locating goes on without it.
  case unreachable
  /// The server of the database has as many connections as it may have.
  case tooManyConnections
  /// PostgreSQL reports something else, by the five signs of its reason (SQLSTATE).
  case databaseState(String)
}

/// What a database holds, in the numbers by which two are compared.
public struct StoreSummary: Hashable, Sendable {
  /// Referrals in it.
  public var referrals = 0
  /// Events in its log.
  public var events = 0
  /// When the newest of them happened; nil without any.
  public var newest: Instant?
  /// Lists and corrections beside it.
  public var lists = 0

  /// Whether one holds less than another, or ends earlier.
  public func isPoorer(than other: StoreSummary) -> Bool {
    referrals < other.referrals || events < other.events || lists < other.lists
      || (newest?.milliseconds ?? .min) < (other.newest?.milliseconds ?? .min)
  }

  /// Nothing counted yet.
  public init() {}
}
