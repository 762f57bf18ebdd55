import Geo
import Positions
import TestSupport
import Testing

@Suite("What is written reads back")
struct RoundTripTests {
  /// Places of the notations table with the texts printed there.
  private static let table: [(Double, Double, String, String, String)] = [
    (-2.2088, 113.9, "2°12'31.68\" LS 113°54'0.00\" BT", "49S 822597.5 9755545.2", "6P9MQWR2+F2"),
    (
      -3.3194, 114.5908, "3°19'9.84\" LS 114°35'26.88\" BT", "50S 232284.2 9632776.4", "6P8PMHJR+68"
    ),
    (-0.5022, 117.1536, "0°30'7.92\" LS 117°9'12.96\" BT", "50S 517091.2 9944491.6", "6PFVF5X3+4C"),
    (
      -0.0263, 109.3425, "0°1'34.68\" LS 109°20'33.00\" BT", "49S 315535.9 9997091.8", "6PFFX8FV+F2"
    ),
    (2.8375, 117.3653, "2°50'15.00\" LU 117°21'55.08\" BT", "50N 540599.5 313638.0", "6PJVR9Q8+24"),
  ]

  @Test("the five cities in six notations, both ways")
  func cities() throws {
    for (latitude, longitude, dms, utm, code) in Self.table {
      let position = try Position.at(latitude, longitude)
      #expect(PositionFormat.dms(position, decimals: 2) == dms)
      #expect(PositionFormat.utm(position, decimals: 1) == utm)
      #expect(PositionFormat.plusCode(position) == code)
      try expect(PositionFormat.decimal(position), at: latitude, longitude, within: 1e-12)
      try expect(dms, at: latitude, longitude, within: 1e-12)
      try expect(PositionFormat.dm(position), at: latitude, longitude, within: 0.0005 / 60)
      try expect(utm, at: latitude, longitude, within: 1e-6)
      try expect(try #require(PositionFormat.mgrs(position)), at: latitude, longitude, within: 7e-6)
      try expect(code, at: latitude, longitude, within: 1.0 / 16_000 + 1e-9)
    }
  }

  @Test("rounding carries into minutes and degrees")
  func carry() throws {
    let position = try Position.at(-2.999_999_99, 114.599_999_99)
    #expect(PositionFormat.dms(position) == "3°0'0.0\" LS 114°36'0.0\" BT")
    #expect(PositionFormat.dm(position) == "3°0.000' LS 114°36.000' BT")
    #expect(PositionFormat.decimal(position) == "-3.00000, 114.60000")
    #expect(PositionFormat.decimal(try .at(-0.000_000_1, 114)) == "0.00000, 114.00000")
    #expect(
      PositionFormat.dms(try .at(2.5, -10.25), decimals: 0, hemispheres: .international)
        == "2°30'0\" N 10°15'0\" W")
    #expect(
      PositionFormat.dms(position, decimals: 1, mark: ",") == "3°0'0,0\" LS 114°36'0,0\" BT")
  }

  @Test("random places all over the globe survive each notation within half its last digit")
  func random() throws {
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      for _ in 0..<400 {
        let position = try Self.place(&generator)
        try degrees(position, decimals: Int.random(in: 4...9, using: &generator), seed)
        try grids(position, seed)
      }
    }
  }

  /// A place in Kalimantan, anywhere, or beside a border: of the grids, their bands and zones, the hemispheres, and
  /// the boxes that the reader knows.
  private static func place(_ generator: inout SplitMix64) throws -> Position {
    func beside(_ borders: [Double], _ range: ClosedRange<Double>) -> Double {
      let border = borders.randomElement(using: &generator) ?? 0
      let reaches: [Double] = [0, 1e-8, 1e-5, 1e-3, 0.1]
      let reach = reaches.randomElement(using: &generator) ?? 0
      let value = border + Double.random(in: -1...1, using: &generator) * reach
      return min(range.upperBound, max(range.lowerBound, value))
    }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0:
      return try .at(
        .random(in: -5...5, using: &generator), .random(in: 108...119, using: &generator))
    case 1:
      return try .at(
        .random(in: -90...90, using: &generator), .random(in: -180...180, using: &generator))
    default:
      let bands =
        Array(stride(from: -80.0, through: 72, by: 8)) + [84, 90, -90, -5.2, 4.6, -11.2, 6.3]
      let zones =
        Array(stride(from: -180.0, through: 180, by: 6)) + [3, 9, 21, 33, 107.8, 119.9, 94.7]
      return try .at(
        beside(bands, -90...90), beside(zones, -180...180))
    }
  }

  private func degrees(_ position: Position, decimals: Int, _ seed: UInt64) throws {
    var ten = 1.0
    for _ in 0..<decimals { ten /= 10 }
    var texts = [(PositionFormat.decimal(position, decimals: decimals), ten)]
    texts.append(
      (texts[0].0.replacingPointsByCommas, ten))
    for hemispheres in PositionFormat.Hemispheres.allCases {
      for mark in [Character("."), ","] {
        texts.append(
          (
            PositionFormat.dms(position, decimals: 3, hemispheres: hemispheres, mark: mark),
            1e-3 / 3600
          ))
        texts.append(
          (
            PositionFormat.dm(position, decimals: 4, hemispheres: hemispheres, mark: mark),
            1e-4 / 60
          ))
      }
    }
    for (text, step) in texts {
      let back: PositionReading
      do {
        back = try reading(text)
      } catch let error as PositionError where error.code == .nullIsland {
        #expect(isNull(position, within: step), "\(text) seed \(seed)")
        continue
      } catch let error as PositionError {
        // Beside Kalimantan's longitudes a latitude ten times too large has likely lost its point, and a
        // longitude west of Greenwich the wrong letter.
        // A longitude of a tenth, or without its hundred, is one too.
        let isNear =
          (107...120).contains(abs(position.longitude))
          || (7.8...19.9).contains(position.longitude) && (-5.2...4.6).contains(position.latitude)
        #expect(error.code == .ambiguous && isNear, "\(text) seed \(seed)")
        back = try #require(error.readings.last, "\(text) seed \(seed)")
      }
      #expect(
        abs(back.position.latitude - position.latitude) <= step / 2 + 1e-12
          && abs(back.position.longitude - position.longitude) <= step / 2 + 1e-12,
        "\(text) seed \(seed)")
      #expect(abs(back.precisionMeters - step * 111_120) <= step)
      #expect(!back.notices.contains(.swapped))
    }
  }

  /// Whether a place may be written as 0, 0, which no one means.
  private func isNull(_ position: Position, within degrees: Double) -> Bool {
    max(abs(position.latitude), abs(position.longitude)) <= degrees / 2 + 1e-6
  }

  private func grids(_ position: Position, _ seed: UInt64) throws {
    let code = PositionFormat.plusCode(position, length: 11)
    let cell = try reading(code).position
    #expect(abs(cell.latitude - position.latitude) <= 1.0 / 80_000 + 1e-9, "\(code) seed \(seed)")
    guard let utm = PositionFormat.utm(position, decimals: 2) else {
      #expect(position.latitude < -80 || position.latitude > 84)
      return
    }
    do {
      let back = try reading(utm)
      #expect(Geodesic.distance(from: position, to: back.position) < 0.0072, "\(utm) seed \(seed)")
    } catch let error as PositionError where error.code == .nullIsland {
      #expect(isNull(position, within: 1e-6), "\(utm) seed \(seed)")
    } catch let error as PositionError {
      // 50S at 49–59° south fits band S as well; the text cannot say more.
      #expect(error.code == .ambiguous && position.latitude < -49, "\(utm) seed \(seed)")
      let nearest = error.readings.map { Geodesic.distance(from: position, to: $0.position) }.min()
      #expect((nearest ?? 1) < 0.0072)
    }
    let mgrs = try #require(PositionFormat.mgrs(position))
    let back = try reading(mgrs)
    #expect(Geodesic.distance(from: position, to: back.position) < 0.71, "\(mgrs) seed \(seed)")
  }
}

extension String {
  /// "-2.2088, 113.9000" as a person with a decimal comma writes it.
  fileprivate var replacingPointsByCommas: String {
    String(map { $0 == "," ? ";" : $0 == "." ? "," : $0 })
  }
}
