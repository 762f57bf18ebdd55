/// Reads latitude and longitude in degrees: decimal, minutes, or minutes and seconds.
///
/// Works in three steps over the items of a coordinate: settle what each comma means, split the
/// numbers into two angles, and find which is which. Both angles must have the same number of parts,
/// unless each part carries its sign of unit. Nothing is chosen where two readings stand: that is an
/// error that lists them.
struct AngleReader {
  let text: CleanText
  let accuracy: Double?
  let form: PositionReading.Form?
  let items: [Item]
  /// Longitude comes first without a word for it: POINT(x y).
  let isLongitudeFirst: Bool
  /// After ``read()``: whether the latitude had a sign or direction.
  private(set) var isLatitudeDirected = false

  /// After ``read()``: where in canonical bytes a height after the coordinate begins.
  private(set) var height: Int?

  /// - Parameters:
  ///   - text: The text.
  ///   - items: The coordinate in it.
  ///   - accuracy: Metres that the text states.
  ///   - form: What to report instead of the notation found, for values out of links.
  ///   - isLongitudeFirst: Whether longitude comes first.
  init(
    _ text: CleanText, _ items: [Item], accuracy: Double? = nil, form: PositionReading.Form? = nil,
    isLongitudeFirst: Bool = false
  ) {
    self.text = text
    self.items = items
    self.accuracy = accuracy
    self.form = form
    self.isLongitudeFirst = isLongitudeFirst
  }

  /// A number whose commas are settled.
  struct Field {
    var value: Double
    var decimals: Int
    var sign: Int
    var unit: AngleUnit?
  }

  /// One coordinate.
  struct Angle {
    var magnitude: Double
    var sign: Int
    var form: PositionReading.Form
    /// Smallest step in degrees.
    var step: Double
    var axis: Axis?
    var hemisphere = 0
    /// How many numbers it is made of, and whether each has its unit.
    var count = 1
    var isSpelt = false
    /// No number has decimals.
    var isWhole = false
    var notices: [PositionReading.Notice] = []

    var value: Double {
      (hemisphere != 0 ? hemisphere : sign < 0 ? -1 : 1) < 0 ? -magnitude : magnitude
    }
    var isDirected: Bool { hemisphere != 0 || sign != 0 }

    func scaled(_ factor: Double) -> Self {
      var copy = self
      copy.magnitude = (magnitude * factor / step * 10).rounded() * step / 10
      return copy
    }
  }

  mutating func read() throws(PositionError) -> PositionReading {
    if let reading = try heighted() { return reading }
    let halves = try split()
    let reading = try combine(halves)
    isLatitudeDirected = directed(halves)
    return reading
  }

  private func directed(_ halves: [[Piece]]) -> Bool {
    let angles = halves.compactMap { try? angle($0) }
    guard angles.count == 2 else { return false }
    let isTurned =
      angles[0].axis.map { $0 == .longitude } ?? angles[1].axis.map { $0 == .latitude }
      ?? (isLongitudeFirst || (95...141).contains(angles[0].value))
    return angles[isTurned ? 1 : 0].isDirected
  }

  var numerals: [Numeral] {
    items.compactMap { if case .numeral(let number) = $0 { number } else { nil } }
  }

  var markers: [Marker] {
    items.compactMap { if case .marker(let marker) = $0 { marker } else { nil } }
  }

  var unreadable: PositionError { PositionError(.unreadable, excerpt: text.plain) }

  // MARK: Three or four plain numbers

