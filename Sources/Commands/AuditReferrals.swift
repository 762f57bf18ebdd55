import Application
import Formats
import Referrals
import Schema

/// The figures of the referral service that an audit shows, of a file or of a server.
enum AuditReferrals {
  /// The figures of a database, or of the server that is asked; `nil` when there are none, or none were
  /// named and those at the usual place are not for whoever asks.
  static func figures(
    _ list: ListOptions, _ options: AccessOptions
  ) async throws -> ServiceFigures? {
    do {
      guard let office = try await office(list, options) else { return nil }
      let answer = try await office.answer(.figures)
      for note in answer.notes { Output.error(note.text) }
      return ServiceFigures(answer.records)
    } catch let failure as CommandFailure {
      // The network can be audited without the referrals; who names them is told why not.
      guard list.db == nil, options.tokenFile == nil else { throw failure }
      if failure.code != .notPermitted {
        Output.error(say(id: "tanpa angka rujukan: ", en: "without referrals: ") + failure.message)
      }
      return nil
    }
  }

  /// Where the referrals are: at the server, which tells them to whoever has a token, or in a file.
  private static func office(
    _ list: ListOptions, _ options: AccessOptions
  ) async throws -> (any ReferOffice)? {
    if list.db == nil, let server = try list.remote.server() {
      guard try AccessOptions.secretOfCaller(options.tokenFile) != nil else { return nil }
      return try await ReferServer.open(server, tokenFile: options.tokenFile)
    }
    guard try StorePlace(list.db).isThere else { return nil }
    return try await ReferFile.open(list.db, tokenFile: options.tokenFile, creating: false)
  }
}
