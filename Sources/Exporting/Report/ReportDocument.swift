internal import Audit
internal import Facilities
internal import Formats
internal import Wording

/// A report as titles, tables, notes and pictures: what the terminal, the page and the spreadsheet have
/// in common.
struct ReportDocument {
  /// A table's cell.
  enum Cell: Hashable {
    /// Words as they are.
    case text(String)
    /// A number; none is said in words.
    case number(Double?, decimals: Int)
    /// A share 0 … 1, printed in per cent.
    case share(Double?)
    /// Metres, printed in kilometres.
    case distance(Double?)

    /// What bars are drawn from; words and none have no bar.
    var size: Double? {
      switch self {
      case .text: nil
      case .number(let value, _), .share(let value), .distance(let value): value
      }
    }

    /// A whole number.
    static func count(_ value: Int?) -> Cell { .number(value.map(Double.init), decimals: 0) }
  }

  /// A chapter.
  struct Section {
    /// Which one it is.
    var id: ReportSection
    /// Its heading.
    var title: String
    /// What the figures mean for someone who knows the network and not the method; may be empty.
    var meaning = ""
    /// What was computed, from what.
    var method: String
    /// How much of the material went into it: used of total.
    var used: String
    /// On what doubtful material it rests.
    var caveats: [String] = []
    /// Names of the columns.
    var columns: [String] = []
    /// Rows of cells, as long as `columns`.
    var rows: [[Cell]] = []
    /// The column that is also drawn as a bar.
    var barColumn: Int?
    /// The pictures that belong to it.
    var pictures: [ReportPicture] = []
  }

  /// A line of the title page.
  struct Fact {
    var name: String
    var value: String
  }

  let report: AuditReport
  let language: Language
  var title: String
  /// Which days the list, the totals and the facilities are of: heads every page, map and sheet.
  var dates: String
  var facts: [Fact]
  /// What may be concluded and what not, one sentence each.
  var conclusions: [String]
  var sections: [Section]
  var sources: [String]

  /// Puts a report into words.
  init(_ report: AuditReport, _ language: Language) {
    self.report = report
    self.language = language
    title = language.say(
      id: "Audit jaringan PLKK: \(report.regionName)",
      en: "PLKK network audit: \(report.regionName)")
    dates = language.dates(report)
    facts = []
    conclusions = []
    sections = []
    sources = []
    facts = titleFacts()
    conclusions = conclusionSentences()
    sections = [
      summary(), published(), counts(), density(), workerDensity(), distance(), farthest(),
      without(),
      vulnerability(), evenness(), access(), relativeAccess(), clustering(), reconciliation(),
      contradictions(), quality(), referrals(),
    ]
    if !report.covering.isEmpty || !report.median.isEmpty { sections.append(proposals()) }
    sources = sourceLines()
  }

  func say(_ id: String, _ en: String) -> String { language.say(id: id, en: en) }

  func text(_ cell: Cell) -> String {
    let none = say("tidak ada", "none")
    switch cell {
    case .text(let text): return text
    case .number(let value, let decimals):
      return value.map { language.number($0, decimals) } ?? none
    case .share(let value): return value.map { language.number($0 * 100, 1) + " %" } ?? none
    case .distance(let value): return value.map { language.number($0 / 1000, 1) + " km" } ?? none
    }
  }
}

/// The pictures of a report.
public enum ReportPicture: String, CaseIterable, Hashable, Sendable {
  /// Kabupaten shaded, sites by basis, worst-served villages.
  case map
  /// The same with the confirmed sites only.
  case confirmedMap
  /// Lorenz curves.
  case lorenz
  /// Share of the people within a distance.
  case coverage
}

/// The chapters of a report, each of which can be had alone.
public enum ReportSection: String, CaseIterable, Hashable, Sendable {
  case summary, published, counts, density, workers, distance, farthest, without, loss, evenness,
    access
  case relative, clustering, reconciliation, contradictions, quality, referrals, proposals

  /// Its Indonesian name, taken as an option's value too.
  public var indonesian: String {
    switch self {
    case .summary: "ringkasan"
    case .published: "diumumkan"
    case .counts: "jumlah"
    case .density: "kepadatan"
    case .workers: "pekerja"
    case .distance: "jarak"
    case .farthest: "terjauh"
    case .without: "tanpa-plkk"
    case .loss: "hilang"
    case .evenness: "pemerataan"
    case .access: "jangkauan"
    case .relative: "nisbi"
    case .clustering: "pengelompokan"
    case .reconciliation: "pencocokan"
    case .contradictions: "pertentangan"
    case .quality: "mutu"
    case .referrals: "rujukan"
    case .proposals: "usulan"
    }
  }
}
