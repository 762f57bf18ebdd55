internal import Application
internal import Facilities
internal import Formats
internal import Geo
internal import HTTPTypes
internal import Schema

/// `/v1`: the use cases of locating, one operation each; the answers are the records of all doors.
enum Locating {
  private static let position = [
    Parameter(
      "position", .text,
      "A coordinate in any notation, or a place name; or lat and lon.",
      example: "-3.3194,114.5908"),
    Parameter("lat", .decimal(-90...90), "Latitude, decimal degrees, together with lon."),
    Parameter("lon", .decimal(-180...180), "Longitude, decimal degrees, together with lat."),
  ]
  private static let kind = Parameter(
    "kind", .words(FacilityKind.allCases.map(\.rawValue)), "Kinds of facility.")
  private static let basis = Parameter(
    "basis", .words(PLKKBasis.allCases.map(\.rawValue)),
    "What supports that a site is a PLKK; usually official,reported,presumed.")
  private static let region = Parameter(
    "region", .text, "Kemendagri code or name of a province, kabupaten/kota or kecamatan.",
    example: "63.71")
  private static let limit = Parameter(
    "limit", .integer(1...Locator.mostResults), "The most results.", example: "3")

  /// Which sites, how many, how far.
  static let choice = [
    limit, kind, basis, region,
    Parameter("within", .distance, "The greatest distance.", example: "50km"), hours,
  ]
  private static let hours = Parameter(
    "emergency_24h", .flag,
    "Only sites of which it is known that their emergency department is open day and night.")

  static func operations() -> [Operation] {
    [
      Operation(
        "nearest", "/v1/nearest",
        "The nearest sites by WGS-84 geodesic, nearest first; in an emergency hospitals of any basis "
          + "first.",
        parameters: position + choice + [
          Parameter(
            "emergency", .flag, "Whether somebody is in danger: 119, hospitals, then PLKK.")
        ], schema: "NearestAnswer", handler: nearest),
      Operation(
        "within", "/v1/within",
        "All sites around a position (radius), in a box (bbox) or in a region.",
        parameters: position + [
          Parameter("radius", .distance, "How far from the position.", example: "50km"),
          Parameter(
            "bbox", .box, "West, south, east, north, decimal degrees.",
            example: "114.5,-3.4,114.7,-3.2"),
          region, limit, kind, basis, hours,
        ], schema: "SiteList", handler: within),
      Operation(
        "facilities", "/v1/facilities", "Sites in the order of their ids, page by page.",
        parameters: [
          kind, basis, region, limit,
          Parameter("after", .text, "The id behind which to go on.", example: "PLKK-63-097"),
        ], schema: "SiteList", handler: facilities),
      Operation(
        "facility", "/v1/facilities/{id}", "One facility by its id.", schema: "Facility",
        problems: [.notFound, .gone], handler: facility),
      Operation(
        "search", "/v1/search", "Sites by words of their names, ids and addresses.",
        parameters: [
          Parameter("q", .text, "Words.", example: "ulin", isRequired: true), limit, kind, basis,
        ], schema: "SiteList", handler: search),
      Operation(
        "locate", "/v1/locate", "A position as it is understood, and the nearest village.",
        parameters: position, schema: "LocatedPosition", handler: locate),
    ]
  }

  // MARK: Answers

  @Sendable private static func nearest(_ call: Call) throws -> Reply {
    let isEmergency = call.arguments.flag("emergency")
    return try call.locating(isEmergency) { locator in
      func request(_ query: ResolvedPosition) throws(LocateError) -> NearestRequest {
        NearestRequest(
          query: query, limit: call.arguments.integer("limit") ?? 3,
          meters: call.arguments.meters("within") ?? .infinity, filter: try call.filter())
      }
      let text = try call.position()
      guard isEmergency else {
        let answer = try locator.nearest(request(locator.understand(text)))
        return .record(AnswerRecord.fields(answer), call.snapshot)
      }
      var answers: [EmergencyAnswer] = []
      for query in try locator.readings(of: text) {
        answers.append(try locator.emergency(request(query)))
      }
      return .record(AnswerRecord.fields(answers), call.snapshot)
    }
  }

  @Sendable private static func within(_ call: Call) throws -> Reply {
    let ways = ["radius", "bbox", "region"].filter(call.arguments.has)
    let hasPosition = ["position", "lat", "lon"].contains(where: call.arguments.has)
    guard let way = ways.first else {
      throw Problem.missingParameter(["radius", "bbox", "region"])
    }
    // A region narrows the other two ways; those exclude each other.
    guard !(call.arguments.has("radius") && call.arguments.has("bbox")) else {
      throw Problem.conflictingParameters(["radius", "bbox"])
    }
    guard hasPosition == (way == "radius") else {
      throw way == "radius"
        ? Problem.missingParameter(["position", "lat"])
        : Problem.conflictingParameters(["position", way])
    }
    let limit = call.arguments.integer("limit") ?? Locator.mostResults
    return try call.locating { locator in
      let filter = try call.filter()
      if let meters = call.arguments.meters("radius") {
        let answer = try locator.within(
          try locator.understand(call.position()), meters: meters, filter: filter)
        return .record(AnswerRecord.fields(answer, limit: limit), call.snapshot)
      }
      let found = locator.sites(in: call.arguments.box("bbox"), filter: filter)
      return .record(
        SiteListRecord.fields(found, limit: limit, day: locator.day), call.snapshot)
    }
  }

  @Sendable private static func facilities(_ call: Call) throws -> Reply {
    try call.locating { locator in
      let after = call.arguments.text("after")?.uppercased() ?? ""
      let found = locator.directory.facilities(matching: try call.filter())
        .filter { $0.id.uppercased() > after }
      let limit = call.arguments.integer("limit") ?? 100
      return .record(
        SiteListRecord.fields(SiteList(found), limit: limit, day: locator.day),
        call.snapshot)
    }
  }

  @Sendable private static func facility(_ call: Call) throws -> Reply {
    try call.locating(field: "id") { locator in
      let facility = try locator.show(call.segment("id"))
      return .record(FacilityRecord.fields(facility, day: locator.day), call.snapshot)
    }
  }

  @Sendable private static func search(_ call: Call) throws -> Reply {
    try call.locating(field: "q") { locator in
      var filter = FacilityFilter()
      filter.kinds = call.kinds
      filter.bases = call.bases ?? []
      let text = call.arguments.text("q") ?? ""
      let found = locator.search(text, filter: filter)
      let limit = call.arguments.integer("limit") ?? Locator.mostResults
      return .record(
        SiteListRecord.fields(found, limit: limit, day: locator.day), call.snapshot)
    }
  }

  @Sendable private static func locate(_ call: Call) throws -> Reply {
    try call.locating { locator in
      let query = try locator.understand(call.position())
      return .record(PositionRecord.fields(try locator.locate(query)), call.snapshot)
    }
  }
}
