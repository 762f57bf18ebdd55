public import Formats
public import ArgumentParser
import Facilities
import Importing
import Application
import Lists
import Wording

/// The shapes of an answer; a person gets the table, programs get the others.
enum OutputFormat: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
  case table
  case json
  case csv
  case geojson

  var choiceWord: Phrase { Phrase(id: self == .table ? "tabel" : rawValue, en: rawValue) }
}

/// The shapes of a report that is no list of rows.
enum ReportFormat: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
  case table
  case json

  var choiceWord: Phrase { Phrase(id: self == .table ? "tabel" : rawValue, en: rawValue) }
}

extension ExpressibleByArgument
where Self: ChosenByWord, Self: RawRepresentable, RawValue == String {
  /// Reads the word of either language.
  init?(argument: String) {
    guard let value = Self.chosen(by: argument) else { return nil }
    self = value
  }

  /// What help shows and completion offers.
  static var allValueStrings: [String] { allChoiceWords(.current) }

  /// None: the words say it.
  static var allValueDescriptions: [String: String] { [:] }

  var defaultValueDescription: String { choiceWord.text(.current) }
}

extension Language: ExpressibleByArgument {}
extension Batch.BadLines: ExpressibleByArgument {}

/// Options of a command whose answer is a report.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Bentuk laporan; json tidak pernah diterjemahkan.",
        en: "Shape of the report; json is never translated.")))
  var format: ReportFormat = .table

  @OptionGroup var language: LanguageOption

  /// Whether a program reads the answer.
  var isJSON: Bool {
    get throws { format == .json }
  }
}

/// The language of the answer.
struct LanguageOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Bahasa (bawaan: dari LANG, selain itu id).",
        en: "Language (default: from LANG, else id).")))
  var lang: Language?
}

/// Options that every command takes.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Bentuk jawaban; json, csv dan geojson tidak pernah diterjemahkan.",
        en: "Shape of the answer; json, csv and geojson are never translated.")))
  var format: OutputFormat = .table

  @OptionGroup var language: LanguageOption
}

/// A position in as many words as the shell made of it.
struct PositionArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      say(
        id: "Posisi: desimal, DMS dengan LS/LU/BT, UTM, MGRS, Plus Code, geo:, tautan peta, "
          + "atau nama tempat (desa, kecamatan, kabupaten).",
        en: "Position: decimal, DMS with LS/LU/BT, UTM, MGRS, Plus Code, geo:, a map link, "
          + "or a place name (village, district, regency).")))
  var position: [String] = []

  /// The position, understood.
  func understood(by locator: Locator) throws -> ResolvedPosition {
    let text = try text()
    return try Failures.translated { () throws(LocateError) in try locator.understand(text) }
  }

  /// The position, or each place of a name that means several inside one kabupaten.
  func readings(by locator: Locator) throws -> [ResolvedPosition] {
    let text = try text()
    return try Failures.translated { () throws(LocateError) in try locator.readings(of: text) }
  }

  private func text() throws -> String {
    guard !position.isEmpty else {
      throw CommandFailure(
        .usage,
        say(
          id: "posisi belum diberikan, misalnya: plkk nearest -3.3194,114.5908",
          en: "no position given, for example: plkk nearest -3.3194,114.5908"))
    }
    return position.joined(separator: " ")
  }
}

