// Step four: which angle is which.

extension AngleReader {
  func combine(_ fields: [[Field]]) throws(PositionError) -> PositionReading {
    try combine(fields.map { $0.map(Piece.field) })
  }

  func combine(_ halves: [[Piece]]) throws(PositionError) -> PositionReading {
    guard halves.count == 2 else { throw unreadable }
    var first = try angle(halves[0])
    var second = try angle(halves[1])
    if first.axis != nil, first.axis == second.axis { throw contradiction }
    var notices = first.notices + second.notices
    let axis = first.axis ?? second.axis?.other ?? (isLongitudeFirst ? .longitude : .latitude)
    if axis == .longitude { swap(&first, &second) }
    // Only a place in Indonesia is recognised as turned round, and only without hemispheres.
    if first.hemisphere == 0, second.hemisphere == 0, (95...141).contains(first.value),
      (-11...6).contains(second.value)
    {
      swap(&first, &second)
      notices.append(.swapped)
    }
    let latitude = first
    var longitude = second
    if !latitude.isDirected,
      latitude.form != .decimal || longitude.form != .decimal || longitude.hemisphere != 0
    {
      throw missingHemisphere(latitude, longitude, notices)
    }
    if !longitude.isDirected, latitude.hemisphere != 0 {
      notices.append(.assumedEast)
      longitude.sign = 1
    }
    return try reading(latitude.value, longitude, latitude, notices)
  }

  func reading(
    _ latitudeValue: Double, _ longitude: Angle, _ latitude: Angle,
    _ notices: [PositionReading.Notice]
  ) throws(PositionError) -> PositionReading {
    let isFormed = latitude.form != .decimal
    return try PositionReading.checked(
      latitude: latitudeValue, longitude: longitude.value,
      form: form ?? (isFormed ? latitude.form : longitude.form),
      precisionMeters: lexer.accuracy
        ?? min(latitude.step, longitude.step) * PositionReading.metersPerDegree,
      notices: notices, excerpt: text.plain)
  }

  /// Degrees and minutes without a direction: north and south are both possible here.
  func missingHemisphere(
    _ latitude: Angle, _ longitude: Angle, _ notices: [PositionReading.Notice]
  ) -> PositionError {
    let readings = [-latitude.magnitude, latitude.magnitude].compactMap {
      try? reading($0, longitude, latitude, notices)
    }
    // Where neither reading is on the globe, the range is the fault to name.
    if readings.isEmpty {
      let isLatitude = latitude.magnitude > 90
      return PositionError(
        .outOfRange, excerpt: text.plain, allowed: isLatitude ? .latitude : .longitude)
    }
    return PositionError(.missingHemisphere, excerpt: text.plain, readings: readings)
  }
}
