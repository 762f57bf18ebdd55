/// Where every filled row of a file went.
public struct ImportSums: Hashable, Sendable {
  /// Filled rows of the whole file, of sheets that were not read as well.
  public var rows: Int
  /// How many of their rows count once more because tables stand side by side: a row of the sheet is then a
  /// row of each table that has something in it.
  public var beside: Int
  /// Rows that are imported.
  public var taken: Int
  /// Of these the ones without a position, which no search by distance finds.
  public var withoutPosition: Int
  /// Rows merged into another row of the same site.
  public var merged: Int
  /// Rows that wait for an officer.
  public var waiting: Int
  /// Rows with an error.
  public var broken: Int
  /// Rows that a correction leaves out.
  public var skipped: Int
  /// Rows that are no sites: header, sections, totals, stray lines.
  public var passed: Int
  /// Rows of sheets that were not read.
  public var leftOut: Int

  /// Adds the parts up.
  public init(
    rows: Int, beside: Int, taken: Int, withoutPosition: Int, merged: Int, waiting: Int,
    broken: Int,
    skipped: Int, passed: Int, leftOut: Int
  ) {
    self.rows = rows
    self.beside = beside
    self.taken = taken
    self.withoutPosition = withoutPosition
    self.merged = merged
    self.waiting = waiting
    self.broken = broken
    self.skipped = skipped
    self.passed = passed
    self.leftOut = leftOut
  }

  /// Whether nothing is missing.
  public var isBalanced: Bool {
    rows + beside == taken + merged + waiting + broken + skipped + passed + leftOut
  }
}

/// Why a list that was read is not stored.
public enum ImportRefusal: Error, Hashable, Sendable {
  /// The rows do not add up: a fault of the reader.
  case unbalanced(ImportSums)
  /// So many rows are broken or wait.
  case blocked(rows: Int)
  /// Not one row can be used.
  case nothingUsable
  /// This many of the issuer's sites would be removed, and that number was not confirmed.
  case removalNotConfirmed(count: Int, of: Int)
  /// Somebody agreed to another number than would go.
  case removalDiffers(asked: Int, found: Int)
}
