@testable import Application
import Facilities
import Formats
import Geo
import Testing
import Wording

@Suite("Sentences about sites and answers")
struct LocatingSentencesTests {
  /// A facility whose own words belong to neither language.
  private static func facility(
    basis: PLKKBasis = .presumed, phone: String = "", specialty: HospitalSpecialty? = nil,
    serves: FacilityPatients = .unknown, standing: SiteRecord? = nil, basisDate: String = ""
  ) -> Facility {
    var facility = Facility(
      id: "X-1", name: "XYZ", kind: .hospital, provinceCode: "63", regencyCode: "63.71",
      regency: "QQ", position: Position(latitude: -3, longitude: 114),
      positionPrecision: .district, basis: basis)
    facility.phone = phone
    facility.specialty = specialty
    facility.serves = serves
    facility.standing = standing
    facility.basisDate = basisDate
    return facility
  }

  private static let day = CivilDate(year: 2026, month: 11, day: 27)

  private static var standings: [SiteRecord?] {
    guard let day, let old = CivilDate(year: 2025, month: 1, day: 1) else { return [] }
    let states: [AgreementStatus] = [
      .valid(until: day), .unknownEnd, .notYet(firstDay: day), .expired(lastDay: day),
      .expired(lastDay: nil), .dropped(listDate: old),
    ]
    let marks = SiteDoubt.allCases.map { SiteRecord.Mark(doubt: $0, text: "abc", date: old) }
    return [nil]
      + states.flatMap { status in
        [
          SiteRecord(date: day, status: status, verified: old, marks: marks),
          SiteRecord(date: day, status: status, verified: day, isChecked: true),
        ]
      }
  }

  /// Every sentence about one site.
  private static func sentences(_ language: Language, _ occasion: Occasion) -> [String] {
    var found: [String] = []
    for basis in PLKKBasis.allCases {
      for standing in standings {
        for phone in ["", "0511"] {
          let facility = facility(
            basis: basis, phone: phone, serves: .company, standing: standing,
            basisDate: "2017-04")
          found.append(language.basis(facility, occasion))
          found.append(language.phone(facility, occasion))
          if occasion == .ordinary { found.append(language.payment(facility)) }
          found += language.membership(facility, on: day, occasion)
          if let patients = language.patients(facility) { found.append(patients) }
        }
      }
    }
    for specialty in HospitalSpecialty.allCases {
      found.append(language.kind(facility(specialty: specialty)))
    }
    found += FacilityKind.allCases.map { language.kind($0) }
    found += PositionPrecision.allCases.map { language.precision($0) }
    return found + answers(language, occasion)
  }

  /// Every sentence about an answer.
  private static func answers(_ language: Language, _ occasion: Occasion) -> [String] {
    let hits = standings.map { standing in
      Hit(
        facility: facility(phone: "0511", specialty: .eye, standing: standing), meters: 1234,
        bearing: 12)
    }
    let advisories: [Advisory] =
      [
        .approximate(reach: 5_000), .outsideIndonesia, .outsideKalimantan, .nearlyEqual,
        .far(meters: 123_456), .otherProvince, .expiredAsNear(hits), .specialNearer(hits),
        .hoursUnknown(hits), .noPhone(callable: nil),
      ] + hits.map { Advisory.staleNearest(fresher: $0) }
      + hits.map { Advisory.noPhone(callable: $0) }
    return [language.callFirst, LawText.emergencyDuty.text(language)]
      + advisories.map { language.advisory($0, occasion) }
  }

  /// Words that only one of the languages has.
  private static let own: [Language: Set<String>] = [
    .indonesian: [
      "yang", "tidak", "dan", "atau", "di", "dari", "ke", "telepon", "telp", "bila", "sudah",
      "belum",
      "rumah", "sakit", "menurut", "daftar", "dahulu", "dulu", "bayar", "tanyakan", "posisi",
      "terdekat", "berlaku", "sampai", "hari", "lalu", "desa", "wilayah", "gigi", "mata", "jiwa",
    ],
    .english: [
      "the", "is", "of", "and", "or", "not", "no", "by", "on", "in", "phone", "ask", "pay", "first",
      "hospital", "clinic", "nearest", "list", "until", "ago", "days", "agreement", "call", "may",
      "as", "from", "with", "than", "eyes", "psychiatry", "other",
    ],
  ]

  @Test("No sentence mixes the languages", arguments: Language.allCases)
  func pure(_ language: Language) {
    let foreign = Self.own[language == .english ? .indonesian : .english] ?? []
    for occasion in [Occasion.ordinary, .emergency] {
      for sentence in Self.sentences(language, occasion) {
        let words = sentence.lowercased().split { !$0.isLetter }.map(String.init)
        let mixed = words.filter(foreign.contains)
        #expect(mixed.isEmpty, "\(sentence): \(mixed)")
      }
    }
  }

  @Test("In an emergency nothing says to pay or to ask first, and nothing that it is no PLKK")
  func emergency() {
    for language in Language.allCases {
      for sentence in Self.sentences(language, .emergency) {
        // What a facility may not do is no advice to the person.
        let text = sentence.lowercased().replacing("may not ask", with: "")
        for words in [
          "bayar dahulu", "tanyakan", "telepon dahulu", "telepon dulu", "bukan plkk", "pay first",
          "ask ", "phone first", "phone before", "no plkk",
        ] where !text.contains("dilaporkan bukan plkk") && !text.contains("reported to be no plkk")
        {
          #expect(!text.contains(words), "\(sentence)")
        }
      }
    }
  }

  @Test("Nobody is told to phone a site that has no number", arguments: PLKKBasis.allCases)
  func phone(_ basis: PLKKBasis) {
    for standing in Self.standings {
      let facility = Self.facility(basis: basis, standing: standing, basisDate: "2017-04")
      for language in Language.allCases {
        let lines =
          [language.basis(facility, .ordinary), language.payment(facility)]
          + language.membership(facility, on: Self.day, .ordinary)
        for line in lines {
          let text = line.lowercased()
          #expect(!text.contains("telepon d") && !text.contains("phone first"), "\(line)")
          #expect(!text.contains("phone before"), "\(line)")
        }
        #expect(language.phone(facility, .ordinary).contains("175"))
      }
    }
  }

  @Test("Only an official agreement in force says that nothing is paid in advance")
  func deposit() {
    for basis in PLKKBasis.allCases {
      for standing in Self.standings {
        let facility = Self.facility(basis: basis, standing: standing)
        let isInForce = if case .inForce = facility.membership { true } else { false }
        #expect(
          Language.indonesian.payment(facility).contains("Tanpa uang muka") == isInForce)
        #expect(Language.english.payment(facility).contains("No deposit") == isInForce)
      }
    }
  }
}
