public import Facilities
public import Lists

/// The request to plan an import.
public struct ImportRequest: Hashable, Sendable {
  /// Who issued the list: the branch.
  public var issuer: String
  /// Date of the list.
  public var listDate: CivilDate
  /// Name of the file, without its folder.
  public var sourceFile: String
  /// Day of the import.
  public var importedOn: CivilDate
  /// Who takes it in, or empty.
  public var actor: String
  /// Lines whose proposals are accepted; `nil` accepts all that can be.
  public var accepted: Set<Int>?
  /// Decisions kept from earlier lists.
  public var corrections: [RowCorrection]
  /// SHA-256 of the file in hexadecimal digits, or empty.
  public var fileHash = ""
  /// Which set the list's kabupaten codes are from; `nil` when it was not stated.
  public var codeSet: RegencyCodeSet?

  /// Makes a request that accepts no doubtful row.
  public init(
    issuer: String, listDate: CivilDate, sourceFile: String, importedOn: CivilDate,
    actor: String = "", accepted: Set<Int>? = [], corrections: [RowCorrection] = []
  ) {
    self.issuer = issuer
    self.listDate = listDate
    self.sourceFile = sourceFile
    self.importedOn = importedOn
    self.actor = actor
    self.accepted = accepted
    self.corrections = corrections
  }
}

/// What an import would do, worked out without doing it.
///
/// For example:
///
///     let request = ImportRequest(
///       issuer: "Banjarmasin", listDate: day, sourceFile: "list.csv", importedOn: day)
///     let plan = try ImportPlan.make(
///       list, request: request, history: listing.history, gazetteer: gazetteer)
///     if plan.refusal(leavesOut: false, removing: nil) == nil {
///       try store.append(plan.event, after: listing.version)
///     }
public struct ImportPlan: Sendable {
  /// What was asked.
  public let request: ImportRequest
  /// The list as read, without its rows, which went into the placements.
  public let list: OfficialList
  /// How many rows it had.
  public let rowCount: Int
  /// How many of them were merged into another row of the same site.
  public let mergedRows: Int
  /// How many sites the issuer's previous list has.
  public let previousCount: Int
  /// What was made of each row, in the order of the list; duplicates are merged into the first.
  public let placements: [Placement]
  /// Sites that are imported, by id.
  public let entries: [ListEntry]
  /// Places in `entries` of those that were not on the issuer's previous list.
  public let addedPlaces: [Int]
  /// Of those the ones that were, and differ.
  public let changed: [Change]
  /// Of the others the ones that are known from elsewhere, with what the list says otherwise.
  public let replaced: [Change]
  /// How many stand as they were.
  public let unchangedCount: Int
  /// Sites of the issuer's previous list that are not on this one: they cease to be PLKK.
  public let removed: [ListEntry]
  /// Sites of the previous list that stay as they were because their rows wait or are broken.
  public let held: [ListEntry]
  /// Facilities presumed or reported to be PLKK in the kabupaten that the list covers, and not on it.
  public let unlisted: [Facility]
  /// Counts beside the published totals.
  public let comparisons: [PublishedComparison]
  /// How the list's kabupaten codes fit.
  public let codeFit: CodeFit
  /// Duplicates and expired rows, noticed beyond the reading.
  public let issues: [RowIssue]

  /// Sites that were not on the issuer's previous list, by id.
  public var added: [ListEntry] { addedPlaces.map { entries[$0] } }

  /// Rows that wait for an officer.
  public var waiting: [Placement] { placements.filter { !$0.isSettled && !$0.isSkipped } }

  /// The event that carries the plan out, to be stored in one transaction.
  public var event: ListEvent {
    .list(
      ListImport(
        issuer: request.issuer, listDate: request.listDate, sourceFile: request.sourceFile,
        importedOn: request.importedOn, actor: request.actor, fileHash: request.fileHash,
        entries: held.isEmpty ? entries : entries + held))
  }

  /// Works out what a list changes, and stores nothing.
  ///
  /// - Parameters:
  ///   - list: The list as read; its memory is freed on the way unless another reference holds it.
  ///   - request: Issuer, dates, decisions.
  ///   - history: All imports so far.
  ///   - gazetteer: Kabupaten with boundaries, kecamatan, desa.
  ///   - published: Published totals to compare the counts with.
  ///   - progress: Called every 1,000 rows with the number of rows placed.
  /// - Returns: The plan: the outcome of every row, and the event that storing it would add.
  /// - Throws: `SeedError` when the embedded tables are broken.
  /// - Complexity: O(rows × sites of one kabupaten).
  public static func make(
    _ list: consuming OfficialList, request: ImportRequest, history: ListHistory,
    gazetteer: Gazetteer, published: [PublishedCount] = [], progress: ((Int) -> Void)? = nil
  ) throws(SeedError) -> ImportPlan {
    let isBPS = list.fields[.regencyCode].map { Header.key($0).contains("bps") } ?? false
    var planner = ImportPlanner(
      request: request, history: history, gazetteer: gazetteer,
      codeSet: request.codeSet ?? (isBPS ? .bps : nil))
    try planner.placeAll(list, progress: progress)
    let rowCount = list.boxes.count
    list.boxes = []
    return planner.plan(list, rowCount: rowCount, published: published)
  }
}

extension ImportPlan {
  /// Where every filled row of the file went; the readers' own count stands against those of the outcomes.
  public var sums: ImportSums {
    let leftOut = list.leftOutSheets.reduce(0) { $0 + $1.rows }
    return ImportSums(
      rows: list.filledRows - list.besideRows + leftOut, beside: list.besideRows,
      taken: placements.count { $0.isSettled },
      withoutPosition: placements.count { $0.isSettled && $0.position == nil },
      merged: mergedRows, waiting: waiting.count, broken: list.brokenRows,
      skipped: placements.count { $0.isSkipped }, passed: list.passed.count, leftOut: leftOut)
  }

  /// How many removals have to be confirmed before the plan may be stored; `nil` when none.
  ///
  /// A list without one usable row, or one that removes more than a fifth of the issuer's sites, is more often
  /// a broken file than the truth.
  public var removalToConfirm: Int? {
    entries.isEmpty || removed.count * 5 > previousCount ? removed.count : nil
  }

  /// Why the plan may not be stored.
  ///
  /// - Parameters:
  ///   - leavesOut: Whether it was agreed to store without the rows that are broken or wait.
  ///   - removing: The number of removed sites that was agreed to, or `nil`.
  /// - Returns: The reason, or `nil` where the plan may be stored.
  public func refusal(leavesOut: Bool, removing: Int?) -> ImportRefusal? {
    if !sums.isBalanced { return .unbalanced(sums) }
    let blocked = list.brokenRows + waiting.count
    if blocked > 0, !leavesOut { return .blocked(rows: blocked) }
    if entries.isEmpty, previousCount == 0 { return .nothingUsable }
    if let count = removalToConfirm, removing != count {
      return .removalNotConfirmed(count: count, of: previousCount)
    }
    if let removing, removing != removed.count {
      return .removalDiffers(asked: removing, found: removed.count)
    }
    return nil
  }
}
