import Application
import Facilities
import Formats
import Foundation
import Geo
import HTTPTypes
import Testing
import TestSupport

@testable import HTTPServer

@Suite("/fhir: the directory in R4")
struct FHIRTests {
  private let door: Asking

  init() throws { door = try Asking() }

  private func entries(_ target: String) async throws -> [[String: Any]] {
    let outcome = try await door.get(target)
    #expect(outcome.status == 200, "\(target): \(outcome.text.prefix(300))")
    return (outcome.object["entry"] as? [[String: Any]] ?? []).filter {
      ($0["search"] as? [String: Any])?["mode"] as? String == "match"
    }
  }

  private func ids(_ target: String) async throws -> [String] {
    try await entries(target).compactMap { ($0["resource"] as? [String: Any])?["id"] as? String }
  }

  @Test(
    "near is nearest first, exact, with its distance, and the same as /v1",
    arguments: SplitMix64.seeds)
  func near(seed: UInt64) async throws {
    let locator = try Asking.locator.get()
    var random = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let latitude = Double.random(in: -4...4, using: &random).fixed(5)
      let longitude = Double.random(in: 109...118, using: &random).fixed(5)
      let unit = ["km", "m", "[mi_i]"].randomElement(using: &random) ?? "km"
      let length = unit == "km" ? 1000 : unit == "m" ? 1 : 1609.344
      let found = try await entries(
        "/fhir/Location?_count=5&near=\(latitude)%7C\(longitude)%7C\(unit == "m" ? 500000 : 500)%7C"
          + PercentCode.encoded(unit))
      let truth = try locator.nearest(
        NearestRequest(
          query: locator.understand("\(latitude),\(longitude)"), limit: 5,
          meters: 500 * (unit == "m" ? 1000 : length),
          filter: FacilityFilter(), bruteForce: true))
      #expect(found.count == truth.hits.count)
      for (entry, hit) in zip(found, truth.hits) {
        let search = entry["search"] as? [String: Any]
        let distance =
          (search?["extension"] as? [[String: Any]])?.first?["valueDistance"] as? [String: Any]
        #expect((entry["resource"] as? [String: Any])?["id"] as? String == hit.facility.id)
        #expect(distance?["code"] as? String == unit)
        let meters = (distance?["value"] as? Double ?? -1) * length
        #expect(abs(meters - hit.meters) < 0.002)
      }
    }
  }

  @Test("What must be known of an answer comes with it as an OperationOutcome")
  func warnings() async throws {
    let outcome = try await door.get("/fhir/Location?near=35.68%7C139.69&_count=1")
    let plain = try await door.get(
      "/v1/nearest?position=35.68,139.69&basis=official,reported,presumed,none")
    let codes = (plain.object["warnings"] as? [[String: Any]] ?? []).compactMap {
      $0["code"] as? String
    }
    let issues = (outcome.object["entry"] as? [[String: Any]] ?? []).compactMap { entry in
      (entry["resource"] as? [String: Any])?["issue"] as? [[String: Any]]
    }.flatMap { $0 }
    let told = issues.compactMap { issue in
      ((issue["details"] as? [String: Any])?["coding"] as? [[String: Any]])?.first?["code"]
        as? String
    }
    #expect(told == codes && codes.contains("outside_indonesia"))
  }

  @Test("near-distance of the version before is understood, and said so")
  func nearDistance() async throws {
    let new = try await ids("/fhir/Location?near=-3.3194%7C114.5908%7C5%7Ckm&_count=100")
    let old = try await ids(
      "/fhir/Location?near=-3.3194%7C114.5908&near-distance=5%7Chttp%3A%2F%2Funitsofmeasure.org%7Ckm&_count=100"
    )
    #expect(!new.isEmpty && new == old)
    let outcome = try await door.get("/fhir/Location?near=-3.3194:114.5908&near-distance=5")
    #expect(outcome.text.contains("\"near_distance\""))
  }

  @Test("Search parameters choose what they say, against the directory itself")
  func parameters() async throws {
    let all = try Asking.locator.get().directory.facilities
    func expect(_ query: String, _ accepts: (Facility) -> Bool) async throws {
      let found = try await ids("/fhir/Location?_count=1000&" + query)
      #expect(found == all.filter(accepts).map(\.id), "\(query)")
      #expect(!found.isEmpty, "\(query)")
    }
    try await expect("_id=PLKK-63-097,RS-63-006") { ["PLKK-63-097", "RS-63-006"].contains($0.id) }
    try await expect("identifier=urn:plkk:facility%7CPLKK-63-097") { $0.id == "PLKK-63-097" }
    try await expect("type=HOSP") { $0.kind == .hospital }
    try await expect("status=active") { $0.operationalStatus.word != .closed }
    try await expect("address-state=kalsel") { $0.provinceCode == "63" }
    try await expect("address-city=banjarmasin") { $0.regencyCode == "63.71" }
    try await expect("_tag=urn:plkk:basis%7Cpresumed") { $0.basis == .presumed }
    try await expect("_tag:not=urn:plkk:basis%7Cpresumed") { $0.basis != .presumed }
    try await expect("name:contains=ulin") { facility in
      ([facility.name] + facility.otherNames).contains { $0.lowercased().contains("ulin") }
    }
    try await expect("_lastUpdated=ge2020-01-01") { facility in
      FHIRMoment.seconds(facility).map { $0 >= 1_577_808_000 } ?? false
    }
    #expect(try await ids("/fhir/Location?identifier=urn:other%7CPLKK-63-097").isEmpty)
  }

  @Test("Pages link to the next until all were shown once")
  func pages() async throws {
    var target: String? = "/fhir/Organization?_count=100"
    var found: [String] = []
    while let next = target {
      found += try await ids(next)
      let links = try await door.get(next).object["link"] as? [[String: Any]] ?? []
      let url = links.first { $0["relation"] as? String == "next" }?["url"] as? String
      target = url.map { String($0.dropFirst("http://127.0.0.1:7380".count)) }
    }
    #expect(found == (try Asking.locator.get().directory.facilities.map(\.id)))
  }

  @Test("Membership that nothing confirms is no active agreement")
  func affiliation() async throws {
    let found = try await entries("/fhir/OrganizationAffiliation?_count=1000")
    #expect(found.count >= 336)
    for entry in found {
      let resource = entry["resource"] as? [String: Any] ?? [:]
      let tags = (resource["meta"] as? [String: Any])?["tag"] as? [[String: Any]] ?? []
      let basis = tags.first { $0["system"] as? String == FHIRSystems.basis }?["code"] as? String
      if basis == "presumed" || basis == "reported" {
        #expect(resource["active"] == nil && resource["_active"] != nil)
        #expect(resource["period"] == nil)
      }
    }
    #expect(try await door.get("/fhir/Organization/bpjs-ketenagakerjaan").status == 200)
  }

  @Test("A refusal is an OperationOutcome with code, place and what is allowed")
  func refusals() async throws {
    for (target, status, code) in [
      ("/fhir/Location?foo=1", 400, "unknown_parameter"),
      ("/fhir/Location?near=1", 400, "wrong_value"),
      ("/fhir/Location?near=91%7C0", 400, "wrong_value"),
      ("/fhir/Location?near=1%7C110%7C5%7Cleague", 400, "wrong_value"),
      ("/fhir/Location?near=1%7C110%7C-5", 400, "wrong_value"),
      ("/fhir/Location?near-distance=5", 400, "missing_parameter"),
      ("/fhir/Location?near=1%7C110%7C5&near-distance=5", 400, "conflicting_parameters"),
      ("/fhir/Location?_lastUpdated=2026-13-01", 400, "wrong_value"),
      ("/fhir/Location?_count=1001", 400, "wrong_value"),
      ("/fhir/Location/NOPE", 404, "facility_unknown"), ("/fhir/Patient", 404, "not_found"),
      ("/fhir/Location/plkk-63-097", 404, "not_found"),
    ] {
      let outcome = try await door.get(target)
      #expect(outcome.status == status, "\(target)")
      #expect(outcome.object["resourceType"] as? String == "OperationOutcome", "\(target)")
      #expect(outcome.text.contains("\"code\":\"\(code)\""), "\(target): \(outcome.text)")
      #expect(outcome.fields[.contentType] == "application/fhir+json")
    }
  }

  @Test("Moments cover what they say")
  func moments() throws {
    #expect(FHIRMoment.range("2026-01-01T00:00:00Z") == 1_767_225_600..<1_767_225_601)
    #expect(FHIRMoment.range("2026-01-01")?.lowerBound == 1_767_225_600 - 8 * 3600)
    #expect(FHIRMoment.range("2026")?.count == 365 * 86_400)
    #expect(FHIRMoment.range("2026-02")?.count == 28 * 86_400)
    for wrong in ["", "26", "2026-00", "2026-02-30", "2026-01-01T25:00:00Z", "x"] {
      #expect(FHIRMoment.range(wrong) == nil, "\(wrong)")
    }
  }
}
