/// The bounds of an import: what a list of facilities can be, with room, and what memory can bear.
///
/// The whole country has some thousands of PLKK; 200,000 rows are every health facility of
/// Indonesia several times over. A cell costs some 24 bytes in memory and, when its text is longer
/// than 15 bytes, some 60 more, so the cell bound keeps the table below about 250 MB.
public struct ImportLimits: Hashable, Sendable {
  /// Largest file, bytes.
  public var fileBytes = 64 << 20
  /// Most rows of a table, header and blank rows included in numbering but only filled rows counted.
  public var rows = 200_000
  /// Most columns; a filled cell further right is refused.
  public var columns = 256
  /// Most cells of a table, blank ones left of a filled one included.
  public var cells = 3_000_000
  /// Longest cell, bytes: what a spreadsheet allows in characters.
  public var cellBytes = 32_767
  /// Most bytes that one part of an XLSX may inflate to.
  public var inflatedBytes = 512 << 20
  /// Most bytes that a part may inflate to per byte packed; sheets stay below 100, bombs reach 1000.
  public var inflationRatio = 250
  /// Most bytes of a workbook's shared texts.
  public var sharedTextBytes = 64 << 20
  /// Most sheets, files within the archive, styles, or merged areas.
  public var parts = 10_000
  /// Deepest nesting of JSON or XML.
  public var depth = 64
  /// How many filled rows from the top may hold the header.
  public var headerRows = 20

  /// The bounds that the product uses.
  public static let standard = ImportLimits()

  /// Makes the standard bounds, to be tightened by tests.
  public init() {}
}
