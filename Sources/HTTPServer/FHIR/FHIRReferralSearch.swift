internal import Application
internal import Formats
internal import HTTPTypes
internal import Referrals
internal import Wording

/// A search for referrals or their attempts: a page of referrals, and what of them was asked for.
struct FHIRReferralSearch {
  let routes: ReferralRoutes
  let call: Call
  let type: String

  /// What was found.
  private struct Page {
    var views: [ReferralView]
    var at: Instant
    var next: ListCursor?
    var advisories: [ReferralAdvisory]
  }

  func reply() async throws -> Reply {
    let (referring, identity) = try await routes.referring(call)
    let listing: Page
    do throws(ReferringError) {
      listing = try await found(referring, identity)
    } catch {
      throw Problem(error, of: .list)
    }
    let writer = FHIRReferralWriter(language: call.language, now: listing.at)
    var json = JSONWriter()
    json.object { bundle in
      bundle.member("resourceType", "Bundle")
      bundle.member("type", "searchset")
      bundle.member(
        "link",
        array: { list in
          link("self", call.query(nil), into: &list)
          if let next = listing.next {
            link("next", call.query(("_cursor", next.text)), into: &list)
          }
        })
      // How many there are beyond this page is not counted, and so not said.
      let advisories = listing.advisories.filter { if case .more = $0 { false } else { true } }
      let shown = listing.views.map { ($0, attempts($0)) }
      let isEmpty =
        advisories.isEmpty && (type == "Task" ? shown.allSatisfy(\.1.isEmpty) : shown.isEmpty)
      if isEmpty { return }
      bundle.member(
        "entry",
        array: { list in
          for (view, attempts) in shown { entries(view, attempts, writer, into: &list) }
          if !advisories.isEmpty { list.object { outcome(advisories, into: &$0) } }
        })
    }
    var reply = Reply(json.text, call.form)
    reply.fields[.cacheControl] = "no-store"
    reply.fields[.contentLanguage] = call.language.rawValue
    return reply
  }

  /// The referrals that are asked for: those named, or a page of the list.
  private func found(
    _ referring: Referring, _ identity: Identity
  ) async throws(ReferringError) -> Page {
    let arguments = call.arguments
    let names = [
      arguments.text("_id").map(bare),
      arguments.text("identifier").map { bare(String($0.split(separator: "|").last ?? "")) },
      arguments.text("based-on").map {
        $0.hasPrefix("ServiceRequest/") ? String($0.dropFirst(15)) : $0
      },
    ].compactMap { $0 }
    if let name = names.first {
      let code: ReferralCode
      do { code = try ReferralCode(name) } catch { throw .referralService(.code(error)) }
      let shown = try await referring.show(code, by: identity)
      let isMeant = names.allSatisfy { (try? ReferralCode($0)) == code }
      return Page(
        views: isMeant && fits(shown.view) ? [shown.view] : [], at: shown.at,
        advisories: shown.advisories)
    }
    var request = ListRequest()
    if type == "ServiceRequest" {
      request.status = arguments.text("status").flatMap(RequestStatus.init)
    }
    request.limit = arguments.integer("_count") ?? 20
    if let text = arguments.text("_cursor") {
      guard let place = ListCursor(text) else { throw .badCursor }
      request.after = place
    }
    let listing = try await referring.list(request, by: identity)
    return Page(
      views: listing.views, at: listing.at, next: listing.next, advisories: listing.advisories)
  }

  /// The code of the referral in a logical id.
  private func bare(_ id: String) -> String {
    guard type == "Task", let dash = id.lastIndex(of: "-") else { return id }
    return String(id[..<dash])
  }

  private func fits(_ view: ReferralView) -> Bool {
    type == "Task" || call.arguments.text("status").map { $0 == view.status.rawValue } ?? true
  }

  /// The attempts of a referral that are asked for; with the referral itself all of them.
  private func attempts(_ view: ReferralView) -> [ReferralAttempt] {
    guard type == "Task" else { return view.attempts }
    let arguments = call.arguments
    let house = arguments.text("owner").map {
      $0.hasPrefix("Organization/") ? String($0.dropFirst(13)) : $0
    }
    let ids = [
      arguments.text("_id"),
      arguments.text("identifier").map { String($0.split(separator: "|").last ?? "") },
    ].compactMap { $0 }
    return view.attempts.filter { attempt in
      (house.map { $0 == attempt.destination?.facilityID } ?? true)
        && (arguments.text("status").map { $0 == attempt.status.rawValue } ?? true)
        && ids.allSatisfy { $0 == FHIRReferralWriter.id(view, attempt) }
    }
  }

  private func entries(
    _ view: ReferralView, _ attempts: [ReferralAttempt], _ writer: FHIRReferralWriter,
    into list: inout JSONWriter
  ) {
    func entry(_ kind: String, _ id: String, _ write: (inout JSONWriter) -> Void) {
      list.object { entry in
        entry.member("fullUrl", "\(call.base)/fhir/\(kind)/\(id)")
        entry.member("resource", object: { write(&$0) })
        entry.member("search", object: { $0.member("mode", kind == type ? "match" : "include") })
      }
    }
    let isAlone = type == "Task" && (attempts.isEmpty || !call.arguments.has("_include"))
    if !isAlone {
      entry("ServiceRequest", view.code.text) { writer.serviceRequest(view, into: &$0) }
    }
    guard type == "Task" || call.arguments.has("_revinclude") else { return }
    for attempt in attempts {
      entry("Task", FHIRReferralWriter.id(view, attempt)) {
        writer.task(attempt, of: view, into: &$0)
      }
    }
  }

  private func outcome(_ advisories: [ReferralAdvisory], into json: inout JSONWriter) {
    let remarks = advisories.map {
      FHIR.Remark(code: $0.code, text: $0.phrase.text(call.language, in: .web))
    }
    FHIR.outcome(remarks, into: &json)
  }

  private func link(_ relation: String, _ query: String, into list: inout JSONWriter) {
    list.object {
      $0.member("relation", relation)
      $0.member("url", "\(call.base)/fhir/\(type)\(query)")
    }
  }
}
