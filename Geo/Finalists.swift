/// The finalists of a search for few points, kept sorted by chord in a short buffer.
///
/// The buffer has room for a few more than the k asked for, because the order by chord may differ from
/// that by geodesic. If ever one falls out that the final bound would still hold (many points equally
/// far), `isComplete` is false and the search has to be done with `ManyFinalists`.
struct FewFinalists: PointCollector {
  /// Room besides the k.
  static let spare = 6
  /// The largest `limit` that is answered in this way.
  static let mostWanted = 64

  private let buffer: UnsafeMutableBufferPointer<SearchCandidate>
  private let limit: Int
  private let reach: Double
  private(set) var count = 0
  private(set) var bound: Double
  private var smallestLost = Double.infinity

  init(_ buffer: UnsafeMutableBufferPointer<SearchCandidate>, limit: Int, reach: Double) {
    self.buffer = buffer
    self.limit = limit
    self.reach = reach
    bound = reach
  }

  @inline(__always)
  mutating func take(_ searchCandidate: SearchCandidate) {
    let chordSquared = searchCandidate.chordSquared
    if count == buffer.count {
      let last = buffer[count &- 1].chordSquared
      if chordSquared >= last {
        smallestLost = min(smallestLost, chordSquared)
        return
      }
      smallestLost = min(smallestLost, last)
      count &-= 1
    }
    var slot = count
    while slot > 0, buffer[slot &- 1].chordSquared > chordSquared {
      buffer[slot] = buffer[slot &- 1]
      slot &-= 1
    }
    buffer[slot] = searchCandidate
    count &+= 1
    if slot < limit, count >= limit {
      bound = min(ChordMargin.bound(buffer[limit &- 1].chordSquared), reach)
    }
  }

  /// Whether nothing was lost that might be in the answer.
  var isComplete: Bool { smallestLost > bound }
}

/// The finalists of a search for any number of points: a heap of the k smallest chords for the bound,
/// and a list of everything that may still be in the answer.
struct ManyFinalists: PointCollector {
  private let limit: Int
  private let reach: Double
  /// Max-heap of the `limit` smallest squared chords.
  private var smallest: [Double] = []
  private(set) var list: [SearchCandidate] = []
  private(set) var bound: Double
  private var compactAt: Int

  init(limit: Int, reach: Double) {
    self.limit = limit
    self.reach = reach
    bound = reach
    compactAt = 4 * min(limit, 1 << 20) + 64
  }

  mutating func take(_ searchCandidate: SearchCandidate) {
    let chordSquared = searchCandidate.chordSquared
    list.append(searchCandidate)
    if smallest.count < limit {
      smallest.append(chordSquared)
      rise()
      if smallest.count == limit { tighten() }
    } else if chordSquared < smallest[0] {
      smallest[0] = chordSquared
      sink()
      tighten()
      if list.count >= compactAt { compact() }
    }
  }

  private mutating func tighten() {
    bound = min(ChordMargin.bound(smallest[0]), reach)
  }

  /// Drops what the bound has overtaken; doubles the next size if little went.
  private mutating func compact() {
    list.removeAll { $0.chordSquared > bound }
    compactAt = max(compactAt, 2 * list.count)
  }

  private mutating func rise() {
    var child = smallest.count - 1
    while child > 0, smallest[(child - 1) / 2] < smallest[child] {
      smallest.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var largest = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < smallest.count && smallest[child] > smallest[largest] { largest = child }
      if largest == parent { return }
      smallest.swapAt(parent, largest)
      parent = largest
    }
  }
}
