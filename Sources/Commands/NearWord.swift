import Facilities

/// The word that was probably meant by a mistyped one.
enum NearWord {
  /// Said as a question in brackets; empty where none is near.
  static func question(_ typed: String, in words: [String]) -> String {
    let close = words.compactMap { word in
      NameKey.distance(
        Array(typed.lowercased().utf8), Array(word.lowercased().utf8),
        atMost: max(1, word.count / 3)
      )
      .map { (word: word, distance: $0) }
    }.min { $0.distance < $1.distance }
    return close.map { say(id: " (maksud Anda \($0.word)?)", en: " (did you mean \($0.word)?)") }
      ?? ""
  }
}
