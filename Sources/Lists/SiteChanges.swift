public import Facilities
internal import Formats
internal import Geo

/// What changed of the sites between two days, by lists, calls and corrections.
public struct SiteChanges: Sendable {
  /// What changed of one site.
  public struct Line: Hashable, Sendable {
    /// The site as it stands on the later day; one that is gone as it stood before.
    public var facility: Facility
    /// What changed, in the order of the fields.
    public var values: [Value]
  }

  /// One value before and after.
  public struct Value: Hashable, Sendable {
    /// What it is.
    public var field: ChangedField
    /// On the earlier day, or empty.
    public var before: String
    /// On the later day, or empty.
    public var after: String
  }

  /// The earlier day.
  public let from: CivilDate
  /// The later day.
  public let to: CivilDate
  /// Sites of which something changed: by kabupaten, then by id.
  public let lines: [Line]

  /// Compares what held on two days.
  ///
  /// - Parameters:
  ///   - before: The list of the first day.
  ///   - after: The list of the second day.
  ///   - regionCode: Province or kabupaten, or `nil` for all.
  /// - Complexity: O(sites).
  public init(from before: ListSnapshot, to after: ListSnapshot, regionCode: String? = nil) {
    from = before.date
    to = after.date
    var lines: [Line] = []
    for facility in after.directory.facilities {
      let values = Self.values(before.own(facility.id), facility)
      if !values.isEmpty { lines.append(Line(facility: facility, values: values)) }
    }
    for facility in before.directory.facilities where after.own(facility.id) == nil {
      lines.append(Line(facility: facility, values: Self.values(facility, nil)))
    }
    self.lines =
      lines.filter { line in regionCode.map { line.facility.lies(in: $0) } ?? true }
      .sorted {
        ($0.facility.regencyCode, $0.facility.id) < ($1.facility.regencyCode, $1.facility.id)
      }
  }

  private static func values(_ before: Facility?, _ after: Facility?) -> [Value] {
    ChangedField.allCases.compactMap { field in
      let (old, new) = (text(field, before), text(field, after))
      return old == new ? nil : Value(field: field, before: old, after: new)
    }
  }

  /// A field of a site as text; of none empty.
  private static func text(_ field: ChangedField, _ facility: Facility?) -> String {
    guard let facility else { return "" }
    let standing = facility.standing
    switch field {
    case .name: return facility.name
    case .kind: return facility.kind.rawValue
    case .address: return facility.address
    case .phone: return facility.phone
    case .position:
      guard let position = facility.position else { return "" }
      return "\(position.latitude.fixed(6)),\(position.longitude.fixed(6)) "
        + facility.positionPrecision.rawValue
    case .basis: return facility.basis.rawValue
    case .status: return standing?.status?.word ?? ""
    case .agreementNumber: return standing?.agreementNumber ?? ""
    case .end: return standing?.agreementEnd?.description ?? ""
    case .note: return standing?.note ?? ""
    case .services: return (standing?.services ?? .unknown).plain
    case .call:
      guard let contact = standing?.contact else { return "" }
      return "\(contact.date) \(contact.membership.rawValue)"
    case .doubts: return (standing?.marks ?? []).map(\.doubt.rawValue).joined(separator: ", ")
    // What only a list has stands in its agreement.
    case .officialCode, .start: return ""
    }
  }
}

extension ListSnapshot {
  /// The facility with exactly this id, not one that it was merged into.
  fileprivate func own(_ id: String) -> Facility? {
    facility(id: id).flatMap { $0.id == id ? $0 : nil }
  }
}

extension SiteServices {
  /// In one line for machine formats and comparisons.
  public var plain: String {
    let emergency = emergency24h.map { "emergency_24h=\($0)" } ?? ""
    return ([emergency, openingHours] + services).filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
