/// The run of tokens that is taken for the coordinate, and its items.
struct Core {
  private let reader: CoreReader
  private let tokens: [Token]
  private let text: CleanText
  private let run: CoreReader.Run
  /// All tokens of the coordinate: its numbers with their signs, units, directions and labels.
  private(set) var range: Range<Int>
  /// Words such as "utm" and "zona" stand in it.
  private(set) var hasGridWords = false
  /// POINT(x y).
  private(set) var isLongitudeFirst = false
  private var list: [Item] = []

  init(_ reader: CoreReader, _ run: CoreReader.Run) {
    self.reader = reader
    self.run = run
    tokens = reader.tokens
    text = reader.text
    range = run.first..<(run.last + 1)
    widen()
  }

  private func kind(_ at: Int) -> Token.Kind? {
    tokens.indices.contains(at) ? tokens[at].kind : nil
  }

  /// The direction or label that a word is here.
  private func marker(_ at: Int) -> Marker? {
    guard tokens.indices.contains(at), let word = tokens[at].word, let marker = Words.markers[word],
      !reader.isName(at)
    else { return nil }
    // "S. Parman": an initial.
    if marker.isLetter, case .dot? = kind(at + 1), tokens.indices.contains(at + 2),
      tokens[at + 2].word != nil
    {
      return nil
    }
    return marker
  }

  private func isGrid(_ at: Int) -> Bool {
    tokens.indices.contains(at) && tokens[at].word.map(Words.gridWords.contains) ?? false
  }

  // MARK: Where it begins and ends

  private mutating func widen() {
    var low = range.lowerBound
    var high = range.upperBound
    let floor = reader.notes.found.last { $0.range.upperBound <= run.first }?.range.upperBound ?? 0
    while low > floor {
      switch tokens[low - 1].kind {
      case .minus, .plus:
        // A dash before a label parts it from what stands before.
        switch tokens[low].kind {
        case .number, .minus, .plus, .close: low -= 1
        default: return widen(low, high)
        }
      case .open, .quote: low -= 1
      case .colon, .equals, .dot:
        guard low - 2 >= floor, leads(low - 2) else { return widen(low, high) }
        low -= 1
      case .word(let word):
        guard
          marker(low - 1) != nil || Words.minus.contains(word) || Words.zoneWords.contains(word)
            || word == "z" && isZoneNumber(low) || isPoint(low - 1)
        else { return widen(low, high) }
        low -= 1
      case .close:
        // "Lintang (Y) :"
        guard low - 3 >= floor, marker(low - 2) != nil, case .open = tokens[low - 3].kind else {
          return widen(low, high)
        }
        low -= 3
      case .comma, .slash, .bar, .newline, .semicolon:
        // A heading, "Lat/Long:", or a label in a cell of its own.
        guard low - 2 >= floor, leads(low - 2) else { return widen(low, high) }
        low -= 1
      default: return widen(low, high)
      }
    }
    widen(low, &high)
    range = low..<high
  }

  /// POINT and POINT Z before its bracket.
  private func isPoint(_ at: Int) -> Bool {
    guard let word = tokens[at].word else { return false }
    if word == "point" { return true }
    return ["z", "m", "zm"].contains(word) && at > 0 && tokens[at - 1].word == "point"
  }

  private func isZoneNumber(_ at: Int) -> Bool { tokens[at].numeral?.groups[0].count ?? 9 <= 2 }

  /// Whether a label or direction ends here, so that what stands behind it belongs to it.
  private func leads(_ at: Int) -> Bool {
    if marker(at) != nil { return true }
    if isGrid(at), Words.zoneWords.contains(tokens[at].word ?? "") { return true }
    if case .close? = kind(at), at >= 2, marker(at - 1) != nil { return true }
    if case .quote? = kind(at), at >= 1, marker(at - 1) != nil { return true }
    if case .word(let word)? = kind(at), Words.connectors.contains(word), at >= 1 {
      return marker(at - 1) != nil
    }
    return false
  }

  private mutating func widen(_ low: Int, _ high: Int) {
    var high = high
    widen(low, &high)
    range = low..<high
  }

