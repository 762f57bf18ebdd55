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
  /// A point that represents it: where people are, of a kabupaten its seat; a few villages have none.
  public let position: Position?
  /// How far 95 % of its villages lie from that point at most, metres; of a village an estimate.
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
  /// Official name of the seat of the administration.
  public let capital: String
  /// Four digits by which the statistics office calls it, which differ from the Kemendagri code.
  public let bpsCode: String
  /// The town where its administration sits.
  public let seat: Seat
}

/// The town where the administration of a kabupaten or kota sits.
public struct Seat: Hashable, Sendable {
  /// What people call the town.
  public let name: String
  /// A point in it.
  public let position: Position
  /// Kemendagri code of the kecamatan that it lies in.
  public let districtCode: String
  /// Kemendagri code of the village that holds the point, or empty.
  public let villageCode: String
  /// Which source gave the point.
  public let source: String
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
  /// Telephone area codes of its kabupaten without the leading 0.
  public let areaCodes: [String]
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
  /// What the compiler of the table adds, or empty.
  public let note: String

  /// The kinds of facilities that publishers count: anything else after a level's `/` is people or money.
  public static let houseKinds: Set<String> = [
    "hospital", "private_hospital", "rsud", "tni_polri_hospital", "clinic", "puskesmas",
  ]

  /// Whether it counts sites, of all kinds or of one.
  public var countsSites: Bool {
    let parts = level.split(separator: "/")
    return parts.count == 1 || Self.houseKinds.contains(String(parts[1]))
  }
}

/// A published share of all workers who are registered, percent.
public struct PublishedCoverage: Hashable, Sendable {
  /// How exactly it was said; the raw value is the identifier in the table.
  public enum Bound: String, Hashable, Sendable {
    /// As a plain figure.
    case stated
    /// "about".
    case about
    /// "more than".
    case moreThan = "more_than"
  }

  /// Province, or the region as a whole, as in `PublishedCount`.
  public let area: String
  /// The share, percent.
  public let percent: Double
  /// How exactly it was said.
  public let bound: Bound
  /// Date as printed.
  public let date: String
  /// Where it was published.
  public let source: String
  /// What the compiler of the table adds, or empty.
  public let note: String

  /// All published shares, in the table's order.
  public static func all(in table: SeedTable) throws(SeedError) -> [PublishedCoverage] {
    var shares: [PublishedCoverage] = []
    for record in try table.records() {
      shares.append(
        PublishedCoverage(
          area: try record.text(0), percent: try record.number(1), bound: try record.word(2),
          date: try record.text(3), source: try record.text(4), note: record[5]))
    }
    return shares
  }
}
