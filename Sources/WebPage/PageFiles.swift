internal import WebPageFiles

/// The files of the page that do not depend on the list, as they are embedded.
enum PageFiles {
  static var index: [UInt8] { bytes(page_index_html()) }
  static var style: [UInt8] { bytes(page_page_css()) }
  static var plainStyle: [UInt8] { bytes(page_plain_css()) }
  static var worker: [UInt8] { bytes(page_worker_js()) }
  static var manifest: [UInt8] { bytes(page_manifest()) }
  static var icon: [UInt8] { bytes(page_icon_svg()) }
  static var smallIcon: [UInt8] { bytes(page_icon_192()) }
  static var largeIcon: [UInt8] { bytes(page_icon_512()) }
  static var near: [UInt8] { bytes(page_near_wasm()) }
  static var nearCompressed: [UInt8] { bytes(page_near_wasm_gz()) }
  static var reader: [UInt8] { bytes(page_reader_wasm()) }
  static var readerCompressed: [UInt8] { bytes(page_reader_wasm_gz()) }
  static var lines: [UInt8] { bytes(page_lines_json()) }

  /// What the first answer needs, as one module.
  static var first: String {
    scripts([
      page_words_js(), page_engine_js(), page_borders_js(), page_cards_js(), page_page_js(),
    ])
  }

  /// What comes after it, as a module on top of the first.
  static var later: String {
    "import { decode, el, instance, language, load, pick, today, word } from \"./page.js\";\n"
      + scripts(laterFiles)
  }

  /// Both in one scope, which exports nothing and loads no other script.
  static var whole: String {
    let text =
      scripts(
        [page_words_js(), page_engine_js(), page_borders_js(), page_cards_js()] + laterFiles)
      + "\nglobalThis.plkkLater = { ChartMap, Reader, calculator };\n" + scripts([page_page_js()])
    return text.split(separator: "\n").map { line in
      line.hasPrefix("export ") ? line.dropFirst("export ".count) : line
    }.joined(separator: "\n")
  }

  private static var laterFiles: [page_file] {
    [page_map_js(), page_deadline_js(), page_reader_js()]
  }

  /// Files after one another, each before those that import it, without comments, indents and imports.
  private static func scripts(_ files: [page_file]) -> String {
    files.map { file in
      String(decoding: bytes(file), as: UTF8.self)
        .split(separator: "\n").map { $0.drop { $0 == " " } }
        .filter { !$0.isEmpty && !$0.hasPrefix("import ") && !$0.hasPrefix("//") }
        .joined(separator: "\n")
    }.joined(separator: "\n")
  }

  static func bytes(_ file: page_file) -> [UInt8] {
    Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}
