import Application
import ArgumentParser
import Facilities
import Formats
import Referrals
import Schema
import Wording

/// The command `plkk deadline`: until when an accident must be reported, without opening a referral.
struct DeadlineCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "deadline",
      abstract: say(
        id: "Batas lapor kecelakaan kerja, tanpa membuka rujukan.",
        en: "By when a work accident must be reported, without opening a referral."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk deadline "27-11-2026 09.30 WITA"
          plkk deadline 27-11-2026 09.30 --region "Tanah Bumbu"
          plkk batas "2026-11-27 09:30 WIB" --segment bpu --format json
        """,
      aliases: ["batas"])
  }

  /// Whose accident it is.
  enum Worker: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
    case employee, own

    var choiceWord: Phrase {
      self == .own ? Phrase(id: "bpu", en: "own-account") : Phrase(id: "pu", en: "employee")
    }
  }

  @Argument(
    help: ArgumentHelp(
      say(
        id: "Waktu kejadian atau diagnosis: 27-11-2026 09.30 WITA.",
        en: "Time of the accident or diagnosis: 27-11-2026 09.30 WITA."), valueName: "time"))
  var time: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        id: "Wilayah kejadian (kode atau nama), yang menentukan WIB atau WITA.",
        en: "Region where it happened (code or name), which tells WIB or WITA."),
      valueName: "code|name"))
  var region: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Segmen peserta: penerima upah (pu) atau bukan (bpu); bawaan: pu.",
        en: "Whether the worker is an employee or works on own account; default: employee.")))
  var segment: Worker = .employee

  @OptionGroup var report: ReportOptions

  func run() throws {
    let language = Language.current
    let name = say(id: "waktu kejadian", en: "time of the accident")
    guard !time.isEmpty else {
      throw CommandFailure(.usage, "\(name): " + language.fault(TimeTextError.unreadable))
    }
    let code = try region.map { region in
      let locator = try Locators.embedded()
      return try Failures.translated { () throws(LocateError) in try locator.region(region) }.code
    }
    let deadline: ReportDeadline
    do throws(ReportDeadlineError) {
      deadline = try ReportDeadline(
        time.joined(separator: " "), place: code.flatMap(IndonesianZone.init(regionCode:)),
        segment: segment == .own ? .ownAccount : nil, now: StoreSession.clock())
    } catch {
      let advice =
        error == .time(.zoneMissing)
        ? say(id: ", atau --region WILAYAH", en: ", or --region REGION") : ""
      throw CommandFailure(.usage, "\(name): " + language.fault(error) + advice)
    }
    if try report.isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object { $0.members(DeadlineRecord.fields(deadline)) }
      Output.write(json.text + "\n")
    } else {
      let lines = language.deadline(deadline).flatMap { Terminal.output.wrapped($0, indent: 0) }
      Output.write(lines.joined(separator: "\n") + "\n")
    }
  }
}
