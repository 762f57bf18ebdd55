/// What a column of a list can mean.
public enum ListField: String, CaseIterable, Hashable, Sendable {
  case name, kind, careClass, ownership, beds
  case regency, regencyCode, province, district, districtCode, village, locality, address
  case phone, phoneArea, phoneNumber, phoneExtension
  case branch, branchRegion, officialCode, facilityID, status, agreement, validFrom, validTo
  case latitude, longitude, coordinates, precision, note, verified, basis
  case hours, emergency, services

  /// What becomes of a column's values.
  public enum Use: String, CaseIterable, Hashable, Sendable {
    /// They are kept with the site.
    case kept
    /// They help to find out which site it is and where, and are not kept.
    case places
    /// They are counted in the report, and not kept.
    case reported
  }

  /// What becomes of the values.
  public var use: Use {
    switch self {
    case .regencyCode, .province, .village, .locality, .districtCode, .basis: .places
    case .branch, .branchRegion: .reported
    default: .kept
    }
  }
}
