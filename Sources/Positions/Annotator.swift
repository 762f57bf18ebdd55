/// A run of tokens outside the coordinate whose role is known: a date, a height, `RT 05`.
struct Annotation {
  var role: TextPart.Role
  /// In tokens.
  var range: Range<Int>
  /// The mark of a list, so that a bare whole number behind it may be the rest of a broken decimal.
  var isListMark = false
  /// Metres, where it is an accuracy in metres.
  var accuracy: Double?
}

/// Finds what stands around coordinates and has numbers of its own.
///
/// Says only what a run *may* be. Whether it is that, or part of the coordinate, is decided by which
/// reading holds: what is no part of the coordinate must stand wholly before or behind it.
struct Annotator {
  let tokens: [Token]
  private(set) var found: [Annotation] = []
  /// A code of a reference system that is not that of the globe, `EPSG:23835`.
  private(set) var foreignCRS: String?
  /// The UTM zone that a code such as `EPSG:32750` names.
  private(set) var gridZone: (number: Int, isSouth: Bool)?
  /// Whether the token before belongs to a date or time.
  private var isTimed = false

  init(_ tokens: [Token]) {
    self.tokens = tokens
    var at = 0
    while at < tokens.count {
      if let next = annotation(at) {
        found.append(next)
        isTimed = next.role == .time
        at = next.range.upperBound
      } else {
        switch tokens[at].kind {
        case .comma, .newline, .close, .open: break
        default: isTimed = false
        }
        at += 1
      }
    }
  }

  // MARK: Looking

  private func word(_ at: Int) -> String? { tokens.indices.contains(at) ? tokens[at].word : nil }
  private func numeral(_ at: Int) -> Numeral? {
    tokens.indices.contains(at) ? tokens[at].numeral : nil
  }
  private func small(_ at: Int) -> Int? { numeral(at)?.small }
  private func width(_ at: Int) -> Int { numeral(at)?.groups[0].count ?? 0 }

  private func isKind(_ at: Int, _ test: (Token.Kind) -> Bool) -> Bool {
    tokens.indices.contains(at) && test(tokens[at].kind)
  }
  private func isColon(_ at: Int) -> Bool {
    isKind(at) { if case .colon = $0 { true } else { false } }
  }
  private func isMinus(_ at: Int) -> Bool {
    isKind(at) { if case .minus = $0 { true } else { false } }
  }
  private func isPlus(_ at: Int) -> Bool {
    isKind(at) { if case .plus = $0 { true } else { false } }
  }
  private func isSlash(_ at: Int) -> Bool {
    isKind(at) { if case .slash = $0 { true } else { false } }
  }
  private func isDot(_ at: Int) -> Bool { isKind(at) { if case .dot = $0 { true } else { false } } }
  private func isEquals(_ at: Int) -> Bool {
    isKind(at) { if case .equals = $0 { true } else { false } }
  }
  private func isClose(_ at: Int) -> Bool {
    isKind(at) { if case .close = $0 { true } else { false } }
  }
  private func isOpen(_ at: Int) -> Bool {
    isKind(at) { if case .open = $0 { true } else { false } }
  }
  private func isHash(_ at: Int) -> Bool {
    isKind(at) { if case .other(0x23) = $0 { true } else { false } }
  }
  private func isUnit(_ at: Int) -> Bool {
    isKind(at) { if case .unit = $0 { true } else { false } }
  }
  private func isTight(_ at: Int) -> Bool { tokens.indices.contains(at) && !tokens[at].isSpaced }

  private func isLineStart(_ at: Int) -> Bool {
    var before = at - 1
    while before >= 0, case .decoration = tokens[before].kind { before -= 1 }
    guard before >= 0 else { return true }
    if let last = found.last, last.range.upperBound == before + 1, last.role != .label {
      return true
    }
    return isKind(before) { if case .newline = $0 { true } else { false } }
  }

  /// Past colons, signs of equality, points, "±" and brackets between a word and its number.
  private func past(_ at: Int, signs: Bool) -> Int {
    var next = at
    while next < tokens.count, next < at + 4 {
      switch tokens[next].kind {
      case .colon, .equals, .dot: next += 1
      case .open where signs, .plusMinus where signs, .minus where signs, .plus where signs,
        .slash where signs, .other(0x7E) where signs:
        next += 1
      default: return next
      }
    }
    return next
  }

