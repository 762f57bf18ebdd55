import Formats
import LineProtocol
import Server

/// Help of `plkk refer`, written from the table of verbs.
enum ReferHelp {
  static var overview: String {
    say(
      id: "Membuka rujukan, menjawab, dan mencatat sampai selesai.",
      en: "Opens referrals, answers them, and records them to the end.")
  }

  static var examples: String {
    say(
      id: """
        Data pribadi tidak pernah ditulis di baris perintah: --identity BERKAS, - atau prompt.

        CONTOH:
          plkk refer new -3.3194,114.5908 --to AUTO --emergency tidak-ada --lawful-basis persetujuan --branch BJM
          plkk refer accept K7FD-3QWX-5 --by telepon
          plkk refer reject K7FD-3QWX-5 --reason penuh-icu
          plkk refer clock K7FD-3QWX-5
          plkk refer letter K7FD-3QWX-5 --html > surat.html
          plkk refer accept --help
        """,
      en: """
        Personal data never stands on the command line: --identity FILE, - or prompt.

        EXAMPLES:
          plkk refer new -3.3194,114.5908 --to AUTO --emergency tidak-ada --lawful-basis persetujuan --branch BJM
          plkk refer accept K7FD-3QWX-5 --by telepon
          plkk refer reject K7FD-3QWX-5 --reason penuh-icu
          plkk refer clock K7FD-3QWX-5
          plkk refer letter K7FD-3QWX-5 --html > letter.html
          plkk refer accept --help
        """)
  }

  /// Help on all words.
  static func all() -> String {
    let terminal = Terminal.output
    var lines = terminal.wrapped(overview, indent: 0) + [""]
    lines.append(say(id: "PEMAKAIAN: plkk refer KATA …", en: "USAGE: plkk refer WORD …"))
    lines += ["", say(id: "KATA:", en: "WORDS:")]
    for command in CommandTable.referring {
      lines += entry(ReferWords.name(command), say(command.summary))
    }
    lines += entry("watch", watchSummary)
    return (lines + ["", examples]).joined(separator: "\n") + "\n"
  }

  private static var watchSummary: String {
    say(
      id: "tampilkan rujukan baru, jawaban, dan yang lewat waktu sampai dihentikan",
      en: "shows new referrals, answers and what is overdue until stopped")
  }

  /// Help on one word.
  static func on(_ word: String) -> String {
    let command = ReferWords.command(word)
    let terminal = Terminal.output
    var usage = "plkk refer \(word)"
    for argument in command?.arguments ?? [] {
      usage += argument.isOptional ? " [\(argument.name)]" : " \(argument.name)"
    }
    var lines = terminal.wrapped(command.map { say($0.summary) } ?? watchSummary, indent: 0)
    lines += [
      "", say(id: "PEMAKAIAN: ", en: "USAGE: ") + usage + say(id: " [OPSI]", en: " [OPTIONS]"),
    ]
    lines += ["", say(id: "OPSI:", en: "OPTIONS:")]
    for option in command?.options ?? []
    where !CommandTable.personalOptions.contains(option.name) && option.name != "BASIS" {
      let value = option.values.map { " <\($0.allowed)>" }.joined()
      lines += entry("--\(ReferWords.option(option.name))\(value)", say(option.summary))
    }
    for option in ReferWords.own + (command == nil ? ReferWords.ofWatch : []) {
      let value = option.value.map { " <\($0)>" } ?? ""
      lines += entry("--\(option.name)\(value)", say(id: option.id, en: option.en))
    }
    let personal = ReferIdentity.fields(of: command)
    if !personal.isEmpty {
      lines +=
        [
          "", say(id: "ISIAN --identity:", en: "FIELDS OF --identity:"),
        ] + terminal.wrapped(personal.joined(separator: ", "), indent: 2)
    }
    return (lines + ["", examples]).joined(separator: "\n") + "\n"
  }

  private static func entry(_ name: String, _ text: String) -> [String] {
    let wrapped = Terminal.output.wrapped(text, indent: 26)
    guard name.count < 23, let first = wrapped.first else { return ["  " + name] + wrapped }
    let pad = String(repeating: " ", count: 24 - name.count)
    return ["  " + name + pad + first.drop { $0 == " " }] + wrapped.dropFirst()
  }
}

/// A phrase in the language of this run.
func say(_ phrase: Phrase) -> String { say(id: phrase.id, en: phrase.en) }
