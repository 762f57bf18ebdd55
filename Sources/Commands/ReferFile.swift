import Casework
import Foundation
import LineProtocol
import Server
import Application
import Storage

/// The referrals of a database, with whoever asks.
struct ReferFile {
  let casework: Casework
  let identity: Identity

  /// Opens the database beside which the keys lie.
  ///
  /// Whoever can read both is the administrator of this place; a token narrows that.
  static func open(
    _ database: String?, tokenFile: String?, creating: Bool
  ) async throws -> ReferFile {
    let vault = try await Vault.open(database, tokenFile: tokenFile, creating: creating)
    let locator = try Locators.current(database)
    return ReferFile(
      casework: Casework(desk: vault.desk, locator: { locator }, now: { Vault.clock() }),
      identity: vault.identity)
  }

  func answer(_ request: ParsedCommand) async throws -> CaseAnswer {
    do {
      return try await casework.answer(request, by: identity)
    } catch {
      throw Self.failure(error, of: request.command)
    }
  }

  static func failure(_ error: CaseworkError, of command: CommandSpec? = nil) -> CommandFailure {
    switch error {
    case .locate(let error): return Failures.failure(error)
    case .failure(let failure):
      let code: CommandFailure.Code =
        switch failure.code {
        case .syntax, .badPosition: .usage
        case .notFound: .noInput
        case .noAuthentication, .noPermission: .notPermitted
        case .conflict: .data
        case .limit, .busy, .aborted, .noProtocol: .unavailable
        case .internalFault: .inputOutput
        }
      return CommandFailure(code, ReferWords.said(failure.phrase, of: command))
    }
  }
}

extension ReferFile {
  /// The referrals of a database for a server, which is then its only one; nil where there is no
  /// database and none is to be made.
  static func hall(_ database: String?, creating: Bool) throws -> ReferralHall? {
    let path = try database ?? ListsFile.defaultDatabase
    if access(path, F_OK) != 0 {
      guard creating else { return nil }
      ListsFile.makeFolders(of: path)
    }
    do {
      let store = try SQLiteStore(path: path, use: .server)
      return ReferralHall(
        desk: ReferralDesk(store: store, now: { Vault.clock() }), keeper: store,
        now: { Vault.clock() })
    } catch {
      throw failure(.failure(CaseFailure(error)))
    }
  }
}
