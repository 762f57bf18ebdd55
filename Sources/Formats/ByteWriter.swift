/// Writes bytes and numbers into memory that was reserved for them: for answers by the million.
///
/// Its methods are inlinable, because a call for every byte would cost more than the byte.
@frozen
public struct ByteWriter {
  @usableFromInline var at: UnsafeMutablePointer<UInt8>
  @usableFromInline let start: UnsafeMutablePointer<UInt8>
  @usableFromInline let end: UnsafeMutablePointer<UInt8>

  /// Writes from the start of the memory; more than it holds ends the process.
  @inlinable
  public init(_ memory: UnsafeMutableRawBufferPointer) {
    let bytes = memory.bindMemory(to: UInt8.self)
    guard let base = bytes.baseAddress else { preconditionFailure("no memory to write into") }
    start = base
    at = base
    end = base + bytes.count
  }

  /// How many bytes were written.
  @inlinable
  public var count: Int { at - start }

  /// Writes one byte.
  @inlinable @inline(__always)
  public mutating func byte(_ byte: UInt8) {
    precondition(at < end, "reserved too few bytes")
    at.pointee = byte
    at += 1
  }

  /// Writes bytes.
  @inlinable @inline(__always)
  public mutating func bytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    precondition(end - at >= count, "reserved too few bytes")
    at.update(from: bytes, count: count)
    at += count
  }

  /// How many digits `whole` writes.
  @inlinable @inline(__always)
  public static func digits(_ number: UInt64) -> Int {
    var digits = 1
    var bound: UInt64 = 10
    while digits < 19, number >= bound {
      digits += 1
      bound &*= 10
    }
    return digits
  }

  /// Writes a whole number.
  @inlinable @inline(__always)
  public mutating func whole(_ number: UInt64) {
    if number < 10 { return byte(UInt8(truncatingIfNeeded: number) &+ 0x30) }
    let digits = Self.digits(number)
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

  /// Writes a number with one decimal, rounded half up, as `Double.fixed(1)` does.
  ///
  /// - Precondition: 0 … 10^15.
  @inlinable @inline(__always)
  public mutating func tenths(_ number: Double) {
    tenths(scaled: Self.scaled(number))
  }

  /// A number in tenths, rounded half up.
  @inlinable @inline(__always)
  public static func scaled(_ number: Double) -> UInt64 { UInt64(number * 10 + 0.5) }

  /// Writes a number of tenths as a number with one decimal.
  @inlinable @inline(__always)
  public mutating func tenths(scaled: UInt64) {
    whole(scaled / 10)
    byte(UInt8(ascii: "."))
    byte(UInt8(truncatingIfNeeded: scaled % 10) &+ 0x30)
  }

  /// Writes a number with a fixed count of decimals, the same bytes as `Double.fixed(_:)` gives.
  ///
  /// - Precondition: As there.
  @inlinable
  public mutating func fixed(_ number: Double, _ decimals: Int) {
    var scale: UInt64 = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = UInt64(number.magnitude * Double(scale) + 0.5)
    if number < 0, scaled > 0 { byte(UInt8(ascii: "-")) }
    whole(scaled / scale)
    if decimals == 0 { return }
    byte(UInt8(ascii: "."))
    var part = scaled % scale
    while scale > 1 {
      scale /= 10
      byte(UInt8(truncatingIfNeeded: part / scale) &+ 0x30)
      part %= scale
    }
  }
}
