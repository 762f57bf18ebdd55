public import Facilities
internal import Formats

/// The whole page of one list: what a server serves, and the same in one file.
///
/// Made once for an edition of the list; takes some ten milliseconds.
public struct PageSite: Sendable {
  /// Everything that the page asks for, the page itself (`/`) first.
  public let assets: [PageAsset]
  /// Identifies this edition: the first 16 digits of the hash over all assets.
  public let edition: String

  /// Headers that belong to every answer with an asset.
  public static let headers: [(name: String, value: String)] = [
    ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"), ("Permissions-Policy", "geolocation=(self)"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
  ]

  /// Scripts and data from here alone; WebAssembly, and nothing else unsafe.
  static let policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    + "form-action 'none'; frame-ancestors 'none'"

  let directory: Directory

  /// Makes the page of a list.
  ///
  /// - Parameters:
  ///   - directory: The facilities.
  ///   - gazetteer: The areas.
  ///   - day: The day that the list holds for; ages are counted from it on.
  /// - Complexity: O(facilities + bytes).
  public init(directory: Directory, gazetteer: Gazetteer, day: CivilDate) {
    self.directory = directory
    let tables = SeedTables.embedded()
    func text(_ text: String) -> [UInt8] { Array(text.utf8) }
    let script = "text/javascript; charset=utf-8"
    let style = "text/css; charset=utf-8"
    let markup = "text/html; charset=utf-8"
    let plain = "text/plain; charset=utf-8"
    let files = PageFiles.self
    let data = SiteData(directory: directory, gazetteer: gazetteer, day: day)
    let places = PlaceData(directory: directory, tables: tables)
    var assets: [PageAsset] = [
      PageAsset("/", markup, files.index), PageAsset("/page.css", style, files.style),
      PageAsset("/page.js", script, text(files.first)),
      PageAsset("/later.js", script, text(files.later)),
      PageAsset("/lines.json", "application/json", files.lines),
      PageAsset("/near.wasm", "application/wasm", files.near, gzip: files.nearCompressed),
      PageAsset("/sites.json", "application/json", text(data.json())),
      PageAsset("/more.json", "application/json", text(data.more())),
      PageAsset("/borders.csv", plain, tables.regencyBorders.bytes),
      PageAsset("/reader.wasm", "application/wasm", files.reader, gzip: files.readerCompressed),
      PageAsset("/areas.txt", plain, places.areas()),
      PageAsset("/places.txt", plain, places.places()),
      PageAsset("/icon.svg", "image/svg+xml", files.icon),
      PageAsset("/icon-192.png", "image/png", files.smallIcon),
      PageAsset("/icon-512.png", "image/png", files.largeIcon),
      PageAsset("/manifest.webmanifest", "application/manifest+json", files.manifest),
      PageAsset(
        "/daftar.html", markup,
        text(PlainList(directory: directory, gazetteer: gazetteer, day: day).html())),
      PageAsset("/plain.css", style, files.plainStyle),
    ]
    edition = String(
      Digest.hex(text(assets.map { $0.path + " " + $0.hash + "\n" }.joined())).prefix(16))
    let paths = assets.map { "\"." + $0.path + "\"" }.joined(separator: ",\n  ")
    let worker = String(decoding: files.worker, as: UTF8.self)
      .replacing("\"EDITION\"", with: "\"\(edition)\"").replacing("\"FILES\"", with: paths)
    assets.append(PageAsset("/worker.js", script, text(worker)))
    self.assets = assets
  }
}
