internal import Facilities
internal import Geo

/// Lays lists and corrections over the embedded facilities, for one day.
struct SnapshotFold {
  private let date: CivilDate
  /// Whether agreements are kept; a mere count does without.
  private let keepsAgreements: Bool
  private let base: Directory
  /// Lists taken so far, so that a site is referenced by its place and not copied.
  private var lists: [ListImport] = []
  private var facilities: [String: Slot] = [:]
  private var agreements: [String: [Agreement]] = [:]
  private var statuses: [String: AgreementStatus] = [:]
  /// For each status the list that it comes from.
  private var sources: [String: Source] = [:]
  private var marks: [String: [SiteRecord.Mark]] = [:]
  private var verified: [String: CivilDate] = [:]
  /// When everything about a site was last checked in the field.
  private var checked: [String: CivilDate] = [:]
  private var mergedInto: [String: String] = [:]
  /// What the site said when it was called last.
  private var contacts: [String: SiteContact] = [:]
  private var services: [String: SiteServices] = [:]

  /// Where the current entry of a facility is kept: an index, as a copy is about twenty times as large.
  private enum Slot {
    case base(Int)
    case listed(list: Int32, place: Int32)
    indirect case corrected(Facility)
  }

  /// The list that a status comes from: by places, which cost little in a table of all sites.
  private struct Source {
    let list: Int32
    let place: Int32
    /// Day that the statement is from.
    let date: CivilDate
  }

  init(base: Directory, date: CivilDate, keepsAgreements: Bool = true) {
    self.date = date
    self.keepsAgreements = keepsAgreements
    self.base = base
    for (place, facility) in base.facilities.enumerated() {
      facilities[facility.id.uppercased()] = .base(place)
    }
  }

  private func facility(_ slot: Slot) -> Facility {
    switch slot {
    case .base(let place): base.facilities[place]
    case .listed(let list, let place): lists[Int(list)].entries[Int(place)].facility
    case .corrected(let facility): facility
    }
  }

  /// Takes a list in force; of an early one only what had begun by its own word.
  mutating func take(_ list: ListImport, isEarly: Bool) {
    lists.append(list)
    for (place, entry) in list.entries.enumerated() {
      if isEarly {
        guard let start = entry.agreement.start, start <= date else { continue }
      }
      let id = entry.facility.id.uppercased()
      facilities[id] = .listed(list: Int32(lists.count - 1), place: Int32(place))
      if keepsAgreements { agreements[id, default: []].append(entry.agreement) }
      let status = entry.agreement.plkkStatus(on: date)
      let best = statuses[id].map { AgreementStatus.best($0, status) } ?? status
      if best == status {
        sources[id] = Source(
          list: Int32(lists.count - 1), place: Int32(place), date: list.listDate)
      }
      statuses[id] = best
      if let day = entry.agreement.verified, day <= date { note(verified: day, of: id) }
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
      for (place, entry) in list.entries.enumerated() {
        let id = entry.facility.id.uppercased()
        switch statuses[id] {
        case nil, .dropped: break
        default: continue
        }
        let day = latest[list.issuerKey] ?? list.listDate
        facilities[id] = .listed(list: Int32(self.lists.count - 1), place: Int32(place))
        statuses[id] = .dropped(listDate: day)
        sources[id] = Source(
          list: Int32(self.lists.count - 1), place: Int32(place), date: day)
      }
    }
  }

  private mutating func note(verified day: CivilDate, of id: String) {
    verified[id] = max(verified[id] ?? day, day)
  }

  // MARK: Corrections

  /// Whether a value is allowed for a field.
  static func accepts(_ field: FieldCorrection.Field, _ value: String) -> Bool {
    switch field {
    case .name: !NameKey.key(value).isEmpty
    case .kind: FacilityKind(rawValue: value) != nil
    case .address: true
    // The shortest that a facility has is that of a dispatch centre, such as 119.
    case .phone: value.count(where: { $0.isASCII && $0.isNumber }) >= 3
    case .position: position(value).map(Self.mayHoldFacility) ?? false
    }
  }

  /// Whether a site of a list of Kalimantan can lie there; a sea mile or so around it is allowed.
  private static func mayHoldFacility(_ position: Position) -> Bool {
    (-5.5...5).contains(position.latitude) && (107.5...120).contains(position.longitude)
  }

  private static func position(_ value: String) -> Position? {
    let parts = value.split(separator: ",")
    guard parts.count == 2, let latitude = decimal(parts[0]), let longitude = decimal(parts[1])
    else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }

