/// The readings that a refused text could have: to be shown, never chosen from.
///
/// Reads the text again as it might have been meant: without what is no part of a coordinate, with torn
/// numbers joined, with one number left out, with either sign where the sign is in doubt. What is
/// listed is therefore always a whole coordinate of the text, never a half of a number, and lies in
/// Indonesia.
struct Proposals {
  /// At most six, those in Kalimantan first.
  private(set) var readings: [PositionReading] = []
  /// The one number without which the text is a coordinate, as a place among the tokens.
  private(set) var stray: Int?

  private let reader: CoreReader

  init(_ reader: CoreReader) {
    self.reader = reader
    let loose = reader.numbers.filter { reader.holder[$0] == nil }
    guard (2...14).contains(reader.numbers.count) else { return }
    let whole = Skeleton(reader, numbers: loose.count < 2 ? reader.numbers : loose)
    let all =
      loose.count == reader.numbers.count ? whole : Skeleton(reader, numbers: reader.numbers)
    var isJoined = false
    if let joined = whole.joined ?? all.joined { isJoined = add(joined) }
    if readings.isEmpty { add(whole) }
    // A number that was torn explains why one is too many.
    if readings.isEmpty || loose.count % 2 == 1 && !isJoined {
      addWithoutOne(loose)
    }
    readings =
      readings.filter { !$0.isOutside } + readings.filter { $0.isOutside }
    readings = Array(readings.prefix(6))
  }

  /// Leaves out one of an odd count of numbers, or all but the two that have the most decimals.
  private mutating func addWithoutOne(_ loose: [Int]) {
    // "-3.3194,114.5908 … 3"
    let chains = loose.filter { reader.tokens[$0].numeral?.marks.count == 3 }
    if chains.count == 1, loose.count > 1, add(Skeleton(reader, numbers: chains)) {
      stray = loose.first { !chains.contains($0) }
      return
    }
    guard loose.count > 2 else { return }
    let precise = loose.filter { (reader.tokens[$0].numeral?.decimals ?? 0) >= 3 }
    if precise.count == 2 {
      add(Skeleton(reader, numbers: precise))
      if !readings.isEmpty {
        stray = loose.first { !precise.contains($0) }
        return
      }
    }
    guard loose.count % 2 == 1 else { return }
    func decimals(_ at: Int) -> Int { reader.tokens[at].numeral?.decimals ?? 0 }
    // Whole numbers are left over sooner than long decimals.
    for count in Set(loose.map(decimals)).sorted() {
      for left in loose.reversed() where decimals(left) == count {
        let isRead = add(Skeleton(reader, numbers: loose.filter { $0 != left }))
        if isRead, stray == nil { stray = left }
      }
      if stray != nil { return }
    }
  }

  /// - Returns: Whether the skeleton can be read as a place in Indonesia.
  @discardableResult
  private mutating func add(_ skeleton: Skeleton) -> Bool {
    var isRead = false
    for text in skeleton.texts {
      for reading in read(text) where !reading.notices.contains(.outsideIndonesia) {
        // Whole degrees are what is left when a number was taken for less than it is.
        if reading.precisionMeters >= PositionReading.coarsestMeters, reader.numbers.count > 2 {
          continue
        }
        isRead = true
        if !readings.contains(where: { $0.position == reading.position }) {
          readings.append(reading)
        }
      }
    }
    return isRead
  }

  private func read(_ text: String) -> [PositionReading] {
    guard let clean = try? CleanText(text) else { return [] }
    do throws(PositionError) {
      var reading = try CoreReader(clean, form: reader.form, isProposing: true).read()
      reading?.parts = []
      return reading.map { [$0] } ?? []
    } catch {
      return error.readings
    }
  }
}

extension PositionReading {
  fileprivate var isOutside: Bool { notices.contains(.outsideKalimantan) }
}

extension Numeral {
  /// How many digits stand after its decimal mark.
  var decimals: Int { groups.count == 2 ? groups[1].count : 0 }
}
