public import Referrals

/// Why a use case of referring failed or was refused; in every case nothing has changed.
///
/// No case carries a value that a person entered, beside those of `LocateError`, which names places.
public enum ReferringError: Error, Hashable, Sendable {
  /// The caller may not, or the store or the rules of referrals refuse.
  case referralService(ReferralServiceError)
  /// A position, place, region or facility could not be understood.
  case locate(LocateError)
  /// The act needs this value.
  case missing(ReferralParameter, for: ReferralAct)
  /// A time is not readable, or lacks its zone.
  case time(ReferralParameter, TimeTextError)
  /// A personal value is empty or longer than its field holds.
  case personalLength(PersonalField)
  /// Criteria of an emergency were given together with “none”.
  case criteriaWithNone
  /// The ground of processing was given under both of its names.
  case doubledBasis
  /// The region of the accident is not known.
  case regionUnknown(ReferralAct)
  /// What was given is no place of a list.
  case badCursor
  /// Several attempts fit: which one is meant has to be said.
  case ambiguousAttempt([Int])
  /// No attempt was written or sent yet.
  case noAttempt
  /// The nearest site cannot be chosen without a position.
  case noOrigin(ReferralAct)
  /// No further site is eligible.
  case noCandidate
  /// The named area is too wide to send by: the nearest is not the same from all of its villages.
  case areaTooWide(AreaShare)

  /// What a door maps to its own codes.
  public enum Category: Hashable, Sendable {
    /// A value is missing, of the wrong form, or not possible.
    case usage
    /// A position or place is not understood.
    case position
    /// There is nothing of that name or code.
    case notFound
    /// Not authenticated, or no longer.
    case notAuthenticated
    /// Not permitted for the caller.
    case notPermitted
    /// The state forbids it.
    case conflict
    /// A limit was reached.
    case limit
    /// Try again later.
    case busy
    /// A fault of this program or its machine.
    case fault
  }

  /// The value that is at fault, where one is.
  public var parameter: ReferralParameter? {
    switch self {
    case .missing(let parameter, _), .time(let parameter, _): parameter
    case .personalLength(let field): .personal(field)
    case .criteriaWithNone: .emergency
    case .doubledBasis: .lawfulBasis
    case .regionUnknown: .region
    case .badCursor: .after
    case .ambiguousAttempt: .attempt
    case .noOrigin: .near
    case .noCandidate, .areaTooWide: .destination
    case .referralService(.store(.refused(let refusal))): refusal.parameter
    case .referralService(.unknownBranch): .branch
    case .referralService, .locate, .noAttempt: nil
    }
  }

  /// What kind of error it is.
  public var category: Category {
    switch self {
    case .referralService(let error): error.category
    case .locate(let error): error.isUnknown ? .notFound : .position
    case .missing, .time, .personalLength, .criteriaWithNone, .doubledBasis, .regionUnknown,
      .badCursor, .ambiguousAttempt, .noOrigin:
      .usage
    case .noAttempt, .areaTooWide: .conflict
    case .noCandidate: .notFound
    }
  }
}

extension LocateError {
  /// Whether a facility or region was named that there is not.
  var isUnknown: Bool {
    switch self {
    case .facilityUnknown, .facilityFormer, .regionUnknown: true
    default: false
    }
  }
}

extension ReferralServiceError {
  /// What kind of error it is.
  public var category: ReferringError.Category {
    switch self {
    case .notAuthenticated: .notAuthenticated
    case .slowDown, .quota: .limit
    case .notPermitted, .notAccepted: .notPermitted
    case .code, .unknownBranch, .badScope: .usage
    case .store(let error): error.category
    case .notSent: .conflict
    }
  }
}

extension StoreError {
  /// What kind of error it is.
  public var category: ReferringError.Category {
    switch self {
    case .refused(let refusal): refusal.category
    case .notFound, .purged: .notFound
    case .requestIDReused, .versionDiffers, .nameTaken, .backupNotSigned, .backupPoorer,
      .clockFarOff:
      .conflict
    case .invalid: .usage
    case .busy, .servedElsewhere, .lockedByOther, .stillWaiting, .keysChanged, .unreachable,
      .tooManyConnections:
      .busy
    case .diskFull, .readOnly, .corrupt, .cannotOpen, .ioFailure, .tooNew, .keysMissing,
      .keysExposed, .keysForeign, .keysUnusable, .inconsistent, .notOurs, .databaseMissing,
      .fileReplaced, .listsDamaged, .foreignSchema, .database,
      .databaseState:
      .fault
    }
  }
}

extension Refusal {
  /// What kind of error it is.
  public var category: ReferringError.Category {
    switch self {
    case .wrongParty: .notPermitted
    case .noAttempt: .notFound
    case .noDestination, .invalid: .usage
    case .tooMany: .limit
    case .illegal, .otherLive, .inactiveDestination, .notUrgent, .alreadyAnswered, .over,
      .stillOpen, .samePriority, .reportsBelongTo:
      .conflict
    }
  }

  /// The value that is at fault, where one is.
  public var parameter: ReferralParameter? {
    switch self {
    case .noDestination, .inactiveDestination: .destination
    case .noAttempt, .otherLive: .attempt
    case .notUrgent, .samePriority: .priority
    case .stillOpen: .withOpen
    case .invalid(let field): field.parameter
    case .illegal, .wrongParty, .alreadyAnswered, .over, .reportsBelongTo, .tooMany: nil
    }
  }
}

extension Refusal.Field {
  /// The value of a request that is meant; nil where it may be one of several.
  public var parameter: ReferralParameter? {
    switch self {
    case .occurredAt: .occurredAt
    case .diagnosedAt: .diagnosedAt
    case .outcomeLetterAt, .sentAt: .at
    case .cost: .cost
    case .region: .region
    case .parallel: .parallel
    case .receipt: .receipt
    case .payer: .payer
    case .code, .name: nil
    }
  }
}
