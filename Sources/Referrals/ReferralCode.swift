/// The code by which a referral is spoken of: `K7FD-3QWX-K`.
///
/// Eight characters carry 40 random bits and nothing of the person or of an order; the ninth is a
/// check. The alphabet is Crockford's base 32 (no I, L, O, U). The check is the weighted sum of the
/// eight over the field of 32 elements with weights α, α², … α⁸ (α a root of x⁵ + x² + 1): as the
/// weights differ and none is zero, every single wrong character and every exchange of two
/// characters, adjacent or not, is detected, and the check stays a character one can say on a radio.
///
/// For example:
///
///     let code = ReferralCode(using: &generator)
///     let heard = try ReferralCode(code.text.lowercased())
public struct ReferralCode: Hashable, Comparable, Sendable, Codable {
  /// Why a text is not a code.
  public enum Fault: Error, Hashable, Sendable {
    /// It has not nine characters besides hyphens and spaces.
    case length(Int)
    /// A character is not in the alphabet; its place counts from 1.
    case character(at: Int)
    /// The check character does not fit: something was misread or mistyped.
    case check
  }

  /// The 40 random bits.
  public let bits: UInt64

  /// Makes the code of 40 random bits; higher bits are dropped.
  public init(bits: UInt64) { self.bits = bits & 0xFF_FFFF_FFFF }

  /// Draws a code from a generator.
  public init(using generator: inout some RandomNumberGenerator) {
    self.init(bits: generator.next())
  }

  /// Reads a code as spoken or typed.
  ///
  /// Case, hyphens and spaces do not matter; I and L are read as 1, O as 0. The check is tested
  /// before anything is looked up, so a typing error never says "not found".
  public init(_ text: String) throws(Fault) {
    guard text.utf8.count <= 64 else { throw .length(text.utf8.count) }
    var digits: [UInt8] = []
    for character in text.utf8
    where character != UInt8(ascii: "-") && character != UInt8(ascii: " ") {
      guard let digit = Self.digit(character) else { throw .character(at: digits.count + 1) }
      digits.append(digit)
    }
    guard digits.count == 9 else { throw .length(digits.count) }
    guard Self.check(digits.prefix(8)) == digits[8] else { throw .check }
    self.init(bits: digits.prefix(8).reduce(0) { $0 << 5 | UInt64($1) })
  }

  /// `K7FD-3QWX-K`.
  public var text: String {
    let digits = (0..<8).map { UInt8(bits >> UInt64(35 - 5 * $0) & 31) }
    var text = ""
    for (index, digit) in (digits + [Self.check(digits[...])]).enumerated() {
      if index == 4 || index == 8 { text.append("-") }
      text.append(Character(Unicode.Scalar(Self.alphabet[Int(digit)])))
    }
    return text
  }

  /// Order of the bits.
  public static func < (left: ReferralCode, right: ReferralCode) -> Bool { left.bits < right.bits }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      self = try ReferralCode(try container.decode(String.self))
    } catch let fault as Fault {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(fault)")
    }
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  private static func digit(_ character: UInt8) -> UInt8? {
    var upper = character
    if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(character) { upper -= 32 }
    switch upper {
    case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
    case UInt8(ascii: "O"): return 0
    default: return alphabet.firstIndex(of: upper).map { UInt8($0) }
    }
  }

  private static func check(_ digits: ArraySlice<UInt8>) -> UInt8 {
    // Horner's rule: multiplying by α before each addition gives the weights α⁸ … α.
    var sum: UInt8 = 0
    for digit in digits { sum = timesAlpha(sum ^ digit) }
    return sum
  }

  private static func timesAlpha(_ value: UInt8) -> UInt8 {
    let doubled = value << 1
    return doubled & 32 == 0 ? doubled : doubled ^ 0b100101
  }
}
