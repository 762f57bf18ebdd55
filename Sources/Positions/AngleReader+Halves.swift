// Where one angle ends and the other begins.

extension AngleReader {
  /// The pieces of the first and of the second angle.
  func halves(_ all: [Piece]) throws(PositionError) -> [[Piece]] {
    let (pieces, heading) = try headed(all)
    let marks = pieces.indices.filter { if case .marker = pieces[$0] { true } else { false } }
    guard let first = marks.first, let last = marks.last else {
      let halves = try unmarked(pieces)
      guard let heading else { return halves }
      return [[.marker(heading.0)] + halves[0], [.marker(heading.1)] + halves[1]]
    }
    if heading != nil {
      // "Lat/Long: 3°19' LS / 114° BT" says the same twice.
      let halves = try marked(pieces, first, last)
      let axes = halves.map { half in
        half.compactMap { if case .marker(let marker) = $0 { marker.axis } else { nil } }.first
      }
      guard axes[0] == nil || axes[0] == heading?.0.axis,
        axes[1] == nil || axes[1] == heading?.1.axis
      else { throw contradiction }
      return halves
    }
    return try marked(pieces, first, last)
  }

  /// Takes away a heading that names both axes before the first number: "Lat/Long:", "LS, BT".
  private func headed(
    _ pieces: [Piece]
  ) throws(PositionError) -> ([Piece], (Marker, Marker)?) {
    guard let number = pieces.firstIndex(where: { if case .field = $0 { true } else { false } })
    else {
      throw unreadable
    }
    let markers = pieces[..<number].compactMap {
      if case .marker(let one) = $0 { one } else { nil }
    }
    if markers.count == 2, markers[0].axis != markers[1].axis {
      return (Array(pieces[number...]), (markers[0], markers[1]))
    }
    guard markers.count <= 1 else { throw contradiction }
    // Separators before the first number part nothing.
    return (
      pieces[..<number].filter { if case .marker = $0 { true } else { false } } + pieces[number...],
      nil
    )
  }

  /// Cuts at the markers: before the second where they stand before their numbers, after the first
  /// where they stand after.
  private func marked(
    _ pieces: [Piece], _ first: Int, _ last: Int
  ) throws(PositionError) -> [[Piece]] {
    func axis(_ index: Int) -> Axis? {
      if case .marker(let marker) = pieces[index] { marker.axis } else { nil }
    }
    let opening = axis(first)
    if !pieces[..<first].contains(where: isField) {
      if let cut = pieces.indices.first(where: { $0 > first && axis($0) == opening?.other }),
        pieces[cut...].contains(where: isField)
      {
        return try checked(pieces, cut)
      }
      // "Lat -3.3, 114.5", or "S 2.5 113 E": one at each end.
      guard case .marker(let marker) = pieces[first], !marker.isLetter || last > first else {
        throw missingDirection
      }
      return try evenly(pieces)
    }
    var end = first + 1
    while end < pieces.count, let next = axis(end), next == opening { end += 1 }
    if pieces[end...].contains(where: isField) {
      // "0.5; LS 117": a direction that stands with the other number.
      if last < end, isGap(pieces[first - 1]), !pieces[first - 1].isJoint,
        end < pieces.count, isField(pieces[end])
      {
        throw contradiction
      }
      return try checked(pieces, end)
    }
    return try evenly(pieces)
  }

  private var missingDirection: PositionError {
    PositionError(.missingHemisphere, excerpt: text.plain)
  }

  private func isField(_ piece: Piece) -> Bool { if case .field = piece { true } else { false } }

  /// The halves, each with its markers before or after all its numbers.
  private func checked(_ pieces: [Piece], _ cut: Int) throws(PositionError) -> [[Piece]] {
    let halves = [Array(pieces[..<cut]), Array(pieces[cut...])].map(trimmed)
    for half in halves {
      guard let first = half.firstIndex(where: isField), let last = half.lastIndex(where: isField)
      else { throw unreadable }
      for index in first...last {
        if case .marker = half[index] { throw unreadable }
      }
    }
    return halves
  }

