public import Sealing
public import Testing

/// What every `ReferralStore` promises, each by a name of its own: the conformance of a store is that it
/// keeps all of them.
///
/// A test gives each promise an empty store of its own; what is not kept is recorded as an issue.
public enum StorePromise: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// A write that returned is there, once, and is the fold of its events.
  case writesOnce
  /// The same request id of the same actor gives the same receipt; for something else it is refused.
  case knowsRequests
  /// Request ids of one actor are none of another's.
  case keepsActorsApart
  /// A refused change leaves nothing, its request id not either.
  case refusesWhole
  /// A change that was meant for another version leaves nothing; a repeated one is answered as then.
  case holdsVersions
  /// A code that is taken is not used again.
  case usesCodesOnce
  /// Events keep their order and their number.
  case ordersEvents
  /// Personal values are kept, found by their newest form, and keep the event they came with.
  case keepsPersons
  /// A referral back is a new referral of the same case, and both say so.
  case refersBack
  /// Lists hold what was asked for, the newest change first.
  case lists
  /// Overdue referrals come by the longest silence.
  case listsOverdue
  /// A list that is read in parts holds every row once.
  case turnsPages
  /// Reading of all referrals holds each once, in the order of opening.
  case readsAll
  /// Counts are of what is there.
  case counts
  /// Of many writes at once each is there once.
  case bearsMany
  /// The log is in the order of commits: a reader who follows it misses nothing.
  case logsInOrder
  /// Tokens are kept by their hash and stay revoked.
  case keepsTokens
  /// Branches are registered once, in whatever case of letters.
  case keepsBranches
  /// Wrong guesses are kept by source.
  case keepsGuesses
  /// Every change and every look is in the access log.
  case logsAccesses
  /// A dry run of a purge changes nothing; a purge removes the person and nothing else.
  case purges
  /// All of it holds after a restart, and a check finds it sound.
  case survivesRestart

  /// The name of the promise in a report of tests.
  public var testDescription: String { rawValue }

  /// Puts a store to the test.
  ///
  /// - Parameters:
  ///   - store: An empty one.
  ///   - reopened: The same content after a restart.
  /// - Throws: What the store throws where it must not.
  public func check(
    _ store: any MaintainedStore, reopened: () async throws -> any MaintainedStore
  ) async throws {
    switch self {
    case .writesOnce: try await Changes.writesOnce(store)
    case .knowsRequests: try await Changes.knowsRequests(store)
    case .keepsActorsApart: try await Changes.keepsActorsApart(store)
    case .refusesWhole: try await Changes.refusesWhole(store)
    case .holdsVersions: try await Changes.holdsVersions(store)
    case .usesCodesOnce: try await Changes.usesCodesOnce(store)
    case .ordersEvents: try await Changes.ordersEvents(store)
    case .keepsPersons: try await Changes.keepsPersons(store)
    case .refersBack: try await Changes.refersBack(store)
    case .lists: try await Lists.lists(store)
    case .listsOverdue: try await Lists.listsOverdue(store)
    case .turnsPages: try await Lists.turnsPages(store)
    case .readsAll: try await Lists.readsAll(store)
    case .counts: try await Lists.counts(store)
    case .bearsMany: try await Changes.bearsMany(store)
    case .logsInOrder: try await Changes.logsInOrder(store)
    case .keepsTokens: try await Keeping.keepsTokens(store)
    case .keepsBranches: try await Keeping.keepsBranches(store)
    case .keepsGuesses: try await Keeping.keepsGuesses(store)
    case .logsAccesses: try await Keeping.logsAccesses(store)
    case .purges: try await Keeping.purges(store)
    case .survivesRestart: try await Keeping.survivesRestart(store, reopened)
    }
  }
}
