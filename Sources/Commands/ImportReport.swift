import Wording
import Facilities
import Formats
import Geo
import Importing
import Lists

/// What an import did or would do, for a person or a program.
struct ImportReport {
  let plan: ImportPlan
  let file: String
  /// The version that the store then had, or `nil` when nothing was stored.
  let storedAs: Int?

  var issues: [RowIssue] {
    (plan.list.issues + plan.issues).sorted { $0.line < $1.line }
  }

  // MARK: For a person

  /// Writes the report section by section: for a long list all of it would be as large as the list.
  func writeText(_ put: (String) -> Void) {
    func write(_ lines: [String]) {
      for start in stride(from: 0, to: lines.count, by: 500) {
        put(lines[start..<min(start + 500, lines.count)].joined(separator: "\n") + "\n")
      }
    }
    write(headLines)
    write(
      issueLines(
        say(id: "Baris rusak, tidak masuk:", en: "Broken rows, kept out:"), issues.filter(\.isError)
      ))
    write(issueLines(say(id: "Catatan:", en: "Notes:"), issues.filter { !$0.isError }))
    write(waitingLines)
    writePlacements(write)
    write(branchLines)
    write(changeLines)
    write(unlistedLines)
    write(comparisonLines)
    write([""] + Terminal.output.wrapped(Language.current.sums(plan.sums), indent: 0) + [summary])
  }

  private var headLines: [String] {
    let list = plan.list
    var lines: [String] = []
    let names = list.sheets.filter { !$0.isEmpty }.map(Failures.safe)
    let sheet = names.isEmpty ? "" : " [\(names.joined(separator: "] ["))]"
    lines.append(
      "\(Failures.safe(file))\(sheet): \(list.format.rawValue.uppercased()), "
        + say(id: "\(plan.rowCount) baris terbaca", en: "\(plan.rowCount) rows read")
        + (list.headerLine == 0
          ? ""
          : say(
            id: ", judul di baris \(list.headerLine)", en: ", header in row \(list.headerLine)")))
    if list.sheets.count > 1 {
      add(
        &lines, say(id: "baris per bagian", en: "rows by part"),
        zip(list.sheets, list.sheetRows).map { "\(Failures.safe($0)): \($1)" })
    }
    add(&lines, say(id: "kolom", en: "columns"), columns(.kept))
    add(
      &lines, say(id: "hanya untuk menempatkan", en: "for placing only"), columns(.places))
    add(
      &lines, say(id: "hanya untuk laporan ini", en: "for this report only"), columns(.reported))
    if let codeLine { lines += Terminal.output.wrapped(codeLine, indent: 2) }
    add(
      &lines, say(id: "kolom tersembunyi, tetap dibaca", en: "hidden columns, read all the same"),
      list.hiddenColumns.map(Failures.safe))
    add(
      &lines, say(id: "dibuang (data pribadi/bank)", en: "dropped (personal or bank data)"),
      list.personalColumns.map(Failures.safe))
    for (reason, name) in Self.passedNames {
      let passed = list.passed.filter { $0.reason == reason }
      add(
        &lines, name,
        passed.map {
          RowNumber.text($0.line) + (reason == .header ? "" : " “\(Failures.safe($0.text))”")
        }
      )
    }
    add(&lines, say(id: "tidak dipakai", en: "not used"), list.ignoredColumns.map(Failures.safe))
    add(
      &lines, say(id: "nomor urut, tidak dipakai", en: "row numbers, not used"),
      list.numberingColumns.map(Failures.safe))
    add(
      &lines, say(id: "kolom tanpa judul, tidak dipakai", en: "columns without a name, not used"),
      list.unnamedCells.sorted { $0.key < $1.key }.map { column, count in
        say(
          id: "kolom ke-\(column + 1): \(count) isian", en: "column \(column + 1): \(count) values")
      })
    add(
      &lines,
      say(
        id: "tidak dipakai karena kolom lain dengan arti sama terisi",
        en: "not used because another column of the same meaning is filled"),
      list.secondCells.sorted { $0.key < $1.key }.map { "\(Failures.safe($0.key)): \($0.value)" })
    if list.cellRemarks > 0 {
      add(
        &lines,
        say(
          id: "catatan sel, hanya dicari kata yang mengakhiri atau membatasi PKS, tidak disimpan",
          en: "remarks on cells, looked through for words that end or limit an agreement, not kept"),
        ["\(list.cellRemarks)"])
    }
    add(
      &lines, say(id: "bagian yang tidak dibaca", en: "parts not read"),
      list.leftOutSheets.map {
        "\(Failures.safe($0.name)) (\(Self.name($0.reason)), "
          + say(id: "\($0.rows) baris)", en: "\($0.rows) rows)")
      })
    return lines
  }

  private static func name(_ reason: LeftOutSheet.Reason) -> String {
    switch reason {
    case .hidden: say(id: "disembunyikan", en: "hidden")
    case .noHeader: say(id: "bukan daftar", en: "no list")
    case .notAsked: say(id: "tidak diminta", en: "not asked for")
    case .noTable: say(id: "bukan tabel", en: "no table")
    }
  }

  /// Names of the reasons for passing rows over, in the order of the report.
  private static var passedNames: [(PassedRow.Reason, String)] {
    [
      (.header, say(id: "baris judul", en: "header rows")),
      (.aboveHeader, say(id: "di atas judul", en: "above the header")),
      (.section, say(id: "judul bagian", en: "section titles")),
      (.total, say(id: "baris jumlah, dilewati", en: "rows of totals, passed over")),
      (.strayLine, say(id: "baris lain, dilewati", en: "other lines, passed over")),
      (.noObject, say(id: "bukan objek JSON, dilewati", en: "no JSON objects, passed over")),
    ]
  }

  /// The columns that are understood, and what becomes of their values.
  private func columns(_ use: ListField.Use) -> [String] {
    ListField.allCases.filter { $0.use == use }.compactMap { field in
      plan.list.fields[field].map { "\(Failures.safe($0)) = \(Language.current.field(field))" }
    }
  }

  /// Which set the codes of the kabupaten fit, when the other one does not fit.
  private var codeLine: String? {
    let fit = plan.codeFit
    guard plan.request.codeSet == nil, let set = fit.set else { return nil }
    let told = say(
      id: "kode kabupaten: \(fit.kemendagri) dari \(fit.rows) baris cocok sebagai kode Kemendagri, "
        + "\(fit.bps) sebagai kode BPS",
      en: "kabupaten codes: \(fit.kemendagri) of \(fit.rows) rows fit as codes of Kemendagri, "
        + "\(fit.bps) as codes of BPS")
    guard set == .bps else { return told }
    return told
      + say(
        id: "; bila memang kode BPS, ulangi dengan --codes bps",
        en: "; if they are those of BPS, run it again with --codes bps")
  }

  private func add(_ lines: inout [String], _ label: String, _ values: [String]) {
    if values.isEmpty { return }
    lines += Terminal.output.wrapped("\(label): " + values.joined(separator: ", "), indent: 2)
  }
}
