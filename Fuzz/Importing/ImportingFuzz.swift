import Facilities
import Glibc
import Lists

@testable import Importing

/// Fuzzes the list readers, one format a run: `PLKK_FUZZ` is csv, json, xlsx or sheet.
///
/// A file is read or refused, and every row of it is taken, waits, is broken or passed over; what is read keeps the bounds and goes on through every value reader
/// and the reading of rows. In the run `sheet` the input is the parts of a workbook as plain XML,
/// with a zero byte between (worksheet, shared texts, styles), because a mutated archive hardly ever
/// inflates. Each find becomes a test.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImporting(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  var limits = ImportLimits()
  limits.rows = 500
  limits.columns = 20
  limits.cells = 2000
  limits.inflatedBytes = 1 << 20
  do throws(ImportError) {
    for table in try Target.chosen.tables(bytes, limits) {
      precondition(table.rows.count <= limits.rows + 1, "\(table.rows.count) rows")
      for row in table.rows {
        precondition(row.cells.count <= limits.columns || table.format == .json)
        for cell in row.cells {
          _ = DateText.read(cell)
          _ = PhoneText.read(cell.text, isNumber: cell.origin == .number)
          _ = CoordinateCells.read(cell.text)
          _ = KindWords.kind(cell.text)
          _ = StatusWords.status(cell.text)
          _ = Header.field(cell.text)
        }
      }
      guard let gazetteer = Target.gazetteer, let date = CivilDate(iso: "2026-01-31") else {
        abort()
      }
      do {
        let list = try OfficialList.read(
          table, listDate: date, gazetteer: gazetteer, limits: limits)
        precondition(list.rows.allSatisfy { !$0.name.isEmpty }, "a row without a name")
        precondition(
          Set(list.rows.map(\.line)).isDisjoint(with: list.brokenLines), "broken and taken")
        precondition(list.isComplete, "a row is lost")
        let request = ImportRequest(
          issuer: "KC", listDate: date, sourceFile: "f", importedOn: date, accepted: nil)
        let plan = try ImportPlan.make(
          list, request: request, history: ListHistory(base: Directory([])), gazetteer: gazetteer)
        precondition(plan.sums.isBalanced, "\(plan.sums)")
      } catch let error as ImportError {
        precondition(!"\(error.code)".isEmpty)
      } catch { abort() }
    }
  } catch {
    precondition(!"\(error.code)".isEmpty)
  }
  return 0
}

/// What a run is about.
enum Target: String {
  case csv, json, xlsx, sheet

  static let chosen: Target = {
    guard let name = getenv("PLKK_FUZZ"), let target = Target(rawValue: String(cString: name))
    else { fatalError("PLKK_FUZZ must be csv, json, xlsx or sheet") }
    return target
  }()
  static let gazetteer = try? Gazetteer(SeedTables.embedded())

  func tables(_ bytes: [UInt8], _ limits: ImportLimits) throws(ImportError) -> [RawTable] {
    switch self {
    case .csv:
      let text = TextBytes.utf8(bytes)
      var tables: [RawTable] = []
      for separator in Array(",;\t".utf8) {
        let rows = try CSVTableReader.rows(text, separator: separator, limits: limits)
        tables.append(RawTable(rows: rows, format: .csv))
      }
      if BulletTableReader.isList(text) {
        tables.append(try BulletTableReader.table(text, limits: limits))
      }
      return tables
    case .json: return [try JSONTableReader.table(TextBytes.utf8(bytes), limits: limits)]
    case .xlsx: return [try TableReader.table(bytes, limits: limits)]
    case .sheet:
      let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      func part(_ place: Int) -> [UInt8] { place < parts.count ? Array(parts[place]) : [] }
      let book = StoredArchive.workbook(sheet: part(0), sharedStrings: part(1), styles: part(2))
      return [try TableReader.table(book, limits: limits)]
    }
  }
}
