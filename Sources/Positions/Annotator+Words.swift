// Words with the number that belongs to them.

extension Annotator {
  mutating func worded(_ word: String, _ at: Int) -> Annotation? {
    if hasInitials, PositionVocabulary.initials[word] != nil { return nil }
    if PositionVocabulary.accuracy.contains(word) {
      let next = past(at + 1, signs: true)
      guard let number = numeral(next) else { return nil }
      var end = next + 1
      var metres = Self.value(number)
      if let unit = self.word(end), PositionVocabulary.metres.contains(unit) {
        end += 1
      } else {
        metres = nil
      }
      return Annotation(role: .accuracy, range: at..<end, accuracy: metres)
    }
    if PositionVocabulary.altitude.contains(word) {
      var next = past(at + 1, signs: false)
      if isMinus(next) || isPlus(next) { next += 1 }
      if numeral(next) != nil, isLabelled(at, next) || word.utf8.count > 2 {
        var end = next + 1
        if isKind(end, { if case .plusMinus = $0 { true } else { false } }), numeral(end + 1) != nil
        {
          end += 2
        }
        if let unit = self.word(end), PositionVocabulary.metres.contains(unit) { end += 1 }
        if let unit = self.word(end), PositionVocabulary.aboveSea.contains(unit) { end += 1 }
        return Annotation(role: .altitude, range: at..<end)
      }
    }
    if PositionVocabulary.timed.contains(word) {
      let next = past(at + 1, signs: false)
      if let date = date(next) { return Annotation(role: .time, range: at..<date.range.upperBound) }
      if let end = clock(next, isDotted: true) { return Annotation(role: .time, range: at..<end) }
      if let value = small(next), value < 32 {
        return Annotation(role: .time, range: at..<zone(next + 1))
      }
    }
    if let system = referenceSystem(word, at) { return system }
    if let month = month(word, at) { return month }
    if PositionVocabulary.zones.contains(word), word == "gmt" || word == "utc", zone(at) > at + 1 {
      return Annotation(role: .time, range: at..<zone(at))
    }
    if PositionVocabulary.measured.contains(word) {
      var next = past(at + 1, signs: false)
      if isMinus(next) || isPlus(next) { next += 1 }
      if numeral(next) != nil {
        var end = next + 1
        if let unit = self.word(end),
          PositionVocabulary.counted.contains(unit) || PositionVocabulary.units[unit] == .degree
        {
          end += 1
        } else if isUnit(end) {
          end += 1
        }
        if isOpen(end), let north = self.word(end + 1), north.utf8.count == 1, isClose(end + 2) {
          end += 3
        } else if let point = self.word(end), PositionVocabulary.compass.contains(point) {
          end += 1
        }
        return Annotation(role: .placeWord, range: at..<end)
      }
    }
    if let plate = plate(word, at) ?? identity(word, at) { return plate }
    return numbered(word, at) ?? keyed(word, at)
  }

  /// "WGS 84", "EPSG:4326", "EPSG:32750", "SRID=32750".
  mutating func referenceSystem(_ word: String, _ at: Int) -> Annotation? {
    if word == "datum" || word == "id" || word == "nad" || word == "gda" { foreignDatum(word, at) }
    guard word == "epsg" || word == "wgs" || word == "srid" else { return nil }
    var next = at + 1
    while isColon(next) || isEquals(next) || isMinus(next)
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

  /// "datum ID74": another figure of the earth, some hundred metres off.
  mutating func foreignDatum(_ word: String, _ at: Int) {
    var at = at
    if word == "datum" {
      at = past(at + 1, signs: false)
      guard let name = self.word(at), !["wgs", "dgn", "srgi", "itrf"].contains(name) else { return }
    }
    guard let name = self.word(at), let year = small(at + 1), isTight(at + 1),
      [27, 66, 74, 83, 94, 1974].contains(year)
    else { return }
    foreignCRS = "\(name.uppercased())\(year)"
  }

  func isLabelled(_ at: Int, _ next: Int) -> Bool { next > at + 1 }

  func month(_ word: String, _ at: Int) -> Annotation? {
    guard PositionVocabulary.months.contains(word), let day = small(at + 1), (1...31).contains(day)
    else {
      return nil
    }
    var end = at + 2
    if isKind(end, { if case .comma = $0 { true } else { false } }) { end += 1 }
    guard width(end) == 4, numeral(end)?.isWhole ?? false else { return nil }
    return time(Annotation(role: .time, range: at..<(end + 1)))
  }

  /// `KM 38`, `Titik 1:`, `Blok C12`, `RT 05/02`, `BM-01`, `P1`.
  func numbered(_ word: String, _ at: Int) -> Annotation? {
    let isKnown = PositionVocabulary.numbered.contains(word)
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
    if !isKnown, let marker = PositionVocabulary.markers[word], !(marker.isLetter && number.isWhole)
    {
      return nil
    }
    let isRoad = ["km", "hm", "kilometer", "sta"].contains(word)
    guard number.isWhole && number.groups[0].count <= 4 || isRoad && number.decimals <= 3 else {
      return nil
    }
    guard !isUnit(next + 1) else { return nil }
    var end = next + 1
    if isSlash(end), isTight(end), isTight(end + 1), small(end + 1) != nil { end += 2 }
    if isPlus(end), isTight(end), isTight(end + 1), small(end + 1) != nil, isRoad { end += 2 }
    // "HD785-7", "PC2000-8": machines.
    if !isKnown, word.utf8.count > 1, PositionVocabulary.markers[word] == nil, isMinus(end),
      isTight(end),
      isTight(end + 1), small(end + 1) != nil, width(end + 1) <= 2, !isTight(end + 2)
    {
      end += 2
    }
    // "No. 45C", "KM 12A"
    if let letter = self.word(end), letter.utf8.count == 1, isTight(end) { end += 1 }
    return Annotation(role: .placeWord, range: at..<end, isListMark: true)
  }

  /// `et=12`, `vel=0.0`: a value with a key that is no axis.
  func keyed(_ word: String, _ at: Int) -> Annotation? {
    guard PositionVocabulary.markers[word] == nil, isEquals(at + 1), isTight(at + 1),
      isTight(at + 2)
    else {
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
