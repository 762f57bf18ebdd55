/// A number as written: a sign, digit groups, and the points or commas between them.
///
/// `2.2088` is two groups and a point; what a comma means is decided later, over the whole text.
struct Numeral {
  var sign = 0
  var groups: [ArraySlice<UInt8>] = []
  var marks: [UInt8] = []
  var unit: AngleUnit?
  /// Only a comma (and this number's own sign) stands between the number before and this one.
  var isGlued = false
  /// Where it stands in the canonical bytes.
  var range = 0..<0

  var isWhole: Bool { groups.count == 1 }
}

/// The parts of a sexagesimal angle.
enum AngleUnit: Int, Comparable {
  case degree, minute, second

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The two coordinates.
enum Axis {
  case latitude, longitude

  var other: Axis { self == .latitude ? .longitude : .latitude }
}

/// A word that names an axis, with (hemisphere) or without (label) a direction.
struct Marker: Hashable {
  var axis: Axis
  /// +1 north or east, −1 south or west, 0 for a mere label.
  var sign: Int
  /// As written, in small letters.
  var word: String

  var isLetter: Bool { word.utf8.count == 1 }
}

/// What a text is made of.
enum Item {
  case numeral(Numeral)
  case marker(Marker)
  /// Comma, semicolon, stroke, bar or line break between things.
  case separator
  /// A dash between two numbers that is no sign.
  case dash
  /// A word without a role in a coordinate, in small letters.
  case word(String)
}

/// Splits canonical bytes into items, in one pass.
struct Lexer {
  private let bytes: [UInt8]
  private var at = 0
  private(set) var items: [Item] = []
  /// `1e400`, `2E5`: a number in exponent notation, or East without a blank.
  private(set) var exponent: String?
  /// `0x1F`.
  private(set) var hexadecimal: String?
  /// A code of another reference system, `EPSG:23835`.
  private(set) var foreignCRS: String?
  /// An accuracy written beside the coordinate, in metres.
  private(set) var accuracy: Double?
  private var minutesByLetter = false
  private var lastNumeralEnd = -1

  init(_ canon: [UInt8]) {
    bytes = canon
    while at < bytes.count { step() }
    markSeconds()
  }

  private mutating func step() {
    let byte = bytes[at]
    switch byte {
    case _ where byte.isDigit: numeral(sign: 0, from: at)
    case 0x2E where (peek(1)?.isDigit ?? false) && !(peek(-1)?.isWordByte ?? false):
      numeral(sign: 0, from: at)
    case 0x2D, 0x2B: signOrDash(byte)
    case 0x2C, 0x3B, 0x2F, 0x7C, 0x0A:
      items.append(.separator)
      at += 1
    case CleanText.plusMinus:
      at += 1
      if !remark(isAccuracy: true) { items.append(.dash) }
    case CleanText.degree, 0x2A: unit(.degree)
    case 0x27: unit(.minute)
    case 0x22: unit(.second)
    case _ where byte.isWordByte: word()
    default: at += 1
    }
  }

  private func peek(_ offset: Int) -> UInt8? {
    bytes.indices.contains(at + offset) ? bytes[at + offset] : nil
  }

  /// A plus or minus: the sign of the number behind it, or a dash between two things.
  private mutating func signOrDash(_ byte: UInt8) {
    let start = at
    var next = at + 1
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    let before = start > 0 ? bytes[start - 1] : nil
    let leads =
      next < bytes.count
      && (bytes[next].isDigit
        || (bytes[next] == 0x2E && next + 1 < bytes.count && bytes[next + 1].isDigit))
    let afterNumber = before?.isDigit ?? false
    // "2 - 3" and "2 LS - 113 BT" could be either; "2-3" and "Km-3" are no signs.
    let opens =
      switch items.last {
      case .none, .separator, .word: true
      case .marker(let marker): marker.sign == 0
      case .numeral, .dash: false
      }
    let isSign =
      leads && !afterNumber && !(before?.isWordByte ?? false) && (next == start + 1 || opens)
    if isSign {
      at = next
      numeral(sign: byte == 0x2D ? -1 : 1, from: start)
    } else {
      items.append(.dash)
      at += 1
    }
  }

  private mutating func numeral(sign: Int, from start: Int) {
    var number = Numeral(sign: sign)
    number.isGlued = isGlued(at: start)
    if bytes[at] == 0x2E {
      number.groups.append(bytes[at..<at])
      number.marks.append(0x2E)
      at += 1
    }
    while true {
      let from = at
      while at < bytes.count, bytes[at].isDigit { at += 1 }
      number.groups.append(bytes[from..<at])
      guard let mark = peek(0), mark == 0x2E || mark == 0x2C, peek(1)?.isDigit ?? false
      else { break }
      number.marks.append(mark)
      at += 1
    }
    number.range = start..<at
    spotForeignNotation(number)
    // `"-2.2"` in quotation marks is no seconds.
    if let quote = peek(0), quote == 0x22 || quote == 0x27, start > 0, bytes[start - 1] == quote,
      start == 1 || !bytes[start - 2].isDigit
    {
      at += 1
    }
    lastNumeralEnd = at
    items.append(.numeral(number))
  }

