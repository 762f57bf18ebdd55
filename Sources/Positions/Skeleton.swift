/// What is left of a refused text when all but numbers, signs, units, directions and labels is taken
/// away, to be read again.
struct Skeleton {
  private enum Piece {
    /// Digits with their sign; `isSure` where nothing but a minus can have been written.
    case number(String, sign: String, isSure: Bool, value: Double)
    case unit(String)
    case marker(Marker, isNear: Bool)
    case separator(String)
  }

  private var pieces: [Piece] = []
  private let reader: CoreReader
  private let numbers: [Int]

  /// - Parameters:
  ///   - reader: The text.
  ///   - numbers: The numbers to keep, as places among the tokens.
  init(_ reader: CoreReader, numbers: [Int]) {
    self.reader = reader
    self.numbers = numbers
    let kept = Set(numbers)
    for at in reader.tokens.indices {
      if kept.contains(at) {
        addNumber(at, pointed(at) ?? reader.text.text(reader.tokens[at].range))
      } else {
        addOther(at)
      }
    }
  }

  /// `3.19'9.84"`: a point for the sign of degrees, which minutes and seconds after it suggest.
  private func pointed(_ at: Int) -> String? {
    let tokens = reader.tokens
    func isUnit(_ at: Int, _ unit: AngleUnit) -> Bool {
      guard tokens.indices.contains(at), case .unit(unit) = tokens[at].kind else { return false }
      return true
    }
    guard let number = tokens[at].numeral, number.marks == [0x2E], number.groups[1].count <= 2,
      isUnit(at + 1, .minute), numbers.contains(at + 2), isUnit(at + 3, .second),
      !isUnit(at - 1, .degree)
    else { return nil }
    return String(decoding: number.groups[0], as: UTF8.self) + "°"
      + String(decoding: number.groups[1], as: UTF8.self)
  }

  private mutating func addNumber(_ at: Int, _ digits: String) {
    let (sign, isSure) = sign(before: at)
    let value = reader.tokens[at].numeral.map { DigitRun.value($0.groups[0]) } ?? 0
    pieces.append(.number(digits, sign: sign, isSure: isSure, value: value))
  }

  /// The minus directly before a number, and whether it can be nothing else.
  private func sign(before at: Int) -> (String, Bool) {
    guard at > 0, case .minus = reader.tokens[at - 1].kind else { return ("", false) }
    guard !reader.tokens[at].isSpaced else { return ("", false) }
    guard at > 1, !reader.tokens[at - 1].isSpaced else { return ("-", true) }
    switch reader.tokens[at - 2].kind {
    case .colon, .equals, .comma, .semicolon, .bar, .newline, .slash: return ("-", true)
    default: return ("", false)
    }
  }

  private mutating func addOther(_ at: Int) {
    let tokens = reader.tokens
    switch tokens[at].kind {
    case .unit(let unit):
      if at > 0, numbers.contains(at - 1) { pieces.append(.unit(["°", "'", "\""][unit.rawValue])) }
    case .word(let word):
      if let unit = PositionVocabulary.units[word]
        ?? (tokens[at].isSpaced ? nil : PositionVocabulary.attachedUnits[word]),
        at > 0, numbers.contains(at - 1), word != "m"
      {
        pieces.append(.unit(["°", "'", "\""][unit.rawValue]))
      } else if let marker = PositionVocabulary.markers[word], !reader.isName(at),
        reader.holder[at] == nil,
        !isShort(at)
      {
        pieces.append(.marker(marker, isNear: isNear(at)))
      } else if PositionVocabulary.connectors.contains(word) {
        pieces.append(.separator(" ; "))
      }
    case .comma: pieces.append(.separator(", "))
    case .semicolon, .bar, .newline, .slash: pieces.append(.separator(" ; "))
    case .colon:
      if numbers.contains(at - 1), numbers.contains(at + 1), !tokens[at + 1].isSpaced {
        pieces.append(.separator(":"))
      }
    default: break
    }
  }

  /// "s/d": a letter of a word that strokes part.
  private func isShort(_ at: Int) -> Bool {
    let tokens = reader.tokens
    guard tokens[at].word?.utf8.count == 1, at + 2 < tokens.count, case .slash = tokens[at + 1].kind
    else {
      return false
    }
    return tokens[at + 2].word != nil && !tokens[at + 1].isSpaced && !tokens[at + 2].isSpaced
  }

  /// Whether a direction stands directly beside a number or its label.
  private func isNear(_ at: Int) -> Bool {
    let tokens = reader.tokens
    if at > 0 {
      switch tokens[at - 1].kind {
      case .number, .unit: return true
      case .word(let word) where PositionVocabulary.markers[word] != nil: return true
      default: break
      }
    }
    guard at + 1 < tokens.count else { return false }
    switch tokens[at + 1].kind {
    case .number, .colon, .equals: return true
    case .word(let word): return PositionVocabulary.markers[word] != nil
    default: return false
    }
  }

  // MARK: Torn numbers

