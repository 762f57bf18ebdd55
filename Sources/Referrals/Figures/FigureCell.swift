/// A figure about people: shown, or withheld because it counts too few.
public enum FigureCell: Hashable, Sendable {
  /// The figure and how many referrals, requests or reports it counts.
  case shown(Double, of: Int)
  /// The rank asked for falls among requests without an answer: longer than can be said.
  case unbounded(of: Int)
  /// It counts too few, or others could be derived from it.
  case suppressed
  /// It counts nothing.
  case none
}

/// When a figure about people may be published.
///
/// The primary rule withholds a cell of fewer than five, and a share of which any part is that small.
/// The secondary rule withholds further cells until what is hidden cannot be had by subtracting the
/// shown ones from a shown total (A. Hundepool et al., "Statistical Disclosure Control", 2012, ch. 4).
/// What it cannot prevent is the subtraction of two answers given at different times; so every
/// question is logged.
public enum Disclosure {
  /// The smallest number that is published.
  public static let smallest = 5

  /// Whether a number names its people: 1...4.
  public static func isSmall(_ count: Int) -> Bool { count > 0 && count < smallest }

  /// Counts of the parts of a known whole: small ones are withheld, and further ones, the smallest
  /// first, until at least two are hidden and together are not small.
  ///
  /// Ties go by key. A count of 0 is `none`.
  public static func cells<Key: Hashable & Comparable>(_ counts: [Key: Int]) -> [Key: FigureCell] {
    let raw = counts.mapValues { RawCell(value: Double($0), whole: $0, parts: []) }
    let whole = counts.values.reduce(0, +)
    let hidden = hidden(raw, total: RawCell(value: Double(whole), whole: whole, parts: []))
    return raw.reduce(into: [:]) { cells, entry in
      cells[entry.key] = hidden.contains(entry.key) ? .suppressed : entry.value.cell
    }
  }

  /// The groups to withhold, so that no unsafe one can be derived from the published total.
  static func hidden<Key: Hashable & Comparable>(
    _ groups: [Key: RawCell], total: RawCell
  ) -> Set<Key> {
    let order = groups.filter { $0.value.whole > 0 }
      .sorted { ($0.value.whole, $0.key) < ($1.value.whole, $1.key) }
    var hidden = Set(order.filter { !$0.value.isSafe }.map(\.key))
    if hidden.isEmpty || !total.isSafe { return hidden }
    for (key, _) in order where !hidden.contains(key) {
      let together = order.filter { hidden.contains($0.key) }.map(\.value)
        .reduce(RawCell(value: nil, whole: 0, parts: []), +)
      if hidden.count > 1 && together.isSafe { break }
      hidden.insert(key)
    }
    return hidden
  }
}

/// A figure before it is judged.
struct RawCell: Hashable {
  /// The figure; infinite when its rank falls among those without an answer.
  var value: Double?
  /// How many it counts.
  var whole: Int
  /// The parts that the whole falls into and that the figure would disclose; none for a mere count.
  var parts: [Int]
  /// How many it has to count.
  var least = Disclosure.smallest

  var isSafe: Bool { whole >= least && !parts.contains(where: Disclosure.isSmall) }

  var cell: FigureCell {
    guard whole > 0 else { return .none }
    guard isSafe else { return .suppressed }
    guard let value else { return .none }
    return value.isFinite ? .shown(value, of: whole) : .unbounded(of: whole)
  }

  static func + (left: RawCell, right: RawCell) -> RawCell {
    let count = max(left.parts.count, right.parts.count)
    return RawCell(
      value: nil, whole: left.whole + right.whole,
      parts: (0..<count).map { index in
        [left, right].reduce(0) { $0 + ($1.parts.indices.contains(index) ? $1.parts[index] : 0) }
      },
      least: max(left.least, right.least))
  }
}