  private func widen(_ low: Int, _ high: inout Int) {
    while high < tokens.count {
      switch tokens[high].kind {
      case .unit, .quote, .close: high += 1
      case .word(let word):
        let isUnit =
          Words.units[word] != nil || !tokens[high].isSpaced && Words.attachedUnits[word] != nil
        guard marker(high) != nil || isUnit || isGrid(high) else { return }
        high += 1
      case .open:
        // "(LS)", "(Lintang Selatan)"
        var end = high + 1
        while end < tokens.count, marker(end) != nil { end += 1 }
        guard end > high + 1, case .close? = kind(end) else { return }
        high = end + 1
      case .comma, .bar, .slash, .newline:
        guard let marker = marker(high + 1), marker.sign != 0,
          high + 2 >= tokens.count
            || tokens[high + 2].word == nil
        else {
          guard case .newline = tokens[high].kind, isGrid(high + 1) else { return }
          high += 1
          continue
        }
        high += 1
      case .minus:
        // A minus behind the last number.
        guard !tokens[high].isSpaced else { return }
        high += 1
      default: return
      }
    }
  }

  // MARK: Items

  private func refusal(_ code: PositionError.Code, _ at: Int) -> PositionError {
    PositionError(
      code, excerpt: code == .unreadable ? text.plain : text.text(tokens[at].range),
      readings: reader.proposals)
  }

  private func signRefusal() -> PositionError {
    PositionError(.unknownSign, excerpt: text.plain, readings: reader.proposals)
  }

  /// What the reader of angles or grids gets.
  ///
  /// - Throws: `unknownSign` where what stands before a number may have been a sign, `ambiguous` for a
  ///   dash that may be one, `strayNumber` where foreign words stand between the numbers.
  mutating func items() throws(PositionError) -> [Item] {
    try checkStart()
    var at = range.lowerBound
    var sign: Int?
    while at < range.upperBound {
      let token = tokens[at]
      switch token.kind {
      case .number(var number):
        try checkBefore(number, at)
        number.sign = sign ?? 0
        sign = nil
        list.append(.numeral(number))
      case .minus, .plus:
        let found = try signOrDash(at)
        if let found {
          if sign != nil { throw signRefusal() }
          sign = found
        }
      case .word(let word):
        if try minusWord(word, at) {
          if sign != nil { throw signRefusal() }
          sign = -1
        } else {
          try self.word(word, at)
        }
      case .unit(let unit): try self.unit(unit, at)
      case .comma: list.append(.separator(.comma))
      case .semicolon, .slash, .bar, .newline: list.append(.separator(.strong))
      case .colon:
        if isBetweenNumbers(at) { list.append(.separator(.joint)) }
      case .equals, .quote: break
      case .decoration: list.append(.separator(.strong))
      case .dot:
        // "Lat." but not "0. 50".
        if at > 0, tokens[at - 1].numeral != nil, at + 1 < range.upperBound {
          throw refusal(.unreadable, at)
        }
      case .open: try open(at)
      case .close: break
      case .plusMinus: throw signRefusal()
      case .other(let byte):
        guard byte == 0x26 || byte == 0x40 || byte == 0x2A else { throw signRefusal() }
        list.append(.separator(.strong))
      }
      at += 1
    }
    if sign != nil { throw signRefusal() }
    return list
  }

  private func isNumber(_ at: Int) -> Bool {
    tokens.indices.contains(at) && tokens[at].numeral != nil
  }

  private func isBetweenNumbers(_ at: Int) -> Bool { isNumber(at - 1) && isNumber(at + 1) }

