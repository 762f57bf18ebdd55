internal import Geo
public import Application
public import Facilities
internal import Formats
public import Referrals

/// Why sites were offered, and from where they are measured.
public struct ChoiceRow: Hashable, Sendable {
  /// Why they are eligible.
  public var reason: SiteChoice.Reason
  /// What was measured from: `position`, `recorded_position`, `patient`, or the id of a facility.
  public var measuredFrom: MeasuredFrom
  /// How many were tried before.
  public var triedBefore: Int
  /// The one that was chosen, where one was.
  public var chosen: String?

  init(_ choice: SiteChoice, isChosen: Bool) {
    reason = choice.reason
    measuredFrom = MeasuredFrom(choice.setting.origin)
    triedBefore = choice.setting.tried.count
    chosen = isChosen ? choice.hits.first?.facility.id : nil
  }
}

/// What distances are measured from, as several fields of a record.
public struct MeasuredFrom: Hashable, Sendable, Codable {
  /// `position`, `recorded_position`, `patient`, or the id of a facility.
  public var measuredFrom: String
  /// The facility where the patient is.
  public var patientAt: String?
  /// Degrees north, six decimals, of a position that was given.
  public var latitude: String?
  /// Degrees east.
  public var longitude: String?
  /// The kabupaten or kota that it lies in.
  public var regency: String?
  /// How far it may be off, metres.
  public var approximateM: Int?

  init(_ origin: SiteChoice.Origin) {
    approximateM = origin.approximateMeters
    switch origin {
    case .position(let understood):
      measuredFrom = "position"
      latitude = understood.position.latitude.fixed(6)
      longitude = understood.position.longitude.fixed(6)
      regency = understood.whereabouts.regency?.name
    case .recorded: measuredFrom = "recorded_position"
    case .arrived(let facility, _):
      measuredFrom = "patient"
      patientAt = facility.id
    case .facility(let facility, _): measuredFrom = facility.id
    }
  }

  enum CodingKeys: String, CodingKey {
    case measuredFrom, patientAt, latitude, longitude, regency, positionRegency, approximateM
  }

  /// Reads it.
  public init(from decoder: any Decoder) throws { try self.init(from: decoder, regency: .regency) }

  /// Reads it from a record in which the region of the position has that name.
  init(from decoder: any Decoder, regency key: CodingKeys) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    measuredFrom = try container.decode(String.self, forKey: .measuredFrom)
    patientAt = try container.decodeIfPresent(String.self, forKey: .patientAt)
    latitude = try container.decodeIfPresent(String.self, forKey: .latitude)
    longitude = try container.decodeIfPresent(String.self, forKey: .longitude)
    regency = try container.decodeIfPresent(String.self, forKey: key)
    approximateM = try container.decodeIfPresent(Int.self, forKey: .approximateM)
  }

  /// Writes what is known of it, the region of a given position always.
  public func encode(to encoder: any Encoder) throws {
    try encode(to: encoder, regency: .regency)
  }

  /// Writes it into a record in which the region of the position has that name.
  func encode(to encoder: any Encoder, regency key: CodingKeys) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(measuredFrom, forKey: .measuredFrom)
    if let patientAt { try container.encode(patientAt, forKey: .patientAt) }
    if latitude != nil {
      try container.encodeIfPresent(latitude, forKey: .latitude)
      try container.encodeIfPresent(longitude, forKey: .longitude)
      try container.encodeIfPresent(regency, forKey: key)
    }
    if let approximateM { try container.encode(approximateM, forKey: .approximateM) }
  }
}

extension ChoiceRow: Codable {
  private enum CodingKeys: String, CodingKey { case reason, triedBefore, chosen }

  /// Reads it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    reason = try container.decode(SiteChoice.Reason.self, forKey: .reason)
    measuredFrom = try MeasuredFrom(from: decoder)
    triedBefore = try container.decode(Int.self, forKey: .triedBefore)
    chosen = try container.decodeIfPresent(String.self, forKey: .chosen)
  }

  /// Writes it: the choice only where one was made.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reason, forKey: .reason)
    try measuredFrom.encode(to: encoder)
    try container.encode(triedBefore, forKey: .triedBefore)
    if let chosen { try container.encode(chosen, forKey: .chosen) }
  }
}

