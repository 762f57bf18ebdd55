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

  private var issues: [RowIssue] {
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
    write(changeLines)
    write(unlistedLines)
    write(comparisonLines)
    write([""] + Terminal.output.wrapped(sumLine, indent: 0) + [summary])
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
    add(&lines, say(id: "kolom", en: "columns"), columns)
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

  /// Where every row went.
  private var sumLine: String {
    let sums = plan.sums
    return say(
      id: "\(sums.rows) baris dalam berkas = \(sums.taken) diterima + \(sums.merged) digabung + "
        + "\(sums.waiting) menunggu + \(sums.broken) rusak + \(sums.skipped) dilewati koreksi + "
        + "\(sums.passed) judul/jumlah + \(sums.leftOut) di bagian yang tidak dibaca; dari yang "
        + "diterima \(sums.withoutPosition) tidak dapat ditemukan menurut jarak",
      en: "\(sums.rows) rows in the file = \(sums.taken) taken + \(sums.merged) merged + "
        + "\(sums.waiting) waiting + \(sums.broken) broken + \(sums.skipped) skipped by correction + "
        + "\(sums.passed) titles/totals + \(sums.leftOut) in parts not read; of those taken "
        + "\(sums.withoutPosition) cannot be found by distance")
  }

  private var columns: [String] {
    ListField.allCases.compactMap { field in
      plan.list.fields[field].map { "\(Failures.safe($0)) = \(ImportWords.name(field))" }
    }
  }

  private func add(_ lines: inout [String], _ label: String, _ values: [String]) {
    if values.isEmpty { return }
    lines += Terminal.output.wrapped("\(label): " + values.joined(separator: ", "), indent: 2)
  }

  private func issueLines(_ title: String, _ issues: [RowIssue]) -> [String] {
    if issues.isEmpty { return [] }
    return ["", title]
      + issues.map { issue in
        let column = issue.column.isEmpty ? "" : " \(Failures.safe(issue.column))"
        let value = issue.value.isEmpty ? "" : " “\(Failures.safe(issue.value))”"
        return "  \(RowNumber.text(issue.line))\(column)\(value): \(ImportWords.rule(issue.rule))"
      }
  }

  private var waitingLines: [String] {
    if plan.waiting.isEmpty { return [] }
    var lines = ["", say(id: "Menunggu keputusan:", en: "Waiting for a decision:")]
    for placement in plan.waiting {
      lines.append("  \(RowNumber.text(placement.row.line)) \(Failures.safe(placement.row.name))")
      for doubt in placement.doubts {
        let how =
          doubt.canBeAccepted
          ? say(id: "terima: --accept", en: "accept: --accept")
            + " \(RowNumber.text(placement.row.line))" : ""
        lines += Terminal.output.wrapped(
          ImportWords.doubt(doubt) + (how.isEmpty ? "" : " (\(how))"), indent: 6)
      }
    }
    return lines
  }

  private func writePlacements(_ write: ([String]) -> Void) {
    var lines = ["", say(id: "Keputusan per baris:", en: "Decisions by row:")]
    for placement in plan.placements where placement.isSettled {
      lines.append(
        "  \(RowNumber.text(placement.row.line)) \(Failures.safe(placement.row.name)): "
          + "\(ImportWords.identity(placement.identity)), \(placement.regency?.name ?? ""), "
          + ImportWords.source(placement.source))
      if lines.count >= 500 {
        write(lines)
        lines.removeAll(keepingCapacity: true)
      }
    }
    write(lines)
  }

  private var changeLines: [String] {
    var lines: [String] = []
    func add(_ title: String, _ entries: [ListEntry]) {
      if entries.isEmpty { return }
      lines += ["", title]
      lines += entries.map { "  \($0.facility.id) \(Failures.safe($0.facility.name))" }
    }
    add(say(id: "Bertambah:", en: "Added:"), plan.added)
    if !plan.changed.isEmpty {
      lines += ["", say(id: "Berubah:", en: "Changed:")]
      lines += plan.changed.map { change in
        "  \(change.entry.facility.id) \(Failures.safe(change.entry.facility.name)): "
          + change.fields.map { ImportWords.name($0) }.joined(separator: ", ")
      }
    }
    add(
      say(
        id: "Hilang dari daftar kantor ini, bukan PLKK lagi sejak \(plan.request.listDate):",
        en: "Gone from this office's list, no PLKK any more from \(plan.request.listDate):"),
      plan.removed)
    add(
      say(
        id: "Dibiarkan seperti semula karena barisnya rusak atau menunggu:",
        en: "Left as they were because their rows are broken or wait:"), plan.held)
    return lines
  }

  private var unlistedLines: [String] {
    if plan.unlisted.isEmpty { return [] }
    return [
      "",
      say(
        id:
          "Dicatat sebagai PLKK dugaan/berita di kabupaten yang sama, tidak ada dalam daftar ini:",
        en: "Presumed or reported as PLKK in the same kabupaten, not on this list:"),
    ] + plan.unlisted.map { "  \($0.id) \($0.name) (\(Language.current.basis($0.basis)))" }
  }

  private var comparisonLines: [String] {
    let covered = Set(plan.entries.map(\.facility.provinceCode))
    let shown = plan.comparisons.filter { covered.contains($0.provinceCode) }
    if shown.isEmpty { return [] }
    return [
      "", say(id: "Jumlah di samping angka terbitan:", en: "Counts beside published totals:"),
    ]
      + shown.map { comparison in
        let kind = comparison.kind.map { Words.kind($0) } ?? say(id: "semua", en: "all")
        let gap =
          comparison.isBigGap ? say(id: "  << selisih besar", en: "  << a big gap") : ""
        return "  \(comparison.provinceCode) \(kind): "
          + say(
            id: "resmi \(comparison.official), dugaan/berita \(comparison.others), "
              + "terbitan \(comparison.published) (\(comparison.date))",
            en: "official \(comparison.official), presumed/reported \(comparison.others), "
              + "published \(comparison.published) (\(comparison.date))") + gap
      }
  }

  private var summary: String {
    let counts = say(
      id: "\(plan.addedPlaces.count) bertambah, \(plan.changed.count) berubah, "
        + "\(plan.unchangedCount) tetap, \(plan.removed.count) hilang, "
        + "\(plan.waiting.count) menunggu, \(plan.list.brokenLines.count) rusak",
      en: "\(plan.addedPlaces.count) added, \(plan.changed.count) changed, "
        + "\(plan.unchangedCount) unchanged, \(plan.removed.count) removed, "
        + "\(plan.waiting.count) waiting, \(plan.list.brokenLines.count) broken")
    let what =
      storedAs.map {
        say(id: "Disimpan sebagai versi \($0)", en: "Stored as version \($0)")
      } ?? say(id: "Tidak ada yang disimpan", en: "Nothing was stored")
    return "\(Failures.safe(plan.request.issuer)), \(plan.request.listDate): \(counts). \(what)."
  }

  // MARK: For a program

  func json() -> String {
    var json = JSONWriter(indented: true)
    json.object { json in
      json.member("issuer", plan.request.issuer)
      json.member("list_date", plan.request.listDate.description)
      json.member("file", plan.request.sourceFile)
      json.member("sheet", plan.list.sheet)
      json.member("format", plan.list.format.rawValue)
      json.member("rows", plan.rowCount)
      json.member("sha256", plan.request.fileHash)
      let sums = plan.sums
      json.key("sums")
      json.object { json in
        json.member("rows", sums.rows)
        json.member("taken", sums.taken)
        json.member("merged", sums.merged)
        json.member("waiting", sums.waiting)
        json.member("broken", sums.broken)
        json.member("skipped", sums.skipped)
        json.member("passed_over", sums.passed)
        json.member("in_parts_not_read", sums.leftOut)
        json.member("taken_without_position", sums.withoutPosition)
      }
      json.key("parts_not_read")
      json.array { json in
        for sheet in plan.list.leftOutSheets {
          json.object { json in
            json.member("name", sheet.name)
            json.member("reason", sheet.reason.rawValue)
            json.member("rows", sheet.rows)
          }
        }
      }
      json.key("passed_over")
      json.array { json in
        for row in plan.list.passed {
          json.object { json in
            json.member("line", row.line)
            json.member("reason", row.reason.rawValue)
            json.member("text", row.text)
          }
        }
      }
      json.member("stored_version", storedAs)
      json.key("dropped_columns")
      json.array { for name in plan.list.personalColumns { $0.value(name) } }
      json.key("ignored_columns")
      json.array { for name in plan.list.ignoredColumns { $0.value(name) } }
      json.key("issues")
      json.array { json in
        for issue in issues {
          json.object { json in
            json.member("line", issue.line)
            json.member("column", issue.column)
            json.member("value", issue.value)
            json.member("rule", issue.rule.rawValue)
            json.member("error", issue.isError)
          }
        }
      }
      json.key("placements")
      json.array { for placement in plan.placements { write(placement, &$0) } }
      ids("added", plan.added, &json)
      ids("changed", plan.changed.map(\.entry), &json)
      json.member("unchanged", plan.unchangedCount)
      ids("removed", plan.removed, &json)
      ids("held", plan.held, &json)
      json.key("unlisted")
      json.array { for facility in plan.unlisted { $0.value(facility.id) } }
      json.key("published")
      json.array { json in
        for comparison in plan.comparisons {
          json.object { json in
            json.member("province_code", comparison.provinceCode)
            json.member("kind", comparison.kind?.rawValue)
            json.member("official", comparison.official)
            json.member("presumed_or_reported", comparison.others)
            json.member("published", comparison.published)
            json.member("date", comparison.date)
            json.member("source", comparison.source)
          }
        }
      }
    }
    return json.text + "\n"
  }

  private func ids(_ key: String, _ entries: [ListEntry], _ json: inout JSONWriter) {
    json.key(key)
    json.array { for entry in entries { $0.value(entry.facility.id) } }
  }

  private func write(_ placement: Placement, _ json: inout JSONWriter) {
    json.object { json in
      json.member("line", placement.row.line)
      json.member("name", placement.row.name)
      if case .known(let id, let match) = placement.identity {
        json.member("id", id)
        json.member("match", match.rawValue)
      } else {
        json.member("id", nil as String?)
        json.member("match", "new")
      }
      json.member("regency_code", placement.regency?.code)
      json.member("district_code", placement.district?.code)
      json.member("latitude", placement.position?.latitude, decimals: 6)
      json.member("longitude", placement.position?.longitude, decimals: 6)
      json.member("position_precision", placement.precision.rawValue)
      json.member("position_from", Self.word(placement.source))
      json.member("settled", placement.isSettled)
      json.member("skipped", placement.isSkipped)
      json.key("doubts")
      json.array { for doubt in placement.doubts { $0.value(Self.word(doubt)) } }
    }
  }

  private static func word(_ source: Placement.Source) -> String {
    switch source {
    case .listed, .listedNearBorder: "list"
    case .correction: "correction"
    case .known: "known"
    case .village: "village"
    case .district: "district"
    case .unknown: "unknown"
    }
  }

  private static func word(_ doubt: Placement.Doubt) -> String {
    switch doubt {
    case .regencyUnknown: "regency_unknown"
    case .regencyAmbiguous: "regency_ambiguous"
    case .regencyIsTown: "regency_is_town"
    case .outsideRegency: "outside_regency"
    case .farFromKnown: "far_from_known"
    case .similarName: "similar_name"
    case .severalMatches: "several_matches"
    case .placeAmbiguous: "place_ambiguous"
    case .correctionUnusable: "correction_unusable"
    case .regencyProposed: "regency_proposed"
    case .provinceElsewhere: "province_elsewhere"
    case .knownElsewhere: "known_elsewhere"
    case .signLost: "sign_lost"
    case .sameAsRow: "same_as_row"
    case .severalRows: "several_rows"
    case .noteEnds: "note_ends"
    case .noteLimits: "note_limits"
    case .statusUnclear: "status_unclear"
    case .dateUnclear: "date_unclear"
    case .monthFirst: "month_first"
    case .phoneUnclear: "phone_unclear"
    case .badByte: "bad_byte"
    case .struckOut: "struck_out"
    case .rowsSwallowed: "rows_swallowed"
    case .notOfficial: "not_official"
    }
  }
}
