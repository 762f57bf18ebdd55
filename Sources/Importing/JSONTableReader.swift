internal import Lists

/// Reads the rows of a JSON list.
///
/// These are the objects of the array, wherever it stands, whose members serve best as a header. So the wrapper may have any name (`results`, `data`, `faskes`, `organisationUnits`, FHIR's
/// `entry`, GeoJSON's `features`), and what is nested in a row is a column (`resource.name`).
///
/// Our own and not a general decoder: codes and phones written as numbers keep their digits, rows
/// keep their places, and depth and size are bounded while reading (RFC 8259).
struct JSONTableReader {
  /// An array that may be the list.
  private struct Candidate {
    var path: String
    var place: Int
    var line: Int
    var count: Int
    var fields: Set<ListField> = []
  }

  let bytes: [UInt8]
  let limits: ImportLimits
  var place = 0
  var line = 1
  private var columns: [String: Int] = [:]
  private var header: [RawCell] = []
  private var rows: [RawRow] = []
  private var passed: [PassedRow] = []
  private var elementCount = 0
  private var cells = 0
  private var candidates: [Candidate] = []

  private init(_ bytes: [UInt8], limits: ImportLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The table, its first row made of the members' names.
  static func table(_ bytes: [UInt8], limits: ImportLimits) throws(ImportError) -> RawTable {
    try open(bytes, sheets: [], limits: limits).first
  }

  /// The table, and the arrays beside it that are none.
  static func open(
    _ bytes: [UInt8], sheets: [String], limits: ImportLimits
  ) throws(ImportError) -> TableReader.Opened {
    var scan = JSONTableReader(bytes, limits: limits)
    scan.skipSpace()
    try scan.find("", 1)
    scan.skipSpace()
    guard scan.place == bytes.count else { throw scan.malformed() }
    var lists = scan.candidates
    for place in lists.indices {
      var top = JSONTableReader(bytes, limits: limits)
      try top.readRows(lists[place], most: limits.headerRows)
      lists[place].fields = HeaderTexts(RawRow(line: 0, cells: top.header)).fields
    }
    let chosen = try choose(lists, sheets)
    var reader = JSONTableReader(bytes, limits: limits)
    for list in chosen { try reader.readRows(list, most: .max) }
    guard !reader.rows.isEmpty else { throw ImportError(.noRows) }
    let top = RawRow(line: 0, cells: reader.header)
    var table = RawTable(rows: [top] + reader.rows, format: .json)
    table.passed = reader.passed
    var opened = TableReader.Opened(first: table)
    opened.leftOut = lists.filter { list in !chosen.contains { $0.place == list.place } }.map {
      LeftOutSheet(name: $0.path, reason: sheets.isEmpty ? .noHeader : .notAsked, rows: $0.count)
    }
    return opened
  }

  private static func choose(
    _ lists: [Candidate], _ asked: [String]
  ) throws(ImportError) -> [Candidate] {
    if !asked.isEmpty {
      let chosen = lists.filter { asked.contains($0.path) }
      if chosen.isEmpty { throw ImportError(.noSheet(available: lists.map(\.path))) }
      return chosen
    }
    guard let best = lists.max(by: { $0.fields.count < $1.fields.count }) else {
      throw ImportError(.noRows)
    }
    let rivals = lists.filter { $0.fields.count > 1 && $0.fields != best.fields }
    if best.fields.count > 1, !rivals.isEmpty {
      throw ImportError(.severalLists(sheets: ([best] + rivals).map(\.path)))
    }
    return best.fields.isEmpty ? [best] : lists.filter { $0.fields == best.fields }
  }

  /// Notes every array of objects that does not stand inside another one, and checks the grammar.
  private mutating func find(_ path: String, _ depth: Int) throws(ImportError) {
    switch peek {
    case UInt8(ascii: "{"):
      try members(depth) { (reader, name) throws(ImportError) in
        try reader.find(path.isEmpty ? name : path + "." + name, depth + 1)
      }
    case UInt8(ascii: "["):
      let start = (place, line)
      var count = 0
      var objects = 0
      try elements(depth) { (reader) throws(ImportError) in
        count += 1
        if reader.peek == UInt8(ascii: "{") { objects += 1 }
        try reader.skipValue(depth + 1)
      }
      guard objects > 0 else { return }
      guard candidates.count < limits.parts else {
        throw ImportError(.tooLarge(what: .parts, limit: limits.parts), line: line)
      }
      candidates.append(Candidate(path: path, place: start.0, line: start.1, count: count))
    default: _ = try scalar()
    }
  }

  private mutating func readRows(_ list: Candidate, most: Int) throws(ImportError) {
    (place, line) = (list.place, list.line)
    var taken = 0
    try elements(2) { (reader) throws(ImportError) in
      // Many rows of a JSON file may stand on one line; their place in the array distinguishes them.
      reader.elementCount += 1
      taken += 1
      if taken > most { return try reader.skipValue(3) }
      guard reader.peek == UInt8(ascii: "{") else {
        let start = reader.place
        try reader.skipValue(3)
        let text = TextBytes.clean(reader.bytes[start..<min(reader.place, start + 80)])
        return reader.passed.append(
          PassedRow(line: reader.elementCount, reason: .noObject, text: text))
      }
      reader.rows.append(RawRow(line: reader.elementCount, cells: []))
      if reader.rows.count > reader.limits.rows {
        throw ImportError(.tooLarge(what: .rows, limit: reader.limits.rows), line: reader.line)
      }
      try reader.readObject("", 3)
    }
  }

  /// Takes the members of an object into the row that was begun last; inner ones with a path.
  private mutating func readObject(_ path: String, _ depth: Int) throws(ImportError) {
    try members(depth) { (reader, name) throws(ImportError) in
      switch reader.peek {
      case UInt8(ascii: "{") where name == "geometry": try reader.readGeometry(depth + 1)
      case UInt8(ascii: "{") where name == "properties" && path.isEmpty:
        try reader.readObject(path, depth + 1)
      case UInt8(ascii: "{"): try reader.readObject(path + name + ".", depth + 1)
      case UInt8(ascii: "[") where name == "coordinates": try reader.readPoint(path, depth + 1)
      case UInt8(ascii: "["): try reader.readArray(path + name, depth + 1)
      default:
        let cell = try reader.scalar()
        // What makes an object a feature says nothing of the site.
        if path.isEmpty, name == "type", cell.text == "Feature" { return }
        if name == "coordinates", cell.text.hasPrefix("[") {
          return try reader.putPair(cell.text)
        }
        try reader.put(cell, under: path + name)
      }
    }
  }

  /// An array in a row: its words in one cell, its objects each with a place.
  private mutating func readArray(_ path: String, _ depth: Int) throws(ImportError) {
    var words: [String] = []
    var number = 0
    try elements(depth) { (reader) throws(ImportError) in
      switch reader.peek {
      case UInt8(ascii: "{"): try reader.readObject("\(path).\(number).", depth + 1)
      case UInt8(ascii: "["): try reader.readArray("\(path).\(number)", depth + 1)
      default:
        let text = try reader.scalar().text
        if !text.isEmpty { words.append(text) }
      }
      number += 1
    }
    if !words.isEmpty { try put(RawCell(words.joined(separator: ", ")), under: path) }
  }

  /// GeoJSON's geometry: a point is a position; of another one the kind remains, so that it is named.
  private mutating func readGeometry(_ depth: Int) throws(ImportError) {
    var kind = RawCell.blank
    try members(depth) { (reader, name) throws(ImportError) in
      if name == "coordinates", reader.peek == UInt8(ascii: "[") {
        try reader.readPoint("geometry.", depth + 1)
      } else if name == "type" {
        kind = try reader.scalar()
      } else {
        try reader.skipValue(depth + 1)
      }
    }
    if kind.text != "Point" { try put(kind, under: "geometry") }
  }

  /// Longitude and latitude, as GeoJSON orders them.
  private mutating func readPoint(_ path: String, _ depth: Int) throws(ImportError) {
    var numbers: [RawCell] = []
    var isPoint = true
    try elements(depth) { (reader) throws(ImportError) in
      if reader.peek == UInt8(ascii: "[") || reader.peek == UInt8(ascii: "{") {
        isPoint = false
        try reader.skipValue(depth + 1)
      } else {
        numbers.append(try reader.scalar())
      }
    }
    if isPoint, (2...3).contains(numbers.count) {
      try put(numbers[0], under: "longitude")
      try put(numbers[1], under: "latitude")
    } else if !isPoint || !numbers.isEmpty {
      try put(RawCell("[…]"), under: path + "shape")
    }
  }

  /// DHIS2 writes a point as text: `[115.1,-3.2]`.
  private mutating func putPair(_ text: String) throws(ImportError) {
    let parts = text.dropFirst().dropLast().split(separator: ",").map {
      TextBytes.clean(String($0))
    }
    guard parts.count == 2, text.hasSuffix("]") else {
      return try put(RawCell(text), under: "coordinates")
    }
    try put(RawCell(parts[0]), under: "longitude")
    try put(RawCell(parts[1]), under: "latitude")
  }

  private mutating func put(_ cell: RawCell, under name: String) throws(ImportError) {
    if cell.isBlank { return }
    var column = columns[name]
    if column == nil {
      guard columns.count < limits.columns else {
        throw ImportError(.tooLarge(what: .columns, limit: limits.columns), line: line, value: name)
      }
      column = columns.count
      columns[name] = columns.count
      header.append(RawCell(name))
    }
    guard let column, let last = rows.indices.last else { return }
    cells += max(0, column + 1 - rows[last].cells.count)
    if cells > limits.cells {
      throw ImportError(.tooLarge(what: .cells, limit: limits.cells), line: line)
    }
    while rows[last].cells.count <= column { rows[last].cells.append(.blank) }
    if !rows[last].cells[column].isBlank, rows[last].cells[column] != cell {
      rows[last].fault = .doubledMember(name)
    }
    rows[last].cells[column] = cell
  }
}
