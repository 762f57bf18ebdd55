/// Words behind a coordinate.
///
/// The reader of positions looks over them, because it also reads whole pasted messages; a question has
/// no place for words without a meaning.
enum StrayWord {
  /// Words that may stand behind the last number of a coordinate.
  private static let units: Set<String> = [
    "lintang", "bujur", "selatan", "utara", "timur", "barat", "south", "north", "east", "west",
    "latitude", "longitude", "lat", "lon", "lng", "derajat", "menit", "detik", "degree", "degrees",
    "minute", "minutes", "second", "seconds",
  ]

  /// The first word behind the last number that is no part of a coordinate.
  ///
  /// Words are letters of ASCII, three or more: shorter ones are directions and units.
  static func find(in text: String) -> String? {
    let words = text.split(separator: " ")
    guard let last = words.lastIndex(where: { $0.utf8.contains { (0x30...0x39).contains($0) } })
    else { return nil }
    return words[(last + 1)...].first { word in
      word.utf8.count >= 3 && word.utf8.allSatisfy { (0x61...0x7a).contains($0 | 0x20) }
        && !units.contains(word.lowercased())
    }.map(String.init)
  }
}
