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

  /// Refuses options that stand there twice.
  func check() throws {
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
