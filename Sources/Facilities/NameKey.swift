/// The form in which names are compared.
public enum NameKey {
  private static let romans = [
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10", "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
  ]

  /// The words of a name: lower case, without accents, apostrophes and punctuation.
  ///
  /// A Roman numeral that is not the first word becomes Arabic (`Muara Wahau II`).
  public static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func finish() {
      if !word.isEmpty { words.append(words.isEmpty ? word : romans[word] ?? word) }
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
      case "'", "’", "‘", "`", "´", "ʼ", "′": break
      case "à", "á", "â", "ä", "ã", "å": word += "a"
      case "è", "é", "ê", "ë": word += "e"
      case "ì", "í", "î", "ï": word += "i"
      case "ò", "ó", "ô", "ö", "õ": word += "o"
      case "ù", "ú", "û", "ü": word += "u"
      case _ where (0x300...0x36f).contains(scalar.value): break
      default: finish()
      }
    }
    finish()
    return words
  }

  /// One key, blind to case, accents, apostrophes, hyphens and spaces.
  public static func key(_ text: String) -> String { words(text).joined() }

  /// Whether two keys differ by one letter put in, left out or changed, or by two neighbours exchanged.
  ///
  /// - Complexity: O(length), without allocating.
  public static func isOneSlip(_ a: String, _ b: String) -> Bool {
    let (a, b) = (a.utf8, b.utf8)
    guard abs(a.count - b.count) <= 1 else { return false }
    let head = zip(a, b).prefix { $0 == $1 }.count
    let most = min(a.count, b.count) - head
    let tail = min(most, zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count)
    let (left, right) = (a.count - head - tail, b.count - head - tail)
    if left == 2, right == 2 {
      return a.dropFirst(head).prefix(2).elementsEqual(b.dropFirst(head).prefix(2).reversed())
    }
    return max(left, right) == 1
  }

  /// Damerau–Levenshtein distance (optimal string alignment), or `nil` above a bound.
  ///
  /// - Complexity: O(a × b).
  public static func distance(_ a: [UInt8], _ b: [UInt8], atMost bound: Int) -> Int? {
    if abs(a.count - b.count) > bound { return nil }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      if (row.min() ?? 0) > bound { return nil }
      (beforeLast, last) = (last, row)
    }
    return last[b.count] <= bound ? last[b.count] : nil
  }
}