  /// A dash between the halves parts them; within an angle it joins its numbers.
  private func trimmed(_ half: [Piece]) -> [Piece] {
    var half = half[...]
    while let last = half.last, isGap(last) { half.removeLast() }
    while let first = half.first, isGap(first) { half.removeFirst() }
    return half.map { if case .dash = $0 { .separator(.joint) } else { $0 } }
  }

  private func isGap(_ piece: Piece) -> Bool {
    switch piece {
    case .separator, .dash: true
    default: false
    }
  }

  /// Markers at one end or both ends only: the numbers part as they do without.
  private func evenly(_ pieces: [Piece]) throws(PositionError) -> [[Piece]] {
    guard let first = pieces.firstIndex(where: isField),
      let last = pieces.lastIndex(where: isField),
      !pieces[first...last].contains(where: { if case .marker = $0 { true } else { false } })
    else { throw unreadable }
    let solid = pieces.filter(isField)
    if let only = try? angle(solid), only.count == 1 || only.isSpelt {
      throw PositionError(.incomplete, excerpt: text.plain)
    }
    let halves = try unmarked(Array(pieces[first...last]))
    return [Array(pieces[..<first]) + halves[0], halves[1] + Array(pieces[(last + 1)...])]
  }

  /// Without markers: at the signs of degrees, the strongest separator, or in the middle.
  private func unmarked(_ pieces: [Piece]) throws(PositionError) -> [[Piece]] {
    var pieces = pieces[...]
    while let last = pieces.last, isGap(last) { pieces.removeLast() }
    let all = Array(pieces)
    let fields = all.indices.filter { isField(all[$0]) }
    if all.contains(where: { if case .dash = $0 { true } else { false } }) {
      throw PositionError(fields.count == 2 ? .ambiguous : .unreadable, excerpt: text.plain)
    }
    // A degree sign opens an angle.
    let degrees = fields.filter {
      if case .field(let field) = all[$0] { field.unit == .degree } else { false }
    }
    if degrees.count == 2, degrees[0] == fields.first {
      return [Array(all[..<degrees[1]]), Array(all[degrees[1]...])]
    }
    for strength in [Item.Strength.strong, .comma] {
      let cuts = all.indices.filter {
        if case .separator(strength) = all[$0] { true } else { false }
      }
      let parts = parts(all, at: cuts)
      if parts.count == 2 { return parts }
      // Commas or strokes everywhere: which of them parts the halves is not said.
      if parts.count > 2 { throw try odd(all) }
    }
    let solid = all.filter(isField)
    let places = all.indices.filter { isField(all[$0]) }
    // A colon joins the parts of one angle: "06:15" is no pair.
    if places.count % 2 == 0, places.count > 1,
      case .separator(.joint) = all[places[places.count / 2] - 1]
    {
      throw PositionError(.incomplete, excerpt: text.plain)
    }
    switch solid.count {
    case 2, 4, 6: return [Array(solid[..<(solid.count / 2)]), Array(solid[(solid.count / 2)...])]
    case 1: throw PositionError(.incomplete, excerpt: text.plain)
    default: throw try odd(solid)
    }
  }

  private func parts(_ pieces: [Piece], at cuts: [Int]) -> [[Piece]] {
    var parts: [[Piece]] = []
    var from = 0
    for cut in cuts + [pieces.count] {
      let part = Array(pieces[from..<cut])
      if part.contains(where: isField) { parts.append(part) }
      from = cut + 1
    }
    return parts
  }

  /// Three numbers in one angle are half a position; three decimals are one too many.
  private func odd(_ pieces: [Piece]) throws(PositionError) -> PositionError {
    let solid = pieces.filter(isField)
    if let angle = try? angle(solid), angle.form == .dms {
      return PositionError(.incomplete, excerpt: text.plain)
    }
    guard solid.count == 3 else { return unreadable }
    let readings = [[solid[0], solid[1]], [solid[1], solid[2]]].compactMap { pair in
      try? combine([[pair[0]], [pair[1]]])
    }
    return PositionError(
      readings.isEmpty ? .unreadable : .ambiguous, excerpt: text.plain, readings: readings)
  }
}
