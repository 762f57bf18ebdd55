// The shapes that the rules of locating look at, as thin as the phone's first answer allows: a site
// is its place in the page's table, and its name is a mark that the page fills in. The rules themselves
// are the project's own sources, compiled beside this file (Scripts/build-page).

/// What a site is, in the bits that the page's data give it.
struct Traits {
  var raw: UInt32
  var kind: FacilityKind {
    switch raw & 3 {
    case 0: .hospital
    case 1: .clinic
    case 2: .puskesmas
    default: .other
    }
  }
  var basis: PLKKBasis {
    switch raw >> 2 & 3 {
    case 0: .official
    case 1: .reported
    case 2: .presumed
    default: .none
    }
  }
  var specialty: HospitalSpecialty? {
    switch raw >> 4 & 7 {
    case 0: nil
    case 1: .dental
    case 2: .eye
    case 3: .psychiatric
    case 4: .maternity
    default: .other
    }
  }
  var hasPhone: Bool { raw & 1 << 7 != 0 }
  var isLapsed: Bool { raw & 1 << 8 != 0 }
  var isOpenDayAndNight: Bool { raw & 1 << 9 != 0 }
  /// Whether it can be ranked: it has a position and is not closed.
  var isRanked: Bool { raw & 1 << 10 != 0 }
  var province: Int { Int(raw >> 16) }
}

/// Every site of the page, by place; ascending by id, as the directory keeps them.
struct SiteTable {
  var positions: [Position] = []
  var traits: [Traits] = []
  /// Days since 1970 of which anything is known of a site; `Int32.min` where nothing is.
  var known: [Int32] = []
}

nonisolated(unsafe) var siteTable = SiteTable()

/// A site, by its place in the page's table.
struct Facility: Hashable {
  let place: Int32

  var traits: Traits { siteTable.traits[Int(place)] }
  var id: String { mark(0x69) }
  var name: String { mark(0x6e) }
  var phone: String { traits.hasPhone ? mark(0x70) : "" }
  var kind: FacilityKind { traits.kind }
  var basis: PLKKBasis { traits.basis }
  var specialty: HospitalSpecialty? { traits.specialty }
  var provinceCode: String { String(traits.province) }
  var regencyCode: String { "" }
  var districtCode: String { "" }
  var position: Position? { siteTable.positions[Int(place)] }
  var standing: SiteRecord? { SiteRecord(site: self) }
  var membership: Membership { Membership(payment: traits.isLapsed ? .payFirst : .confirm) }

  func freshness(on day: CivilDate?) -> VerificationAge? {
    let known = siteTable.known[Int(place)]
    guard let day, known != .min else { return nil }
    return VerificationAge(days: max(0, day.daysSince1970 - Int(known)))
  }

  /// A mark that the page fills in: a control character, a letter for what, the place, an end.
  func mark(_ what: UInt8) -> String {
    String(bytes: [1, what] + String(place).bytes + [2])
  }
}

enum FacilityKind: Hashable { case hospital, clinic, puskesmas, other }
enum PLKKBasis: Hashable { case official, reported, presumed, none }
enum HospitalSpecialty: Hashable, CaseIterable { case dental, eye, psychiatric, maternity, other }

/// Whether an official list says that the agreement is not in force; more is not asked here.
struct Membership {
  enum Payment { case confirm, payFirst }
  let payment: Payment
}

/// What lists say of a site; its sentence is made beforehand.
struct SiteRecord {
  struct Services { var emergency24h: Bool? }
  let site: Facility
  var services: Services { Services(emergency24h: site.traits.isOpenDayAndNight ? true : nil) }
  var status: Facility? { site }
}

struct CivilDate: Hashable { let daysSince1970: Int }

/// The sites that can be ranked, and the index over them.
struct Directory {
  var facilities: [Facility]
  var places: [Int]
  var grid: GridIndex
  var hasLapsed: Bool
}

struct Region: Hashable { let code: String }

struct Whereabouts: Hashable {
  var province: Region?
  var isInIndonesia: Bool
}

struct ResolvedPosition: Hashable {
  let position: Position
  let precisionMeters: Double
  let whereabouts: Whereabouts
  let isApproximate: Bool
}

struct AreaShare: Hashable {
  var same: Int { 0 }
  var villages: Int { 0 }
  var sentence: Phrase? { nil }
}

enum LocateError: Error { case limitOutOfRange(Int) }

struct Locator {
  let directory: Directory
  let day: CivilDate?
  static let mostResults = 1000

  /// The reader of names tells the share of an area's villages; a position has none.
  func share(of query: ResolvedPosition, filter: FacilityFilter) throws(LocateError) -> AreaShare? {
    nil
  }
}

extension Language {
  func kind(_ facility: Facility) -> String { facility.mark(0x6b) }
  func agreement(_ status: Facility, _ occasion: Occasion) -> String {
    status.mark(occasion == .emergency ? 0x61 : 0x41)
  }
}

enum Occasion { case ordinary, emergency }
