public import Facilities
public import Geo

/// A place as an answer shows it: its point, its reach and the areas that hold it.
public struct Place: Hashable, Sendable {
  /// What the name means.
  public let named: NamedPlace
  /// What holds it, nearest first; of a town the kecamatan first.
  public let parents: [Region]
  /// Others of the same name, which were not meant most likely.
  public let namesakes: [NamedPlace]
  /// Others whose names differ from the one that was typed by one letter.
  public let alike: [NamedPlace]
  /// Words of the text that name no place.
  public let passedOver: [String]
  /// The point that represents it, if it is small enough to have one.
  public let position: Position?
  /// How far the named area reaches from that point, metres.
  public let radiusMeters: Double
  /// In which town the point of a kabupaten or kota lies.
  public let seat: Seat?

  /// The area itself, or the narrowest area that is known to hold the point.
  public var region: Region { named.region }
  /// The areas of the namesakes.
  public var alsoNames: [Region] { namesakes.map(\.region) }
}

extension Locator {
  /// How far a facility's own point may be off, metres: those at a centre are far less exact.
  static let facilityMeters = [
    PositionPrecision.site: 100.0, .village: 3_000, .district: 15_000, .unknown: 15_000,
  ]

  /// The one place that a name means: an area, a town, a landmark, or a facility.
  func place(named name: String) throws(LocateError) -> Place {
    var match: NamedMatch
    do {
      match = try gazetteer.lookUpPlace(name, suggests: false)
    } catch {
      throw .seeds(error)
    }
    if case .unknown = match {
      if let facility = try facility(named: name) { return facility }
      do {
        match = try gazetteer.lookUpPlace(name)
      } catch {
        throw .seeds(error)
      }
    }
    switch match {
    case .found(let place, let namesakes, let alike, let passedOver):
      return try self.place(place, namesakes: namesakes, alike: alike, passedOver: passedOver)
    case .wide(let parts): throw .nameTooWide(name, parts: try places(parts))
    case .ambiguous(let found): throw .placeAmbiguous(name, try places(found))
    case .road(let road, let suggestions): throw .placeOnRoad(road, try places(suggestions))
    case .unknown(let suggestions): throw .placeUnknown(name, try places(suggestions))
    }
  }

  /// The point of a place.
  ///
  /// - Throws: `LocateError.placeTooWide` with its parts for a province.
  func point(of place: Place) throws(LocateError) -> Position {
    if let position = place.position { return position }
    let parts = gazetteer.regencies.map(\.region).filter {
      $0.provinceCode == place.region.provinceCode
    }
    throw .placeTooWide(place, parts: try places(parts.map { NamedPlace($0) }))
  }

  /// The seat of one of the kabupaten of a province.
  func anyPoint(in place: Place) throws(LocateError) -> Position {
    let regency = gazetteer.regencies.first {
      $0.region.provinceCode == place.region.provinceCode
    }
    if let position = regency?.region.position { return position }
    return try point(of: place)
  }

  /// A place with its parents; a village without a point of its own gets its kecamatan's.
  func place(
    _ named: NamedPlace, namesakes: [NamedPlace] = [], alike: [NamedPlace] = [],
    passedOver: [String] = []
  ) throws(LocateError) -> Place {
    do {
      var parents = try gazetteer.parents(of: named.region)
      if named.kind != .area { parents.insert(named.region, at: 0) }
      let stand = parents.first { $0.position != nil }
      let seat = gazetteer.regencies.first {
        named.kind == .area && $0.region.code == named.region.code
      }?.seat
      let isProvince = named.region.level == .province
      return Place(
        named: named, parents: parents, namesakes: namesakes, alike: alike, passedOver: passedOver,
        position: isProvince ? nil : named.position ?? stand?.position,
        radiusMeters: named.position == nil ? stand?.radiusMeters ?? 0 : named.radiusMeters,
        seat: seat)
    } catch {
      throw .seeds(error)
    }
  }

