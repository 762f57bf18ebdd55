internal import Facilities
internal import Geo
internal import Lists

/// Reading where a row says that its site stands.
extension RowReader {
  /// Reads latitude and longitude in two cells, and both in one; what disagrees is asked about.
  mutating func readCoordinates(_ row: RawRow, _ site: inout ListRow) {
    let latitude = text(row, .latitude)
    let longitude = text(row, .longitude)
    let both = text(row, .coordinates)
    let pair = CoordinateCells.read(latitude: latitude, longitude: longitude)
    let one = CoordinateCells.read(both)
    let written = "\(latitude) \(longitude)"
    if case .position(let first) = pair, case .position(let second) = one {
      let meters = Geodesic.distance(from: first.position, to: second.position)
      if meters > Self.samePlace + first.meters + second.meters {
        site.doubts.append(.coordinatesDisagree(meters: meters))
      }
    }
    if case .position(let found) = pair {
      take(found, row, .latitude, written, &site)
      if isUnread(one) { note(row, .unreadableCoordinates, .coordinates, both) }
      return
    }
    refuse(pair, row, .latitude, written, &site)
    if case .position(let found) = one {
      // The cell that can be read settles what the other ones leave open.
      site.doubts.removeAll { if case .coordinatesUnclear = $0 { true } else { false } }
      take(found, row, .coordinates, both, &site)
    } else {
      refuse(one, row, .coordinates, both, &site)
      if pair == .unreadable {
        site.writtenPair = WrittenPair(latitude: latitude, longitude: longitude)
      }
    }
  }

  /// How well a position is known by the precision of its notation, metres: two decimals are a kilometre,
  /// the width of a village; one is ten, that of a kecamatan.
  private static func precision(ofMeters meters: Double) -> PositionPrecision {
    meters > 5_000 ? .district : meters > 500 ? .village : .site
  }

  /// Two notations of one row's position may differ by this many metres.
  private static let samePlace = 200.0

  private func isUnread(_ reading: CoordinateCells.Reading) -> Bool {
    reading == .unreadable || reading == .half
  }

  private mutating func take(
    _ found: CoordinateCells.Found, _ row: RawRow, _ column: ListField, _ written: String,
    _ site: inout ListRow
  ) {
    site.position = found.position
    site.positionMeters = found.meters
    site.precision =
      PositionPrecision(rawValue: text(row, .precision)) ?? Self.precision(ofMeters: found.meters)
    if site.precision != .site, header.columns[.precision] == nil {
      note(row, .coarsePosition, column, written)
    }
    site.wasSwapped = found.wasSwapped
    if found.wasSwapped { note(row, .coordinatesSwapped, column, written) }
    if !found.leftOut.isEmpty {
      note(row, .wordsLeftOut, column, found.leftOut.joined(separator: ", "))
    }
  }

  private mutating func refuse(
    _ reading: CoordinateCells.Reading, _ row: RawRow, _ column: ListField, _ written: String,
    _ site: inout ListRow
  ) {
    switch reading {
    case .none, .position: return
    case .zeros: return note(row, .zeroCoordinates, column, written)
    case .shortLink: return note(row, .shortLink, column, written)
    case .half: note(row, .halfCoordinates, column, written)
    case .unreadable: note(row, .unreadableCoordinates, column, written)
    }
    site.doubts.append(.coordinatesUnclear(written))
  }
}
