import Application
import Lists

/// Taking back what was taken in.
extension ImportCommand {
  /// Takes back the last list of the office.
  func takeBack(_ issuer: String, by identity: Identity) throws {
    let listing = try ListDatabase.listing(db)
    let found: (undo: ListUndo, list: ListImport)
    do throws(ListingError) {
      found = try listing.undoing(
        listOf: issuer, today: ListDatabase.today(), by: identity,
        as: by.isEmpty ? identity.actor : by, isTrial: dryRun)
    } catch {
      throw ListDatabase.failure(error)
    }
    let (undo, list) = found
    let what = "\(list.listDate), \(Failures.safe(list.sourceFile)), \(list.entries.count)"
    if dryRun {
      return Output.write(
        say(
          id: "akan dibatalkan: versi \(undo.version) (\(what) fasilitas)\n",
          en: "would be taken back: version \(undo.version) (\(what) sites)\n"))
    }
    let stored = try ListDatabase.store([.undo(undo)], behind: listing, db)
    Output.write(
      say(
        id:
          "dibatalkan: versi \(undo.version) (\(what) fasilitas); dicatat sebagai versi \(stored)\n",
        en: "taken back: version \(undo.version) (\(what) sites); stored as version \(stored)\n"))
  }
}
