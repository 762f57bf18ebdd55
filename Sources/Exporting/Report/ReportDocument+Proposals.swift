internal import Audit
internal import Facilities
internal import Formats
internal import Wording

extension ReportDocument {
  func proposals() -> Section {
    let reach = language.number(report.proposalMeters / 1000, 0)
    func rows(_ list: String, _ figures: AuditFigures?) -> [[Cell]] {
      func rows(
        _ name: String, _ list: [AuditFigures.Proposal], _ gain: (Double) -> Cell,
        _ after: (Double?) -> Cell, _ prefix: [Cell]
      ) -> [[Cell]] {
        list.enumerated().map { index, item in
          prefix + [
            .text(name), .text("\(index + 1)"), .text(item.name), .text(item.code), gain(item.gain),
            after(item.after),
          ]
        }
      }
      guard let figures else { return [] }
      let prefix: [Cell] = isPaired ? [.text(list)] : []
      return rows(
        say("cakupan", "covering"), figures.covering, { .number($0, decimals: 0) },
        { .share($0) }, prefix)
        + rows(
          "p-median", figures.median, { .text(language.number($0, 0) + " m") },
          { .distance($0) }, prefix)
    }
    let method = say(
      "Dipilih bertahap, terbaik lebih dahulu (metode greedy): cakupan \(reach) km (Church & ReVelle "
        + "1974), dan p-median (rata-rata jarak terpendek). ",
      "Chosen one after the other, the best first (greedy): covering within \(reach) km (Church & "
        + "ReVelle 1974), and p-median (shortest mean distance). ")
    return Section(
      id: .proposals, title: say("Calon lokasi berikutnya", "Candidates for the next sites"),
      meaning: say(
        "Artinya: tempat yang patut ditinjau, bukan keputusan; calon yang muncul menurut kedua daftar "
          + "lebih dapat dipercaya.",
        "That is: places worth a visit, no decision; a candidate in both lists deserves more trust."
      ),
      method: method + notes(report.listed, say("Seluruh daftar: ", "Whole list: "), reach)
        + (isPaired
          ? report.confirmed.map {
            notes($0, " " + confirmedHeading.capitalizedFirst + ": ", reach)
          }
            ?? "" : ""),
      used: peopleUsed(), caveats: presumedCaveats() + workerCaveats(),
      columns: (isPaired ? [say("daftar", "list")] : []) + [
        say("tujuan", "objective"), say("no.", "no."), say("desa", "village"), say("kode", "code"),
        say("tambahan", "gain"), say("sesudahnya", "after"),
      ],
      rows: rows(say("seluruh daftar", "whole list"), report.listed)
        + (isPaired ? rows(confirmedHeading, report.confirmed) : []))
  }

  private func notes(_ figures: AuditFigures, _ list: String, _ reach: String) -> String {
    var parts: [String] = []
    if let best = figures.coveringOptimum {
      parts.append(say("optimum cakupan ", "optimum of covering ") + language.number(best, 0))
    }
    if let best = figures.medianOptimum {
      parts.append(
        say("optimum p-median ", "optimum of p-median ") + language.number(best, 0) + " m")
    }
    if let all = figures.coverAll {
      parts.append(
        say(
          "untuk semua dalam \(reach) km diperlukan \(all.sites) lokasi baru (greedy), "
            + "\(all.unreachable) desa tidak terjangkau calon mana pun",
          "for everybody within \(reach) km \(all.sites) new sites are needed (greedy), "
            + "\(all.unreachable) villages are in reach of no candidate"))
    }
    return parts.isEmpty ? "" : list + parts.joined(separator: "; ") + "."
  }
}