  // MARK: The kinds

  private mutating func annotation(_ at: Int) -> Annotation? {
    let token = tokens[at]
    switch token.kind {
    case .number:
      return date(at) ?? time(at) ?? listMark(at) ?? phone(at) ?? behind(at) ?? postal(at)
    case .word(let word): return worded(word, at)
    case .open:
      // "(2)" at the start of a line.
      if isLineStart(at), let value = small(at + 1), value > 0, width(at + 1) <= 3, isClose(at + 2)
      {
        return Annotation(role: .listMark, range: at..<(at + 3), isListMark: true)
      }
      return nil
    case .plusMinus: return accuracySign(at, at + 1)
    case .plus:
      if isSlash(at + 1), isMinus(at + 2) { return accuracySign(at, at + 3) }
      // A telephone number, +62 812 3456 7890.
      if isTight(at + 1), small(at + 1) == 62 {
        var end = at + 2
        var digits = 2
        while end < tokens.count {
          if let part = numeral(end), part.isWhole, part.groups[0].count >= 3, digits < 12 {
            digits += part.groups[0].count
            end += 1
          } else if isMinus(end), isTight(end), isTight(end + 1) {
            end += 1
          } else {
            break
          }
        }
        return end > at + 2 ? Annotation(role: .placeWord, range: at..<end) : nil
      }
      if width(at + 1) >= 10, isTight(at + 1) {
        return Annotation(role: .placeWord, range: at..<(at + 2))
      }
      return nil
    case .other(0x23):
      if let value = small(at + 1), value > 0, isTight(at + 1), width(at + 1) <= 4 {
        return Annotation(role: .listMark, range: at..<(at + 2))
      }
      return nil
    default: return nil
    }
  }

  /// `± 5 m`, `+/- 5.00m`.
  private func accuracySign(_ at: Int, _ number: Int) -> Annotation? {
    guard let value = numeral(number), let unit = word(number + 1), Words.metres.contains(unit)
    else { return nil }
    return Annotation(
      role: .accuracy, range: at..<(number + 2), accuracy: Self.value(value))
  }

  static func value(_ number: Numeral) -> Double? {
    guard number.groups.count <= 2 else { return nil }
    return Digits.value(
      whole: number.groups[0], fraction: number.groups.count == 2 ? number.groups[1] : [])
  }

  // MARK: Dates and times

  private func date(_ at: Int) -> Annotation? {
    guard let number = numeral(at) else { return nil }
    // 12.03.2024 is one number by its points.
    if number.groups.count == 3, number.marks == [0x2E, 0x2E], number.groups[2].count == 4,
      Self.isDay(number.groups[0], number.groups[1])
    {
      return time(Annotation(role: .time, range: at..<(at + 1)))
    }
    guard number.isWhole else { return nil }
    // 12/03/24, 12-03-2024, 2024-03-12.
    if isSlash(at + 1) || isMinus(at + 1), isTight(at + 1), isTight(at + 2),
      let second = numeral(at + 2), second.isWhole, isTight(at + 3), isTight(at + 4),
      isSlash(at + 1) && isSlash(at + 3) || isMinus(at + 1) && isMinus(at + 3),
      let third = numeral(at + 4), third.isWhole
    {
      let isYearLast =
        (third.groups[0].count == 4 || third.groups[0].count == 2)
        && Self.isDay(number.groups[0], second.groups[0])
      let isYearFirst =
        number.groups[0].count == 4 && Self.isDay(third.groups[0], second.groups[0])
      if isYearLast || isYearFirst {
        var end = at + 5
        // 2024-03-12T06:15:00Z
        if word(end) == "t", isTight(end) { end += 1 }
        return time(Annotation(role: .time, range: at..<end))
      }
    }
    // 12 Mar 2024
    if let day = number.small, (1...31).contains(day), let month = word(at + 1),
      Words.months.contains(month)
    {
      var end = at + 2
      if isDot(end) { end += 1 }
      if width(end) == 4 || width(end) == 2, numeral(end)?.isWhole ?? false { end += 1 }
      return time(Annotation(role: .time, range: at..<end))
    }
    return nil
  }

