import Foundation
import Testing

/// What an officer types and reads at a terminal, in the words of the field.
@Suite("An officer at the command line")
struct FieldOfficerTests {
  /// A database of its own with one referral in Banjarmasin.
  private struct Office {
    let database: String
    var code = ""

    init(_ folder: URL) throws {
      database = folder.appending(path: "plkk.sqlite").path
      let opened = try refer(
        "new", "-3.3194,114.5908", "--to", "AUTO", "--emergency", "tidak-ada", "--basis",
        "persetujuan", "--branch", "BJM", "--occurred", "22-11-2025 14.30 WITA", "--place",
        "lalu-lintas", "--format", "csv")
      code = String(try #require(opened.lines.dropFirst().first?.split(separator: ",").first))
    }

    func refer(_ words: String..., lang: String = "id") throws -> Binary.Result {
      try Binary.run(["refer"] + words + ["--db", database, "--lang", lang])
    }
  }

  @Test("Every receipt says its time in the zone of the accident")
  func receiptZone() throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      for words in [
        ["seen", office.code], ["accept", office.code], ["depart", office.code],
        ["arrive", office.code], ["return", office.code, "--to", "PLKK-63-097"],
        ["transport", office.code, "--mode", "darat", "--cost", "1"], ["close", office.code],
      ] {
        let answer = try Binary.run(["refer"] + words + ["--db", office.database])
        #expect(answer.status == 0, "\(words): \(answer.error)")
        #expect(
          answer.output.contains(/waktu: \d\d-\d\d-\d{4} \d\d\.\d\d WITA\n/), "\(answer.output)")
      }
    }
  }

  @Test("Refusals name states and steps in words, in either language, and change nothing")
  func refusals() throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      #expect(try office.refer("reject", office.code, "--reason", "penuh-icu").status == 0)
      let accept = try office.refer("accept", office.code)
      #expect(accept.status == 65)
      #expect(
        accept.error == "plkk: plkk refer accept tidak mungkin: upaya ini ditolak; yang boleh: "
          + "plkk refer void\n")
      let english = try office.refer("accept", office.code, lang: "en")
      #expect(
        english.error == "plkk: plkk refer accept is not possible: this attempt is refused; "
          + "allowed: plkk refer void\n")
      let later = try office.refer(
        "report", office.code, "--stage", "tahap-1", "--to", "bpjs-tk", "--at",
        "23/11/2099 10:00 WITA")
      #expect(later.status == 64)
      #expect(
        later.error
          == "plkk: --at: laporan tidak boleh terkirim di masa depan atau sebelum kejadian\n")
      let correct = try office.refer(
        "correct", office.code, "--occurred", "01-12-2099 10.00 WIB", lang: "en")
      #expect(correct.status == 64)
      #expect(correct.error == "plkk: --occurred: the accident cannot lie in the future\n")
      let missing = try office.refer("cancel", office.code)
      #expect(missing.status == 64)
      #expect(missing.error.contains("perlu --reason; yang boleh: pindah-tujuan, pasien-menolak"))
      #expect(!(try office.refer("clock", office.code).output.contains("ke BPJS TK")))
    }
  }

  @Test("A mistyped word or option of refer names the one that was meant")
  func suggestions() throws {
    let word = try Binary.run(["refer", "lst", "--lang", "id"])
    #expect(word.status == 64 && word.error.contains("(maksud Anda list?)"), "\(word.error)")
    let option = try Binary.run(["refer", "list", "--stauts", "active", "--lang", "en"])
    #expect(
      option.status == 64 && option.error.contains("“--stauts” (did you mean --status?)"),
      "\(option.error)")
    let far = try Binary.run(["refer", "list", "--xyzzyx", "--lang", "en"])
    #expect(far.status == 64 && !far.error.contains("did you mean"), "\(far.error)")
  }

  @Test("Money is read and written in groups of three, and time left in hours and minutes")
  func figures() throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      let dotted = try office.refer(
        "transport", office.code, "--mode", "sungai-danau", "--cost", "3.200.000")
      #expect(dotted.status == 0, "\(dotted.error)")
      #expect(dotted.output.contains("  diganti: Rp 3.200.000\n"), "\(dotted.output)")
      let english = try office.refer(
        "transport", office.code, "--mode", "laut", "--cost", "Rp 2,600,000", lang: "en")
      #expect(english.output.contains("  own cost: Rp 600,000\n"), "\(english.output)")
      for wrong in ["3.2", "3.20.000", "1.000,50", "9jt", "-1.000"] {
        #expect(
          try office.refer("transport", office.code, "--mode", "laut", "--cost", wrong).status
            == 64,
          "\(wrong)")
      }
      let machine = try office.refer("transport", office.code, "--format", "csv")
      #expect(machine.output.contains(",3200000,5000000,3200000"), "\(machine.output)")
      let clock = try office.refer("clock", office.code)
      #expect(clock.output.contains(/sisa atau lewat: \d+ jam \d+ menit\n/), "\(clock.output)")
    }
  }

  @Test("Letter and draft of the report hold words, not codes")
  func letter() throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      let letter = try office.refer("letter", office.code)
      #expect(letter.output.contains("Keadaan: menunggu jawaban\n"), "\(letter.output)")
      #expect(
        try office.refer("transport", office.code, "--mode", "sungai-danau", "--cost", "1").status
          == 0)
      let draft = try office.refer("kk1", office.code)
      #expect(draft.output.contains("Tempat: lalu lintas\n"), "\(draft.output)")
      #expect(draft.output.contains("Transportasi: sungai/danau\n"), "\(draft.output)")
    }
  }
}
