import Foundation
import Testing

@Suite("Agreements in answers")
struct AgreementTests {
  /// Four clinics of Banjarmasin south of each other: in force, no end known, ended, still to begin.
  private func database(in folder: URL) throws -> String {
    let file = folder.appendingPathComponent("daftar.csv")
    try Data(
      """
      jenis;kota;nama;no pks;tgl mulai;tgl berakhir;lintang;bujur
      Klinik;Kota Banjarmasin;Klinik CONTOH Lanjut;PKS-1/2025;01/01/2025;31/12/2099;-3,3200;114,5908
      Klinik;Kota Banjarmasin;Klinik CONTOH Terbuka;;01/01/2025;;-3,3210;114,5908
      Klinik;Kota Banjarmasin;Klinik CONTOH Usai;PKS-3/2024;01/01/2024;22/11/2025;-3,3205;114,5908
      Klinik;Kota Banjarmasin;Klinik CONTOH Nanti;;01/01/2099;;-3,3215;114,5908

      """.utf8
    ).write(to: file)
    let database = folder.appendingPathComponent("plkk.sqlite").path
    let result = try Binary.run([
      "import", file.path, "--issuer", "KC CONTOH", "--list-date", "2025-11-01", "--db", database,
    ])
    #expect(result.status == 0, "\(result.error)")
    return database
  }

  private func json(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  @Test("A table says until when the agreement holds, that an end is unknown, and what has ended")
  func table() throws {
    try Binary.withFolder { folder in
      let database = try database(in: folder)
      func ask(_ arguments: [String]) throws -> String {
        let result = try Binary.run(arguments + ["--db", database, "--lang", "id"])
        #expect(result.status == 0, "\(result.error)")
        return result.output
      }
      let around = ["nearest", "-3.3194,114.5908", "--limit", "3", "--kind", "clinic"]
      let now = try ask(around)
      #expect(now.contains("PLKK menurut daftar resmi (KC CONTOH, 01-11-2025)"))
      #expect(now.contains("PKS PKS-1/2025 berlaku sampai 31-12-2099"))
      #expect(now.contains("Akhir PKS tidak diketahui: tanyakan"))
      #expect(
        now.contains("? Menurut daftar per 01-11-2025") || now.contains("? menurut daftar per"))
      let flat = now.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(flat.contains("SAMA DEKAT, TETAPI PKS TIDAK BERLAKU"))
      #expect(
        flat.contains("Klinik CONTOH Usai")
          && flat.contains("PKS berakhir 22-11-2025: bayar dahulu"))
      #expect(flat.contains("PKS baru mulai 01-01-2099: bayar dahulu"))
      let before = try ask(around + ["--at", "2025-11-22"])
      #expect(before.contains("PKS PKS-3/2024 berlaku sampai 22-11-2025"))
      #expect(!before.contains("berakhir 22-11-2025"))
      let shown = try ask(["search", "contoh usai"])
      #expect(shown.contains("PKS tidak berlaku pada ") && shown.contains("berakhir 22-11-2025"))
      #expect(shown.contains("PKS-3/2024"))
      // Not one of the sites, but a warning, since it is as near as they are.
      let within = try ask(["within", "--radius", "1km", "-3.3194,114.5908"])
      let sites = try #require(within.split(separator: "\n!", maxSplits: 1).first)
      #expect(!sites.contains("Usai") && within.contains("! SAMA DEKAT, TETAPI PKS TIDAK BERLAKU"))
      #expect(
        try ask(["within", "--radius", "1km", "-3.3194,114.5908", "--basis", "none"])
          .contains("Klinik CONTOH Usai"))
    }
  }

  @Test("JSON, CSV and the line protocol carry status, end and day of verification")
  func machines() throws {
    try Binary.withFolder { folder in
      let database = try database(in: folder)
      let question = ["-3.3194,114.5908", "--limit", "1", "--kind", "clinic", "--db", database]
      let answer = try json(Binary.run(["nearest"] + question + ["--format", "json"]).output)
      let first = try #require((answer["results"] as? [[String: Any]])?.first)
      #expect(first["plkk_status"] as? String == "valid")
      #expect(first["agreement_end"] as? String == "2099-12-31")
      #expect(first["agreement_number"] as? String == "PKS-1/2025")
      #expect(first["verified"] as? String == "2025-11-01")
      #expect((first["verified_days"] as? Int ?? 0) > 365)
      #expect(first["payer"] as? String == "billed")
      let csv = try Binary.run(["nearest"] + question + ["--format", "csv"]).output
        .split(whereSeparator: \.isNewline)
      #expect(csv.first?.contains(",plkk_status,agreement_number,agreement_end,verified,") ?? false)
      #expect(csv.last?.contains(",valid,PKS-1/2025,2099-12-31,2025-11-01,") ?? false)
      #expect(csv.last?.contains("old_information") ?? false, "\(csv)")

      let server = try RunningServer(["--db", database])
      defer { server.stop() }
      let client = try LineClient(port: server.port)
      let lines = client.ask("NEAREST -3.3194 114.5908 LIMIT 2 KIND clinic")
      #expect(lines.dropFirst().first?.contains("\tvalid\t2099-12-31\t2025-11-01\t") ?? false)
      #expect(lines.last?.contains("\tunknown\t\t2025-11-01\t") ?? false)
      let ended = client.ask("SEARCH \"contoh usai\"")
      #expect(ended.last?.contains("\tnone\tsite\texpired\t2025-11-22\t2025-11-01\t") ?? false)
      #expect(client.ask("FORMAT json") == ["+OK"])
      let line = client.ask("NEAREST -3.3194 114.5908 LIMIT 1 KIND clinic").last ?? ""
      let object = try json(String(line.dropFirst()))
      for key in ["plkk_status", "agreement_end", "verified", "verified_days", "doubts", "payer"] {
        #expect("\(object[key] ?? "-")" == "\(first[key] ?? "-")")
      }
      #expect(Set(object.keys) == Set(first.keys))
    }
  }

  @Test("A stale nearest is named so, with one hardly farther that was verified since")
  func stale() throws {
    try Binary.withFolder { folder in
      let database = try database(in: folder)
      let question = ["nearest", "-3.3194,114.5908", "--kind", "clinic", "--db", database]
      #expect(try !Binary.run(question).output.contains("lebih dari setahun"))
      let found = try json(
        Binary.run(["search", "contoh terbuka", "--format", "json", "--db", database]).output)
      let id = try #require((found["results"] as? [[String: Any]])?.first?["id"] as? String)
      let verified = try Binary.run([
        "facility", "verify", id, "--by", "KC CONTOH", "--db", database,
      ])
      #expect(verified.status == 0, "\(verified.error)")
      // From here the open-ended one is 12 % farther than the first.
      let near = ["nearest", "-3.3120,114.5908", "--kind", "clinic", "--db", database]
      let table = try Binary.run(near + ["--lang", "en"]).output
      #expect(table.contains("more than a year old"))
      #expect(table.contains("Klinik CONTOH Terbuka [\(id)]"))
      let answer = try json(Binary.run(near + ["--format", "json"]).output)
      #expect(answer["fresher_id"] as? String == id)
    }
  }
}
