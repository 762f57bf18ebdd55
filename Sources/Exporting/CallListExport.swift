internal import Facilities
public import Formats
public import Lists
internal import Wording

/// The work list of whom to call, as files: to be filled in and given back, or to be printed.
public struct CallListExport: Sendable {
  private let list: WorkList
  private let language: Language
  private let answers: [String]

  /// Names of the columns before those for answers; read again by these names.
  public static let columns = [
    "id", "nama", "jenis", "kabupaten", "telepon", "dasar", "kantor", "tanyakan",
  ]

  /// Takes a work list.
  ///
  /// - Parameters:
  ///   - list: The work list.
  ///   - language: Language of names and sentences.
  ///   - answers: Names of the columns for answers.
  public init(_ list: WorkList, language: Language, answers: [String]) {
    self.list = list
    self.language = language
    self.answers = answers
  }

  private func cells(_ line: WorkList.Line) -> [String] {
    let facility = line.facility
    return [
      facility.id, facility.name, language.kind(facility.kind), facility.regency, facility.phone,
      facility.basis.rawValue, line.office,
      line.questions.map(language.ask).joined(separator: " "),
    ]
  }

  /// Separated values with empty columns for the answers.
  public func csv(_ dialect: CSVDialect) -> String {
    var csv = CSVWriter(dialect)
    csv.row(Self.columns + answers)
    for line in list.lines { csv.row(cells(line) + answers.map { _ in "" }) }
    return csv.text
  }

  /// A workbook: whom to call, and how far the calls are by kabupaten and by office.
  public func workbook() -> [UInt8] {
    var calls: [[Workbook.Cell]] = [Self.heads(Self.columns + answers)]
    for line in list.lines { calls.append(cells(line).map { Workbook.Cell.text($0) }) }
    var book = Workbook()
    book.add(sheet: language.say(id: "Telepon", en: "Calls"), rows: calls)
    book.add(sheet: language.say(id: "Jumlah", en: "Counts"), rows: counts())
    return book.bytes()
  }

  private static func heads(_ names: [String]) -> [Workbook.Cell] {
    names.map { Workbook.Cell.heading($0) }
  }

  /// Counts by kabupaten with the office that calls there, then by office.
  private func counts() -> [[Workbook.Cell]] {
    let kinds = [
      language.say(id: "Fasilitas", en: "Sites"),
      language.say(id: "Dipastikan lewat telepon", en: "Confirmed by telephone"),
      language.say(id: "Sudah lama", en: "Long ago"), language.say(id: "Belum pernah", en: "Never"),
    ]
    let office = language.say(id: "Kantor yang menelepon", en: "Office that calls")
    var rows = [Self.heads([language.say(id: "Kabupaten/kota", en: "Kabupaten"), office] + kinds)]
    for (code, count) in list.byRegency.sorted(by: { $0.key < $1.key }) {
      let caller = language.caller(list.offices[code] ?? "")
      rows.append(Self.row([list.regencies[code] ?? code, caller], count))
    }
    rows.append([])
    rows.append(Self.heads([office, ""] + kinds))
    for (name, count) in list.byOffice.sorted(by: { $0.key < $1.key }) {
      rows.append(Self.row([language.caller(name), ""], count))
    }
    return rows
  }

  private static func row(_ names: [String], _ count: WorkList.Count) -> [Workbook.Cell] {
    var cells = names.map { Workbook.Cell.text($0) }
    for number in [count.sites, count.confirmed, count.aged, count.never] {
      cells.append(.number(Double(number)))
    }
    return cells
  }

  /// A sheet to be printed on A4: a box for each answer; one HTML file that loads nothing.
  public func sheet(title: String) -> String {
    var text = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Markup.escape(title))</title>
      <style>
      @page { size: A4 landscape; margin: 12mm }
      body { font: 10pt/1.3 sans-serif; color: #000; overflow-wrap: anywhere }
      h1 { font-size: 14pt } h2 { font-size: 11pt; margin: 4mm 0 1mm; break-after: avoid }
      table { border-collapse: collapse; width: 100% }
      thead { display: table-header-group }
      tr { break-inside: avoid }
      th, td { border: 0.3mm solid #555; padding: 1mm 1.5mm; text-align: left; vertical-align: top }
      td.answer { width: 32% }
      </style></head><body>
      <h1>\(Markup.escape(title))</h1>

      """
    let heads = [
      language.say(id: "Fasilitas", en: "Site"), language.say(id: "Telepon", en: "Telephone"),
      language.say(id: "Tanyakan", en: "Ask"),
      language.say(
        id: "Jawaban, tanggal, siapa yang menjawab (jabatan)",
        en: "Answer, day, who answered (function)"),
    ]
    var regency = ""
    for line in list.lines {
      let facility = line.facility
      if facility.regencyCode != regency {
        if !regency.isEmpty { text += "</tbody></table>\n" }
        regency = facility.regencyCode
        let count = list.byRegency[regency].map { ": " + language.calls($0) } ?? ""
        text += "<h2>\(Markup.escape(facility.regency + count))</h2>\n<table><thead><tr>"
        for head in heads { text += "<th>\(Markup.escape(head))</th>" }
        text += "</tr></thead><tbody>\n"
      }
      let phone =
        facility.phone.isEmpty ? language.say(id: "tidak ada", en: "none") : facility.phone
      let name = "\(facility.name) [\(facility.id)], \(language.kind(facility.kind))"
      text += "<tr><td>\(Markup.escape(name))</td><td>\(Markup.escape(phone))</td><td>"
      text += line.questions.map { Markup.escape(language.ask($0)) }.joined(separator: "<br>")
      text += "</td><td class=\"answer\"></td></tr>\n"
    }
    return text + (regency.isEmpty ? "" : "</tbody></table>\n") + "</body></html>\n"
  }
}
