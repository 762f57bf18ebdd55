internal import Application
internal import Facilities
internal import Formats
internal import HTTPTypes
internal import Schema
internal import Wording

/// `/fhir`: the directory in FHIR R4 (4.0.1), after IHE mCSD.
enum FHIR {
  static let types = ["Location", "Organization", "OrganizationAffiliation"]

  private static let common = [
    Parameter("_id", .text, "Logical ids, with commas between.", example: "PLKK-63-097"),
    Parameter("identifier", .text, "System and value: urn:plkk:facility|PLKK-63-097."),
    Parameter(
      "_lastUpdated", .text, "When it was last told: ge2026-01-01.", example: "ge2026-01-01"),
    Parameter(
      "_tag", .text, "What supports membership, or a warning.",
      example: "urn:plkk:basis|official"),
    Parameter(
      "_tag:not", .text, "Leaves those out that have the tag.", example: "urn:plkk:basis|presumed"),
    Parameter("_count", .integer(0...1000), "Resources of one page.", example: "20"),
    Parameter("_offset", .integer(0...1_000_000), "How many to pass over.", example: "0"),
    Parameter(
      "_format", .word(["json", "application/json", "application/fhir+json"]),
      "Form of the answer."),
  ]
  private static let names = [
    Parameter("name", .text, "Begin of a name.", example: "rsud"),
    Parameter("name:contains", .text, "Part of a name."),
    Parameter("name:exact", .text, "A whole name."),
  ]
  private static let type = Parameter(
    "type", .text, "Kind of place, such as HOSP.", example: "HOSP")
  private static let active = Parameter(
    "active", .word(["true", "false"]), "Whether it is in use.")

  /// The search parameters of each type beside the common ones.
  static func parameters(_ resource: String) -> [Parameter] {
    switch resource {
    case "Location":
      [
        Parameter(
          "near", .text, "Latitude|longitude|distance|unit (UCUM), nearest first.",
          example: "-3.3194|114.5908|5|km"),
        Parameter("near-distance", .text, "The distance of STU3: 5|http://unitsofmeasure.org|km."),
        type,
        Parameter("status", .word(["active", "suspended", "inactive"]), "Whether it is in use."),
        Parameter("organization", .text, "The managing organization."),
        Parameter("address", .text, "Part of an address."),
        Parameter("address-city", .text, "Begin of the name of a kabupaten/kota."),
        Parameter("address-state", .text, "Begin of the name of a province."),
        Parameter("_include", .word(["Location:organization"]), "The organizations as well."),
        Parameter("_sort", .word(["near", "_id"]), "Order; by distance where near is given."),
      ] + names
    case "Organization": names + [type, active]
    default:
      [
        active,
        Parameter("date", .text, "A day in the period of the agreement.", example: "2026-01-01"),
        Parameter("participating-organization", .text, "The facility."),
        Parameter("primary-organization", .text, "Whose network it is."),
        Parameter("role", .text, "plkk."),
      ]
    }
  }

  static func operations() -> [Operation] {
    let forms = [MediaType.fhir, MediaType.json]
    var operations = [
      Operation(
        "fhirMetadata", "/fhir/metadata", "What this server of FHIR can do.",
        parameters: [common[common.count - 1]], produces: forms, schema: "Document"
      ) { call in try FHIRCapabilities.reply(call) }
    ]
    for type in types {
      operations += [
        Operation(
          "fhirSearch_\(type)", "/fhir/\(type)", "Search for \(type).",
          parameters: parameters(type) + common, produces: forms, schema: "Document"
        ) { call in try FHIRSearch(call, type).reply() },
        Operation(
          "fhirRead_\(type)", "/fhir/\(type)/{id}", "One \(type) by its id.",
          parameters: [common[common.count - 1]], produces: forms, schema: "Document",
          problems: [.notFound, .gone]
        ) { call in try read(call, type) },
      ]
    }
    return operations
  }

  private static func read(_ call: Call, _ type: String) throws -> Reply {
    if type == "Organization", call.segment("id") == FHIRSystems.network {
      return .json(call) { FHIRWriter.network(into: &$0) }
    }
    return try call.locating(field: "id") { locator in
      let facility = try locator.show(call.segment("id"))
      guard facility.id == call.segment("id"), FHIRSearch.exists(facility, type) else {
        throw Problem.notFound
      }
      let writer = FHIRWriter(snapshot: call.snapshot, language: call.language, base: call.base)
      return .json(call) { writer.write(facility, type, into: &$0) }
    }
  }

  /// A problem as a resource.
  static func outcome(_ problem: Problem, _ language: Language) -> Reply {
    var json = JSONWriter()
    json.object { json in
      json.member("resourceType", "OperationOutcome")
      json.member(
        "issue",
        array: { issues in
          issues.object { issue in
            issue.member("severity", problem.status.code >= 500 ? "fatal" : "error")
            issue.member("code", issueType(problem))
            issue.member(
              "details",
              object: {
                coded(problem.code, FHIRSystems.problem, problem.sentence(language), into: &$0)
              })
            if let field = problem.field {
              issue.member("expression", array: { $0.value(field) })
            }
            if !problem.allowed.isEmpty {
              issue.member("diagnostics", problem.allowed.joined(separator: ", "))
            }
          }
        })
    }
    var reply = Reply(json.text, MediaType.fhir, status: problem.status)
    reply.fields[.contentLanguage] = language.rawValue
    reply.fields.append(contentsOf: problem.fields)
    return reply
  }

  /// A concept: one code of a system, and what it says to a person.
  static func coded(
    _ code: String, _ system: String, _ text: String? = nil, into json: inout JSONWriter
  ) {
    json.member(
      "coding",
      array: {
        $0.object {
          $0.member("system", system)
          $0.member("code", code)
        }
      })
    if let text { json.member("text", text) }
  }

  /// What must be known of an answer as a whole.
  struct Remark {
    var severity = "warning"
    let code: String
    let text: String
  }

  /// The members of the entry of a bundle that holds such remarks.
  static func outcome(_ remarks: [Remark], into json: inout JSONWriter) {
    json.member(
      "resource",
      object: { resource in
        resource.member("resourceType", "OperationOutcome")
        resource.member(
          "issue",
          array: { issues in
            for remark in remarks {
              issues.object { issue in
                issue.member("severity", remark.severity)
                issue.member("code", "informational")
                issue.member(
                  "details",
                  object: { coded(remark.code, FHIRSystems.warning, remark.text, into: &$0) })
              }
            }
          })
      })
    json.member("search", object: { $0.member("mode", "outcome") })
  }

  private static func issueType(_ problem: Problem) -> String {
    switch problem.status.code {
    case 401: "login"
    case 403: "forbidden"
    case 404, 410: "not-found"
    case 405, 406, 415: "not-supported"
    case 409, 412: "conflict"
    case 408: "timeout"
    case 413, 431: "too-long"
    case 429: "throttled"
    case 500: "exception"
    case 503: "transient"
    default: problem.code == "wrong_value" ? "value" : "invalid"
    }
  }
}
