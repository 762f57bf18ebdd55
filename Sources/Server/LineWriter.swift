/// Writes bytes and numbers into memory that was reserved for them.
struct LineWriter {
  private var at: UnsafeMutablePointer<UInt8>
  private let start: UnsafeMutablePointer<UInt8>
  private let end: UnsafeMutablePointer<UInt8>

  init(_ memory: UnsafeMutableRawBufferPointer) {
    let bytes = memory.bindMemory(to: UInt8.self)
    guard let base = bytes.baseAddress else { preconditionFailure("no memory to write into") }
    start = base
    at = base
    end = base + bytes.count
  }

  /// How many bytes were written.
  var count: Int { at - start }

  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    precondition(at < end, "reserved too few bytes")
    at.pointee = byte
    at += 1
  }

  @inline(__always)
  mutating func bytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    precondition(end - at >= count, "reserved too few bytes")
    at.update(from: bytes, count: count)
    at += count
  }

  /// Writes a whole number.
  @inline(__always)
  mutating func whole(_ number: UInt64) {
    if number < 10 { return byte(UInt8(truncatingIfNeeded: number) &+ 0x30) }
    var digits = 1
    var bound: UInt64 = 10
    while digits < 19, number >= bound {
      digits += 1
      bound &*= 10
    }
    precondition(end - at >= digits, "reserved too few bytes")
    var rest = number
    var place = digits
    while place > 0 {
      place -= 1
      let next = rest / 10
      at[place] = UInt8(truncatingIfNeeded: rest &- next &* 10) &+ 0x30
      rest = next
    }
    at += digits
  }

  /// Writes a length with one decimal, rounded half up, as `Double.fixed(1)` does.
  ///
  /// - Precondition: 0 … 10^15 metres.
  @inline(__always)
  mutating func tenths(_ meters: Double) {
    let scaled = UInt64(meters * 10 + 0.5)
    whole(scaled / 10)
    byte(UInt8(ascii: "."))
    byte(UInt8(truncatingIfNeeded: scaled % 10) &+ 0x30)
  }
}
