/// Why a text is not a usable position: what was wrong, where, and what is allowed.
///
/// The core makes no sentences; a door turns this into Indonesian or English. `excerpt` is safe to
/// print: at most 60 characters, no control characters, no direction overrides.
public struct PositionError: Error, Hashable, Sendable {
  /// What kind of fault.
  public var code: Code
  /// The offending part of the text, cleaned and shortened; empty when there is none.
  public var excerpt: String
  /// The range that the value left, where the fault is about a range.
  public var allowed: Allowed?
  /// The readings an ambiguous or incomplete text could have, most usual first; never chosen from.
  public var readings: [PositionReading]

  /// Makes an error.
  public init(
    _ code: Code, excerpt: String = "", allowed: Allowed? = nil, readings: [PositionReading] = []
  ) {
    self.code = code
    self.excerpt = Excerpt.clean(excerpt)
    self.allowed = allowed
    self.readings = readings
  }

  /// The kinds of fault.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Nothing but blanks.
    case empty
    /// Longer than ``PositionText/maximumBytes``.
    case tooLong
    /// Control characters, or bytes that are no UTF-8.
    case brokenText
    /// Looks like a coordinate but fits no notation.
    case unreadable
    /// A number that has no place in the coordinate and no known role beside it; the excerpt names it.
    case strayNumber
    /// What stands before a number may have been a minus.
    case unknownSign
    /// Only one of latitude and longitude is there.
    case incomplete
    /// More than one reading; see ``PositionError/readings``.
    case ambiguous
    /// A sign, hemisphere, zone or band contradicts another part.
    case contradictory
    /// A value outside ``PositionError/allowed``.
    case outOfRange
    /// Minutes of 60 or more.
    case minutesOutOfRange
    /// Seconds of 60 or more.
    case secondsOutOfRange
    /// Degrees and minutes without north or south (or sign).
    case missingHemisphere
    /// Easting and northing without a UTM zone.
    case missingZone
    /// A shortened link, which holds no coordinates until the network expands it.
    case shortLink
    /// A link without coordinates or a place name.
    case linkWithoutPosition
    /// A coordinate reference system other than WGS 84.
    case unsupportedCRS
    /// Looks like Indonesian land-survey coordinates (TM-3), which are not supported.
    case tm3Survey
    /// NaN, infinity, or a number beyond what a machine number holds.
    case notFinite
    /// Shaped like a Plus Code with letters, length or padding that no Plus Code has.
    case invalidPlusCode
    /// Shaped like MGRS with a band, square or digits that do not exist.
    case invalidMGRS
    /// A sentence of a receiver whose checksum does not fit: a character was lost or changed.
    case brokenChecksum
    /// Latitude 0, longitude 0: nearly always an empty GPS field.
    case nullIsland
    /// The receiver says that it has no fix; what it gives is the last place that it knew, or nothing.
    case noFix
    /// A position that may be ``PositionReading/coarsestMeters`` off and more.
    case tooCoarse
  }

  /// A closed range that a quantity has to be in.
  public struct Allowed: Hashable, Sendable {
    /// What is limited.
    public var quantity: Quantity
    /// Least allowed value.
    public var lower: Double
    /// Greatest allowed value (for minutes and seconds: values must stay below it).
    public var upper: Double

    /// Makes a range.
    public init(_ quantity: Quantity, _ lower: Double, _ upper: Double) {
      self.quantity = quantity
      self.lower = lower
      self.upper = upper
    }
  }

  /// The quantities that have a range.
  public enum Quantity: String, Hashable, Sendable, CaseIterable {
    case latitude, longitude, minutes, seconds, easting, northing, zone, uncertainty, bytes
  }
}

extension PositionError.Allowed {
  static let latitude = Self(.latitude, -90, 90)
  static let longitude = Self(.longitude, -180, 180)
  static let minutes = Self(.minutes, 0, 60)
  static let seconds = Self(.seconds, 0, 60)
  static let easting = Self(.easting, 100_000, 900_000)
  static let northing = Self(.northing, 0, 10_000_000)
  static let zone = Self(.zone, 1, 60)
  static let uncertainty = Self(.uncertainty, 0, 20_037_508)
}

/// Makes a part of foreign text safe to print.
enum Excerpt {
  /// Longest excerpt in characters.
  static let limit = 60

  /// Drops what could steer a terminal, and shortens with "…".
  static func clean(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      switch CleanText.role(of: scalar) {
      case .drop, .broken, .softHyphen: continue
      case .space, .newline:
        if out.isEmpty || out.last == " " { continue }
        out.append(" ")
      default: out.append(scalar)
      }
      count += 1
      if count == limit {
        out.append("…")
        break
      }
    }
    while out.last == " " { out.removeLast() }
    return String(out)
  }

  /// The same for canonical bytes.
  static func clean(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      if byte == CleanText.degree {
        text += "°"
      } else if byte == CleanText.plusMinus {
        text += "±"
      } else if byte < 0x80 {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "?"
      }
    }
    return clean(text)
  }
}
