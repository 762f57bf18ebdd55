internal import Facilities
internal import Lists

/// What a tick in a column of its own means: `RS | Klinik | Puskesmas` or `Aktif | Tidak Aktif`, with a sign in one of
/// them.
enum Tick: Hashable, Sendable {
  /// The site is of that kind.
  case kind(FacilityKind)
  /// The issuer says that of its use.
  case status(ListedStatus)

  private static let ticks: Set<String> = ["√", "✓", "✔", "☑", "●", "•", "v", "V"]
  private static let crosses: Set<String> = ["x", "X", "×", "✕", "✖", "☒"]

  /// Whether a cell holds a tick and nothing else.
  static func isTick(_ text: String) -> Bool { ticks.contains(text) || isCross(text) }

  /// Whether it is a cross.
  static func isCross(_ text: String) -> Bool { crosses.contains(text) }

  /// The columns with a title that a tick can choose and nothing but ticks in the rows below.
  ///
  /// A cross chooses a kind; whether it says yes or no of a status, nobody knows.
  static func columns(_ header: RawRow, below rows: ArraySlice<RawRow>) -> [Int: Tick] {
    var found: [Int: Tick] = [:]
    for (column, cell) in header.cells.enumerated() {
      guard let tick = Tick(title: cell.text) else { continue }
      let signs = Set(rows.lazy.map { $0[column].text }.filter { !$0.isEmpty })
      let isCrossed = if case .kind = tick { signs.isSubset(of: crosses) } else { false }
      if !signs.isEmpty, isCrossed || signs.isSubset(of: ticks) { found[column] = tick }
    }
    return found
  }

  private init?(title: String) {
    if let kind = KindWords.isTitle(title) {
      self = .kind(kind)
    } else if title.utf8.count >= 5, let status = StatusWords.status(title), status != .unknown {
      self = .status(status)
    } else {
      return nil
    }
  }
}

/// A filled cell in a column of ticks.
struct Ticked: Hashable {
  let column: String
  let text: String
  let tick: Tick

  /// The filled cells of a row in such columns.
  static func all(_ row: RawRow, _ header: Header) -> [Ticked] {
    header.ticks.keys.sorted().compactMap { column in
      guard let tick = header.ticks[column], !row[column].isBlank else { return nil }
      return Ticked(column: header.names[column], text: row[column].text, tick: tick)
    }
  }
}

extension RowReader {
  /// Takes the ticks of a row: its kind and status, as far as nothing else in it says otherwise.
  mutating func readTicks(_ site: inout ListRow) {
    var kind: FacilityKind?
    var statuses: Set<ListedStatus> = []
    for cell in ticked {
      guard Tick.isTick(cell.text) else {
        site.doubts.append(.secondValue(column: cell.column, cell.text))
        continue
      }
      switch cell.tick {
      case .kind(let other):
        let isOther = kind != nil || site.kind != .other && site.kind != other
        if isOther {
          site.doubts.append(.secondValue(column: cell.column, cell.text))
        } else {
          kind = other
          site.kind = other
          // What the name alone did not tell need not be asked any more.
          let own = list.issues.lastIndex { $0.line != site.line }.map { $0 + 1 } ?? 0
          let kept = list.issues[own...].filter {
            ![.kindUnknown, .kindInferred].contains($0.rule)
          }
          list.issues.replaceSubrange(own..., with: kept)
        }
      case .status(let status): statuses.insert(status)
      }
    }
    guard let status = statuses.first else { return }
    if statuses.count > 1 || site.status != .unknown && site.status != status {
      site.doubts.append(.statusUnclear(ticked.map(\.column).joined(separator: ", ")))
    } else {
      site.status = status
      if status == .notUsable {
        let name = ticked.first { $0.tick == .status(status) }?.column ?? ""
        list.issues.append(RowIssue(line: site.line, column: name, value: "", rule: .notUsable))
      }
    }
  }
}
