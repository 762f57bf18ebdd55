internal import Facilities

/// The properties of a site that the rules of locating use, in the bits that
/// `Scripts/page.d/near/Thin.swift` reads.
enum SiteTraits {
  /// Bits 0-1 kind, 2-3 basis, 4-6 specialty and 1, 7 telephone, 8 agreement not in force, 9 open day and
  /// night, 10 can be ranked, from 16 on the province.
  static func bits(_ facility: Facility) -> UInt32 {
    let kind: UInt32 =
      switch facility.kind {
      case .hospital: 0
      case .clinic: 1
      case .puskesmas: 2
      case .other: 3
      }
    let basis: UInt32 =
      switch facility.basis {
      case .official: 0
      case .reported: 1
      case .presumed: 2
      case .none: 3
      }
    let specialty: UInt32 =
      switch facility.specialty {
      case nil: 0
      case .dental: 1
      case .eye: 2
      case .psychiatric: 3
      case .maternity: 4
      case .other: 5
      }
    var bits = kind | basis << 2 | specialty << 4
    if !facility.phone.isEmpty { bits |= 1 << 7 }
    if facility.membership.payment == .payFirst { bits |= 1 << 8 }
    if facility.standing?.services.emergency24h == true { bits |= 1 << 9 }
    if facility.position != nil, facility.operationalStatus.word != .closed { bits |= 1 << 10 }
    return bits | (UInt32(facility.provinceCode) ?? 0) << 16
  }
}
