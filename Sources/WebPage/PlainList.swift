internal import Facilities
internal import Formats
internal import Wording

/// The list by kabupaten as plain HTML, for browsers that run no scripts: `/daftar.html`.
struct PlainList {
  let directory: Directory
  let gazetteer: Gazetteer
  let day: CivilDate

  /// The page, in Indonesian.
  func html() -> String {
    let language = Language.indonesian
    var text = """
      <!doctype html>
      <html lang="id">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>Daftar PLKK Kalimantan</title>
      <link rel="stylesheet" href="plain.css">
      <main>
      <h1>Daftar PLKK Kalimantan</h1>
      <p><a class="call" href="tel:\(EmergencyNumbers.ambulance)">\(Markup.escape(language.callFirst))</a></p>
      <p>BPJS Ketenagakerjaan: <a href="tel:\(EmergencyNumbers.centre)">\(EmergencyNumbers.centre)</a>.
      Data per \(Markup.escape(language.date(day.description))).</p>

      """
    let groups = Dictionary(grouping: directory.facilities(matching: FacilityFilter())) {
      $0.regencyCode
    }
    text += "<nav aria-label=\"Kabupaten dan kota\"><ul>\n"
    for regency in gazetteer.regencies where groups[regency.region.code] != nil {
      text +=
        "<li><a href=\"#r\(regency.region.code)\">\(Markup.escape(regency.region.name))</a></li>\n"
    }
    text += "</ul></nav>\n"
    for regency in gazetteer.regencies {
      guard let sites = groups[regency.region.code] else { continue }
      text +=
        "<section id=\"r\(regency.region.code)\"><h2>\(Markup.escape(regency.region.name))</h2><ul>\n"
      for site in sites { text += row(site, language) }
      text += "</ul></section>\n"
    }
    return text + "</main>\n</html>\n"
  }

  private func row(_ site: Facility, _ language: Language) -> String {
    let number = site.phoneE164.isEmpty ? "" : site.phoneE164
    var phone = Markup.escape(language.phone(site, .ordinary))
    if !number.isEmpty { phone = "<a href=\"tel:\(Markup.escape(number))\">\(phone)</a>" }
    let said =
      [language.patients(site) ?? "", language.basis(site, .ordinary)]
      + language.membership(site, on: day, .ordinary)
    let sentences = said.filter { !$0.isEmpty }.map { Markup.escape($0.capitalizedFirst) + ". " }
      .joined()
    return "<li><b>\(Markup.escape(site.name))</b> (\(Markup.escape(language.kind(site)))"
      + "\(site.district.isEmpty ? "" : ", Kec. " + Markup.escape(site.district))): \(phone). "
      + "\(sentences)\(Markup.escape(site.address))</li>\n"
  }
}
