import Foundation
import Testing

@Suite("Official lists")
struct ListsTests {
  @Test("An imported list makes its sites official from its date on, and a dry run changes nothing")
  func importing() throws {
    try Binary.withFolder { folder in
      let list = folder.appendingPathComponent("daftar.csv")
      try Data(
        "jenis;kota;nama;alamat\nRS;Kota Banjarmasin;RSUD Ulin Banjarmasin;Jl. A. Yani Km 2\n".utf8
      ).write(to: list)
      let database = folder.appendingPathComponent("plkk.sqlite").path
      func basis(_ options: [String]) throws -> String {
        let shown = try Binary.run(
          ["show", "PLKK-63-097", "--db", database, "--format", "json"] + options)
        #expect(shown.status == 0)
        let facility =
          try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
        return facility?["plkk_basis"] as? String ?? ""
      }
      let command = [
        "import", list.path, "--issuer", "KC CONTOH", "--list-date", "2026-11-01", "--db", database,
      ]
      #expect(try Binary.run(command + ["--dry-run"]).status == 0)
      #expect(try basis([]) == "presumed")
      #expect(try Binary.run(command).status == 0)
      #expect(try basis([]) == "official")
      #expect(try basis(["--at", "2026-10-31"]) == "presumed")
      let nearest = try Binary.run([
        "nearest", "-3.3228", "114.6012", "--limit", "1", "--basis", "official", "--db", database,
      ])
      #expect(nearest.output.contains("PLKK menurut daftar resmi (KC CONTOH, 01-11-2026)"))
    }
  }

