import Application
import ArgumentParser
import Formats
import Referrals
import Wording

/// The shapes of an answer about referrals.
enum ReferFormat: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
  case table
  case json
  case csv

  var choiceWord: Phrase { Phrase(id: self == .table ? "tabel" : rawValue, en: rawValue) }
}

/// Options of every command of referrals.
struct ReferOptions: ParsableArguments {
  @Option(
    name: .store,
    help: ArgumentHelp(
      say(
        id: "Berkas basis data atau postgresql://… (bawaan: $XDG_DATA_HOME/plkk/plkk.sqlite).",
        en: "Database file or postgresql://… (default: $XDG_DATA_HOME/plkk/plkk.sqlite)."),
      valueName: "file"))
  var db: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Bertindak dengan token dalam berkas ini; tanpa opsi ini sebagai pengelola setempat.",
        en: "Act with the token in this file; without it as the local administrator."),
      valueName: "file"))
  var tokenFile: String?

  @Option(help: ArgumentHelp(say(id: "Bentuk jawaban.", en: "Shape of the answer.")))
  var format: ReferFormat = .table

  @OptionGroup var language: LanguageOption

  @OptionGroup var remote: ReferServerOptions
  @OptionGroup(visibility: .hidden) var refused: PersonalRefused

  /// Refuses what must not stand on a command line, and options that stand there twice.
  func check() throws {
    try refused.check()
    try Arguments.refuseRepeated(CommandLine.arguments)
  }

  /// Where requests are answered: at the server that options or settings name, else the database here.
  ///
  /// - Parameter creating: Whether a missing database is made.
  /// - Returns: The server or the database.
  /// - Throws: `CommandFailure` where options contradict each other or neither can be opened.
  func office(creating: Bool) async throws -> any ReferOffice {
    if let server = try remote.server(database: db) {
      return try await ReferServer.open(server, tokenFile: tokenFile)
    }
    return try await ReferFile.open(db, tokenFile: tokenFile, creating: creating)
  }
}

/// Personal values as options: taken so that they can be refused by name, and never used.
///
/// What stands on a command line can be seen by others on the machine.
struct PersonalRefused: ParsableArguments {
  @Option(help: .hidden) var name: String?
  @Option(help: .hidden) var nik: String?
  @Option(help: .hidden) var kpj: String?
  @Option(help: .hidden) var passport: String?
  @Option(help: .hidden) var phone: String?
  @Option(help: .hidden) var notifier: String?
  @Option(name: .customLong("notifierphone"), help: .hidden) var notifierPhone: String?
  @Option(help: .hidden) var chronology: String?
  @Option(help: .hidden) var employer: String?
  @Option(name: .customLong("employerno"), help: .hidden) var employerNumber: String?
  @Option(name: .customLong("employeraddress"), help: .hidden) var employerAddress: String?
  @Option(name: .customLong("employerphone"), help: .hidden) var employerPhone: String?
  @Option(name: .customLong("birthdate"), help: .hidden) var birthDate: String?
  @Option(help: .hidden) var address: String?
  @Option(help: .hidden) var job: String?
  @Option(help: .hidden) var witnesses: String?
  @Option(name: .customLong("body"), help: .hidden) var bodyPart: String?
  @Option(help: .hidden) var cause: String?
  @Option(help: .hidden) var note: String?

  private var given: [(name: String, value: String?)] {
    [
      ("name", name), ("nik", nik), ("kpj", kpj), ("passport", passport), ("phone", phone),
      ("notifier", notifier), ("notifierphone", notifierPhone), ("chronology", chronology),
      ("employer", employer), ("employerno", employerNumber),
      ("employeraddress", employerAddress), ("employerphone", employerPhone),
      ("birthdate", birthDate), ("address", address), ("job", job), ("witnesses", witnesses),
      ("body", bodyPart), ("cause", cause), ("note", note),
    ]
  }

  /// Refuses what stands there, by name.
  func check() throws {
    guard let option = given.first(where: { $0.value != nil })?.name else { return }
    throw CommandFailure(
      .usage,
      say(
        id: "--\(option) tidak boleh di baris perintah (terlihat orang lain); pakai --identity",
        en: "--\(option) may not stand on the command line (others can see it); use --identity"))
  }
}

/// Where personal data comes from.
struct IdentityOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Data pribadi: baris “nik: …” atau JSON dari berkas, masukan standar, atau ditanyakan.",
        en: "Personal data: lines “nik: …” or JSON from a file, standard input, or asked for."),
      valueName: "file|-|prompt"))
  var identity: String?
}

/// A coded value in the words of either language; all of them are completed.
struct Choice<Value: CodedWord & Sendable>: ExpressibleByArgument, Sendable {
  let value: Value

  init?(argument: String) {
    guard let value = Value.read(argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { Value.words }
  var defaultValueDescription: String { value.rawValue }
}

/// A use case of referrals as a command.
protocol ReferVerb: AsyncParsableCommand {
  /// The use case.
  static var act: ReferralAct { get }
  /// The options that all have.
  var options: ReferOptions { get }
  /// The request that the words make.
  func request() throws -> ReferralRequest
}

extension ReferVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: act.commandName, abstract: ReferText.abstract(act),
      discussion: ReferText.examples(act))
  }

  func run() async throws {
    try options.check()
    let request: ReferralRequest
    do {
      request = try self.request()
    } catch let error as ReferringError {
      throw ReferFile.failure(error)
    }
    let office = try await options.office(creating: Self.act == .open)
    let answer = try await office.answer(request)
    Output.write(ReferRendering.text(answer, options.format))
    if options.format == .csv { Output.remarks(ReferRendering.besideCSV(answer)) }
  }

  /// The personal values that `--identity` names; only those that the use case takes.
  func personal(_ identity: IdentityOptions) throws -> [PersonalField: String] {
    try ReferIdentity.read(identity.identity, for: Self.act)
  }
}
