public import Facilities
public import Lists

/// Reads a work list that came back with answers.
public struct CallAnswerReader {
  /// One answered line.
  public struct Answer: Hashable, Sendable {
    /// Line of the file.
    public var line: Int
    /// The site.
    public var facilityID: String
    /// Day of the call.
    public var date: CivilDate
    /// What it said.
    public var answer: SiteAnswer
    /// A new telephone number, or empty.
    public var phone: String
  }

  /// A line that cannot be used.
  public struct Fault: Hashable, Sendable {
    /// Line of the file.
    public var line: Int
    /// Column at fault.
    public var column: String
    /// Its value.
    public var value: String
  }

  /// The answers, in the order of the file.
  public private(set) var answers: [Answer] = []
  /// Lines that cannot be used; while there are any, nothing should be stored.
  public private(set) var faults: [Fault] = []
  /// Lines without an answer.
  public private(set) var unanswered: [Int] = []

  /// The columns that a work list has for answers, as they are written and read.
  public static let columns = [
    "tanggal_telepon", "plkk", "igd_24_jam", "jam_layanan", "layanan", "telepon_baru", "kata",
  ]

  /// Reads a file: CSV, XLSX or JSON with the columns `id` and `columns`.
  public init(_ bytes: [UInt8], limits: ImportLimits = .standard) throws(ImportError) {
    let table = try TableReader.table(bytes, limits: limits)
    guard let top = table.rows.firstIndex(where: { Self.header($0)["id"] != nil }) else {
      throw ImportError(.noHeader)
    }
    let columns = Self.header(table.rows[top])
    guard Self.columns.contains(where: { columns[Header.key($0)] != nil }) else {
      throw ImportError(.noHeader)
    }
    for row in table.rows[(top + 1)...] { take(row, columns) }
  }

  private static func header(_ row: RawRow) -> [String: Int] {
    Dictionary(
      row.cells.enumerated().map { (Header.key($1.text), $0) }, uniquingKeysWith: { a, _ in a })
  }

  private mutating func take(_ row: RawRow, _ columns: [String: Int]) {
    func cell(_ name: String) -> RawCell {
      columns[Header.key(name)].map { row[$0] } ?? .blank
    }
    if row.fault != nil {
      faults.append(Fault(line: row.line, column: "", value: row[0].text))
      return
    }
    let written = Self.columns.filter { !cell($0).isBlank }
    if written.isEmpty { return unanswered.append(row.line) }
    func fault(_ column: String) {
      faults.append(Fault(line: row.line, column: column, value: cell(column).text))
    }
    let id = cell("id").text
    guard !id.isEmpty else { return fault("id") }
    guard case .date(let date) = DateText.read(cell("tanggal_telepon")) else {
      return fault("tanggal_telepon")
    }
    var answer = SiteAnswer(membership: .unknown, words: cell("kata").text)
    switch Self.word(cell("plkk").text) {
    case .yes: answer.membership = .yes
    case .no: answer.membership = .no
    case .unknown: break
    case .other: return fault("plkk")
    }
    switch Self.word(cell("igd_24_jam").text) {
    case .yes: answer.services.emergency24h = true
    case .no: answer.services.emergency24h = false
    case .unknown: break
    case .other: return fault("igd_24_jam")
    }
    answer.services.openingHours = cell("jam_layanan").text
    answer.services.services = cell("layanan").text.split(whereSeparator: { $0 == "," || $0 == ";" }
    )
    .map { TextBytes.clean(String($0)) }.filter { !$0.isEmpty }
    var phone = ""
    let number = cell("telepon_baru")
    if !number.isBlank {
      let reading = PhoneText.read(number.text, isNumber: number.origin == .number)
      guard !reading.phones.isEmpty, !reading.isUnclear, reading.leftOut.isEmpty else {
        return fault("telepon_baru")
      }
      phone = reading.phones.map(\.kept).joined(separator: " / ")
    }
    answers.append(
      Answer(line: row.line, facilityID: id, date: date, answer: answer, phone: phone))
  }

  private enum Word { case yes, no, unknown, other }

  private static func word(_ text: String) -> Word {
    switch Header.key(text) {
    case "ya", "y", "yes", "1", "true", "betul", "benar": .yes
    case "tidak", "t", "tdk", "no", "n", "0", "false", "bukan": .no
    case "", "tidaktahu", "tdktahu", "tidakdiketahui", "unknown": .unknown
    default: .other
    }
  }
}
