extension CommandTable {
  /// The verb that a mistyped one most probably stands for; nil where none is near.
  ///
  /// - Complexity: O(verbs × length²); a word longer than any verb by three letters is near to none.
  public func nearest(to word: String) -> String? {
    let word = Array(word.uppercased().utf8)
    let most = word.count < 4 ? 1 : 2
    var best: (name: String, steps: Int)?
    for command in commands where command.group != .compatibility {
      let name = Array(command.name.utf8)
      guard abs(name.count - word.count) <= most else { continue }
      let steps = Self.steps(word, name)
      if steps <= most, steps < best?.steps ?? .max { best = (command.name, steps) }
    }
    return best?.name
  }

  /// How many letters must be changed, left out, put in or swapped with the next.
  private static func steps(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var before: [Int] = []
    var last = Array(0...other.count)
    for row in one.indices {
      var next = [row + 1]
      for column in other.indices {
        let change = last[column] + (one[row] == other[column] ? 0 : 1)
        var least = min(change, last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          least = min(least, before[column - 1] + 1)
        }
        next.append(least)
      }
      (before, last) = (last, next)
    }
    return last[other.count]
  }
}
