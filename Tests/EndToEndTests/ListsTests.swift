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
      #expect(nearest.output.contains("PLKK menurut daftar resmi (KC CONTOH, 2026-11-01)"))
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
}
