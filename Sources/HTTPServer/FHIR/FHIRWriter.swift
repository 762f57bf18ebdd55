internal import Application
internal import Facilities
internal import Formats
internal import Geo
internal import Schema
internal import Wording

/// Writes resources of FHIR R4; nothing empty is ever written.
struct FHIRWriter {
  let snapshot: Snapshot
  let language: Language
  /// Where the door is as the asker sees it.
  let base: String

  // MARK: Location

  /// The place: where it stands and what is known of it there.
  func location(_ facility: Facility, into json: inout JSONWriter) {
    json.member("resourceType", "Location")
    json.member("id", facility.id)
    meta(facility, into: &json)
    text(facility, into: &json)
    identifier(facility, into: &json)
    json.member("status", facility.operationalStatus.word == .closed ? "inactive" : "active")
    json.member("name", facility.name)
    if !facility.otherNames.isEmpty {
      json.member("alias", array: { list in facility.otherNames.forEach { list.value($0) } })
    }
    json.member("mode", "instance")
    types(facility, into: &json)
    telecom(facility, into: &json)
    json.member("address", object: { address(facility, into: &$0) })
    concept("physicalType", FHIRSystems.physicalType, "bu", "Building", into: &json)
    if let position = facility.position {
      json.member(
        "position",
        object: {
          $0.member("longitude", position.longitude, decimals: 6)
          $0.member("latitude", position.latitude, decimals: 6)
        })
    }
    json.member(
      "managingOrganization",
      object: { $0.member("reference", "Organization/\(facility.id)") })
  }

  // MARK: Organization

  /// The facility as an organization.
  func organization(_ facility: Facility, into json: inout JSONWriter) {
    json.member("resourceType", "Organization")
    json.member("id", facility.id)
    meta(facility, into: &json)
    text(facility, into: &json)
    identifier(facility, into: &json)
    json.member("active", facility.operationalStatus.word != .closed)
    json.member(
      "type",
      array: { list in
        list.object {
          self.coding(FHIRSystems.organizationType, "prov", "Healthcare Provider", into: &$0)
        }
        list.object { self.coding(FHIRSystems.directoryType, "facility", "Facility", into: &$0) }
      })
    json.member("name", facility.name)
    if !facility.otherNames.isEmpty {
      json.member("alias", array: { list in facility.otherNames.forEach { list.value($0) } })
    }
    telecom(facility, into: &json)
    json.member("address", array: { $0.object { self.address(facility, into: &$0) } })
  }

  /// The insurer whose network it is.
  static func network(into json: inout JSONWriter) {
    json.member("resourceType", "Organization")
    json.member("id", FHIRSystems.network)
    json.member("active", true)
    json.member("name", "BPJS Ketenagakerjaan")
    json.member(
      "telecom",
      array: {
        $0.object {
          $0.member("system", "phone")
          $0.member("value", BPJSKetenagakerjaan.callCentre)
          $0.member("use", "work")
        }
      })
  }

  // MARK: Parts

  func meta(_ facility: Facility, into json: inout JSONWriter) {
    json.member(
      "meta",
      object: { meta in
        if let moment = FHIRMoment.lastUpdated(facility) { meta.member("lastUpdated", moment) }
        meta.member(
          "tag",
          array: { tags in
            tags.object {
              $0.member("system", FHIRSystems.basis)
              $0.member("code", facility.basis.rawValue)
              $0.member("display", self.language.basis(facility.basis))
            }
            for warning in facility.warnings(on: self.snapshot.locator.day) {
              tags.object {
                $0.member("system", FHIRSystems.warning)
                $0.member("code", warning.rawValue)
              }
            }
          })
      })
  }

  /// What a person must read before relying on it, in the sentences of all doors.
  func text(_ facility: Facility, into json: inout JSONWriter) {
    let lines = [
      facility.name, language.kind(facility), language.basis(facility, .ordinary),
      language.payment(facility), language.phone(facility, .ordinary),
      language.precision(facility.positionPrecision),
    ].filter { !$0.isEmpty }
    let html = lines.map { "<p>\(Markup.escape($0))</p>" }.joined()
    json.member(
      "text",
      object: {
        $0.member("status", "generated")
        $0.member("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">\(html)</div>")
      })
  }

  func identifier(_ facility: Facility, into json: inout JSONWriter) {
    json.member(
      "identifier",
      array: {
        $0.object {
          $0.member("use", "official")
          $0.member("system", FHIRSystems.facility)
          $0.member("value", facility.id)
        }
      })
  }

  func types(_ facility: Facility, into json: inout JSONWriter) {
    json.member(
      "type",
      array: { list in
        if let role = FHIRSystems.role(facility.kind) {
          list.object {
            self.coding(
              FHIRSystems.roleCode, role.code, role.display, text: self.language.kind(facility),
              into: &$0)
          }
        } else {
          list.object { $0.member("text", self.language.kind(facility)) }
        }
        list.object { self.coding(FHIRSystems.directoryType, "facility", "Facility", into: &$0) }
      })
  }

  func telecom(_ facility: Facility, into json: inout JSONWriter) {
    let number = facility.phoneE164.isEmpty ? facility.phone : facility.phoneE164
    guard !number.isEmpty else { return }
    json.member(
      "telecom",
      array: {
        $0.object {
          $0.member("system", "phone")
          $0.member("value", number)
          $0.member("use", "work")
        }
      })
  }

  func address(_ facility: Facility, into json: inout JSONWriter) {
    let codes = [
      ("province", facility.provinceCode), ("city", facility.regencyCode),
      ("district", facility.districtCode), ("village", facility.villageCode),
    ].filter { !$0.1.isEmpty }
    json.member(
      "extension",
      array: {
        $0.object {
          $0.member("url", FHIRSystems.administrativeCode)
          $0.member(
            "extension",
            array: { list in
              for (level, code) in codes {
                list.object {
                  $0.member("url", level)
                  $0.member("valueCode", code.filter { $0 != "." })
                }
              }
            })
        }
      })
    json.member("use", "work")
    json.member("type", "physical")
    if !facility.address.isEmpty {
      json.member("line", array: { $0.value(facility.address) })
    }
    json.member("city", facility.regency)
    if !facility.district.isEmpty { json.member("district", facility.district) }
    let province = snapshot.locator.gazetteer.provinces.first { $0.code == facility.provinceCode }
    if let province { json.member("state", province.name) }
    json.member("country", "ID")
  }

  func concept(
    _ name: String, _ system: String, _ code: String, _ display: String,
    into json: inout JSONWriter
  ) {
    json.member(name, object: { self.coding(system, code, display, into: &$0) })
  }

  func coding(
    _ system: String, _ code: String, _ display: String, text: String? = nil,
    into json: inout JSONWriter
  ) {
    json.member(
      "coding",
      array: {
        $0.object {
          $0.member("system", system)
          $0.member("code", code)
          $0.member("display", display)
        }
      })
    if let text { json.member("text", text) }
  }
}
