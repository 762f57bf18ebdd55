/// What sort of facility it is; the raw value is the identifier in machine formats.
public enum FacilityKind: String, CaseIterable, Hashable, Sendable {
  /// Rumah sakit.
  case hospital
  /// Klinik, balai pengobatan, joint practice.
  case clinic
  /// Pusat kesehatan masyarakat.
  case puskesmas
  /// Anything else that may hold an agreement (orthosis centre, training centre).
  case other
}

/// Whom a facility treats; the raw value is the identifier in machine formats.
public enum FacilityPatients: String, CaseIterable, Hashable, Sendable {
  /// Anyone.
  case `public`
  /// The people of one company, by its name.
  case company
  /// Not recorded.
  case unknown = ""
}

/// How well a position is known; the raw value is the identifier in machine formats.
public enum PositionPrecision: String, CaseIterable, Hashable, Sendable {
  /// The building itself.
  case site
  /// Centre of the desa or kelurahan: kilometres off.
  case village
  /// Centre of the kecamatan: up to tens of kilometres off.
  case district
  /// No position known.
  case unknown
}

/// What supports the statement that a facility is a PLKK; the raw value is the identifier in machine
/// formats.
public enum PLKKBasis: String, CaseIterable, Hashable, Sendable {
  /// On a list issued by the operator, with issuer and date.
  case official
  /// Named as a PLKK in a news report.
  case reported
  /// A real facility filled in to reach the published total; membership is not confirmed.
  case presumed
  /// Not a PLKK as far as known.
  case none
}
