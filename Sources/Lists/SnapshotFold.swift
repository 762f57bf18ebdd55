internal import Facilities
internal import Geo

/// Lays lists and corrections over the embedded facilities, for one day.
struct SnapshotFold {
  let date: CivilDate
  /// Whether agreements and standings are kept; who only asks which sites there are does without.
  private let isFull: Bool
  private let base: Directory
  /// Lists taken so far.
  private var lists: [ListImport] = []
  /// What is known of each site; `nil` for one that went up in another.
  var sites: [Site?] = []
  /// Places in `sites`, by id in upper case.
  var places: [String: Int32] = [:]
  var agreements: [String: [Agreement]] = [:]
  var marks: [String: [SiteRecord.Mark]] = [:]
  /// When everything about a site was last checked in the field.
  var checked: [String: CivilDate] = [:]
  var mergedInto: [String: String] = [:]
  /// What the site said when it was called last.
  var contacts: [String: SiteContact] = [:]
  var services: [String: SiteServices] = [:]

  /// One site; small, since there may be 100,000 of them.
  struct Site {
    let id: String
    var facility: Facility
    var status: AgreementStatus?
    /// The list that the status comes from.
    var source: Source?
    var verified: CivilDate?

    mutating func note(verified day: CivilDate) { verified = max(verified ?? day, day) }
  }

  /// The list that a status comes from, and the day that the statement is from.
  struct Source {
    let list: Int32
    let place: Int32
    let date: CivilDate
  }

  init(base: Directory, date: CivilDate, isFull: Bool = true) {
    self.date = date
    self.isFull = isFull
    self.base = base
    for facility in base.facilities { _ = place(facility.id.uppercased(), facility) }
  }

  /// The place of a site, which is added as it stands where it is new.
  private mutating func place(_ id: String, _ facility: Facility) -> Int {
    if let place = places[id] { return Int(place) }
    places[id] = Int32(sites.count)
    sites.append(Site(id: id, facility: facility))
    return sites.count - 1
  }

  private func entry(_ source: Source) -> ListEntry {
    lists[Int(source.list)].entries[Int(source.place)]
  }

  /// Takes a list in force; of an early one only what had begun by its own word.
  mutating func take(_ list: ListImport, isEarly: Bool) {
    lists.append(list)
    for (number, entry) in list.entries.enumerated() {
      if isEarly {
        guard let start = entry.agreement.start, start <= date else { continue }
      }
      let id = entry.facility.id.uppercased()
      if isFull { agreements[id, default: []].append(entry.agreement) }
      let status = entry.agreement.plkkStatus(on: date)
      let place = place(id, entry.facility)
      var site = sites[place] ?? Site(id: id, facility: entry.facility)
      site.facility = entry.facility
      let best = site.status.map { AgreementStatus.best($0, status) } ?? status
      if best == status {
        site.source = Source(
          list: Int32(lists.count - 1), place: Int32(number), date: list.listDate)
      }
      site.status = best
      if let day = entry.agreement.verified, day <= date { site.note(verified: day) }
      sites[place] = site
      if entry.services != .unknown {
        services[id] = (services[id] ?? .unknown).covered(by: entry.services)
      }
    }
  }

  /// Marks the sites of older lists that no list in force names.
  mutating func takeDropped(_ lists: [ListImport]) {
    var latest: [String: CivilDate] = [:]
    for list in lists {
      latest[list.issuerKey] = max(latest[list.issuerKey] ?? list.listDate, list.listDate)
    }
    for list in lists.sorted(by: { $0.listDate < $1.listDate }) {
      self.lists.append(list)
      let day = latest[list.issuerKey] ?? list.listDate
      for (number, entry) in list.entries.enumerated() {
        let id = entry.facility.id.uppercased()
        let place = place(id, entry.facility)
        switch sites[place]?.status {
        case nil, .dropped: break
        default: continue
        }
        var site = Site(id: id, facility: entry.facility)
        site.verified = sites[place]?.verified
        site.status = .dropped(listDate: day)
        site.source = Source(
          list: Int32(self.lists.count - 1), place: Int32(number), date: day)
        sites[place] = site
      }
    }
  }

  /// How many facilities there are of each province, kind and basis.
  func counts() -> [PublishedComparison.Cell: Int] {
    var counts: [PublishedComparison.Cell: Int] = [:]
    for site in sites {
      guard let site else { continue }
      let basis = site.status.map { $0.isPLKK ? PLKKBasis.official : .none } ?? site.facility.basis
      let cell = PublishedComparison.Cell(
        provinceCode: site.facility.provinceCode, kind: site.facility.kind, basis: basis)
      counts[cell, default: 0] += 1
    }
    return counts
  }

  /// The facilities with their basis as of the day.
  func snapshot() -> ListSnapshot {
    var all: [Facility] = []
    all.reserveCapacity(sites.count)
    for site in sites {
      guard let site else { continue }
      var facility = site.facility
      facility.takeOver(from: base.entry(id: site.id))
      if let status = site.status {
        facility.basis = status.isPLKK ? .official : .none
        if let source = site.source {
          facility.basisSource = lists[Int(source.list)].issuer
          facility.basisDate = source.date.description
        }
      }
      if isFull { facility.standing = standing(of: site) }
      all.append(facility)
    }
    return ListSnapshot(
      date: date, directory: Directory(all, former: base.former, mergedInto: mergedInto),
      agreements: agreements)
  }

  private func standing(of site: Site) -> SiteRecord? {
    let id = site.id
    guard
      site.status != nil || site.verified != nil || marks[id] != nil || services[id] != nil
    else { return site.facility.standing }
    let agreement = site.source.map { entry($0).agreement }
    return SiteRecord(
      date: date, status: site.status, agreementNumber: agreement?.number ?? "",
      sourceFile: site.source.map { lists[Int($0.list)].sourceFile } ?? "",
      verified: site.verified,
      isChecked: checked[id] != nil && checked[id] == site.verified, marks: marks[id] ?? [],
      note: agreement?.note ?? "", contact: contacts[id], services: services[id] ?? .unknown)
  }
}
