import ArgumentParser
import Facilities
import Formats
import Geo
import Application

/// The command `plkk doctor`.
struct DoctorCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: say(
        id: "Periksa program dan basis data rujukannya; keluar 65 bila ada yang salah.",
        en: "Check the program and its database of referrals; exit 65 where something is wrong."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk doctor
          plkk doctor --db /srv/plkk/plkk.sqlite --format json
        """)
  }

  @OptionGroup var storeSession: StoreOptions

  /// One check and what it saw.
  struct Check {
    /// How it ended.
    enum State: String {
      case good
      case wrong
      /// Nothing is wrong yet, and a person has to look at it.
      case warning
      /// There was nothing to look at.
      case skipped
    }

    var name: String
    var state: State
    var detail: String
  }

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    let checks = try Self.checks() + (await DoctorStore(storeSession: storeSession).checks())
    let isGood = !checks.contains { $0.state == .wrong }
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member("good", isGood)
        $0.member(
          "checks",
          array: { list in
            for check in checks {
              list.object {
                $0.member("name", check.name)
                $0.member("good", check.state != .wrong)
                $0.member("state", check.state.rawValue)
                $0.member("detail", check.detail)
              }
            }
          })
      }
      Output.write(json.text + "\n")
    } else {
      let lines = checks.map { check in
        let mark =
          switch check.state {
          case .good: say(id: "baik     ", en: "good     ")
          case .wrong: say(id: "SALAH    ", en: "WRONG    ")
          case .warning: say(id: "awas     ", en: "warning  ")
          case .skipped: say(id: "dilewati ", en: "skipped  ")
          }
        return mark + check.name + ": " + check.detail
      }
      Output.write(lines.joined(separator: "\n") + "\n")
    }
    if !isGood {
      throw CommandFailure(
        .data, say(id: "ada pemeriksaan yang gagal", en: "a check failed"))
    }
  }

  static func checks() throws -> [Check] {
    let report = SeedVerification.run(.embedded())
    let broken = report.findings.count { $0.severity == .broken }
    let sites = report.rows["facilities"] ?? 0
    var checks = [
      Check(
        name: say(id: "data tertanam", en: "embedded data"), state: broken == 0 ? .good : .wrong,
        detail: say(
          id: "\(sites) situs, \(broken) kesalahan; rinciannya: plkk seeds verify",
          en: "\(sites) sites, \(broken) faults; details: plkk seeds verify"))
    ]
    guard !report.isBroken else { return checks }
    let locator = try Locators.current()
    checks.append(search(locator))
    checks.append(distance())
    return checks
  }

  /// The grid against measuring every facility, on a lattice over Kalimantan.
  private static func search(_ locator: Locator) -> Check {
    var asked = 0
    var wrong = 0
    for north in stride(from: -4.5, through: 4.5, by: 0.5) {
      for east in stride(from: 108.5, through: 119.5, by: 0.5) {
        guard let position = Position(latitude: north, longitude: east) else { continue }
        asked += 1
        let fast = locator.directory.nearest(to: position, limit: 3)
        let slow = locator.directory.nearest(to: position, limit: 3, bruteForce: true)
        if fast != slow { wrong += 1 }
      }
    }
    return Check(
      name: say(id: "pencarian", en: "search"), state: wrong == 0 ? .good : .wrong,
      detail: say(
        id: "\(asked) posisi, \(wrong) berbeda dari pengukuran satu per satu",
        en: "\(asked) positions, \(wrong) differ from measuring one by one"))
  }

  /// A distance whose length is known by definition: a degree along the equator is aπ/180.
  private static func distance() -> Check {
    let known = 111_319.490_793
    let measured =
      Position(latitude: 0, longitude: 114).flatMap { start in
        Position(latitude: 0, longitude: 115).map { Geodesic.distance(from: start, to: $0) }
      } ?? .nan
    return Check(
      name: say(id: "jarak", en: "distance"), state: abs(measured - known) < 0.001 ? .good : .wrong,
      detail: say(
        id: "satu derajat di khatulistiwa \(measured.fixed(3)) m, seharusnya \(known.fixed(3)) m",
        en: "one degree along the equator \(measured.fixed(3)) m, should be \(known.fixed(3)) m"))
  }
}
