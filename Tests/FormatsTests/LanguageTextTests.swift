import Formats
import Testing

@Suite("Numbers and days in both languages")
struct LanguageTextTests {
  @Test(
    "numbers are grouped and have the decimal sign of the language",
    arguments: [
      (0.0, 0, "0", "0"), (1234.5, 1, "1.234,5", "1,234.5"),
      (-1_000_000, 0, "-1.000.000", "-1,000,000"),
      (-0.25, 2, "-0,25", "-0.25"), (999.999, 2, "1.000,00", "1,000.00"), (12, 0, "12", "12"),
    ])
  func numbers(value: Double, decimals: Int, indonesian: String, english: String) {
    #expect(Language.indonesian.number(value, decimals) == indonesian)
    #expect(Language.english.number(value, decimals) == english)
  }

  @Test(
    "days, months and years are turned round; anything else stays",
    arguments: [
      ("2026-02-02", "02-02-2026", "2 Feb 2026"), ("2022-11", "11-2022", "Nov 2022"),
      ("2024", "2024", "2024"), ("", "", ""), ("2026-13-01", "2026-13-01", "2026-13-01"),
      ("undated", "undated", "undated"),
    ])
  func dates(text: String, indonesian: String, english: String) {
    #expect(Language.indonesian.date(text) == indonesian)
    #expect(Language.english.date(text) == english)
  }

  @Test("a CSV for Excel has semicolons, decimal commas and a mark, and quotes what needs it")
  func excel() {
    var csv = CSVWriter(.excel)
    csv.row(fields: [
      .text("a;b"), .number(-3.25, decimals: 2), .text("63.10"), .number(nil, decimals: 1),
    ])
    #expect(csv.text == "\u{FEFF}\"a;b\";-3,25;63.10;\n")
    var plain = CSVWriter()
    plain.row(fields: [.text("a;b"), .number(-3.25, decimals: 2), .text("=1")])
    #expect(plain.text == "a;b,-3.25,'=1\n")
  }

  @Test("an archive is read by another program, the same bytes each time")
  func zip() {
    var archive = ZipArchive()
    archive.add("a.txt", "123456789")
    let bytes = archive.bytes()
    // CRC-32 of “123456789” is published as CBF43926.
    #expect(Array(bytes[14..<18]) == [0x26, 0x39, 0xF4, 0xCB])
    #expect(bytes.suffix(22).starts(with: [0x50, 0x4B, 5, 6]))
  }
}