  /// Whether only a comma stands between the last number and `start`.
  private mutating func isGlued(at start: Int) -> Bool {
    guard items.count >= 2, case .separator = items[items.count - 1],
      case .numeral(let before) = items[items.count - 2]
    else { return false }
    return before.range.upperBound == start - 1 && bytes[start - 1] == 0x2C
  }

  private mutating func spotForeignNotation(_ number: Numeral) {
    guard let letter = peek(0)?.uppercased else { return }
    if letter == 0x58, number.isWhole, number.groups[0].elementsEqual([0x30]),
      let digit = peek(1), digit.isDigit || (0x41...0x46).contains(digit.uppercased)
    {
      hexadecimal = excerpt(number.range.lowerBound)
    }
    guard letter == 0x45 else { return }
    let signed = peek(1) == 0x2B || peek(1) == 0x2D
    if peek(signed ? 2 : 1)?.isDigit ?? false { exponent = excerpt(number.range.lowerBound) }
  }

  private func excerpt(_ start: Int) -> String {
    Excerpt.clean(bytes[start..<min(bytes.count, start + 24)].prefix { !$0.isBlank && $0 != 0x2C })
  }

  /// A unit sign belongs to the number before it; elsewhere it is a stray quotation mark.
  private mutating func unit(_ unit: AngleUnit) {
    at += 1
    guard case .numeral(var number) = items.last, number.unit == nil else { return }
    number.unit = unit
    items[items.count - 1] = .numeral(number)
  }

  private mutating func word() {
    let start = at
    while at < bytes.count, bytes[at].isWordByte { at += 1 }
    var text = String(decoding: bytes[start..<at].map { $0 | 0x20 }, as: UTF8.self)
    if bytes[start..<at].contains(CleanText.other) { text = "\u{FFFD}" }
    // L.S. and B.T.
    if text == "l" || text == "b", peek(0) == 0x2E, let second = peek(1)?.uppercased,
      [0x53, 0x55, 0x54, 0x42].contains(second), !(peek(2)?.isWordByte ?? false)
    {
      text += String(UnicodeScalar(second | 0x20))
      at += 2
    }
    let isAttached = start > 0 && lastNumeralEnd == start
    if case .numeral(let number) = items.last, number.unit == nil,
      let named = Words.units[text] ?? (isAttached ? attachedUnit(text) : nil)
    {
      at -= 1
      unit(named)
      if named == .minute { minutesByLetter = true }
      return
    }
    if let isAccuracy = Words.remarks[text], remark(isAccuracy: isAccuracy) { return }
    if text == "epsg" || text == "wgs" {
      referenceSystem(text)
    } else if Words.fillers.contains(text) {
      if Words.zoneWords.contains(text) { items.append(.word(text)) }
    } else if let marker = Words.markers[text] {
      append(marker)
    } else {
      items.append(.word(text))
    }
  }

  /// A letter for a sign, as in "2o12" and "2d12m".
  ///
  /// "50M" is a zone unless degrees stand before it.
  private func attachedUnit(_ word: String) -> AngleUnit? {
    guard let unit = Words.attachedUnits[word] else { return nil }
    if unit == .degree { return unit }
    guard items.count >= 2, case .numeral(let before) = items[items.count - 2] else { return nil }
    return before.unit == .degree ? unit : nil
  }

  /// "akurasi 5 m", "± 5 m", "Alt: 25 m": a number that is no coordinate.
  ///
  /// Keeps an accuracy.
  private mutating func remark(isAccuracy: Bool) -> Bool {
    var next = at
    while next < bytes.count, Self.remarkMarks.contains(bytes[next]) { next += 1 }
    let start = next
    while next < bytes.count, bytes[next].isDigit { next += 1 }
    guard next > start else { return false }
    let whole = bytes[start..<next]
    var fraction = bytes[next..<next]
    if next + 1 < bytes.count, bytes[next] == 0x2E || bytes[next] == 0x2C, bytes[next + 1].isDigit {
      let from = next + 1
      next = from
      while next < bytes.count, bytes[next].isDigit { next += 1 }
      fraction = bytes[from..<next]
    }
    let value = Digits.value(whole: whole, fraction: fraction)
    guard value <= PositionError.Allowed.uncertainty.upper else { return false }
    var unit = next
    while unit < bytes.count, bytes[unit] == 0x20 { unit += 1 }
    let end = bytes[unit...].firstIndex { !$0.isWordByte } ?? bytes.count
    let name = String(decoding: bytes[unit..<end].map { $0 | 0x20 }, as: UTF8.self)
    if ["m", "mt", "meter", "meters", "metre", "metres", "mdpl"].contains(name) {
      next = end
    } else if isAccuracy {
      return false  // Without metres, the number could be anything.
    }
    if isAccuracy { accuracy = value }
    at = next
    return true
  }

