/// Writes a ZIP archive (PKWARE APPNOTE 6.3) whose entries are stored as they are.
///
/// The same entries give the same bytes: no time of day goes in.
public struct ZipArchive: Sendable {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Starts an empty archive.
  public init() {}

  /// Adds a file.
  ///
  /// - Precondition: Fewer than 65,535 entries, and less than 4 GiB in all.
  public mutating func add(_ name: String, _ text: String) {
    let (name, data) = (Array(name.utf8), Array(text.utf8))
    precondition(count < .max && body.count + data.count < Int(UInt32.max), "archive too large")
    let offset = UInt32(body.count)
    var common: [UInt8] = []
    // Version 2.0, names in UTF-8, stored, 1 January 1980.
    for field in [20, 0x0800, 0, 0, 0x21] as [UInt16] { Self.append(field, to: &common) }
    for field in [Self.checksum(data), UInt32(data.count), UInt32(data.count)] {
      Self.append(field, to: &common)
    }
    Self.append(UInt16(name.count), to: &common)
    Self.append(0 as UInt16, to: &common)
    body += [0x50, 0x4B, 3, 4] + common + name + data
    directory += [0x50, 0x4B, 1, 2, 20, 0] + common
    for field in [0, 0, 0] as [UInt16] { Self.append(field, to: &directory) }
    Self.append(0 as UInt32, to: &directory)
    Self.append(offset, to: &directory)
    directory += name
    count += 1
  }

  /// The archive.
  public func bytes() -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 5, 6]
    for field in [0, 0, count, count] { Self.append(field, to: &end) }
    Self.append(UInt32(directory.count), to: &end)
    Self.append(UInt32(body.count), to: &end)
    Self.append(0 as UInt16, to: &end)
    return body + directory + end
  }

  private static func append<Field: FixedWidthInteger>(_ field: Field, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: Field.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: field >> Field(shift)))
    }
  }

  /// CRC-32 as in ISO 3309.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = .max
    for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8) }
    return ~sum
  }

  private static let table: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
  }
}
