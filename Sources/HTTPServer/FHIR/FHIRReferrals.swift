internal import Application
internal import Formats
internal import HTTPTypes
internal import Referrals
internal import Wording

/// `/fhir/ServiceRequest` and `/fhir/Task`: referrals and their attempts, with a token.
struct FHIRReferrals: Sendable {
  let routes: ReferralRoutes

  static let types = ["ServiceRequest", "Task"]
  private static let forms = [MediaType.fhir, MediaType.json]
  private static let form = Parameter(
    "_format", .word(["json", "application/json", "application/fhir+json"]),
    "Form of the answer.")

  /// The search parameters of each type.
  static func parameters(_ type: String) -> [Parameter] {
    let common = [
      Parameter("_id", .text, "One logical id.", example: type == "Task" ? "K7FD-3QWX-K-1" : nil),
      Parameter("identifier", .text, "System and value: urn:plkk:referral|K7FD-3QWX-K."),
      Parameter("_count", .integer(1...ListQuery.mostRows), "Referrals of one page."),
      Parameter("_cursor", .text, "Where the page before said that the next begins."), form,
    ]
    if type == "ServiceRequest" {
      return [
        Parameter(
          "status", .word(RequestStatus.allCases.map(\.rawValue)), "Only those in a state."),
        Parameter("_revinclude", .word(["Task:based-on"]), "The attempts as well."),
      ] + common
    }
    return [
      Parameter("based-on", .text, "Those of one referral.", example: "ServiceRequest/K7FD-3QWX-K"),
      Parameter("owner", .text, "Those sent to a facility.", example: "Organization/PLKK-63-097"),
      Parameter("status", .word(AttemptStatus.allCases.map(\.rawValue)), "Only those in a state."),
      Parameter("_include", .word(["Task:based-on"]), "The referrals as well."),
    ] + common
  }

  var operations: [Operation] {
    Self.types.flatMap { type in
      [
        operation(
          "fhirSearch_\(type)", "/fhir/\(type)", "Search for \(type), newest change first.",
          Self.parameters(type)
        ) { try await FHIRReferralSearch(routes: routes, call: $0, type: type).reply() },
        operation(
          "fhirRead_\(type)", "/fhir/\(type)/{id}", "One \(type) by its id.", [Self.form]
        ) { try await read($0, type) },
        change("fhirCreate_\(type)", "/fhir/\(type)", .post, type),
        change("fhirUpdate_\(type)", "/fhir/\(type)/{id}", .put, type),
      ]
    }
  }

  private func operation(
    _ id: String, _ path: String, _ summary: String, _ parameters: [Parameter],
    _ handler: @escaping @Sendable (Call) async throws -> Reply
  ) -> Operation {
    var operation = Operation(
      id, path, summary, parameters: parameters, produces: Self.forms, schema: "Document",
      problems: [.unauthorized, .forbidden, .notFound, .gone, .conflict], handler: handler)
    operation.needsToken = true
    return operation
  }

  private func change(
    _ id: String, _ path: String, _ method: HTTPRequest.Method, _ type: String
  ) -> Operation {
    let isNew = method == .post
    var operation = Operation(
      id, path,
      isNew
        ? "Opens a referral, or sends it to one more facility."
        : "Takes the step that leads to the new status.",
      method: method, parameters: [Self.form], accepts: Self.forms, produces: Self.forms,
      schema: "Document",
      problems: [.unauthorized, .forbidden, .notFound, .gone, .conflict, .preconditionFailed]
    ) { call in
      isNew ? try await create(call, type) : try await update(call, type)
    }
    operation.needsToken = true
    operation.isCreating = isNew
    operation.headers = [.idempotencyKey] + (isNew ? [] : [.ifMatch])
    return operation
  }

  // MARK: Reading

