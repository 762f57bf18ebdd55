internal import Facilities
internal import Formats
internal import Geo
internal import Lists

/// Lays what a row says over what is known: nothing known goes for what is worse, and where a value goes
/// for another one, both are reported.
extension ImportPlanner {
  mutating func entry(_ placement: Placement) -> ListEntry? {
    guard let regency = placement.regency else { return nil }
    let row = placement.row
    var facility: Facility
    var known: Facility?
    if case .known(let id, _) = placement.identity, let found = snapshot.facility(id: id) {
      known = found
      facility = found
      facility.standing = nil
    } else {
      facility = Facility(
        id: newID(regency.provinceCode), name: row.name, kind: row.kind,
        provinceCode: regency.provinceCode, regencyCode: regency.code, regency: regency.name,
        position: nil, positionPrecision: .unknown, basis: .official)
    }
    // The printed name is kept; what the list leaves blank stays as it was known.
    facility.name = row.name
    if row.kind != .other {
      facility.kind = row.kind
    } else if let known, known.kind != .other {
      keep(row, "\(row.kind.rawValue) → \(known.kind.rawValue)")
    }
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
    takePosition(placement, known, &facility)
    facility.basis = .official
    facility.basisSource = request.issuer
    facility.basisDate = request.listDate.description
    var agreement = Agreement(
      facilityID: facility.id, issuer: request.issuer, officialCode: row.officialCode,
      number: row.agreementNumber, start: row.validFrom, end: row.validTo, listed: row.status,
      sourceFile: request.sourceFile, line: row.line, listDate: request.listDate,
      verified: row.verified ?? request.listDate, note: row.note)
    var services = row.services
    if let old = before[facility.id].flatMap({ previous?.entries[$0] }) {
      keepAgreement(row, old.agreement, &agreement)
      // A list without that column does not remove hours that an earlier list gave.
      services = old.services.covered(by: services)
    }
    return ListEntry(facility: facility, agreement: agreement, services: services)
  }

  private mutating func keep(_ row: ListRow, _ what: String) {
    issues.append(RowIssue(line: row.line, value: what, rule: .knownKept))
  }

  private mutating func takePosition(
    _ placement: Placement, _ known: Facility?, _ facility: inout Facility
  ) {
    facility.position = placement.position
    facility.positionPrecision = placement.precision
    switch placement.source {
    case .known:
      if let listed = placement.row.position, let there = known?.position {
        keep(placement.row, "\(Self.text(listed)) → \(Self.text(there))")
      }
    case .listed, .listedNearBorder:
      facility.positionSource = "list of \(request.issuer)"
      guard let listed = placement.position, let there = known?.position, listed != there else {
        return
      }
      let meters = Geodesic.distance(from: there, to: listed).fixed(0)
      issues.append(
        RowIssue(
          line: placement.row.line,
          value: "\(Self.text(there)) → \(Self.text(listed)), \(meters) m", rule: .positionReplaced)
      )
    case .correction: facility.positionSource = "correction"
    case .village, .district:
      facility.positionSource = "centre of \(placement.precision.rawValue)"
    case .unknown: facility.positionSource = ""
    }
  }

  /// A position as the report shows it.
  static func text(_ position: Position) -> String {
    "\(position.latitude.fixed(6)),\(position.longitude.fixed(6))"
  }

  /// Takes a list's phones, unless none can be dialled and a known one can.
  private mutating func takePhones(_ row: ListRow, _ facility: inout Facility) {
    if row.phones.isEmpty { return }
    let listed = row.phones.map(\.kept).joined(separator: " / ")
    if row.phones.allSatisfy({ $0.e164 == nil }),
      PhoneText.read(facility.phone).phones.contains(where: { $0.e164 != nil })
    {
      keep(row, "\(listed) → \(facility.phone)")
    } else {
      facility.phone = listed
    }
  }

  /// Keeps what the issuer said before of an agreement that goes on, where this list says nothing.
  private mutating func keepAgreement(
    _ row: ListRow, _ old: Agreement, _ agreement: inout Agreement
  ) {
    if agreement.officialCode.isEmpty, !old.officialCode.isEmpty {
      agreement.officialCode = old.officialCode
    }
    guard row.status != .notUsable, let end = old.end, end >= request.listDate,
      agreement.number.isEmpty || old.number.isEmpty || agreement.number == old.number,
      row.validTo == nil || row.validTo == end
    else { return }
    if row.validTo == nil {
      agreement.end = end
      keep(row, "→ \(end)")
    }
    agreement.start = agreement.start ?? old.start
    if agreement.number.isEmpty { agreement.number = old.number }
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
}
