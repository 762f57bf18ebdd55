/// What is known of a facility's agreement with BPJS Ketenagakerjaan on the directory's day.
///
/// Only an official list with dates shows that an agreement is in force, over or still to come. What
/// anybody else reports, and a listed row without dates, leaves it unknown; and a facility on no list
/// may hold an agreement nevertheless.
public enum Membership: Hashable, Sendable {
  /// In force up to and with a day.
  case inForce(until: CivilDate)
  /// In force from a day that is still to come.
  case notYet(from: CivilDate)
  /// Over; `nil` when the list says so without a day.
  case expired(on: CivilDate?)
  /// Left out of the issuer's list of a day.
  case dropped(listDate: CivilDate)
  /// Listed without dates, reported or presumed.
  case unknown
  /// On no list.
  case unlisted

  /// The identifier in machine formats: `valid`, `not_yet`, `expired`, `dropped`, `unknown`.
  public var word: String {
    switch self {
    case .inForce: "valid"
    case .notYet: "not_yet"
    case .expired: "expired"
    case .dropped: "dropped"
    case .unknown, .unlisted: "unknown"
    }
  }

  /// What can be said of paying there.
  public var payment: Payment {
    switch self {
    case .inForce: .billed
    case .notYet, .expired, .dropped: .payFirst
    case .unknown, .unlisted: .confirm
    }
  }
}

/// Who pays for care at a facility, as far as the directory can know.
///
/// Whether the participant is active and the case is guaranteed is not known here; the doors say so.
/// In an emergency nothing of this is said: a facility must help and may not ask for a deposit.
public enum Payment: String, CaseIterable, Hashable, Sendable {
  /// The agreement is in force: billed to BPJS Ketenagakerjaan.
  case billed
  /// No official source says: ask.
  case confirm
  /// No agreement by an official list: pay first, keep the receipts, claim back.
  case payFirst = "pay_first"
}

extension Facility {
  /// What is known of its agreement.
  public var membership: Membership {
    switch standing?.status {
    case .valid(let day): basis == .official ? .inForce(until: day) : .unknown
    case .notYet(let day): .notYet(from: day)
    case .expired(let day): .expired(on: day)
    case .dropped(let day): .dropped(listDate: day)
    case .unknownEnd: .unknown
    case nil: basis == .none ? .unlisted : .unknown
    }
  }

  /// The last day that its entry covers: of the last check or list, else of the source
  /// that names it a PLKK; `nil` where none does.
  public var knownOn: CivilDate? {
    if let verified = standing?.verified { return verified }
    switch basis {
    case .official, .reported: return CivilDate(lastDayOf: basisDate)
    case .presumed, .none: return nil
    }
  }

  /// Its age in days on a day; `nil` where it is unknown.
  public func freshness(on day: CivilDate?) -> VerificationAge? {
    guard let day = day ?? standing?.date, let known = knownOn else { return nil }
    return VerificationAge(days: max(0, day.daysSince1970 - known.daysSince1970))
  }
}

extension CivilDate {
  /// The last day of a date as a source prints it: `2026-01-21`, `2017-04` or `2017`.
  public init?(lastDayOf text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = parts.first, let year = first, (1...3).contains(parts.count) else {
      return nil
    }
    let month = parts.count > 1 ? parts[1] : 12
    guard let month, (1...12).contains(month) else { return nil }
    guard parts.count < 3 else {
      guard let day = parts[2] else { return nil }
      self.init(year: year, month: month, day: day)
      return
    }
    for day in stride(from: 31, through: 28, by: -1) {
      if let date = CivilDate(year: year, month: month, day: day) {
        self = date
        return
      }
    }
    return nil
  }
}
