@testable import Importing

/// Fuzzes the table readers: CSV, XLSX, JSON and bullets, told apart by content.
///
/// A file is read or refused; what is read keeps the bounds. Each find becomes a test.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImporting(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var limits = ImportLimits()
  limits.rows = 500
  limits.columns = 20
  limits.cells = 2000
  limits.inflatedBytes = 1 << 20
  do throws(ImportError) {
    let table = try TableReader.table(
      Array(UnsafeBufferPointer(start: data, count: count)), limits: limits)
    precondition(table.rows.count <= limits.rows + 1, "\(table.rows.count) rows")
    for row in table.rows {
      for cell in row.cells {
        // Every value reader takes every cell.
        _ = DateText.read(cell)
        _ = PhoneText.read(cell.text, isNumber: cell.origin == .number)
        _ = CoordinateCells.read(cell.text)
        _ = KindWords.kind(cell.text)
        _ = StatusWords.status(cell.text)
        _ = Header.field(cell.text)
      }
    }
  } catch {
    precondition(!"\(error.code)".isEmpty)
  }
  return 0
}
