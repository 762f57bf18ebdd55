import Foundation
import Testing

/// What help, completion and options promise is there.
@Suite("Help and words of options")
struct HelpTests {
  @Test("Values of options are words of either language, at both doors")
  func words() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let client = try LineClient(port: server.port)
    for (indonesian, english) in [
      (["--kind", "rumah-sakit"], ["--kind", "hospital"]),
      (["--kind", "klinik,puskesmas"], ["--kind", "clinic,puskesmas"]),
      (["--basis", "resmi,berita"], ["--basis", "official,reported"]),
      (["--basis", "Tidak-Terdaftar"], ["--basis", "none"]),
      (["--format", "tabel"], ["--format", "table"]),
    ] {
      let ask = ["nearest", "-3.3194,114.5908"]
      let (id, en) = (try Binary.run(ask + indonesian), try Binary.run(ask + english))
      #expect(id.status == 0 && id.output == en.output, "\(indonesian)")
      if indonesian[0] == "--format" { continue }
      func line(_ words: [String]) -> String {
        "NEAREST -3.3194 114.5908 \(words[0].dropFirst(2).uppercased()) \(words[1])"
      }
      #expect(client.ask(line(indonesian)) == client.ask(line(english)))
    }
    let wrong = try Binary.run(["nearest", "-3.3194,114.5908", "--kind", "apotek"])
    #expect(wrong.status == 64)
    for word in ["rumah-sakit", "klinik", "puskesmas", "lainnya", "hospital", "clinic", "other"] {
      #expect(wrong.error.contains(word), "\(word)")
    }
    #expect(client.ask("NEAREST -3.3 114.5 KIND apotek").last?.hasPrefix("-ERR") == true)
  }

  @Test("Completion offers the words of kinds and bases in both languages")
  func completion() throws {
    for shell in ["bash", "zsh", "fish"] {
      let script = try Binary.run(["--generate-completion-script", shell]).output
      for word in ["rumah-sakit", "hospital", "tidak-terdaftar", "reported"] {
        #expect(script.contains(word), "\(shell): \(word)")
      }
    }
    #expect(try Binary.run(["--help"]).output.contains("--generate-completion-script"))
    let none = try Binary.run(["--generate-completion-script", "tcsh"])
    #expect(none.status != 0 && !none.error.contains("Can't generate"))
  }

  @Test("`plkk help` explains exactly what it is asked about, and refuses what does not exist")
  func help() throws {
    for words in [
      ["nearest"], ["refer", "new"], ["token", "new"], ["seeds", "verify"], ["batas"],
    ] {
      let asked = try Binary.run(["help"] + words)
      let direct = try Binary.run(words + ["--help"])
      #expect(asked.status == 0 && asked.output == direct.output, "\(words)")
      #expect(!asked.output.isEmpty)
    }
    #expect(try Binary.run(["help"]).output == Binary.run(["--help"]).output)
    for words in [["nonsense"], ["refer", "nonsense"], ["token", "nonsense"], ["nearst"]] {
      let result = try Binary.run(["help"] + words)
      #expect(result.status == 64 && result.output.isEmpty, "\(words)")
      #expect(result.error.contains(words[words.count - 1]))
    }
    #expect(try Binary.run(["help", "nearst"]).error.contains("nearest"))
    let english = try Binary.run(["--lang", "en"])
    #expect(english.status == 0 && english.output.contains("USAGE"))
    let before = try Binary.run(["--lang", "en", "nearest", "-3.3194,114.5908"])
    let behind = try Binary.run(["nearest", "-3.3194,114.5908", "--lang", "en"])
    #expect(before.status == 0 && before.output == behind.output)
  }

  @Test("A command's help offers only the formats that it has")
  func formats() throws {
    for (words, formats) in [
      (["backup"], ["table", "json"]), (["purge"], ["table", "json"]),
      (["access"], ["table", "json", "csv"]), (["doctor"], ["table", "json"]),
      (["keys", "rotate"], ["table", "json"]), (["token", "list"], ["table", "json"]),
      (["seeds", "verify"], ["table", "json", "csv"]), (["deadline"], ["table", "json"]),
      (["nearest"], ["table", "json", "csv", "geojson"]),
    ] {
      let help = try Binary.run(words + ["--help"]).output.split { $0.isWhitespace }
        .joined(separator: " ")
      let offered = try #require(help.firstMatch(of: /--format <format> .*?\(pilihan: (.*?);/))
      let words = offered.output.1.split { ", ".contains($0) }.map(String.init)
      #expect(Set(words) == Set(formats + ["tabel"]), "\(words)")
    }
  }

  @Test("The deadline is told without an office: in time, late, own account, and what is missing")
  func deadline() throws {
    let late = try Binary.run(["deadline", "20-11-2025 09.30 WITA"])
    #expect(late.status == 0)
    let flat = late.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flat.contains("paling lambat 22-11-2025 09.30 WITA"), "\(flat)")
    #expect(late.output.contains("Terlambat: ") && late.output.contains("Permenaker 1/2025"))
    #expect(!late.output.contains("Sisa waktu"))
    let region = try Binary.run(
      ["batas", "20-11-2025", "09.30", "--region", "Tanah Bumbu", "--format", "json"])
    #expect(region.output.contains("\"due_at\":\"2025-11-22T09:30:00+08:00\""))
    #expect(region.output.contains("\"status\":\"late\""))
    let own = try Binary.run(["deadline", "20-11-2025 09.30 WITA", "--segment", "bpu"])
    #expect(own.output.contains("BPU") && !own.output.contains("paling lambat"))
    for (words, part) in [
      (["20-11-2025"], "perlu jam"), (["20-11-2025 09.30"], "zona"), ([], "waktu"),
      (["20-11-2099 09.30 WITA"], "belum tiba"), (["20-11-25 09.30 WITA"], "empat angka"),
    ] {
      let refused = try Binary.run(["deadline"] + words)
      #expect(refused.status == 64 && refused.output.isEmpty, "\(words)")
      #expect(refused.error.contains(part), "\(refused.error)")
    }
  }

  @Test("Departments that are open day and night: the nearer ones of unknown hours are named")
  func hours() throws {
    let position = "-3.3194,114.5908"
    let table = try Binary.run(["nearest", position, "--igd-24-jam"])
    #expect(table.status == 0)
    #expect(table.output.contains("IGD 24 jam tidak diketahui: "))
    let json = try Binary.run(["nearest", position, "--emergency-24h", "--format", "json"])
    #expect(json.output.contains("\"results\":[]"))
    #expect(json.output.contains("\"code\":\"emergency_hours_unknown\""))
    let list = try Binary.run(["within", "--region", "63.71", "--igd-24-jam"])
    #expect(list.output.contains("IGD 24 jam tidak diketahui: "))
  }
}
