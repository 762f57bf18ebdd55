import Foundation
import LineProtocol
import Schema
import Server
import Application
import Storage
import Wording

/// The referrals of a database, with whoever asks.
struct ReferFile {
  let verbs: ReferralVerbs
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
      verbs: ReferralVerbs(
        Referring(desk: vault.desk, locator: { locator }, now: { Vault.clock() }), locator: locator),
      identity: vault.identity)
  }

  func answer(_ request: ParsedCommand) async throws -> ReferralAnswer {
    do {
      return try await verbs.answer(request, by: identity)
    } catch {
      throw Self.failure(error)
    }
  }

  /// Why a use case did nothing, in the words of the command line.
  static func failure(_ error: ReferringError) -> CommandFailure {
    if case .locate(let error) = error { return Failures.failure(error) }
    let code: CommandFailure.Code =
      switch error.category {
      case .usage, .position: .usage
      case .notFound: .noInput
      case .notAuthenticated, .notPermitted: .notPermitted
      case .conflict: .data
      case .limit, .busy: .unavailable
      case .fault: .inputOutput
      }
    return CommandFailure(code, ReferWords.said(error.phrase))
  }

  /// The same of the desk.
  static func failure(_ error: DeskError) -> CommandFailure { failure(.desk(error)) }

  /// The same of the store.
  static func failure(_ error: StoreError) -> CommandFailure { failure(.desk(.store(error))) }
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
      throw failure(error)
    }
  }
}
