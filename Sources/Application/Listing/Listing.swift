public import Facilities
public import Lists

/// The use cases of official lists: what was imported, what it says of a day, and what may be added.
///
/// Additions are checked first and give events; `store` then keeps all of them or none. So a refused
/// caller never creates a file, and a door only reads in, asks, and writes out.
///
/// For example:
///
///     let listing = try Listing(base: directory, store: store)
///     let snapshot = listing.history.snapshot(at: day)
///     let calls = listing.workList(on: day, regionCode: "63.71")
public struct Listing: Sendable {
  /// All imports and corrections, on top of the embedded list.
  public let history: ListHistory
  /// The number of events: additions become the next ones, or are refused.
  public let version: Int

  /// Reads what is stored.
  ///
  /// - Parameters:
  ///   - base: The embedded list.
  ///   - store: What keeps the lists, or `nil` where no list was ever imported.
  /// - Throws: `ListStoreError` when the store cannot be read.
  /// - Complexity: O(stored events).
  public init(base: Directory, store: (any ListStore)?) throws(ListStoreError) {
    let events = try store?.events(after: 0) ?? []
    history = ListHistory(base: base, events: events)
    version = events.count
  }

  // MARK: Questions

  /// An imported list.
  public struct Taken: Sendable {
    /// Its place among all events, from 1.
    public let version: Int
    /// The list.
    public let list: ListImport
    /// Whether it was undone.
    public let isUndone: Bool
  }

  /// All lists, or those of one issuer, the newest last.
  public func lists(of issuer: String? = nil) -> [Taken] {
    let key = issuer.map { NameKey.key($0) }
    return history.lists.filter { key == nil || $0.list.issuerKey == key }
      .map { Taken(version: $0.version, list: $0.list, isUndone: $0.isUndone) }
  }

  /// Whom to call on a day, and what to ask.
  public func workList(
    on day: CivilDate, regionCode: String? = nil, office: String? = nil
  ) -> WorkList {
    WorkList(history.snapshot(at: day), regionCode: regionCode, office: office)
  }

  /// What changed between two days.
  public func changes(
    from first: CivilDate, to last: CivilDate, regionCode: String? = nil
  ) throws(ListingError) -> SiteChanges {
    guard first <= last else { throw .daysReversed(first, last) }
    return SiteChanges(
      from: history.snapshot(at: first), to: history.snapshot(at: last), regionCode: regionCode)
  }

  // MARK: Additions

  /// Whether a caller may import a list: checked before the file is read.
  public static func checkTaking(
    of issuer: String, dated day: CivilDate, today: CivilDate, by identity: Identity,
    isTrial: Bool = false
  ) throws(ListingError) {
    if NameKey.key(issuer).isEmpty { throw .noIssuer }
    guard isTrial || identity.mayChange(listOf: issuer) else { throw .notYours(issuer: issuer) }
    guard day <= today else { throw .inFuture(day, today: today) }
  }

  /// Undoes the last import of an issuer.
  public func undoing(
    listOf issuer: String, today: CivilDate, by identity: Identity, as actor: String,
    isTrial: Bool = false
  ) throws(ListingError) -> (undo: ListUndo, list: ListImport) {
    if NameKey.key(issuer).isEmpty { throw .noIssuer }
    guard isTrial || identity.mayChange(listOf: issuer) else { throw .notYours(issuer: issuer) }
    guard let undo = history.undo(of: issuer, on: today, actor: actor),
      let list = history.lists.first(where: { $0.version == undo.version })?.list
    else { throw .nothingToUndo(issuer: issuer) }
    return (undo, list)
  }

  /// Corrects what is known of a site.
  public struct Correction: Sendable {
    let id: String
    let action: FieldCorrection.Action
    let day: CivilDate

    /// Of which site, what, and on which day it holds.
    public init(id: String, action: FieldCorrection.Action, day: CivilDate) {
      self.id = id
      self.action = action
      self.day = day
    }
  }

  /// Checks corrections one upon the other, and who makes them.
  ///
  /// - Returns: The events to store.
  public func correcting(
    _ corrections: [Correction], today: CivilDate, by identity: Identity, as actor: String
  ) throws(ListingError) -> [ListEvent] {
    var history = history
    var events: [ListEvent] = []
    for correction in corrections {
      guard correction.day <= today else { throw .inFuture(correction.day, today: today) }
      let checked = FieldCorrection(
        facilityID: correction.id, action: correction.action, date: correction.day, actor: actor)
      let standing: ListSnapshot
      do {
        standing = try history.check(checked)
      } catch {
        throw .correction(error)
      }
      try identity.checkMayMake(checked, standing)
      history.append(.correction(checked))
      events.append(.correction(checked))
    }
    return events
  }

  /// Stores events after those that this was read from: all, or none when another came first.
  ///
  /// - Returns: The version after the last one.
  @discardableResult
  public func store(
    _ events: [ListEvent], in store: any ListStore
  ) throws(ListStoreError) -> Int {
    events.isEmpty ? version : try store.append(events, after: version)
  }
}

extension Identity {
  /// Whether this identity may change the entries of a branch.
  ///
  /// Administrators may change everything; officers the sites of their own branch and those that no list
  /// names.
  ///
  /// - Parameter issuer: The branch whose list names the site, or `nil` where no list names it.
  /// - Returns: Whether the change is allowed.
  public func mayChange(listOf issuer: String?) -> Bool {
    switch role {
    case .administrator: true
    case .officer: issuer.map { NameKey.key($0) == NameKey.key(scope) } ?? true
    case .facility, .auditor, .supervisor: false
    }
  }

  /// A doubt may be recorded by anyone; a change of an entry needs the branch whose list names it.
  fileprivate func checkMayMake(
    _ correction: FieldCorrection, _ standing: ListSnapshot
  ) throws(ListingError) {
    var ids = [correction.facilityID]
    switch correction.action {
    case .report: return
    case .edit, .verify, .answer: break
    case .merge(let into): ids.append(into)
    }
    for id in ids {
      guard let facility = standing.facility(id: id) else { continue }
      let issuer = facility.standing?.status == nil ? nil : facility.basisSource
      guard mayChange(listOf: issuer) else {
        throw .notYourSite(id: facility.id, issuer: issuer)
      }
    }
  }
}
