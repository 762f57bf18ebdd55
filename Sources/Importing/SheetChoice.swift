internal import Lists

/// Chooses which sheets of a workbook are its list.
///
/// Visible sheets with the same columns are one list in parts. When another visible sheet could be a list
/// as well, the person chooses: nothing is preferred silently, and a hidden sheet is never read.
struct SheetChoice {
  private let book: XLSXReader
  private let limits: ImportLimits

  init(_ book: XLSXReader, _ limits: ImportLimits) {
    self.book = book
    self.limits = limits
  }

  /// The chosen sheets, the first one read.
  func open(_ asked: [String]) throws(ImportError) -> TableReader.Opened {
    let chosen = asked.isEmpty ? try best() : try named(asked)
    guard let first = chosen.first else { throw ImportError(.noHeader) }
    var opened = TableReader.Opened(first: try book.table(first), book: book)
    opened.more = Array(chosen.dropFirst())
    for sheet in book.sheets where !chosen.contains(sheet) {
      let reason: LeftOutSheet.Reason =
        sheet.isHidden
        ? .hidden : !sheet.isTable ? .noTable : asked.isEmpty ? .noHeader : .notAsked
      opened.leftOut.append(
        LeftOutSheet(
          name: sheet.name, reason: reason, rows: sheet.isTable ? try book.count(sheet) : 0))
    }
    return opened
  }

  private func named(_ names: [String]) throws(ImportError) -> [XLSXReader.Sheet] {
    var chosen: [XLSXReader.Sheet] = []
    for name in names {
      guard let sheet = book.sheets.first(where: { $0.name == name && $0.isTable }) else {
        throw ImportError(
          .noSheet(available: book.sheets.filter { $0.isTable && !$0.isHidden }.map(\.name)))
      }
      if sheet.isHidden { throw ImportError(.hiddenSheet, place: name) }
      if !chosen.contains(sheet) { chosen.append(sheet) }
    }
    return chosen
  }

  private func best() throws(ImportError) -> [XLSXReader.Sheet] {
    var lists: [(sheet: XLSXReader.Sheet, fields: Set<ListField>)] = []
    for sheet in book.sheets where sheet.isTable && !sheet.isHidden {
      let top = try book.table(sheet, most: limits.headerRows)
      guard let header = Header.find(in: top.rows, limits: limits) else { continue }
      lists.append((sheet, Set(header.columns.keys)))
    }
    guard let best = lists.max(by: { $0.fields.count < $1.fields.count }) else { return [] }
    // One word alone, as in a sheet of instructions, is no header beside a real one.
    let rivals = lists.filter { $0.fields.count > 1 && $0.fields != best.fields }
    if best.fields.count > 1, !rivals.isEmpty {
      throw ImportError(
        .severalLists(sheets: lists.filter { $0.fields.count > 1 }.map(\.sheet.name)))
    }
    return lists.filter { $0.fields == best.fields }.map(\.sheet)
  }
}
