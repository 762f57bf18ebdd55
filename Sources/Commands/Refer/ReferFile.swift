import Exporting
import Foundation
import Schema
import Server
import Application
import Storage
import Wording

/// Where requests of `plkk refer` are answered.
protocol ReferOffice {
  /// Answers a request, in the language of this run.
  ///
  /// - Throws: `CommandFailure`; then nothing has changed, or the server could not be asked.
  func answer(_ request: ReferralRequest) async throws -> SaidAnswer

  /// Waits until something has changed since the last time, at most so long.
  mutating func change(within time: Duration) async throws
}

extension ReferOffice {
  /// Waits; whether something has changed has to be asked.
  mutating func change(within time: Duration) async throws { try await Task.sleep(for: time) }
}

/// The referrals of a database on this machine, with the caller.
struct ReferFile: ReferOffice {
  private let referring: Referring
  private let identity: Identity
  private let log: ReferralLog
  /// The place in the log up to which changes are known; nil until changes are requested.
  private var place: Int64?

  private init(_ referring: Referring, _ identity: Identity) {
    self.referring = referring
    self.identity = identity
    log = ReferralLog(referring)
  }

  /// Opens the database beside which the keys lie.
  ///
  /// Whoever can read both is the administrator of this place; a token narrows that.
  static func open(
    _ database: String?, tokenFile: String?, creating: Bool
  ) async throws -> ReferFile {
    let storeSession = try await StoreSession.open(
      database, tokenFile: tokenFile, creating: creating)
    let locator = try Locators.current(database)
    return ReferFile(
      Referring(
        referralService: storeSession.referralService, locator: { locator },
        now: { StoreSession.clock() }), storeSession.identity)
  }

  func answer(_ request: ReferralRequest) async throws -> SaidAnswer {
    do {
      return SaidAnswer(try await referring.answer(request, by: identity)) {
        Self.said($0.phrase)
      }
    } catch {
      throw Self.failure(error)
    }
  }

  /// Follows the log, where changes of other processes show too; the first call only begins to.
  mutating func change(within time: Duration) async throws {
    do {
      guard let place else {
        place = try await referring.lastChange()
        return
      }
      self.place = try await log.after(place, within: time).last?.change.sequence ?? place
    } catch {
      throw Self.failure(error)
    }
  }

  /// Why a use case did nothing, in the words of the command line.
  static func failure(_ error: ReferringError) -> CommandFailure {
    if case .locate(let error) = error { return Failures.failure(error) }
    return CommandFailure(CommandFailure.Code(error.category), said(error.phrase))
  }

  /// A sentence in the language and the words of this command line.
  static func said(_ phrase: DoorPhrase) -> String {
    phrase.text(.current, in: .commandLine(.current))
  }

  /// The same of the service.
  static func failure(_ error: ReferralServiceError) -> CommandFailure {
    failure(.referralService(error))
  }

  /// The same of the store.
  static func failure(_ error: StoreError) -> CommandFailure {
    failure(.referralService(.store(error)))
  }
}

extension CommandFailure.Code {
  /// What kinds of error end with.
  init(_ category: ReferringError.Category) {
    self =
      switch category {
      case .usage, .position: .usage
      case .notFound: .noInput
      case .notAuthenticated, .notPermitted: .notPermitted
      case .conflict: .data
      case .limit, .busy: .unavailable
      case .fault: .inputOutput
      }
  }
}

extension ReferFile {
  /// The referrals of a database for a server, which is then its only one; nil where there is no
  /// database and none is to be made.
  static func endpoint(
    _ database: String?, creating: Bool, quota: Quota = .standard
  ) throws -> ReferralEndpoint? {
    let place = try StorePlace(database)
    if case .file(let path) = place, !place.isThere {
      guard creating else { return nil }
      ListDatabase.makeFolders(of: path)
    }
    do {
      let store = try place.open(.server)
      return ReferralEndpoint(
        referralService: ReferralService(store: store, now: { StoreSession.clock() }, quota: quota),
        keeper: store,
        now: { StoreSession.clock() })
    } catch let error as StoreError {
      throw failure(error)
    }
  }
}
