import Application
import Facilities
import Formats
import LineProtocol
import Server
import Wording

/// The words of `plkk refer` against the table of verbs that the line protocol uses too.
struct ReferWords {
  /// What the command line calls the verbs; the others have the verb's own name.
  private static let names = [
    "REFER": "new", "REFERRALS": "list", "REFERRAL": "show", "LOOKUP": "find",
    "REFERRALCOUNT": "count",
  ]

  /// An option of the command line that the table does not hold.
  struct Own {
    var name: String
    var value: String?
    var id: String
    var en: String
  }

  static let own = [
    Own(
      name: "db", value: "file", id: "Berkas basis data (bawaan: $XDG_DATA_HOME/plkk/plkk.sqlite).",
      en: "Database file (default: $XDG_DATA_HOME/plkk/plkk.sqlite)."),
    Own(
      name: "token-file", value: "file",
      id: "Bertindak dengan token dalam berkas ini; tanpa opsi ini sebagai pengelola setempat.",
      en: "Act with the token in this file; without it as the local administrator."),
    Own(
      name: "identity", value: "file|-|prompt",
      id: "Data pribadi: baris “nik: …” atau JSON dari berkas, masukan standar, atau ditanyakan.",
      en: "Personal data: lines “nik: …” or JSON from a file, standard input, or asked for."),
    Own(
      name: "format", value: "table|json|csv", id: "Bentuk jawaban.", en: "Shape of the answer."),
    Own(name: "lang", value: "id|en", id: "Bahasa.", en: "Language."),
    Own(name: "help", value: nil, id: "Tampilkan bantuan ini.", en: "Show this help."),
  ]
  /// Options of `watch` alone.
  static let ofWatch = [
    Own(name: "once", value: nil, id: "Sekali saja, lalu selesai.", en: "Once, then stop."),
    Own(
      name: "interval", value: "seconds", id: "Tiap sekian detik, 1 sampai 3600 (bawaan 15).",
      en: "Every so many seconds, 1 to 3600 (default 15)."),
  ]

  /// All words, in the order of the table.
  static var verbs: [String] { CommandTable.referring.map(name) + ["watch"] }

  static func name(_ command: CommandSpec) -> String {
    names[command.name] ?? command.name.lowercased()
  }

  /// What the command line calls acts and values.
  static let words = DoorWords(
    act: { name($0) },
    value: { value in
      switch value {
      case .position: say(id: "posisi", en: "a position")
      case .personal(let field): personal(field)
      case .number:
        [PersonalField.nik, .kpj, .passport, .phone].map(personal).joined(separator: ", ")
      default: "--" + option(value.option)
      }
    })

  /// The command of an act.
  private static func name(_ act: ReferralAct) -> String {
    CommandTable.referring.first { $0.name == act.verb }.map { "plkk refer " + name($0) }
      ?? act.rawValue
  }

  /// The entry of `--identity` that holds a personal value.
  private static func personal(_ field: PersonalField) -> String {
    "“\(option(field.option)): …” (--identity)"
  }

  /// The command of a verb of the table.
  static func verb(_ verb: String) -> String {
    CommandTable.referring.first { $0.name == verb }.map { "plkk refer " + name($0) } ?? verb
  }

  /// An option of the table as it is typed.
  static func optionName(_ option: String) -> String {
    CommandTable.personalOptions.contains(option)
      ? "“\(Self.option(option)): …” (--identity)" : "--" + Self.option(option)
  }

  /// A sentence of the use cases in the words of the command line.
  static func said(_ phrase: DoorPhrase) -> String { phrase.text(.current, in: words) }

  /// The word that was probably meant, said as a question; empty where none is near.
  static func near(_ typed: String, in words: [String]) -> String {
    let close = words.compactMap { word in
      NameKey.distance(
        Array(typed.lowercased().utf8), Array(word.lowercased().utf8),
        atMost: max(1, word.count / 3)
      )
      .map { (word: word, distance: $0) }
    }.min { $0.distance < $1.distance }
    return close.map { say(id: " (maksud Anda \($0.word)?)", en: " (did you mean \($0.word)?)") }
      ?? ""
  }

  /// The verb of a word.
  static func command(_ word: String) -> CommandSpec? {
    CommandTable.referring.first { name($0) == word }
  }

