internal import Facilities
internal import Geo

/// Corrections from the field, laid over what the lists say.
extension SnapshotFold {
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
    guard let place = places[id].map({ Int($0) }), var site = sites[place] else { return }
    switch correction.action {
    case .report(let doubt, let text):
      marks[id, default: []].append(.init(doubt: doubt, text: text, date: correction.date))
    case .verify:
      marks[id] = nil
      site.note(verified: correction.date)
      checked[id] = max(checked[id] ?? correction.date, correction.date)
    case .answer(let answer):
      site.note(verified: correction.date)
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
      if let list = site.source, list.date > correction.date { return }
      guard Self.accepts(field, value) else { return }
      switch field {
      case .name: site.facility.name = value
      case .kind: site.facility.kind = FacilityKind(rawValue: value) ?? site.facility.kind
      case .address: site.facility.address = value
      case .phone: site.facility.phone = value
      case .position:
        site.facility.position = Self.position(value)
        site.facility.positionPrecision = .site
        site.facility.positionSource = "field correction \(correction.date)"
      }
    case .merge(let into): return merge(site, at: place, into: into.uppercased())
    }
    sites[place] = site
  }

  /// Lets a site go up in another one, with all that was said of it.
  private mutating func merge(_ site: Site, at place: Int, into target: String) {
    guard let rest = places[target].map({ Int($0) }), rest != place, var remaining = sites[rest]
    else { return }
    let id = site.id
    sites[place] = nil
    mergedInto[id] = target
    if let moved = agreements.removeValue(forKey: id) {
      agreements[target, default: []] += moved.map {
        var agreement = $0
        agreement.facilityID = remaining.facility.id
        return agreement
      }
    }
    if let status = site.status {
      let best = remaining.status.map { AgreementStatus.best($0, status) } ?? status
      if best == status { remaining.source = site.source }
      remaining.status = best
    }
    if let moved = marks.removeValue(forKey: id) { marks[target, default: []] += moved }
    // What was checked was the other entry, not the one that remains.
    checked[id] = nil
    if contacts[target] == nil { contacts[target] = contacts[id] }
    contacts[id] = nil
    if let moved = services.removeValue(forKey: id) {
      services[target] = moved.covered(by: services[target] ?? .unknown)
    }
    if let day = site.verified { remaining.note(verified: day) }
    sites[rest] = remaining
  }
}
