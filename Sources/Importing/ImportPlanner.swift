internal import Facilities
internal import Geo

/// The work behind `ImportPlan.make`.
struct ImportPlanner {
  private let request: ImportRequest
  private let history: ListHistory
  private let snapshot: ListSnapshot
  private let previous: ListImport?
  private let provinces: [Province]
  private var placer: Placer
  private var placements: [Placement] = []
  private var issues: [RowIssue] = []
  private var usedIDs: Set<String>
  private var lastNumber: [String: Int] = [:]

  init(request: ImportRequest, history: ListHistory, gazetteer: Gazetteer) {
    self.request = request
    self.history = history
    snapshot = history.sites(at: request.listDate)
    previous = history.list(of: request.issuer, on: request.listDate)
    placer = Placer(
      gazetteer: gazetteer, snapshot: snapshot, previous: previous,
      corrections: request.corrections)
    provinces = gazetteer.provinces
    usedIDs = history.usedIDs()
  }

  /// Places every row and merges those that mean one site.
  mutating func placeAll(_ list: OfficialList, progress: ((Int) -> Void)?) throws(SeedError) {
    var placeOfSite: [String: Int] = [:]
    placements.reserveCapacity(list.rows.count)
    for (number, row) in list.rows.enumerated() {
      var placement = try placer.place(row)
      if request.accepted?.contains(row.line) ?? true { placement.isAccepted = true }
      if (number + 1) % 1000 == 0 { progress?(number + 1) }
      let site = siteKey(placement)
      if let site, let first = placeOfSite[site] {
        merge(placement, into: first)
        continue
      }
      if let site, !placement.isSkipped { placeOfSite[site] = placements.count }
      placements.append(placement)
    }
  }

  /// What makes two rows one site: the facility, else the official code, else name and kabupaten.
  private func siteKey(_ placement: Placement) -> String? {
    guard placement.regency != nil else { return nil }
    if case .known(let id, let match) = placement.identity, match != .similarName { return id }
    if !placement.row.officialCode.isEmpty {
      return "code\u{1f}" + NameKey.key(placement.row.officialCode)
    }
    return placer.key(placement)
  }

  /// A site twice in one file: the later end date stands, with the agreement that has it.
  private mutating func merge(_ placement: Placement, into first: Int) {
    let row = placement.row
    issues.append(
      RowIssue(
        line: row.line, value: "\(row.name) = \(placements[first].row.line)", rule: .duplicate))
    let kept = placements[first].row
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
    // By place: a copy of each entry would double the previous list.
    let earlier = previous?.entries ?? []
    let before = Dictionary(
      earlier.enumerated().map { (standingID($0.element.facility.id), $0.offset) },
      uniquingKeysWith: { a, _ in a })
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
    let held = gone.filter { isHeld($0, list) }
    let heldIDs = Set(held.map(\.facility.id))
    let kept = held.isEmpty ? entries : entries + held
    let counts = counts(with: kept)
    return ImportPlan(
      request: request, list: list, rowCount: rowCount, placements: placements, entries: entries,
      addedPlaces: added,
      changed: changed, unchangedCount: entries.count - added.count - changed.count,
      removed: gone.filter { !heldIDs.contains($0.facility.id) }, held: held,
      unlisted: unlisted(kept),
      comparisons: PublishedComparison.all(counts, provinces: provinces, published),
      issues: issues)
  }

  private func standingID(_ id: String) -> String { snapshot.facility(id: id)?.id ?? id }

  /// Whether a site of the previous list is meant by a row that waits or is broken.
  private func isHeld(_ entry: ListEntry, _ list: OfficialList) -> Bool {
    let facility = entry.facility
    for placement in placements where !placement.isSettled && !placement.isSkipped {
      if case .known(let id, _) = placement.identity, id == facility.id { return true }
      for doubt in placement.doubts {
        if case .severalMatches(let ids) = doubt, ids.contains(facility.id) { return true }
      }
      if NameKey.key(placement.row.name) == NameKey.key(facility.name) { return true }
    }
    guard !list.brokenLines.isEmpty else { return false }
    return list.brokenNames.contains(NameKey.key(facility.name))
  }

  private func counts(with entries: [ListEntry]) -> [PublishedComparison.Cell: Int] {
    var after = history
    after.append(
      .list(
        ListImport(
          issuer: request.issuer, listDate: request.listDate, sourceFile: request.sourceFile,
          importedOn: request.importedOn, entries: entries)))
    return after.counts(at: request.listDate)
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
    if !row.address.isEmpty { facility.address = row.address }
    if !row.phones.isEmpty {
      facility.phone = row.phones.map { $0.e164 ?? $0.raw }.joined(separator: " / ")
    }
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
    let agreement = Agreement(
      facilityID: facility.id, issuer: request.issuer, officialCode: row.officialCode,
      number: row.agreementNumber, start: row.validFrom, end: row.validTo, listed: row.status,
      sourceFile: request.sourceFile, line: row.line, listDate: request.listDate,
      verified: row.verified ?? request.listDate)
    return ListEntry(facility: facility, agreement: agreement)
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
      (.end, x.end == y.end), (.status, x.listed == y.listed),
    ]
    return pairs.filter { !$0.1 }.map(\.0)
  }
}
