public import Formats

/// Directions as a language says them.
extension Language {
  /// The direction of a bearing (degrees clockwise from north) in one of eight words.
  public func direction(_ bearing: Double) -> String {
    Self.directions[Int((bearing + 22.5) / 45) % 8].text(self)
  }

  private static let directions = [
    Phrase(id: "utara", en: "north"), Phrase(id: "timur laut", en: "north-east"),
    Phrase(id: "timur", en: "east"), Phrase(id: "tenggara", en: "south-east"),
    Phrase(id: "selatan", en: "south"), Phrase(id: "barat daya", en: "south-west"),
    Phrase(id: "barat", en: "west"), Phrase(id: "barat laut", en: "north-west"),
  ]
}
