internal import Audit
internal import Formats
public import Facilities
internal import Geo
internal import Wording

extension DirectoryExport {
  /// A sheet to be printed on A4 for one kabupaten: nearest to the seat first, then by id.
  ///
  /// Those without a position stand last.
  ///
  /// - Parameter regency: The kabupaten or kota; distances are straight lines from its seat.
  /// - Returns: One HTML file that loads nothing from anywhere.
  public func sheet(regency: Regency) -> String {
    sheets([regency], title: "\(self.text.title): \(regency.region.name)")
  }

  /// The same for several kabupaten, each on pages of its own, under the name of what they belong to.
  public func sheets(_ regencies: [Regency], of name: String) -> String {
    sheets(regencies, title: "\(self.text.title): \(name)")
  }

  private func sheets(_ regencies: [Regency], title: String) -> String {
    let codes = Set(regencies.map(\.region.code))
    let own = facilities.filter { codes.contains($0.regencyCode) }
    let dates = self.text.dates(
      asOf: asOf.description, totals: Auditor.firstList, years: own.yearsSeen)
    // Inside a CSS string.
    let running = dates.filter { $0 != "\"" && $0 != "\\" && $0 != "<" && $0 != "\n" }
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Markup.escape(title))</title>
      <style>
      @page { size: A4; margin: 14mm 12mm; @top-left { content: "\(running)"; font: 7.5pt sans-serif }
        @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif } }
      body { font: 10pt/1.3 sans-serif; color: #000; overflow-wrap: anywhere }
      section + section { break-before: page }
      h1 { font-size: 14pt; margin: 0 0 2mm }
      .call { font-size: 12pt; font-weight: bold }
      .wide { overflow-x: auto; overflow-wrap: normal }
      table { border-collapse: collapse; width: 100% }
      thead { display: table-header-group }
      tr { break-inside: avoid }
      th, td { border: 0.3mm solid #555; padding: 1mm 1.5mm; text-align: left; vertical-align: top }
      tr.presumed td { border-style: dashed }
      \(PrintedText.style)
      footer { font-size: 7.5pt; margin-top: 3mm; break-inside: avoid }
      @media print { .wide { overflow: visible } }
      </style></head><body>

      """ + regencies.map { section($0, own, dates) }.joined() + """
        <footer>\(Markup.escape(self.text.sources)):<br>
        \((sourceLines() + self.text.credits).map(Markup.escape).joined(separator: "<br>\n"))
        </footer></body></html>

        """
  }

  /// The sites of one kabupaten.
  private func section(_ regency: Regency, _ all: [Facility], _ dates: String) -> String {
    let own = all.filter { $0.regencyCode == regency.region.code }
    let rows = own.map { facility -> (facility: Facility, meters: Double?) in
      guard let to = facility.position else { return (facility, nil) }
      return (facility, Geodesic.distance(from: regency.seat.position, to: to))
    }
    .sorted {
      let (a, b) = ($0.meters ?? .infinity, $1.meters ?? .infinity)
      return a == b ? $0.facility.id < $1.facility.id : a < b
    }
    var text = """
      <section>
      <h1>\(Markup.escape("\(self.text.title): \(regency.region.name)"))</h1>
      <p class="call">\(Markup.escape(self.text.calls))</p>
      <p>\(PrintedText.html(dates))</p>
      <p>\(Markup.escape(self.text.measured(from: regency.seat)))</p>
      <p>\(Markup.escape(self.text.legend))</p>
      <div class="wide"><table><thead><tr>

      """
    for head in self.text.columns(from: regency.seat) { text += "<th>\(Markup.escape(head))</th>" }
    text += "</tr></thead><tbody>\n"
    for (facility, meters) in rows {
      let statements = membership(facility).joined(separator: ". ")
      let cautions = cautions(facility).map { "<br>" + Markup.escape($0) }.joined()
      let distance = meters.map {
        self.text.distance($0, isExact: facility.positionPrecision == .site)
      }
      text += """
        <tr class="\(facility.basis.rawValue)"><td>\(Markup.escape(markedName(facility)))<br>\
        \(Markup.escape(language.kind(facility)))</td>\
        <td>\(Markup.escape(facility.address))</td>\
        <td>\(phone(facility))</td>\
        <td class="d">\(Markup.escape(distance ?? "–"))</td>\
        <td>\(PrintedText.html(statements))\(cautions)</td></tr>

        """
    }
    return text + "</tbody></table></div>\n</section>\n"
  }

  private func phone(_ facility: Facility) -> String {
    facility.phone.isEmpty
      ? Markup.escape(text.noPhone) : "<span class=\"t\">\(Markup.escape(facility.phone))</span>"
  }
}
