/// Which site a row is.
public enum RowIdentity: Hashable, Sendable {
  /// A known facility.
  case known(id: String, by: RowMatch)
  /// A site that is not known yet.
  case new
}

/// What ties a row to a known facility.
public enum RowMatch: String, CaseIterable, Hashable, Sendable {
  /// An id of this directory, as exports carry it.
  case identifier
  /// The issuer's own code, as on an earlier list of that issuer.
  case officialCode
  /// The same name in the same kabupaten.
  case name
  /// Nearly the same name in the same kabupaten.
  case similarName
  /// A correction.
  case correction
}

/// Where a row's position comes from.
public enum RowPosition: Hashable, Sendable {
  /// The list's coordinates, which lie in the kabupaten.
  case listed
  /// The list's coordinates, just outside of the generalised boundary: metres.
  case listedNearBorder(meters: Double)
  /// A correction.
  case correction
  /// What is known of the matched facility.
  case known
  /// Centre of a desa or kelurahan.
  case village(code: String)
  /// Centre of a kecamatan.
  case district(code: String)
  /// None: it is kept and never ranked.
  case unknown
}
