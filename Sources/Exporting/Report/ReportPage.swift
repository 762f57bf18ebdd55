internal import Audit
internal import Facilities
internal import Formats
internal import Wording

/// The report as one self-contained HTML page, made for phone, screen and A4; it loads nothing and runs
/// no script.
struct ReportPage {
  let document: ReportDocument
  let boundaries: Boundaries

  func html(only section: ReportSection? = nil) -> String {
    let sections = document.sections.filter { section == nil || $0.id == section }
    var page = """
      <!DOCTYPE html>
      <html lang="\(document.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Markup.escape(document.title)), \(document.language.date(document.report.date))</title>
      <style>\(Self.style)\(PrintedText.style)\(running())</style>
      </head>
      <body>
      <h1>\(safe(document.title))</h1>
      <p class="dates">\(safe(document.dates))</p>

      """
    if section == nil { page += front() }
    for section in sections { page += html(section) }
    page += "<section class=\"sources\"><h2>\(safe(document.say("Sumber", "Sources")))</h2>\n<ul>\n"
    for source in document.sources { page += "<li>\(safe(source))</li>\n" }
    return page + "</ul></section>\n</body>\n</html>\n"
  }

  private func safe(_ text: String) -> String { PrintedText.html(text) }

  /// The title page: who, for whom, as of when, and what may be concluded.
  private func front() -> String {
    var text = "<div class=\"front\">\n<dl>\n"
    for fact in document.facts {
      text += "<dt>\(safe(fact.name))</dt><dd>\(safe(fact.value))</dd>\n"
    }
    text += "</dl>\n<div class=\"conclusions\"><p class=\"head\">"
    text += safe(
      document.say("Yang boleh dan tidak boleh disimpulkan", "What may be concluded and what not"))
    text += "</p>\n<ol>\n"
    for sentence in document.conclusions { text += "<li>\(safe(sentence))</li>\n" }
    return text + "</ol></div>\n</div>\n"
  }

  private func html(_ section: ReportDocument.Section) -> String {
    // What stands before a table is not parted from it at the foot of a page.
    var text =
      "<section id=\"\(section.id.rawValue)\">\n<header>\n<h2>\(safe(section.title))</h2>\n"
    if !section.meaning.isEmpty { text += "<p class=\"meaning\">\(safe(section.meaning))</p>\n" }
    text += "<p class=\"method\">\(safe(section.method)) "
    text += "<span class=\"used\">\(safe(section.used))</span></p>\n"
    for caveat in section.caveats { text += "<p class=\"caveat\">\(safe(caveat))</p>\n" }
    text += "</header>\n"
    for picture in section.pictures {
      text += "<figure class=\"\(picture.rawValue)\">"
      text += ReportDrawings(
        report: document.report, language: document.language, boundaries: boundaries
      )
      .svg(picture)
      text += "</figure>\n"
    }
    return text + table(section) + "</section>\n"
  }

  private func table(_ section: ReportDocument.Section) -> String {
    guard !section.rows.isEmpty else { return "" }
    var text = "<div class=\"wide\"><table>\n<thead><tr>"
    let isNumber = section.columns.indices.map { column in
      section.rows.contains { $0[column].size != nil }
    }
    for (column, name) in section.columns.enumerated() {
      text += isNumber[column] ? "<th class=\"n\">" : "<th>"
      text += safe(name) + "</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    let largest =
      section.barColumn.flatMap { column in section.rows.compactMap { $0[column].size }.max() } ?? 0
    for row in section.rows {
      text += "<tr>"
      for (column, cell) in row.enumerated() {
        text += isNumber[column] ? "<td class=\"n\">" : "<td>"
        text += safe(document.text(cell))
        if column == section.barColumn, largest > 0, let size = cell.size, size >= 0 {
          text += "<i style=\"width:\((size / largest * 100).fixed(0))%\"></i>"
        }
        text += "</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table></div>\n"
  }

  /// The dates above and the page's number below every printed page.
  private func running() -> String {
    // Inside a CSS string; the text holds neither quotes nor back-slashes after this.
    let dates = document.dates.filter { $0 != "\"" && $0 != "\\" && $0 != "<" && $0 != "\n" }
    return "@page{@top-left{content:\"\(dates)\";font:7.5pt sans-serif;color:#555}"
      + "@bottom-right{content:counter(page) \" / \" counter(pages);font:8pt sans-serif;color:#555}}"
  }

  private static let style = """

    body{font:15px/1.45 system-ui,"DejaVu Sans",sans-serif;color:#222;max-width:62rem;margin:1.5rem \
    auto;padding:0 1rem;overflow-wrap:anywhere}
    h1{font-size:1.6rem;margin:0 0 .3rem}
    h2{font-size:1.15rem;margin:1.6rem 0 .3rem;border-bottom:1px solid #bbb}
    p{margin:.3rem 0}
    .dates{color:#444}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem;margin:.8rem 0}
    dt{color:#555}dd{margin:0}
    .conclusions{border-left:4px solid #b35806;background:#fff4e5;padding:.4rem .8rem;margin:.8rem 0}
    .conclusions .head{font-weight:bold}
    .conclusions ol{margin:.3rem 0;padding-left:1.3rem}
    .conclusions li{margin:.25rem 0}
    .meaning{font-weight:600}
    .used{color:#444}
    .caveat{color:#7a3b00;font-size:.9rem}
    figure{margin:.6rem 0}
    figure svg{width:100%;height:auto;display:block}
    figure.lorenz{max-width:30rem}
    figure.coverage{max-width:42rem}
    .wide{overflow-x:auto;overflow-wrap:normal}
    table{border-collapse:collapse;width:100%;font-size:.85rem;margin:.5rem 0}
    th,td{text-align:left;padding:.18rem .45rem;border-bottom:1px solid #e3e3e3;vertical-align:top}
    thead th{border-bottom:1.5px solid #666}
    .n{text-align:right;font-variant-numeric:tabular-nums}
    td.n{white-space:nowrap}
    td i{display:block;height:4px;background:#6baed6;margin-left:auto;print-color-adjust:exact;\
    -webkit-print-color-adjust:exact}
    @media(max-width:520px){body{font-size:14px;margin:.6rem auto;padding:0 .6rem}\
    dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .4rem}table{font-size:.78rem}\
    th,td{padding:.18rem .3rem}figure.map,figure.confirmedMap{overflow-x:auto}\
    figure.map svg,figure.confirmedMap svg{min-width:560px}}
    @page{size:A4;margin:16mm 14mm 14mm}
    @media print{body{font-size:9.5pt;margin:0;padding:0;max-width:none}\
    #summary{break-after:page}header{break-inside:avoid;break-after:avoid}\
    .wide{overflow:visible}table{font-size:8pt}th,td{padding:.3mm 1mm}\
    tr,figure{break-inside:avoid}tbody tr:nth-child(-n+2){break-after:avoid}\
    tbody tr:nth-last-child(-n+3){break-before:avoid}p,li{orphans:3;widows:3}\
    .sources{break-inside:avoid}thead{display:table-header-group}\
    .conclusions{print-color-adjust:exact;-webkit-print-color-adjust:exact}\
    figure.map svg,figure.confirmedMap svg{max-height:118mm}}

    """
}
