import Referrals
import TestSupport
import Testing

@Suite("Referral code")
struct ReferralCodeTests {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  @Test("reads back what it wrote, also in lower case, without hyphens, with I L O")
  func roundTrip() throws {
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      for _ in 0..<500 {
        let code = ReferralCode(using: &generator)
        #expect(try ReferralCode(code.text) == code)
        let spoken = code.text.lowercased().replacing("-", with: " ").replacing("1", with: "l")
        #expect(try ReferralCode(spoken.replacing("0", with: "o")) == code)
        #expect(code.text.count == 11)
      }
    }
  }

  @Test("every wrong character and every exchange of two is a typing error, before any look-up")
  func typos() throws {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<20 {
      let text = Array(ReferralCode(using: &generator).text.filter { $0 != "-" })
      for place in 0..<9 {
        for wrong in Self.alphabet where wrong != text[place] {
          var typed = text
          typed[place] = wrong
          #expect(throws: ReferralCode.Fault.check) { try ReferralCode(String(typed)) }
        }
        for other in 0..<place where text[other] != text[place] {
          var typed = text
          typed.swapAt(place, other)
          #expect(throws: ReferralCode.Fault.check) { try ReferralCode(String(typed)) }
        }
      }
    }
  }

  @Test("other faults say what is wrong and where")
  func faults() {
    #expect(throws: ReferralCode.Fault.length(8)) { try ReferralCode("K7FD3QWX") }
    #expect(throws: ReferralCode.Fault.length(0)) { try ReferralCode("") }
    #expect(throws: ReferralCode.Fault.character(at: 3)) { try ReferralCode("K7U") }
    #expect(throws: ReferralCode.Fault.length(100)) {
      try ReferralCode(String(repeating: "-", count: 100))
    }
  }

  @Test("the bits survive, and nothing above the fortieth does")
  func bits() {
    #expect(ReferralCode(bits: .max).bits == 0xFF_FFFF_FFFF)
    #expect(ReferralCode(bits: 0).text == "0000-0000-0")
  }
}

@Suite("Time")
struct TimeTests {
  @Test(
    "the notations of the field read as one instant",
    arguments: [
      "2026-11-20T22:30:00+08:00", "2026-11-20T14:30:00Z", "2026-11-20 22:30 WITA",
      "20-11-2026 22.30 WITA", "20/11/2026 22:30 wita", "20-11-2026 21.30 WIB",
      "20.11.2026 pukul 23.30 WIT", "20-11-2026 22.30", "20-11-2026, 22:30:00",
      "2026-11-20T22:30:00.000+0800",
    ])
  func forms(_ text: String) throws {
    #expect(try TimeText.read(text, zone: .wita) == friday)
  }

  @Test(
    "what is not certain is refused with its reason",
    arguments: [
      ("20-11-26 22.30", TimeTextError.twoDigitYear), ("20-11-2026", .timeMissing),
      ("31-02-2026 10.00", .impossible), ("20-11-2026 24.00", .impossible),
      ("20-13-2026 10.00", .impossible), ("29-02-2025 10.00", .impossible),
      ("kemarin", .unreadable), ("", .unreadable), ("20-11-2026 22.30 WIBB", .unreadable),
      ("20-11-2026 22.30 +25:00", .unreadable), ("20-11/2026 22.30", .unreadable),
      ("20-11-2026 2230", .unreadable),
    ])
  func faults(_ text: String, _ fault: TimeTextError) {
    #expect(throws: fault) { try TimeText.read(text, zone: .wita) }
  }

  @Test("without a zone in the text or of the place there is no answer")
  func zone() {
    #expect(throws: TimeTextError.zoneMissing) {
      try TimeText.read("20-11-2026 22.30", zone: nil)
    }
  }

  @Test("writes ISO 8601 and the Indonesian form, and reads its own writing")
  func writing() throws {
    #expect(friday.iso8601() == "2026-11-20T14:30:00Z")
    #expect(friday.iso8601(offsetMinutes: 480) == "2026-11-20T22:30:00+08:00")
    #expect(IndonesianZone.wita.text(friday) == "20-11-2026 22.30 WITA")
    var generator = SplitMix64(seed: 8)
    for _ in 0..<2_000 {
      // Years 1 to 9999 less a day at each end.
      let any = Instant(
        milliseconds: Int64.random(in: -62_135_000_000_000...253_402_000_000_000, using: &generator)
      )
      for offset in [0, 420, 480, 540, -210] {
        #expect(try TimeText.read(any.iso8601(offsetMinutes: offset), zone: nil) == any)
      }
    }
  }

  @Test("Kalimantan is split between WIB and WITA")
  func provinces() {
    #expect(
      ["61", "62", "63.71", "64", "65"].map { IndonesianZone(regionCode: $0) }
        == [.wib, .wib, .wita, .wita, .wita])
    #expect(IndonesianZone(regionCode: "91") == .wit)
    #expect(IndonesianZone(regionCode: "99") == nil)
    #expect(IndonesianZone(regionCode: "") == nil)
  }

  @Test("arithmetic stops at the ends of the range")
  func ends() {
    #expect(Instant(milliseconds: .max) + .days(1) == Instant(milliseconds: .max))
    #expect((Instant(milliseconds: .min) - Instant(milliseconds: .max)).milliseconds == -.max)
    #expect(Instant(milliseconds: .max).iso8601().hasPrefix("9999-12-"))
  }
}

@Suite("Identity numbers")
struct IdentifierTests {
  @Test("S13 day 71 of a NIK is a woman born on the 31st, day 72 is a warning")
  func nik() {
    #expect(Identifiers.warnings(nik: "6271017112900001").isEmpty)
    #expect(Identifiers.warnings(nik: "6271017212900001") == [.day(72)])
    #expect(Identifiers.warnings(nik: "6271013213900000") == [.day(32), .month(13), .serial])
    #expect(Identifiers.warnings(nik: "62710") == [.length(found: 5, usual: 16)])
    #expect(Identifiers.warnings(nik: "627101711290000X") == [.character])
    #expect(Identifiers.warnings(kpj: "12345678901").isEmpty)
    #expect(Identifiers.warnings(kpj: "1234") == [.length(found: 4, usual: 11)])
  }

  @Test("masks show neither birth nor name")
  func masks() {
    #expect(Identifiers.masked(nik: "6271017112900001") == "6271**********01")
    #expect(Identifiers.masked(nik: "627") == "***")
    #expect(Identifiers.masked(name: "Siti Rahmah") == "S*** R***")
    #expect(Identifiers.masked(number: "08123456789") == "*********89")
  }
}