  /// Latitude, longitude, height and accuracy as survey forms write them (`-3.3194 114.5908 25.0
  /// 4.5`), or latitude, longitude and height with commas; `nil` for anything else.
  private mutating func heighted() throws(PositionError) -> PositionReading? {
    var numbers: [Numeral] = []
    var separators: [Item.Strength] = []
    for item in items {
      switch item {
      case .numeral(let number):
        for (index, part) in commaParts(number).enumerated() {
          if index > 0 { separators.append(.comma) }
          numbers.append(part)
        }
      case .separator(let strength): separators.append(strength)
      default: return nil
      }
    }
    guard numbers.count == 3 || numbers.count == 4, markers.isEmpty,
      numbers.allSatisfy({ number in
        number.unit == nil && number.groups.count <= 2 && number.marks.allSatisfy { $0 == 0x2E }
      }),
      numbers[0].groups.count == 2 || numbers[1].groups.count == 2,
      numbers[0].groups.count == 2 || numbers[0].small == 0 || numbers.count == 4,
      // "-0.5,117,1536" may have its decimals after the second comma, "-0.5, 117.15,36" as well.
      numbers[1].groups.count == 2 || numbers[0].groups.count == 1 || numbers.count == 4,
      numerals.count == numbers.count || numerals.dropFirst().allSatisfy({ $0.isGlued })
    else { return nil }
    // Commas or semicolons throughout, or blanks as survey forms, POINT Z and ISO 6709 have them.
    let isParted =
      separators.count == numbers.count - 1 && Set(separators).count == 1
      && separators.first != .joint
    let isBare =
      separators.isEmpty
      && (numbers.count == 4 || isLongitudeFirst || numbers.allSatisfy { $0.sign != 0 })
    guard isParted || isBare else { return nil }
    // Degrees and minutes are no decimals: "3 19.1 114 35.4".
    if numbers.count == 4, isBare, numbers[0].isWhole, !numbers[1].isWhole { return nil }
    let fields = try numbers.map { number throws(PositionError) in
      try self.fields(number, decimalComma: false)[0]
    }
    let candidates = (0..<(numbers.count - 1)).map { index in
      try? combine([[.field(fields[index])], [.field(fields[index + 1])]])
    }
    func isHere(_ index: Int) -> Bool {
      candidates[index].map { !$0.notices.contains(.outsideIndonesia) } ?? false
    }
    // The first two are the position, unless others could be it as well. A height and accuracy that
    // happen to be a longitude and latitude exchanged are none.
    let isSurvey = numbers.count == 4 && isBare
    // Fewer decimals than the latitude: metres.
    let isHeight =
      numbers[2].sign >= 0 && fields[2].decimals <= 2 && fields[2].decimals < fields[0].decimals
    let isFirst = isHere(0) && !(candidates[0]?.notices.contains(.swapped) ?? false)
    let rivals = candidates.indices.dropFirst().filter { index in
      isHere(index)
        && !((isSurvey || isHeight) && isFirst
          && candidates[index]?.notices.contains(.swapped) ?? false)
    }
    guard let first = candidates[0], rivals.isEmpty, isHere(0) || isSurvey else {
      let readings = candidates.indices.filter(isHere).compactMap { candidates[$0] }
      throw PositionError(
        .ambiguous, excerpt: text.plain,
        readings: readings.isEmpty ? candidates.compactMap { $0 } : readings)
    }
    var reading = first
    if numbers.count == 4 {
      guard fields[3].sign >= 0, fields[3].value < 100_000 else { throw unreadable }
      if fields[3].value > 0 { reading.precisionMeters = fields[3].value }
    }
    isLatitudeDirected =
      numbers[first.notices.contains(.swapped) || isLongitudeFirst ? 1 : 0].sign != 0
    height = numbers[2].range.lowerBound
    return reading
  }

  /// The numbers in `3.3194,114.5908,25`: where points are decimal marks, commas part.
  private func commaParts(_ number: Numeral) -> [Numeral] {
    guard number.marks.contains(0x2C), number.marks.contains(0x2E), !number.hasExponent else {
      return [number]
    }
    var parts: [Numeral] = []
    for (index, group) in number.groups.enumerated() {
      if index > 0, number.marks[index - 1] == 0x2E, var last = parts.popLast() {
        last.groups.append(group)
        last.marks.append(0x2E)
        last.range = last.range.lowerBound..<group.endIndex
        parts.append(last)
      } else {
        var part = Numeral()
        part.sign = index == 0 ? number.sign : 0
        part.groups = [group]
        part.range = group.startIndex..<group.endIndex
        parts.append(part)
      }
    }
    parts[parts.count - 1].unit = number.unit
    return parts
  }
}
