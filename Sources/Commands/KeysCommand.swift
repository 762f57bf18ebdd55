import ArgumentParser
import Formats
import Application
import Storage

/// `plkk keys …`: the keys that personal data is sealed with.
struct KeysCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "keys",
      abstract: say(
        id: "Kunci enkripsi data pribadi.", en: "The keys that encrypt personal data."),
      subcommands: [KeysRotate.self])
  }
}

/// `plkk keys rotate`.
struct KeysRotate: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rotate",
      abstract: say(
        id: "Segel semua data pribadi dengan kunci baru dan lupakan yang lama.",
        en: "Seal all personal data with a fresh key and forget the old one."),
      discussion: say(
        id: """
          Server harus berhenti dahulu. Cadangan yang lebih lama tidak terbaca lagi dengan kunci baru:
          buat cadangan baru sesudahnya.

          CONTOH:
            plkk keys rotate && plkk backup /media/cadangan/setelah-kunci-baru.sqlite
          """,
        en: """
          The server must be stopped. Older backups cannot be read with the new key: make a new \
          backup afterwards.

          EXAMPLES:
            plkk keys rotate && plkk backup /media/backup/after-rotation.sqlite
          """))
  }

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    // As a server does: one that runs would go on sealing with the key that is forgotten.
    let open = try await storeSession.admitted(.rotateKeys, use: .server)
    let count = try await StoreSession.translated { try await open.file.rotateKeys() }
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object { $0.member("fields", count) }
      return Output.write(json.text + "\n")
    }
    Output.write(
      say(
        id: "\(count) data pribadi dienkripsi dengan kunci baru; kunci lama sudah dilupakan.\n"
          + "Cadangan lama tidak terbaca lagi: buat cadangan baru sekarang.\n",
        en: "\(count) personal values sealed with a fresh key; the old one is forgotten.\n"
          + "Older backups can no longer be read: make a new one now.\n"))
  }
}
