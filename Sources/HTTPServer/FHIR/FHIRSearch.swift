internal import Application
internal import Facilities
internal import Formats
internal import Schema
internal import Wording

/// A search of `/fhir`: what is found, in which order, and the page of it that is shown.
struct FHIRSearch {
  private let call: Call
  private let type: String
  private let near: FHIRNear?
  /// All that were found; with distances where a position was asked about.
  private let found: [(facility: Facility, meters: Double?)]
  private let advisories: [Advisory]
  private let writer: FHIRWriter

  /// Looks.
  init(_ call: Call, _ type: String) throws {
    self.call = call
    self.type = type
    writer = FHIRWriter(snapshot: call.snapshot, language: call.language, base: call.base)
    let match = try FHIRMatch(call, type)
    let locator = call.snapshot.locator
    guard let text = call.arguments.text("near") else {
      for name in ["near-distance", "_sort"] where call.arguments.has(name) {
        if name == "near-distance" || call.arguments.text("_sort") == "near" {
          throw Problem.missingParameter(["near"])
        }
      }
      near = nil
      advisories = []
      found = locator.directory.facilities.filter { Self.exists($0, type) && match.accepts($0) }
        .map { ($0, nil) }
      return
    }
    let near = try FHIRNear(text, distance: call.arguments.text("near-distance"))
    self.near = near
    let query = locator.understood(near.position)
    let answer: NearestAnswer
    do {
      answer = try locator.nearest(
        NearestRequest(
          query: query, limit: Locator.mostResults, meters: near.meters, filter: match.filter))
    } catch {
      throw Problem(error, field: "near")
    }
    var hits = answer.hits.filter { match.accepts($0.facility) }
    // What is said of the nearest holds only where nothing else narrows the question.
    advisories = match.isNarrow ? Locator.advisories(of: query) : answer.advisories
    if call.arguments.text("_sort") == "_id" { hits.sort { $0.facility.id < $1.facility.id } }
    found = hits.map { ($0.facility, $0.meters) }
  }

  /// Whether a facility has a resource of a type: an affiliation only where it is, or was, on a list.
  static func exists(_ facility: Facility, _ type: String) -> Bool {
    type != "OrganizationAffiliation" || facility.basis != .none || facility.standing != nil
  }

  /// The page as a Bundle.
  func reply() -> Reply {
    let count = call.arguments.integer("_count") ?? 20
    let offset = call.arguments.integer("_offset") ?? 0
    let page = found.dropFirst(offset).prefix(count)
    let includes = call.arguments.has("_include")
    return .json(call) { json in
      json.member("resourceType", "Bundle")
      json.member("type", "searchset")
      json.member("total", found.count)
      json.member("link", array: { links(offset, page.count, count, into: &$0) })
      let hasOutcome = !advisories.isEmpty || near?.isOldForm == true
      if page.isEmpty, !hasOutcome { return }
      json.member(
        "entry",
        array: { list in
          for (facility, meters) in page {
            list.object { entry(facility, meters, into: &$0) }
          }
          if includes {
            for (facility, _) in page {
              list.object { entry in
                entry.member("fullUrl", "\(call.base)/fhir/Organization/\(facility.id)")
                entry.member("resource", object: { writer.organization(facility, into: &$0) })
                entry.member("search", object: { $0.member("mode", "include") })
              }
            }
          }
          if hasOutcome { list.object { outcome(into: &$0) } }
        })
    }
  }

  private func entry(_ facility: Facility, _ meters: Double?, into json: inout JSONWriter) {
    json.member("fullUrl", "\(call.base)/fhir/\(type)/\(facility.id)")
    json.member("resource", object: { writer.write(facility, type, into: &$0) })
    json.member(
      "search",
      object: { search in
        if let meters, let near {
          search.member(
            "extension",
            array: {
              $0.object {
                $0.member("url", FHIRSystems.distance)
                $0.member(
                  "valueDistance",
                  object: {
                    // A millimetre in any unit.
                    $0.member("value", meters / near.unit.meters, decimals: 6)
                    $0.member("unit", near.unit.code)
                    $0.member("system", "http://unitsofmeasure.org")
                    $0.member("code", near.unit.code)
                  })
              }
            })
        }
        search.member("mode", "match")
      })
  }

  /// What must be known of the answer as a whole.
  private func outcome(into json: inout JSONWriter) {
    var remarks = advisories.map {
      FHIR.Remark(code: $0.code, text: call.language.advisory($0))
    }
    if let near, near.isOldForm {
      let meters = call.language.distance(near.meters)
      remarks.append(
        FHIR.Remark(
          severity: "information", code: "near_distance",
          text: call.language.say(
            id: "near-distance adalah parameter STU3; dibaca sebagai jarak \(meters)",
            en: "near-distance is a parameter of STU3; read as a distance of \(meters)")))
    }
    FHIR.outcome(remarks, into: &json)
  }

  private func links(_ offset: Int, _ shown: Int, _ count: Int, into list: inout JSONWriter) {
    func link(_ relation: String, _ query: String) {
      list.object {
        $0.member("relation", relation)
        $0.member("url", "\(call.base)/fhir/\(type)\(query)")
      }
    }
    link("self", call.query(nil))
    if shown > 0, offset + shown < found.count {
      link("next", call.query(("_offset", String(offset + shown))))
    }
    if offset > 0 {
      link("previous", call.query(("_offset", String(max(0, offset - max(count, 1))))))
    }
  }
}

extension FHIRWriter {
  /// Writes the resource of a type that a facility has.
  func write(_ facility: Facility, _ type: String, into json: inout JSONWriter) {
    switch type {
    case "Location": location(facility, into: &json)
    case "Organization": organization(facility, into: &json)
    default: affiliation(facility, into: &json)
    }
  }
}
