internal import Application
internal import GRDB

extension StoreError {
  /// What an error of the database means; whatever is unknown is a fault of the database.
  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_FULL: self = .diskFull
      case .SQLITE_READONLY: self = .readOnly
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt
      case .SQLITE_CANTOPEN: self = .cannotOpen(path: "")
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .lockedByOther
      case .SQLITE_IOERR: self = .ioFailure(code: error.extendedResultCode.rawValue)
      default: self = .database(code: error.extendedResultCode.rawValue)
      }
    case is RowDecodingError: self = .inconsistent("a stored value")
    default: self = .database(code: 1)
    }
  }
}
