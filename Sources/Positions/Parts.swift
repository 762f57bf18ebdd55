/// Accounts for every token of a text whose coordinate was found.
struct Parts {
  private let reader: CoreReader
  private let core: Range<Int>
  private(set) var parts: [TextPart] = []

  /// Where in canonical bytes the height and accuracy begin that stand within the coordinate.
  private let height: Int?

  init(_ reader: CoreReader, core: Range<Int>, height: Int? = nil, code: Bool = false) {
    self.reader = reader
    self.core = core
    self.height = height
    let tokens = reader.tokens
    let notes = reader.notes.found
    var at = 0
    while at < tokens.count {
      if code, core.lowerBound == at {
        add(.code, core)
        at = core.upperBound
      } else if core.contains(at) {
        add(inside(at), at..<(at + 1))
        at += 1
      } else if let note = notes.first(where: { $0.range.lowerBound == at }),
        !core.overlaps(note.range)
      {
        add(note.role, note.range)
        at = note.range.upperBound
      } else {
        var end = at + 1
        let role = outside(at)
        if role == .words {
          while end < tokens.count, !core.contains(end), isText(end),
            !notes.contains(where: { $0.range.lowerBound == end })
          {
            end += 1
          }
          while end > at + 1, tokens[end - 1].word == nil { end -= 1 }
        }
        add(role, at..<end)
        at = end
      }
    }
  }

  private mutating func add(_ role: TextPart.Role, _ range: Range<Int>) {
    guard let first = reader.tokens[range].first, let last = reader.tokens[range].last else {
      return
    }
    parts.append(
      TextPart(role, reader.text.text(first.range.lowerBound..<last.range.upperBound)))
  }

  private func inside(_ at: Int) -> TextPart.Role {
    switch reader.tokens[at].kind {
    case .number:
      height.map { reader.tokens[at].range.lowerBound >= $0 } ?? false ? .altitude : .number
    case .unit: .unit
    case .minus, .plus: .sign
    case .word(let word):
      if let marker = PositionVocabulary.markers[word] {
        marker.sign == 0 ? .label : .hemisphere
      } else if PositionVocabulary.minus.contains(word) {
        .sign
      } else if PositionVocabulary.connectors.contains(word) {
        .separator
      } else if PositionVocabulary.fillers.contains(word) {
        .label
      } else {
        .unit
      }
    default: .separator
    }
  }

  private func outside(_ at: Int) -> TextPart.Role {
    switch reader.tokens[at].kind {
    case .word(let word):
      PositionVocabulary.fillers.contains(word)
        || PositionVocabulary.markers[word]?.sign == 0 && word.utf8.count > 1
        ? .label : PositionVocabulary.connectors.contains(word) ? .separator : .words
    case .number: .placeWord
    case .other: .words
    default: .separator
    }
  }

  /// Whether a token goes on with words: all but numbers and what ends a line or bracket.
  private func isText(_ at: Int) -> Bool {
    switch reader.tokens[at].kind {
    case .word(let word): !PositionVocabulary.fillers.contains(word)
    case .comma, .dot, .minus, .quote, .slash, .colon, .other: true
    default: false
    }
  }
}
