import Lists
import Facilities
import TestSupport
import Testing

@testable import Importing

/// Whole kinds of dates, phones and numbers, made by generators: each form has to give back what it was
/// made of, or a refusal, never another value.
@Suite("Forms of values") struct FormTests {
  private static let months = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
  ]

  private func day(_ random: inout SplitMix64) throws -> CivilDate {
    try #require(CivilDate(daysSince1970: Int.random(in: 18_000...25_000, using: &random)))
  }

  /// A day in one of the forms that people write.
  private func written(_ day: CivilDate, _ random: inout SplitMix64) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (d, m) = (two(day.day), two(day.month))
    let forms = [
      "\(d)/\(m)/\(day.year)", "\(d)-\(m)-\(day.year)", "\(d).\(m).\(day.year)",
      "\(day.day)/\(day.month)/\(day.year)", "\(day.year)-\(m)-\(d)", "\(day.year)/\(m)/\(d)",
      "\(day.day) \(Self.months[day.month - 1]) \(day.year)",
      "\(d)-\(Self.months[day.month - 1].prefix(3))-\(day.year)", "\(day.year)\(m)\(d)",
    ]
    return forms.randomElement(using: &random) ?? forms[0]
  }

  @Test("A day is read in every form, with a weekday before and a time of day behind it")
  func days() throws {
    let times = [
      "", " 00:00", " 00:00:00", "T00:00:00Z", " 14.30 WITA", " 00.00.00", "T00:00:00+08:00",
      " 2:30 PM",
    ]
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<2000 {
        let day = try day(&random)
        let before = ["", "", "Senin, ", "Jumat "].randomElement(using: &random) ?? ""
        let behind = times.randomElement(using: &random) ?? ""
        let text = before + written(day, &random) + behind
        #expect(DateText.read(RawCell(text)) == .date(day), "\(text) (seed \(seed))")
      }
    }
  }

  @Test("Two days are a period whatever stands between them; words beside a day are not let go")
  func periods() throws {
    let links = [
      "-", " - ", " -", "- ", "–", " – ", "/", " / ", "~", " s/d ", " s/d", " s.d ", " s.d. ",
      " sd ",
      " S.D ", " sampai dengan ", " sampai ", " hingga ", " to ", " S/D ",
    ]
    let remarks = [" (perpanjangan)", " / 3 tahun", " (adendum 2)", " atau 2 tahun", " 12"]
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<2000 {
        let (start, end) = (try day(&random), try day(&random))
        let link = links.randomElement(using: &random) ?? "-"
        // Eight digits and a dash are also the start of longer numbers; people who write them leave blanks.
        let text = written(start, &random) + link + written(end, &random)
        #expect(DateText.read(RawCell(text)) == .period(start, end), "\(text) (seed \(seed))")
        let remark = written(end, &random) + (remarks.randomElement(using: &random) ?? "")
        #expect(DateText.read(RawCell(remark)) == .unreadable, "\(remark) (seed \(seed))")
      }
    }
    for text in [
      "2026", "Desember 2026", "2 tahun", "1 Januari s.d 31 Desember 2026", "01-02/2026",
    ] {
      #expect(DateText.read(RawCell(text)) == .unreadable, "\(text)")
    }
    let end = try #require(CivilDate(year: 2026, month: 12, day: 31))
    #expect(DateText.read(RawCell("s/d 31-12-2026")) == .until(end))
  }

  @Test("An American date makes the doubtful ones of its column wait")
  func americans() throws {
    let list = try Support.list(
      "nama;kota;tgl akhir\nRS A;Banjar;12/31/2026\nRS B;Banjar;3/1/2027\nRS C;Banjar;31/12/2026\n")
    #expect(list.rows.map { $0.doubts.count } == [1, 1, 0])
    #expect(list.rows[1].doubts == [.monthFirst(column: "tgl akhir")])
    let plain = try Support.list("nama;kota;tgl akhir\nRS B;Banjar;3/1/2027\n")
    #expect(plain.rows[0].doubts.isEmpty)
  }

  @Test("A phone is read in every form, or is unclear; no digit is ever added or lost")
  func phones() {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<2000 {
        let isMobile = Bool.random(using: &random)
        let area = isMobile ? "812" : "511"
        let rest = String(Int.random(in: 3_000_000...9_999_999, using: &random))
        let expected = "+62" + area + rest
        let forms = [
          "0\(area)\(rest)", "0\(area)-\(rest)", "(0\(area)) \(rest)", "+62\(area)\(rest)",
          "+62 \(area) \(rest)", "62\(area)\(rest)", "62\(area)\(rest).0", "\(area)\(rest).0",
          "+62 (0)\(area) \(rest)", "Telp. 0\(area) \(rest)", "0\(area).\(rest)",
          "0\(area)-\(rest) (WA)",
        ]
        let text = forms.randomElement(using: &random) ?? forms[0]
        let reading = PhoneText.read(text)
        #expect(reading.phones.map(\.e164) == [expected], "\(text) (seed \(seed))")
        #expect(!reading.isUnclear && reading.leftOut.isEmpty, "\(text) (seed \(seed))")
        let inner = PhoneText.read("0\(area)-\(rest) ext. 12")
        #expect(inner.phones.map(\.e164) == [expected] && inner.phones.first?.ext == "12")
        let letter = ["O", "l", "o", "I"].randomElement(using: &random) ?? "O"
        let spoilt = PhoneText.read("0\(area)\(rest.dropLast())\(letter)")
        #expect(spoilt.isUnclear && spoilt.phones.allSatisfy { $0.e164 == nil }, "\(letter)")
        let kept = inner.phones.map(\.kept).joined(separator: " / ")
        #expect(PhoneText.read(kept).phones.map(\.kept) == inner.phones.map(\.kept))
      }
    }
  }

  @Test("A number in scientific notation is the same number written out")
  func numbers() throws {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<2000 {
        let digits = String(Int.random(in: 1...999_999_999_999, using: &random))
        let power = Int.random(in: -12...12, using: &random)
        let head = String(digits.prefix(1)) + "." + (digits.count > 1 ? digits.dropFirst() : "0")
        let text = (Bool.random(using: &random) ? "-" : "") + head + "E\(power)"
        let plain = try #require(NumberText.plain(text))
        #expect(!plain.contains("E") && !plain.contains("e"))
        #expect(Double(plain) == Double(text), "\(text) \(plain) (seed \(seed))")
      }
    }
    #expect(NumberText.plain("5.11325218E9") == "5113252180")
    #expect(NumberText.plain("-2.63E-2") == "-0.0263")
    for text in ["5E99", "E5", "1.2.3E4", "Estate", "12", "1E", "1E5x"] {
      #expect(NumberText.plain(text) == nil, "\(text)")
    }
  }
}
