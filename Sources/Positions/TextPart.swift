/// One part of a text that held a position, and what it is taken for.
public struct TextPart: Hashable, Sendable {
  /// What parts of a text can be.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Digits with their decimal mark.
    case number
    /// Plus or minus, also in words.
    case sign
    /// North, south, east, west.
    case hemisphere
    /// "Lat", "bujur", "X", a heading, "koordinat", a reference system.
    case label
    /// A sign or word for degrees, minutes, seconds or metres.
    case unit
    /// What stands between things: commas, brackets, quotation marks, "dan", bullets.
    case separator
    /// A height with its label and unit.
    case altitude
    /// The accuracy with its label and unit; it is the answer's precision.
    case accuracy
    /// A date or time.
    case time
    /// The number of a row or list.
    case listMark
    /// A word with the number that belongs to it: `KM 38`, `RT 05`, `Blok C12`, `0812…`, `3 orang`.
    case placeWord
    /// Any other words.
    case words
    /// A map link.
    case link
    /// A code: MGRS, Plus Code, a sentence of a receiver.
    case code
  }

  /// What it is.
  public var role: Role
  /// As written, invisible characters left out.
  public var text: String

  /// Makes a part.
  public init(_ role: Role, _ text: String) {
    self.role = role
    self.text = text
  }
}

extension TextPart.Role {
  /// Whether a part of the text outside the coordinate says something that the answer does not use.
  var isPassedOver: Bool {
    switch self {
    case .altitude, .time, .listMark, .placeWord, .words: true
    default: false
    }
  }
}
