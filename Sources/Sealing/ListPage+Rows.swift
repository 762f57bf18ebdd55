package import Application

extension ListPage {
  /// A part of a list out of the rows of a store, which have `code` and `time`.
  ///
  /// Where none of a part can be read it goes on to the first that can, so that the list does not end
  /// there. `rows` gives at most this many of those requested, from the first on.
  package init<Row: StoredRow>(limit: Int, _ rows: (Int) throws -> [Row]) throws {
    func isReadable(_ row: Row) -> Bool { (try? row.code()) != nil }
    self.init()
    var count = limit
    var asked = count + 1
    var found = try rows(asked)
    while found.count == asked, !found.prefix(count).contains(where: isReadable) {
      asked *= 4
      found = try rows(asked)
      count = found.firstIndex(where: isReadable).map { $0 + 1 } ?? asked - 1
    }
    for row in found.prefix(count) {
      guard let code = try? row.code() else {
        unreadable += 1
        continue
      }
      codes.append(code)
    }
    if found.count > count {
      // After the last that can be read; one that cannot would come again, and be counted again.
      next = try found.prefix(count).last(where: isReadable)
        .map { ListCursor(time: try $0.instant("time"), code: try $0.code()) }
    }
  }
}
