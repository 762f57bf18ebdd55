import Geo
import Glibc

/// Positions in the format `GEOPTS01`.
///
/// Eight bytes of magic, a count (u64), then latitude and longitude in degrees (f64), little endian.
enum PointFile {
  static func read(_ path: String) -> [Position]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var head = [UInt64](repeating: 0, count: 2)
    guard fread(&head, 8, 2, file) == 2, head[0] == 0x3130_5354_504F_4547,
      head[1] <= 1 << 31
    else { return nil }
    let count = Int(head[1])
    var numbers = [Double](repeating: 0, count: 2 * count)
    guard fread(&numbers, 8, 2 * count, file) == 2 * count else { return nil }
    var positions: [Position] = []
    positions.reserveCapacity(count)
    for place in 0..<count {
      guard
        let position = Position(latitude: numbers[2 * place], longitude: numbers[2 * place + 1])
      else { return nil }
      positions.append(position)
    }
    return positions
  }
}
