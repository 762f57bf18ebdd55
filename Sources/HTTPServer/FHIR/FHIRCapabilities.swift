internal import Application
internal import Formats
internal import Serving

/// The CapabilityStatement: what this server can do.
enum FHIRCapabilities {
  static func reply(_ call: Call) throws -> Reply {
    .json(call) { json in
      json.member("resourceType", "CapabilityStatement")
      json.member("status", "active")
      json.member(
        "date", call.snapshot.edition.day.isEmpty ? "2026-02-02" : call.snapshot.edition.day)
      json.member("kind", "instance")
      json.member(
        "implementation",
        object: {
          $0.member("description", "PLKK Kalimantan: facilities for work-accident care")
          $0.member("url", "\(call.base)/fhir")
        })
      json.member("fhirVersion", "4.0.1")
      json.member("format", array: { $0.value("json") })
      json.member(
        "rest",
        array: {
          $0.object { rest in
            rest.member("mode", "server")
            rest.member(
              "documentation",
              "Membership that nothing confirms has the tag urn:plkk:basis|presumed. Distances are "
                + "straight lines over the WGS-84 ellipsoid. Unknown parameters are refused. "
                + "ServiceRequest and Task need a bearer token, over TLS or from this machine.")
            rest.member(
              "resource",
              array: { list in
                for type in FHIR.types { list.object { resource(type, into: &$0) } }
                for type in FHIRReferrals.types { list.object { referral(type, into: &$0) } }
              })
          }
        })
    }
  }

  private static func resource(_ type: String, into json: inout JSONWriter) {
    json.member("type", type)
    json.member(
      "interaction",
      array: { list in
        for code in ["read", "search-type"] { list.object { $0.member("code", code) } }
      })
    json.member("versioning", "no-version")
    if type == "Location" {
      json.member("searchInclude", array: { $0.value("Location:organization") })
    }
    let own = FHIR.parameters(type).map(\.name).filter { !$0.contains(":") && !$0.hasPrefix("_") }
    json.member(
      "searchParam",
      array: { list in
        for name in own + ["identifier", "_id", "_lastUpdated", "_tag"] {
          list.object {
            $0.member("name", name)
            $0.member("type", kind(name))
          }
        }
      })
  }

  /// Referrals and their attempts: changed by the use cases of all doors.
  private static func referral(_ type: String, into json: inout JSONWriter) {
    json.member("type", type)
    json.member(
      "interaction",
      array: { list in
        for code in ["read", "search-type", "create", "update"] {
          list.object { $0.member("code", code) }
        }
      })
    json.member("versioning", "versioned")
    if type == "Task" {
      json.member("searchInclude", array: { $0.value("Task:based-on") })
    } else {
      json.member("searchRevInclude", array: { $0.value("Task:based-on") })
    }
    let own = FHIRReferrals.parameters(type).map(\.name).filter { !$0.hasPrefix("_") }
    json.member(
      "searchParam",
      array: { list in
        for name in own + ["_id"] {
          list.object {
            $0.member("name", name)
            $0.member("type", kind(name))
          }
        }
      })
  }

  private static func kind(_ name: String) -> String {
    switch name {
    case "near": "special"
    case "near-distance": "quantity"
    case "name", "address", "address-city", "address-state": "string"
    case "organization", "participating-organization", "primary-organization", "based-on", "owner":
      "reference"
    case "date", "_lastUpdated": "date"
    default: "token"
    }
  }
}
