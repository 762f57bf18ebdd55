/// Whole-degree bearings from any position to fixed places, the same digits as the geodesic gives.
///
/// The azimuth of the normal section needs one arctangent once both ends are Earth-centred metres; it
/// differs from the geodesic's by at most e'²/12 · (s/a)² rad (C. F. F. Karney, "Algorithms for
/// geodesics", 2013; W. Torge, "Geodesy", §6.3: normal section and geodesic), below 0.004° up to
/// 2,000 km. Where three times that could change the rounded degree, and farther away, the geodesic
/// itself is computed: in 1 of 4,000 cases at 100 km, 1 of 50 at 2,000 km. Four bearings are worked out
/// together, one in each lane of a vector.
///
/// Memory: 24 bytes a place.
public struct BearingFinder: Sendable {
  /// Where bearings are taken, with what all of them need.
  private struct Origin {
    let place: Cartesian
    let sinLatitude: Double
    let cosLatitude: Double
    let sinLongitude: Double
    let cosLongitude: Double

    init(_ position: Position) {
      (sinLatitude, cosLatitude) = sinCos(degrees: position.latitude)
      (sinLongitude, cosLongitude) = sinCos(degrees: position.longitude)
      // The compiler sees that these are the same sines.
      place = Cartesian(position)
    }
  }

  /// More than the largest difference, degrees: what rounding and the arctangent's polynomial can do
  /// together from 1 m on, many times over, and three times the difference of the two curves.
  @inline(__always)
  private static func margin(_ meters: Double) -> Double {
    let share = meters / longest
    return 0.0001 + 0.01 * share * share
  }

  /// Beyond this the geodesic is computed directly, metres.
  private static let longest = 2_000_000.0
  private static let degreesPerRadian = 180 / Double.pi

  private let positions: [Position]
  private let places: [Cartesian]

  /// Makes ready for bearings to places.
  ///
  /// - Complexity: O(n).
  public init(to positions: [Position]) {
    self.positions = positions
    places = positions.map { Cartesian($0) }
  }

  /// The initial bearings to places that were found, rounded to 0 … 359 degrees.
  ///
  /// - Parameters:
  ///   - position: Where they are taken.
  ///   - found: The places, by their number, with their geodesic distances.
  ///   - bearings: Gets them in the same order; has room for as many.
  public func degrees(
    from position: Position, to found: [Neighbor], into bearings: UnsafeMutableBufferPointer<UInt16>
  ) {
    let origin = Origin(position)
    found.withUnsafeBufferPointer { found in
      places.withUnsafeBufferPointer { places in
        var first = 0
        while first < found.count {
          let last = min(first + 4, found.count) - 1
          var (dx, dy, dz) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
          for lane in 0..<4 {
            let place = places[found[min(first + lane, last)].index]
            dx[lane] = place.x - origin.place.x
            dy[lane] = place.y - origin.place.y
            dz[lane] = place.z - origin.place.z
          }
          let east = origin.cosLongitude * dy - origin.sinLongitude * dx
          let north =
            origin.cosLatitude * dz
            - origin.sinLatitude * (origin.cosLongitude * dx + origin.sinLongitude * dy)
          let azimuth = Self.azimuths(east, north)
          // Adding 2⁵² rounds to whole numbers.
          let whole = (azimuth + 0x1p52) - 0x1p52
          for lane in 0...(last - first) {
            let meters = found[first + lane].meters
            // Near the poles and close by, the simple azimuth loses its meaning or its digits.
            let isPlain =
              meters > 1 && meters < Self.longest && origin.cosLatitude > 0.1
              && abs(azimuth[lane] - whole[lane]) < 0.5 - Self.margin(meters)
            bearings[first + lane] =
              isPlain
              ? (whole[lane] == 360 ? 0 : UInt16(truncatingIfNeeded: Int(whole[lane])))
              : Self.rounded(
                Geodesic.inverse(from: position, to: positions[found[first + lane].index])
                  .initialBearing)
          }
          first += 4
        }
      }
    }
  }

  /// Degrees clockwise from north, 0 to 360.
  ///
  /// Arctangent by a polynomial, error below 2·10⁻⁸ rad (Abramowitz & Stegun 4.4.49): far inside the
  /// margin, and several times faster than the library's. Its terms are summed in pairs (Estrin's
  /// scheme), which wait less for one another than Horner's.
  @inline(__always)
  private static func azimuths(
    _ east: SIMD4<Double>, _ north: SIMD4<Double>
  ) -> SIMD4<Double> {
    let e = east.replacing(with: -east, where: east .< 0)
    let n = north.replacing(with: -north, where: north .< 0)
    let isSteep = e .> n
    let x = n.replacing(with: e, where: .!isSteep) / e.replacing(with: n, where: .!isSteep)
    let y = x * x
    let y2 = y * y
    let low = (0.199_935_508_5 * y - 0.333_331_452_8) * y
    let middle = (0.106_562_639_3 * y - 0.142_088_994_4) * y
    let high = (0.042_909_613_8 * y - 0.075_289_640_0) * y
    let top = (0.002_866_225_7 * y - 0.016_165_736_7) * y
    let series = (low + middle * y2) + (high + top * y2) * (y2 * y2)
    var angle = (x + x * series) * degreesPerRadian
    // From east to from north, from north to from south, from clockwise to all round.
    angle.replace(with: 90 - angle, where: isSteep)
    angle.replace(with: 180 - angle, where: north .< 0)
    angle.replace(with: 360 - angle, where: east .< 0)
    return angle
  }

  /// A bearing of 0 ..< 360 degrees, rounded to 0 … 359.
  public static func rounded(_ bearing: Double) -> UInt16 { UInt16(bearing + 0.5) % 360 }
}
