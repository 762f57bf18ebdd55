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
    // A number that stands before a coordinate would make one half longer than the other.
    // Only whole degrees or minutes may leave out what is zero, "3°30' LS 114° BT".
    let shorter = first.count < second.count ? first : second
    guard first.count == second.count || first.isSpelt && second.isSpelt && shorter.isWhole else {
      throw unreadable
    }
    var notices = first.notices + second.notices
    let axis = first.axis ?? second.axis?.other ?? (isLongitudeFirst ? .longitude : .latitude)
    if axis == .longitude { swap(&first, &second) }
    // Only a place in Indonesia is recognised as turned round, and only without hemispheres.
    if first.hemisphere == 0, second.hemisphere == 0, (95...141).contains(first.value),
      (-11...6).contains(second.value)
    {
      // A heading or labels that say the opposite are not overruled.
      let isLabelled = first.axis != nil && second.axis != nil
      swap(&first, &second)
      notices.append(.swapped)
      if isLabelled {
        let turned = try? reading(first.value, second, first, notices)
        throw PositionError(
          .contradictory, excerpt: text.plain, readings: [turned].compactMap { $0 })
      }
    }
    let latitude = first
    var longitude = second
    // "-3.3, 114.5 U": the direction stands with the other number.
    if latitude.axis == .latitude, longitude.axis == nil, latitude.magnitude > 90,
      longitude.magnitude <= 90
    {
      throw contradiction
    }
    // Where the longitude has a sign, a latitude without one is north.
    let isSigned = longitude.sign < 0 && longitude.hemisphere == 0 && latitude.count == 1
    if !latitude.isDirected, !isSigned,
      latitude.form != .decimal || longitude.form != .decimal || longitude.hemisphere != 0
    {
      throw missingHemisphere(latitude, longitude, notices)
    }
    if !longitude.isDirected, latitude.hemisphere != 0 {
      // Elsewhere west is as likely.
      guard (95...141).contains(longitude.magnitude) else {
        throw missingHemisphere(latitude, longitude, notices)
      }
      notices.append(.assumedEast)
      longitude.sign = 1
    }
    if longitude.form == .decimal, (950...1410).contains(longitude.value) {
      // "1145.908": the decimal point has slipped.
      let slipped = try? reading(latitude.value, longitude.scaled(0.1), latitude, notices)
      throw PositionError(
        .outOfRange, excerpt: text.plain, allowed: .longitude,
        readings: [slipped].compactMap { $0 })
    }
    let found = try reading(latitude.value, longitude, latitude, notices)
    try refuseLikelySlips(found, latitude, longitude)
    return found
  }

  /// What is far outside and would be inside but for one slip of the pen that happens often: a lost
  /// decimal point (Excel's `-33.194`), or B for bujur read as barat.
  private func refuseLikelySlips(
    _ found: PositionReading, _ latitude: Angle, _ longitude: Angle
  ) throws(PositionError) {
    guard found.notices.contains(.outsideIndonesia), form == nil else { return }
    func isHere(_ reading: PositionReading?) -> PositionReading? {
      guard let reading, !reading.notices.contains(.outsideIndonesia),
        !reading.notices.contains(.outsideKalimantan)
      else { return nil }
      return reading
    }
    var other: PositionReading?
    if longitude.hemisphere < 0 {
      // B for bujur.
      var turned = longitude
      turned.hemisphere = 1
      other = isHere(try? reading(latitude.value, turned, latitude, []))
    } else if latitude.form == .decimal, latitude.hemisphere == 0, longitude.hemisphere == 0,
      latitude.step < 1
    {
      other = isHere(try? reading(latitude.value / 10, longitude, latitude, []))
    }
    if other == nil, latitude.form == .decimal, longitude.form == .decimal, longitude.step < 1,
      longitude.hemisphere == 0
    {
      // "11.45908", and "17.1536" where a digit was left out.
      var longer = longitude
      longer.magnitude += 100
      other =
        isHere(try? reading(latitude.value, longitude.scaled(10), latitude, []))
        ?? isHere(try? reading(latitude.value, longer, latitude, []))
    }
    if let other {
      throw PositionError(.ambiguous, excerpt: text.plain, readings: [other, found])
    }
  }

  func reading(
    _ latitudeValue: Double, _ longitude: Angle, _ latitude: Angle,
    _ notices: [PositionReading.Notice]
  ) throws(PositionError) -> PositionReading {
    let isFormed = latitude.form != .decimal
    return try PositionReading.checked(
      latitude: latitudeValue, longitude: longitude.value,
      form: form ?? (isFormed ? latitude.form : longitude.form),
      precisionMeters: accuracy
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
