/// A number as written: a sign, digit groups, and the points or commas between them.
///
/// `2.2088` is two groups and a point; what a comma means is decided later, over the whole text.
struct Numeral {
  var sign = 0
  var groups: [ArraySlice<UInt8>] = []
  var marks: [UInt8] = []
  /// The power of ten of `3.7E-05`.
  var exponent = 0
  var hasExponent = false
  var unit: AngleUnit?
  /// Only a comma (and this number's own sign) stands between the number before and this one.
  var isGlued = false
  /// Where it stands in the canonical bytes, without its sign.
  var range = 0..<0

  var isWhole: Bool { groups.count == 1 && !hasExponent }

  /// `1.171536`: one digit before the point and at least three after it.
  var isScientific: Bool {
    groups.count == 2 && groups[0].count == 1 && groups[1].count >= 3
  }

  /// The value of a whole number of at most nine digits.
  var small: Int? {
    guard isWhole, groups[0].count <= 9 else { return nil }
    return groups[0].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

/// The parts of a sexagesimal angle.
enum AngleUnit: Int, Comparable {
  case degree, minute, second

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The two coordinates.
enum Axis {
  case latitude, longitude

  var other: Axis { self == .latitude ? .longitude : .latitude }
}

/// A word that names an axis, with (hemisphere) or without (label) a direction.
struct Marker: Hashable {
  var axis: Axis
  /// +1 north or east, −1 south or west, 0 for a mere label.
  var sign: Int
  /// As written, in small letters.
  var word: String

  var isLetter: Bool { word.utf8.count == 1 }
}

/// What the core of a text, the coordinate itself, is made of.
enum Item {
  case numeral(Numeral)
  case marker(Marker)
  /// A separator between things; the stronger one parts the two halves.
  case separator(Strength)
  /// A dash between two numbers that may be a sign.
  case dash
  /// A word of grids ("utm", "zona", "mE"), in small letters.
  case word(String)

  var isNumeral: Bool { if case .numeral = self { true } else { false } }

  /// How strongly a separator parts.
  enum Strength: Int, Comparable {
    /// A colon, dash or apostrophe between the parts of one angle.
    case joint
    case comma
    /// Semicolon, stroke, bar, line break, "dan".
    case strong

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }
}
