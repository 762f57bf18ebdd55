import ArgumentParser
import Formats
import Glibc

/// The program that `plkk` starts.
///
/// The commands are a library, so that tests can call them without a process.
public enum Program {
  /// Parses the arguments of this process, runs the command, and ends the process with its exit code.
  public static func main() async {
    await PLKK.main()
  }
}

/// The command line of the PLKK locator.
struct PLKK: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plkk",
      abstract: say(
        id: "Fasilitas kecelakaan kerja (PLKK) terdekat di Kalimantan, tanpa internet.",
        en: "The nearest work-accident care (PLKK) in Kalimantan, offline."),
      discussion: say(
        id: """
          Gawat darurat: telepon 119 dahulu.

          CONTOH:
            plkk nearest -3.3194,114.5908
            plkk nearest "2°12'31.68\\" LS 113°54'0\\" BT" --kind hospital
            plkk nearest Satui, Tanah Bumbu --limit 5
            plkk nearest --emergency -2.2088 113.9
            plkk within --radius 50km -0.5022,117.1536 --format json
            plkk show PLKK-63-097

          Pelengkapan tombol Tab: plkk --generate-completion-script bash (zsh, fish).
          """,
        en: """
          In an emergency call 119 first.

          EXAMPLES:
            plkk nearest -3.3194,114.5908
            plkk nearest "2°12'31.68\\" LS 113°54'0\\" BT" --kind hospital
            plkk nearest Satui, Tanah Bumbu --limit 5
            plkk nearest --emergency -2.2088 113.9
            plkk within --radius 50km -0.5022,117.1536 --format json
            plkk show PLKK-63-097

          Completion of the Tab key: plkk --generate-completion-script bash (zsh, fish).
          """),
      version: "plkk 0.1.0",
      subcommands: [
        NearestCommand.self, WithinCommand.self, ShowCommand.self, SearchCommand.self,
        LocateCommand.self, DeadlineCommand.self, ReferCommand.self, ServeCommand.self,
        QueryCommand.self,
        AuditCommand.self,
        SeedsCommand.self,
        ImportCommand.self, ExportCommand.self, FacilityCommand.self, SiteCommand.self,
        TokenCommand.self, BranchCommand.self, BackupCommand.self, RestoreCommand.self,
        StoreCommand.self,
        PurgeCommand.self,
        KeysCommand.self, AccessCommand.self, DoctorCommand.self, ConfigCommand.self,
      ])
  }

  /// Refuses a first word that is no command, with the one that was probably meant; the parser would
  /// only count unexpected arguments.
  ///
  /// The words of `plkk help …` are checked down to the last: help on nothing is no help.
  private static func checkCommands(_ words: [String]) throws {
    var commands = configuration.subcommands
    var isHelp = false
    for word in words {
      if word == "help", !isHelp {
        isHelp = true
        continue
      }
      guard !word.isEmpty, !word.hasPrefix("-"), !commands.isEmpty else { return }
      let found = commands.first {
        $0.configuration.commandName == word || $0.configuration.aliases.contains(word)
      }
      guard let found else { throw unknown(word, commands) }
      guard isHelp || found.configuration.defaultSubcommand == nil else { return }
      commands = found.configuration.subcommands
    }
  }

  private static func unknown(
    _ word: String, _ commands: [any ParsableCommand.Type]
  ) -> CommandFailure {
    let names = commands.compactMap { $0.configuration.commandName }
    let near = NearWord.question(word, in: names)
    let list = names.joined(separator: ", ")
    return CommandFailure(
      .usage,
      say(
        id: "perintah “\(Failures.safe(word))” tidak dikenal\(near); yang ada: \(list)",
        en: "command “\(Failures.safe(word))” is unknown\(near); allowed: \(list)"))
  }

  /// Refuses to run with a configuration that cannot be read.
  ///
  /// A setting that was meant would be left out in silence. A search for a facility is answered
  /// nevertheless, with a warning.
  private static func checkConfiguration(_ word: String?) throws {
    guard let word, !word.hasPrefix("-"), word != "help" else { return }
    do {
      _ = try Configured.current()
    } catch let failure as CommandFailure {
      guard ["nearest", "within", "show", "search", "locate", "deadline", "batas"].contains(word)
      else { throw failure }
      Output.error(failure.message)
    }
  }

  /// The arguments with what stands before the command after it: `help A B` is `A B --help`, and
  /// `--lang en A` is `A --lang en`.
  static func ordered(_ arguments: [String]) -> [String] {
    var arguments = arguments
    if let first = arguments.first, first == "--lang" || first.hasPrefix("--lang=") {
      let count = min(first == "--lang" ? 2 : 1, arguments.count)
      let lead = Array(arguments.prefix(count))
      arguments = Array(arguments.dropFirst(count))
      // Without a command there is nothing else to say in that language.
      if arguments.isEmpty { return ["--help"] }
      if !arguments[0].hasPrefix("-") { arguments.insert(contentsOf: lead, at: 1) }
    }
    guard arguments.first == "help" else { return arguments }
    let words = arguments.dropFirst().prefix { !$0.hasPrefix("-") }
    return words + ["--help"]
  }

  /// Parses, runs, and turns every error into a text on standard error and an exit code.
  ///
  /// Standard output gets nothing when a command fails before its answer is complete.
  static func main() async {
    // A reader that closes the pipe early (`head`) is no error of the program.
    signal(SIGPIPE, SIG_DFL)
    // The system gives the words of a call in /proc; without it not even the program's name is there, and
    // help instead of an answer would hide that.
    guard !CommandLine.arguments.isEmpty else {
      Output.error(
        say(
          id:
            "/proc tidak terpasang, jadi perintahnya tidak terbaca; pasang dulu: mount -t proc proc /proc",
          en:
            "/proc is not mounted, so the command cannot be read; mount it first: mount -t proc proc /proc"
        ))
      Glibc.exit(CommandFailure.Code.unavailable.rawValue)
    }
    Language.takeSetting()
    let typed = Array(CommandLine.arguments.dropFirst())
    let arguments = ordered(typed)
    CallFirst.write(arguments)
    do {
      try checkCommands(typed.first == "help" ? typed : arguments)
      try Arguments.refusePersonal(arguments)
      try checkConfiguration(arguments.first)
      var command = try parseAsRoot(Arguments.protectingMinus(arguments))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      CallFirst.writeAboveError(arguments)
      Output.error(failure.message)
      Glibc.exit(failure.code.rawValue)
    } catch {
      let code = exitCode(for: error).rawValue
      let text = Arguments.restoringMinus(fullMessage(for: error))
      if code == 0 {
        Output.write(ParserMessages.localizedHelp(text) + "\n")
      } else {
        CallFirst.writeAboveError(arguments)
        Output.errorText(ParserMessages.localized(ParserMessages.safe(text)))
      }
      Glibc.exit(code)
    }
  }
}
