internal import Formats

extension PageSite {
  /// The whole page as one HTML file that needs no server and no network: to be opened from a memory card.
  ///
  /// Data and modules are in it as base64; its content security policy names the one script and the one
  /// style by their hash. There is no offline store and no list without scripts in it.
  public func singleFile() -> String {
    var style = ""
    let script = PageFiles.whole
    var page = ""
    var held: [(path: String, bytes: [UInt8])] = []
    for asset in assets {
      func text() -> String { String(decoding: asset.bytes, as: UTF8.self) }
      switch asset.path {
      case "/": page = text()
      case "/page.css": style = text()
      case _ where Self.isLoaded.contains(asset.path): held.append((asset.path, asset.bytes))
      default: break
      }
    }
    let files = held.map { "\"\($0.path.dropFirst())\": \"\(Base64.text($0.bytes))\"" }
      .joined(separator: ",\n")
    let data = "globalThis.plkkFiles = {\n\(files)\n};\n"
    let policy =
      "default-src 'none'; script-src '\(Digest.policySource(data))' "
      + "'\(Digest.policySource(script))' 'wasm-unsafe-eval'; style-src "
      + "'\(Digest.policySource(style))'; img-src data:; base-uri 'none'; form-action 'none'"
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    var result: [String] = []
    for line in lines {
      if line.hasPrefix("<meta charset") {
        result.append(String(line))
        result.append("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">")
      } else if line.hasPrefix("<link rel=\"stylesheet\"") {
        result.append("<style>\(style)</style>")
      } else if line.hasPrefix("<script type=\"module\"") {
        result.append("<script>\(data)</script>")
        result.append("<script type=\"module\">\(script)</script>")
      } else if !line.hasPrefix("<link ") {
        result.append(String(line).replacing(Self.plainLink, with: ""))
      }
    }
    return result.joined(separator: "\n")
  }

  /// What the scripts load.
  private static let isLoaded = [
    "/near.wasm", "/sites.json", "/more.json", "/borders.csv", "/reader.wasm", "/areas.txt",
    "/places.txt", "/lines.json",
  ]
  /// The link to the list for browsers without scripts, which is a page of its own.
  private static let plainLink =
    " · <a href=\"daftar.html\" data-word=\"plainList\">Daftar tanpa JavaScript</a>"
}