  /// What stands before the coordinate must be known not to be a sign.
  private func checkStart() throws(PositionError) {
    let low = range.lowerBound
    guard low > 0 else { return }
    let isUnsigned = isNumber(low)
    let isAnnotated = reader.notes.found.contains { $0.range.upperBound == low }
    if isAnnotated, tokens[low].isSpaced { return }
    switch tokens[low - 1].kind {
    case .word(let word):
      let isBare = if case .open = tokens[low].kind { false } else { true }
      if !tokens[low].isSpaced, isBare { throw signRefusal() }
      if isUnsigned, Words.isNearMinus(word) { throw signRefusal() }
    case .plusMinus: throw signRefusal()
    case .other(let byte):
      if isUnsigned, byte != 0x40, byte != 0x2A, byte != 0x26 { throw signRefusal() }
      if byte == CleanText.unknown, !tokens[low].isSpaced, isUnsigned { throw signRefusal() }
    case .close:
      guard isUnsigned, !isAnnotated else { return }
      // ">" quotes a line.
      if text.canon[tokens[low - 1].range.lowerBound] == 0x3E, tokens[low].isSpaced,
        isLineStart(low - 1)
      {
        return
      }
      // A bracket that was never opened, or one with nothing but a sign in it.
      var open = low - 2
      var hasContent = false
      while open >= 0 {
        if case .open = tokens[open].kind { break }
        if tokens[open].word != nil || tokens[open].numeral != nil { hasContent = true }
        open -= 1
      }
      if open < 0 || !hasContent || !tokens[low].isSpaced { throw signRefusal() }
    case .number:
      if !isAnnotated { throw refusal(.strayNumber, low - 1) }
    case .unit: throw refusal(.unreadable, low)
    default: return
    }
  }

  private func isLineStart(_ at: Int) -> Bool {
    guard at > 0 else { return true }
    if case .newline = tokens[at - 1].kind { return true }
    return reader.notes.found.contains { $0.range.upperBound == at }
  }

  /// What stands directly before a number within the coordinate.
  private func checkBefore(_ number: Numeral, _ at: Int) throws(PositionError) {
    if number.groups[0].isEmpty {
      // A numeral without a whole part is the decimals of the one before it, or an error.
      if case .numeral? = list.last { throw refusal(.unreadable, at) }
      if at > range.lowerBound, case .comma? = kind(at - 1), !tokens[at].isSpaced {
        throw refusal(.unreadable, at)
      }
    }
    guard at > range.lowerBound, !tokens[at].isSpaced else { return }
    switch tokens[at - 1].kind {
    case .word(let word):
      let isUnit =
        at >= 2 && isNumber(at - 2)
        && (Words.units[word] != nil || Words.attachedUnits[word] != nil)
      if Words.markers[word] == nil, !isUnit, !Words.gridWords.contains(word) {
        throw signRefusal()
      }
    case .close: throw signRefusal()
    default: break
    }
  }

  private mutating func unit(_ unit: AngleUnit, _ at: Int) throws(PositionError) {
    guard case .numeral(var number)? = list.last else {
      throw refusal(.unreadable, at)
    }
    if number.unit != nil { throw refusal(.unreadable, at) }
    number.unit = unit
    list[list.count - 1] = .numeral(number)
  }

  /// `(0.5022)` is how accountants write a minus.
  private func open(_ at: Int) throws(PositionError) {
    if (kind(at + 1).flatMap { if case .number(let one) = $0 { one.groups.count } else { nil } }
      ?? 9) <= 2,
      case .close? = kind(at + 2)
    {
      let marked = marker(at + 3) != nil || at >= 1 && (marker(at - 1)?.sign ?? 0) != 0
      if !marked { throw signRefusal() }
    }
    // A bracket that holds nothing but a sign.
    switch kind(at + 1) {
    case .minus?, .plus?: if case .close? = kind(at + 2) { throw signRefusal() }
    default: break
    }
  }

