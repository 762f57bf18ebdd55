import Application
import ArgumentParser
import Facilities
import Formats
import Geo
import Storage

/// The command `plkk site`: places that an employer named.
struct SiteCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "site",
      abstract: say(
        id: "Nama lokasi milik perusahaan (camp, pit, dermaga), dipakai seperti nama tempat.",
        en: "An employer's own names of sites (camp, pit, jetty), used like place names."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk site add "Camp 45" -2.2088, 113.9163
          plkk site list
          plkk nearest Camp 45
          plkk site remove "Camp 45"
        """,
      subcommands: [SiteAddCommand.self, SiteListCommand.self, SiteRemoveCommand.self])
  }

  /// The sites of a database by the keys of their names; none where there is no file.
  static func sites(_ database: String?) throws -> [OwnSite] {
    guard let store = try ListDatabase.store(database, creating: false) else { return [] }
    return try ListDatabase.ownSites(store)
  }
}

/// `plkk site add NAME POSITION`.
struct SiteAddCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "add",
      abstract: say(id: "Memberi nama pada sebuah posisi.", en: "Gives a position a name."))
  }

  @Argument(help: ArgumentHelp(say(id: "Nama lokasi.", en: "Name of the site.")))
  var name: String

  @OptionGroup var position: PositionArgument
  @OptionGroup var list: ListOptions

  func run() throws {
    let database = try list.database()
    let locator = try list.locator()
    let query = try position.understood(by: locator)
    let site = OwnSite(
      name: try checked(locator), position: query.position,
      precisionMeters: query.precisionMeters, since: ListDatabase.today())
    guard !query.isApproximate else {
      throw CommandFailure(
        .usage,
        say(
          id: "site add memerlukan koordinat, bukan nama tempat",
          en: "site add needs a coordinate, not a place name"))
    }
    do {
      try (ListDatabase.store(database, creating: true) as? SQLiteListStore)?.add(site)
    } catch {
      throw error as? CommandFailure ?? ListDatabase.failure(error)
    }
    Output.write(
      site.name + ": " + QueryRendering.lines(query).joined(separator: "\n") + "\n")
  }

  /// The name, where it means nothing else.
  private func checked(_ locator: Locator) throws -> String {
    let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard (2...OwnSite.longestName).contains(name.count), !NameKey.key(name).isEmpty,
      name.allSatisfy({ $0.isLetter || $0.isNumber || " .-/()&'".contains($0) }),
      name.contains(where: \.isLetter)
    else {
      throw refusal(
        say(
          id: "nama harus 2 sampai \(OwnSite.longestName) huruf dan angka",
          en: "a name has 2 to \(OwnSite.longestName) letters and digits"))
    }
    let isOwn = try SiteCommand.sites(list.database()).contains { $0.key == NameKey.key(name) }
    if isOwn { return name }
    do {
      _ = try locator.understand(name)
    } catch {
      switch error {
      case .placeUnknown, .placeOnRoad: return name
      default: break
      }
    }
    throw refusal(
      say(
        id: "nama itu sudah berarti tempat atau posisi lain",
        en: "that name means a place or position already"))
  }

  private func refusal(_ reason: String) -> CommandFailure {
    CommandFailure(.usage, "“\(Failures.safe(name))”: \(reason)")
  }
}

/// `plkk site list`.
struct SiteListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: say(id: "Nama lokasi yang ada.", en: "The names that there are."))
  }

  @OptionGroup var list: ListOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let sites = try SiteCommand.sites(list.database())
    switch output.format {
    case .json:
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.array { json in
        for site in sites {
          json.object { json in
            json.member("name", site.name)
            json.member("latitude", site.position.latitude, decimals: 6)
            json.member("longitude", site.position.longitude, decimals: 6)
            json.member("precision_m", site.precisionMeters, decimals: 1)
            json.member("since", site.since.description)
          }
        }
      }
      Output.write(json.text + "\n")
    case .csv:
      var csv = CSVWriter()
      csv.row(["name", "latitude", "longitude", "precision_m", "since"])
      for site in sites {
        csv.row([
          site.name, site.position.latitude.fixed(6), site.position.longitude.fixed(6),
          site.precisionMeters.fixed(1), site.since.description,
        ])
      }
      Output.write(csv.text)
    case .geojson:
      throw CommandFailure(
        .usage,
        say(id: "site list menulis table, json atau csv", en: "site list writes table, json or csv")
      )
    case .table:
      if sites.isEmpty {
        Output.write(say(id: "belum ada nama lokasi\n", en: "no sites are named\n"))
      }
      for site in sites {
        let place = site.position.latitude.fixed(5) + "," + site.position.longitude.fixed(5)
        Output.write("\(site.name)  \(place)  \(site.since)\n")
      }
    }
  }
}

/// `plkk site remove NAME`.
struct SiteRemoveCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: say(id: "Menghapus sebuah nama.", en: "Takes a name away."))
  }

  @Argument(help: ArgumentHelp(say(id: "Nama lokasi.", en: "Name of the site.")))
  var name: [String]

  @OptionGroup var list: ListOptions

  func run() throws {
    let database = try list.database()
    let key = NameKey.key(name.joined(separator: " "))
    guard let site = try SiteCommand.sites(database).first(where: { $0.key == key }) else {
      throw CommandFailure(
        .usage,
        say(
          id: "“\(Failures.safe(name.joined(separator: " ")))” bukan nama lokasi yang tersimpan",
          en: "“\(Failures.safe(name.joined(separator: " ")))” is not the name of a stored site"))
    }
    do {
      try (ListDatabase.store(database, creating: false) as? SQLiteListStore)?
        .removeSite(named: site.name, on: ListDatabase.today())
    } catch {
      throw error as? CommandFailure ?? ListDatabase.failure(error)
    }
    Output.write(say(id: "dihapus: ", en: "removed: ") + site.name + "\n")
  }
}
