/// The few points that can be among the nearest, noted beforehand for each field of a map.
///
/// The map is a box of latitudes and longitudes round the points. It is divided into 32 × 32 fields, and
/// a field in which too many points come into question into 4 × 4 smaller ones, and so on: small fields
/// where the nearest change quickly, large ones elsewhere. A query begins in a copy of the fields as
/// 128 × 128 of one size, goes on to a smaller one where there is one, reads the list of its field,
/// measures every point on it, and puts them in order: no search, and hardly a branch.
///
/// **Layout.** 8 bytes a field, and 128 KiB for the copy; 2 bytes for each point on a list, lists that are the same kept once;
/// 24 bytes a point for x, y, z. The lists of 1, 3 and 10 nearest are one: each begins the next.
///
/// **Why it is exact.** Let c be the middle of a field in space, ρ a distance that no place q of the
/// field is farther from c than, and p, p′ two points. Since
///
///     |q − p|² − |q − p′|² = |c − p|² − |c − p′|² + 2 (q − c)·(p′ − p)
///
/// and the last term is at least −2ρ|p − p′|, p′ has the shorter chord from everywhere in the field by
/// a margin if |c − p|² − |c − p′|² > 2ρ|p − p′| + margin. The margin is that of
/// `ChordMargin.bound`, taken at |c − p′| + ρ, where it is largest: with it p′ has the shorter
/// geodesic too, by more than the millimetre of a tie. So a point that is beaten by k others in this way
/// is not among the k nearest from anywhere in the field; those beaten by fewer than 1, 3 and 10 are on
/// the lists. Lists are only kept where no chord exceeds `ShortGeodesic.longestChord`.
///
/// ρ follows from the difference of latitude a and of longitude b between the middle and the border: in
/// the plane of a meridian the surface curves at most as at the poles, which gives a chord of at most
/// Ra; and turning by b moves a point at a distance of r ≤ r(c) + Ra from the axis by at most
/// √(r r(c)) b; both at right angles: ρ² = R²a² + r(c) (r(c) + Ra) b².
///
/// Where there is no list (outside the map, too far, too many candidates) the tree is searched.
struct NearestLookupTable: @unchecked Sendable {
  /// Frees the table with the last index that has it.
  ///
  /// Kept apart from the pointers, so that a query does no reference counting.
  private final class Memory: @unchecked Sendable {
    let table: NearestLookupTable
    init(_ table: NearestLookupTable) { self.table = table }
    deinit {
      table.map.deallocate()
      table.fields.deallocate()
      table.list.deallocate()
      table.points.deallocate()
    }
  }

  /// A field, or where its 16 parts begin.
  struct Field {
    /// Index of the list, or of the first part.
    var first: UInt32 = 0
    /// How many points of the list matter for 1, 3 and 10 nearest; 0 where there is no list.
    var forOne: UInt8 = 0
    var forThree: UInt8 = 0
    var forTen: UInt8 = 0
    var isSplit = false
  }

  /// The largest `limit` that is answered in this way.
  static let mostWanted = 10
  /// Most points on a list.
  static let longestList = 40
  /// Most points that a table is made for.
  static let mostPoints = 65_535
  /// A map is built from 32 × 32 fields of 2¹⁴ × 2¹⁴ units.
  static let firstShift = 14
  static let units = 1 << 19
  /// Fields in a row of the copy where a query begins, of 2¹² × 2¹² units: from there the loop
  /// rarely iterates; its branch is unpredictable.
  static let mapSide = 128

  let south: Double
  let west: Double
  let unitsPerLatitude: Double
  let unitsPerLongitude: Double
  private let map: UnsafeMutableBufferPointer<Field>
  private let fields: UnsafeMutableBufferPointer<Field>
  private let list: UnsafeMutableBufferPointer<UInt16>
  private let points: UnsafeMutableBufferPointer<Cartesian>

  /// The finished table, and what has to be kept as long as it is used.
  static func make(_ positions: [Position], room: Int) -> (
    table: NearestLookupTable, owner: any AnyObject & Sendable
  ) {
    let table = NearestLookupTable(FieldTableBuilder(positions, room: room))
    return (table, Memory(table))
  }

  private init(_ builder: borrowing FieldTableBuilder) {
    south = builder.south
    west = builder.west
    unitsPerLatitude = builder.unitsPerLatitude
    unitsPerLongitude = builder.unitsPerLongitude
    map = .allocate(capacity: Self.mapSide * Self.mapSide)
    fields = .allocate(capacity: builder.fields.count)
    list = .allocate(capacity: builder.list.count)
    points = .allocate(capacity: builder.points.count)
    for row in 0..<Self.mapSide {
      for column in 0..<Self.mapSide {
        var field = builder.fields[row / 4 * 32 + column / 4]
        if field.isSplit { field = builder.fields[Int(field.first) + row % 4 * 4 + column % 4] }
        map.initializeElement(at: row * Self.mapSide + column, to: field)
      }
    }
    _ = fields.initialize(from: builder.fields)
    _ = list.initialize(from: builder.list)
    _ = points.initialize(from: builder.points)
  }

