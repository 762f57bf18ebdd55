import Application
import Facilities
import Formats
import Lists

/// The history of lists: which, when, by whom, from which file.
enum ListsHistoryReport {
  /// Writes all lists, or those of one office, the newest last.
  static func write(_ database: String?, issuer: String?, format: ImportCommand.Format) throws {
    let lists = try ListDatabase.listing(database).lists(of: issuer)
    Output.write(format == .json ? json(lists) : text(lists))
  }

  private static func text(_ lists: [Listing.Taken]) -> String {
    if lists.isEmpty { return say(id: "belum ada daftar\n", en: "no list yet\n") }
    return lists.map { taken in
      let list = taken.list
      let actor = list.actor.isEmpty ? "?" : Failures.safe(list.actor)
      let hash = list.fileHash.isEmpty ? "" : ", SHA-256 \(list.fileHash.prefix(16))…"
      return say(
        id: "\(taken.version). \(Failures.safe(list.issuer)), daftar per \(list.listDate): "
          + "\(list.entries.count) fasilitas; masuk \(list.importedOn) oleh \(actor) dari "
          + "\(Failures.safe(list.sourceFile))\(hash)",
        en: "\(taken.version). \(Failures.safe(list.issuer)), list of \(list.listDate): "
          + "\(list.entries.count) sites; taken in \(list.importedOn) by \(actor) from "
          + "\(Failures.safe(list.sourceFile))\(hash)")
        + (taken.isUndone ? say(id: "; DIBATALKAN", en: "; TAKEN BACK") : "") + "\n"
    }.joined()
  }

  private static func json(_ lists: [Listing.Taken]) -> String {
    var json = JSONWriter(indented: true)
    json.array { json in
      for taken in lists {
        let list = taken.list
        json.object { json in
          json.member("version", taken.version)
          json.member("issuer", list.issuer)
          json.member("list_date", list.listDate.description)
          json.member("sites", list.entries.count)
          json.member("imported_on", list.importedOn.description)
          json.member("actor", list.actor)
          json.member("file", list.sourceFile)
          json.member("sha256", list.fileHash)
          json.member("taken_back", taken.isUndone)
        }
      }
    }
    return json.text + "\n"
  }
}
