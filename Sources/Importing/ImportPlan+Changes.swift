internal import Facilities
internal import Formats
internal import Geo
public import Lists

extension ImportPlan {
  /// A site of which a list says something else than was known.
  public struct Change: Hashable, Sendable {
    /// Its place in `entries`, as it will stand.
    public var place: Int
    /// What differs, both values.
    public var values: [FieldChange]

    /// What differs.
    public var fields: [Field] { values.map(\.field) }
  }

  /// One value before and after.
  public struct FieldChange: Hashable, Sendable {
    /// What it is.
    public var field: Field
    /// As it was known, or empty.
    public var before: String
    /// As the list has it, or empty.
    public var after: String
  }

  /// What can differ.
  public typealias Field = ChangedField

  /// How many rows' kabupaten codes fit the kabupaten that they are placed in.
  public struct CodeFit: Hashable, Sendable {
    /// Rows with a code and a kabupaten.
    public var rows = 0
    /// Those that fit with the code as Kemendagri's.
    public var kemendagri = 0
    /// Those that fit with the code as that of BPS.
    public var bps = 0

    /// The set that all rows fit, where the other one does not fit all; else `nil`.
    public var set: RegencyCodeSet? {
      guard rows > 0, kemendagri != bps else { return nil }
      return kemendagri == rows ? .kemendagri : bps == rows ? .bps : nil
    }
  }

  /// The site of a change, as it will stand.
  public func entry(_ change: Change) -> ListEntry { entries[change.place] }
}

extension ImportPlan.FieldChange {
  /// What a list says otherwise of a site than was known of it.
  static func all(_ before: Facility, _ after: Facility) -> [ImportPlan.FieldChange] {
    var changes: [ImportPlan.FieldChange] = []
    func add(_ field: ImportPlan.Field, _ before: String, _ after: String) {
      if before != after { changes.append(.init(field: field, before: before, after: after)) }
    }
    add(.name, before.name, after.name)
    add(.kind, before.kind.rawValue, after.kind.rawValue)
    add(.address, before.address, after.address)
    add(.phone, before.phone, after.phone)
    if before.position != after.position || before.positionPrecision != after.positionPrecision {
      add(.position, position(before), position(after))
    }
    return changes
  }

  /// What two lists of one issuer say otherwise of a site.
  static func all(_ before: ListEntry, _ after: ListEntry) -> [ImportPlan.FieldChange] {
    var changes = all(before.facility, after.facility)
    let (x, y) = (before.agreement, after.agreement)
    func add(_ field: ImportPlan.Field, _ before: String?, _ after: String?) {
      if before != after {
        changes.append(.init(field: field, before: before ?? "", after: after ?? ""))
      }
    }
    add(.officialCode, x.officialCode, y.officialCode)
    add(.agreementNumber, x.number, y.number)
    add(.start, x.start?.description, y.start?.description)
    add(.end, x.end?.description, y.end?.description)
    add(.status, x.listed.rawValue, y.listed.rawValue)
    add(.note, x.note, y.note)
    if before.services != after.services {
      add(.services, before.services.plain, after.services.plain)
    }
    return changes
  }

  private static func position(_ facility: Facility) -> String {
    guard let position = facility.position else { return "" }
    return "\(position.latitude.fixed(6)),\(position.longitude.fixed(6)) "
      + facility.positionPrecision.rawValue
  }
}