  private static func isDay(_ day: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>) -> Bool {
    guard (1...2).contains(day.count), (1...2).contains(month.count) else { return false }
    let (one, two) = (Digits.value(day), Digits.value(month))
    return (1...31).contains(one) && (1...12).contains(two)
      || (1...31).contains(two) && (1...12).contains(one)
  }

  /// A date with its zone; a time behind it is a part of its own.
  private func time(_ date: Annotation) -> Annotation {
    var date = date
    date.range = date.range.lowerBound..<zone(date.range.upperBound)
    return date
  }

  private func time(_ at: Int) -> Annotation? {
    if let end = clock(at, isDotted: isTimed) {
      return Annotation(role: .time, range: at..<end)
    }
    // 14.30 WITA
    if let end = clock(at, isDotted: true), let zone = word(end - 1), Words.zones.contains(zone) {
      return Annotation(role: .time, range: at..<end)
    }
    return nil
  }

  /// The end of a time of day with its zone: `14:30`, `06:15:00Z`, `02:30 PM GMT +08:00`.
  private func clock(_ at: Int, isDotted: Bool) -> Int? {
    guard let hour = numeral(at), width(at) <= 2, Digits.value(hour.groups[0]) < 25 else {
      return nil
    }
    if hour.groups.count > 1 {
      guard isDotted, hour.groups.count <= 3, hour.marks.allSatisfy({ $0 == 0x2E }),
        hour.groups.dropFirst().allSatisfy({ $0.count == 2 && Digits.value($0) < 60 })
      else { return nil }
      return zone(at + 1)
    }
    var end = at + 1
    var isClock = false
    while isColon(end), isTight(end), isTight(end + 1), width(end + 1) == 2,
      let part = numeral(end + 1), Digits.value(part.groups[0]) < 60, end < at + 5
    {
      isClock = true
      end += 2
    }
    // "2:32:8.78" is an angle.
    if isColon(end), isTight(end) { return nil }
    guard isClock else {
      if let zone = word(end), zone == "wib" || zone == "wita" || zone == "wit" { return end + 1 }
      return nil
    }
    // "3:19:10 S" is an angle.
    if isUnit(end) { return nil }
    return zone(end)
  }

  /// Past the names and offsets of time zones.
  private func zone(_ at: Int) -> Int {
    var end = at
    while let name = word(end), Words.zones.contains(name), name != "lt" {
      end += 1
      if isPlus(end) || isMinus(end), numeral(end + 1) != nil,
        name == "gmt" || name == "utc"
      {
        end += 2
        if isColon(end), isTight(end), numeral(end + 1) != nil { end += 2 }
      }
    }
    if word(end) == "waktu", word(end + 1) == "indonesia" { end += word(end + 2) == nil ? 2 : 3 }
    return end
  }

  // MARK: Numbers of lists, telephones, things counted

  private func listMark(_ at: Int) -> Annotation? {
    guard let value = small(at), value > 0, width(at) <= 3, isTight(at + 1), isLineStart(at) else {
      return nil
    }
    guard isDot(at + 1) || isClose(at + 1) else { return nil }
    guard tokens.indices.contains(at + 2) else { return nil }
    return Annotation(role: .listMark, range: at..<(at + 2), isListMark: true)
  }

  private func phone(_ at: Int) -> Annotation? {
    guard let number = numeral(at), number.isWhole, number.groups[0].first == 0x30 else {
      return nil
    }
    var digits = number.groups[0].count
    guard digits >= 3 else { return nil }
    var end = at + 1
    while isMinus(end), isTight(end), isTight(end + 1), let next = numeral(end + 1), next.isWhole {
      digits += next.groups[0].count
      end += 2
    }
    let isPhone = digits >= 8 && digits <= 13 && (end > at + 1 || number.groups[0].count >= 9)
    return isPhone ? Annotation(role: .placeWord, range: at..<end) : nil
  }

