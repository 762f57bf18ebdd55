import Geo
import Glibc
import Testing

/// The geodesic against an independent program.
///
/// The vectors were made with the PyPI package geographiclib by `Vectors/make-geodesics.py`.
@Suite("Geodesic oracle")
struct OracleTests {
  struct Vector: Sendable {
    var kind: String
    var start: Position
    var end: Position
    var meters: Double
    var initial: Double
    var final: Double
  }

  static let vectors: [Vector] = {
    let folder = String(#filePath.dropLast("OracleTests.swift".count))
    guard let file = fopen(folder + "Vectors/geodesics.csv", "r") else { return [] }
    defer { fclose(file) }
    var vectors: [Vector] = []
    var line = [CChar](repeating: 0, count: 400)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init), as: UTF8.self)
      let fields = text.split(separator: ",")
      let numbers = fields.dropFirst().compactMap { Double($0) }
      guard numbers.count == 7,
        let start = Position(latitude: numbers[0], longitude: numbers[1]),
        let end = Position(latitude: numbers[2], longitude: numbers[3])
      else { continue }
      vectors.append(
        Vector(
          kind: String(fields[0]), start: start, end: end, meters: numbers[4],
          initial: numbers[5], final: numbers[6]))
    }
    return vectors
  }()

  @Test("The vectors are there")
  func areThere() {
    #expect(Self.vectors.count > 900)
    #expect(Set(Self.vectors.map(\.kind)).count == 10)
  }

  @Test("The inverse agrees within a micrometre at every range")
  func inverse() {
    var worst = 0.0
    for vector in Self.vectors {
      let found = Geodesic.inverse(from: vector.start, to: vector.end)
      let error = abs(found.meters - vector.meters)
      worst = max(worst, error)
      #expect(error < 1e-6, "\(vector) \(found)")
    }
    print("largest error of the inverse: \(worst) m")
  }

  @Test("The distance of searches agrees within 0.01 mm, and is the same both ways")
  func distance() {
    var worst = 0.0
    for vector in Self.vectors {
      let found = Geodesic.distance(from: vector.start, to: vector.end)
      let error = abs(found - vector.meters)
      worst = max(worst, error)
      #expect(error < 1e-5, "\(vector) \(found)")
      let back = Geodesic.distance(from: vector.end, to: vector.start)
      #expect(abs(found - back) < 1e-6)
    }
    print("largest error of the distance: \(worst) m")
  }

  @Test("Bearings agree, sideways within a micrometre")
  func bearings() {
    for vector in Self.vectors where vector.meters > 0.001 && vector.meters < 19_900_000 {
      // Where several paths are shortest the bearing is one of several.
      let isMeridian = abs(vector.start.longitude - vector.end.longitude) >= 179.9999
      if isMeridian { continue }
      let found = Geodesic.inverse(from: vector.start, to: vector.end)
      #expect((0..<360).contains(found.initialBearing) && (0..<360).contains(found.finalBearing))
      for (mine, theirs) in [
        (found.initialBearing, vector.initial), (found.finalBearing, vector.final),
      ] {
        let difference = (mine - theirs).remainder(dividingBy: 360) * .pi / 180
        // An angle matters by the arc it sweeps over the reduced length, at most 6,400 km.
        let sweep = abs(difference) * min(vector.meters, 6_400_000)
        #expect(sweep < 1e-4, "\(vector) \(mine) \(theirs)")
      }
    }
  }

  @Test("Going along the bearing for the distance arrives")
  func destination() {
    for vector in Self.vectors where vector.meters < 19_900_000 {
      let inverse = Geodesic.inverse(from: vector.start, to: vector.end)
      let reached = Geodesic.destination(
        from: vector.start, bearing: inverse.initialBearing, meters: inverse.meters)
      #expect(Geodesic.distance(from: reached, to: vector.end) < 1e-5, "\(vector)")
    }
  }

  @Test("City distances of the field agree with the sphere within the ellipsoid's flattening")
  func cities() throws {
    let places = [
      "Palangka Raya": (-2.2088, 113.9), "Banjarmasin": (-3.3194, 114.5908),
      "Samarinda": (-0.5022, 117.1536), "Balikpapan": (-1.2379, 116.8529),
      "Pontianak": (-0.0263, 109.3425), "Tanjung Selor": (2.8375, 117.3653),
    ]
    // Great-circle kilometres with the mean radius 6,371,008.8 m.
    for (a, b, kilometers) in [
      ("Palangka Raya", "Banjarmasin", 145.39), ("Samarinda", "Balikpapan", 88.37),
      ("Pontianak", "Palangka Raya", 561.77), ("Samarinda", "Tanjung Selor", 372.10),
      ("Pontianak", "Tanjung Selor", 946.89),
    ] {
      let p = try #require(places[a])
      let q = try #require(places[b])
      let start = try #require(Position(latitude: p.0, longitude: p.1))
      let end = try #require(Position(latitude: q.0, longitude: q.1))
      let found = Geodesic.distance(from: start, to: end) / 1000
      #expect(abs(found / kilometers - 1) < 0.0056, "\(a) \(b) \(found)")
    }
  }
}
