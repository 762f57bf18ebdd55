public import Geo

/// An administrative area: province, kabupaten/kota, kecamatan, desa/kelurahan.
public struct Region: Hashable, Sendable {
  /// The four levels, widest first.
  public enum Level: Int, CaseIterable, Comparable, Hashable, Sendable {
    /// Provinsi.
    case province = 1
    /// Kabupaten or kota.
    case regency
    /// Kecamatan.
    case district
    /// Desa or kelurahan.
    case village

    /// Wider levels come first.
    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// Dotted Kemendagri code: `63`, `63.10`, `63.10.04`, `63.10.04.2001`.
  public let code: String
  /// Name as listed: `Kabupaten Tanah Bumbu`, `Satui`.
  public let name: String
  /// Which level it is.
  public let level: Level
  /// A point that stands for it; a few villages have none.
  public let position: Position?
  /// Roughly how far the area reaches from that point, metres; an estimate.
  public let radiusMeters: Double
  /// For a village whether it is a kelurahan (town ward) and not a desa.
  public let isKelurahan: Bool

  /// Makes a region.
  public init(
    code: String, name: String, level: Level, position: Position?, radiusMeters: Double,
    isKelurahan: Bool = false
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.position = position
    self.radiusMeters = radiusMeters
    self.isKelurahan = isKelurahan
  }

  /// Code of the province it lies in.
  public var provinceCode: String { String(code.prefix(2)) }
  /// Code of the kabupaten/kota it lies in; empty for a province.
  public var regencyCode: String { code.utf8.count >= 5 ? String(code.prefix(5)) : "" }
  /// Code of the kecamatan it lies in; empty above that level.
  public var districtCode: String { code.utf8.count >= 8 ? String(code.prefix(8)) : "" }
}

/// A kabupaten or kota with the figures that an audit needs.
public struct Regency: Hashable, Sendable {
  /// The area.
  public let region: Region
  /// Official area, km².
  public let areaKm2: Double
  /// Registered population.
  public let population: Int
  /// Year of that figure.
  public let populationYear: Int
  /// Employed people: an estimate, see `SOURCES.md`.
  public let workersEstimate: Int
  /// Seat of the administration.
  public let capital: String
}

/// A province.
public struct Province: Hashable, Sendable {
  /// The zones of Kalimantan; there is no summer time.
  public enum Zone: String, Hashable, Sendable {
    /// UTC+7.
    case wib = "WIB"
    /// UTC+8.
    case wita = "WITA"
  }

  /// Kemendagri code, two digits.
  public let code: String
  /// Name.
  public let name: String
  /// Local time.
  public let zone: Zone
  /// Other names: `Kalsel`, `South Kalimantan`.
  public let aliases: [String]
}

/// A published total, as printed.
public struct PublishedCount: Hashable, Sendable {
  /// Area as the publisher calls it.
  public let area: String
  /// What is counted, as `region`, `province`, `province/clinic`, `branch` or `region/workers`.
  public let level: String
  /// The figure.
  public let count: Int
  /// Date as printed: `2026-02-02`, `2022-11`, or empty.
  public let date: String
  /// Where it was published.
  public let source: String
  /// The area in Indonesian; the same as `area` where the publisher's own words are.
  public let areaIndonesian: String
}
