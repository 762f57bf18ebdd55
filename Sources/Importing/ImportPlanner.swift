internal import Facilities
internal import Geo
internal import Lists

/// The implementation of `ImportPlan.make`.
struct ImportPlanner {
  let request: ImportRequest
  private let history: ListHistory
  let snapshot: ListSnapshot
  let previous: ListImport?
  /// Places of the previous list's entries, by the id that stands today.
  var before: [String: Int] = [:]
  private let provinces: [Province]
  var placer: Placer
  var placements: [Placement] = []
  var issues: [RowIssue] = []
  var mergedRows = 0
  var usedIDs: Set<String>
  var lastNumber: [String: Int] = [:]
  private var twins = RowTwins()

  init(
    request: ImportRequest, history: ListHistory, gazetteer: Gazetteer, codeSet: RegencyCodeSet?
  ) {
    self.request = request
    self.history = history
    snapshot = history.sites(at: request.listDate)
    previous = history.list(of: request.issuer, on: request.listDate)
    placer = Placer(
      gazetteer: gazetteer, snapshot: snapshot, previous: previous,
      corrections: request.corrections, codeSet: codeSet)
    provinces = gazetteer.provinces
    usedIDs = history.usedIDs()
    for (place, entry) in (previous?.entries ?? []).enumerated() {
      let id = standingID(entry.facility.id)
      if before[id] == nil { before[id] = place }
    }
  }

  /// Places every row and merges those that are one site beyond doubt.
  mutating func placeAll(_ list: OfficialList, progress: ((Int) -> Void)?) throws(SeedError) {
    placements.reserveCapacity(list.boxes.count)
    for (number, box) in list.boxes.enumerated() {
      var placement = try placer.place(box)
      if request.accepted?.contains(box.row.line) ?? true { placement.isAccepted = true }
      if (number + 1) % 1000 == 0 { progress?(number + 1) }
      if placement.regency == nil || placement.isSkipped {
        placements.append(placement)
        continue
      }
      let key = placer.key(placement)
      let placer = placer
      switch twins.find(placement, key, among: placements, keyOf: { placer.key($0) }) {
      case .same(let first): merge(placement, into: first)
      case .perhaps(let first, let proposesMerge):
        if proposesMerge, placement.isAccepted {
          merge(placement, into: first)
          continue
        }
        placement.doubts.append(
          .sameAsRow(placements[first].row.line, proposesMerge: proposesMerge))
        append(placement, key, isRival: !proposesMerge)
      case .none: append(placement, key)
      }
    }
    try settleRivals()
    // It is as large as a list; what follows needs the room.
    twins = RowTwins()
  }

  private mutating func append(
    _ placement: Placement, _ key: FacilityNameKey, isRival: Bool = true
  ) {
    twins.add(placement, key, at: placements.count, isRival: isRival)
    placements.append(placement)
  }

  /// Rows that fit one known facility and are not one row: the one that fits best has it, the others are
  /// sites of their own when an officer says so.
  private mutating func settleRivals() throws(SeedError) {
    for (id, places) in twins.rivals {
      let facility = snapshot.facility(id: id)
      let name = facility.map {
        FacilityNameKey($0.name, kind: $0.kind, regency: []).exact
      }
      let best = places.filter { place in
        guard case .known(_, let match) = placements[place].identity else { return false }
        switch match {
        case .officialCode, .identifier, .correction: return true
        case .name, .similarName: return placer.key(placements[place]).exact == name
        }
      }
      for place in places where best.count != 1 || place != best[0] {
        if best.count == 1 {
          let line = placements[best[0]].row.line
          try placer.placeAsNew(&placements[place])
          let isAsked = placements[place].doubts.contains {
            if case .sameAsRow = $0 { true } else { false }
          }
          if !isAsked {
            placements[place].doubts.append(.sameAsRow(line, proposesMerge: false))
          }
        } else {
          placements[place].doubts.append(
            .severalRows(id: id, lines: places.map { placements[$0].row.line }))
        }
      }
    }
  }

  // MARK: The plan

