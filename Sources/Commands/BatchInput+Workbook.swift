import Formats
import Importing
import Lists

extension BatchInput {
  /// The rows of the sheet whose header serves best, as lines of CSV with the numbers that they have in
  /// the sheet; a line break within a cell becomes a blank.
  static func lines(
    ofWorkbook bytes: [UInt8], _ path: String
  ) throws -> (bytes: [UInt8], first: Int) {
    let table: RawTable
    do throws(ImportError) {
      table = try TableReader.table(bytes)
    } catch {
      throw ImportFailure.failure(error, file: path)
    }
    var lines: [UInt8] = []
    let first = table.rows.first?.line ?? 1
    var line = first
    for row in table.rows {
      // Blank rows of the sheet stay blank lines.
      while line < row.line {
        lines.append(10)
        line += 1
      }
      lines += joined(row.cells.map { $0.text }, UInt8(ascii: ",")) + [10]
      line += 1
    }
    return (lines, first)
  }

  /// Fields of one record as they are, quoted where they must be.
  static func joined(_ fields: [String], _ separator: UInt8) -> [UInt8] {
    var out: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { out.append(separator) }
      let bytes = field.utf8.map { $0 == 10 || $0 == 13 ? 32 : $0 }
      guard bytes.contains(where: { $0 == separator || $0 == UInt8(ascii: "\"") }) else {
        out += bytes
        continue
      }
      out.append(UInt8(ascii: "\""))
      for byte in bytes {
        out.append(byte)
        if byte == UInt8(ascii: "\"") { out.append(byte) }
      }
      out.append(UInt8(ascii: "\""))
    }
    return out
  }
}