  /// The sign of the number behind it, or `nil` for a dash, which becomes an item.
  private mutating func signOrDash(_ at: Int) throws(PositionError) -> Int? {
    let isMinus = if case .minus = tokens[at].kind { true } else { false }
    let value = isMinus ? -1 : 1
    let isNextNumber = isNumber(at + 1)
    guard isNextNumber else {
      // "bujur - -0.4768", "117.1 - Lintang 2.07".
      let isApart = at + 1 < range.upperBound && tokens[at + 1].isSpaced && tokens[at].isSpaced
      var leadsOn = marker(at + 1) != nil && !list.isEmpty
      if case .minus? = kind(at + 1), isNumber(at + 2), !tokens[at + 2].isSpaced, isApart,
        !list.isEmpty
      {
        leadsOn = true
      }
      if case .open? = kind(at + 1), isApart, !list.isEmpty { leadsOn = true }
      guard leadsOn, isMinus else { throw signRefusal() }
      list.append(.separator(.strong))
      return nil
    }
    let isTight = !tokens[at + 1].isSpaced
    let isAttached = at > 0 && !tokens[at].isSpaced
    let before = at > 0 ? kind(at - 1) : nil
    switch before {
    case .number?, .unit?:
      if list.isEmpty {
        // Behind the number of a list: "Camp 45 -0.5022" has a sign, "Camp 45 - 0.5022" may have.
        if isTight, !isAttached { return value }
        throw signRefusal()
      }
      if isAttached {
        // "+" begins the longitude of ISO 6709.
        if !isMinus { return isTight ? 1 : nil }
        list.append(.dash)
        return nil
      }
      if isTight { return value }
      guard isMinus else { throw signRefusal() }
      list.append(.dash)
      return nil
    case .word(let word)?:
      if let marker = marker(at - 1), at > range.lowerBound {
        let follows =
          list.count >= 2
          && { if case .numeral = list[list.count - 2] { true } else { false } }()
        if marker.sign != 0, follows {
          if isTight, !isAttached { return value }
          list.append(.separator(.strong))
          return nil
        }
        if isTight, !isAttached { return value }
        throw signRefusal()
      }
      if isTight, !isAttached, !Words.minus.contains(word) { return value }
      throw signRefusal()
    case nil: return value
    case .colon?, .equals?, .open?, .quote?: return value
    case .minus?, .plus?:
      // "- -0.47": the first was a dash.
      if isTight, tokens[at].isSpaced { return value }
      throw signRefusal()
    case .comma?, .semicolon?, .slash?, .bar?, .newline?, .dot?, .close?, .decoration?, .other?:
      if isTight { return value }
      throw signRefusal()
    case .plusMinus?: throw signRefusal()
    }
  }

  /// Whether a word is the minus of the number behind it.
  private func minusWord(_ word: String, _ at: Int) throws(PositionError) -> Bool {
    guard Words.minus.contains(word) else { return false }
    // "19 min 9.84 sec": a unit.
    if Words.units[word] != nil, case .numeral(let number)? = list.last {
      let isUnit = list.dropLast().contains {
        if case .numeral(let one) = $0 { one.unit == .degree } else { false }
      }
      if number.unit == nil, isUnit { return false }
      throw signRefusal()
    }
    // "0.5 minus 117": behind the first number or before the second.
    if case .numeral? = list.last { throw signRefusal() }
    var next = at + 1
    if case .dot? = kind(next) { next += 1 }
    guard isNumber(next) else { throw signRefusal() }
    return true
  }

  private mutating func word(_ word: String, _ at: Int) throws(PositionError) {
    let isAttached = !tokens[at].isSpaced
    if case .numeral(let number)? = list.last, number.unit == nil,
      let unit = Words.units[word] ?? (isAttached ? attachedUnit(word, at) : nil)
    {
      try self.unit(unit, at)
      return
    }
    if let marker = marker(at), !(marker.word == "s" && isSeconds(at)) {
      append(marker)
    } else if word == "s", case .numeral = list.last {
      try unit(.second, at)
    } else if Words.connectors.contains(word) {
      list.append(.separator(.strong))
    } else if isPoint(at) {
      isLongitudeFirst = true
    } else if Words.gridWords.contains(word) {
      if Words.zoneWords.contains(word) || word == "tm" { hasGridWords = true }
      list.append(.word(word))
    } else if Words.fillers.contains(word) {
      return
    } else if isAttached || isLetterBand(word, at) {
      list.append(.word(word))
      hasGridWords = true
    } else if word.utf8.count == 1, isNumber(at - 1), isZoneNumber(at - 1) {
      list.append(.word(word))
      hasGridWords = true
    } else {
      throw refusal(.strayNumber, numberApart(at))
    }
  }

  /// `50M`: the band of a zone.
  private func isLetterBand(_ word: String, _ at: Int) -> Bool {
    word.utf8.count == 1 && isNumber(at - 1) && isZoneNumber(at - 1)
  }

