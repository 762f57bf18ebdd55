internal import Application
internal import Facilities
internal import Formats
internal import Geo
internal import HTTPTypes
internal import Schema
internal import Synchronization

/// OGC API Features (17-069r4): core and GeoJSON, for QGIS, GDAL and browsers.
final class Features: Sendable {
  /// The conformance classes that are kept.
  static let conformance = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
  ]
  static let crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
  private static let usualLimit = 100
  private static let mostLimit = 10_000
  static let ids = ["plkk", "hospitals", "provinces", "regencies"]

  private let kept = Mutex<[FeatureCollection]?>(nil)

  private func collections(_ call: Call) -> [FeatureCollection] {
    kept.withLock { kept in
      if let kept { return kept }
      let made = FeatureCollection.all(call.snapshot.locator.gazetteer)
      kept = made
      return made
    }
  }

  // MARK: Operations

  var operations: [Operation] {
    let sites = FeatureCollection(id: "", title: "", note: "", content: .sites(.plkk)).filters
    var operations = [
      Operation(
        "ogcLanding", "/ogc", "The service of features.", schema: "Document", handler: landing),
      Operation(
        "ogcLandingSlash", "/ogc/", "The service of features.", schema: "Document",
        handler: landing),
      Operation(
        "ogcConformance", "/ogc/conformance", "The conformance classes that are kept.",
        schema: "Document"
      ) { call in
        .json(call) {
          $0.member("conformsTo", array: { list in Self.conformance.forEach { list.value($0) } })
        }
      },
      Operation(
        "ogcCollections", "/ogc/collections", "All collections.", schema: "Document",
        handler: all),
    ]
    for id in Self.ids {
      let path = "/ogc/collections/\(id)"
      let isSites = id == "plkk" || id == "hospitals"
      operations += [
        Operation("ogcCollection_\(id)", path, "The collection \(id).", schema: "Document") {
          [self] call in
          guard let collection = collections(call).first(where: { $0.id == id }) else {
            throw Problem.notFound
          }
          return .json(call) { Self.describe(collection, call, into: &$0) }
        },
        Operation(
          "ogcItems_\(id)", path + "/items", "Features of \(id).",
          parameters: Self.paging
            + (isSites ? sites : [Parameter("province_code", .text, "Kemendagri code.")]),
          produces: [MediaType.geoJSON, MediaType.json], schema: "Document"
        ) { [self] call in try items(call, id) },
        Operation(
          "ogcItem_\(id)", path + "/items/{id}", "One feature of \(id).",
          produces: [MediaType.geoJSON, MediaType.json], schema: "Document", problems: [.notFound]
        ) { [self] call in try item(call, id) },
      ]
    }
    return operations
  }

  private static let paging = [
    Parameter(
      "bbox", .box, "West, south, east, north, decimal degrees.",
      example: "114.5,-3.4,114.7,-3.2"),
    Parameter(
      "limit", .integer(1...mostLimit), "The most features of one page.", example: "10"),
    Parameter("offset", .integer(0...1_000_000), "How many features to pass over.", example: "0"),
    Parameter(
      "datetime", .period,
      "A moment or interval (RFC 3339); features have no time of their own, so all are in it."),
  ]

  // MARK: Documents

  private func landing(_ call: Call) throws -> Reply {
    .json(call) { json in
      json.member("title", "PLKK Kalimantan")
      json.member(
        "description",
        "Facilities for work-accident care in Kalimantan. What supports each is in plkk_basis: "
          + "presumed means that nothing confirms it. In an emergency call 119.")
      json.member(
        "links",
        array: { links in
          Self.link("self", "/ogc", MediaType.json, "This page", call, &links)
          Self.link(
            "service-desc", "/ogc/api", OpenAPI.mediaType30, "The interface", call, &links)
          Self.link(
            "conformance", "/ogc/conformance", MediaType.json, "Conformance", call, &links)
          Self.link("data", "/ogc/collections", MediaType.json, "Collections", call, &links)
        })
    }
  }

  private func all(_ call: Call) throws -> Reply {
    let collections = collections(call)
    return .json(call) { json in
      json.member(
        "links",
        array: {
          Self.link("self", "/ogc/collections", MediaType.json, "Collections", call, &$0)
        })
      json.member(
        "collections",
        array: { list in
          for collection in collections {
            list.object { Self.describe(collection, call, into: &$0) }
          }
        })
    }
  }

  private static func describe(
    _ collection: FeatureCollection, _ call: Call, into json: inout JSONWriter
  ) {
    json.member("id", collection.id)
    json.member("title", collection.title)
    json.member("description", collection.note)
    json.member(
      "extent",
      object: {
        $0.member(
          "spatial",
          object: {
            // The box of Kalimantan with its islands.
            $0.member(
              "bbox",
              array: {
                $0.array { for side in [107.5, -5.5, 120, 5] { $0.value(side, decimals: 1) } }
              })
            $0.member("crs", crs)
          })
      })
    json.member("itemType", "feature")
    json.member("crs", array: { $0.value(crs) })
    let path = "/ogc/collections/\(collection.id)"
    json.member(
      "links",
      array: { links in
        link("self", path, MediaType.json, collection.title, call, &links)
        link("items", path + "/items", MediaType.geoJSON, collection.title, call, &links)
      })
  }

  static func link(
    _ relation: String, _ path: String, _ form: String, _ title: String, _ call: Call,
    _ links: inout JSONWriter
  ) {
    links.object {
      $0.member("href", call.base + path)
      $0.member("rel", relation)
      $0.member("type", form)
      $0.member("title", title)
    }
  }

  // MARK: Features

  private func items(_ call: Call, _ id: String) throws -> Reply {
    guard let collection = collections(call).first(where: { $0.id == id }) else {
      throw Problem.notFound
    }
    let box = call.arguments.box("bbox")
    let found = FeatureSet(collection, call, box)
    let limit = call.arguments.integer("limit") ?? Self.usualLimit
    let offset = call.arguments.integer("offset") ?? 0
    let page = found.page(offset, limit)
    return .json(call) { json in
      json.member("type", "FeatureCollection")
      json.member("features", array: { page.write(into: &$0) })
      json.member(
        "links",
        array: { links in
          let path = "/ogc/collections/\(id)/items"
          Self.link("self", path + call.query(nil), call.form, collection.title, call, &links)
          if offset + page.count < found.count {
            Self.link(
              "next", path + call.query(("offset", String(offset + page.count))), call.form,
              "Next page",
              call,
              &links)
          }
          if offset > 0 {
            Self.link(
              "prev", path + call.query(("offset", String(max(0, offset - limit)))), call.form,
              "Previous page", call, &links)
          }
          Self.link(
            "collection", "/ogc/collections/\(id)", MediaType.json, collection.title, call, &links)
        })
      json.member("numberMatched", found.count)
      json.member("numberReturned", page.count)
    }
  }

  private func item(_ call: Call, _ id: String) throws -> Reply {
    guard let collection = collections(call).first(where: { $0.id == id }) else {
      throw Problem.notFound
    }
    let found = FeatureSet(collection, call, nil).only(call.segment("id"))
    guard found.count == 1 else { throw Problem.notFound }
    var json = JSONWriter()
    found.write(
      links: { links in
        let path = "/ogc/collections/\(id)"
        Self.link(
          "self", path + "/items/" + PercentCode.encoded(call.segment("id")), call.form,
          collection.title, call, &links)
        Self.link("collection", path, MediaType.json, collection.title, call, &links)
      }, into: &json)
    var reply = Reply(json.text, call.form)
    reply.etag = call.snapshot.etag
    return reply
  }
}
