import ArgumentParser
import Facilities
import Formats
import Schema
import Application
import Wording

/// The command `plkk show`.
struct ShowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: say(id: "Semua keterangan satu fasilitas.", en: "Everything about one facility."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk show PLKK-63-097
          plkk show PLKK-63-097 --format json
        """)
  }

  @Argument(help: ArgumentHelp(say(id: "Id fasilitas.", en: "Facility id.")))
  var id: String

  @OptionGroup var links: LinksOption
  @OptionGroup var list: ListOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let links = try links.areAsked(output.format)
    let locator = try list.locator()
    let facility: Facility
    do {
      facility = try locator.show(id)
    } catch .facilityFormer(let site, let now) {
      return try former(site, now)
    } catch {
      throw Failures.failure(error)
    }
    let row = FacilityRow(facility: facility, day: locator.day)
    switch output.format {
    case .json:
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object { $0.members(row.fields) }
      Output.write(json.text + "\n")
    case .csv: Output.write(FacilityRendering.csv([row], withHits: false))
    case .geojson: Output.write(FacilityRendering.geojson([row]))
    case .table: Output.write(Self.text(facility, day: locator.day, links: links))
    }
  }

  /// A former facility: reported, but neither a row nor a feature.
  private func former(_ site: FormerSite, _ now: Facility?) throws {
    switch output.format {
    case .json:
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.members([RecordField("former", .object(SiteListRecord.fields(site), prefix: ""))])
      }
      Output.write(json.text + "\n")
    case .table:
      let lines = Terminal.output.wrapped(say(site.sentence(now: now)), indent: 0)
      Output.write(lines.joined(separator: "\n") + "\n")
    case .csv, .geojson: throw Failures.failure(.facilityFormer(site, now: now))
    }
  }

  private static func text(_ facility: Facility, day: CivilDate?, links: Bool) -> String {
    let language = Language.current
    var lines = FacilityRendering.lines(facility, payer: true, day: day, links: links)
    func add(_ label: String, _ value: String) {
      guard !value.isEmpty else { return }
      lines += Terminal.output.wrapped("\(label): \(value)", indent: 4)
    }
    add(say(id: "nama lain", en: "other names"), facility.otherNames.joined(separator: ", "))
    add(
      say(id: "keadaan", en: "operational status"), language.status(facility.operationalStatus))
    add(say(id: "alamat", en: "address"), facility.address)
    let unknown = say(id: "tidak diketahui", en: "unknown")
    if facility.standing?.services ?? .unknown == .unknown {
      add(say(id: "IGD 24 jam", en: "emergency department day and night"), unknown)
    }
    if facility.standing?.services.openingHours.isEmpty ?? true {
      add(say(id: "jam layanan", en: "hours"), unknown)
    }
    if let position = facility.position {
      add(
        say(id: "posisi", en: "position"),
        "\(language.decimal(position)) = \(language.dms(position)) "
          + "(\(language.positionSource(facility.positionSource)))"
      )
    }
    add(say(id: "kelas", en: "class"), facility.careClass)
    add(say(id: "pemilik", en: "owner"), language.owner(facility.ownership))
    add(say(id: "tempat tidur", en: "beds"), facility.beds.map(String.init) ?? "")
    add(say(id: "sumber", en: "source"), language.basisSource(facility.basisSource))
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The command `plkk search`.
struct SearchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "search",
      abstract: say(
        id: "Cari fasilitas menurut nama, alamat, atau tempat.",
        en: "Find facilities by name, address or place."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk search ulin
          plkk search puskesmas satui --format csv
        """)
  }

  @Argument(
    help: ArgumentHelp(
      say(id: "Kata-kata yang semuanya harus ada.", en: "Words that must all be there.")))
  var text: [String] = []

  @OptionGroup var filters: FilterOptions
  @OptionGroup var links: LinksOption
  @OptionGroup var list: ListOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let links = try links.areAsked(output.format)
    let text = text.joined(separator: " ")
    guard text.contains(where: { $0.isLetter || $0.isNumber }), text.utf8.count <= 200 else {
      throw CommandFailure(
        .usage,
        say(
          id: "tulis 1 sampai 200 huruf untuk dicari, misalnya: plkk search ulin",
          en: "write 1 to 200 letters to look for, for example: plkk search ulin"))
    }
    let locator = try list.locator()
    let filter = try filters.filter(locator, plkkOnly: false)
    let found = locator.search(text, filter: filter)
    let near =
      found.facilities.isEmpty ? locator.directory.nearlyNamed(text, filter: filter) : []
    Output.write(
      ListRendering.text(found, output.format, day: locator.day, meant: near, links: links))
  }
}
