public import Application
internal import Foundation
internal import GRDB
internal import Referrals
internal import Sealing

extension SQLiteStore {
  /// Referrals by newest change, or overdue ones by the longest silence.
  ///
  /// Both are read along an index, so that what comes first is found first, however many there are.
  public func list(_ query: ListQuery) async throws(StoreError) -> ListPage {
    try await read { db in
      var conditions: [String] = []
      var arguments: StatementArguments = []
      func add(_ condition: String, _ values: (any DatabaseValueConvertible)...) {
        conditions.append(condition)
        arguments += StatementArguments(values)
      }
      let isOverdue = query.overdueAt != nil
      if let moment = query.overdueAt {
        add("attempt.status IN ('requested', 'received') AND attempt.answer_due_at IS NOT NULL")
        // Sent by a clock that was ahead: its deadline is unknown, so it counts as due.
        let ahead = moment + ReferralAttempt.steadyClock
        add(
          "(attempt.answer_due_at <= ? OR attempt.sent_at > ?) AND referral.frozen_at IS NULL",
          moment.milliseconds, ahead.milliseconds)
        add("referral.purged_at IS NULL")
      }
      if let branches = query.branches {
        // Of one branch they are read along its index.
        if let only = branches.first, branches.count == 1 {
          add("referral.branch = ? COLLATE NOCASE", only)
        } else {
          let places = branches.map { _ in "?" }.joined(separator: ", ")
          conditions.append("referral.branch COLLATE NOCASE IN (\(places))")
          arguments += StatementArguments(branches)
        }
      }
      if let facility = query.facilityID {
        let sent =
          isOverdue
          ? "attempt.facility = ?"
          : "referral.id IN (SELECT referral FROM attempt WHERE facility = ? AND sent_at IS NOT NULL)"
        add("(\(sent) OR referral.origin = ?)", facility, facility)
      }
      if let status = query.status { add("referral.status = ?", status.rawValue) }
      let time = isOverdue ? "min(attempt.answer_due_at)" : "referral.changed_at"
      var behind: String?
      if let after = query.after {
        let sign = isOverdue ? ">" : "<"
        behind = "(time, id) \(sign) (?, (SELECT id FROM referral WHERE code = ?))"
        arguments += [after.time.milliseconds, Int64(after.code.bits)]
      }
      let sql = """
        SELECT referral.code AS code, referral.id AS id, \(time) AS time
        FROM referral \(isOverdue ? "JOIN attempt ON attempt.referral = referral.id" : "")
        \(conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))")
        \(isOverdue || query.after != nil ? "GROUP BY referral.id" : "")
        \(behind.map { "HAVING \($0)" } ?? "")
        ORDER BY time \(isOverdue ? "" : "DESC"), id \(isOverdue ? "" : "DESC") LIMIT ?
        """
      return try ListPage(limit: query.limit) { count in
        try Row.fetchAll(db, sql: sql, arguments: arguments + [count])
      }
    }
  }
}
