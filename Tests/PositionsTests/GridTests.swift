import Geo
import Positions
import Testing

@Suite("The grids agree with independent implementations")
struct GridTests {
  @Test("the tables are whole")
  func whole() {
    #expect(GridVectors.rows.count == 66)
    #expect(GridVectors.short.count == 40)
  }

  @Test("UTM agrees with PROJ within a micrometre, both ways")
  func utm() throws {
    for row in GridVectors.rows {
      let position = try Position.at(row.latitude, row.longitude)
      let utm = try #require(UTM(position))
      #expect(utm.zone == row.zone)
      #expect(utm.isSouth == (row.hemisphere == "S"))
      #expect(abs(utm.easting - row.easting) < 1.1e-6, "\(row)")
      #expect(abs(utm.northing - row.northing) < 1.1e-6, "\(row)")
      let back = try #require(
        UTM(
          zone: row.zone, isSouth: utm.isSouth, easting: row.easting, northing: row.northing
        ).position)
      // 1e-11 degrees are a micrometre.
      #expect(abs(back.latitude - row.latitude) < 2e-11, "\(row)")
      #expect(
        abs(back.longitude - row.longitude) < 2e-11 / max(0.1, 1 - abs(row.latitude) / 90), "\(row)"
      )
    }
  }

  @Test("MGRS agrees with GEOTRANS, both ways, at every length")
  func mgrs() throws {
    for row in GridVectors.rows {
      let position = try Position.at(row.latitude, row.longitude)
      let text = try #require(PositionFormat.mgrs(position))
      #expect(text.filter { $0 != " " } == row.mgrs, "\(row)")
      for digits in 1...5 {
        let short = try #require(PositionFormat.mgrs(position, digits: digits))
        let back = try reading(short).position
        let width = [0, 10_000.0, 1000, 100, 10, 1][digits]
        let apart = Geodesic.distance(from: position, to: back)
        #expect(apart <= width * 0.7085, "\(short)")
      }
    }
  }

  @Test("Plus Codes agree with the reference library, encoding, decoding and recovery")
  func plusCodes() throws {
    for row in GridVectors.rows {
      let position = try Position.at(row.latitude, row.longitude)
      #expect(PositionFormat.plusCode(position) == row.code10, "\(row)")
      #expect(PositionFormat.plusCode(position, length: 13) == row.code13, "\(row)")
      let back = try reading(row.code10).position
      #expect(abs(back.latitude - row.latitude) <= 1.0 / 16_000 + 1e-12)
      #expect(abs(back.longitude - row.longitude) <= 1.0 / 16_000 + 1e-12)
    }
    for row in GridVectors.short {
      let short = try #require(ShortPlusCode(row.code))
      let found = short.recovered(near: try .at(row.latitude, row.longitude))
      #expect(found?.plusCode == row.full, "\(row)")
    }
  }

  @Test("the poles and the antimeridian have Plus Codes")
  func edges() throws {
    #expect(PositionFormat.plusCode(try .at(90, 1)) == "CFX3X2X2+X2")
    #expect(PositionFormat.plusCode(try .at(90, 1), length: 4) == "CFX30000+")
    #expect(PositionFormat.plusCode(try .at(-90, -180)) == "22222222+22")
    #expect(PositionFormat.plusCode(try .at(1, 180)) == PositionFormat.plusCode(try .at(1, -180)))
  }

  @Test("beyond 80° south and 84° north there is no UTM")
  func beyond() throws {
    #expect(UTM(try .at(84.1, 20)) == nil)
    #expect(UTM(try .at(-80.1, 20)) == nil)
    #expect(PositionFormat.utm(try .at(90, 0)) == nil)
    #expect(PositionFormat.mgrs(try .at(-90, 0)) == nil)
    #expect(UTM(zone: 61, isSouth: true, easting: 5e5, northing: 9e6).position == nil)
    #expect(UTM(zone: 50, isSouth: true, easting: .nan, northing: 9e6).position == nil)
  }
}