  func places(_ found: [NamedPlace]) throws(LocateError) -> [Place] {
    var places: [Place] = []
    for named in found { places.append(try place(named)) }
    return places
  }

  // MARK: Facilities as places

  /// Words in front of a facility's name that say where the place is, not which.
  private static let lead: Set<String> = ["di", "dekat", "sekitar", "depan", "near", "at"]

  /// The facility that a text names, as a place; nil where none or several bear the name.
  ///
  /// - Throws: `LocateError.facilityFormer` for a closed one, `LocateError.placeAmbiguous` for up to
  ///   eight that hold all its words.
  private func facility(named text: String) throws(LocateError) -> Place? {
    if let listed = try listedFacility(text) { return listed }
    var words = NameKey.words(text)
    let passed = Array(words.prefix { Self.lead.contains($0) })
    words.removeFirst(passed.count)
    guard words.count > 1 || (words.first?.utf8.count ?? 0) > 4 else { return nil }
    let name = words.joined(separator: " ")
    let key = words.joined()
    let found = directory.search(name).filter { facility in
      let names = [facility.name] + facility.otherNames
      return names.contains { own in words.allSatisfy(Set(NameKey.words(own)).contains) }
    }
    let exact = found.filter { facility in
      ([facility.name] + facility.otherNames).contains { NameKey.key($0) == key }
    }
    let meant = exact.isEmpty ? found : exact
    if meant.isEmpty {
      if let former = directory.searchFormer(name).first {
        throw .facilityFormer(former, now: former.nowID.flatMap(directory.facility(id:)))
      }
      return nil
    }
    guard meant.count <= 8 else { return nil }
    var places: [Place] = []
    for facility in meant {
      if let place = try place(facility, passedOver: passed) { places.append(place) }
    }
    if places.count > 1 { throw .placeAmbiguous(text, places) }
    return places.first
  }

  /// The facility of an id, or of a line that answers print: its name, the areas that hold it, and the
  /// code of the narrowest one in brackets.
  private func listedFacility(_ text: String) throws(LocateError) -> Place? {
    let id = String(text.uppercased().filter { !"[] ".contains($0) })
    if let facility = directory.facility(id: id) { return try place(facility, passedOver: []) }
    var parts = text.split(separator: ",").map { String($0) }
    guard parts.count > 1, var last = parts.popLast() else { return nil }
    var code: String?
    if let open = last.lastIndex(of: "["), let close = last.lastIndex(of: "]"), open < close {
      code = String(last[last.index(after: open)..<close])
      last = String(last[..<open])
    }
    parts.append(last)
    let key = NameKey.key(parts[0])
    let holders = Set(parts.dropFirst().map { NameKey.key($0) })
    var found: [Place] = []
    for facility in directory.search(parts[0]) {
      guard ([facility.name] + facility.otherNames).contains(where: { NameKey.key($0) == key }),
        code.map({ [facility.id, facility.districtCode, facility.regencyCode].contains($0) })
          ?? true,
        let place = try place(facility, passedOver: [])
      else { continue }
      // "Kec. Satui" and "Satui" are the same holder.
      let names = place.parents.flatMap { [NameKey.key($0.name), "kec" + NameKey.key($0.name)] }
      if holders.isSubset(of: Set(names)) { found.append(place) }
    }
    return found.count == 1 ? found[0] : nil
  }

  private func place(_ facility: Facility, passedOver: [String]) throws(LocateError) -> Place? {
    guard let position = facility.position else { return nil }
    let code = facility.districtCode.isEmpty ? facility.regencyCode : facility.districtCode
    let holder: Region?
    do {
      holder = try gazetteer.region(code: code)
    } catch {
      throw .seeds(error)
    }
    guard let holder else { return nil }
    let named = NamedPlace(
      .facility(facility.id), name: facility.name, in: holder, at: position,
      radiusMeters: Self.facilityMeters[facility.positionPrecision] ?? 15_000,
      source: facility.positionSource)
    return try place(named, passedOver: passedOver)
  }
}
