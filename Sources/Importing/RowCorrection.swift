public import Facilities
public import Geo
public import Lists

/// What an officer decided about one row of a list; kept in a file and applied to each new list.
public struct RowCorrection: Hashable, Sendable {
  /// What is to be done with the row.
  public enum Action: Hashable, Sendable {
    /// It is the known facility with this id.
    case match(String)
    /// It is a site of its own.
    case new
    /// It is left out.
    case skip
    /// The proposal is right.
    case accept
  }

  /// Printed name of the row, as the list has it.
  public var name: String
  /// Kabupaten of the row as printed, or empty for any.
  public var regency: String
  /// What is to be done.
  public var action: Action
  /// The kabupaten that is meant, by name or code, or empty.
  public var setRegency: String
  /// Where the site is, or `nil`.
  public var position: Position?
  /// What it is, or `nil`.
  public var kind: FacilityKind?
  /// Line in the file.
  public var line: Int

  /// Makes a correction.
  public init(
    name: String, regency: String = "", action: Action = .accept, setRegency: String = "",
    position: Position? = nil, kind: FacilityKind? = nil, line: Int = 0
  ) {
    self.name = name
    self.regency = regency
    self.action = action
    self.setRegency = setRegency
    self.position = position
    self.kind = kind
    self.line = line
  }

  /// Reads a file of corrections, CSV or JSON or XLSX, with the columns `name`, `regency`, `action`
  /// (`match`, `new`, `skip`, `accept`; blank is `accept`), `id`, `set_regency`, `latitude`,
  /// `longitude`, `kind`.
  ///
  /// - Returns: The corrections, and an issue for each row that cannot be used.
  public static func read(
    _ bytes: [UInt8], limits: ImportLimits = .standard
  ) throws(ImportError) -> (corrections: [RowCorrection], issues: [RowIssue]) {
    let table = try TableReader.table(bytes, limits: limits)
    guard let top = table.rows.first else { throw ImportError(.noHeader) }
    var columns: [String: Int] = [:]
    for (column, cell) in top.cells.enumerated() where columns[Header.key(cell.text)] == nil {
      columns[Header.key(cell.text)] = column
    }
    guard columns["name"] ?? columns["nama"] != nil else { throw ImportError(.noHeader) }
    var corrections: [RowCorrection] = []
    var issues: [RowIssue] = []
    for row in table.rows.dropFirst() {
      func cell(_ names: String...) -> String {
        names.lazy.compactMap { columns[$0] }.first.map { row[$0].text } ?? ""
      }
      func fault(_ column: String, _ value: String) {
        issues.append(RowIssue(line: row.line, column: column, value: value, rule: .badCorrection))
      }
      var correction = RowCorrection(
        name: cell("name", "nama"), regency: cell("regency", "kabupaten"),
        setRegency: cell("setregency", "kabupatenbenar"), line: row.line)
      if row.fault != nil { fault("", row[0].text); continue }
      if NameKey.key(correction.name).isEmpty { fault("name", correction.name); continue }
      let id = cell("id", "facilityid")
      switch Header.key(cell("action", "tindakan")) {
      case "match", "cocok":
        if id.isEmpty { fault("id", id); continue }
        correction.action = .match(id)
      case "new", "baru": correction.action = .new
      case "skip", "lewati": correction.action = .skip
      case "accept", "terima": correction.action = .accept
      case "": correction.action = id.isEmpty ? .accept : .match(id)
      default:
        fault("action", cell("action", "tindakan"))
        continue
      }
      switch CoordinateCells.read(
        latitude: cell("latitude", "lat", "lintang"), longitude: cell("longitude", "lon", "bujur"))
      {
      case .none, .zeros: break
      case .position(let found): correction.position = found.position
      case .half, .shortLink, .unreadable:
        fault("latitude", cell("latitude", "lat", "lintang"))
        continue
      }
      let kind = cell("kind", "jenis")
      if !kind.isEmpty {
        guard let known = FacilityKind(rawValue: kind) ?? KindWords.kind(kind) else {
          fault("kind", kind)
          continue
        }
        correction.kind = known
      }
      corrections.append(correction)
    }
    return (corrections, issues)
  }

  static func key(_ name: String, _ regency: String) -> String {
    NameKey.key(name) + "\u{1f}" + NameKey.key(regency)
  }
}
