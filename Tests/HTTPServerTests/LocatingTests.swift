import Application
import Facilities
import Formats
import Foundation
import Geo
import HTTPTypes
import Schema
import Testing
import TestSupport

@testable import HTTPServer

@Suite("/v1: locating")
struct LocatingTests {
  private let door: Asking

  init() throws { door = try Asking() }

  @Test("nearest is the record of all doors, for positions and places of every sort")
  func nearest() async throws {
    let locator = try Asking.locator.get()
    for text in [
      "-3.3194,114.5908", "Satui, Tanah Bumbu", "6P9MQWR2+F2", "35.68 139.69", "3.3194 114.5908",
    ] {
      let outcome = try await door.get("/v1/nearest?limit=4&position=\(PercentCode.encoded(text))")
      var json = JSONWriter()
      let answer = try locator.nearest(
        NearestRequest(query: locator.understand(text), limit: 4))
      json.object { $0.members(AnswerRecord.fields(answer)) }
      #expect(outcome.status == 200)
      #expect(outcome.text == json.text, "\(text)")
    }
  }

  @Test("Latitude and longitude by name are the same position as in one text")
  func byName() async throws {
    let one = try await door.get("/v1/nearest?position=-3.3194,114.5908")
    let two = try await door.get("/v1/nearest?lat=-3.3194&lon=114.5908")
    #expect(one.status == 200 && one.text == two.text)
  }

  @Test("Random positions are ranked as by measuring every site", arguments: SplitMix64.seeds)
  func random(seed: UInt64) async throws {
    let locator = try Asking.locator.get()
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let latitude = Double.random(in: -4.2...4.4, using: &random).fixed(5)
      let longitude = Double.random(in: 108.8...119, using: &random).fixed(5)
      let limit = Int.random(in: 1...9, using: &random)
      let outcome = try await door.get(
        "/v1/nearest?lat=\(latitude)&lon=\(longitude)&limit=\(limit)")
      let ids = (outcome.object["results"] as? [[String: Any]] ?? []).compactMap {
        $0["id"] as? String
      }
      let truth = try locator.nearest(
        NearestRequest(
          query: locator.understand("\(latitude),\(longitude)"), limit: limit, bruteForce: true))
      #expect(ids == truth.hits.map(\.facility.id))
    }
  }

  @Test("An emergency has the number first, hospitals next; also where nothing can be answered")
  func emergency() async throws {
    let outcome = try await door.get("/v1/nearest?emergency=true&position=-3.3194,114.5908")
    #expect(outcome.text.hasPrefix("{\"call\":\"119\","))
    #expect((outcome.object["hospitals"] as? [Any])?.isEmpty == false)
    for query in [
      "position=Atlantis", "", "lat=1", "position=91,200", "position=1.0,110.0&region=xx",
    ] {
      let refused = try await door.get(
        "/v1/nearest?emergency=true" + (query.isEmpty ? "" : "&" + query), .indonesian)
      #expect(refused.status == 400)
      #expect(refused.text.hasPrefix("{\"call\":\"119\","), "\(query)")
      let detail = refused.object["detail"] as? String ?? ""
      #expect(detail.hasPrefix("GAWAT DARURAT: TELEPON 119 SEKARANG. "), "\(detail)")
    }
  }

  @Test("A refusal says what, where and what is allowed")
  func refusals() async throws {
    for (target, status, code, field) in [
      ("/v1/nearest", 400, "missing_parameter", "position"),
      ("/v1/nearest?lat=1", 400, "missing_parameter", "lon"),
      ("/v1/nearest?position=1.0,110.0&lat=1&lon=2", 400, "conflicting_parameters", "position"),
      ("/v1/nearest?position=Atlantis", 400, "place_unknown", "position"),
      ("/v1/nearest?position=Kalimantan+Selatan", 400, "place_too_wide", "position"),
      ("/v1/nearest?position=-3.3194", 400, "position", "position"),
      ("/v1/nearest?position=0,0", 400, "position", "position"),
      ("/v1/nearest?position=1.0,110.0&region=Atlantis", 400, "region_unknown", "region"),
      ("/v1/within?position=1.0,110.0", 400, "missing_parameter", "radius"),
      ("/v1/within?radius=5km", 400, "missing_parameter", "position"),
      ("/v1/within?radius=5km&bbox=1,2,3,4&position=1,1", 400, "conflicting_parameters", "radius"),
      ("/v1/within?region=63&position=1.0,110.0", 400, "conflicting_parameters", "position"),
      ("/v1/facilities/NOPE", 404, "facility_unknown", "id"),
      ("/v1/search", 400, "missing_parameter", "q"), ("/v2", 404, "not_found", "path"),
      ("/v1/facilities/%2e%2e", 400, "bad_path", "path"),
      ("/v1/facilities/a%2fb", 400, "bad_path", "path"),
      ("/v1/facilities/%zz", 400, "bad_path", "path"),
    ] {
      let outcome = try await door.get(target)
      #expect(outcome.status == status && outcome.code == code, "\(target): \(outcome.text)")
      #expect(outcome.object["field"] as? String == field, "\(target)")
      #expect(outcome.fields[.contentType] == "application/problem+json")
    }
  }

  @Test("Pages of facilities hold each site once")
  func pages() async throws {
    var ids: [String] = []
    var after = ""
    repeat {
      let page = try await door.get(
        "/v1/facilities?limit=50" + (after.isEmpty ? "" : "&after=\(after)"))
      ids += (page.object["results"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
      after = page.object["next"] as? String ?? ""
    } while !after.isEmpty
    let all = try Asking.locator.get().directory.facilities(matching: .plkk).map(\.id)
    #expect(ids == all && all.count > 300)
  }

  @Test("within counts all and writes the nearest; boxes and regions agree with the directory")
  func within() async throws {
    let around = try await door.get("/v1/within?position=-3.3194,114.5908&radius=30km&limit=2")
    #expect((around.object["results"] as? [Any])?.count == 2)
    #expect((around.object["count"] as? Int ?? 0) > 2)
    let region = try await door.get("/v1/within?region=63.71")
    let box = try await door.get("/v1/within?bbox=108,-5,119.5,5")
    let directory = try Asking.locator.get().directory
    #expect(
      region.object["count"] as? Int
        == directory.facilities(
          matching: FacilityFilter(bases: FacilityFilter.plkk.bases, regionCode: "63.71")
        ).count)
    #expect(
      box.object["count"] as? Int
        == directory.facilities(matching: .plkk).filter { $0.position != nil }.count)
  }

  @Test("A house that left the list is found with the reason, and is gone by its id")
  func former() async throws {
    let former = try #require(
      try Asking.locator.get().directory.former.first { !$0.id.isEmpty && $0.nowID == nil })
    let outcome = try await door.get("/v1/facilities/\(former.id)")
    #expect(outcome.status == 410 && outcome.code == "facility_former")
    #expect((outcome.object["former"] as? [String: Any])?["name"] as? String == former.name)
    let search = try await door.get("/v1/search?q=\(PercentCode.encoded(former.name))")
    #expect((search.object["former"] as? [Any])?.isEmpty == false)
  }
}
