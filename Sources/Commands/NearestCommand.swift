import ArgumentParser
import Facilities
import Formats
import Application

/// The command `plkk nearest`.
struct NearestCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "nearest",
      abstract: say(
        id: "PLKK terdekat dari sebuah posisi (garis lurus).",
        en: "The nearest PLKK to a position (straight line)."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk nearest -3.3194,114.5908
          plkk nearest -3,3194 114,5908 --limit 5 --kind hospital
          plkk nearest "2°12'31,68\\" LS 113°54'0\\" BT" --within 50km
          plkk nearest 50S 232284 9632776 --region "Kota Banjarmasin"
          plkk nearest Satui, Tanah Bumbu --basis official,reported
          plkk nearest --emergency -2.2088 113.9
          plkk nearest 6PFVF5X3+4C --format json
          plkk nearest --batch posisi.csv --limit 1 --format csv
        """)
  }

  @OptionGroup var position: PositionArgument

  @Option(
    help: ArgumentHelp(
      say(
        id: "Banyaknya hasil, 1 sampai \(Locator.mostResults).",
        en: "How many results, 1 to \(Locator.mostResults).")))
  var limit = 3

  @Option(
    help: ArgumentHelp(
      say(
        id: "Paling jauh sekian, dengan satuan: 800m, 50km.",
        en: "No farther than this, with its unit: 800m, 50km."), valueName: "distance"))
  var within: String?

  @OptionGroup var filters: FilterOptions
  @OptionGroup var hours: HoursOption
  @OptionGroup var links: LinksOption

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Gawat darurat: 119, lalu rumah sakit umum terdekat, lalu PLKK terdekat.",
        en: "Emergency: 119, then the nearest general hospitals, then the nearest PLKK.")))
  var emergency = false

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Ukur semua fasilitas satu per satu (jawaban sama, untuk pembuktian).",
        en: "Measure every facility one by one (the same answer, for proof).")))
  var bruteForce = false

  @Option(
    help: ArgumentHelp(
      say(
        id:
          "Banyak posisi dari berkas (- untuk masukan standar): satu per baris, CSV atau XLSX dengan "
          + "judul latitude/longitude atau posisi, atau GeoJSON; menulis csv (kolom berkas itu lebih "
          + "dahulu) atau json.",
        en:
          "Many positions from a file (- for standard input): one a line, CSV or XLSX with a header "
          + "latitude/longitude or position, or GeoJSON; writes csv (the file's own columns first) or json."
      ),
      valueName: "file"))
  var batch: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Dengan --batch: tulis ke berkas baru; yang berakhiran .xlsx menjadi buku kerja.",
        en: "With --batch: write to a new file; one that ends in .xlsx becomes a workbook."),
      valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Dengan --batch: baris yang tak terbaca tetap ada tanpa jawaban (skip, kode keluar 65; "
          + "allow, 0), atau berhenti di sana (stop).",
        en: "With --batch: an unreadable line stays without an answer (skip, exit code 65; "
          + "allow, 0), or ends the run (stop)."), valueName: "skip|allow|stop"))
  var badLines: Batch.BadLines = .skip

  @OptionGroup var list: ListOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let locator = try list.locator()
    if let batch {
      guard position.position.isEmpty, !emergency, !bruteForce, !links.links else {
        throw CommandFailure(
          .usage,
          say(
            id: "--batch tidak bisa bersama posisi, --emergency, --brute-force atau --links",
            en: "--batch goes without a position, --emergency, --brute-force and --links"))
      }
      try Batch(
        locator: locator, limit: limit,
        meters: try within.map { try Self.distance($0, "--within") } ?? .infinity,
        filter: try filter(locator), format: output.format, badLines: badLines,
        target: out
      ).run(batch)
      return
    }
    guard out == nil else {
      throw CommandFailure(
        .usage, say(id: "--out hanya bersama --batch", en: "--out goes with --batch only"))
    }
    let links = try links.areAsked(output.format)
    let meters = try within.map { try Self.distance($0, "--within") } ?? .infinity
    let filter = try filter(locator)
    func request(_ query: ResolvedPosition) -> NearestRequest {
      NearestRequest(
        query: query, limit: limit, meters: meters, filter: filter, bruteForce: bruteForce)
    }
    if emergency {
      let answers = try position.readings(by: locator).map { reading in
        try Failures.translated { () throws(LocateError) in
          try locator.emergency(request(reading))
        }
      }
      Output.write(EmergencyRendering.text(answers, output.format, links: links))
    } else {
      let query = try position.understood(by: locator)
      let answer = try Failures.translated { () throws(LocateError) in
        try locator.nearest(request(query))
      }
      Output.write(AnswerRendering.text(answer, output.format, links: links))
    }
  }

  private func filter(_ locator: Locator) throws -> FacilityFilter {
    var filter = try filters.filter(locator)
    filter.onlyEmergency24h = hours.emergency24h
    return filter
  }

  /// A distance with its unit.
  static func distance(_ text: String, _ option: String) throws -> Double {
    guard let meters = DistanceText.meters(text) else {
      throw CommandFailure(
        .usage,
        say(
          id:
            "\(option) “\(Failures.safe(text))”: tulis angka dengan satuan dan tanpa titik ribuan, misalnya 800m atau 50km, "
            + "paling jauh 20100km",
          en:
            "\(option) “\(Failures.safe(text))”: write a number with its unit and no thousands mark, such as 800m or 50km, "
            + "at most 20100km"))
    }
    return meters
  }
}