  mutating func plan(
    _ list: OfficialList, rowCount: Int, published: [PublishedCount]
  ) -> ImportPlan {
    var entries: [ListEntry] = []
    entries.reserveCapacity(placements.count)
    for placement in placements where placement.isSettled {
      if let entry = entry(placement) { entries.append(entry) }
    }
    entries.sort { $0.facility.id < $1.facility.id }
    let earlier = previous?.entries ?? []
    let taken = Set(entries.map(\.facility.id))
    var added: [Int] = []
    var changed: [ImportPlan.Change] = []
    var replaced: [ImportPlan.Change] = []
    for (place, entry) in entries.enumerated() {
      guard let old = before[entry.facility.id].map({ earlier[$0] }) else {
        added.append(place)
        if let known = snapshot.facility(id: entry.facility.id) {
          let values = ImportPlan.FieldChange.all(known, entry.facility)
          if !values.isEmpty { replaced.append(.init(place: place, values: values)) }
        }
        continue
      }
      let values = ImportPlan.FieldChange.all(old, entry)
      if !values.isEmpty { changed.append(.init(place: place, values: values)) }
    }
    let gone = before.filter { !taken.contains($0.key) }.values.map { earlier[$0] }
      .sorted { $0.facility.id < $1.facility.id }
    let held = gone.isEmpty ? [] : heldEntries(gone, list)
    let heldIDs = Set(held.map(\.facility.id))
    let kept = held.isEmpty ? entries : entries + held
    let comparisons = history.comparisons(
      at: request.listDate,
      with: ListImport(
        issuer: request.issuer, listDate: request.listDate, sourceFile: request.sourceFile,
        importedOn: request.importedOn, entries: kept), provinces: provinces, published: published)
    return ImportPlan(
      request: request, list: list, rowCount: rowCount, mergedRows: mergedRows,
      previousCount: earlier.count, placements: placements, entries: entries,
      addedPlaces: added,
      changed: changed, replaced: replaced,
      unchangedCount: entries.count - added.count - changed.count,
      removed: gone.filter { !heldIDs.contains($0.facility.id) }, held: held,
      unlisted: unlisted(kept),
      comparisons: comparisons, codeFit: codeFit(), issues: issues)
  }

  /// How many rows' codes fit the kabupaten that they are placed in, by either set.
  private func codeFit() -> ImportPlan.CodeFit {
    var fit = ImportPlan.CodeFit()
    for placement in placements where !placement.row.regencyCode.isEmpty {
      guard let code = placement.regency?.code else { continue }
      fit.rows += 1
      if placer.regions.codes.region(placement.row.regencyCode)?.code == code {
        fit.kemendagri += 1
      }
      if placer.regions.codes.region(placement.row.regencyCode, .bps)?.code == code { fit.bps += 1 }
    }
    return fit
  }

  private func standingID(_ id: String) -> String { snapshot.facility(id: id)?.id ?? id }

  /// Sites of the previous list that are meant by a row that waits or is broken.
  private func heldEntries(_ gone: [ListEntry], _ list: OfficialList) -> [ListEntry] {
    var ids = Set<String>()
    var names = list.brokenNames
    for placement in placements where !placement.isSettled && !placement.isSkipped {
      names.insert(NameKey.key(placement.row.name))
      if case .known(let id, _) = placement.identity { ids.insert(id) }
      for doubt in placement.doubts {
        switch doubt {
        case .severalMatches(let several): ids.formUnion(several)
        case .similarName(let id), .knownElsewhere(let id, _), .severalRows(let id, _):
          ids.insert(id)
        default: break
        }
      }
    }
    return gone.filter {
      ids.contains($0.facility.id) || names.contains(NameKey.key($0.facility.name))
    }
  }

  /// Presumed and reported sites of the covered kabupaten that the list does not name.
  private func unlisted(_ entries: [ListEntry]) -> [Facility] {
    let covered = Set(entries.map(\.facility.regencyCode))
    let listed = Set(entries.map(\.facility.id))
    return snapshot.directory.facilities.filter {
      ($0.basis == .presumed || $0.basis == .reported) && covered.contains($0.regencyCode)
        && !listed.contains($0.id)
    }
  }
}
