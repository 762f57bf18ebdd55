public import Geo

/// Where a position lies, by the boundaries.
public struct Whereabouts: Hashable, Sendable {
  /// The kabupaten or kota that holds it, or the nearest one when it is just outside of all.
  public var regency: Region?
  /// The province of that kabupaten.
  public var province: Region?
  /// Metres outside the kabupaten's boundary; 0 inside.
  ///
  /// The boundary is generalised.
  public var metersOutside: Double
  /// Whether it lies inside Indonesia's bounding box.
  public var isInIndonesia: Bool
  /// Whether a boundary holds it.
  public var isInKalimantan: Bool { regency != nil && metersOutside == 0 }
}

/// The nearest village by its centre, which need not be the one that holds the position.
public struct NearestVillage: Hashable, Sendable {
  /// The village.
  public var village: Region
  /// Its kecamatan.
  public var district: Region?
  /// Straight-line metres to the village's centre.
  public var meters: Double
}

extension Gazetteer {
  /// See `BorderSearch.nearShoreMeters`.
  public static let nearShoreMeters = BorderSearch.nearShoreMeters

  /// The kabupaten and province that hold a position.
  ///
  /// - Complexity: O(boundary vertices whose box holds the position); outside of all, O(vertices).
  public func whereabouts(_ position: Position) -> Whereabouts {
    var answer = Whereabouts(
      regency: nil, province: nil, metersOutside: 0,
      isInIndonesia: BoundingBox.indonesia.contains(position))
    if let holder = BorderSearch.holder(of: position, in: boundaries) {
      answer.regency = regencies[holder.place].region
      answer.metersOutside = holder.metersOutside
    }
    if let code = answer.regency?.provinceCode,
      let province = provinces.first(where: { $0.code == code })
    {
      answer.province = Region(
        code: province.code, name: province.name, level: .province, position: nil, radiusMeters: 0)
    }
    return answer
  }

  /// The kecamatan whose boundary holds a position, or `nil` outside of all.
  ///
  /// - Complexity: O(boundary vertices); the boundaries are read at first use.
  public func district(at position: Position) throws(SeedError) -> Region? {
    guard let place = boundaries.firstIndex(where: { $0.contains(position) }) else { return nil }
    let regency = regencies[place].region.code
    let areas = try districtAreas()
    return try districts.first {
      $0.regencyCode == regency && areas[$0.code]?.contains(position) == true
    }
  }

  /// The village whose centre is nearest, inside a kabupaten when one is given.
  public func nearestVillage(
    to position: Position, in regencyCode: String? = nil
  ) throws(SeedError) -> NearestVillage? {
    let places = try places()
    let found = places.grid.nearest(
      to: position, limit: 1,
      where: { regencyCode == nil || places.located[$0].regencyCode == regencyCode })
    guard let first = found.first else { return nil }
    let village = places.located[first.index]
    return NearestVillage(
      village: village, district: places.byCode[village.districtCode].map { places.all[$0].region },
      meters: first.meters)
  }
}
