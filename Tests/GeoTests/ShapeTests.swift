import Geo
import Testing

@Suite("Positions, boxes and polygons")
struct ShapeTests {
  @Test(
    "Only finite numbers in range are a position",
    arguments: [
      (90.0, 180.0, true), (-90, -180, true), (90.000001, 0, false), (0, 180.1, false),
      (.nan, 0, false), (0, .nan, false), (.infinity, 0, false), (0, -.infinity, false),
    ])
  func positions(latitude: Double, longitude: Double, isValid: Bool) {
    #expect((Position(latitude: latitude, longitude: longitude) != nil) == isValid)
  }

  @Test("A box with south above north, or out of range, is none")
  func boxes() {
    #expect(BoundingBox(south: 1, west: 0, north: 0, east: 1) == nil)
    #expect(BoundingBox(south: -91, west: 0, north: 0, east: 1) == nil)
    #expect(BoundingBox(south: 0, west: .nan, north: 1, east: 1) == nil)
    #expect(BoundingBox(south: 0, west: 170, north: 1, east: -170) != nil)
  }

  private func ring(_ corners: [(Double, Double)]) throws -> [Position] {
    try corners.map { try #require(Position(latitude: $0.0, longitude: $0.1)) }
  }

  private func position(_ latitude: Double, _ longitude: Double) throws -> Position {
    try #require(Position(latitude: latitude, longitude: longitude))
  }

  @Test("Holes and islands follow the even-odd rule")
  func evenOdd() throws {
    let area = MultiPolygon(rings: [
      try ring([(0, 0), (0, 10), (10, 10), (10, 0)]), try ring([(2, 2), (2, 8), (8, 8), (8, 2)]),
      try ring([(4, 4), (4, 6), (6, 6), (6, 4)]), try ring([(20, 20), (20, 21), (21, 21)]),
    ])
    for (latitude, longitude, isInside) in [
      (1.0, 1.0, true), (3, 3, false), (5, 5, true), (11, 5, false), (20.2, 20.5, true),
      (-1, 5, false), (5, -1, false), (5, 11, false),
    ] {
      #expect(area.contains(try position(latitude, longitude)) == isInside)
    }
    #expect(!MultiPolygon(rings: []).contains(try position(0, 0)))
    #expect(MultiPolygon(rings: []).distanceToBorder(from: try position(0, 0)) == .infinity)
  }

  @Test("Of two areas that share an edge exactly one holds a position on it")
  func sharedEdges() throws {
    let west = MultiPolygon(rings: [try ring([(0, 0), (0, 1), (3, 2), (3, 0)])])
    let east = MultiPolygon(rings: [try ring([(0, 1), (0, 4), (3, 4), (3, 2)])])
    for step in 1..<30 {
      let along = Double(step) / 10
      let on = try position(along, 1 + along / 3)
      #expect(west.contains(on) != east.contains(on), "\(along)")
    }
  }

  @Test("The distance to the border is that to its nearest edge, in- and outside")
  func border() throws {
    let area = MultiPolygon(rings: [try ring([(0, 110), (0, 111), (1, 111), (1, 110)])])
    let inside = area.distanceToBorder(from: try position(0.5, 110.1))
    let expected = Geodesic.distance(from: try position(0.5, 110.1), to: try position(0.5, 110))
    #expect(abs(inside - expected) < 1)
    let outside = area.distanceToBorder(from: try position(0.5, 109.9))
    #expect(abs(outside - expected) < 1)
    #expect(area.distanceToBorder(from: try position(0, 110.5)) < 0.001)
  }
}
