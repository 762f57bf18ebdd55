// One angle of fields and markers.

extension AngleReader {
  func angle(_ pieces: [Piece]) throws(PositionError) -> Angle {
    var fields = [Field]()
    var axis: Axis?
    var hemisphere = 0
    for piece in pieces {
      switch piece {
      case .field(let field): fields.append(field)
      case .marker(let marker):
        if let known = axis, known != marker.axis { throw contradiction }
        axis = marker.axis
        if marker.sign != 0 {
          if hemisphere != 0, hemisphere != marker.sign { throw contradiction }
          hemisphere = marker.sign
        }
      case .separator: break
      case .dash: throw unreadable
      }
    }
    guard (1...3).contains(fields.count), let first = fields.first else { throw unreadable }
    for (index, field) in fields.enumerated() {
      let isLast = index == fields.count - 1
      guard index == 0 || field.sign == 0, isLast || field.decimals == 0,
        field.unit.map({ $0.rawValue == index }) ?? true
      else { throw unreadable }
      // Hundreds of millions of minutes are no minutes.
      guard index == 0 || field.value < 1e9 else { throw unreadable }
    }
    if fields.count > 1, fields[1].value >= 60 {
      throw PositionError(.minutesOutOfRange, excerpt: text.plain, allowed: .minutes)
    }
    if fields.count > 2, fields[2].value >= 60 {
      throw PositionError(.secondsOutOfRange, excerpt: text.plain, allowed: .seconds)
    }
    var magnitude = 0.0
    for field in fields.reversed() { magnitude = magnitude / 60 + field.value }
    if let last = fields.last, fields.count > 1 {
      // Seconds as one quotient keep the last bit that a chain of divisions loses.
      let unit = fields.count == 2 ? 60.0 : 3600
      let whole = fields.count == 2 ? 0 : fields[1].value * 60
      magnitude = first.value + (whole + last.value) / unit
    }
    var angle = Angle(
      magnitude: magnitude, sign: first.sign, form: [.decimal, .dm, .dms][fields.count - 1],
      step: tenth(fields[fields.count - 1].decimals) / [1, 60, 3600][fields.count - 1])
    angle.axis = axis
    angle.count = fields.count
    angle.isSpelt = fields.allSatisfy { $0.unit != nil }
    angle.isWhole = fields.allSatisfy { $0.decimals == 0 }
    angle.hemisphere = hemisphere
    // "-0.5 N" and "+0.5 S".
    if first.sign * hemisphere < 0 { throw contradiction }
    if first.sign < 0, hemisphere < 0 { angle.notices.append(.redundantSign) }
    return angle
  }

  var contradiction: PositionError {
    PositionError(.contradictory, excerpt: text.plain)
  }

  func tenth(_ decimals: Int) -> Double {
    var step = 1.0
    for _ in 0..<min(decimals, 15) { step /= 10 }
    return step
  }
}
