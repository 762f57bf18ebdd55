import Application
import Facilities
import Formats
import Foundation
import Geo
import HTTPTypes
import Schema
import Serving
import Testing

@testable import HTTPServer

@Suite("The documents of the interface")
struct DocumentTests {
  private let door: Asking

  init() throws { door = try Asking() }

  @Test(
    "Every operation is in the document with its parameters, and every reference leads somewhere")
  func openAPI() async throws {
    let outcome = try await door.get("/openapi.json")
    #expect(outcome.status == 200)
    let paths = try #require(outcome.object["paths"] as? [String: [String: Any]])
    var ids = Set<String>()
    for operation in door.routes.operations {
      let described = try #require(
        paths[operation.path]?[operation.method.rawValue.lowercased()] as? [String: Any],
        "\(operation.path)")
      let names = (described["parameters"] as? [[String: Any]] ?? []).filter {
        $0["in"] as? String == "query"
      }.compactMap { $0["name"] as? String }
      #expect(names == operation.parameters.map(\.name))
      #expect(ids.insert(operation.id).inserted, "\(operation.id) twice")
    }
    let schemas =
      (outcome.object["components"] as? [String: Any])?["schemas"] as? [String: Any] ?? [:]
    for reference in outcome.text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/) {
      #expect(schemas[String(reference.output.1)] != nil, "\(reference.output.1)")
    }
    let older = try await door.get("/ogc/api")
    #expect(older.object["openapi"] as? String == "3.0.3")
    #expect(older.fields[.contentType] == OpenAPI.mediaType30)
  }

  @Test("The described shapes name exactly the fields of the records, in their order")
  func shapes() throws {
    let locator = try Asking.locator.get()
    let facility = try #require(locator.directory.facilities.first)
    func names(_ shape: JSONSchema) -> [String] {
      if case .object(let members, _) = shape { members.map(\.0) } else { [] }
    }
    #expect(
      names(Schemas.facility) == FacilityRecord.fields(facility, day: nil).map(\.name))
    #expect(
      names(Schemas.site)
        == FacilityRecord.fields(facility, distance: 1, bearing: 1, day: nil).map(\.name))
  }

  @Test("The page on HTTP has every operation, parameter and limit")
  func page() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Documentation/HTTP.md")
    let page = try String(contentsOf: path, encoding: .utf8)
    for entry in HTTPLimits.entries {
      let row = "| `\(entry.name)` | \(HTTPLimits()[keyPath: entry.path])"
      #expect(page.contains(row), "\(row)")
      #expect(page.contains(entry.effect), "\(entry.name): \(entry.effect)")
    }
    for operation in door.routes.operations where operation.path.hasPrefix("/v1") {
      #expect(page.contains("\(operation.method.rawValue) \(operation.path)`"), "\(operation.path)")
    }
  }

  @Test("Answers fit the shapes that the document gives them")
  func answers() async throws {
    for (target, name) in [
      ("/v1/nearest?position=-3.3194,114.5908&limit=20", "Nearest"),
      ("/v1/nearest?position=35.68,139.69", "Nearest"),
      ("/v1/nearest?position=Satui,+Tanah+Bumbu&emergency=true", "Emergency"),
      ("/v1/facilities?limit=1000&basis=official,reported,presumed,none", "Sites"),
      ("/v1/search?q=ulin", "Sites"), ("/v1/locate?position=Satui", "LocatedPosition"),
      ("/v1/facilities/PLKK-63-097", "Facility"), ("/v1/facilities/NOPE", "Problem"),
    ] {
      let outcome = try await door.get(target)
      let faults = ShapeCheck.faults(outcome.object, .named(name), "$")
      #expect(faults.isEmpty, "\(target): \(faults.prefix(3))")
    }
  }

  @Test("Areas have outer rings counter-clockwise with their holes, closed")
  func rings() async throws {
    let square = { (west: Double, side: Double) -> [Position] in
      [(west, 0.0), (west + side, 0), (west + side, side), (west, side)].compactMap {
        Position(latitude: $0.1, longitude: $0.0)
      }
    }
    let inner = [(112.0, 2.0), (113, 2), (113, 3), (112, 3)].compactMap {
      Position(latitude: $0.1, longitude: $0.0)
    }
    let nested = AreaShapes.nested([square(110, 5), inner, square(117, 1)])
    #expect(nested.map(\.count) == [2, 1])
    let outcome = try await door.get("/ogc/collections/regencies/items?limit=1000")
    let features = try #require(outcome.object["features"] as? [[String: Any]])
    #expect(features.count == 56 && outcome.object["numberMatched"] as? Int == 56)
    for feature in features {
      let geometry = feature["geometry"] as? [String: Any]
      let polygons = geometry?["coordinates"] as? [[[[Double]]]] ?? []
      #expect(!polygons.isEmpty)
      for polygon in polygons {
        for (place, ring) in polygon.enumerated() {
          #expect(ring.first == ring.last && ring.count >= 4)
          let doubled = zip(ring, ring.dropFirst()).reduce(0.0) {
            $0 + $1.0[0] * $1.1[1] - $1.1[0] * $1.0[1]
          }
          #expect((doubled > 0) == (place == 0))
        }
      }
    }
  }

  @Test("Boxes, properties and pages choose features; unknown ones are refused")
  func features() async throws {
    let all = try await door.get("/ogc/collections/plkk/items?limit=10000")
    #expect(all.object["numberReturned"] as? Int == 336)
    let box = try await door.get(
      "/ogc/collections/plkk/items?bbox=114.5,-3.4,114.7,-3.2&limit=10000")
    let found = try Asking.locator.get().directory.facilities(
      in: try #require(BoundingBox(south: -3.4, west: 114.5, north: -3.2, east: 114.7)))
    #expect(box.object["numberMatched"] as? Int == found.count)
    var ids: [String] = []
    var target: String? = "/ogc/collections/plkk/items?limit=100"
    while let next = target {
      let page = try await door.get(next)
      ids += (page.object["features"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
      let links = page.object["links"] as? [[String: Any]] ?? []
      target = links.first { $0["rel"] as? String == "next" }?["href"] as? String
      target = target.map { String($0.dropFirst("http://127.0.0.1:7380".count)) }
    }
    #expect(ids.count == 336 && Set(ids).count == 336)
    for (query, code) in [
      ("foo=1", "unknown_parameter"), ("bbox=1,2,3", "wrong_value"), ("limit=0", "wrong_value"),
      ("datetime=x", "wrong_value"), ("kind=x", "wrong_value"),
    ] {
      #expect(try await door.get("/ogc/collections/plkk/items?" + query).code == code)
    }
    #expect(try await door.get("/ogc/collections/nope/items").status == 404)
    let meets = try await door.get(
      "/ogc/collections/regencies/items?bbox=114.59,-3.32,114.591,-3.319")
    let codes = (meets.object["features"] as? [[String: Any]] ?? []).compactMap {
      $0["id"] as? String
    }
    #expect(codes == ["63.71"])
  }
}

/// Compares JSON values with the shapes that the document gives them.
enum ShapeCheck {
  static func faults(_ value: Any?, _ shape: JSONSchema, _ path: String) -> [String] {
    switch shape {
    case .named(let name):
      guard let named = Schemas.all.first(where: { $0.0 == name }) else {
        return ["\(path): no \(name)"]
      }
      return faults(value, named.1, path)
    case .nullable(let inner): return value is NSNull ? [] : faults(value, inner, path)
    case .string, .date: return value is String ? [] : ["\(path): no text"]
    case .words(let words):
      return (value as? String).map(words.contains) == true
        ? [] : ["\(path): \(value ?? "nothing")"]
    case .integer(let range):
      guard let number = value as? Int else { return ["\(path): no whole number"] }
      return range.map { $0.contains(number) } ?? true ? [] : ["\(path): \(number)"]
    case .number(let range):
      guard let number = value as? Double else { return ["\(path): no number"] }
      return range.map { $0.contains(number) } ?? true ? [] : ["\(path): \(number)"]
    case .boolean: return value is Bool ? [] : ["\(path): no truth value"]
    case .anyObject: return value is [String: Any] ? [] : ["\(path): no object"]
    case .array(let element):
      guard let list = value as? [Any] else { return ["\(path): no array"] }
      return list.enumerated().flatMap { faults($1, element, "\(path)[\($0)]") }
    case .object(let members, let optional):
      guard let object = value as? [String: Any] else { return ["\(path): no object"] }
      var found = Set(object.keys).subtracting((members + optional).map(\.0)).map {
        "\(path).\($0): unknown"
      }
      for (name, inner) in members {
        found +=
          object[name] == nil
          ? ["\(path).\(name): missing"] : faults(object[name], inner, "\(path).\(name)")
      }
      for (name, inner) in optional where object[name] != nil {
        found += faults(object[name], inner, "\(path).\(name)")
      }
      return found
    case .oneOf(let shapes):
      return shapes.contains { faults(value, $0, path).isEmpty }
        ? [] : ["\(path): none of the shapes"]
    }
  }
}