  /// The referral that a logical id means, and the number of the attempt where it is one of a Task.
  static func parts(_ id: String, _ type: String) throws -> (code: ReferralCode, attempt: Int?) {
    var text = id[...]
    var number: Int?
    if type == "Task" {
      guard let dash = id.lastIndex(of: "-"), let found = Int(id[id.index(after: dash)...]),
        found > 0
      else { throw Problem.notFound }
      text = id[..<dash]
      number = found
    }
    // Written in one way only, so that a resource has one address.
    guard let code = try? ReferralCode(String(text)), code.text == text else {
      throw Problem.notFound
    }
    return (code, number)
  }

  private func read(_ call: Call, _ type: String) async throws -> Reply {
    let (referring, identity) = try await routes.referring(call)
    let (code, number) = try Self.parts(call.segment("id"), type)
    return try await show(call, referring, identity, code, number)
  }

  /// One referral, or one of its attempts, as it stands now.
  private func show(
    _ call: Call, _ referring: Referring, _ identity: Identity, _ code: ReferralCode,
    _ number: Int?, after outcome: ReferralOutcome? = nil
  ) async throws -> Reply {
    let shown: ShownReferral
    do throws(ReferringError) {
      shown = try await referring.show(code, by: identity)
    } catch {
      throw Problem(error, of: .show)
    }
    let writer = FHIRReferralWriter(language: call.language, now: shown.at)
    var advisories = outcome?.advisories ?? []
    advisories += shown.advisories.filter { !advisories.contains($0) }
    var json = JSONWriter()
    if let number {
      guard let attempt = shown.view.attempts.first(where: { $0.number == number }) else {
        throw Problem.notFound
      }
      json.object {
        writer.task(
          attempt, of: shown.view, advisories, next: outcome?.next ?? shown.next, into: &$0)
      }
    } else {
      json.object { writer.serviceRequest(shown.view, advisories, into: &$0) }
    }
    var reply = Reply(json.text, call.form)
    // Time changes an answer as well, so that nothing is answered "not modified" by this mark.
    reply.fields[.eTag] = "W/\"\(shown.view.version)\""
    reply.fields[.cacheControl] = "no-store"
    reply.fields[.contentLanguage] = call.language.rawValue
    return reply
  }

  // MARK: Changing

  private func create(_ call: Call, _ type: String) async throws -> Reply {
    let (referring, identity) = try await routes.referring(call)
    let resource = try await FHIRResource(call, type)
    let outcome: ReferralOutcome
    if type == "ServiceRequest" {
      let request = try resource.opening(call)
      do throws(ReferringError) {
        outcome = try await referring.open(request, by: identity)
      } catch {
        throw Problem(error, of: .open, isEmergency: request.facts.emergency?.isEmpty == false)
      }
    } else {
      let request = try resource.sending(call)
      do throws(ReferringError) {
        outcome = try await referring.send(request, by: identity)
      } catch {
        throw Problem(error, of: .send)
      }
    }
    let code = outcome.receipt.code
    let number = type == "Task" ? outcome.receipt.attempt : nil
    var reply = try await show(call, referring, identity, code, number, after: outcome)
    reply.status = .created
    reply.fields[.location] =
      "\(call.base)/fhir/\(type)/\(code.text)" + (number.map { "-\($0)" } ?? "")
    return reply
  }

  private func update(_ call: Call, _ type: String) async throws -> Reply {
    var (referring, identity) = try await routes.referring(call)
    let (code, number) = try Self.parts(call.segment("id"), type)
    let resource = try await FHIRResource(call, type)
    guard resource["id"]?.text == call.segment("id") else {
      throw Problem.wrongValue("\(type).id", "", call.segment("id"))
    }
    let current = try await show(call, referring, identity, code, number)
    let known = try resource.known(current)
    referring.ifVersion = try call.version(isWeak: true)
    let change = try resource.change(known, code, number, call.requestID)
    let outcome: ReferralOutcome?
    do throws(ReferringError) {
      switch change {
      case .none: outcome = nil
      case .step(let request): outcome = try await referring.step(request, by: identity)
      case .send(let request): outcome = try await referring.send(request, by: identity)
      case .record(let request): outcome = try await referring.record(request, by: identity)
      }
    } catch {
      throw Problem(error, of: nil)
    }
    return try await show(call, referring, identity, code, number, after: outcome)
  }
}
