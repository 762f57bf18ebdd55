internal import Application
internal import Formats
internal import HTTPTypes
internal import NIOCore
internal import Referrals
internal import Wording

/// What a changed resource asks for.
extension FHIRResource {
  /// What a changed resource asks for.
  enum Change {
    case none
    case step(StepRequest)
    case send(SendRequest)
    case record(RecordRequest)
  }

  /// What stands at the server, from the answer that shows it.
  func known(_ reply: Reply) throws -> JSONValue {
    guard case .whole(let bytes) = reply.body,
      let value = try? JSONValue(Array(bytes.readableBytesView))
    else { throw Problem.internalFault }
    return value
  }

  /// The one change from what stands at the server to this resource.
  ///
  /// Elements that are left out stay; whatever else differs is refused by name.
  func change(
    _ known: JSONValue, _ code: ReferralCode, _ number: Int?, _ requestID: String?
  ) throws -> Change {
    let free = ["text", "meta", "note"]
    let changed = Set(
      members.filter { member in
        !free.contains(member.name)
          && known[member.name].map { $0.sorted != member.value.sorted } ?? true
      }.map(\.name))
    return type == "Task"
      ? try taskChange(changed, known, code, number, requestID)
      : try referralChange(changed, known, code, requestID)
  }

  private func only(_ changed: Set<String>, _ allowed: [String]) throws(Problem) {
    if let other = changed.subtracting(allowed).sorted().first {
      throw Problem(
        "unchangeable_element", .badRequest, field: "\(type).\(other)", allowed: allowed,
        Phrase(
          id: "unsur \(type).\(Problem.shown(other)) tidak dapat diubah di sini",
          en: "the element \(type).\(Problem.shown(other)) cannot be changed here"))
    }
  }

  private func taskChange(
    _ changed: Set<String>, _ known: JSONValue, _ code: ReferralCode, _ number: Int?,
    _ requestID: String?
  ) throws -> Change {
    try only(changed, ["status", "statusReason", "owner"])
    let wanted = try word("status", AttemptStatus.allCases.map(\.rawValue))
    if !changed.contains("status") {
      try only(changed, ["status"])
      if self["note"] != nil { throw refuse("note", "status") }
      return .none
    }
    let reason = try self.code(self["statusReason"], FHIRSystems.reason, "statusReason")
    guard let status = AttemptStatus(rawValue: wanted) else { throw refuse("status", "") }
    if status != .requested { try only(changed, ["status", "statusReason"]) }
    let step: ReferralStep
    switch status {
    case .draft: throw refuse("status", "requested")
    case .requested:
      var request = SendRequest(code)
      request.attempt = number
      request.destination = try reference(self["owner"], "Organization", "owner")
        .map { .facility($0) }
      request.requestID = requestID
      return .send(request)
    case .received: step = .receive(by: .service)
    case .accepted: step = .accept(by: .service)
    case .rejected: step = .reject(try coded(reason, "statusReason"))
    case .onHold: step = .hold(try coded(reason, "statusReason"))
    case .inProgress: step = .depart
    case .completed: step = .arrive
    case .cancelled: step = .cancel(try coded(reason, "statusReason"))
    case .failed: step = .fail(try coded(reason, "statusReason"))
    case .enteredInError: step = .void(try coded(reason, "statusReason"))
    }
    var request = StepRequest(code, step)
    request.attempt = number
    request.requestID = requestID
    if let note = try note() { request.personal[.note] = note }
    return .step(request)
  }

  private func referralChange(
    _ changed: Set<String>, _ known: JSONValue, _ code: ReferralCode, _ requestID: String?
  ) throws -> Change {
    let isReason: (JSONValue) -> Bool = { $0["url"]?.text == FHIRSystems.why }
    let given = self["extension"]?.elements ?? []
    let reason = given.first(where: isReason)?["valueCode"]?.text
    let others = given.filter { !isReason($0) }
    if !others.isEmpty, others.map(\.sorted) != known["extension"]?.elements.map(\.sorted) {
      try only(["extension"], ["status", "priority"])
    }
    let real = changed.subtracting(["extension"])
    try only(real, ["status", "priority"])
    guard real.count <= 1 else { throw refuse("priority", "status | priority") }
    if self["note"] != nil { throw refuse("note", "Task.note") }
    switch real.first {
    case "priority":
      let priority: Priority = try coded(self["priority"]?.text, "priority")
      var request = RecordRequest(
        code, .priority(priority, try coded(reason, "extension")))
      request.requestID = requestID
      return .record(request)
    case "status":
      let status = try word("status", ["revoked", "entered-in-error"])
      var request = StepRequest(
        code,
        status == "revoked"
          ? .revoke(try coded(reason, "extension")) : .void(try coded(reason, "extension")))
      request.requestID = requestID
      return .step(request)
    default: return .none
    }
  }
}

extension JSONValue {
  /// The value with the members of its objects in the order of their names, so that it can be compared.
  fileprivate var sorted: JSONValue {
    switch self {
    case .object(let members):
      .object(
        members.map { Member(name: $0.name, value: $0.value.sorted) }
          .sorted { $0.name < $1.name })
    case .array(let elements): .array(elements.map(\.sorted))
    default: self
    }
  }
}
