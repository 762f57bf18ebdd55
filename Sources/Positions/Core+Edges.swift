// The edges of a coordinate: what it touches, and what stands before its first number.

extension Core {
  /// Refuses where letters, points or signs without a blank tie a number to the end of the coordinate:
  /// "109x.3425", "117.15No.36", "109.34#25".
  func checkGlueBehind() throws(PositionError) {
    var at = range.upperBound
    // "109° 20.55Unit": minutes are no things that are counted.
    if isNumber(at), case .unit(.degree)? = kind(at - 1) { throw torn(at) }
    var isJoined = true
    while at < tokens.count, !tokens[at].isSpaced {
      switch tokens[at].kind {
      case .number: throw torn(at)
      case .newline, .semicolon, .bar, .open, .close, .decoration: return
      case .comma:
        // "-3.3,114.5,25m": decimals have ended here, those of a whole number may have not.
        if let last = tokens[run.last].numeral, last.groups.count > 1 { return }
      case .word where isJoined && isNumber(at - 1): throw torn(at)
      default: break
      }
      isJoined = false
      at += 1
    }
  }

  /// The same before the coordinate: "1HD.05LS", "2..2088LS", "1.-05".
  func checkGlueBefore() throws(PositionError) {
    var at = range.lowerBound
    while at > 0, !tokens[at].isSpaced {
      at -= 1
      switch tokens[at].kind {
      case .number: throw torn(at)
      case .comma:
        // "3.,3" and "1m,05" are torn as well, "RT.03,-0.5" is not.
        guard at > 0, !tokens[at].isSpaced else { return }
        switch tokens[at - 1].kind {
        case .word, .dot: continue
        default: return
        }
      case .semicolon, .bar, .newline, .open, .close, .colon, .equals, .decoration: return
      default: break
      }
    }
  }

  private func torn(_ at: Int) -> PositionError {
    PositionError(.strayNumber, excerpt: text.text(tokens[at].range))
  }

  /// A stroke, "&" or picture without blanks between a number with decimals and more than one other:
  /// "110.18/11/24", "109.27&42".
  func isTear(_ at: Int) -> Bool {
    guard isBetweenNumbers(at), !tokens[at].isSpaced, !tokens[at + 1].isSpaced else { return false }
    if case .decoration = tokens[at].kind { return true }
    let count = reader.numbers.count { $0 >= run.first && $0 <= run.last }
    return count > 2 && (tokens[at - 1].numeral?.decimals ?? 0) > 0
  }

  /// "117.1, /3.3": a stroke that parts nothing.
  func isStraySlash(_ at: Int) -> Bool {
    guard at > range.lowerBound, at + 1 < range.upperBound, !tokens[at + 1].isSpaced else {
      return false
    }
    switch tokens[at - 1].kind {
    case .number, .unit, .word, .close, .quote, .dot: return tokens[at].isSpaced && isNumber(at + 1)
    default: return true
    }
  }

  /// Refuses where something before a latitude without a sign or direction may have been its minus.
  ///
  /// Goes back from the first number over what may stand between a sign and its number: quotation
  /// marks, brackets, labels, blanks, line breaks. A dash further away is punctuation where words
  /// stand on both its sides.
  func checkFront() throws(PositionError) {
    try checkInside()
    var at = run.first
    var words = 0
    while at > 0 {
      at -= 1
      let token = tokens[at]
      let isTight = !tokens[at + 1].isSpaced
      if !range.contains(at), let note = reader.holder[at] {
        // A mark of a list, a time, "kira2": a dash may stand before it nevertheless.
        at = reader.notes.found[note].range.lowerBound
        words += 1
        continue
      }
      switch token.kind {
      case .word(let word):
        if PositionVocabulary.isPassing(word), !reader.isName(at) { continue }
        if words == 0,
          PositionVocabulary.isNearMinus(word) || PositionVocabulary.minus.contains(word)
        {
          throw signRefusal()
        }
        words += 1
        if words > 3 { return }
      case .minus:
        if isWordJoint(at) || words > 0 && isBehindTime(at) { continue }
        let isOpening = isLineStart(at)
        if words == 0 || isTight && token.isSpaced || words <= (isOpening ? 3 : 1) {
          throw signRefusal()
        }
      case .plusMinus: if words == 0 { throw signRefusal() }
      case .other(let byte):
        guard words == 0, !isHarmless(byte, at) else { continue }
        throw signRefusal()
      case .decoration:
        if words == 0, isTight, isArrow(at) { throw signRefusal() }
      case .open:
        if isTight, text.canon[token.range.lowerBound] == 0x3C, !isClosed(at) {
          throw signRefusal()
        }
      case .close:
        if words == 0, !isQuoting(at), !isListLetter(at),
          !isClosing(at) || isTight && !leadsOn(at + 1)
        {
          throw signRefusal()
        }
      case .slash:
        if words == 0, isTight, at == 0 || token.isSpaced { throw signRefusal() }
      case .equals: if at == 0, isTight { throw signRefusal() }
      case .quote:
        let byte = text.canon[token.range.lowerBound]
        if words == 0, isTight, isNumber(at + 1),
          !text.canon[tokens[at + 1].range.upperBound...].contains(byte)
        {
          throw signRefusal()
        }
      case .number: return
      case .newline: if words > 0 { return }
      default: break
      }
    }
  }

