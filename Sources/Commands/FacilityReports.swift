import Application
import ArgumentParser
import Facilities
import Formats
import Lists

/// What the reports on many facilities are asked with: which lists, and which region.
struct FacilityReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(id: "Hanya provinsi atau kabupaten ini.", en: "Only this province or kabupaten."),
      valueName: "name"))
  var region: String?

  @Flag(
    help: ArgumentHelp(
      say(
        id: "CSV untuk Excel di Indonesia: titik koma dan tanda BOM.",
        en: "CSV for Excel in Indonesia: semicolons and byte order mark.")))
  var excel = false

  @Option(
    name: .store,
    help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
  var db: String?

  @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
  var lang: Language?

  /// The dialect of a CSV; a flag that goes with no other form is refused.
  func dialect(isCSV: Bool) throws -> CSVDialect {
    guard !excel || isCSV else {
      throw CommandFailure(
        .usage, say(id: "--excel hanya untuk --format csv", en: "--excel goes with --format csv"))
    }
    return excel ? .excel : .standard
  }

  /// What was taken in.
  func listing() throws -> Listing { try ListDatabase.listing(db) }

  /// Code of the province or kabupaten that is asked for.
  func regionCode() throws -> String? {
    guard let region else { return nil }
    do {
      let gazetteer = try Gazetteer(SeedTables.embedded())
      if case .found(let found, _) = try gazetteer.lookUpRegion(region) { return found.code }
    } catch {
      throw Failures.failure(.seeds(error))
    }
    throw CommandFailure(
      .usage,
      say(
        id: "--region: “\(Failures.safe(region))” bukan satu provinsi atau kabupaten",
        en: "--region: “\(Failures.safe(region))” is not one province or kabupaten"))
  }
}