  /// `25 mdpl`, `3 orang`, `5 km`, `45C`.
  private func behind(_ at: Int) -> Annotation? {
    guard let number = numeral(at), let next = word(at + 1), number.groups.count <= 2 else {
      return nil
    }
    if Words.aboveSea.contains(next) { return Annotation(role: .altitude, range: at..<(at + 2)) }
    if Words.metres.contains(next), let next = word(at + 2), Words.aboveSea.contains(next) {
      return Annotation(role: .altitude, range: at..<(at + 3))
    }
    // "19 menit" is no count behind degrees.
    let isCount =
      number.isWhole && number.groups[0].count <= 4
      || number.groups.count == 2 && number.groups[1].count <= 2 && number.groups[0].count <= 2
    if isCount, Words.counted.contains(next), numeral(at + 2) == nil || !leadsNumber(next),
      Words.units[next] == nil
        || !isUnit(at - 1) && (word(at - 1).map { Words.units[$0] == nil } ?? true)
    {
      return Annotation(role: .placeWord, range: at..<(at + 2))
    }
    if isTight(at + 1), number.isWhole, Words.markers[next] == nil, Words.units[next] == nil,
      Words.attachedUnits[next] == nil, number.groups[0].count <= 3, isSpacedOut(at)
    {
      return Annotation(role: .placeWord, range: at..<(at + 2))
    }
    return nil
  }

  /// Whether a word can belong to the number behind it: "KM 38", "jam 7".
  private func leadsNumber(_ word: String) -> Bool {
    Words.numbered.contains(word) || Words.timed.contains(word)
  }

  private func isSpacedOut(_ at: Int) -> Bool { tokens[at].isSpaced }

  /// Five digits behind words.
  private func postal(_ at: Int) -> Annotation? {
    guard width(at) == 5, numeral(at)?.isWhole ?? false, let before = word(at - 1),
      Words.markers[before] == nil, !Words.gridWords.contains(before)
    else { return nil }
    return Annotation(role: .placeWord, range: at..<(at + 1))
  }

  // MARK: Words with numbers

  private mutating func worded(_ word: String, _ at: Int) -> Annotation? {
    if Words.accuracy.contains(word) {
      let next = past(at + 1, signs: true)
      guard let number = numeral(next) else { return nil }
      var end = next + 1
      var metres = Self.value(number)
      if let unit = self.word(end), Words.metres.contains(unit) { end += 1 } else { metres = nil }
      return Annotation(role: .accuracy, range: at..<end, accuracy: metres)
    }
    if Words.altitude.contains(word) {
      var next = past(at + 1, signs: false)
      if isMinus(next) || isPlus(next) { next += 1 }
      if numeral(next) != nil, isLabelled(at, next) || word.utf8.count > 2 {
        var end = next + 1
        if let unit = self.word(end), Words.metres.contains(unit) { end += 1 }
        if let unit = self.word(end), Words.aboveSea.contains(unit) { end += 1 }
        return Annotation(role: .altitude, range: at..<end)
      }
    }
    if Words.timed.contains(word) {
      let next = past(at + 1, signs: false)
      if let date = date(next) { return Annotation(role: .time, range: at..<date.range.upperBound) }
      if let end = clock(next, isDotted: true) { return Annotation(role: .time, range: at..<end) }
      if let value = small(next), value < 32 {
        return Annotation(role: .time, range: at..<zone(next + 1))
      }
    }
    if let system = referenceSystem(word, at) { return system }
    if let month = month(word, at) { return month }
    if Words.zones.contains(word), word == "gmt" || word == "utc", zone(at) > at + 1 {
      return Annotation(role: .time, range: at..<zone(at))
    }
    if Words.measured.contains(word) {
      var next = past(at + 1, signs: false)
      if isMinus(next) || isPlus(next) { next += 1 }
      if numeral(next) != nil {
        var end = next + 1
        if let unit = self.word(end), Words.counted.contains(unit) { end += 1 }
        return Annotation(role: .placeWord, range: at..<end)
      }
    }
    return numbered(word, at) ?? keyed(word, at)
  }

