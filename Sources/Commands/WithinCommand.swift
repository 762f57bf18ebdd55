import ArgumentParser
import Facilities
import Formats
import Geo
import Application

/// The command `plkk within`.
struct WithinCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "within",
      abstract: say(
        id: "Semua PLKK dalam sebuah radius, kotak, atau wilayah.",
        en: "All PLKK within a radius, a box, or a region."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk within --radius 50km -3.3194,114.5908
          plkk within --bbox -4,114,-3,115 --format geojson
          plkk within --region "Tanah Bumbu"
          plkk within --region 63 --kind hospital --format csv
        """)
  }

  @OptionGroup var position: PositionArgument

  @Option(
    help: ArgumentHelp(
      say(
        id: "Radius di sekitar POSISI, dengan satuan: 800m, 50km.",
        en: "Radius around POSITION, with its unit: 800m, 50km."), valueName: "distance"))
  var radius: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Kotak: selatan,barat,utara,timur dalam derajat desimal.",
        en: "Box: south,west,north,east in decimal degrees."), valueName: "S,W,N,E"))
  var bbox: String?

  @OptionGroup var filters: FilterOptions
  @OptionGroup var hours: HoursOption
  @OptionGroup var links: LinksOption
  @OptionGroup var list: ListOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let links = try links.areAsked(output.format)
    let locator = try list.locator()
    var filter = try filters.filter(locator)
    filter.onlyEmergency24h = hours.emergency24h
    switch (radius, bbox) {
    case (let radius?, nil):
      let query = try position.understood(by: locator)
      let meters = try NearestCommand.distance(radius, "--radius")
      let answer = try Failures.translated { () throws(LocateError) in
        try locator.within(query, meters: meters, filter: filter)
      }
      Output.write(AnswerRendering.text(answer, output.format, links: links))
    case (nil, let bbox?) where position.position.isEmpty:
      let box = try Self.box(bbox)
      write(locator.sites(in: box, filter: filter), locator, links)
    case (nil, nil) where filter.regionCode != nil && position.position.isEmpty:
      write(locator.sites(filter: filter), locator, links)
    default:
      throw CommandFailure(
        .usage,
        say(
          id: "pilih satu: --radius JARAK POSISI, atau --bbox S,W,N,E, atau --region WILAYAH "
            + "(tanpa posisi)",
          en: "choose one: --radius DISTANCE POSITION, or --bbox S,W,N,E, or --region REGION "
            + "(without a position)"))
    }
  }

  /// Writes a list without a position to measure from.
  private func write(_ list: SiteList, _ locator: Locator, _ links: Bool) {
    Output.write(ListRendering.text(list, output.format, day: locator.day, links: links))
  }

  static func box(_ text: String) throws -> BoundingBox {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double(Arguments.restoringMinus(String($0)).filter { $0 != " " })
    }
    guard numbers.count == 4, let south = numbers[0], let west = numbers[1], let north = numbers[2],
      let east = numbers[3],
      let box = BoundingBox(south: south, west: west, north: north, east: east)
    else {
      throw CommandFailure(
        .usage,
        say(
          id:
            "--bbox “\(Failures.safe(text))”: perlu selatan,barat,utara,timur dengan lintang -90..90, "
            + "bujur -180..180, selatan tidak di atas utara",
          en:
            "--bbox “\(Failures.safe(text))”: needs south,west,north,east with latitudes -90..90, "
            + "longitudes -180..180, south not above north"))
    }
    return box
  }
}
