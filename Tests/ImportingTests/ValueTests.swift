import Facilities
import Geo
import Lists
import Testing

@testable import Importing

@Suite struct ValueTests {
  private func date(_ text: String, _ origin: RawCell.Origin = .text) -> DateText.Reading {
    DateText.read(RawCell(text, origin: origin))
  }
  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
    try #require(CivilDate(year: year, month: month, day: day))
  }

  @Test(
    "Dates are read in the forms that lists use",
    arguments: [
      "21/01/2026", "21-01-2026", "21.1.2026", "2026-01-21", "21 Januari 2026", "21-Jan-2026",
      "Rabu, 21 Januari 2026", "2026-01-21T00:00:00Z", "21/01/2026 14:30 WITA", "46043",
      "2026-01-21 00:00:00", "20260121",
    ])
  func dates(text: String) throws {
    #expect(date(text) == .date(try day(2026, 1, 21)))
  }

  @Test("Years of two digits, days that never were and other words are refused")
  func badDates() {
    #expect(date("21/01/26") == .twoDigitYear)
    #expect(date("21 Jan 26") == .twoDigitYear)
    for text in ["31/02/2026", "01/13/2026", "besok", "2026", "1/2", "12345678901", "29-02-2025"] {
      #expect(date(text) == .unreadable, "\(text)")
    }
    #expect(date("-") == .none)
    #expect(date("") == .none)
  }

  @Test("A period gives both ends")
  func periods() throws {
    let period = DateText.Reading.period(try day(2025, 1, 1), try day(2026, 12, 31))
    for text in [
      "01-01-2025 s/d 31-12-2026", "1 Januari 2025 - 31 Desember 2026",
      "01/01/2025 sampai dengan 31/12/2026",
    ] {
      #expect(date(text) == period, "\(text)")
    }
  }

  @Test("Day numbers follow the calendar with 1900's false leap day, and the 1904 system")
  func serials() throws {
    #expect(ExcelSerial.date(1) == (try day(1900, 1, 1)))
    #expect(ExcelSerial.date(59) == (try day(1900, 2, 28)))
    #expect(ExcelSerial.date(60) == nil)
    #expect(ExcelSerial.date(61) == (try day(1900, 3, 1)))
    #expect(ExcelSerial.date(46043.75) == (try day(2026, 1, 21)))
    #expect(ExcelSerial.date(44581, startsIn1904: true) == (try day(2026, 1, 21)))
    #expect(ExcelSerial.date(.nan) == nil)
  }

  @Test("Every day from 1900 to 2199 turns into a day number and back")
  func calendar() throws {
    var previous = try #require(CivilDate(year: 1900, month: 1, day: 1))
    for number in (previous.daysSince1970 + 1)...(try day(2199, 12, 31)).daysSince1970 {
      let next = try #require(CivilDate(daysSince1970: number))
      #expect(next.daysSince1970 == number && next > previous)
      #expect(CivilDate(iso: next.description) == next)
      previous = next
    }
  }

  @Test(
    "Phones become E.164 and stay as written beside it",
    arguments: [
      ("0511-3252180", "+625113252180"), ("+62 511 3252180", "+625113252180"),
      ("(0511) 3252180", "+625113252180"), ("0812-3456-7890 (WA)", "+6281234567890"),
      ("6281234567890", "+6281234567890"), ("+62 (0)511 3252180", "+625113252180"),
    ])
  func phones(text: String, expected: String) {
    #expect(PhoneText.read(text).phones == [Phone(raw: text, e164: expected)])
  }

  @Test("Several phones, extensions, and what cannot be dialled")
  func morePhones() {
    let phones = PhoneText.read("(0518) 70000 / 0812 3456 7890 ext. 12").phones
    #expect(phones.map(\.e164) == ["+6251870000", "+6281234567890"])
    #expect(phones.last?.ext == "12")
    #expect(PhoneText.read("3252180").phones.map(\.e164) == [nil])
    #expect(PhoneText.read("119").phones.map(\.e164) == [nil])
    #expect(PhoneText.read("81234567890", isNumber: true).phones.map(\.e164) == ["+6281234567890"])
    #expect(PhoneText.read("-").phones.isEmpty)
  }

  @Test("Coordinates take commas, other notations, and notice an exchange")
  func coordinates() throws {
    let place = try #require(Position(latitude: -3.5, longitude: 115.25))
    func found(_ reading: CoordinateCells.Reading) -> CoordinateCells.Found? {
      if case .position(let found) = reading { found } else { nil }
    }
    for reading in [
      CoordinateCells.read(latitude: "-3,5", longitude: "115,25"),
      CoordinateCells.read("-3.5, 115.25"),
      CoordinateCells.read(latitude: "3°30'0\" LS", longitude: "115°15'0\" BT"),
    ] { #expect(found(reading)?.position == place && found(reading)?.wasSwapped == false) }
    #expect(found(CoordinateCells.read(latitude: "-3,5", longitude: "115,25"))?.meters == 1111.2)
    let swapped = found(CoordinateCells.read(latitude: "115.25", longitude: "-3.5"))
    #expect(swapped?.position == place && swapped?.wasSwapped == true)
    #expect(CoordinateCells.read(latitude: "-", longitude: "") == .none)
    #expect(CoordinateCells.read(latitude: "0", longitude: "0") == .zeros)
    #expect(CoordinateCells.read("https://maps.app.goo.gl/abcDEF123") == .shortLink)
    #expect(
      found(CoordinateCells.read("https://www.google.com/maps?q=-3.5,115.25"))?.position == place)
    #expect(CoordinateCells.withoutPoint("-33194", within: -5...5) == [-3.3194, -0.33194])
    #expect(CoordinateCells.withoutPoint("114.590.800", within: 108...120) == [114.5908])
    #expect(CoordinateCells.withoutPoint("114.59", within: 108...120) == [114.59])
    #expect(CoordinateCells.read(latitude: "-3.5", longitude: "") == .half)
    #expect(CoordinateCells.read(latitude: "x", longitude: "115") == .unreadable)
    #expect(CoordinateCells.read(latitude: "95", longitude: "200") == .unreadable)
    #expect(CoordinateCells.read(latitude: "1e1", longitude: "115") == .unreadable)
  }

  @Test(
    "Kinds are told by their words",
    arguments: [
      ("RSUD", FacilityKind.hospital), ("RS TNI/Polri", .hospital), ("Rumah Sakit", .hospital),
      ("Klinik Pratama", .clinic), ("balai pengobatan", .clinic), ("BP", .clinic),
      ("Praktek Dokter (Bersama)", .clinic), ("PraktikMandiri", .clinic), ("PKM", .puskesmas),
      ("Puskesmas", .puskesmas), ("BLK", .other), ("Lainnya", .other),
    ])
  func kinds(text: String, kind: FacilityKind) {
    #expect(KindWords.kind(text) == kind)
  }

  @Test("Statuses are usable, not usable, unknown, or not understood")
  func statuses() {
    for text in ["Aktif", "Y", "ya", "1", "TRUE", "disetujui"] {
      #expect(StatusWords.status(text) == .usable, "\(text)")
    }
    for text in [
      "Nonaktif", "non-aktif", "T", "tidak", "BERAKHIR", "ditolak", "draft",
      "Pengajuan baru", "dibatalkan",
    ] {
      #expect(StatusWords.status(text) == .notUsable, "\(text)")
    }
    #expect(StatusWords.status(" ") == .unknown)
    #expect(StatusWords.status("entah") == nil)
  }
}