  /// The same before the second number, where the latitude may stand: "117.1, '0.5", "117.1, =0.5".
  private func checkInside() throws(PositionError) {
    for at in reader.numbers where at > run.first && at <= run.last && !tokens[at].isSpaced {
      switch tokens[at - 1].kind {
      case .equals: if labelBefore(at - 1) == nil { throw signRefusal() }
      case .open:
        if text.canon[tokens[at - 1].range.lowerBound] == 0x3C { throw signRefusal() }
      case .quote:
        let byte = text.canon[tokens[at - 1].range.lowerBound]
        guard text.canon[tokens[at].range.upperBound...].contains(byte) else {
          throw signRefusal()
        }
      default: break
      }
    }
  }

  /// `Tanah-Bumbu`.
  private func isWordJoint(_ at: Int) -> Bool {
    guard at > 0, !tokens[at].isSpaced, !tokens[at + 1].isSpaced, let before = tokens[at - 1].word,
      let behind = tokens[at + 1].word
    else { return false }
    return before.utf8.count > 1 && !PositionVocabulary.isPassing(behind)
  }

  /// `28/11/26 07.45 - Budi: …`: the dash behind the time of a chat message.
  private func isBehindTime(_ at: Int) -> Bool {
    guard at > 0, tokens[at].isSpaced, tokens[at + 1].isSpaced, let note = reader.holder[at - 1]
    else {
      return false
    }
    return reader.notes.found[note].role == .time
  }

  /// `a) …` at the start of a line; a letter of direction is none.
  private func isListLetter(_ at: Int) -> Bool {
    guard at > 0, !tokens[at].isSpaced, tokens[at + 1].isSpaced, let letter = tokens[at - 1].word,
      letter.utf8.count == 1, isLineStart(at - 1), text.canon[tokens[at].range.lowerBound] == 0x29
    else { return false }
    return PositionVocabulary.markers[letter]?.axis != .latitude
  }

  /// Whether a line break, a colon or a comma follows, behind which no minus is looked for in what
  /// was closed: `(Lat, Long): (…`.
  private func leadsOn(_ at: Int) -> Bool {
    switch tokens[at].kind {
    case .newline, .colon, .equals, .comma, .semicolon: true
    default: false
    }
  }

  /// `*tebal*`, `_miring_`: whether the sign is one of a pair that a chat draws text between.
  private func isMarkup(_ byte: UInt8, _ at: Int) -> Bool {
    let canon = text.canon
    if tokens[at].isSpaced || at == 0 {
      // It opens: its partner stands tight behind something, and where a number follows, behind the
      // coordinate.
      let next = isNumber(at + 1) ? run.last + 1 : at + 2
      return !tokens[at + 1].isSpaced
        && tokens[min(next, tokens.count)...].contains {
          if case .other = $0.kind {
            canon[$0.range.lowerBound] == byte && !$0.isSpaced
          } else {
            false
          }
        }
    }
    // It closes: its partner stood before a word.
    guard tokens[at + 1].isSpaced else { return false }
    return tokens[..<at].indices.contains { open in
      guard case .other = tokens[open].kind, canon[tokens[open].range.lowerBound] == byte else {
        return false
      }
      return tokens[open].isSpaced && tokens[open + 1].word != nil && !tokens[open + 1].isSpaced
    }
  }

  /// The end of a sentence ("di mana? 0.5"), an "at" or "and" between blanks, one of a pair of
  /// backticks around the coordinate, or what makes letters thick.
  private func isHarmless(_ byte: UInt8, _ at: Int) -> Bool {
    let isFollowed = tokens[at + 1].isSpaced
    if byte == 0x2A || byte == 0x5F, isMarkup(byte, at) { return true }
    switch byte {
    case 0x21, 0x3F: return at > 0 && !tokens[at].isSpaced && isFollowed && !isNumber(at - 1)
    case 0x26, 0x40: return at > 0 && tokens[at].isSpaced && isFollowed
    // "ST_Point"
    case 0x5F:
      return at > 0 && tokens[at - 1].word != nil && tokens[at + 1].word != nil
        && !tokens[at].isSpaced && !isFollowed
    case 0x60: return text.canon[tokens[run.last].range.upperBound...].contains(0x60)
    case 0x23, 0x25: return !range.contains(at) && reader.holder[at] != nil
    default: return false
    }
  }

  /// An arrow or line, which symbol fonts and copies have for other signs.
  private func isArrow(_ at: Int) -> Bool {
    guard let scalar = text.text(tokens[at].range).unicodeScalars.first else { return false }
    return (0x2190...0x21FF).contains(scalar.value) || (0x2500...0x259F).contains(scalar.value)
  }

  /// Whether an angle bracket has its partner after the coordinate.
  private func isClosed(_ at: Int) -> Bool {
    tokens[min(run.last + 1, tokens.count)...].contains {
      if case .close = $0.kind { text.canon[$0.range.lowerBound] == 0x3E } else { false }
    }
  }

  /// ">" at the start of a line quotes it.
  private func isQuoting(_ at: Int) -> Bool {
    text.canon[tokens[at].range.lowerBound] == 0x3E && tokens[at + 1].isSpaced && isLineStart(at)
  }

  /// Whether a bracket was opened before, with more in it than a sign.
  private func isClosing(_ at: Int) -> Bool {
    var open = at - 1
    var hasContent = false
    while open >= 0 {
      if case .open = tokens[open].kind { return hasContent }
      if tokens[open].word != nil || tokens[open].numeral != nil { hasContent = true }
      open -= 1
    }
    return false
  }
}