  /// The number that a foreign word parts from the others.
  private func numberApart(_ at: Int) -> Int {
    let before = reader.numbers.filter { $0 < at && $0 >= run.first }
    let behind = reader.numbers.filter { $0 > at && $0 <= run.last }
    if before.count < behind.count { return before.last ?? run.first }
    return behind.first ?? run.last
  }

  /// A letter for a sign, as in "2o12" and "2d12m".
  ///
  /// "50M" is a zone unless degrees stand before it.
  private func attachedUnit(_ word: String, _ at: Int) -> AngleUnit? {
    guard let unit = Words.attachedUnits[word] else { return nil }
    if unit == .degree { return unit }
    guard list.count >= 2, case .numeral(let before) = list[list.count - 2] else { return nil }
    return before.unit == .degree ? unit : nil
  }

  /// "2d12m31s": where minutes are a letter, an `s` behind a number is seconds, unless it is the only
  /// thing that could be the hemisphere.
  private func isSeconds(_ at: Int) -> Bool {
    guard list.count >= 2, case .numeral(let number) = list[list.count - 1], number.unit == nil,
      case .numeral(let before) = list[list.count - 2], before.unit == .minute
    else { return false }
    let isLettered = tokens[..<at].contains { $0.word == "m" || $0.word == "min" }
    guard isLettered else { return false }
    if let next = marker(at + 1), next.sign != 0 { return next.axis == .latitude || hasMarkers }
    return hasMarkers
  }

  private var hasMarkers: Bool {
    list.contains { if case .marker = $0 { true } else { false } }
  }

  /// Joins "lintang" + "selatan", "south" + "latitude", "LS" + "(lintang selatan)" into one.
  private mutating func append(_ marker: Marker) {
    if case .marker(let before)? = list.last, before.axis == marker.axis,
      before.sign == 0 || marker.sign == 0 || before.sign == marker.sign
    {
      let joined = Marker(
        axis: marker.axis, sign: before.sign != 0 ? before.sign : marker.sign,
        word: before.word + " " + marker.word)
      list[list.count - 1] = .marker(joined)
    } else {
      list.append(.marker(marker))
    }
  }

  // MARK: What is left outside

  /// Refuses where a direction or label stands apart from the coordinate, so that it may be its sign
  /// or its order.
  func checkOutside(isDirected: Bool) throws(PositionError) {
    if !isDirected {
      for at in tokens.indices where !range.contains(at) && reader.isName(at) {
        guard let marker = tokens[at].word.flatMap({ Words.markers[$0] }), marker.sign < 0,
          marker.axis == .latitude
        else { continue }
        // "tolong selatan 3.31": only a name that is known to have that word is a name here.
        let touches =
          at + 1 == range.lowerBound
          || at > 0 && at - 2 <= range.upperBound && at >= range.upperBound
        let known =
          at > 0 && (tokens[at - 1].word.map(Words.southern.contains) ?? false)
          || tokens.indices.contains(at + 1)
            && (tokens[at + 1].word.map(Words.southern.contains) ?? false)
        if touches, !known { throw signRefusal() }
      }
    }
    for at in tokens.indices where !range.contains(at) {
      guard let word = tokens[at].word, let marker = Words.markers[word], !reader.isName(at) else {
        continue
      }
      if reader.notes.found.contains(where: { $0.range.contains(at) }) { continue }
      if marker.isLetter {
        let isAlone = marker.word == "s" || marker.word == "u" || marker.word == "n"
        let isInitial = if case .dot? = kind(at + 1) { true } else { false }
        if isAlone, !isDirected, !isInitial { throw signRefusal() }
        continue
      }
      if marker.sign == 0 || word.utf8.count == 2 || !isDirected {
        throw PositionError(
          .contradictory, excerpt: text.text(tokens[at].range), readings: reader.proposals)
      }
    }
    guard !isDirected else { return }
    // A minus in words, or a broken one, right behind or before the coordinate.
    for at in tokens.indices where !range.contains(at) {
      if let word = tokens[at].word, Words.minus.contains(word), Words.units[word] == nil {
        throw signRefusal()
      }
    }
  }
}
