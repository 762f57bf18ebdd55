/// Reads the sheets of an XLSX workbook (ECMA-376) as streams.
///
/// The archive goes through libzip and the XML through Expat. XMLCoder would build a tree of every
/// cell; a sheet of 100,000 rows would not fit the memory that an import is allowed.
struct XLSXReader {
  /// A sheet's name and its part in the archive.
  struct Sheet: Hashable {
    var name: String
    var part: String
  }

  private let archive: ZipArchive
  private let limits: ImportLimits
  private(set) var sheets: [Sheet] = []
  private var sharedTexts: [String] = []
  private var dateStyles: [Bool] = []
  private var startsIn1904 = false

  init(_ bytes: [UInt8], limits: ImportLimits) throws(ImportError) {
    self.limits = limits
    archive = try ZipArchive(bytes, limits: limits)
    try checkKind()
    try readWorkbook()
    try readStyles()
    try readSharedTexts()
  }

  /// Refuses the other archives that office programs write.
  private func checkKind() throws(ImportError) {
    let names = Set(archive.names)
    if names.contains("xl/workbook.bin") { throw ImportError(.unsupported(.xlsb)) }
    if names.contains("content.xml"), names.contains("mimetype") {
      throw ImportError(.unsupported(.openDocument))
    }
    if !names.contains(where: { $0.lowercased() == "xl/workbook.xml" }) {
      throw ImportError(.unsupported(.binary))
    }
  }

  private func parse(_ part: String, with stream: XMLStream) throws(ImportError) {
    try archive.read(part) { (bytes, isLast) throws(ImportError) in
      try stream.feed(bytes, isLast: isLast)
    }
  }

  private mutating func readWorkbook() throws(ImportError) {
    var found: [(name: String, id: String)] = []
    var starts1904 = false
    let limit = limits.parts
    let workbook = try XMLStream(place: "xl/workbook.xml", limits: limits)
    workbook.onStart = { [unowned workbook] name, attributes in
      if name == "sheet", let title = attributes["name"], let id = attributes["id"] {
        found.append((title, id))
        if found.count > limit { workbook.fail(ImportError(.tooLarge(what: .parts, limit: limit))) }
      } else if name == "workbookPr", let flag = attributes["date1904"] {
        starts1904 = flag == "1" || flag == "true"
      }
    }
    try parse("xl/workbook.xml", with: workbook)
    startsIn1904 = starts1904

    var targets: [String: String] = [:]
    let relations = try XMLStream(place: "xl/_rels/workbook.xml.rels", limits: limits)
    relations.onStart = { name, attributes in
      guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"]
      else { return }
      targets[id] = target
    }
    try parse("xl/_rels/workbook.xml.rels", with: relations)
    sheets = found.compactMap { sheet in
      targets[sheet.id].map { target in
        Sheet(
          name: sheet.name,
          part: target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target)
      }
    }
  }

  private mutating func readStyles() throws(ImportError) {
    var dateFormats = Set<Int>()
    var styles: [Bool] = []
    var inCells = false
    let limit = limits.parts * 10
    let stream = try XMLStream(place: "xl/styles.xml", limits: limits)
    stream.onStart = { [unowned stream] name, attributes in
      switch name {
      case "numFmt":
        if let id = attributes["numFmtId"].flatMap({ Int($0) }),
          let code = attributes["formatCode"],
          Self.isDate(code)
        {
          dateFormats.insert(id)
        }
      case "cellXfs": inCells = true
      case "xf" where inCells:
        let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        styles.append(Self.isDate(builtIn: id) || dateFormats.contains(id))
        if styles.count > limit { stream.fail(ImportError(.tooLarge(what: .parts, limit: limit))) }
      default: break
      }
    }
    stream.onEnd = { if $0 == "cellXfs" { inCells = false } }
    try parse("xl/styles.xml", with: stream)
    dateStyles = styles
  }

  private static func isDate(builtIn id: Int) -> Bool {
    (14...17).contains(id) || id == 22 || (27...36).contains(id) || (50...58).contains(id)
  }

  /// Whether a number format shows days or years outside of its quotes and brackets.
  static func isDate(_ code: String) -> Bool {
    var quoted = false
    var bracketed = false
    var escaped = false
    for character in code.lowercased().unicodeScalars {
      if escaped {
        escaped = false
        continue
      }
      switch character {
      case "\\", "_", "*": escaped = true
      case "\"": quoted.toggle()
      case "[": bracketed = true
      case "]": bracketed = false
      case "d" where !quoted && !bracketed, "y" where !quoted && !bracketed: return true
      default: break
      }
    }
    return false
  }

  private mutating func readSharedTexts() throws(ImportError) {
    var texts: [String] = []
    var current: [UInt8] = []
    var total = 0
    var isPhonetic = false
    let limits = limits
    let stream = try XMLStream(place: "xl/sharedStrings.xml", limits: limits)
    stream.onStart = { [unowned stream] name, _ in
      switch name {
      case "si": current.removeAll(keepingCapacity: true)
      case "rPh": isPhonetic = true
      case "t": stream.wantsText = !isPhonetic
      default: break
      }
    }
    stream.onEnd = { [unowned stream] name in
      switch name {
      case "t": stream.wantsText = false
      case "rPh": isPhonetic = false
      case "si":
        texts.append(TextBytes.clean(current[...]))
        if texts.count > limits.cells {
          stream.fail(ImportError(.tooLarge(what: .cells, limit: limits.cells)))
        }
      default: break
      }
    }
    stream.onText = { [unowned stream] bytes in
      total += bytes.count
      current.append(contentsOf: bytes)
      if total > limits.sharedTextBytes {
        stream.fail(
          ImportError(.tooLarge(what: .sharedTextBytes, limit: limits.sharedTextBytes)))
      } else if current.count > limits.cellBytes * 4 {
        stream.fail(ImportError(.tooLarge(what: .cellBytes, limit: limits.cellBytes)))
      }
    }
    try parse("xl/sharedStrings.xml", with: stream)
    sharedTexts = texts
  }

  /// The rows of a sheet, at most `most` of them; merged cells are filled downwards.
  func table(
    _ sheet: Sheet, most: Int = .max, progress: ((Int) -> Void)? = nil
  ) throws(ImportError) -> RawTable {
    let rows = SheetRows(
      sharedTexts: sharedTexts, dateStyles: dateStyles, startsIn1904: startsIn1904, limits: limits,
      most: most, progress: progress)
    let stream = try XMLStream(place: sheet.name, limits: limits)
    rows.attach(to: stream)
    try parse(sheet.part, with: stream)
    return RawTable(sheet: sheet.name, rows: try rows.merged(), format: .xlsx)
  }
}