  /// Bytes that it takes.
  var bytes: Int {
    (map.count + fields.count) * MemoryLayout<Field>.stride
      + list.count * MemoryLayout<UInt16>.stride + points.count * MemoryLayout<Cartesian>.stride
  }

  /// Puts the nearest points into an array; false where there is no list.
  func nearest(
    to position: Position, limit: Int, within meters: Double, into result: inout [Neighbor]
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Neighbor.self, capacity: Self.longestList) { answer in
      guard var count = nearest(to: position, limit: limit, answer) else { return false }
      while count > 0, answer[count &- 1].meters > meters { count &-= 1 }
      // Mostly the array has this length from the question before.
      if result.count == count {
        result.withUnsafeMutableBufferPointer {
          for place in 0..<count { $0[place] = answer[place] }
        }
      } else {
        result.removeAll(keepingCapacity: true)
        result.append(contentsOf: UnsafeMutableBufferPointer(rebasing: answer[..<count]))
      }
      return true
    }
  }

  /// The nearest points in order, or `nil` where there is no list.
  ///
  /// Writes all points of the list to `answer`, the nearest first; as many of them as are returned are
  /// the answer.
  @inline(__always)
  func nearest(
    to position: Position, limit: Int, _ answer: UnsafeMutableBufferPointer<Neighbor>
  ) -> Int? {
    let row = (position.latitude - south) * unitsPerLatitude
    let column = (position.longitude - west) * unitsPerLongitude
    let units = Double(Self.units)
    guard row >= 0, row < units, column >= 0, column < units else { return nil }
    let (y, x) = (Int(row), Int(column))
    var shift = Self.firstShift &- 2
    var field = map[(y &>> shift) &* Self.mapSide &+ (x &>> shift)]
    while field.isSplit {
      shift &-= 2
      field = fields[Int(field.first) &+ ((y &>> shift) & 3) &* 4 &+ ((x &>> shift) & 3)]
    }
    let count = Int(limit == 1 ? field.forOne : limit <= 3 ? field.forThree : field.forTen)
    guard count > 0 else { return nil }
    let center = Cartesian(position)
    let first = Int(field.first)
    if count == 1 {
      let index = Int(list[first])
      let p = points[index]
      let (dx, dy, dz) = (p.x - center.x, p.y - center.y, p.z - center.z)
      answer[0] = Neighbor(
        index: index,
        meters: ShortGeodesic.meters(
          chordSquared: dx * dx + dy * dy + dz * dz, dz: dz, middleZ: (center.z + p.z) / 2))
      return 1
    }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * Self.longestList + 1) {
      memory in
      // Millimetre and index in one number, which orders as `Neighbor.precedes` does. By twos, so that
      // the compiler makes vectors of them; an odd list's last point is measured twice.
      var number = 0
      while number < count {
        let one = Int(list[first &+ number])
        let two = Int(list[first &+ min(number &+ 1, count &- 1)])
        let (p, q) = (points[one], points[two])
        let (px, py, pz) = (p.x - center.x, p.y - center.y, p.z - center.z)
        let (qx, qy, qz) = (q.x - center.x, q.y - center.y, q.z - center.z)
        let oneMeters = ShortGeodesic.meters(
          chordSquared: px * px + py * py + pz * pz, dz: pz, middleZ: (center.z + p.z) / 2)
        let twoMeters = ShortGeodesic.meters(
          chordSquared: qx * qx + qy * qy + qz * qz, dz: qz, middleZ: (center.z + q.z) / 2)
        memory[Self.longestList &+ number] = oneMeters
        memory[Self.longestList &+ number &+ 1] = twoMeters
        memory[number] = Self.wholeMillimeters(oneMeters) * 65_536 + Double(one)
        memory[number &+ 1] = Self.wholeMillimeters(twoMeters) * 65_536 + Double(two)
        number &+= 2
      }
      memory[count] = count & 1 == 0 ? memory[count] : .infinity
      for number in 0..<count {
        // The bits of positive numbers are in their order, and a difference below zero has its highest
        // bit set: this gives the rank without an unpredictable branch.
        let key = memory[number].bitPattern
        var rank: UInt64 = 0
        var other = 0
        repeat {
          rank &+= (memory[other].bitPattern &- key) &>> 63
          rank &+= (memory[other &+ 1].bitPattern &- key) &>> 63
          other &+= 2
        } while other < count
        answer[Int(truncatingIfNeeded: rank)] = Neighbor(
          index: Int(list[first &+ number]), meters: memory[Self.longestList &+ number])
      }
      return min(limit, count)
    }
  }

  /// ⌊1000 m + ½⌋, as a whole number of type Double: below 2⁵² adding 2⁵² rounds.
  @inline(__always)
  private static func wholeMillimeters(_ meters: Double) -> Double {
    let exact = meters * 1000 + 0.5
    let rounded = (exact + 0x1p52) - 0x1p52
    return rounded - (rounded > exact ? 1 : 0)
  }
}
