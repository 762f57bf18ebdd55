package import Application
package import Foundation
package import Referrals

/// What a change asks of a store inside the transaction that it is made in.
///
/// Used on the thread of the writer alone; what was put in is seen by later reads in the same
/// transaction.
package protocol ChangeTransaction: AnyObject {
  /// Fails when other keys are in use than a change was prepared with.
  func require(_ ring: KeyRing) throws
  /// What was answered to a request before, and what it said, as a keyed hash.
  func earlier(actor: String, id: String) throws -> (fingerprint: Data, receipt: Data)?
  /// Keeps what is answered to a request.
  func keep(_ request: AnsweredRequest) throws
  /// The row of a referral; nil when there is none.
  func find(_ code: ReferralCode) throws -> FoundReferral?
  /// The referral that its events make, each checked.
  func fold(_ found: FoundReferral, _ code: ReferralCode, _ ring: KeyRing) throws -> Referral
  /// Puts a new referral in; its row.
  func add(_ state: Referral) throws -> Int64
  /// Puts a changed referral in the place of what it was.
  func change(_ state: Referral, row: Int64) throws
  /// Where the log of events ends.
  func events() throws -> ChainEnd
  /// Appends an event.
  func add(_ event: StoredEvent, body: Data, row: Int64) throws
  /// Puts an attempt in, or in the place of what it was.
  func set(_ attempt: ReferralAttempt, isParallel: Bool, row: Int64) throws
  /// Puts a sealed field in.
  func add(_ field: PreparedChange.SealedField, row: Int64) throws
  /// Appends an access to the log.
  func append(_ entry: AuditEntry, _ ring: KeyRing) throws
}

/// The row of a referral, as far as a change has to know it.
package struct FoundReferral: Hashable, Sendable {
  /// The row.
  package let row: Int64
  /// How many events it has.
  package let version: Int
  /// Whether its content was purged.
  package let isPurged: Bool

  /// Describes a row.
  package init(row: Int64, version: Int, isPurged: Bool) {
    self.row = row
    self.version = version
    self.isPurged = isPurged
  }
}

/// A request with what was answered to it.
package struct AnsweredRequest: Hashable, Sendable {
  /// Who asked.
  package let actor: String
  /// Under which id.
  package let id: String
  /// What it said, as a keyed hash.
  package let fingerprint: Data
  /// The answer, as bytes.
  package let receipt: Data
  /// When.
  package let at: Int64

  /// Describes one.
  package init(actor: String, id: String, fingerprint: Data, receipt: Data, at: Int64) {
    self.actor = actor
    self.id = id
    self.fingerprint = fingerprint
    self.receipt = receipt
    self.at = at
  }
}
