internal import Application
internal import Facilities
internal import Formats
internal import Geo
internal import Schema

/// The features that a question finds, in the order of their ids.
struct FeatureSet {
  private enum Item {
    case site(Facility)
    case area(FeatureCollection.Area)
  }

  private let items: [Item]
  private let day: CivilDate?

  private init(_ items: [Item], _ day: CivilDate?) {
    self.items = items
    self.day = day
  }

  /// Finds them: in the box, and with the properties that are asked for.
  init(_ collection: FeatureCollection, _ call: Call, _ box: BoundingBox?) {
    let locator = call.snapshot.locator
    day = locator.day
    let wanted = call.arguments
    func fits(_ name: String, _ value: String) -> Bool {
      wanted.text(name).map { $0 == value } ?? true
    }
    switch collection.content {
    case .sites(let filter):
      items = locator.directory.facilities(matching: filter).filter { facility in
        (box.map { box in facility.position.map(box.contains) ?? false } ?? true)
          && fits("kind", facility.kind.rawValue) && fits("plkk_basis", facility.basis.rawValue)
          && fits("province_code", facility.provinceCode)
          && fits("regency_code", facility.regencyCode)
          && fits("operational_status", facility.operationalStatus.word.rawValue)
      }.map { .site($0) }
    case .areas(let areas):
      items = areas.filter { area in
        (box.map { $0.meets(area.shape) } ?? true)
          && fits("province_code", String(area.code.prefix(2)))
      }.map { .area($0) }
    }
  }

  var count: Int { items.count }

  func page(_ offset: Int, _ limit: Int) -> FeatureSet {
    FeatureSet(Array(items.dropFirst(offset).prefix(limit)), day)
  }

  /// The one with an id, if it is there.
  func only(_ id: String) -> FeatureSet {
    FeatureSet(
      items.filter { item in
        switch item {
        case .site(let facility): facility.id.uppercased() == id.uppercased()
        case .area(let area): area.code == id
        }
      }, day)
  }

  /// Writes all as elements of the array that is open.
  func write(into list: inout JSONWriter) {
    for item in items { Self.write(item, day, links: nil, into: &list) }
  }

  /// Writes the first with its links.
  func write(links: @escaping (inout JSONWriter) -> Void, into json: inout JSONWriter) {
    if let first = items.first { Self.write(first, day, links: links, into: &json) }
  }

  private static func write(
    _ item: Item, _ day: CivilDate?, links: ((inout JSONWriter) -> Void)?,
    into json: inout JSONWriter
  ) {
    json.object { feature in
      switch item {
      case .site(let facility):
        feature.featureMembers(
          facility.position, id: facility.id, FacilityRecord.fields(facility, day: day))
      case .area(let area):
        feature.member("type", "Feature")
        feature.member("id", area.code)
        feature.key("geometry")
        feature.written(area.geometry)
        feature.member("properties", object: { $0.members(area.properties) })
      }
      if let links { feature.member("links", array: links) }
    }
  }
}
