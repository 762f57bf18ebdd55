internal import Application
internal import Foundation
internal import GRDB
internal import Referrals

/// Reading of columns that trusts nothing: a damaged file may hold anything anywhere, also in columns
/// whose type SQLite would check on the way in.
extension Row {
  func whole(_ column: String) throws(StoreError) -> Int64 {
    guard let number = try wholeIfAny(column) else { throw .inconsistent("no \(column)") }
    return number
  }

  func wholeIfAny(_ column: String) throws(StoreError) -> Int64? {
    let value: DatabaseValue = self[column]
    if value.isNull { return nil }
    guard let number = Int64.fromDatabaseValue(value) else { throw .inconsistent(column) }
    return number
  }

  func text(_ column: String) throws(StoreError) -> String {
    guard let text = try textIfAny(column) else { throw .inconsistent("no \(column)") }
    return text
  }

  func textIfAny(_ column: String) throws(StoreError) -> String? {
    let value: DatabaseValue = self[column]
    if value.isNull { return nil }
    guard let text = String.fromDatabaseValue(value) else { throw .inconsistent(column) }
    return text
  }

  func bytes(_ column: String) throws(StoreError) -> Data {
    guard let bytes = try bytesIfAny(column) else { throw .inconsistent("no \(column)") }
    return bytes
  }

  func bytesIfAny(_ column: String) throws(StoreError) -> Data? {
    let value: DatabaseValue = self[column]
    if value.isNull { return nil }
    guard let bytes = Data.fromDatabaseValue(value) else { throw .inconsistent(column) }
    return bytes
  }

  func code(_ column: String = "code") throws(StoreError) -> ReferralCode {
    guard let code = ReferralCode(stored: try whole(column)) else { throw .inconsistent(column) }
    return code
  }

  func instant(_ column: String) throws(StoreError) -> Instant {
    Instant(milliseconds: try whole(column))
  }
}

extension ReferralCode {
  /// The code of a stored number; nil for one that no code has.
  init?(stored number: Int64) {
    guard (0...0xFF_FFFF_FFFF).contains(number) else { return nil }
    self.init(bits: UInt64(number))
  }
}
