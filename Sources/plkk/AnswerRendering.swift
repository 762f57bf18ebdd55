import Facilities
import Formats
import Application
import Wording

/// An answer about the facilities around a position.
enum AnswerRendering {
  static func text(_ answer: NearestAnswer, _ format: OutputFormat) -> String {
    let rows = answer.hits.map { (facility: $0.facility, hit: Optional($0)) }
    switch format {
    case .json: return json(answer)
    case .csv: return FacilityRendering.csv(rows, withHits: true)
    case .geojson: return FacilityRendering.geojson(rows, query: answer.query)
    case .table: break
    }
    var lines = QueryRendering.lines(answer.query) + [""]
    lines += hits(answer.hits)
    if answer.hits.isEmpty { lines += [nothing, ""] }
    lines += lapsed(answer)
    lines += footer(answer.cautions, answer.hits.map(\.facility))
    if let fresher = answer.fresher { lines += self.fresher(fresher) }
    return lines.joined(separator: "\n") + "\n"
  }

  static var nothing: String {
    say(
      id: "Tidak ada fasilitas yang cocok dengan pilihan ini.",
      en: "No facility matches these choices.")
  }

  /// The facilities, numbered, an empty line behind each.
  static func hits(_ hits: [Hit], payer: Bool = false) -> [String] {
    hits.enumerated().flatMap { number, hit in
      FacilityRendering.lines(hit.facility, hit: hit, number: number + 1, payer: payer) + [""]
    }
  }

  /// Sites as near whose agreement is not in force, so that nobody goes there unawares.
  static func lapsed(_ answer: NearestAnswer) -> [String] {
    guard !answer.lapsed.isEmpty else { return [] }
    let terminal = Terminal.output
    let heads = terminal.wrapped(
      say(
        id: "SAMA DEKAT, TETAPI BUKAN PLKK sekarang:", en: "AS NEAR, BUT NO PLKK at present:"),
      indent: 0)
    let sites = answer.lapsed.flatMap { hit -> [String] in
      let status = hit.facility.standing?.status.map { StandingWords.status($0) } ?? ""
      return terminal.wrapped(
        "\(hit.facility.name) [\(hit.facility.id)], \(Words.distance(hit.meters)): \(status)",
        indent: 2)
    }
    return (heads + sites).map(terminal.warning) + [""]
  }

  /// The site that was verified later than the first.
  private static func fresher(_ hit: Hit) -> [String] {
    let day = hit.facility.standing?.verified?.description ?? ""
    return Terminal.output.wrapped(
      say(
        id: "\(hit.facility.name) [\(hit.facility.id)] diperiksa \(day) dan paling jauh 25% lebih "
          + "jauh (\(Words.distance(hit.meters))).",
        en: "\(hit.facility.name) [\(hit.facility.id)] was verified \(day) and is at most 25% "
          + "farther (\(Words.distance(hit.meters)))."), indent: 2)
  }

  /// Cautions and what holds for every answer.
  static func footer(_ cautions: [Caution], _ facilities: [Facility]) -> [String] {
    let terminal = Terminal.output
    var lines = cautions.flatMap { caution in
      terminal.wrapped("! " + QueryRendering.caution(caution), indent: 0).map(terminal.warning)
    }
    if !facilities.isEmpty {
      lines += terminal.wrapped(
        say(
          id: "Jarak adalah garis lurus, bukan jarak jalan. Gawat darurat: telepon 119.",
          en: "Distances are straight lines, not roads. In an emergency call 119."), indent: 0
      ).map(terminal.dim)
    }
    return lines
  }

  private static func json(_ answer: NearestAnswer) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { object in
      QueryRendering.json(answer.query, answer.cautions, into: &object)
      results(answer.hits, "results", into: &object)
      if !answer.lapsed.isEmpty { results(answer.lapsed, "lapsed", into: &object) }
      if let fresher = answer.fresher { object.member("fresher_id", fresher.facility.id) }
    }
    return json.text + "\n"
  }

  static func results(_ hits: [Hit], _ name: String, into json: inout JSONWriter) {
    json.member(
      name,
      array: { list in
        for hit in hits { FacilityRendering.json(hit.facility, hit: hit, into: &list) }
      })
  }
}

/// The emergency answer: 119 first, then hospitals of any kind, then the PLKK.
enum EmergencyRendering {
  static func text(_ answer: EmergencyAnswer, _ format: OutputFormat) -> String {
    let all = answer.hospitals.hits + answer.plkk.hits
    var seen = Set<String>()
    let rows = all.filter { seen.insert($0.facility.id).inserted }
      .map { (facility: $0.facility, hit: Optional($0)) }
    switch format {
    case .json: return json(answer)
    case .csv: return FacilityRendering.csv(rows, withHits: true)
    case .geojson: return FacilityRendering.geojson(rows, query: answer.plkk.query)
    case .table: break
    }
    let terminal = Terminal.output
    var lines = [
      terminal.alarm(
        say(id: "GAWAT DARURAT: TELEPON 119 SEKARANG", en: "EMERGENCY: CALL 119 NOW")),
      "",
    ]
    lines += QueryRendering.lines(answer.plkk.query) + [""]
    lines += terminal.wrapped(
      say(
        id: "RUMAH SAKIT TERDEKAT, PLKK ATAU BUKAN (IGD belum dipastikan, telepon dahulu)",
        en: "NEAREST HOSPITALS, PLKK OR NOT (emergency department not confirmed, phone first)"),
      indent: 0
    ).map(terminal.bold)
    lines += AnswerRendering.hits(answer.hospitals.hits, payer: true)
    lines += terminal.wrapped(
      LawText.emergencyDuty.text(.current), indent: 0)
    lines += ["", terminal.bold(say(id: "PLKK TERDEKAT", en: "NEAREST PLKK"))]
    lines += AnswerRendering.hits(answer.plkk.hits, payer: true)
    if answer.plkk.hits.isEmpty { lines += [AnswerRendering.nothing, ""] }
    lines += AnswerRendering.lapsed(answer.plkk)
    lines += AnswerRendering.footer(answer.plkk.cautions, all.map(\.facility))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func json(_ answer: EmergencyAnswer) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { object in
      object.member("call", "119")
      QueryRendering.json(answer.plkk.query, answer.plkk.cautions, into: &object)
      AnswerRendering.results(answer.hospitals.hits, "hospitals", into: &object)
      AnswerRendering.results(answer.plkk.hits, "results", into: &object)
      if !answer.plkk.lapsed.isEmpty {
        AnswerRendering.results(answer.plkk.lapsed, "lapsed", into: &object)
      }
    }
    return json.text + "\n"
  }
}