  /// "WGS 84", "EPSG:4326", "EPSG:32750".
  private mutating func referenceSystem(_ word: String, _ at: Int) -> Annotation? {
    guard word == "epsg" || word == "wgs" else { return nil }
    var next = at + 1
    while isColon(next) || isMinus(next)
      || isKind(next, { if case .other = $0 { true } else { false } })
    {
      next += 1
    }
    guard let code = small(next) else { return nil }
    if word == "wgs" {
      guard code == 84 || code == 1984 else {
        foreignCRS = "WGS \(code)"
        return nil
      }
    } else if code / 100 == 326 || code / 100 == 327, (1...60).contains(code % 100) {
      gridZone = (code % 100, code / 100 == 327)
    } else if code != 4326 {
      foreignCRS = "EPSG:\(code)"
    }
    return Annotation(role: .label, range: at..<(next + 1))
  }

  private func isLabelled(_ at: Int, _ next: Int) -> Bool { next > at + 1 }

  private func month(_ word: String, _ at: Int) -> Annotation? {
    guard Words.months.contains(word), let day = small(at + 1), (1...31).contains(day) else {
      return nil
    }
    var end = at + 2
    if isKind(end, { if case .comma = $0 { true } else { false } }) { end += 1 }
    guard width(end) == 4, numeral(end)?.isWhole ?? false else { return nil }
    return time(Annotation(role: .time, range: at..<(end + 1)))
  }

  /// `KM 38`, `Titik 1:`, `Blok C12`, `RT 05/02`, `BM-01`, `P1`.
  private func numbered(_ word: String, _ at: Int) -> Annotation? {
    let isKnown = Words.numbered.contains(word)
    var next = at + 1
    if isKnown {
      if isDot(next) || isColon(next) && word != "koordinat" || isHash(next) { next += 1 }
      if isMinus(next), isTight(next), isTight(next + 1) { next += 1 }
      if isHash(next) { next += 1 }
      // "Koordinat (2):"
      if isOpen(next), numeral(next + 1)?.small != nil, isClose(next + 2) {
        return Annotation(role: .placeWord, range: at..<(next + 3), isListMark: true)
      }
      // "Blok C12", "Pos B", "Titik A1"
      if let letter = self.word(next), letter.utf8.count == 1, isTight(next + 1) || isDot(next + 1),
        small(next + 1) != nil
      {
        return Annotation(role: .placeWord, range: at..<(next + 2), isListMark: true)
      }
    } else if isMinus(next) || isDot(next), isTight(next), isTight(next + 1) {
      next += 1
    } else if !isTight(next) {
      return nil
    }
    guard let number = numeral(next), isKnown || isTight(next) else { return nil }
    if !isTight(next), date(next) != nil { return nil }
    if !isKnown, let marker = Words.markers[word], !(marker.isLetter && number.isWhole) {
      return nil
    }
    let isRoad = ["km", "hm", "kilometer"].contains(word)
    guard number.isWhole && number.groups[0].count <= 4 || isRoad && number.groups.count <= 2 else {
      return nil
    }
    guard !isUnit(next + 1) else { return nil }
    var end = next + 1
    if isSlash(end), isTight(end), isTight(end + 1), small(end + 1) != nil { end += 2 }
    if isPlus(end), isTight(end), isTight(end + 1), small(end + 1) != nil, isRoad { end += 2 }
    // "No. 45C", "KM 12A"
    if let letter = self.word(end), letter.utf8.count == 1, isTight(end) { end += 1 }
    return Annotation(role: .placeWord, range: at..<end, isListMark: true)
  }

  /// `et=12`, `vel=0.0`: a value with a key that is no axis.
  private func keyed(_ word: String, _ at: Int) -> Annotation? {
    guard Words.markers[word] == nil, isEquals(at + 1), isTight(at + 1), isTight(at + 2) else {
      return nil
    }
    var next = at + 2
    if isMinus(next) || isPlus(next) { next += 1 }
    guard numeral(next) != nil else { return nil }
    var end = next + 1
    while isTight(end), numeral(end) != nil || self.word(end) != nil { end += 1 }
    return Annotation(role: .placeWord, range: at..<end)
  }
}
