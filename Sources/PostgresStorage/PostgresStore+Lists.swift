public import Application
internal import Foundation
internal import Referrals
internal import Sealing

extension PostgresStore {
  /// Referrals by newest change, or overdue ones by the longest silence.
  ///
  /// Both are read along an index, so that what comes first is found first, however many there are.
  public func list(_ query: ListQuery) async throws(StoreError) -> ListPage {
    try await readers.read { connection in
      try ListPage(limit: query.limit) { count in
        let statement =
          query.overdueAt.map { Self.overdue(query, at: $0, count) } ?? Self.changed(query, count)
        return try connection.run([statement])[0].rows
      }
    }
  }

  /// A statement that grows by conditions.
  private struct Conditions {
    var texts: [String] = []
    var values: [PostgresValue] = []

    /// Adds one; each `?` stands for the next of its values.
    mutating func add(_ condition: String, _ new: PostgresValue...) { add(condition, new) }

    mutating func add(_ condition: String, _ new: [PostgresValue]) {
      var text = condition
      for value in new {
        values.append(value)
        text = text.replacing("?", with: "$\(values.count)", maxReplacements: 1)
      }
      texts.append(text)
    }

    /// Adds that a name is one of some branches, whatever the case of its letters.
    mutating func add(_ name: String, in branches: [String]?) {
      guard let branches else { return }
      let places = branches.map { _ in "lower(?::text COLLATE \"C\")" }.joined(separator: ", ")
      add("lower(\(name)) IN (\(places))", branches.map { .text($0) })
    }

    var clause: String { texts.isEmpty ? "" : "WHERE " + texts.joined(separator: " AND ") }
  }

  private static func changed(_ query: ListQuery, _ count: Int) -> PostgresStatement {
    var conditions = Conditions()
    conditions.add("branch", in: query.branches)
    if let facility = query.facilityID {
      conditions.add(
        """
        (origin = ? OR EXISTS (SELECT 1 FROM attempt WHERE attempt.referral = referral.id
          AND facility = ? AND sent_at IS NOT NULL))
        """, .text(facility), .text(facility))
    }
    if let status = query.status { conditions.add("status = ?", .text(status.rawValue)) }
    if let after = query.after {
      conditions.add(
        "(changed_at, id) < (?, (SELECT id FROM referral WHERE code = ?))",
        .whole(after.time.milliseconds), .whole(Int64(after.code.bits)))
    }
    return PostgresStatement(
      """
      SELECT code, id, changed_at AS time FROM referral \(conditions.clause)
      ORDER BY changed_at DESC, id DESC LIMIT \(count)
      """, conditions.values)
  }

  /// Each referral by the attempt that was due first, which is read along the index of those that wait.
  private static func overdue(
    _ query: ListQuery, at moment: Instant, _ count: Int
  ) -> PostgresStatement {
    var conditions = Conditions()
    // Sent by a clock that was ahead: nobody knows when it is due, so it is.
    let ahead = moment + ReferralAttempt.steadyClock
    conditions.values = [.whole(moment.milliseconds), .whole(ahead.milliseconds)]
    func waits(_ name: String) -> String {
      """
      \(name).status IN ('requested', 'received') AND \(name).answer_due_at IS NOT NULL
        AND (\(name).answer_due_at <= $1 OR \(name).sent_at > $2)
      """
    }
    var ofFacility = ""
    if let facility = query.facilityID {
      conditions.values.append(.text(facility))
      ofFacility = "$\(conditions.values.count)"
      conditions.add("(attempt.facility = \(ofFacility) OR referral.origin = \(ofFacility))")
    }
    conditions.add("referral.frozen_at IS NULL")
    conditions.add("referral.purged_at IS NULL")
    conditions.add(waits("attempt"))
    let same =
      ofFacility.isEmpty
      ? "" : "AND (other.facility = \(ofFacility) OR referral.origin = \(ofFacility))"
    conditions.add(
      """
      NOT EXISTS (SELECT 1 FROM attempt AS other WHERE other.referral = attempt.referral
        AND (other.answer_due_at, other.number) < (attempt.answer_due_at, attempt.number)
        AND \(waits("other")) \(same))
      """)
    conditions.add("referral.branch", in: query.branches)
    if let status = query.status { conditions.add("referral.status = ?", .text(status.rawValue)) }
    if let after = query.after {
      conditions.add(
        """
        (attempt.answer_due_at, attempt.referral) > (?, (SELECT id FROM referral WHERE code = ?))
        """, .whole(after.time.milliseconds), .whole(Int64(after.code.bits)))
    }
    let part = { (span: String) in
      """
      (SELECT referral.code, referral.id, attempt.answer_due_at AS time
      FROM attempt JOIN referral ON referral.id = attempt.referral
      \(conditions.clause) AND \(span)
      ORDER BY attempt.answer_due_at, attempt.referral LIMIT \(count))
      """
    }
    return PostgresStatement(
      """
      SELECT * FROM (\(part("attempt.answer_due_at <= $1")) UNION ALL
        \(part("attempt.answer_due_at > $1 AND attempt.sent_at > $2"))) AS late
      ORDER BY time, id LIMIT \(count)
      """, conditions.values)
  }
}
