internal import Facilities
internal import Geo
internal import Lists

/// The work behind `ImportPlan.make`.
struct ImportPlanner {
  private let request: ImportRequest
  private let history: ListHistory
  private let snapshot: ListSnapshot
  private let previous: ListImport?
  /// Places of the previous list's entries, by the id that stands today.
  private var before: [String: Int] = [:]
  private let provinces: [Province]
  private var placer: Placer
  private var placements: [Placement] = []
  private var issues: [RowIssue] = []
  private var mergedRows = 0
  private var usedIDs: Set<String>
  private var lastNumber: [String: Int] = [:]
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
    placements.reserveCapacity(list.rows.count)
    for (number, row) in list.rows.enumerated() {
      var placement = try placer.place(row)
      if request.accepted?.contains(row.line) ?? true { placement.isAccepted = true }
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
        append(placement, key)
      case .none: append(placement, key)
      }
    }
    settleRivals()
  }

  private mutating func append(_ placement: Placement, _ key: FacilityNameKey) {
    twins.add(placement, key, at: placements.count)
    placements.append(placement)
  }

  /// Rows that fit one known facility and are not one row: the one that fits best has it, the others are
  /// sites of their own when an officer says so.
  private mutating func settleRivals() {
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
          placements[place].identity = .new
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

  /// A site twice in one file: the later end date stands, with the agreement that has it; what the first
  /// row leaves blank the second one fills.
  private mutating func merge(_ placement: Placement, into first: Int) {
    mergedRows += 1
    let row = placement.row
    issues.append(
      RowIssue(
        line: row.line, value: "\(row.name) = \(RowNumber.text(placements[first].row.line))",
        rule: .duplicate))
    placements[first].doubts += placement.doubts.filter {
      !placements[first].doubts.contains($0)
    }
    let kept = placements[first].row
    if kept.phones.allSatisfy({ $0.e164 == nil }), !row.phones.isEmpty {
      placements[first].row.phones = row.phones
    }
    if kept.address.isEmpty { placements[first].row.address = row.address }
    if kept.note.isEmpty { placements[first].row.note = row.note }
    if kept.officialCode.isEmpty { placements[first].row.officialCode = row.officialCode }
    if placements[first].position == nil, placement.position != nil {
      placements[first].position = placement.position
      placements[first].precision = placement.precision
      placements[first].source = placement.source
    }
    guard let end = row.validTo, kept.validTo.map({ end > $0 }) ?? true else { return }
    placements[first].row.validTo = end
    placements[first].row.validFrom = row.validFrom ?? kept.validFrom
    if !row.agreementNumber.isEmpty {
      placements[first].row.agreementNumber = row.agreementNumber
    }
    if row.status != .unknown { placements[first].row.status = row.status }
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
    for (place, entry) in entries.enumerated() {
      guard let old = before[entry.facility.id].map({ earlier[$0] }) else {
        added.append(place)
        continue
      }
      let fields = Self.differences(old, entry)
      if !fields.isEmpty { changed.append(.init(entry: entry, fields: fields)) }
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
      changed: changed, unchangedCount: entries.count - added.count - changed.count,
      removed: gone.filter { !heldIDs.contains($0.facility.id) }, held: held,
      unlisted: unlisted(kept),
      comparisons: comparisons,
      issues: issues)
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

  // MARK: Entries

  private mutating func entry(_ placement: Placement) -> ListEntry? {
    guard let regency = placement.regency else { return nil }
    let row = placement.row
    var facility: Facility
    if case .known(let id, _) = placement.identity, let known = snapshot.facility(id: id) {
      facility = known
      facility.standing = nil
    } else {
      facility = Facility(
        id: newID(regency.provinceCode), name: row.name, kind: row.kind,
        provinceCode: regency.provinceCode, regencyCode: regency.code, regency: regency.name,
        position: nil, positionPrecision: .unknown, basis: .official)
    }
    // The printed name is kept; what the list leaves blank stays as it was known.
    facility.name = row.name
    if row.kind != .other { facility.kind = row.kind }
    // What a list calls the kind ("RSUD") says less than a class that is known ("A").
    if !row.careClass.isEmpty, facility.careClass.isEmpty { facility.careClass = row.careClass }
    if !row.ownership.isEmpty { facility.ownership = row.ownership }
    if let beds = row.beds { facility.beds = beds }
    if !row.address.isEmpty { facility.address = row.address }
    takePhones(row, &facility)
    if let district = placement.district {
      facility.districtCode = district.code
      facility.district = district.name
    }
    facility.position = placement.position
    facility.positionPrecision = placement.precision
    switch placement.source {
    case .known: break
    case .listed, .listedNearBorder: facility.positionSource = "list of \(request.issuer)"
    case .correction: facility.positionSource = "correction"
    case .village, .district: facility.positionSource = "centre of \(placement.precision.rawValue)"
    case .unknown: facility.positionSource = ""
    }
    facility.basis = .official
    facility.basisSource = request.issuer
    facility.basisDate = request.listDate.description
    var agreement = Agreement(
      facilityID: facility.id, issuer: request.issuer, officialCode: row.officialCode,
      number: row.agreementNumber, start: row.validFrom, end: row.validTo, listed: row.status,
      sourceFile: request.sourceFile, line: row.line, listDate: request.listDate,
      verified: row.verified ?? request.listDate, note: row.note)
    keepEnd(row, &agreement)
    return ListEntry(facility: facility, agreement: agreement, services: row.services)
  }

  /// Takes a list's phones, unless none can be dialled and a known one can.
  private mutating func takePhones(_ row: ListRow, _ facility: inout Facility) {
    if row.phones.isEmpty { return }
    let listed = row.phones.map(\.kept).joined(separator: " / ")
    if row.phones.allSatisfy({ $0.e164 == nil }),
      PhoneText.read(facility.phone).phones.contains(where: { $0.e164 != nil })
    {
      issues.append(
        RowIssue(line: row.line, value: "\(listed) → \(facility.phone)", rule: .knownKept))
    } else {
      facility.phone = listed
    }
  }

  /// Keeps the end that the issuer gave before for an agreement that goes on, when this list gives none.
  private mutating func keepEnd(_ row: ListRow, _ agreement: inout Agreement) {
    guard row.validTo == nil, row.status != .notUsable,
      let old = before[agreement.facilityID].flatMap({ previous?.entries[$0].agreement }),
      let end = old.end, end >= request.listDate,
      agreement.number.isEmpty || old.number.isEmpty || agreement.number == old.number
    else { return }
    agreement.end = end
    agreement.start = agreement.start ?? old.start
    if agreement.number.isEmpty { agreement.number = old.number }
    issues.append(RowIssue(line: row.line, value: "→ \(end)", rule: .knownKept))
  }

  /// An id for a site from a list, never given before: `PLKK-63-L0001`.
  private mutating func newID(_ province: String) -> String {
    var number = lastNumber[province] ?? 0
    while true {
      number += 1
      let digits = String(number)
      let id =
        "PLKK-\(province)-L" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      if usedIDs.insert(id).inserted {
        lastNumber[province] = number
        return id
      }
    }
  }

  private static func differences(_ old: ListEntry, _ new: ListEntry) -> [ImportPlan.Field] {
    let (a, b) = (old.facility, new.facility)
    let (x, y) = (old.agreement, new.agreement)
    let pairs: [(ImportPlan.Field, Bool)] = [
      (.name, a.name == b.name), (.kind, a.kind == b.kind), (.address, a.address == b.address),
      (.phone, a.phone == b.phone),
      (.position, a.position == b.position && a.positionPrecision == b.positionPrecision),
      (.officialCode, x.officialCode == y.officialCode),
      (.agreementNumber, x.number == y.number), (.start, x.start == y.start),
      (.end, x.end == y.end), (.status, x.listed == y.listed), (.note, x.note == y.note),
      (.services, old.services == new.services),
    ]
    return pairs.filter { !$0.1 }.map(\.0)
  }
}
