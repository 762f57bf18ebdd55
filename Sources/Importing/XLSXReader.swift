internal import Lists

/// Reads the sheets of an XLSX workbook (ECMA-376) as streams.
///
/// The archive goes through libzip and the XML through Expat. XMLCoder would build a tree of every
/// cell; a sheet of 100,000 rows would not fit the memory that an import is allowed.
struct XLSXReader {
  /// A sheet's name and its part in the archive.
  struct Sheet: Hashable {
    var name: String
    var part: String
    /// Whether it is hidden, or so hidden that Excel does not even offer to show it.
    var isHidden = false
    /// Whether it has rows: no chart and no dialogue.
    var isTable = true
  }

  /// How a cell is shown, as far as it changes what is read.
  struct Style: Hashable {
    var isDate = false
    var isStruck = false
    /// Digits that a number is filled up to with zeros (`00000000`), or 0.
    var zeros = 0
  }

  private let archive: ZipArchive
  let limits: ImportLimits
  private(set) var sheets: [Sheet] = []
  private var sharedTexts: [String] = []
  var styles: [Style] = []
  private var startsIn1904 = false

  init(_ bytes: [UInt8], limits: ImportLimits) throws(ImportError) {
    self.limits = limits
    archive = try ZipArchive(bytes, limits: limits)
    try checkKind()
    let book = try workbookPart()
    let related = try relations(of: book)
    try readWorkbook(book, related)
    for relation in related.values {
      if relation.kind == "styles" { try readStyles(relation.part) }
      if relation.kind == "sharedStrings" { try readSharedTexts(relation.part) }
    }
    // Programs that name no relation put them where everybody does.
    let folder = Self.folder(of: book)
    let kinds = related.values.map(\.kind)
    if !kinds.contains("styles") { try readStyles(folder + "styles.xml") }
    if !kinds.contains("sharedStrings") { try readSharedTexts(folder + "sharedStrings.xml") }
  }

  /// Refuses the other archives that office programs write.
  private func checkKind() throws(ImportError) {
    if archive.has("xl/workbook.bin") { throw ImportError(.unsupported(.xlsb)) }
    if archive.has("content.xml"), archive.has("mimetype") {
      throw ImportError(.unsupported(.openDocument))
    }
  }

  func parse(_ part: String, with stream: XMLStream) throws(ImportError) {
    try archive.read(part) { (bytes, isLast) throws(ImportError) in
      try stream.feed(bytes, isLast: isLast)
    }
  }

  /// A part that another one points to.
  struct Relation {
    /// Last word of its type: `worksheet`, `styles`; the same in the transitional and strict forms.
    var kind: String
    var part: String
  }

  /// The part that is the workbook: as the package says (ECMA-376-2, 9.3), else where everybody puts it.
  private func workbookPart() throws(ImportError) -> String {
    for relation in try relations(of: "").values where relation.kind == "officeDocument" {
      if archive.has(relation.part) { return relation.part }
    }
    for part in ["xl/workbook.xml", "workbook.xml"] where archive.has(part) { return part }
    throw ImportError(.unsupported(.binary))
  }

  func relations(of part: String) throws(ImportError) -> [String: Relation] {
    let folder = Self.folder(of: part)
    let name = folder + "_rels/" + part.dropFirst(folder.utf8.count) + ".rels"
    var found: [String: Relation] = [:]
    let stream = try XMLStream(place: name, limits: limits)
    stream.onStart = { name, attributes in
      guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"]
      else { return }
      let kind = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
      found[id] = Relation(kind: kind, part: Self.path(target, from: folder))
    }
    try parse(name, with: stream)
    return found
  }

  /// The folder of a part with its slash, or empty.
  private static func folder(of part: String) -> String {
    part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
  }

  /// A target as a path in the archive: `/xl/a.xml`, `worksheets\\a.xml`, `../a.xml`.
  private static func path(_ target: String, from folder: String) -> String {
    let target = target.replacing("\\", with: "/")
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  private mutating func readWorkbook(
    _ part: String, _ related: [String: Relation]
  ) throws(ImportError) {
    var found: [(name: String, id: String, isHidden: Bool)] = []
    var starts1904 = false
    let limit = limits.parts
    let workbook = try XMLStream(place: part, limits: limits)
    workbook.onStart = { [unowned workbook] name, attributes in
      if name == "sheet", let title = attributes["name"], let id = attributes["id"] {
        found.append((title, id, (attributes["state"] ?? "visible") != "visible"))
        if found.count > limit { workbook.fail(ImportError(.tooLarge(what: .parts, limit: limit))) }
      } else if name == "workbookPr", let flag = attributes["date1904"] {
        starts1904 = flag == "1" || flag == "true"
      }
    }
    try parse(part, with: workbook)
    startsIn1904 = starts1904
    sheets = found.compactMap { sheet in
      related[sheet.id].map { relation in
        Sheet(
          name: sheet.name, part: relation.part, isHidden: sheet.isHidden,
          isTable: relation.kind.isEmpty || relation.kind == "worksheet")
      }
    }
  }

  private mutating func readSharedTexts(_ part: String) throws(ImportError) {
    var texts: [String] = []
    var current: [UInt8] = []
    var total = 0
    var isPhonetic = false
    let limits = limits
    let stream = try XMLStream(place: part, limits: limits)
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
        texts.append(TextBytes.unescaped(current[...]))
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
    try parse(part, with: stream)
    sharedTexts = texts
  }

  /// The rows of a sheet, at most `most` of them; merged cells are filled downwards.
  func table(_ sheet: Sheet, most: Int = .max) throws(ImportError) -> RawTable {
    let rows = SheetRows(
      sharedTexts: sharedTexts, styles: styles, startsIn1904: startsIn1904, limits: limits,
      most: most)
    let stream = try XMLStream(place: sheet.name, limits: limits)
    rows.attach(to: stream)
    try parse(sheet.part, with: stream)
    var table = RawTable(sheet: sheet.name, rows: try rows.merged(), format: .xlsx)
    table.hiddenColumns = rows.hiddenColumns
    let remarks = try remarks(on: sheet)
    if !remarks.isEmpty {
      table.cellRemarks = remarks.values.reduce(0) { $0 + $1.count }
      for place in table.rows.indices {
        if let own = remarks[table.rows[place].line] { table.rows[place].remarks = own }
      }
    }
    return table
  }

  /// How many rows of a sheet have a value, counted without keeping any.
  func count(_ sheet: Sheet) throws(ImportError) -> Int {
    var rows = 0
    var isFilled = false
    let stream = try XMLStream(place: sheet.name, limits: limits)
    stream.onStart = { [unowned stream] name, _ in
      if name == "row" { isFilled = false }
      if name == "v" || name == "t" { stream.wantsText = true }
    }
    stream.onText = { _ in isFilled = true }
    stream.onEnd = { [unowned stream] name in
      if name == "v" || name == "t" { stream.wantsText = false }
      if name == "row", isFilled { rows += 1 }
    }
    try parse(sheet.part, with: stream)
    return rows
  }
}
