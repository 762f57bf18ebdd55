import Facilities
import Formats
import Lists

/// The history of lists: which, when, by whom, from which file.
enum ListsHistoryReport {
  /// Writes all lists, or those of one office, the newest last.
  static func write(_ database: String?, issuer: String?, format: ImportCommand.Format) throws {
    let (history, _) = try ListsFile.history(ListsFile.store(database, creating: false))
    let lists = history.lists.filter { list in
      issuer.map { NameKey.key($0) == list.list.issuerKey } ?? true
    }
    Output.write(format == .json ? json(lists) : text(lists))
  }

  private typealias Lists = [(version: Int, list: ListImport, isUndone: Bool)]

  private static func text(_ lists: Lists) -> String {
    if lists.isEmpty { return say(id: "belum ada daftar\n", en: "no list yet\n") }
    return lists.map { version, list, isUndone in
      let actor = list.actor.isEmpty ? "?" : Failures.safe(list.actor)
      let hash = list.fileHash.isEmpty ? "" : ", SHA-256 \(list.fileHash.prefix(16))…"
      return say(
        id: "\(version). \(Failures.safe(list.issuer)), daftar per \(list.listDate): "
          + "\(list.entries.count) fasilitas; masuk \(list.importedOn) oleh \(actor) dari "
          + "\(Failures.safe(list.sourceFile))\(hash)",
        en: "\(version). \(Failures.safe(list.issuer)), list of \(list.listDate): "
          + "\(list.entries.count) sites; taken in \(list.importedOn) by \(actor) from "
          + "\(Failures.safe(list.sourceFile))\(hash)")
        + (isUndone ? say(id: "; DIBATALKAN", en: "; TAKEN BACK") : "") + "\n"
    }.joined()
  }

  private static func json(_ lists: Lists) -> String {
    var json = JSONWriter(indented: true)
    json.array { json in
      for (version, list, isUndone) in lists {
        json.object { json in
          json.member("version", version)
          json.member("issuer", list.issuer)
          json.member("list_date", list.listDate.description)
          json.member("sites", list.entries.count)
          json.member("imported_on", list.importedOn.description)
          json.member("actor", list.actor)
          json.member("file", list.sourceFile)
          json.member("sha256", list.fileHash)
          json.member("taken_back", isUndone)
        }
      }
    }
    return json.text + "\n"
  }
}
