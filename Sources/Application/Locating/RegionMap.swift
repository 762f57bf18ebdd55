public import Facilities
public import Geo

/// Tells the province of a position without testing every boundary.
///
/// A raster over Kalimantan, cells of 0.02° (2.2 km). Cells that no boundary crosses hold their answer;
/// in the others, and along the coast, the boundaries decide. So the answers are those of
/// `Gazetteer.whereabouts`, for about one position in ten at its price.
///
/// Memory: 330 kB.
public final class RegionMap: Sendable {
  private static let cell = 0.02
  private static let south = -5.5
  private static let west = 107.5
  private static let rows = 525
  private static let columns = 625
  /// Cells from a coast within which a position may still be assigned to the nearest kabupaten: 20 km and
  /// the cell itself.
  private static let nearShore = Int(Gazetteer.nearShoreMeters / 2_100) + 2

  private enum Mark {
    static let undecided: UInt8 = 0
    static let outside: UInt8 = 255
  }

  private let gazetteer: Gazetteer
  private let codes: [String]
  /// For each cell 0 (the boundaries decide), 255 (in no province), else a place in `codes` and 1.
  private let marks: [UInt8]

  /// Draws the map of a gazetteer's boundaries.
  ///
  /// - Complexity: O(cells + vertices).
  public init(_ gazetteer: Gazetteer) {
    self.gazetteer = gazetteer
    codes = gazetteer.provinces.map(\.code)
    var places: [String: UInt8] = [:]
    for (place, code) in codes.enumerated() { places[code] = UInt8(place + 1) }
    let count = Self.rows * Self.columns
    var crossed = [Bool](repeating: false, count: count)
    for boundary in gazetteer.boundaries {
      for ring in boundary.rings {
        guard var last = ring.last else { continue }
        for vertex in ring {
          Self.cross(last, vertex, &crossed)
          last = vertex
        }
      }
    }
    var marks = [UInt8](repeating: Mark.undecided, count: count)
    var stack: [Int] = []
    let last = count - Self.columns
    for start in 0..<count where !crossed[start] && marks[start] == Mark.undecided {
      let centre = Position(
        latitude: Self.south + (Double(start / Self.columns) + 0.5) * Self.cell,
        longitude: Self.west + (Double(start % Self.columns) + 0.5) * Self.cell)
      let holder = centre.flatMap { centre in
        gazetteer.boundaries.firstIndex { $0.contains(centre) }
      }
      let mark =
        holder.flatMap { places[gazetteer.regencies[$0].region.provinceCode] } ?? Mark.outside
      marks[start] = mark
      stack.append(start)
      // Cells that no boundary parts have the same answer.
      while let cell = stack.popLast() {
        let column = cell % Self.columns
        for (next, isInside) in [
          (cell - 1, column > 0), (cell + 1, column < Self.columns - 1),
          (cell - Self.columns, cell >= Self.columns), (cell + Self.columns, cell < last),
        ] where isInside && !crossed[next] && marks[next] == Mark.undecided {
          marks[next] = mark
          stack.append(next)
        }
      }
    }
    Self.openShore(&marks)
    self.marks = marks
  }

  /// Code of the province that holds a position or lies less than 20 km away, as
  /// `Gazetteer.whereabouts` decides.
  public func province(at position: Position) -> String? {
    let row = ((position.latitude - Self.south) / Self.cell).rounded(.down)
    let column = ((position.longitude - Self.west) / Self.cell).rounded(.down)
    guard row >= 0, row < Double(Self.rows), column >= 0, column < Double(Self.columns) else {
      return gazetteer.whereabouts(position).province?.code
    }
    let mark = marks[Int(row) * Self.columns + Int(column)]
    switch mark {
    case Mark.undecided: return gazetteer.whereabouts(position).province?.code
    case Mark.outside: return nil
    default: return codes[Int(mark) - 1]
    }
  }

  /// Marks the cells that the box of an edge touches.
  private static func cross(_ a: Position, _ b: Position, _ crossed: inout [Bool]) {
    // A millionth of a cell more, against rounding at the cells' sides.
    let slack = 1e-6
    func row(_ latitude: Double) -> Double { (latitude - south) / cell }
    func column(_ longitude: Double) -> Double { (longitude - west) / cell }
    let rows = (min(a.latitude, b.latitude), max(a.latitude, b.latitude))
    let columns = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
    let firstRow = max(Int(row(rows.0) - slack), 0)
    let lastRow = min(Int(row(rows.1) + slack), Self.rows - 1)
    let firstColumn = max(Int(column(columns.0) - slack), 0)
    let lastColumn = min(Int(column(columns.1) + slack), Self.columns - 1)
    guard firstRow <= lastRow, firstColumn <= lastColumn else { return }
    for row in firstRow...lastRow {
      for column in firstColumn...lastColumn { crossed[row * Self.columns + column] = true }
    }
  }

  /// Leaves to the boundaries what lies outside of all within `nearShore` cells of one.
  private static func openShore(_ marks: inout [UInt8]) {
    // Distance in cells, diagonals counted as one, along rows and then along columns.
    let most = UInt8(nearShore + 1)
    var distance = marks.map { $0 == Mark.outside ? most : 0 }
    for row in 0..<rows {
      let start = row * columns
      for column in 1..<columns {
        distance[start + column] = min(distance[start + column], distance[start + column - 1] + 1)
      }
      for column in stride(from: columns - 2, through: 0, by: -1) {
        distance[start + column] = min(distance[start + column], distance[start + column + 1] + 1)
      }
    }
    // Then along columns: how far back, in either direction, the last cell near along its row was.
    let near = UInt8(nearShore)
    for column in 0..<columns {
      var since = nearShore + 1
      for row in 0..<rows {
        since = distance[row * columns + column] <= near ? 0 : since + 1
        if since <= nearShore { Self.open(row * columns + column, &marks) }
      }
      since = nearShore + 1
      for row in stride(from: rows - 1, through: 0, by: -1) {
        since = distance[row * columns + column] <= near ? 0 : since + 1
        if since <= nearShore { Self.open(row * columns + column, &marks) }
      }
    }
  }

  /// Leaves a cell outside of all provinces to the boundaries.
  private static func open(_ cell: Int, _ marks: inout [UInt8]) {
    if marks[cell] == Mark.outside { marks[cell] = Mark.undecided }
  }
}