/// Options that choose facilities.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Hanya jenis ini; boleh diulang atau dipisah koma.",
        en: "Only this kind; may be repeated or separated by commas."),
      valueName: FacilityKind.choiceWords(.current).joined(separator: "|")),
    completion: .list(FacilityKind.allChoiceWords(.current)))
  var kind: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        id: "Hanya di wilayah ini: kode Kemendagri atau nama.",
        en: "Only in this region: Kemendagri code or name."), valueName: "code|name"))
  var region: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Hanya dengan dasar ini, dipisah koma (bawaan: resmi,berita,diduga).",
        en: "Only with this basis, separated by commas (default: official,reported,presumed)."),
      valueName: PLKKBasis.choiceWords(.current).joined(separator: "|")),
    completion: .list(PLKKBasis.allChoiceWords(.current)))
  var basis: [String] = []

  /// The filter that the options mean.
  ///
  /// - Parameters:
  ///   - locator: Finds the region that `--region` names.
  ///   - plkkOnly: Whether facilities off the PLKK list stay out unless asked for.
  /// - Returns: The filter.
  /// - Throws: `CommandFailure` that names the option and what is allowed.
  func filter(_ locator: Locator, plkkOnly: Bool = true) throws -> FacilityFilter {
    var filter = plkkOnly ? FacilityFilter.plkk : FacilityFilter()
    if !kind.isEmpty { filter.kinds = try words(kind, "--kind") }
    if !basis.isEmpty { filter.bases = try words(basis, "--basis") }
    if let region {
      let found = try Failures.translated { () throws(LocateError) in try locator.region(region) }
      filter.regionCode = found.code
    }
    return filter
  }

  private func words<Word: ChosenByWord>(
    _ values: [String], _ option: String
  ) throws -> Set<Word> {
    var chosen = Set<Word>()
    for value in values.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      guard let word = Word.chosen(by: value) else {
        let allowed = Word.allChoiceWords(.current).joined(separator: ", ")
        throw CommandFailure(
          .usage,
          say(
            id: "\(option): “\(Failures.safe(String(value)))” tidak dikenal; pilihan: \(allowed)",
            en: "\(option): “\(Failures.safe(String(value)))” is unknown; allowed: \(allowed)"))
      }
      chosen.insert(word)
    }
    return chosen
  }
}

/// The wish for emergency departments that are open day and night.
struct HoursOption: ParsableArguments {
  @Flag(
    name: [.customLong("emergency-24h"), .customLong("igd-24-jam")],
    help: ArgumentHelp(
      say(
        id:
          "Hanya yang IGD-nya diketahui buka 24 jam; yang tidak diketahui dan lebih dekat disebut.",
        en: "Only where the emergency department is known to be open day and night; nearer ones of "
          + "which that is not known are named.")))
  var emergency24h = false
}

/// Which list is asked: the embedded one, or what was imported on top of it, as of a day.
struct ListOptions: ParsableArguments {
  @Option(
    name: .store,
    help: ArgumentHelp(
      say(
        id:
          "Berkas basis data atau postgresql://… (bawaan: $XDG_DATA_HOME/plkk/plkk.sqlite); tanpa berkas dipakai daftar "
          + "tertanam.",
        en:
          "Database file or postgresql://… (default: $XDG_DATA_HOME/plkk/plkk.sqlite); without one the embedded list "
          + "is used."), valueName: "file"))
  var db: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Keadaan daftar pada tanggal ini (bawaan: hari ini).",
        en: "The list as of that day (default: today)."), valueName: "date"))
  var at: String?

  @OptionGroup var remote: RemoteOptions

  /// The database whose lists are asked; `nil`: the usual one, or the embedded list.
  func database() throws -> String? { try remote.database(or: db) }

  /// The locator over that list.
  func locator() throws -> Locator { try Locators.current(database(), at: at) }
}

/// Makes the locator that commands ask.
enum Locators {
  /// The embedded list alone.
  static func embedded() throws -> Locator {
    do {
      return try Locator.embedded()
    } catch {
      throw Failures.failure(.seeds(error))
    }
  }

  /// The embedded list with what was imported and corrected on top, if anything was.
  static func current(_ database: String? = nil, at day: String? = nil) throws -> Locator {
    let date = try day.map { try ListDatabase.day($0, "--at") } ?? ListDatabase.today()
    let embedded = try embedded()
    guard let store = try ListDatabase.store(database, creating: false) else {
      try ListDatabase.checkNamed(database)
      return embedded.on(date)
    }
    let history = try ListDatabase.listing(store, base: embedded.directory).history
    return Locator(
      directory: history.snapshot(at: date).directory, gazetteer: embedded.gazetteer, day: date
    ).with(sites: try ListDatabase.ownSites(store))
  }
}
