/// Finds a Plus Code among words.
///
/// What stands around a full code is accounted for as beside any coordinate; what stands around a short
/// one is its reference.
enum PlusCodeText {
  /// A code with where it stands in canonical bytes, which for its letters are those of the text.
  private struct Found {
    var shape: PlusCode.Shape
    var range: Range<Int>
  }

  static func read(
    _ text: CleanText, form: PositionReading.Form?
  ) throws(PositionError) -> PositionText? {
    guard text.canon.contains(0x2B) else {
      try refuseWithoutPlus(text)
      return nil
    }
    let codes = codes(text.canon)
    guard let first = codes.first else { return nil }
    let word = text.text(first.range)
    switch first.shape {
    case .invalid: throw PositionError(.invalidPlusCode, excerpt: word)
    case .full(let code):
      var reading = try PlusCode.reading(code).from(form)
      try refuseSecond(codes, reading, text)
      try account(&reading, first.range, text)
      return .position(reading)
    case .short(let code):
      guard let short = ShortPlusCode(code) else { return nil }
      let before = text.text(0..<first.range.lowerBound)
      let behind = text.text(first.range.upperBound..<text.canon.count)
      let near = [before, behind].map { String($0[...].trimmingMarks) }.filter { !$0.isEmpty }
      if let second = codes.dropFirst().first, second.shape != first.shape {
        throw PositionError(.ambiguous, excerpt: text.plain)
      }
      return .shortPlusCode(short, near: near.joined(separator: " "))
    }
  }

  private static func codes(_ canon: [UInt8]) -> [Found] {
    var found: [Found] = []
    var at = 0
    var before = 0..<0
    while at < canon.count {
      guard isCode(canon[at]) else {
        at += 1
        continue
      }
      let start = at
      while at < canon.count, isCode(canon[at]) { at += 1 }
      let word = canon[start..<at]
      defer { before = start..<at }
      var range = start..<at
      // "MHJR +68" and "MHJR+ 68": a blank beside the plus.
      let isTail = word.first == 0x2B && (3...4).contains(word.count)
      if isTail, before.count == 4, before.upperBound + 1 == start,
        let shape = PlusCode.shape(canon[before] + word), shape != .invalid
      {
        found.append(Found(shape: shape, range: before.lowerBound..<at))
        continue
      }
      if word.count == 5, word.last == 0x2B {
        var end = at + 1
        while end < canon.count, isCode(canon[end]) { end += 1 }
        if at < canon.count, canon[at] == 0x20, (2...3).contains(end - at - 1),
          let shape = PlusCode.shape(word + canon[(at + 1)..<end]), shape != .invalid
        {
          found.append(Found(shape: shape, range: start..<end))
          at = end
          continue
        }
      }
      guard var shape = PlusCode.shape(word) else { continue }
      // "6P9M QWR2+F2": the area's four digits stand apart.
      if case .short = shape, before.count == 4, canon[before].contains(where: { $0.isDigit }),
        case .full(let code)? = PlusCode.shape(canon[before] + word)
      {
        shape = .full(code)
        range = before.lowerBound..<at
      }
      if case .full(let code) = shape, code.utf8.last == 0x2B, !code.utf8.contains(0x30) {
        rest(canon, &shape, &range)
      }
      found.append(Found(shape: shape, range: range))
    }
    return found
  }

  /// "6P8PMHJR+ 68": the last digits stand apart, or after a sign that is no part of the code.
  private static func rest(
    _ canon: [UInt8], _ shape: inout PlusCode.Shape, _ range: inout Range<Int>
  ) {
    var next = range.upperBound
    while next < canon.count, !isCode(canon[next]), canon[next] != 0x0A { next += 1 }
    var end = next
    while end < canon.count, isCode(canon[end]) { end += 1 }
    guard (2...3).contains(end - next), canon[next..<end].contains(where: { $0.isDigit }) else {
      return
    }
    if canon[range.upperBound..<next].allSatisfy({ $0 == 0x20 }),
      case .full(let code)? = PlusCode.shape(canon[range] + canon[next..<end])
    {
      shape = .full(code)
    } else {
      shape = .invalid
    }
    range = range.lowerBound..<end
  }

  /// "6P8PMHJR68", "6P8PMHJR 68", "6P8PMHJR%2B68": a code of Kalimantan that has lost its plus.
  private static func refuseWithoutPlus(_ text: CleanText) throws(PositionError) {
    var letters = text.canon[...]
    if letters.count == 13, letters[8..<11].elementsEqual([0x25, 0x32, 0x42]) {
      letters = letters[..<8] + letters[11...]
    }
    let code = letters.filter { $0 != 0x20 }.map { $0.uppercased }
    guard (10...11).contains(code.count), code.starts(with: [0x36, 0x50]),
      code.contains(where: { $0.isDigit }), code.dropFirst(2).contains(where: { $0.isLetter }),
      case .full(let full)? = PlusCode.shape(code[..<8] + [0x2B] + code[8...])
    else { return }
    throw PositionError(
      .invalidPlusCode, excerpt: text.plain, readings: [try PlusCode.reading(full)])
  }

  private static func isCode(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLetter || byte == 0x2B
  }

  private static func refuseSecond(
    _ codes: [Found], _ reading: PositionReading, _ text: CleanText
  ) throws(PositionError) {
    for other in codes.dropFirst() {
      guard case .full(let code) = other.shape, code != reading.plusCode else { continue }
      let second = try PlusCode.reading(code)
      throw PositionError(.ambiguous, excerpt: text.plain, readings: [reading, second])
    }
  }

  /// Gives each part of the text its role; a number without one, or a second position, is a fault.
  private static func account(
    _ reading: inout PositionReading, _ range: Range<Int>, _ text: CleanText
  ) throws(PositionError) {
    let reader = CoreReader(text)
    let tokens = reader.tokens
    guard let first = tokens.firstIndex(where: { $0.range.upperBound > range.lowerBound }),
      let last = tokens.lastIndex(where: { $0.range.lowerBound < range.upperBound })
    else { return }
    let core = first..<(last + 1)
    for part in [text.text(0..<range.lowerBound), text.text(range.upperBound..<text.canon.count)] {
      guard let clean = try? CleanText(part), let other = try? CoreReader(clean).read() else {
        continue
      }
      throw PositionError(.ambiguous, excerpt: text.plain, readings: [reading, other])
    }
    let held = reader.notes.found.filter { !$0.range.overlaps(core) }
    if let stray = reader.numbers.first(where: { number in
      !core.contains(number) && !held.contains { $0.range.contains(number) }
    }) {
      throw PositionError(
        .strayNumber, excerpt: text.text(tokens[stray].range), readings: [reading])
    }
    reading.parts = Parts(reader, core: core, code: true).parts
  }
}