  /// Values behind the word that stand by themselves.
  private(set) var arguments: [String] = []
  /// Options of the table, with their values.
  private(set) var options: [(name: String, values: [String])] = []
  /// Options of the command line itself.
  private(set) var chosen: [String: String] = [:]

  /// Sorts the words behind a verb; nil stands for `watch`.
  init(_ words: [String], of command: CommandSpec?) throws {
    var words = words[...]
    var isPlain = false
    while let word = words.popFirst() {
      guard !isPlain, word.hasPrefix("-"), word != "-" else {
        arguments.append(Arguments.restoringMinus(word))
        continue
      }
      if word == "--" {
        isPlain = true
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = word == "-h" ? "help" : String(parts[0].drop { $0 == "-" })
      var inline = parts.count == 2 ? String(parts[1]) : nil
      /// The next value of this option.
      func value() throws -> String {
        if let given = inline {
          inline = nil
          return Arguments.restoringMinus(given)
        }
        guard let next = words.popFirst() else {
          throw CommandFailure(
            .usage, say(id: "kurang nilai setelah --\(name)", en: "missing value after --\(name)"))
        }
        return Arguments.restoringMinus(next)
      }
      let own = Self.own + (command == nil ? Self.ofWatch : [])
      if let option = own.first(where: { $0.name == name }) {
        let value = option.value == nil ? "" : try value()
        guard chosen.updateValue(value, forKey: name) == nil else {
          throw CommandFailure(
            .usage,
            say(id: "opsi --\(name) ditulis dua kali", en: "option --\(name) is given twice"))
        }
      } else if let option = Self.option(name, of: command) {
        if CommandTable.personalOptions.contains(option.name) {
          throw CommandFailure(
            .usage,
            say(
              id: "--\(name) tidak boleh di baris perintah (terlihat orang lain); pakai --identity",
              en: "--\(name) may not stand on the command line (others can see it); use --identity")
          )
        }
        var values: [String] = []
        for _ in option.values { values.append(try value()) }
        options.append((option.name, values))
      } else {
        // Without what stands behind “=”, which may be personal.
        let word = String(parts[0])
        let allowed = Self.allowed(command).map { "--" + $0 }
        let list = allowed.joined(separator: " ")
        let near = Self.near(String(parts[0]), in: allowed)
        throw CommandFailure(
          .usage,
          say(
            id: "opsi tidak dikenal “\(Failures.safe(word))”\(near); yang ada: \(list)",
            en: "unknown option “\(Failures.safe(word))”\(near); allowed: \(list)"))
      }
      if inline != nil {
        throw CommandFailure(
          .usage, say(id: "--\(name) tidak punya nilai", en: "--\(name) takes no value"))
      }
    }
  }

  /// The name of a table's option on the command line.
  static func option(_ name: String) -> String { optionNames[name] ?? name.lowercased() }

  /// Options whose name on the command line is not that of the table in lower case.
  private static let optionNames = [
    "ID": "request-id", "LAWFULBASIS": "lawful-basis", "WITHOPEN": "with-open",
  ]

  /// Further names that are taken for an option.
  private static let otherNames = ["dasar-hukum": "LAWFULBASIS"]

  /// The option of a verb that a name means.
  private static func option(_ name: String, of command: CommandSpec?) -> OptionSpec? {
    command?.options.first { option($0.name) == name || otherNames[name] == $0.name }
  }

  /// Names of the options of a verb on the command line.
  static func allowed(_ command: CommandSpec?) -> [String] {
    (command?.options.map(\.name) ?? [])
      .filter { !CommandTable.personalOptions.contains($0) && $0 != "BASIS" }.map(option)
      + (own + (command == nil ? ofWatch : [])).map(\.name)
  }

  /// What may come next, for the completion of a shell.
  static func completions(_ words: [String]) -> [String] {
    guard let place = words.lastIndex(of: "refer"), place + 2 < words.count else {
      return verbs.filter { $0.hasPrefix(words.last ?? "") }
    }
    let command = command(words[place + 1])
    let last = words.last ?? ""
    let before = words.dropLast().last ?? ""
    if before.hasPrefix("--"),
      let option = option(String(before.dropFirst(2)), of: command),
      let value = option.values.first
    {
      switch value.kind {
      case .choice(let choices), .choices(let choices): return choices.filter { $0.hasPrefix(last) }
      default: return []
      }
    }
    return allowed(command).map { "--" + $0 }.filter { $0.hasPrefix(last) }
  }
}