  @Test("A missing file, a wrong date and claims data are refused and nothing is stored")
  func refusals() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      func run(_ file: String, _ date: String) throws -> Int32 {
        try Binary.run([
          "import", file, "--issuer", "KC CONTOH", "--list-date", date, "--db", database,
        ]).status
      }
      #expect(try run("nowhere.csv", "2026-11-01") == 66)
      let claims = folder.appendingPathComponent("klaim.csv")
      try Data("nama,nik,kpj,diagnosa\nA,6371000000000001,12345678901,S61\n".utf8).write(to: claims)
      #expect(try run(claims.path, "2026-11-01") == 65)
      #expect(try run(claims.path, "01-11-26") == 64)
      #expect(!FileManager.default.fileExists(atPath: database + ".lists"))
    }
  }

  @Test("Files made to do harm are refused in little memory, and nothing is stored")
  func hostile() throws {
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"),
      [
        "python3", Binary.package.appendingPathComponent("Scripts/hostile").path, "--quick",
        "--binary", Binary.folder.appendingPathComponent("plkk").path,
      ])
    #expect(result.status == 0, "\(result.output)\(result.error)")
    #expect(result.lines.filter { $0.hasPrefix("ok ") }.count > 20)
  }

  @Test("A collapsing list needs the number, undo takes a list back, and the history says so")
  func collapse() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      func take(_ count: Int, _ date: String, _ more: [String] = []) throws -> Binary.Result {
        let file = folder.appendingPathComponent("daftar-\(count).csv")
        let rows = (0..<count).map { "Klinik;Kota Banjarmasin;Klinik CONTOH \($0)\n" }.joined()
        try Data(("jenis;kota;nama\n" + rows).utf8).write(to: file)
        return try Binary.run(
          [
            "import", file.path, "--issuer", "KC CONTOH", "--list-date", date, "--db", database,
            "--lang", "en",
          ] + more)
      }
      let first = try take(10, "2026-10-01")
      #expect(first.status == 0)
      #expect(first.output.contains("11 rows in the file = 10 taken"))
      #expect(first.output.contains("10 cannot be found by distance"))
      let second = try take(7, "2026-10-02")
      #expect(second.status == 65 && second.error.contains("--remove 3"))
      #expect(try take(7, "2026-10-02", ["--remove", "4"]).status == 65)
      #expect(try take(7, "2026-10-02", ["--remove", "3"]).status == 0)
      let undo = try Binary.run(["import", "--undo", "--issuer", "kc contoh", "--db", database])
      #expect(undo.status == 0, "\(undo.error)")
      let history = try Binary.run(["import", "--history", "--db", database, "--format", "json"])
      let lists =
        try JSONSerialization.jsonObject(with: Data(history.output.utf8)) as? [[String: Any]]
      #expect(lists?.compactMap { $0["taken_back"] as? Bool } == [false, true])
      #expect(lists?.allSatisfy { ($0["sha256"] as? String)?.count == 64 } ?? false)
      #expect(try take(10, "2026-10-03").output.contains("10 unchanged"))
    }
  }

  @Test("A work list goes out, comes back with answers, and the site says who called and when")
  func calls() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let out = try Binary.run(
        ["facility", "worklist", "--region", "Kota Banjarmasin", "--db", database])
      #expect(out.status == 0, "\(out.error)")
      let lines = out.output.split(separator: "\n").map(String.init)
      let head = try #require(lines.first)
      #expect(
        head.hasSuffix("tanggal_telepon,plkk,igd_24_jam,jam_layanan,layanan,telepon_baru,kata"))
      let line = try #require(lines.first { $0.hasPrefix("PLKK-63-097,") })
      #expect(line.hasSuffix(",,,,,,"))
      let file = folder.appendingPathComponent("jawaban.csv")
      func answer(_ cells: String) throws -> Binary.Result {
        try Data((head + "\n" + line.dropLast(6) + cells + "\n").utf8).write(to: file)
        return try Binary.run(
          ["facility", "answers", file.path, "--by", "KC CONTOH", "--db", database])
      }
      #expect(try answer("01/11/2026,mungkin,,,,,").status == 65)
      let taken = try answer("01/11/2026,ya,ya,24 jam,bedah,,diterima bagian humas")
      #expect(taken.status == 0, "\(taken.error)")
      let shown = try Binary.run(["show", "PLKK-63-097", "--db", database, "--lang", "id"])
      #expect(shown.output.contains("ipastikan lewat telepon sebagai PLKK, KC CONTOH, 01-11-2026"))
      #expect(shown.output.contains("IGD 24 jam: ya"))
      // What was told stands in every door; what nobody told is unknown there.
      let fields = ["emergency_24h", "opening_hours", "services"]
      func told(_ id: String) throws -> [String] {
        let json = try Binary.run(["show", id, "--db", database, "--format", "json"])
        let site = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        return fields.map { site?[$0].map { "\($0)" } ?? "?" }
      }
      #expect(try told("PLKK-63-097").prefix(2) == ["1", "24 jam"])
      #expect(try told("PLKK-63-093").prefix(2) == ["<null>", ""])
      let csv = try Binary.run(["show", "PLKK-63-097", "--db", database, "--format", "csv"])
      #expect(csv.output.contains("emergency_24h,opening_hours,services,note,warnings"))
      #expect(csv.output.contains(",true,24 jam,bedah,,"))
      let unknown = try Binary.run(["show", "PLKK-63-093", "--db", database, "--lang", "id"])
      #expect(unknown.output.contains("IGD 24 jam: tidak diketahui"))
      #expect(unknown.output.contains("jam layanan: tidak diketahui"))
      func nearest(_ more: [String]) throws -> String {
        try Binary.run(
          [
            "nearest", "-3.3228", "114.6012", "--kind", "hospital", "--db", database, "--lang",
            "id",
          ] + more
        ).output
      }
      #expect(try nearest(["--limit", "1"]).contains("[PLKK-63-097]"))
      #expect(try !nearest(["--limit", "1"]).contains("Buka malam hari atau tidak"))
      #expect(
        try nearest(["--limit", "3"]).contains("tidak diketahui untuk 2 dari 3 fasilitas di atas"))
      #expect(try nearest(["--limit", "3", "--emergency-24h"]).contains("[PLKK-63-097]"))
      let table = try Binary.run([
        "facility", "worklist", "--region", "63.71", "--format", "table", "--db", database,
        "--lang", "id",
      ])
      #expect(table.output.contains("1 dipastikan lewat telepon"))
    }
  }
}
