public import Facilities
internal import Geo

/// All lists and corrections on top of the embedded list, asked for any day.
///
/// For a day, an issuer's list in force is its latest one dated on or before that day (of equal dates
/// the one imported last). A day before an issuer's first list is answered from that first list, but
/// only for agreements that say themselves that they had begun.
///
/// For example:
///
///     let history = ListHistory(base: directory)
///     let today = history.snapshot(at: day)
///     let changes = SiteChanges(from: history.snapshot(at: earlier), to: today)
public struct ListHistory: Sendable {
  /// Longest text of a correction, bytes.
  public static let longestText = 500

  /// The facilities before any list.
  public let base: Directory
  /// The events in the order of storing.
  public private(set) var events: [ListEvent]

  /// Makes a history.
  public init(base: Directory, events: [ListEvent] = []) {
    self.base = base
    self.events = events
  }

  /// Appends an event.
  public mutating func append(_ event: ListEvent) { events.append(event) }

  /// What was known to hold on a day.
  ///
  /// - Complexity: O(rows of all lists).
  public func snapshot(at date: CivilDate) -> ListSnapshot { fold(at: date).snapshot() }

  /// The same without agreements and standings, for those who need neither.
  public func sites(at date: CivilDate) -> ListSnapshot {
    fold(at: date, isFull: false).snapshot()
  }

  /// The counts of a day, as if one more list were imported, beside published totals.
  public func comparisons(
    at date: CivilDate, with list: ListImport, provinces: [Province], published: [PublishedCount]
  ) -> [PublishedComparison] {
    var after = self
    after.append(.list(list))
    let counts = after.fold(at: date, isFull: false).counts()
    return PublishedComparison.all(counts, provinces: provinces, published)
  }

  private func fold(at date: CivilDate, isFull: Bool = true) -> SnapshotFold {
    var fold = SnapshotFold(base: base, date: date, isFull: isFull)
    for import_ in listsInForce(on: date) { fold.take(import_.list, isEarly: import_.isEarly) }
    fold.takeDropped(imports.filter { $0.listDate <= date })
    for case .correction(let correction) in events where correction.date <= date {
      fold.take(correction)
    }
    return fold
  }

  /// The lists that were not undone.
  private var imports: [ListImport] {
    let undone = undone
    return events.enumerated().compactMap { place, event in
      if case .list(let list) = event, !undone.contains(place + 1) { list } else { nil }
    }
  }

  /// Versions of the undone lists.
  private var undone: Set<Int> {
    Set(events.compactMap { if case .undo(let undo) = $0 { undo.version } else { nil } })
  }

  /// All lists in the order of import, with their versions; the newest last.
  public var lists: [(version: Int, list: ListImport, isUndone: Bool)] {
    let undone = undone
    return events.enumerated().compactMap { place, event in
      if case .list(let list) = event { (place + 1, list, undone.contains(place + 1)) } else { nil }
    }
  }

  /// The event that undoes the last import of an issuer, or `nil` when there is none.
  public func undo(of issuer: String, on date: CivilDate, actor: String) -> ListUndo? {
    let key = NameKey.key(issuer)
    return lists.last { $0.list.issuerKey == key && !$0.isUndone }
      .map { ListUndo(issuer: $0.list.issuer, version: $0.version, date: date, actor: actor) }
  }

  /// For each issuer the list in force, by date of list; early ones are from after the day.
  private func listsInForce(on date: CivilDate) -> [(list: ListImport, isEarly: Bool)] {
    var past: [String: ListImport] = [:]
    var future: [String: ListImport] = [:]
    for list in imports {
      let key = list.issuerKey
      if list.listDate <= date {
        if let other = past[key], other.listDate > list.listDate { continue }
        past[key] = list
      } else {
        if let other = future[key], other.listDate < list.listDate { continue }
        future[key] = list
      }
    }
    let early = future.filter { past[$0.key] == nil }
    return (past.values.map { ($0, false) } + early.values.map { ($0, true) })
      .sorted { ($0.0.listDate, $0.0.issuerKey) < ($1.0.listDate, $1.0.issuerKey) }
  }

  /// The issuer's list in force on a day, if any.
  public func list(of issuer: String, on date: CivilDate) -> ListImport? {
    let key = NameKey.key(issuer)
    var found: ListImport?
    for list in imports where list.issuerKey == key && list.listDate <= date {
      if let other = found, other.listDate > list.listDate { continue }
      found = list
    }
    return found
  }

  /// Every id that was ever given, so that none is given twice.
  public func usedIDs() -> Set<String> {
    var ids = Set(base.facilities.map(\.id))
    for case .list(let list) in events {
      for entry in list.entries { ids.insert(entry.facility.id) }
    }
    return ids
  }

  /// Checks a correction against what stands on its day.
  ///
  /// - Returns: What stands on that day, before the correction.
  /// - Throws: `CorrectionError`; then nothing may be stored.
  @discardableResult
  public func check(_ correction: FieldCorrection) throws(CorrectionError) -> ListSnapshot {
    let standing = snapshot(at: correction.date)
    guard let facility = standing.facility(id: correction.facilityID) else {
      throw .unknownFacility(correction.facilityID)
    }
    guard facility.id.uppercased() == correction.facilityID.uppercased() else {
      throw .mergedAway(correction.facilityID, into: facility.id)
    }
    if NameKey.key(correction.actor).isEmpty { throw .noActor }
    switch correction.action {
    case .report(_, let text):
      if text.utf8.count > Self.longestText { throw .tooLong(limit: Self.longestText) }
    case .edit(let field, let value):
      if value.utf8.count > Self.longestText { throw .tooLong(limit: Self.longestText) }
      guard SnapshotFold.accepts(field, value) else { throw .badValue(field, value) }
    case .verify: break
    case .answer(let answer):
      let texts = [answer.words, answer.services.openingHours] + answer.services.services
      if texts.contains(where: { $0.utf8.count > Self.longestText }) {
        throw .tooLong(limit: Self.longestText)
      }
    case .merge(let into):
      guard let target = standing.facility(id: into) else { throw .unknownFacility(into) }
      guard target.id.uppercased() == into.uppercased() else {
        throw .mergedAway(into, into: target.id)
      }
      if target.id == facility.id { throw .badMerge(into) }
    }
    return standing
  }
}

/// What holds on one day: the directory to search, and the agreements behind it.
///
/// Where a site's agreement stands, when it was verified and what is doubted goes with each facility
/// as its `standing`.
public struct ListSnapshot: Sendable {
  /// The day.
  public let date: CivilDate
  /// All facilities, their basis and standing as of that day.
  public let directory: Directory
  /// Agreements by facility id; several when several issuers list the site, the earliest list first.
  public let agreements: [String: [Agreement]]

  /// The facility with an id, followed through merges.
  public func facility(id: String) -> Facility? { directory.facility(id: id) }
}
