import Facilities
import Formats
import Importing
import Lists
import Wording

/// What became of each row, and what changes.
extension ImportReport {
  func issueLines(_ title: String, _ issues: [RowIssue]) -> [String] {
    if issues.isEmpty { return [] }
    return ["", title]
      + issues.map { issue in
        let column = issue.column.isEmpty ? "" : " \(Failures.safe(issue.column))"
        let value = issue.value.isEmpty ? "" : " “\(Failures.safe(issue.value))”"
        return
          "  \(RowNumber.text(issue.line))\(column)\(value): \(Language.current.noticed(issue.rule))"
      }
  }

  var waitingLines: [String] {
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
          Language.current.doubt(doubt) + (how.isEmpty ? "" : " (\(how))"), indent: 6)
      }
    }
    return lines
  }

  func writePlacements(_ write: ([String]) -> Void) {
    var lines = ["", say(id: "Keputusan per baris:", en: "Decisions by row:")]
    for placement in plan.placements where placement.isSettled {
      lines.append(
        "  \(RowNumber.text(placement.row.line)) \(Failures.safe(placement.row.name)): "
          + "\(Language.current.identity(placement.identity)), \(placement.regency?.name ?? ""), "
          + Language.current.placed(placement.source))
      if lines.count >= 500 {
        write(lines)
        lines.removeAll(keepingCapacity: true)
      }
    }
    write(lines)
  }

  var changeLines: [String] {
    var lines: [String] = []
    func add(_ title: String, _ entries: [ListEntry]) {
      if entries.isEmpty { return }
      lines += ["", title]
      lines += entries.map { "  \($0.facility.id) \(Failures.safe($0.facility.name))" }
    }
    add(say(id: "Bertambah:", en: "Added:"), plan.added)
    lines += values(say(id: "Berubah:", en: "Changed:"), plan.changed)
    lines += values(
      say(id: "Menggantikan yang dikenal:", en: "Goes for what was known:"), plan.replaced)
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

  var unlistedLines: [String] {
    if plan.unlisted.isEmpty { return [] }
    return [
      "",
      say(
        id:
          "Dicatat sebagai PLKK dugaan/berita di kabupaten yang sama, tidak ada dalam daftar ini:",
        en: "Presumed or reported as PLKK in the same kabupaten, not on this list:"),
    ] + plan.unlisted.map { "  \($0.id) \($0.name) (\(Language.current.basis($0.basis)))" }
  }

  var comparisonLines: [String] {
    let covered = Set(plan.entries.map(\.facility.provinceCode))
    let shown = plan.comparisons.filter { covered.contains($0.provinceCode) }
    if shown.isEmpty { return [] }
    return [
      "", say(id: "Jumlah di samping angka terbitan:", en: "Counts beside published totals:"),
    ]
      + shown.map { comparison in
        let kind = comparison.kind.map { Words.kind($0) } ?? say(id: "semua", en: "all")
        let gap =
          comparison.isBigGap ? say(id: "  (selisih besar)", en: "  (a big gap)") : ""
        return "  \(comparison.provinceCode) \(kind): "
          + say(
            id: "resmi \(comparison.official), dugaan/berita \(comparison.others), "
              + "terbitan \(comparison.published) (\(comparison.date))",
            en: "official \(comparison.official), presumed/reported \(comparison.others), "
              + "published \(comparison.published) (\(comparison.date))") + gap
      }
  }

  /// What differs, both values.
  func values(_ title: String, _ changes: [ImportPlan.Change]) -> [String] {
    if changes.isEmpty { return [] }
    var lines = ["", title]
    for change in changes {
      let facility = plan.entry(change).facility
      lines.append("  \(facility.id) \(Failures.safe(facility.name))")
      for value in change.values {
        lines += Terminal.output.wrapped(
          "\(Language.current.field(value.field)): “\(Failures.safe(value.before))” → "
            + "“\(Failures.safe(value.after))”", indent: 6)
      }
    }
    return lines
  }

  /// How many sites the column of the branch names for each, when it names more than one.
  var branchLines: [String] {
    var counts: [String: Int] = [:]
    for placement in plan.placements where placement.isSettled && !placement.row.branch.isEmpty {
      counts[placement.row.branch, default: 0] += 1
    }
    if counts.count < 2 { return [] }
    return [
      "",
      say(
        id:
          "Menurut kolom kantor cabang (semua disimpan sebagai daftar \(Failures.safe(plan.request.issuer))):",
        en:
          "By the column of the branch (all are stored as the list of \(Failures.safe(plan.request.issuer))):"
      ),
    ] + counts.sorted { $0.key < $1.key }.map { "  \(Failures.safe($0.key)): \($0.value)" }
  }

  var summary: String {
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
}