  /// A number with a decimal point, spaces around it allowed; nothing else.
  private static func decimal(_ text: Substring) -> Double? {
    let plain = String(text.drop { $0 == " " })
    let isPlain = plain.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 || $0 == 46 }
    return isPlain ? Double(plain) : nil
  }

  /// Takes a correction; one that no longer fits what stands is passed over.
  mutating func take(_ correction: FieldCorrection) {
    let id = correction.facilityID.uppercased()
    guard var facility = facilities[id].map({ self.facility($0) }) else { return }
    switch correction.action {
    case .report(let doubt, let text):
      marks[id, default: []].append(.init(doubt: doubt, text: text, date: correction.date))
    case .verify:
      marks[id] = nil
      note(verified: correction.date, of: id)
      checked[id] = max(checked[id] ?? correction.date, correction.date)
    case .answer(let answer):
      note(verified: correction.date, of: id)
      contacts[id] = SiteContact(
        actor: correction.actor, date: correction.date, membership: answer.membership,
        words: answer.words)
      services[id] = (services[id] ?? .unknown).covered(by: answer.services)
      marks[id]?.removeAll { $0.doubt == .notPLKK && answer.membership == .yes }
      if answer.membership == .no {
        marks[id, default: []].append(
          .init(doubt: .notPLKK, text: answer.words, date: correction.date))
      }
    case .edit(let field, let value):
      // A list from after the correction was laid over it and knows better.
      if let list = sources[id], list.date > correction.date { return }
      guard Self.accepts(field, value) else { return }
      switch field {
      case .name: facility.name = value
      case .kind: facility.kind = FacilityKind(rawValue: value) ?? facility.kind
      case .address: facility.address = value
      case .phone: facility.phone = value
      case .position:
        facility.position = Self.position(value)
        facility.positionPrecision = .site
        facility.positionSource = "field correction \(correction.date)"
      }
      facilities[id] = .corrected(facility)
    case .merge(let into):
      let target = into.uppercased()
      guard target != id, let remaining = facilities[target].map({ self.facility($0) }) else {
        return
      }
      facilities[id] = nil
      mergedInto[id] = target
      if let moved = agreements.removeValue(forKey: id) {
        agreements[target, default: []] += moved.map {
          var agreement = $0
          agreement.facilityID = remaining.id
          return agreement
        }
      }
      if let status = statuses.removeValue(forKey: id) {
        let best = statuses[target].map { AgreementStatus.best($0, status) } ?? status
        if best == status { sources[target] = sources[id] }
        statuses[target] = best
      }
      if let moved = marks.removeValue(forKey: id) { marks[target, default: []] += moved }
      // What was checked was the other entry, not the one that remains.
      checked[id] = nil
      if contacts[target] == nil { contacts[target] = contacts[id] }
      contacts[id] = nil
      if let moved = services.removeValue(forKey: id) {
        services[target] = moved.covered(by: services[target] ?? .unknown)
      }
      if let day = verified.removeValue(forKey: id) { note(verified: day, of: target) }
    }
  }

  /// How many facilities there are of each province, kind and basis.
  func counts() -> [PublishedComparison.Cell: Int] {
    var counts: [PublishedComparison.Cell: Int] = [:]
    for (id, slot) in facilities {
      let facility = facility(slot)
      let basis = statuses[id].map { $0.isPLKK ? PLKKBasis.official : .none } ?? facility.basis
      let cell = PublishedComparison.Cell(
        provinceCode: facility.provinceCode, kind: facility.kind, basis: basis)
      counts[cell, default: 0] += 1
    }
    return counts
  }

  /// The facilities with their basis as of the day.
  func snapshot() -> ListSnapshot {
    var all: [Facility] = []
    all.reserveCapacity(facilities.count)
    for (id, slot) in facilities {
      var facility = facility(slot)
      facility.takeOver(from: base.entry(id: id))
      let source = sources[id]
      if let status = statuses[id] {
        facility.basis = status.isPLKK ? .official : .none
        if let source {
          facility.basisSource = lists[Int(source.list)].issuer
          facility.basisDate = source.date.description
        }
      }
      if statuses[id] != nil || verified[id] != nil || marks[id] != nil || services[id] != nil {
        facility.standing = SiteRecord(
          date: date, status: statuses[id],
          agreementNumber: source.map {
            lists[Int($0.list)].entries[Int($0.place)].agreement.number
          } ?? "", sourceFile: source.map { lists[Int($0.list)].sourceFile } ?? "",
          verified: verified[id],
          isChecked: checked[id] != nil && checked[id] == verified[id], marks: marks[id] ?? [],
          note: source.map {
            lists[Int($0.list)].entries[Int($0.place)].agreement.note
          } ?? "", contact: contacts[id], services: services[id] ?? .unknown)
      }
      all.append(facility)
    }
    return ListSnapshot(
      date: date, directory: Directory(all, former: base.former, mergedInto: mergedInto),
      agreements: agreements)
  }
}