  /// The same with numbers joined that a blank, point, letter or sign has torn apart; `nil` where none
  /// are.
  var joined: Skeleton? {
    var copy = self
    var merged: [Int: String] = [:]
    var gone = Set<Int>()
    for (one, two) in zip(numbers, numbers.dropFirst()) where isTorn(one, two) {
      guard let head = reader.tokens[one].numeral, let tail = reader.tokens[two].numeral,
        tail.groups.count == 1 || tail.groups[0].isEmpty, !gone.contains(one)
      else { continue }
      let digits = String(decoding: tail.groups.joined(), as: UTF8.self)
      merged[one] =
        reader.text.text(reader.tokens[one].range) + (head.groups.count == 1 ? "." : "") + digits
      gone.insert(two)
    }
    guard !merged.isEmpty else { return nil }
    copy.pieces = []
    let kept = Set(numbers).subtracting(gone)
    for at in reader.tokens.indices where !gone.contains(at) {
      if let text = merged[at] {
        copy.addNumber(at, text)
      } else if kept.contains(at) {
        copy.addNumber(at, reader.text.text(reader.tokens[at].range))
      } else if !isWithinTear(at, gone) {
        copy.addOther(at)
      }
    }
    return copy
  }

  /// Whether a token stands between a number and the torn rest of it.
  private func isWithinTear(_ at: Int, _ gone: Set<Int>) -> Bool {
    numbers.first { $0 > at }.map(gone.contains) ?? false
  }

  private func isTorn(_ one: Int, _ two: Int) -> Bool {
    let tokens = reader.tokens
    guard let head = tokens[one].numeral, let tail = tokens[two].numeral, head.groups.count <= 2
    else { return false }
    let between = tokens[(one + 1)..<two]
    let hasBlank = tokens[(one + 1)...two].contains { $0.isSpaced }
    if between.isEmpty {
      // "0 .5022", and "109.34 25" where a third number is one too many.
      if tail.groups[0].isEmpty { return head.isWhole }
      // … unless that one has lost its own decimals: "-3.31 114.⏎59".
      if two + 1 < tokens.count, case .dot = tokens[two + 1].kind { return false }
      return numbers.count == 3 && head.groups.count == 2 && tail.isWhole
    }
    // "3° 19, 164 S": no second has three digits.
    if between.count == 1, case .comma = between[between.startIndex].kind, one > 0,
      case .unit(.degree) = tokens[one - 1].kind, head.isWhole, tail.isWhole,
      tail.groups[0].count == 3
    {
      return true
    }
    // "0. 50", and "114.⏎5908"
    if case .dot? = between.first?.kind, between.count <= 2 {
      if between.count == 1 { return head.isWhole }
      if case .newline? = between.last?.kind { return head.isWhole && tail.isWhole }
    }
    // "3 koma 3194"
    if between.count == 1, let word = between.first?.word,
      PositionVocabulary.spokenMarks.contains(word)
    {
      return head.isWhole && tail.isWhole
    }
    guard !hasBlank else { return false }
    var hasLoose = false
    for token in between {
      switch token.kind {
      case .dot, .other, .decoration, .quote, .open, .close: hasLoose = true
      case .comma: break
      case .word(let word):
        if let marker = PositionVocabulary.markers[word], marker.sign != 0 { return false }
        hasLoose = true
      default: return false
      }
    }
    return hasLoose
  }

  // MARK: Written out again

  /// The texts to read, one for each sign that the latitude may have.
  var texts: [String] {
    let latitudes = pieces.compactMap { piece -> (sign: Int, isNear: Bool)? in
      guard case .marker(let marker, let isNear) = piece, marker.axis == .latitude, marker.sign != 0
      else { return nil }
      return (marker.sign, isNear)
    }
    guard let at = latitude, case .number(_, let sign, let isSure, _) = pieces[at] else {
      return [text()]
    }
    if latitudes.isEmpty { return isSure ? [text()] : [text(sign: "-"), text(sign: "")] }
    let signs = Set(latitudes.map { $0.sign })
    var out: [String] = []
    if signs.count == 1, !(isSure && signs.contains(1)) { out.append(text(sign: "")) }
    if isSure || sign == "-" { out.append(text(sign: "-", hasDirection: false)) }
    if signs.count > 1 || !latitudes.allSatisfy({ $0.isNear }) || isSure && signs.contains(1) {
      out.append(text(sign: "", hasDirection: false))
      out.append(text(sign: "-", hasDirection: false))
    }
    return out
  }

  /// The piece that is the first number of the latitude.
  private var latitude: Int? {
    let fields = pieces.indices.filter {
      if case .number = pieces[$0] { true } else { false }
    }
    guard let first = fields.first, case .number(_, _, _, let value) = pieces[first],
      case .number(_, _, _, let second) = pieces[fields[fields.count / 2]]
    else { return nil }
    // 117 is no latitude, whatever labels stand about: "(0.5), 117.1 x".
    let markers = pieces.compactMap { if case .marker(let one, _) = $0 { one } else { nil } }
    let isTurned =
      value >= 95 || second < 95 && (markers.first.map { $0.axis == .longitude } ?? false)
    return isTurned ? fields[fields.count / 2] : first
  }

  private func text(sign: String? = nil, hasDirection: Bool = true) -> String {
    var out = ""
    let changed = sign == nil ? nil : latitude
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .number(let digits, let written, _, _):
        if !out.hasSuffix(":") { out += " " }
        out += (index == changed ? sign ?? "" : written) + digits
      case .unit(let unit): out += unit
      case .marker(let marker, _):
        if hasDirection || marker.axis == .longitude || marker.sign == 0 {
          out += " " + marker.word
        }
      case .separator(let separator): out += separator
      }
    }
    return out
  }
}
