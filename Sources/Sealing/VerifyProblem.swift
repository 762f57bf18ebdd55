public import Referrals

/// Something that a check of the whole store found wrong; says where, never what a person entered.
public enum VerifyProblem: Hashable, Sendable {
  /// SQLite's own check of its pages, in its words.
  case pages(String)
  /// So many rows refer to rows that are not there.
  case danglingRows(Int)
  /// Events of these numbers are missing from the log.
  case missingEvents(ClosedRange<Int64>)
  /// The body of an event is not the one that was written.
  case changedEvent(Int64)
  /// An event has lost its body though its referral was not purged.
  case emptiedEvent(Int64)
  /// The hash chain is broken at an event: it or one before it was changed, or the keys are others.
  case brokenChain(event: Int64)
  /// The events of a referral make none.
  case unfoldable(ReferralCode)
  /// A referral breaks one of its invariants.
  case invariant(ReferralCode, Invariant)
  /// The row of a referral differs from the state that its events make.
  case rowDiffers(ReferralCode)
  /// The attempts of a referral differ from the state that its events make.
  case attemptsDiffer(ReferralCode)
  /// A personal field of a referral does not open with the keys, or not in its row.
  case unopenedField(ReferralCode)
  /// A personal field that an event set is missing, or is an older one put back.
  case missingField(ReferralCode)
  /// A row holds what cannot be read at all; says the table and where.
  case unreadableRow(table: String, row: String)
  /// Tables, indexes or triggers are not those of this program.
  case foreignSchema(String)
  /// Entries of the access log of these numbers are missing.
  case missingAccesses(ClosedRange<Int64>)
  /// The access log is broken at an entry: it or one before it was changed.
  case brokenAccesses(Int64)
  /// A token does not carry the mark of the keys: it was inserted or changed from outside.
  case forgedToken(String)
  /// The tokens are not those that the access log last noted.
  case changedTokens
  /// What the head beside the file knows of is not in the file: it was cut off or put back.
  case behindHead(Head)
  /// The head beside the file is not signed with its keys.
  case unreadableHead
}
