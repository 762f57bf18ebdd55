import TestSupport

/// Workbooks of several sheets for tests, as XML in a stored archive.
struct Workbook {
  /// One sheet: its rows of texts; a cell beginning with `#` is a number as the file writes it.
  struct Sheet {
    var name: String
    var rows: [[String]]
    var state = "visible"
    /// Remarks on cells, by the cell's name.
    var remarks: [String: String] = [:]
  }

  var sheets: [Sheet]
  /// Where the workbook and the shared texts stand, as far as they are not where everybody puts them.
  var folder = "xl/"
  var workbookName = "workbook.xml"
  var sharedName: String?
  var separator = "/"
  var types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  /// The bytes of the file.
  var bytes: [UInt8] {
    var shared: [String] = []
    func cell(_ text: String, _ column: Int, _ line: Int) -> String {
      let name = "\(Character(Unicode.Scalar(65 + UInt8(column))))\(line)"
      if text.hasPrefix("#") { return "<c r=\"\(name)\"><v>\(text.dropFirst())</v></c>" }
      let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      guard sharedName != nil else {
        return "<c r=\"\(name)\" t=\"inlineStr\"><is><r><t>\(escaped)</t></r></is></c>"
      }
      shared.append(escaped)
      return "<c r=\"\(name)\" t=\"s\"><v>\(shared.count - 1)</v></c>"
    }
    var files: [(name: String, content: [UInt8])] = []
    var list = ""
    var relations = ""
    for (number, sheet) in sheets.enumerated() {
      let rows = sheet.rows.enumerated().map { line, cells in
        let xml = cells.enumerated().filter { !$1.isEmpty }.map { cell($1, $0, line + 1) }.joined()
        return "<row r=\"\(line + 1)\">\(xml)</row>"
      }.joined()
      files.append(
        (
          (folder + "worksheets/s\(number).xml").replacing("/", with: separator),
          Array("<worksheet><sheetData>\(rows)</sheetData></worksheet>".utf8)
        ))
      if !sheet.remarks.isEmpty {
        let comments = sheet.remarks.sorted { $0.key < $1.key }.map {
          "<comment ref=\"\($0)\" authorId=\"0\"><text><r><t>petugas:</t></r><r><t> \($1)</t></r></text></comment>"
        }.joined()
        files.append(
          (
            folder + "comments\(number).xml",
            Array("<comments><commentList>\(comments)</commentList></comments>".utf8)
          ))
        let relation =
          "<Relationship Id=\"c\" Type=\"\(types)comments\" Target=\"../comments\(number).xml\"/>"
        files.append(
          (
            folder + "worksheets/_rels/s\(number).xml.rels",
            Array("<Relationships>\(relation)</Relationships>".utf8)
          ))
      }
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(number + 1)\" state=\"\(sheet.state)\""
      list += " r:id=\"r\(number)\"/>"
      relations += "<Relationship Id=\"r\(number)\" Type=\"\(types)worksheet\""
      relations += " Target=\"worksheets\(separator)s\(number).xml\"/>"
    }
    if let sharedName {
      relations +=
        "<Relationship Id=\"t\" Type=\"\(types)sharedStrings\" Target=\"\(sharedName)\"/>"
      let texts = shared.map { "<si><t>\($0)</t></si>" }.joined()
      files.append((folder + sharedName, Array("<sst>\(texts)</sst>".utf8)))
    }
    files.append(
      (
        folder + workbookName,
        Array("<workbook xmlns:r=\"r\"><sheets>\(list)</sheets></workbook>".utf8)
      ))
    files.append(
      (
        folder + "_rels/\(workbookName).rels",
        Array("<Relationships>\(relations)</Relationships>".utf8)
      ))
    files.append(
      (
        "_rels/.rels",
        Array(
          ("<Relationships><Relationship Id=\"b\" Type=\"\(types)officeDocument\" "
            + "Target=\"/\(folder)\(workbookName)\"/></Relationships>").utf8)
      ))
    return StoredArchive.bytes(files)
  }
}
