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
        ["transport", office.code, "--mode", "darat", "--cost", "1"],
        ["close", office.code, "--with-open"],
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
        accept.error == "plkk: plkk refer accept tidak mungkin: pengajuan ini ditolak; yang boleh: "
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
      #expect(
        missing.error.contains("perlu --reason; yang boleh: pindah-tujuan, other-destination"))
      #expect(!(try office.refer("clock", office.code).output.contains("ke BPJS TK")))
    }
  }

  @Test("A mistyped word or option of refer names the one that was meant")
  func suggestions() throws {
    let word = try Binary.run(["refer", "lst", "--lang", "id"])
    #expect(word.status == 64 && word.error.contains("(maksud Anda list?)"), "\(word.error)")
    let option = try Binary.run(["refer", "list", "--stauts", "active", "--lang", "en"])
    #expect(
      option.status == 64 && option.error.contains("'--stauts'. Did you mean '--status'?"),
      "\(option.error)")
    let far = try Binary.run(["refer", "list", "--xyzzyx", "--lang", "en"])
    #expect(far.status == 64 && !far.error.lowercased().contains("did you mean"), "\(far.error)")
  }

  @Test("Money is read and written in groups of three, and time left in hours and minutes")
  func figures() throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      let dotted = try office.refer(
        "transport", office.code, "--mode", "sungai-danau", "--cost", "3.200.000")
      #expect(dotted.status == 0, "\(dotted.error)")
      #expect(dotted.output.contains("  diganti paling banyak: Rp 3.200.000\n"), "\(dotted.output)")
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
      #expect(clock.output.contains(/terlambat: \d+ jam \d+ menit\n/), "\(clock.output)")
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
      #expect(draft.output.contains("Tempat kejadian: lalu lintas\n"), "\(draft.output)")
      #expect(draft.output.contains("Transportasi: darat/sungai/danau\n"), "\(draft.output)")
    }
  }

  @Test(
    "A correction that cannot be true of a site in Kalimantan is refused, saying what is allowed")
  func impossibleCorrections() throws {
    try Binary.withFolder { folder in
      let database = folder.appending(path: "plkk.sqlite").path
      func edit(_ field: String, _ value: String) throws -> Binary.Result {
        try Binary.run([
          "facility", "edit", "PLKK-63-097", field, value, "--by", "KC CONTOH", "--db", database,
          "--lang", "id",
        ])
      }
      for value in ["0,0", "-6.2,106.8", "114.6010,-3.3219", "abc", "-3.3219"] {
        let refused = try edit("position", value)
        #expect(refused.status == 64, "\(value)")
        #expect(refused.error.contains("yang boleh: lintang,bujur"), "\(refused.error)")
      }
      let phone = try edit("phone", "abc")
      #expect(
        phone.status == 64 && phone.error.contains("paling sedikit 3 angka"), "\(phone.error)")
      #expect(!FileManager.default.fileExists(atPath: database + ".lists"))
      #expect(try edit("phone", "119").status == 0)
      #expect(try edit("position", "-3.3219,114.6010").status == 0)
      let shown = try Binary.run(["show", "PLKK-63-097", "--db", database, "--lang", "id"])
      #expect(shown.output.contains("(koreksi lapangan "), "\(shown.output)")
    }
  }

  @Test("A named database that is not there is told on standard error; the embedded list answers")
  func missingDatabase() throws {
    let question = ["nearest", "-3.3194,114.5908", "--limit", "1", "--lang", "id"]
    let plain = try Binary.run(question)
    let missing = try Binary.run(question + ["--db", "/nowhere/kantor.sqlite"])
    #expect(missing.status == 0 && missing.output == plain.output)
    #expect(
      missing.error == "plkk: --db: tidak ada berkas /nowhere/kantor.sqlite; dijawab dari daftar "
        + "tertanam saja\n")
    #expect(plain.error.isEmpty)
  }

  @Test(
    "The report of an import speaks words and names what it passed over; standard input is read")
  func importWords() throws {
    try Binary.withFolder { folder in
      let database = folder.appending(path: "plkk.sqlite").path
      let list =
        "Nama PLKK;Kab/Kota;Jenis;Tgl Berakhir\nRSUD Ulin;Kota Banjarmasin;RSUD;31/12/2027\n"
        + "Jumlah;1;;\n"
      func take(_ words: [String], input: String? = nil) throws -> Binary.Result {
        try Binary.run(
          ["import"] + words + [
            "--issuer", "BJM", "--list-date", "2026-10-01", "--db", database, "--lang", "id",
          ], input: Data((input ?? "").utf8))
      }
      let report = try take(["-"], input: list)
      #expect(report.status == 0, "\(report.error)")
      #expect(report.output.contains("Tgl Berakhir = PKS berakhir"), "\(report.output)")
      #expect(report.output.contains("baris jumlah, dilewati: 3"), "\(report.output)")
      #expect(!report.output.contains("presumed") && !report.output.contains("validTo"))
      // What the list calls the kind does not stand for the class that is known.
      let shown = try Binary.run(["show", "PLKK-63-097", "--db", database, "--lang", "id"])
      #expect(!shown.output.contains("kelas: RSUD"), "\(shown.output)")
      let missing = try take(["tidak-ada.csv"])
      #expect(
        missing.status == 66 && missing.error.contains("tidak ada berkas atau folder itu"),
        "\(missing.error)")
    }
  }

  @Test("Help and errors of the parser are wholly in Indonesian")
  func parserWords() throws {
    let help = try Binary.run(["facility", "--help", "--lang", "id"])
    #expect(
      help.output.contains("Lihat 'plkk help facility <perintah>' untuk bantuan"), "\(help.output)")
    let choice = try Binary.run(["export", "--as", "docx", "--lang", "id"])
    #expect(choice.status == 64 && !choice.error.contains("the following"), "\(choice.error)")
  }

  @Test("A first word that is no command is named, with the one that was meant")
  func unknownCommand() throws {
    let near = try Binary.run(["nearst", "-3.3,114.5", "--lang", "id"])
    #expect(near.status == 64 && near.output.isEmpty)
    #expect(
      near.error.hasPrefix(
        "plkk: perintah “nearst” tidak dikenal (maksud Anda nearest?); yang ada: "),
      "\(near.error)")
    let far = try Binary.run(["qqqqqq"], environment: ["LANG": "en_US.UTF-8"])
    #expect(far.status == 64 && far.error.hasPrefix("plkk: command “qqqqqq” is unknown; allowed: "))
    for good in [["help"], ["help", "nearest"], ["--version"], []] {
      #expect(try Binary.run(good).status == 0, "\(good)")
    }
  }

  @Test("A referral whose consent was withdrawn says that it is frozen, and asks for nothing")
  func frozen() throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      #expect(try office.refer("withdraw", office.code).status == 0)
      let shown = try office.refer("show", office.code)
      #expect(
        shown.output.contains("! Persetujuan ditarik: rujukan ini dibekukan"), "\(shown.output)")
      #expect(!shown.output.contains("tanyakan"))
      let again = try office.refer("accept", office.code, lang: "en")
      #expect(again.status == 65 && again.error.contains("consent was withdrawn"), "\(again.error)")
    }
  }

  @Test("What is no backup is refused as such, and the database stays")
  func noBackup() throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      let file = folder.appending(path: "bukan.sqlite")
      try Data("nama;kota\n".utf8).write(to: file)
      let refused = try Binary.run([
        "restore", file.path, "--force", "--db", office.database, "--lang", "id",
      ])
      #expect(refused.status == 65, "\(refused.error)")
      #expect(refused.error.contains("bukan cadangan dari plkk backup"), "\(refused.error)")
      #expect(try office.refer("show", office.code).status == 0)
      let token = folder.appending(path: "a.token").path
      let made = ["token", "new", "--role", "auditor", "--out", token, "--db", office.database]
      let first = try Binary.run(made + ["--lang", "id"])
      #expect(
        first.output.contains(/berlaku sampai \d\d-\d\d-\d{4} \d\d\.\d\d (UTC|WIB|WITA|WIT)\./))
      let second = try Binary.run(made + ["--lang", "id"])
      #expect(second.status == 73 && second.error.hasSuffix("sudah ada\n"), "\(second.error)")
    }
  }

  @Test(
    "A day is enough for the end of employment; a far destination and an empty identity are told")
  func opening() throws {
    try Binary.withFolder { folder in
      let office = try Office(folder)
      let new = [
        "new", "-3.3194,114.5908", "--to", "AUTO", "--basis", "persetujuan", "--branch", "BJM",
      ]
      func open(_ words: [String], input: String = "") throws -> Binary.Result {
        try Binary.run(
          ["refer"] + words + [
            "--emergency", "tidak-ada", "--db", office.database, "--lang", "id",
          ],
          input: Data(input.utf8))
      }
      let disease = try open(
        new + [
          "--case", "dugaan-pak", "--diagnosed", "20-11-2025 08.00 WITA", "--employed",
          "01-01-2025",
        ])
      #expect(disease.status == 0, "\(disease.error)")
      #expect(!disease.output.contains("100 km"))
      var far = new + ["--region", "63.71"]
      far[1] = "-6.2,106.8"
      let away = try open(far)
      #expect(
        away.output.contains("! Yang terdekat lebih dari 100 km garis lurus"), "\(away.output)")
      let empty = try open(new + ["--identity", "-"])
      #expect(empty.status == 65 && empty.error.contains("--identity: kosong"), "\(empty.error)")
      let twice = try open(new + ["--format", "csv", "--format", "json"])
      #expect(
        twice.status == 64 && twice.error.contains("--format ditulis dua kali"), "\(twice.error)")
    }
  }

  @Test("An empty request to a server is refused at once, before any connection")
  func emptyRequest() throws {
    for words in [[""], [" ", "\t"]] {
      let empty = try Binary.run(["query", "--connect", "127.0.0.1:1"] + words + ["--lang", "id"])
      #expect(empty.status == 64 && empty.error.contains("permintaan kosong"), "\(empty.error)")
    }
  }

  @Test("A hospital for teeth is named as one, and nobody injured is sent there by AUTO")
  func specialHospital() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      // RS Khusus Gigi dan Mulut Gusti Hasan Aman, Banjarmasin.
      let site = try Binary.run(["show", "RS-63-006", "--format", "json"])
      let object = try JSONSerialization.jsonObject(with: Data(site.output.utf8)) as? [String: Any]
      let place =
        "\(try #require(object?["latitude"] as? Double)),\(try #require(object?["longitude"] as? Double))"
      let near = try Binary.run(["nearest", "--emergency", place, "--limit", "1", "--lang", "id"])
      #expect(near.output.contains("RUMAH SAKIT KHUSUS: gigi dan mulut"))
      let opened = try Binary.run([
        "refer", "new", place, "--to", "AUTO", "--emergency", "mengancam-nyawa", "--branch", "BJM",
        "--db", database, "--lang", "id",
      ])
      #expect(opened.status == 0 && !opened.output.contains("RS-63-006"), "\(opened.output)")
      let named = try Binary.run([
        "refer", "new", place, "--to", "RS-63-006", "--emergency", "mengancam-nyawa", "--branch",
        "BJM", "--db", database, "--lang", "id",
      ])
      #expect(named.output.contains("Rumah sakit khusus: tanyakan"), "\(named.output)")
    }
  }

  @Test("Links for a phone: the map, the call, a message; none holds the position asked about")
  func links() throws {
    let position = "-3.31940,114.59080"
    for words in [["nearest"], ["nearest", "--emergency"], ["within", "--radius", "2km"]] {
      let plain = try Binary.run(words + [position])
      let answer = try Binary.run(words + [position, "--links"])
      #expect(answer.status == 0, "\(answer.error)")
      let links = answer.lines.filter { $0.contains("geo:") || $0.contains("tel:") }
      #expect(links.contains { $0.contains("geo:-3.322802,114.601201") })
      #expect(links.contains { $0.contains("tel:+625113252180") })
      let message = try #require(
        answer.lines.last { $0.hasPrefix("WhatsApp: https://wa.me/?text=") })
      let text = try #require(
        String(message.dropFirst("WhatsApp: https://wa.me/?text=".count)).removingPercentEncoding)
      #expect(text.hasPrefix("Gawat darurat: telepon 119.\n- "))
      for link in links.map(String.init) + [text] {
        #expect(!link.contains("3.319400") && !link.contains("3.31940,"), "\(link)")
      }
      // What was there without links is there with them, in its order.
      let kept = answer.lines.filter { !links.contains($0) && $0 != message }
      #expect(kept == plain.lines)
    }
    let show = try Binary.run(["show", "PLKK-63-097", "--tautan"])
    #expect(show.output.contains("    tel:+625113252180\n"))
    let refused = try Binary.run(["nearest", position, "--links", "--format", "json"])
    #expect(refused.status == 64 && refused.error.contains("phone_e164"))
  }
}
