import Formats
import ArgumentParser
import Facilities
import Importing
import Lists
import Application
import Storage

/// The command `plkk facility`: what the field knows better.
struct FacilityCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "facility",
      abstract: say(
        id: "Mencatat keraguan dan jawaban telepon, memperbaiki, memastikan, atau menggabungkan.",
        en: "Records doubts about facilities and their answers, edits, verifies or merges them."),
      subcommands: [
        Report.self, Edit.self, Verify.self, Merge.self, Worklist.self, Answers.self, Changes.self,
      ])
  }

  /// What all corrections need.
  struct Source: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        say(
          id: "Siapa yang mencatat: kantor atau jabatan (bawaan: pemilik token, atau local).",
          en: "Who says so: office or function (default: owner of the token, or local)."),
        valueName: "office"))
    var by: String?

    @Option(
      help: ArgumentHelp(
        say(id: "Tanggal (bawaan: hari ini).", en: "Day (default: today)."), valueName: "date"))
    var on: String?

    @Option(
      name: .store,
      help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
    var db: String?

    @OptionGroup var access: AccessOptions

    @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
    var lang: Language?

    /// Checks a correction and who makes it, and stores it.
    func store(_ id: String, _ action: FieldCorrection.Action) async throws {
      let day = try on.map { try ListDatabase.day($0, "--on") } ?? ListDatabase.today()
      let stored = try await store([.init(id: id, action: action, day: day)])
      Output.write(
        say(id: "Dicatat sebagai versi \(stored).\n", en: "Stored as version \(stored).\n"))
    }

    /// Checks corrections and who makes them, all before the first is stored.
    ///
    /// - Returns: The version after the last one.
    @discardableResult
    func store(_ corrections: [Listing.Correction]) async throws -> Int {
      let identity = try await access.identity(database: db)
      let actor =
        by.map { identity.actor == "local" ? $0 : "\($0) (\(identity.actor))" } ?? identity.actor
      let listing = try ListDatabase.listing(db)
      let events: [ListEvent]
      do throws(ListingError) {
        events = try listing.correcting(
          corrections, today: ListDatabase.today(), by: identity, as: actor)
      } catch {
        throw ListDatabase.failure(error)
      }
      return try ListDatabase.store(events, behind: listing, db)
    }
  }

  /// Records a doubt.
  struct Report: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "report",
        abstract: say(id: "Mencatat keraguan.", en: "Records a doubt."),
        discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
          + """
            plkk facility report PLKK-63-097 "telepon tidak pernah diangkat"
            plkk facility report PLKK-63-097 moved "pindah ke Jl. A. Yani" --by BJM
          """)
    }

    static let kinds = SiteDoubt.allCases.map(\.rawValue).joined(separator: ", ")

    @Argument(help: ArgumentHelp(say(id: "Id fasilitas.", en: "Id of the facility.")))
    var id: String
    @Argument(
      help: ArgumentHelp(
        say(
          id: "Apa yang terlihat; di depannya boleh \(kinds).",
          en: "What was seen; before it may stand \(kinds)."), valueName: "words"))
    var words: [String]
    @OptionGroup var source: Source

    func run() async throws {
      let kind = words.first.flatMap(SiteDoubt.init)
      let text = words.dropFirst(kind == nil ? 0 : 1).joined(separator: " ")
      guard kind != nil || text.contains(where: { !$0.isWhitespace }) else {
        throw CommandFailure(
          .usage,
          say(
            id: "tulis apa yang terlihat, atau salah satu dari \(Self.kinds)",
            en: "write what was seen, or one of \(Self.kinds)"))
      }
      try await source.store(id, .report(kind ?? .other, text))
    }
  }

  /// Gives a field a new value.
  struct Edit: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "edit",
        abstract: say(id: "Mengganti satu keterangan.", en: "Replaces one field."),
        discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
          + """
            plkk facility edit PLKK-63-097 phone "+62511325218" --by BJM
            plkk facility edit PLKK-63-097 position -3.3219,114.6010 --by BJM
          """)
    }
    @Argument(help: ArgumentHelp(say(id: "Id fasilitas.", en: "Id of the facility.")))
    var id: String
    @Argument(
      help: ArgumentHelp(
        FieldCorrection.Field.allCases.map(\.rawValue).joined(separator: ", ")))
    var field: Field
    @Argument(help: ArgumentHelp(say(id: "Isi baru.", en: "New value.")))
    var value: String
    @OptionGroup var source: Source

    func run() async throws {
      try await source.store(id, .edit(field.value, Arguments.restoringMinus(value)))
    }
  }

  /// A field as an argument.
  struct Field: ExpressibleByArgument {
    let value: FieldCorrection.Field

    init?(argument: String) {
      guard let value = FieldCorrection.Field(rawValue: argument) else { return nil }
      self.value = value
    }
  }

  /// Says that everything was checked.
  struct Verify: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "verify",
        abstract: say(
          id: "Memastikan bahwa semua keterangan benar.", en: "Says that everything was checked."),
        discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
          + "  plkk facility verify PLKK-63-097 --on 2026-11-20 --by BJM")
    }
    @Argument(help: ArgumentHelp(say(id: "Id fasilitas.", en: "Id of the facility.")))
    var id: String
    @OptionGroup var source: Source

    func run() async throws { try await source.store(id, .verify) }
  }

  /// Makes one facility of two.
  struct Merge: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "merge",
        abstract: say(
          id: "Menggabungkan fasilitas ke fasilitas lain yang sama.",
          en: "Merges a facility into another that is the same."),
        discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
          + "  plkk facility merge PLKK-63-105 --into PLKK-63-104 --by BJM")
    }
    @Argument(help: ArgumentHelp(say(id: "Id fasilitas.", en: "Id of the facility.")))
    var id: String
    @Option(
      help: ArgumentHelp(say(id: "Id yang tetap ada.", en: "Id that remains."), valueName: "id"))
    var into: String
    @OptionGroup var source: Source

    func run() async throws { try await source.store(id, .merge(into: into)) }
  }
}
