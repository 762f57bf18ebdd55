internal import Application
internal import Facilities
internal import Formats
internal import Referrals
internal import Wording

/// Writes referrals and their attempts as ServiceRequest and Task; nothing empty is ever written.
struct FHIRReferralWriter {
  let language: Language
  /// When business statuses are read, as silence becomes one with time.
  let now: Instant

  /// The id of the Task of an attempt: the code of the referral and its number.
  static func id(_ view: ReferralView, _ attempt: ReferralAttempt) -> String {
    "\(view.code.text)-\(attempt.number)"
  }

  // MARK: ServiceRequest

  /// The referral as the one who asks sees it.
  func serviceRequest(
    _ view: ReferralView, _ advisories: [ReferralAdvisory] = [], into json: inout JSONWriter
  ) {
    json.member("resourceType", "ServiceRequest")
    json.member("id", view.code.text)
    meta(view, into: &json)
    text([view.code.text, view.status.phrase.text(language)], advisories, into: &json)
    if let facts = view.facts { extensions(facts, into: &json) }
    json.member(
      "identifier",
      array: {
        $0.object {
          $0.member("use", "official")
          $0.member("system", FHIRSystems.referral)
          $0.member("value", view.code.text)
        }
      })
    if view.caseCode != view.code {
      json.member("basedOn", array: { $0.object { reference(view.caseCode, into: &$0) } })
    }
    json.member("status", view.status.rawValue)
    json.member("intent", "original-order")
    json.member(
      "category",
      array: {
        $0.object { FHIR.coded("3457005", FHIRSystems.snomed, "Patient referral", into: &$0) }
      })
    json.member("priority", view.priority.rawValue)
    json.member("subject", object: { subject(view, into: &$0) })
    if let moment = view.facts?.occurredAt {
      json.member("occurrenceDateTime", moment.iso8601())
    }
    json.member("authoredOn", view.openedAt.iso8601())
    json.member("requester", object: { requester(view, into: &$0) })
    let houses = view.attempts.filter { $0.status.isLive || $0.status == .completed }
      .compactMap { $0.destination?.facilityID }
    if !houses.isEmpty {
      json.member(
        "performer",
        array: { list in
          for id in houses { list.object { $0.member("reference", "Organization/\(id)") } }
        })
    }
    json.member(
      "reasonCode",
      array: {
        $0.object {
          FHIR.coded(
            view.kind.rawValue, FHIRSystems.suspicion, view.kind.phrase.text(language), into: &$0)
        }
      })
  }

  /// What of a case FHIR has no element for.
  private func extensions(_ facts: CaseFacts, into json: inout JSONWriter) {
    var codes = [(FHIRSystems.lawfulBasis, facts.basis.rawValue)]
    codes += facts.emergency.map { (FHIRSystems.emergency, $0.rawValue) }
    if facts.emergencyAsked, facts.emergency.isEmpty {
      codes.append((FHIRSystems.emergency, RequestWords.noCriterion[0]))
    }
    json.member(
      "extension",
      array: { list in
        for (url, code) in codes {
          list.object {
            $0.member("url", url)
            $0.member("valueCode", code)
          }
        }
      })
  }

  /// The patient without an identity: the person is kept apart, and shown masked.
  private func subject(_ view: ReferralView, into json: inout JSONWriter) {
    json.member("type", "Patient")
    json.member(
      "display",
      view.personal[.name]
        ?? language.say(id: "identitas disimpan terpisah", en: "the identity is kept apart"))
  }

  private func requester(_ view: ReferralView, into json: inout JSONWriter) {
    if let id = view.originFacilityID {
      json.member("reference", "Organization/\(id)")
    } else {
      json.member("type", "Organization")
    }
    json.member("display", view.branch)
  }

  // MARK: Task

  /// One attempt to place the patient.
  func task(
    _ attempt: ReferralAttempt, of view: ReferralView, _ advisories: [ReferralAdvisory] = [],
    next: SiteChoice? = nil, into json: inout JSONWriter
  ) {
    let business = view.business(attempt, at: now)
    json.member("resourceType", "Task")
    json.member("id", Self.id(view, attempt))
    meta(view, into: &json)
    text([Self.id(view, attempt), business.phrase.text(language)], advisories, into: &json)
    json.member(
      "identifier",
      array: {
        $0.object {
          $0.member("system", FHIRSystems.attempt)
          $0.member("value", Self.id(view, attempt))
        }
      })
    json.member("basedOn", array: { $0.object { reference(view.code, into: &$0) } })
    json.member("status", attempt.status.rawValue)
    if let reason = attempt.reason {
      json.member("statusReason", object: { FHIR.coded(reason, FHIRSystems.reason, into: &$0) })
    }
    json.member(
      "businessStatus",
      object: {
        FHIR.coded(
          business.rawValue, FHIRSystems.business, business.phrase.text(language), into: &$0)
      })
    json.member("intent", "order")
    json.member("priority", view.priority.rawValue)
    json.member(
      "code", object: { FHIR.coded("referral-approval-request", FHIRSystems.taskCode, into: &$0) })
    json.member("focus", object: { reference(view.code, into: &$0) })
    if let departed = attempt.departedAt {
      json.member(
        "executionPeriod",
        object: {
          $0.member("start", departed.iso8601())
          if let arrived = attempt.arrivedAt { $0.member("end", arrived.iso8601()) }
        })
    }
    let authored = attempt.sentAt ?? view.openedAt
    json.member("authoredOn", authored.iso8601())
    // What is recorded afterwards may have happened before; a Task was not modified before it was written.
    json.member("lastModified", max(view.changedAt, authored).iso8601())
    json.member("requester", object: { requester(view, into: &$0) })
    if let house = attempt.destination?.facilityID {
      json.member("owner", object: { $0.member("reference", "Organization/\(house)") })
    }
    if let due = attempt.answerDueAt {
      json.member(
        "restriction",
        object: { $0.member("period", object: { $0.member("end", due.iso8601()) }) })
    }
    if let next, !next.hits.isEmpty {
      json.member(
        "output", array: { list in for hit in next.hits { candidate(hit, into: &list) } })
    }
  }

  /// A facility that the patient can be sent to instead.
  private func candidate(_ hit: Hit, into list: inout JSONWriter) {
    list.object { output in
      output.member(
        "type", object: { FHIR.coded("candidate", FHIRSystems.output, into: &$0) })
      output.member(
        "valueReference",
        object: {
          $0.member("reference", "Organization/\(hit.facility.id)")
          $0.member(
            "display",
            "\(hit.facility.name), \(language.distance(hit.meters)), "
              + language.phone(hit.facility, .ordinary))
        })
    }
  }

  // MARK: Parts

  private func meta(_ view: ReferralView, into json: inout JSONWriter) {
    json.member(
      "meta",
      object: {
        $0.member("versionId", String(view.version))
        $0.member("lastUpdated", view.changedAt.iso8601())
      })
  }

  /// What a person must read: the state, then all that has to be known with it.
  private func text(
    _ lines: [String], _ advisories: [ReferralAdvisory], into json: inout JSONWriter
  ) {
    let all = advisories.map { $0.phrase.text(language, in: .web) } + lines
    let html = all.map { "<p>\(Markup.escape($0))</p>" }.joined()
    json.member(
      "text",
      object: {
        $0.member("status", "generated")
        $0.member("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">\(html)</div>")
      })
  }

  private func reference(_ code: ReferralCode, into json: inout JSONWriter) {
    json.member("reference", "ServiceRequest/\(code.text)")
  }
}
