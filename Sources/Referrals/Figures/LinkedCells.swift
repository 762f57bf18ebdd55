extension Disclosure {
  /// The rows of a table to withhold whole, where other figures disclose the sum of each row and the sums
  /// by each mark (by kind, by state) over all rows.
  ///
  /// A row with a small cell is withheld, and further ones, the smallest first, until no sum over what
  /// is withheld is small: neither by a mark, nor in all. So what is shown, taken from any sum that is
  /// published elsewhere, leaves nothing of fewer than five.
  ///
  /// - Complexity: O(rows² × cells); there are few of either.
  static func hiddenRows<Key: Hashable, Row: Hashable & Comparable>(
    _ counts: [Key: Int], row: (Key) -> Row, marks: [(Key) -> String]
  ) -> Set<Row> {
    let totals = Dictionary(grouping: counts, by: { row($0.key) })
      .mapValues { $0.reduce(0) { $0 + $1.value } }
    var hidden = Set(counts.filter { isSmall($0.value) }.map { row($0.key) })
    if hidden.isEmpty { return hidden }
    let order = totals.keys.sorted { (totals[$0] ?? 0, $0) < (totals[$1] ?? 0, $1) }
    while hidden.count < totals.count {
      let withheld = counts.filter { hidden.contains(row($0.key)) }
      let sums = marks.flatMap { mark in
        Dictionary(grouping: withheld, by: { mark($0.key) }).values
          .map { $0.reduce(0) { $0 + $1.value } }
      }
      let whole = withheld.values.reduce(0, +)
      if !isSmall(whole), !sums.contains(where: isSmall) { break }
      guard let next = order.first(where: { !hidden.contains($0) }) else { break }
      hidden.insert(next)
    }
    return hidden
  }

  /// Numbers of referrals as they may be published beside the figures by province, kind and any other
  /// grouping: nil where withheld.
  ///
  /// A count of 0 is published.
  public static func counts<Key: Hashable, Row: Hashable & Comparable>(
    _ counts: [Key: Int], row: (Key) -> Row, marks: [(Key) -> String]
  ) -> [Key: Int?] {
    let hidden = hiddenRows(counts, row: row, marks: marks)
    return counts.reduce(into: [:]) { shown, entry in
      shown[entry.key] = .some(hidden.contains(row(entry.key)) ? nil : entry.value)
    }
  }
}
