import Foundation
import Testing

/// Who is to be phoned, and a program of the operator's that is told.
@Suite("Calls and events")
struct CallTests {
  private func open(_ database: String, _ words: [String]) throws {
    let opened = try Binary.run(
      ["refer", "new", "-3.3194,114.5908"] + words + [
        "--lawful-basis", "persetujuan", "--branch", "BJM", "--db", database, "--identity", "-",
      ], input: Data("name: CONTOH Rahasia\n".utf8))
    try #require(opened.status == 0, "\(opened.error)")
  }

  private func code(_ database: String) throws -> String {
    let list = try Binary.run(["refer", "list", "--format", "csv", "--db", database])
    return String(try #require(list.lines.dropFirst().first).prefix { $0 != "," })
  }

  @Test("The list has a number in every row, the late refusal first, in each form")
  func list() throws {
    try Binary.withFolder { folder in
      let database = folder.appending(path: "a.sqlite").path
      try open(database, ["--to", "PLKK-63-132", "--emergency", "tidak-ada"])
      try open(database, ["--to", "PLKK-63-097", "--emergency", "mengancam-nyawa"])
      let first = try code(database)
      for words in [["depart", first], ["late", first, "--answer", "ditolak"]] {
        #expect(try Binary.run(["refer"] + words + ["--db", database]).status == 0)
      }
      let table = try Binary.run(["refer", "phone", "--db", database])
      let text = table.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(table.lines.first?.hasPrefix("! FASILITAS MENOLAK") == true)
      #expect(
        text.contains("1. FASILITAS MENOLAK SETELAH PASIEN BERANGKAT \(first), pengajuan ke-1"))
      #expect(text.contains("telepon 119") && text.contains("calon berikut"))
      #expect(text.contains("2. fasilitas tanpa komputer: beri tahu lewat telepon"))
      #expect(text.contains("telepon 175 (BPJS Ketenagakerjaan)"))
      let csv = try Binary.run(["refer", "phone", "--format", "csv", "--db", database])
      #expect(csv.lines.first?.hasPrefix("code,reason,since,priority,emergency,branch,") == true)
      #expect(
        csv.lines.filter { $0.contains("refused_late") || $0.contains("no_computer") }.count == 2)
    }
  }

  @Test(
    "A program is told of calls and changes, once each, without the person; its failure is said")
  func program() throws {
    try Binary.withFolder { folder in
      let database = folder.appending(path: "a.sqlite").path
      let told = folder.appending(path: "told")
      let program = folder.appending(path: "gateway")
      try Data("#!/bin/sh\ncat >> '\(told.path)'\nenv > '\(told.path).env'\n".utf8).write(
        to: program)
      chmod(program.path, 0o755)
      try open(database, ["--to", "PLKK-63-132", "--emergency", "tidak-ada"])
      let watch = ["refer", "watch", "--once", "--db", database, "--on-event"]
      let done = try Binary.run(watch + [program.path])
      #expect(done.status == 0, "\(done.error)")
      let lines = try String(contentsOf: told, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 1)
      let line = try #require(lines.first)
      let event = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(event["event"] as? String == "call" && event["person"] == nil)
      let call = event["call"] as? [String: Any]
      #expect(call?["reason"] as? String == "no_computer" && call?["call"] as? String == "175")
      let environment = try String(contentsOfFile: told.path + ".env", encoding: .utf8)
      #expect(!environment.contains("PLKK_"))

      let failing = folder.appending(path: "failing")
      try Data("#!/bin/sh\nexit 3\n".utf8).write(to: failing)
      chmod(failing.path, 0o755)
      let failed = try Binary.run(watch + [failing.path])
      #expect(failed.status == 69 && failed.error.contains("(3)"), "\(failed.error)")
      let slow = folder.appending(path: "slow")
      try Data("#!/bin/sh\nexec sleep 60\n".utf8).write(to: slow)
      chmod(slow.path, 0o755)
      let late = try Binary.run(watch + [slow.path, "--event-seconds", "1"])
      #expect(late.status == 69 && late.error.contains("terlalu lama"), "\(late.error)")
      #expect(try Binary.run(watch + [folder.path]).status == 66)
      #expect(
        try Binary.run(["refer", "watch", "--once", "--with-person", "--db", database]).status == 64
      )
      let shown = try Binary.run(watch + [program.path, "--with-person"])
      #expect(shown.status == 0)
      let all = try String(contentsOf: told, encoding: .utf8)
      #expect(!(lines.first ?? "").contains("Rahasia") && all.contains("CONTOH Rahasia"))
      let access = try Binary.run(["access", "--from", "2026-01-01T00:00+08:00", "--db", database])
      #expect(access.output.contains("reveal"), "\(access.output)")
    }
  }
}
