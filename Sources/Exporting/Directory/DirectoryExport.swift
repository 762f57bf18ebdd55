public import Facilities
public import Formats
internal import Geo
public import Lists
internal import Wording

/// Facilities of one day, ready to be written in the formats that the field uses.
///
/// Every format carries the day, the lists behind it and the credits; in every format a presumed
/// membership and an approximate position are marked as such.
///
/// For example:
///
///     let export = DirectoryExport(snapshot, language: .indonesian)
///     let map = export.geoJSON()
///     let table = export.csv(.excel)
public struct DirectoryExport: Sendable {
  /// A list that some of the facilities come from.
  public struct Source: Hashable, Sendable {
    /// Who issued it.
    public var issuer: String
    /// Date of the list.
    public var listDate: CivilDate
    /// Name of the file.
    public var file: String
  }

  /// The day.
  public let asOf: CivilDate
  /// What is written, ascending by id.
  public let facilities: [Facility]
  /// The lists behind it, by date and issuer.
  public let sources: [Source]
  /// The language of the formats that people read.
  public let language: Language
  /// Agreements by id of the facility in capitals, the newest last.
  let agreements: [String: [Agreement]]

  /// Sources of the embedded tables and their licences, as they want to be named.
  public static let credits = [
    "Health facilities: Ministry of Health of Indonesia lists (Komdat/SIRS 2022, CC0; hospital lists "
      + "2021; BPPSDMK puskesmas list 2019) and the BPJS Kesehatan provider list of about 2019",
    "Regions: cahyadsn/wilayah and cahyadsn/wilayah_boundaries (MIT), after Kepmendagri "
      + "300.2.2-2430/2025, Dukcapil and BIG 2024",
    "PLKK reports and totals: the sources named with each row; BPJS Ketenagakerjaan Kanwil "
      + "Kalimantan, 2 February 2026",
  ]

  /// Takes the facilities of a snapshot that a filter accepts.
  public init(_ snapshot: ListSnapshot, filter: FacilityFilter = .plkk, language: Language) {
    asOf = snapshot.date
    facilities = snapshot.directory.facilities(matching: filter)
    self.language = language
    agreements = snapshot.agreements
    var sources = Set<Source>()
    for facility in facilities {
      for agreement in snapshot.agreements[facility.id.uppercased()] ?? [] {
        sources.insert(
          Source(
            issuer: agreement.issuer, listDate: agreement.listDate, file: agreement.sourceFile))
      }
    }
    self.sources = sources.sorted {
      ($0.listDate, $0.issuer, $0.file) < ($1.listDate, $1.issuer, $1.file)
    }
  }

  /// How many have no position; formats of positions leave them out and say so.
  public var withoutPosition: Int { facilities.count { $0.position == nil } }

  /// The name with its marks: `?` presumed, `~` approximate position.
  func markedName(_ facility: Facility) -> String {
    var marks = ""
    if facility.basis == .presumed { marks += "? " }
    if facility.positionPrecision != .site { marks += "~ " }
    return marks + facility.name
  }

  /// The name and words of the document.
  var text: ExportText { ExportText(language: language) }

  /// Everything that a list of sites says of a facility beside its name, one statement per line.
  func statements(_ facility: Facility) -> [String] {
    ([language.kind(facility)] + membership(facility) + cautions(facility)
      + [facility.address, language.phone(facility, .ordinary), facility.regency])
      .filter { !$0.isEmpty }
  }

  /// What supports that it is a PLKK, how its agreement stands and what is doubted.
  func membership(_ facility: Facility) -> [String] {
    [language.basis(facility, .ordinary)] + language.membership(facility, on: asOf, .ordinary)
  }

  /// Whom it treats and how far its position is to be trusted.
  func cautions(_ facility: Facility) -> [String] {
    [language.patients(facility) ?? "", language.precision(facility.positionPrecision)]
      .filter { !$0.isEmpty }
  }

  func sourceLines() -> [String] {
    sources.map { "\($0.issuer), \(language.date($0.listDate.description)), \($0.file)" }
  }
}
