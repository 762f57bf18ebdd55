package import Application
internal import Foundation

/// A table as it is copied from one kind of database to another: the same names in both.
package struct CopiedTable: Sendable {
  /// What a column holds.
  package enum Kind: Sendable {
    case whole, text, bytes, flag
  }

  /// The table.
  package let name: String
  /// Its columns in order.
  package let columns: [(name: String, kind: Kind)]
  /// How many of the first columns make its key, by which rows are read in order.
  package let keys: Int

  /// All tables of referrals, those that others refer to first.
  package static let all: [CopiedTable] = [
    CopiedTable(
      "referral", 1,
      "id=w code=w case_code=w branch=t kind=t region=t priority=t status=t version=w opened_at=w "
        + "changed_at=w closed_at=w frozen_at=w purged_at=w origin=t"),
    CopiedTable(
      "event", 1,
      "sequence=w referral=w version=w at=w actor=t body=b body_hash=b link=b fields=t"),
    CopiedTable(
      "attempt", 2,
      "referral=w number=w facility=t status=t is_parallel=f sent_at=w answer_due_at=w changed_at=w"
    ),
    CopiedTable("sealed", 3, "referral=w field=t version=w key_id=w box=b lookup=b"),
    CopiedTable("request", 2, "actor=t id=t fingerprint=b receipt=b at=w"),
    CopiedTable(
      "audit", 1,
      "sequence=w at=w actor=t role=t action=t code=w outcome=t source=t link=b seen=b"),
    CopiedTable(
      "token", 1,
      "id=t hash=b role=t scope=t label=t created_at=w expires_at=w revoked_at=w mark=b"),
    CopiedTable("branch", 1, "name=t"),
    CopiedTable("guess", 1, "source=t failures=w at=w"),
  ]

  private init(_ name: String, _ keys: Int, _ columns: String) {
    self.name = name
    self.keys = keys
    self.columns = columns.split(separator: " ").map { column in
      let kind: Kind =
        switch column.last {
        case "w": .whole
        case "b": .bytes
        case "f": .flag
        default: .text
        }
      return (String(column.dropLast(2)), kind)
    }
  }

  /// The names of the columns, as a statement lists them.
  package var names: String { columns.map(\.name).joined(separator: ", ") }

  /// The names of those that make the key; texts in the order of their bytes, which both kinds of
  /// database share when they are asked to.
  package func order(collating collation: String) -> [String] {
    columns.prefix(keys).map { $0.kind == .text ? "\($0.name) COLLATE \(collation)" : $0.name }
  }

  /// A row as values in the order of the columns; nil for NULL.
  package func values(_ row: some StoredRow) throws(StoreError) -> [StoredArgument?] {
    var values: [StoredArgument?] = []
    for (name, kind) in columns {
      switch kind {
      case .whole, .flag: values.append(try row.wholeIfAny(name).map { .whole($0) })
      case .text: values.append(try row.textIfAny(name).map { .text($0) })
      case .bytes: values.append(try row.bytesIfAny(name).map { .bytes($0) })
      }
    }
    return values
  }
}

/// What a store is apart from the rows of its tables.
package struct CopiedState: Hashable, Sendable {
  /// Where the log of events ends.
  package var events: ChainEnd
  /// Where the access log ends.
  package var accesses: ChainEnd
  /// Up to where the access log was removed by age.
  package var removed: Int64
  /// The number of the keys in use.
  package var keys: Int64
  /// The highest time that was seen.
  package var clock: Int64

  /// Describes a state.
  package init(events: ChainEnd, accesses: ChainEnd, removed: Int64, keys: Int64, clock: Int64) {
    self.events = events
    self.accesses = accesses
    self.removed = removed
    self.keys = keys
    self.clock = clock
  }

  /// Reads the state out of the tables.
  package init(_ source: some RowSource) throws {
    func end(_ table: String) throws -> ChainEnd {
      let row = try source.all(
        "SELECT sequence, link FROM \(table) ORDER BY sequence DESC LIMIT 1"
      ).first
      guard let row else { return .start }
      return ChainEnd(sequence: try row.whole("sequence"), link: try row.bytes("link"))
    }
    func kept(_ name: String) throws -> Int64 {
      try source.whole("SELECT value FROM keeping WHERE name = ?", [.text(name)]) ?? 0
    }
    self.init(
      events: try end("event"), accesses: try end("audit"),
      removed: try kept("accesses-removed"), keys: try kept("keys"), clock: try kept("clock"))
  }
}

/// A database that takes a copy.
package protocol CopyTarget {
  /// The key of the last row that a table holds already; nil while it is empty.
  func last(_ table: CopiedTable) throws -> [StoredArgument]?
  /// Appends rows, all or none.
  func put(_ rows: [[StoredArgument?]], into table: CopiedTable) throws
}

/// What a copy of a store holds.
public struct CopyReport: Hashable, Sendable {
  /// How many rows a table has.
  public struct Table: Hashable, Sendable {
    /// The table.
    public var name: String
    /// Its rows.
    public var rows: Int
  }

  /// The tables in the order of copying.
  public var tables: [Table] = []
  /// What the check of the copy found; where it is not sound, the copy is no store yet.
  public var checked = VerifyReport()

  /// Nothing copied yet.
  public init() {}
}

/// Copies the tables of a store as of one moment, in the order of their keys and in parts; an interrupted
/// copy goes on after what is there.
package enum StoreCopy {
  /// Rows that are put in at once.
  private static let part = 1_000

  /// Copies all tables; how many rows each has then.
  package static func run(
    _ source: some RowSource, collating collation: String, to target: some CopyTarget
  ) throws -> CopyReport {
    var report = CopyReport()
    for table in CopiedTable.all {
      let order = table.order(collating: collation).joined(separator: ", ")
      while true {
        let last = try target.last(table)
        let marks = Array(repeating: "?", count: table.keys).joined(separator: ", ")
        let behind = last == nil ? "" : "WHERE (\(order)) > (\(marks))"
        let rows = try source.all(
          "SELECT * FROM \(table.name) \(behind) ORDER BY \(order) LIMIT \(part)", last ?? [])
        if rows.isEmpty { break }
        try target.put(try rows.map { try table.values($0) }, into: table)
      }
      let count = try source.whole("SELECT count(*) AS value FROM \(table.name)") ?? 0
      report.tables.append(CopyReport.Table(name: table.name, rows: Int(clamping: count)))
    }
    return report
  }
}
