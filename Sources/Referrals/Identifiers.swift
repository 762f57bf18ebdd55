/// What looks odd about an identity number; a warning, never a reason to turn anyone away.
public enum IdentifierWarning: Hashable, Sendable, Codable {
  /// The number of characters is not the usual one.
  case length(found: Int, usual: Int)
  /// A character other than a digit (or, in a passport, than a letter or digit).
  case character
  /// The day of birth in a NIK is neither 1...31 nor, for women, 41...71.
  case day(Int)
  /// The month of birth in a NIK is not 1...12.
  case month(Int)
  /// The last four digits of a NIK are 0000.
  case serial
}

/// The numbers by which a participant may be known; all optional, none needed to be helped.
public enum Identifiers {
  /// Looks at the structure of a NIK: 16 digits, day of birth (+ 40 for women), month, serial.
  ///
  /// It has no check digit, and its region is that of first registration, so that is not judged.
  public static func warnings(nik: String) -> [IdentifierWarning] {
    let digits = Array(nik.utf8)
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return [.character] }
    guard digits.count == 16 else { return [.length(found: digits.count, usual: 16)] }
    func number(_ range: Range<Int>) -> Int {
      digits[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    var found: [IdentifierWarning] = []
    let day = number(6..<8)
    if !(1...31).contains(day) && !(41...71).contains(day) { found.append(.day(day)) }
    let month = number(8..<10)
    if !(1...12).contains(month) { found.append(.month(month)) }
    if number(12..<16) == 0 { found.append(.serial) }
    return found
  }

  /// Looks at a participant number (KPJ): 11 digits.
  public static func warnings(kpj: String) -> [IdentifierWarning] {
    guard kpj.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return [.character] }
    let count = kpj.utf8.count
    return count == 11 ? [] : [.length(found: count, usual: 11)]
  }

  /// A NIK with what identifies hidden: `6271**********01`; anything else wholly hidden.
  public static func masked(nik: String) -> String {
    guard nik.utf8.count == 16, nik.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return String(repeating: "*", count: min(16, nik.count))
    }
    return "\(nik.prefix(4))**********\(nik.suffix(2))"
  }

  /// A name with all but initials hidden: `S*** R***`.
  public static func masked(name: String) -> String {
    name.split(separator: " ").map { "\($0.prefix(1))***" }.joined(separator: " ")
  }

  /// A number with all but its last two characters hidden.
  public static func masked(number: String) -> String {
    number.count <= 4
      ? String(repeating: "*", count: number.count)
      : String(repeating: "*", count: number.count - 2) + number.suffix(2)
  }
}
