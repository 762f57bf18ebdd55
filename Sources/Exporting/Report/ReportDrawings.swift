public import Audit
public import Formats
public import Geo

/// Boundaries for the map: code of a kabupaten and its area.
public typealias Boundaries = [(code: String, area: MultiPolygon)]

/// The pictures of a report as SVG.
struct ReportDrawings {
  let report: AuditReport
  let language: Language
  let boundaries: Boundaries

  /// One picture as a file of its own; the confirmed sites' map is empty without such sites.
  func svg(_ picture: ReportPicture) -> String {
    switch picture {
    case .map: map(report.listed)
    case .confirmedMap: report.confirmed.map(map) ?? Drawing(width: 10, height: 10).svg(title: "")
    case .lorenz: lorenz()
    case .coverage: coverage()
    }
  }
}

extension AuditReport {
  /// The report for a terminal.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - section: The one chapter that is wanted; `nil` for all.
  ///   - width: Columns, 40 or more.
  ///   - bold: Marks a heading.
  /// - Returns: The text, wrapped to `width`.
  public func text(
    _ language: Language, section: ReportSection? = nil, width: Int = 100,
    bold: @escaping (String) -> String = { $0 }
  ) -> String {
    ReportText(document: ReportDocument(self, language), width: width, bold: bold)
      .text(only: section)
  }

  /// The report as one self-contained page.
  public func html(
    _ language: Language, section: ReportSection? = nil, boundaries: Boundaries
  ) -> String {
    ReportPage(document: ReportDocument(self, language), boundaries: boundaries).html(only: section)
  }

  /// A picture as an SVG file of its own.
  public func svg(_ picture: ReportPicture, _ language: Language, boundaries: Boundaries) -> String
  {
    ReportDrawings(report: self, language: language, boundaries: boundaries).svg(picture)
  }

  /// A chapter's table as CSV.
  public func csv(_ section: ReportSection, _ language: Language, _ dialect: CSVDialect) -> String {
    let document = ReportDocument(self, language)
    guard let section = document.sections.first(where: { $0.id == section }) else { return "" }
    return document.csv(section, dialect)
  }

  /// All tables as a workbook, one a sheet, with the title page first.
  public func workbook(_ language: Language) -> [UInt8] {
    ReportDocument(self, language).workbook()
  }
}