  private static let remarkMarks: Set<UInt8> = [
    0x20, 0x3A, 0x3D, 0x28, 0x2B, 0x2D, 0x2F, 0x7E, CleanText.plusMinus,
  ]

  /// Joins "lintang" + "selatan", "south" + "latitude", "Lat" + "S" into one hemisphere.
  private mutating func append(_ marker: Marker) {
    if case .marker(let before) = items.last, before.axis == marker.axis,
      before.sign == 0 || marker.sign == 0, before.sign != marker.sign
    {
      let joined = Marker(
        axis: marker.axis, sign: before.sign + marker.sign,
        word: before.word + " " + marker.word)
      items[items.count - 1] = .marker(joined)
    } else {
      items.append(.marker(marker))
    }
  }

  /// Reads over "WGS 84" and "EPSG:4326"; remembers any other code.
  private mutating func referenceSystem(_ name: String) {
    var next = at
    while next < bytes.count, [0x20, 0x2D, 0x3A, 0x5F].contains(bytes[next]) { next += 1 }
    let start = next
    while next < bytes.count, bytes[next].isDigit { next += 1 }
    let code = String(decoding: bytes[start..<next], as: UTF8.self)
    if name == "wgs" {
      if code == "84" || code == "1984" {
        at = next
      } else if !code.isEmpty {
        foreignCRS = "WGS " + code
      }
    } else if !code.isEmpty {
      at = next
      if code != "4326" { foreignCRS = "EPSG:" + code }
    }
  }

  /// "2d12m31s": where minutes are a letter, an `s` behind a number is seconds, unless it is the
  /// only thing that could be the hemisphere.
  private mutating func markSeconds() {
    guard minutesByLetter else { return }
    var kept = [Item]()
    for (index, item) in items.enumerated() {
      if case .marker(let marker) = item, marker.word == "s",
        case .numeral(var number) = kept.last, number.unit == nil,
        kept.count >= 2, case .numeral(let before) = kept[kept.count - 2], before.unit == .minute
      {
        let next = items.indices.contains(index + 1) ? items[index + 1] : nil
        let first = items.first
        var isSeconds = false
        if case .marker(let following) = next, following.sign != 0 {
          isSeconds = following.axis == .latitude
        }
        if case .marker = first { isSeconds = true }
        if kept.contains(where: { if case .marker = $0 { true } else { false } }) {
          isSeconds = true
        }
        if isSeconds {
          number.unit = .second
          kept[kept.count - 1] = .numeral(number)
          continue
        }
      }
      kept.append(item)
    }
    items = kept
  }
}

/// The words of coordinates, Indonesian and English.
enum Words {
  static let markers: [String: Marker] = {
    var all = [String: Marker]()
    func add(_ words: String, _ axis: Axis, _ sign: Int) {
      for word in words.split(separator: " ") {
        all[String(word)] = Marker(axis: axis, sign: sign, word: String(word))
      }
    }
    add("n lu u utara north northern", .latitude, 1)
    add("s ls selatan south southern", .latitude, -1)
    add("e bt t timur east eastern", .longitude, 1)
    add("w bb b barat west western", .longitude, -1)
    add("lat latitude latitud lintang y", .latitude, 0)
    add("lon long lng longitude longitud bujur x", .longitude, 0)
    return all
  }()

  static let units: [String: AngleUnit] = [
    "deg": .degree, "degree": .degree, "degrees": .degree, "derajat": .degree, "drjt": .degree,
    "min": .minute, "minute": .minute, "minutes": .minute, "menit": .minute, "mnt": .minute,
    "sec": .second, "second": .second, "seconds": .second, "detik": .second, "dtk": .second,
  ]
  static let attachedUnits: [String: AngleUnit] = ["o": .degree, "d": .degree, "m": .minute]

  /// Words before a number that is no coordinate; whether that number is the accuracy.
  static let remarks: [String: Bool] = [
    "akurasi": true, "accuracy": true, "acc": true, "ketelitian": true, "presisi": true,
    "alt": false, "altitude": false, "elevasi": false, "elevation": false, "elev": false,
    "ketinggian": false,
  ]
  static let zoneWords: Set<String> = ["utm", "zona", "zone", "zon"]
  /// Words that carry no meaning in a coordinate but are no place names either.
  static let fillers: Set<String> = [
    "koordinat", "koord", "kordinat", "coordinate", "coordinates", "coord", "coords", "gps",
    "titik", "lokasi", "location", "posisi", "position", "datum", "garis", "dan", "and", "dd",
    "dms", "ddm", "mgrs", "utm", "zona", "zone", "zon",
  ]
  static let notFinite: Set<String> = ["nan", "inf", "infinity"]
}
