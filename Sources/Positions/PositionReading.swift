public import Geo

/// A coordinate as it was understood.
public struct PositionReading: Hashable, Sendable {
  /// Where.
  public var position: Position
  /// In which notation it was written.
  public var form: Form
  /// The smallest step that the notation as written can express, or the stated uncertainty,
  /// in metres.
  ///
  /// Two decimals are 1.1 km, whole seconds 31 m, whole minutes 1.85 km, a ten-digit Plus Code
  /// 14 m, a UTM metre 1 m. Where latitude and longitude carry different numbers of decimals the
  /// finer one counts, since programs drop trailing zeros.
  public var precisionMeters: Double
  /// What was changed or assumed, each to be shown to the user.
  public var notices: [Notice]
  /// The zone, easting and northing as written, when ``form`` is `.utm` or `.mgrs`.
  public var utm: UTM?
  /// The full code in capitals, when ``form`` is `.plusCode`.
  public var plusCode: String?
  /// What each part of the text was taken for, in order.
  ///
  /// Together they hold every character but blanks and invisible ones. Empty where nothing but two
  /// decimal numbers was there, and for readings that are only listed.
  public var parts: [TextPart] = []

  /// The parts that say something which the position does not use: words, heights, times.
  public var passedOver: [String] {
    parts.compactMap { $0.role.isPassedOver ? $0.text : nil }
  }

  /// Whether it was written in decimal degrees, and no part of the text is a sign or a hemisphere.
  ///
  /// Of two plain numbers the parts are not kept: there the numbers themselves show a minus.
  public var hasNoHemisphere: Bool {
    form == .decimal && !parts.contains { $0.role == .sign || $0.role == .hemisphere }
  }

  /// Makes a reading.
  public init(
    position: Position, form: Form, precisionMeters: Double, notices: [Notice] = [],
    utm: UTM? = nil, plusCode: String? = nil
  ) {
    self.position = position
    self.form = form
    self.precisionMeters = precisionMeters
    self.notices = notices
    self.utm = utm
    self.plusCode = plusCode
  }

  /// The notations.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    case decimal, dms, dm, utm, mgrs, plusCode, geoURI, mapLink
  }

  /// What was changed or assumed on the way.
  public enum Notice: String, Hashable, Sendable, CaseIterable {
    /// Longitude (or northing) came first and was put in second place.
    case swapped
    /// A link's map centre, not a pin: the place meant may be elsewhere on the map.
    case mapCenter
    /// A latitude with its hemisphere and a bare longitude: read as east.
    case assumedEast
    /// A minus sign beside south or west: read once, not twice.
    case redundantSign
    /// Outside a box around Indonesia.
    case outsideIndonesia
    /// Inside that box but outside a box around Kalimantan.
    case outsideKalimantan
  }
}

extension PositionReading {
  /// A code that may be this far off, metres, is no position to measure from: a square of 100 km.
  public static let coarsestMeters = 50_000.0

  /// Metres of a degree of latitude, as 60 nautical miles; good enough for a precision.
  static let metersPerDegree = 111_120.0

  /// Checks range and null island, and adds the notices that depend on the place alone.
  ///
  /// The boxes only say what is surely outside. A position within them can still lie across the
  /// border; polygons have to decide.
  static func checked(
    latitude: Double, longitude: Double, form: Form, precisionMeters: Double,
    notices: [Notice] = [], utm: UTM? = nil, plusCode: String? = nil, excerpt: String
  ) throws(PositionError) -> PositionReading {
    guard latitude.isFinite, longitude.isFinite else {
      throw PositionError(.notFinite, excerpt: excerpt)
    }
    guard abs(latitude) <= 90 else {
      throw PositionError(.outOfRange, excerpt: excerpt, allowed: .latitude)
    }
    guard abs(longitude) <= 180,
      let position = Position(latitude: latitude + 0, longitude: longitude + 0)
    else {
      throw PositionError(.outOfRange, excerpt: excerpt, allowed: .longitude)
    }
    if abs(latitude) < 1e-6, abs(longitude) < 1e-6 {
      throw PositionError(.nullIsland, excerpt: excerpt)
    }
    var all = notices
    if !BoundingBox.indonesia.contains(position) {
      all.append(.outsideIndonesia)
    } else if !BoundingBox.kalimantan.contains(position) {
      all.append(.outsideKalimantan)
    }
    return PositionReading(
      position: position, form: form, precisionMeters: precisionMeters, notices: all, utm: utm,
      plusCode: plusCode)
  }
}
