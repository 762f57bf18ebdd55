import Exporting
import Formats
import Foundation

/// Where the answer of a batch goes: standard output, or a new file whose ending says what it is.
///
/// A workbook is held until its last row and then written as a whole.
final class BatchTarget {
  private let path: String?
  private let separator: UInt8
  private let ownColumns: Int
  private var file: FileHandle?
  /// The rows of a workbook; `nil` for text.
  private var rows: [UInt8]?

  /// The most rows of a sheet (ECMA-376).
  private static let mostRows = 1_048_576

  /// Makes the file; one that is there already is not touched.
  init(_ path: String?, _ shape: BatchInput.Shape, isJSON: Bool) throws {
    self.path = path
    separator = shape.separator
    ownColumns = shape.titles.count
    guard let path else { return }
    let isWorkbook = path.lowercased().hasSuffix(".xlsx")
    guard !(isWorkbook && isJSON) else {
      throw CommandFailure(
        .usage,
        say(
          id: "--out .xlsx tidak bersama --format json",
          en: "--out .xlsx goes without --format json"))
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandFailure(
        .cannotCreate,
        say(
          id: "--out: berkas “\(Failures.safe(path))” sudah ada atau tidak dapat dibuat",
          en: "--out: file “\(Failures.safe(path))” is there already or cannot be made"))
    }
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    if isWorkbook { rows = [] }
  }

  /// Takes rows of CSV or JSON.
  func write(_ bytes: [UInt8]) throws {
    guard let file else { return Output.write(bytes) }
    if rows != nil {
      rows?.append(contentsOf: bytes)
    } else {
      try put(Data(bytes), file)
    }
  }

  /// Writes what was held back.
  func finish() throws {
    guard let rows, let file else { return }
    let lines = rows.split(separator: 10, omittingEmptySubsequences: true)
    guard lines.count <= Self.mostRows else {
      throw CommandFailure(
        .data,
        say(
          id: "--out: lembar XLSX paling banyak 1.048.576 baris; pakai .csv",
          en: "--out: a sheet of XLSX has at most 1,048,576 rows; use .csv"))
    }
    var workbook = Workbook()
    workbook.add(
      sheet: "PLKK",
      rows: lines.enumerated().map { number, line in
        cells(line, isHeading: number == 0)
      })
    try put(Data(workbook.bytes()), file)
  }

  /// The user's cells stay words, as they were written; our numbers are numbers.
  private func cells(_ line: ArraySlice<UInt8>, isHeading: Bool) -> [Workbook.Cell] {
    var text = line
    if text.starts(with: [0xef, 0xbb, 0xbf]) { text = text.dropFirst(3) }
    let fields = BatchInput.fields(String(decoding: text, as: UTF8.self), separator)
    return fields.enumerated().map { place, field in
      if isHeading { return .heading(field) }
      let name = place - ownColumns
      guard BatchRows.names.indices.contains(name), Self.numbers.contains(BatchRows.names[name]),
        let number = Double(field.replacing(",", with: "."))
      else { return .text(field) }
      return .number(number)
    }
  }

  private static let numbers: Set<String> = [
    "line", "latitude", "longitude", "precision_m", "rank", "distance_m", "bearing_deg",
  ]

  private func put(_ data: Data, _ file: FileHandle) throws {
    do {
      try file.write(contentsOf: data)
    } catch {
      throw CommandFailure(
        .inputOutput,
        say(
          id: "--out: “\(Failures.safe(path ?? ""))” gagal ditulis",
          en: "--out: writing “\(Failures.safe(path ?? ""))” failed"))
    }
  }
}
