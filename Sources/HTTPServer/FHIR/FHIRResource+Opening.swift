internal import Application
internal import Formats
internal import Referrals
internal import Wording

/// What a new resource asks for.
extension FHIRResource {
  /// The referral that a new ServiceRequest opens: a draft, or sent to its performer, or to the nearest.
  func opening(_ call: Call) throws -> OpenRequest {
    try allow([
      "status", "intent", "category", "priority", "subject", "occurrenceDateTime", "requester",
      "performer", "reasonCode", "note", "extension",
    ])
    var request = OpenRequest()
    request.requestID = call.requestID
    let status = try word("status", ["draft", "active"])
    _ = try word("intent", ["order", "original-order"])
    if let category = self["category"]?.elements {
      guard category.count == 1, category[0]["coding"]?.elements.first?["code"]?.text == "3457005"
      else { throw refuse("category", FHIRSystems.snomed + "|3457005") }
    }
    if let text = self["priority"]?.text {
      request.priority = try coded(text, "priority")
    }
    let performers = self["performer"]?.elements ?? []
    guard performers.count <= 1 else { throw refuse("performer", "Organization/ID") }
    let house = try reference(performers.first, "Organization", "performer")
    if status == "active" {
      request.destination = house.map { .facility($0) } ?? .nearest
    } else if house != nil {
      throw refuse("status", "active")
    }
    request.originFacilityID = try reference(self["requester"], "Organization", "requester")
    try person(&request.personal)
    if let text = try note() { request.personal[.chronology] = text }
    if let reasons = self["reasonCode"]?.elements {
      guard reasons.count == 1 else { throw refuse("reasonCode", FHIRSystems.suspicion + "|CODE") }
      request.facts.kind = try coded(
        try code(reasons[0], FHIRSystems.suspicion, "reasonCode"), "reasonCode")
    }
    if let text = self["occurrenceDateTime"]?.text {
      do {
        request.facts.occurredAt = try TimeText.parse(text)
      } catch {
        throw Problem(.time(.occurredAt, error), of: .open)
      }
    }
    let said = try extensions([
      FHIRSystems.place, FHIRSystems.lawfulBasis, FHIRSystems.emergency, FHIRSystems.branch,
    ])
    request.branch = said[FHIRSystems.branch]?.first
    if let text = said[FHIRSystems.lawfulBasis]?.first {
      request.facts.basis = try coded(text, "extension")
    }
    if let words = said[FHIRSystems.emergency] {
      var criteria: [EmergencyCriterion] = []
      for word in words where !RequestWords.isNoCriterion(word) {
        criteria.append(try coded(word, "extension"))
      }
      guard criteria.isEmpty || criteria.count == words.count else {
        throw Problem(.criteriaWithNone, of: .open)
      }
      request.facts.emergency = criteria
    }
    if let text = said[FHIRSystems.place]?.first {
      do {
        request.place = .understood(try call.snapshot.locator.understand(text))
      } catch {
        throw Problem(
          error, field: "\(type).extension",
          isEmergency: request.facts.emergency?.isEmpty == false)
      }
    }
    return request
  }

  /// The person of a ServiceRequest: a name, and numbers by their systems.
  private func person(_ personal: inout [PersonalField: String]) throws(Problem) {
    guard let subject = self["subject"] else { throw refuse("subject", "{\"display\":NAME}") }
    for member in subject.members {
      switch (member.name, member.value) {
      case ("type", .string("Patient")): break
      case ("display", .string(let name)): personal[.name] = name
      case ("identifier", let identifier):
        guard let value = identifier["value"]?.text else {
          throw refuse("subject.identifier", FHIRSystems.nik)
        }
        switch identifier["system"]?.text {
        case FHIRSystems.nik: personal[.nik] = value
        case FHIRSystems.passport: personal[.passport] = value
        default: throw refuse("subject.identifier", FHIRSystems.nik + "|" + FHIRSystems.passport)
        }
      default: throw refuse("subject.\(member.name)", "display, identifier")
      }
    }
  }

  /// The attempt that a new Task makes: sent to its owner, or to the nearest.
  func sending(_ call: Call) throws -> SendRequest {
    try allow(["status", "intent", "code", "basedOn", "focus", "owner", "priority"])
    _ = try word("status", ["requested"])
    _ = try word("intent", ["order"])
    let based = self["basedOn"]?.elements ?? []
    guard based.count <= 1,
      let id = try reference(based.first ?? self["focus"], "ServiceRequest", "basedOn")
    else { throw refuse("basedOn", "ServiceRequest/CODE") }
    if let focus = try reference(self["focus"], "ServiceRequest", "focus"), focus != id {
      throw refuse("focus", "ServiceRequest/\(id)")
    }
    if self["priority"] != nil {
      throw refuse("priority", "ServiceRequest.priority")
    }
    var request = SendRequest(try FHIRReferrals.parts(id, "ServiceRequest").code)
    request.destination =
      try reference(self["owner"], "Organization", "owner").map { .facility($0) } ?? .nearest
    request.requestID = call.requestID
    return request
  }
}
