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
          "! dilaporkan pindah pada 2026-10-01 “kantor kosong”: telepon dahulu")
          || doubted.output.contains("! Dilaporkan pindah"))
      #expect(doubted.output.contains("(belum diverifikasi)"))
      try change(["verify", "PLKK-63-097"], on: "2026-10-03")
      let now = try facility("PLKK-63-097", database)
      #expect(now["doubts"] as? [String] == [] && now["verified"] as? String == "2026-10-03")
      #expect(now["phone"] as? String == "+62511325218")
      #expect(now["plkk_basis"] as? String == "presumed")
      let shown = try Binary.run(["show", "PLKK-63-097", "--db", database, "--lang", "id"])
      #expect(shown.output.contains("iperiksa 2026-10-03"))
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
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: token.path)
      #expect(try verify([:], path) == 77)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: token.path)
      // No database knows any token yet.
      #expect(try verify([:], path) == 66)
      #expect(try verify(["PLKK_TOKEN_FILE": token.path]) == 66)
      #expect(try verify() == 0)
    }
  }
}
