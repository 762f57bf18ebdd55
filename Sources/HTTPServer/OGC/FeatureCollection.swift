internal import Application
internal import Facilities
internal import Formats
internal import Geo
internal import Schema

/// A collection of features: sites as points, areas as their boundaries.
struct FeatureCollection: Sendable {
  /// What a collection holds.
  enum Content: Sendable {
    case sites(FacilityFilter)
    case areas([Area])
  }

  /// An area with its geometry, already written.
  struct Area: Sendable {
    let code: String
    let properties: [RecordField]
    let shape: MultiPolygon
    let geometry: String
  }

  let id: String
  let title: String
  let note: String
  let content: Content

  /// Properties that items can be chosen by, in the words of the records.
  var filters: [Parameter] {
    switch content {
    case .sites:
      [
        Parameter("kind", .word(FacilityKind.allCases.map(\.rawValue)), "Kind of facility."),
        Parameter(
          "plkk_basis", .word(PLKKBasis.allCases.map(\.rawValue)),
          "What supports that a site is a PLKK."),
        Parameter("province_code", .text, "Kemendagri code of the province.", example: "63"),
        Parameter(
          "regency_code", .text, "Kemendagri code of the kabupaten/kota.", example: "63.71"),
        Parameter(
          "operational_status", .word(OperationalStatus.Word.allCases.map(\.rawValue)),
          "Whether it was seen at work."),
      ]
    case .areas: [Parameter("province_code", .text, "Kemendagri code of the province.")]
    }
  }

  /// All collections of a gazetteer.
  static func all(_ gazetteer: Gazetteer) -> [FeatureCollection] {
    [
      FeatureCollection(
        id: "plkk", title: "PLKK",
        note: "Facilities for work-accident care: on an official list, reported, or presumed; the "
          + "property plkk_basis says which.",
        content: .sites(.plkk)),
      FeatureCollection(
        id: "hospitals", title: "Hospitals",
        note:
          "Hospitals of any basis, for emergencies; specialty marks those for one kind of illness.",
        content: .sites(.anyHospital)),
      FeatureCollection(
        id: "provinces", title: "Provinces", note: "The five provinces of Kalimantan.",
        content: .areas(AreaShapes.provinces(gazetteer))),
      FeatureCollection(
        id: "regencies", title: "Kabupaten and kota",
        note: "The 56 kabupaten and kota of Kalimantan.",
        content: .areas(AreaShapes.regencies(gazetteer))),
    ]
  }
}

/// The boundaries of areas as GeoJSON.
enum AreaShapes {
  static func regencies(_ gazetteer: Gazetteer) -> [FeatureCollection.Area] {
    zip(gazetteer.regencies, gazetteer.boundaries).map { regency, boundary in
      FeatureCollection.Area(
        code: regency.region.code,
        properties: [
          RecordField("code", .text(regency.region.code)),
          RecordField("name", .text(regency.region.name)),
          RecordField("province_code", .text(regency.region.provinceCode)),
          RecordField("capital", .text(regency.capital)),
          RecordField("area_km2", .number(regency.areaKm2, decimals: 2)),
          RecordField("population", .integer(regency.population)),
          RecordField("population_year", .integer(regency.populationYear)),
        ], shape: boundary, geometry: geometry([boundary]))
    }
  }

  /// A province is drawn by the kabupaten that it consists of.
  static func provinces(_ gazetteer: Gazetteer) -> [FeatureCollection.Area] {
    gazetteer.provinces.map { province in
      let parts = zip(gazetteer.regencies, gazetteer.boundaries)
        .filter { $0.0.region.provinceCode == province.code }.map(\.1)
      return FeatureCollection.Area(
        code: province.code,
        properties: [
          RecordField("code", .text(province.code)), RecordField("name", .text(province.name)),
          RecordField("province_code", .text(province.code)),
          RecordField("zone", .text(province.zone.rawValue)),
        ], shape: MultiPolygon(rings: parts.flatMap(\.rings)), geometry: geometry(parts))
    }
  }

  /// A MultiPolygon: each outer ring counter-clockwise, then its holes clockwise (RFC 7946 §3.1.6).
  ///
  /// - Complexity: O(rings² + vertices) for each part; most have one ring.
  private static func geometry(_ parts: [MultiPolygon]) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("type", "MultiPolygon")
      json.member(
        "coordinates",
        array: { polygons in
          for part in parts {
            for polygon in nested(part.rings) {
              polygons.array { rings in
                for (place, ring) in polygon.enumerated() {
                  write(
                    place == 0 ? turned(ring, isOuter: true) : turned(ring, isOuter: false), &rings)
                }
              }
            }
          }
        })
    }
    return json.text
  }

  /// Rings with their holes: a ring within an odd number of others is a hole of the smallest of them.
  static func nested(_ rings: [[Position]]) -> [[[Position]]] {
    let areas = rings.map { MultiPolygon(rings: [$0]) }
    let holders = rings.indices.map { inner in
      rings.indices.filter { outer in
        outer != inner && (rings[inner].first.map(areas[outer].contains) ?? false)
      }
    }
    var polygons: [Int: [[Position]]] = [:]
    for ring in rings.indices where holders[ring].count.isMultiple(of: 2) {
      polygons[ring] = [rings[ring]]
    }
    for ring in rings.indices where !holders[ring].count.isMultiple(of: 2) {
      // The deepest of those that hold it.
      let holder = holders[ring].max { holders[$0].count < holders[$1].count }
      if let holder { polygons[holder]?.append(rings[ring]) }
    }
    return rings.indices.compactMap { polygons[$0] }
  }

  private static func turned(_ ring: [Position], isOuter: Bool) -> [Position] {
    var doubled = 0.0
    var last = ring.last
    for vertex in ring {
      if let last {
        doubled += (last.longitude * vertex.latitude) - (vertex.longitude * last.latitude)
      }
      last = vertex
    }
    return (doubled > 0) == isOuter ? ring : ring.reversed()
  }

  private static func write(_ ring: [Position], _ json: inout JSONWriter) {
    json.array { list in
      for vertex in ring + ring.prefix(1) {
        list.array {
          $0.value(vertex.longitude, decimals: 5)
          $0.value(vertex.latitude, decimals: 5)
        }
      }
    }
  }
}