/// A site that a patient can be sent to.
public struct CandidateRow: Hashable, Sendable, Codable {
  /// Its place among the candidates, from 1.
  public var rank: Int
  /// The facility.
  public var id: String
  /// Its name.
  public var name: String
  /// What it is.
  public var kind: Coded<FacilityKind>
  /// The kabupaten or kota.
  public var regency: String
  /// Straight-line metres.
  public var distanceM: Double
  /// Degrees clockwise from north.
  public var bearingDeg: Int
  /// Its telephone, where it has one.
  public var phone: String?
  /// What supports that it is a PLKK.
  public var plkkBasis: Coded<PLKKBasis>
  /// What its agreement is known to be.
  public var standing: MembershipSnapshot
  /// How exact its position is.
  public var positionPrecision: Coded<PositionPrecision>
  /// Who pays there.
  public var payer: Coded<Payment>

  init(_ hit: Hit, rank: Int) {
    let facility = hit.facility
    self.rank = rank
    id = facility.id
    name = facility.name
    kind = Coded(facility.kind)
    regency = facility.regency
    distanceM = hit.meters
    bearingDeg = hit.wholeBearing
    phone = facility.phone.isEmpty ? nil : facility.phone
    plkkBasis = Coded(facility.basis)
    standing = Destination(facility).standing
    positionPrecision = Coded(facility.positionPrecision)
    payer = Coded(facility.membership.payment)
  }
}

/// The site that was named as a destination.
public struct DestinationRow: Hashable, Sendable {
  /// The facility.
  public var id: String
  /// Its name.
  public var name: String
  /// What it is.
  public var kind: Coded<FacilityKind>
  /// The kabupaten or kota.
  public var regency: String
  /// Its telephone, where it has one.
  public var phone: String?
  /// What supports that it is a PLKK.
  public var plkkBasis: Coded<PLKKBasis>
  /// What its agreement is known to be.
  public var standing: MembershipSnapshot
  /// What a special hospital is for.
  public var specialty: Coded<HospitalSpecialty>?
  /// How it lies; nil where nothing is known to measure from.
  public var way: Way?

  /// How a named site lies.
  public struct Way: Hashable, Sendable {
    /// What was measured from.
    public var measuredFrom: MeasuredFrom
    /// Straight-line metres.
    public var distanceM: Double
    /// Degrees clockwise from north.
    public var bearingDeg: Int
    /// How many eligible sites are nearer.
    public var nearer: Int
  }

  init(_ facility: Facility, _ target: ReferralDestination) {
    id = facility.id
    name = facility.name
    kind = Coded(facility.kind)
    regency = facility.regency
    phone = facility.phone.isEmpty ? nil : facility.phone
    plkkBasis = Coded(facility.basis)
    standing = target.destination.standing
    specialty = facility.specialty.map { Coded($0) }
    way = target.way.map {
      Way(
        measuredFrom: MeasuredFrom($0.setting.origin), distanceM: $0.meters,
        bearingDeg: $0.bearing, nearer: $0.nearer)
    }
  }
}

extension DestinationRow: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, name, kind, regency, phone, plkkBasis, standing, specialty, distanceM, bearingDeg
    case nearer
  }

  /// Reads it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    kind = try container.decode(Coded<FacilityKind>.self, forKey: .kind)
    regency = try container.decode(String.self, forKey: .regency)
    phone = try container.decodeIfPresent(String.self, forKey: .phone)
    plkkBasis = try container.decode(Coded<PLKKBasis>.self, forKey: .plkkBasis)
    standing = try container.decode(MembershipSnapshot.self, forKey: .standing)
    specialty = try container.decodeIfPresent(Coded<HospitalSpecialty>.self, forKey: .specialty)
    guard let meters = try container.decodeIfPresent(Double.self, forKey: .distanceM) else {
      return
    }
    way = Way(
      measuredFrom: try MeasuredFrom(from: decoder, regency: .positionRegency), distanceM: meters,
      bearingDeg: try container.decode(Int.self, forKey: .bearingDeg),
      nearer: try container.decode(Int.self, forKey: .nearer))
  }

  /// Writes it: how it lies only where that was measured.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(kind, forKey: .kind)
    try container.encode(regency, forKey: .regency)
    try container.encodeIfPresent(phone, forKey: .phone)
    try container.encode(plkkBasis, forKey: .plkkBasis)
    try container.encode(standing, forKey: .standing)
    try container.encodeIfPresent(specialty, forKey: .specialty)
    guard let way else { return }
    // A record has each name once: `regency` is that of the site.
    try way.measuredFrom.encode(to: encoder, regency: .positionRegency)
    try container.encode(way.distanceM, forKey: .distanceM)
    try container.encode(way.bearingDeg, forKey: .bearingDeg)
    try container.encode(way.nearer, forKey: .nearer)
  }
}
