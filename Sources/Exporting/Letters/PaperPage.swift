internal import Formats

/// Pages for A4 paper that load nothing.
enum PaperPage {
  /// A page with a footer.
  static func html(title: String, body: String, foot: String) -> String {
    "<!DOCTYPE html>\n<html lang=\"id\">\n<head><meta charset=\"utf-8\">"
      + "<meta name=\"viewport\" content=\"width=device-width\">"
      + "<title>\(Markup.escape(title))</title>\n<style>\(style)</style></head>\n"
      + "<body>\n\(body)<footer>\(PrintedText.html(foot))</footer>\n</body>\n</html>\n"
  }

  private static let style =
    "@page{size:A4;margin:1.5cm}"
    + "body{font:9.5pt/1.3 sans-serif;max-width:18cm;margin:1cm auto;padding:0 .5cm;color:#000;"
    + "background:#fff}h1{font-size:14pt;margin:0 0 .3em}h2{font-size:10.5pt;margin:.5em 0 .15em;"
    + "border-bottom:1px solid #000}p{margin:.15em 0}.kode{font:bold 22pt monospace;"
    + "letter-spacing:.1em}\(PrintedText.style)ul{list-style:square;margin:.15em 0;columns:2}"
    + ".awas{border:3px solid #000;padding:.3em .6em;font-weight:bold}"
    + "table{border-collapse:collapse;width:100%}th{font-weight:normal;text-align:left;"
    + "width:40%;padding:.35em .3em .1em 0;vertical-align:bottom}td{border-bottom:1px solid #000;"
    + "vertical-align:bottom;padding:.35em .2em .1em}footer{margin-top:1.2em;font-size:8.5pt}"
    + "@media print{body{margin:0;padding:0;max-width:none}section,tr{break-inside:avoid}}"
}
