import Application
import Lists

/// Taking back what was taken in.
extension ImportCommand {
  /// Takes back the last list of the office.
  func takeBack(_ issuer: String, by identity: Identity) throws {
    let store = try ListsFile.store(db, creating: false)
    let (history, version) = try ListsFile.history(store)
    let actor = by.isEmpty ? identity.actor : by
    guard let undo = history.undo(of: issuer, on: ListsFile.today(), actor: actor) else {
      throw CommandFailure(
        .data,
        say(
          id: "tidak ada daftar \(Failures.safe(issuer)) yang dapat dibatalkan",
          en: "there is no list of \(Failures.safe(issuer)) to take back"))
    }
    let list = history.lists.first { $0.version == undo.version }?.list
    let what =
      list.map { "\($0.listDate), \(Failures.safe($0.sourceFile)), \($0.entries.count)" } ?? ""
    if dryRun {
      return Output.write(
        say(
          id: "akan dibatalkan: versi \(undo.version) (\(what) fasilitas)\n",
          en: "would be taken back: version \(undo.version) (\(what) sites)\n"))
    }
    do {
      let stored = try store?.append(.undo(undo), after: version) ?? version
      Output.write(
        say(
          id:
            "dibatalkan: versi \(undo.version) (\(what) fasilitas); dicatat sebagai versi \(stored)\n",
          en: "taken back: version \(undo.version) (\(what) sites); stored as version \(stored)\n"))
    } catch {
      throw ListsFile.failure(error)
    }
  }
}
