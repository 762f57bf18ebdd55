import ArgumentParser
import Formats

/// `plkk config`: what is set, and where.
struct ConfigCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "config",
      abstract: say(
        id: "Setelan yang berlaku dan asalnya.", en: "The settings that hold, and whence."),
      subcommands: [ConfigShowCommand.self], defaultSubcommand: ConfigShowCommand.self)
  }
}

/// `plkk config show`: every setting with its value and its origin.
struct ConfigShowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: say(
        id: "Menampilkan semua setelan, nilainya, dan dari mana nilainya.",
        en: "Shows every setting, its value, and where the value comes from."),
      discussion: say(
        id: """
          Urutan: opsi perintah, variabel lingkungan, berkas $PLKK_CONFIG atau \
          $XDG_CONFIG_HOME/plkk/plkk.conf, /etc/plkk/plkk.conf, bawaan program. Berkas: satu baris satu \
          setelan, kunci = nilai; baris # adalah catatan.

          CONTOH:
            plkk config show
            PLKK_SERVE_LISTEN=127.0.0.1:7400 plkk config show --format json
          """,
        en: """
          Order: options of a command, variables of the environment, the file $PLKK_CONFIG or \
          $XDG_CONFIG_HOME/plkk/plkk.conf, /etc/plkk/plkk.conf, what the program brings. A file has one \
          setting a line, key = value; lines with # are remarks.

          EXAMPLES:
            plkk config show
            PLKK_SERVE_LISTEN=127.0.0.1:7400 plkk config show --format json
          """))
  }

  /// The shapes of this answer.
  enum Shape: String, CaseIterable, ExpressibleByArgument {
    case table
    case json
  }

  @Option(
    help: ArgumentHelp(
      say(id: "Bentuk jawaban.", en: "Shape of the answer."), valueName: "table|json"))
  var format = Shape.table

  @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
  var lang: Language?

  func run() throws {
    let configured = try Configured.current()
    let rows = Setting.all.map { ($0, configured.value($0)) }
    switch format {
    case .table:
      let keys = rows.map(\.0.key.count).max() ?? 0
      let values = rows.map { $0.1?.text.count ?? 1 }.max() ?? 0
      for (setting, value) in rows {
        let text = value.map { Failures.safe($0.text) } ?? "-"
        Output.write(
          "\(Self.padded(setting.key, keys))  \(Self.padded(text, values))  "
            + (value.map { Self.words($0.origin) } ?? say(id: "tidak diisi", en: "not set")) + "\n")
      }
    case .json:
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object { object in
        object.member(
          "settings",
          array: { list in
            for (setting, value) in rows {
              list.object {
                $0.member("key", setting.key)
                $0.member("value", value?.text)
                $0.member("origin", Self.code(value?.origin))
                if case .file(let path, let line)? = value?.origin {
                  $0.member("file", path)
                  $0.member("line", line)
                }
                $0.member("variable", setting.variable)
                $0.member("meaning", say(id: setting.id, en: setting.en))
              }
            }
          })
      }
      Output.write(json.text + "\n")
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func code(_ origin: Configured.Origin?) -> String? {
    switch origin {
    case .option: "option"
    case .variable: "environment"
    case .file: "file"
    case .fallback: "default"
    case nil: nil
    }
  }

  private static func words(_ origin: Configured.Origin) -> String {
    switch origin {
    case .option: say(id: "opsi", en: "option")
    case .variable(let name): say(id: "lingkungan \(name)", en: "environment \(name)")
    case .file(let path, let line):
      say(id: "\(Failures.path(path)) baris \(line)", en: "\(Failures.path(path)) line \(line)")
    case .fallback: say(id: "bawaan", en: "default")
    }
  }
}
