import Foundation
import Testing

@Suite("Corrections from the field")
struct FacilityTests {
  private func facility(_ id: String, _ database: String, at day: String? = nil) throws -> [String:
    Any]
  {
    let result = try Binary.run(
      ["show", id, "--db", database, "--format", "json"] + (day.map { ["--at", $0] } ?? []))
    #expect(result.status == 0, "\(result.error)")
    return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
  }

  @Test("A doubt is shown until the site is verified, and both days can be asked again")
  func verify() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      func change(_ words: [String], on day: String) throws {
        let result = try Binary.run(
          ["facility"] + words + ["--by", "KC CONTOH", "--on", day, "--db", database])
        #expect(result.status == 0, "\(result.error)")
      }
      try change(["report", "PLKK-63-097", "moved", "kantor kosong"], on: "2026-10-01")
      try change(["edit", "PLKK-63-097", "phone", "+62511325218"], on: "2026-10-02")
      let doubted = try Binary.run(["show", "PLKK-63-097", "--db", database, "--lang", "id"])
      #expect(
        doubted.output.contains(
          "! dilaporkan pindah pada 01-10-2026 “kantor kosong”")
          || doubted.output.contains("! Dilaporkan pindah"))
      #expect(doubted.output.contains("(belum diverifikasi)"))
      try change(["verify", "PLKK-63-097"], on: "2026-10-03")
      let now = try facility("PLKK-63-097", database)
      #expect(now["doubts"] as? [String] == [] && now["verified"] as? String == "2026-10-03")
      #expect(now["phone"] as? String == "+62511325218")
      #expect(now["plkk_basis"] as? String == "presumed")
      let shown = try Binary.run(["show", "PLKK-63-097", "--db", database, "--lang", "id"])
      #expect(shown.output.contains("iperiksa 03-10-2026"))
      #expect(!shown.output.contains("(belum diverifikasi)"))
      let before = try facility("PLKK-63-097", database, at: "2026-10-02")
      #expect(before["doubts"] as? [String] == ["moved"] && before["verified"] is NSNull)
      let first = try facility("PLKK-63-097", database, at: "2026-09-30")
      #expect(first["phone"] as? String != "+62511325218" && first["doubts"] as? [String] == [])
    }
  }

  @Test("A merged entry leads to the one that remains, from its day on")
  func merge() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      func merge(_ id: String, into: String) throws -> Int32 {
        try Binary.run([
          "facility", "merge", id, "--into", into, "--by", "KC CONTOH", "--on", "2026-10-01",
          "--db",
          database,
        ]).status
      }
      #expect(try merge("PLKK-63-105", into: "PLKK-63-105") == 64)
      #expect(try merge("PLKK-63-105", into: "PLKK-63-104") == 0)
      #expect(try merge("PLKK-63-105", into: "PLKK-63-103") == 64)
      #expect(try merge("PLKK-63-103", into: "PLKK-63-105") == 64)
      #expect(try facility("PLKK-63-105", database)["id"] as? String == "PLKK-63-104")
      #expect(
        try facility("PLKK-63-105", database, at: "2026-09-30")["id"] as? String == "PLKK-63-105")
      let near = try Binary.run([
        "within", "--region", "63.71", "--format", "csv", "--db", database,
      ])
      #expect(near.output.contains("PLKK-63-104,") && !near.output.contains("PLKK-63-105,"))
    }
  }

  @Test("A doubt may be told in plain words, with or without its kind; nothing at all is refused")
  func plainDoubt() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      func report(_ words: String...) throws -> Binary.Result {
        try Binary.run(["facility", "report", "PLKK-63-097"] + words + ["--db", database])
      }
      #expect(try report("telepon tidak diangkat").status == 0)
      #expect(try report("moved", "pindah ke", "Jl. A. Yani").status == 0)
      let empty = try report(" ")
      #expect(empty.status == 64 && empty.error.contains("wrong_phone"), "\(empty.error)")
      let doubts = try facility("PLKK-63-097", database)["doubts"] as? [String]
      #expect(doubts == ["other", "moved"])
      let shown = try Binary.run(["show", "PLKK-63-097", "--db", database]).output
      for text in ["telepon tidak diangkat", "pindah ke Jl. A. Yani"] {
        #expect(shown.contains(text), "\(shown)")
      }
    }
  }

  @Test("A token that is unknown, or a file of it that others may read, is not permitted")
  func tokens() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let token = folder.appendingPathComponent("token")
      func verify(_ environment: [String: String] = [:], _ more: [String] = []) throws -> Int32 {
        try Binary.run(
          ["facility", "verify", "PLKK-63-097", "--by", "KC CONTOH", "--db", database] + more,
          environment: environment
        ).status
      }
      let path = ["--token-file", token.path]
      #expect(try verify([:], path) == 66)
      try Data("plkk_0123456789abcdefghjkmnpqrstvwxyz\n".utf8).write(to: token)
      try Account.own(token.path)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: token.path)
      #expect(try verify([:], path) == 77)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: token.path)
      // No database knows any token yet.
      #expect(try verify([:], path) == 66)
      #expect(try verify(["PLKK_TOKEN_FILE": token.path]) == 66)
      #expect(try verify() == 0)
    }
  }

  @Test(
    "An officer changes the sites of the own branch, others only report, and lists go the same way")
  func roles() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let opened = try Binary.run([
        "refer", "new", "-3.3194,114.5908", "--to", "AUTO", "--emergency", "tidak-ada", "--basis",
        "persetujuan", "--branch", "BJM", "--db", database,
      ])
      #expect(opened.status == 0, "\(opened.error)")
      let officer = try token("officer", "KC CONTOH", database, folder)
      let auditor = try token("auditor", "", database, folder)
      let list = folder.appendingPathComponent("daftar.csv")
      try Data("jenis;kota;nama\nRS;Kota Banjarmasin;RSUD Ulin Banjarmasin\n".utf8).write(to: list)
      func run(_ words: [String], _ token: String? = nil) throws -> Int32 {
        try Binary.run(
          words + ["--by", "jaga", "--db", database] + (token.map { ["--token-file", $0] } ?? [])
        ).status
      }
      func take(_ issuer: String, _ token: String?) throws -> Int32 {
        try run(["import", list.path, "--issuer", issuer, "--list-date", "2026-10-01"], token)
      }
      let verify = ["facility", "verify", "PLKK-63-097"]
      #expect(try run(verify, officer) == 0)
      #expect(try run(verify, auditor) == 77)
      #expect(try run(["facility", "report", "PLKK-63-097", "closed"], auditor) == 0)
      #expect(try take("KC LAIN", officer) == 77)
      #expect(try take("kc contoh", officer) == 0)
      #expect(try run(verify, officer) == 0)
      #expect(try take("KC LAIN", nil) == 0)
      let edit = ["facility", "edit", "PLKK-63-096", "phone", "+62511325218"]
      #expect(try run(edit, officer) == 0 && run(edit, auditor) == 77)
      #expect(
        try run(["facility", "merge", "PLKK-63-099", "--into", "PLKK-63-096"], auditor) == 77)
    }
  }

  /// A token of a role; the file that holds it.
  private func token(
    _ role: String, _ scope: String, _ database: String, _ folder: URL
  ) throws -> String {
    let file = folder.appendingPathComponent(role).path
    let made = try Binary.run(
      ["token", "new", "--role", role, "--out", file, "--db", database]
        + (scope.isEmpty ? [] : ["--scope", scope]))
    #expect(made.status == 0, "\(made.error)")
    return file
  }
}
