internal import Facilities
public import Formats

extension AuditReport {
  /// One self-contained HTML page, made for screen and A4; it loads nothing and runs no script.
  public func html(_ language: ReportLanguage, boundaries: Boundaries) -> String {
    let document = ReportDocument(self, language)
    func safe(_ text: String) -> String { Markup.escape(text) }
    var page = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(safe(document.title)), \(safe(date))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>\(safe(document.title))</h1>
      <p>\(safe(document.subtitle))</p>

      """
    for warning in document.warnings { page += "<p class=\"warning\">\(safe(warning))</p>\n" }
    for section in document.sections {
      page +=
        "<section>\n<h2>\(safe(section.title))</h2>\n<p class=\"method\">\(safe(section.method)) "
      page += "<span class=\"used\">\(safe(section.used))</span></p>\n"
      if let picture = section.picture {
        page +=
          "<figure class=\"\(picture.rawValue)\">"
          + svg(picture, language, boundaries: boundaries) + "</figure>\n"
      }
      page += Self.table(section, document)
      if !section.caveat.isEmpty {
        page += "<p class=\"caveat\">* \(safe(section.caveat))</p>\n"
      }
      if section.restsOnSites, let warning = document.warnings.first,
        (whole.sites.byBasis[.presumed] ?? 0) + presumedBeyond > 0
      {
        page += "<p class=\"caveat\">\(safe(warning))</p>\n"
      }
      page += "</section>\n"
    }
    page += "<section><h2>\(language.say(id: "Sumber", en: "Sources"))</h2>\n<ul>\n"
    for source in document.sources { page += "<li>\(safe(source))</li>\n" }
    return page + "</ul></section>\n</body>\n</html>\n"
  }

  private static func table(_ section: ReportDocument.Section, _ document: ReportDocument) -> String
  {
    guard !section.rows.isEmpty else { return "" }
    var text = "<table>\n<thead><tr>"
    let isNumber = section.columns.indices.map { column in
      section.rows.contains { $0[column].size != nil }
    }
    for (column, name) in section.columns.enumerated() {
      text += isNumber[column] ? "<th class=\"n\">" : "<th>"
      text += Markup.escape(name) + "</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    let largest =
      section.barColumn.flatMap { column in section.rows.compactMap { $0[column].size }.max() } ?? 0
    for row in section.rows {
      text += "<tr>"
      for (column, cell) in row.enumerated() {
        text += isNumber[column] ? "<td class=\"n\">" : "<td>"
        text += Markup.escape(document.text(cell))
        if column == section.barColumn, largest > 0, let size = cell.size, size >= 0 {
          text +=
            "<i style=\"width:\((size / largest * 100).fixed(0))%\"></i>"
        }
        text += "</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n"
  }

  private static let style = """

    body{font:15px/1.45 system-ui,"DejaVu Sans",sans-serif;color:#222;max-width:62rem;margin:1.5rem \
    auto;padding:0 1rem}
    h1{font-size:1.6rem;margin:0 0 .3rem}
    h2{font-size:1.15rem;margin:1.6rem 0 .3rem;border-bottom:1px solid #bbb}
    p{margin:.3rem 0}
    .warning{border-left:4px solid #b35806;background:#fff4e5;padding:.4rem .6rem}
    .used{white-space:nowrap;color:#444}
    .caveat{color:#7a3b00;font-size:.85rem}
    figure{margin:.6rem 0}
    figure svg{width:100%;height:auto;display:block}
    figure.lorenz{max-width:30rem}
    figure.coverage{max-width:42rem}
    table{border-collapse:collapse;width:100%;font-size:.85rem;margin:.5rem 0}
    th,td{text-align:left;padding:.18rem .45rem;border-bottom:1px solid #e3e3e3;vertical-align:top}
    thead th{border-bottom:1.5px solid #666}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    td:first-child{white-space:nowrap}
    td i{display:block;height:4px;background:#6baed6;margin-left:auto;print-color-adjust:exact;\
    -webkit-print-color-adjust:exact}
    @page{size:A4;margin:14mm}
    @media print{body{font-size:10pt;margin:0;padding:0;max-width:none}h2,.method{break-after:avoid}\
    tr,figure,.method{break-inside:avoid}tbody tr:nth-child(-n+2){break-after:avoid}thead{display:table-header-group}\
    .warning{print-color-adjust:exact;-webkit-print-color-adjust:exact}\
    figure.map svg{max-height:200mm}}

    """
}
