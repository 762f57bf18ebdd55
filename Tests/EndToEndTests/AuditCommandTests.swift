import Foundation
import Testing

@Suite("The audit at the command line")
struct AuditCommandTests {
  @Test("a file of candidates is used, or refused with its line and the reason")
  func candidates() throws {
    try Binary.withFolder { folder in
      let file = folder.appendingPathComponent("calon.csv")
      func audit(_ text: String) throws -> Binary.Result {
        try Data(text.utf8).write(to: file)
        return try Binary.run([
          "audit", "--region", "64.11", "--propose", "1", "--candidates", file.path, "--format",
          "json", "--lang", "id",
        ])
      }
      let head = "\u{FEFF}code,name,latitude,longitude\r\n"
      let used = try audit(head + "A1,\"Ujoh Bilang, dermaga\",0.45,115.24\r\n")
      #expect(used.status == 0, "\(used.error)")
      #expect(used.output.contains("Ujoh Bilang, dermaga"))
      for (text, complaint) in [
        ("", "tidak ada calon"), (head, "tidak ada calon"), (head + "A1,x,0.45\n", "baris 2"),
        (head + "A1,x,0.45,115.24\nA1,y,0.5,115\n", "baris 3"), (head + ",x,0.45,115\n", "baris 2"),
        (head + "A1,x,95,115\n", "baris 2"),
      ] {
        let refused = try audit(text)
        #expect(refused.status == 65 && refused.output.isEmpty, "\(text)")
        #expect(refused.error.contains(complaint), "\(refused.error)")
      }
    }
  }

  @Test("every chapter comes as CSV, all of them as one workbook, and options are not ignored")
  func tables() throws {
    let csv = try Binary.run([
      "audit", "--region", "65", "--section", "kepadatan", "--format", "csv", "--excel", "--lang",
      "id",
    ])
    #expect(csv.status == 0 && csv.output.hasPrefix("\u{FEFF}wilayah;PLKK;"), "\(csv.error)")
    for words in [["--excel"], ["--section", "density", "--format", "json"], ["--section", "x"]] {
      let refused = try Binary.run(["audit", "--region", "65", "--lang", "id"] + words)
      #expect(refused.status == 64 && refused.output.isEmpty, "\(words)")
    }
  }

  @Test(
    "what cannot be audited is said with what is allowed",
    arguments: [
      (["--region", "Atlantis"], "tidak dikenal"), (["--at", "2010-01-01"], "2026-02-02"),
      (["--region", "63.10.01"], "kabupaten/kota"), (["--basis", "official"], "tidak ada lokasi"),
      (["--propose", "99999"], "0–50"), (["--propose", "1", "--reach", "0km"], "lebih dari 0"),
    ])
  func refusals(words: [String], complaint: String) throws {
    let refused = try Binary.run(["audit", "--lang", "id"] + words)
    #expect(refused.status == 64 && refused.output.isEmpty)
    #expect(refused.error.contains(complaint), "\(refused.error)")
  }
}
