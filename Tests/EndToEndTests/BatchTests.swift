import Foundation
import Testing

@Suite("Many positions at once")
struct BatchTests {
  private func run(_ input: String, _ arguments: [String] = []) throws -> Binary.Result {
    try Binary.run(["nearest", "--batch", "-"] + arguments, input: Data(input.utf8))
  }

  /// The fields of a line of CSV.
  private func fields(_ line: some StringProtocol, _ separator: Character = ",") -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == separator, !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  @Test("Each position gets the answer that it gets alone, in the order of the input")
  func sameAnswers() throws {
    let positions = (0..<40).map { number in
      "\(-4 + Double(number) * 0.2137),\(109.5 + Double(number) * 0.2219)"
    }
    let batch = try run(positions.joined(separator: "\n"), ["--limit", "2", "--format", "csv"])
    #expect(batch.status == 0)
    let rows = batch.lines.dropFirst().filter { !$0.isEmpty }.map { fields($0) }
    #expect(rows.count == 80)
    let column = try #require(batch.lines.first?.split(separator: ",").firstIndex(of: "id"))
    for (number, position) in positions.enumerated() {
      let alone = try Binary.run(["nearest", position, "--limit", "2", "--format", "csv"])
      let ids = alone.lines.dropFirst().filter { !$0.isEmpty }.map { $0.prefix { $0 != "," } }
      let mine = rows.filter { $0[1] == "\(number + 1)" }
      #expect(mine.map { $0[column] } == ids.map { String($0) }, "\(position)")
      #expect(mine.allSatisfy { $0[0] == position })
    }
  }

  @Test("CSV with a header, any notation a line, and GeoJSON are all read")
  func inputs() throws {
    let csv = try run("id;lat;lon\na;-3.3194;114.5908\n", ["--limit", "1"])
    let line = try run("3°19'9.84\" LS 114°35'26.88\" BT\n", ["--limit", "1"])
    let geojson = try run(
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":"#
        + #"{"type":"Point","coordinates":[114.5908,-3.3194]}}]}"#, ["--limit", "1"])
    for result in [csv, line, geojson] {
      #expect(result.status == 0)
      #expect(result.output.contains("PLKK-63-132"))
    }
  }

  @Test("A column of positions in any notation is read, and the others come back")
  func positionColumn() throws {
    let text =
      "Nama;Koordinat;Catatan\r\nBudi;-3,3194 114,5908;x\r\nAni;Palangka Raya;\"a;b\"\r\n"
      + "Siti;(0.5022), 117.1536;\r\n"
    let result = try run(text, ["--limit", "1", "--bad-lines", "allow"])
    #expect(result.status == 0)
    let rows = result.lines.filter { !$0.isEmpty }.map { fields($0, ";") }
    try #require(rows.count == 4)
    #expect(rows[0].prefix(3) == ["Nama", "Koordinat", "Catatan"])
    #expect(rows[1].prefix(3) == ["Budi", "-3,3194 114,5908", "x"])
    #expect(rows[1].contains("PLKK-63-132"))
    #expect(rows[2].prefix(3) == ["Ani", "Palangka Raya", "a;b"] && rows[2].contains("place"))
    #expect(rows[3].prefix(2) == ["Siti", "(0.5022), 117.1536"])
    #expect(rows[3].contains("unreadable"))
    let single = try run("posisi\n-3.3194,114.5908\n", ["--limit", "1"])
    #expect(single.status == 0 && single.output.contains("PLKK-63-132"))
  }

  @Test("The header's separator parts the fields, so that a decimal comma stays within its own")
  func decimalCommas() throws {
    for text in [
      "nama;Lintang;Bujur\n\"Pos; Satu\";-3,3194;114,5908\n",
      "nama;Lintang;Bujur\r\nPos Satu;-3,3194;114,5908\r\n",
      "nama\tlat\tlon\nPos, Satu\t-3,3194\t114,5908\n",
      "nama,lat,lon\nPos;1,\"-3,3194\",\"114,5908\"\n",
      "nama,Y,X\nPos,-3.3194,114.5908\n",
    ] {
      let result = try run(text, ["--limit", "1"])
      #expect(result.status == 0, "\(text) \(result.error)")
      let separator: Character =
        text.contains(";Lintang") ? ";" : text.contains("\t") ? "\t" : ","
      let mark = separator == ";" ? "," : "."
      let row = fields(result.lines[1].filter { $0 != "\r" }, separator)
      #expect(
        row[3..<14] == [
          "2", "-3\(mark)319400", "114\(mark)590800", "decimal", "11", "false", "", "", "1",
          "PLKK-63-132", row[13],
        ], "\(text)")
      #expect(result.error.isEmpty, "\(result.error)")
    }
    let whole = try run("nama;lat;lon\na;-3,3194;114\n", ["--limit", "1"])
    #expect(whole.output.contains("\na;-3,3194;114;2;-3,319400;114,000000;"), "\(whole.output)")
  }

  @Test("Bad lines are named by number and skipped, or end the run when asked")
  func badLines() throws {
    let input = "-3.3194,114.5908\n91,200\nAtlantis\n-2.2088,113.9\n"
    let skipped = try run(input, ["--limit", "1", "--format", "json"])
    #expect(skipped.status == 65)
    let rows = skipped.output.split(separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[2] == #"{"line":3,"warnings":["unreadable"],"results":[]}"#)
    #expect(skipped.error.contains("baris 2:") && skipped.error.contains("baris 3:"))
    let allowed = try run(input, ["--limit", "1", "--bad-lines", "allow"])
    #expect(allowed.status == 0)
    #expect(fields(allowed.lines[3]).prefix(2) == ["Atlantis", "3"])
    #expect(fields(allowed.lines[3]).last == "unreadable")
    #expect(fields(allowed.lines[3]).count == fields(allowed.lines[0]).count)
    let stopped = try run(input, ["--bad-lines", "stop"])
    #expect(stopped.status == 65)
  }

  @Test("What does not go together, or is not there, is refused")
  func refusals() throws {
    #expect(try Binary.run(["nearest", "--batch", "nowhere.csv"]).status == 66)
    #expect(try Binary.run(["nearest", "--batch", "-", "-3.3,114.5"]).status == 64)
    #expect(try run("{\"type\":\"Feature", []).status == 65)
    #expect(try run("-3.3,114.5\n", ["--limit", "0"]).status == 64)
    let long = try run(String(repeating: "9", count: 2_000_000), [])
    #expect(long.status == 65)
  }

  @Test("What stands before a bad line is written before the run ends there")
  func stopped() throws {
    let result = try run(
      "-3.3194,114.5908\n-2.2088,113.9\nAtlantis\n-1.2,116.8\n",
      ["--limit", "1", "--format", "json", "--bad-lines", "stop"])
    #expect(result.status == 65)
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.error.contains("baris 3:"))
  }

  @Test("Quotes, CRLF, other columns and short records keep their line numbers")
  func records() throws {
    let result = try run(
      "\u{feff}nama,Lintang,Bujur\r\n\"Pos, satu\",\"-3.3194\",\"114.5908\"\r\n\r\npos dua,-2.2088\r\n"
        + "pos tiga,-2.2088,113.9163,lain\r\n",
      ["--limit", "1", "--format", "csv"])
    #expect(result.status == 65)
    #expect(result.error.contains("baris 4:"))
    #expect(result.lines[0].hasPrefix("\u{feff}nama,Lintang,Bujur,line,latitude,longitude,"))
    #expect(result.lines[1].hasPrefix("\"Pos, satu\",\"-3.3194\",\"114.5908\",2,-3.319400,"))
    #expect(fields(result.lines[2]).prefix(4) == ["pos dua", "-2.2088", "", "4"])
    #expect(fields(result.lines[2]).last == "unreadable")
    // The fourth field has no column of its own; it stays with the third.
    #expect(fields(result.lines[3]).prefix(4) == ["pos tiga", "-2.2088", "113.9163,lain", "5"])
    let widths = result.lines.filter { !$0.isEmpty }.map { fields($0).count }
    #expect(Set(widths).count == 1, "\(widths)")
    let direct = try Binary.run(["nearest", "-3.3194,114.5908", "--limit", "1", "--format", "json"])
    #expect(direct.output.contains(fields(result.lines[1])[12]))
  }

  @Test("Shares are put together in order, whatever their number")
  func manyShares() throws {
    // About 2 MB: more shares than processors.
    let count = 90_000
    let input = (0..<count).map { number in
      "\(-3 - Double(number % 97) / 128),\(114 + Double(number % 89) / 64)"
    }
    let result = try run(input.joined(separator: "\n"), ["--limit", "1", "--format", "csv"])
    let rows = result.lines.dropFirst().filter { !$0.isEmpty }
    #expect(rows.count == count)
    for (place, row) in rows.enumerated() where place % 997 == 0 || place == count - 1 {
      let row = fields(row)
      let asked = try #require(input[place].split(separator: ",").first.flatMap { Double($0) })
      #expect(row[1] == "\(place + 1)")
      #expect(Double(row[2]).map { abs($0 - asked) < 1e-6 } == true)
    }
  }

  @Test("A batch says what it swapped, that a place is approximate, and keeps the user's columns")
  func nothingSilent() throws {
    let input =
      "blok;lat;lon;line\n\"Blok; A\";-3,3194;114,5908;x\nB;114.5908;-3.3194;\nC;3.3194;114.5908;y\n"
    let table = try run(input, ["--limit", "1"])
    #expect(table.status == 0, "\(table.error)")
    #expect(table.lines[0].hasPrefix("blok;lat;lon;line;plkk_line;latitude;"), "\(table.lines[0])")
    #expect(table.lines[1].hasPrefix("\"Blok; A\";-3,3194;114,5908;x;2;"), "\(table.lines[1])")
    #expect(table.lines[2].contains(";swapped;"), "\(table.lines[2])")
    #expect(table.lines[3].contains("far"), "\(table.lines[3])")
    let json = try run(
      "Satui, Tanah Bumbu\n114.5908 -3.3194\n", ["--limit", "1", "--format", "json"])
    #expect(json.lines[0].contains("\"approximate\":true"))
    #expect(json.lines[0].contains("{\"code\":\"approximate\""))
    #expect(json.lines[1].contains("\"notices\":[\"swapped\"]"))
  }

  @Test("A line that was exchanged, approximate or answered in part says so in its row")
  func told() throws {
    let result = try run(
      "114.5908,-3.3194\nSatui, Tanah Bumbu\nCamp 45: -3.3194, 114.5908\n",
      ["--limit", "1", "--format", "csv"])
    #expect(result.status == 0, "\(result.error)")
    let titles = fields(result.lines[0])
    func cell(_ row: Int, _ title: String) -> String? {
      titles.firstIndex(of: title).map { fields(result.lines[row])[$0] }
    }
    #expect(cell(1, "notices") == "swapped")
    #expect(cell(2, "approximate") == "true")
    #expect(cell(2, "warnings")?.contains("approximate") == true)
    #expect(cell(3, "passed_over") == "Camp 45")
    let none = try run("-3.3194,114.5908\n", ["--within", "1m"])
    #expect(none.lines[1].contains("none_found"), "\(none.output)")
  }

  @Test("A workbook is read and written, with the user's columns before ours")
  func workbooks() throws {
    try Binary.withFolder { folder in
      let first = folder.appending(path: "a.xlsx").path
      let second = folder.appending(path: "b.xlsx").path
      let csv = "Camp;Lintang;Bujur\n\"Camp \"\"45\"\"\";-3,3194;114,5908\n=1+1;-2,2088;113,9\n"
      #expect(try run(csv, ["--limit", "1", "--out", first]).status == 0)
      let again = try Binary.run(
        ["nearest", "--batch", first, "--limit", "1", "--out", second])
      #expect(again.status == 0, "\(again.error)")
      let text = try Binary.run(["nearest", "--batch", second, "--limit", "1", "--format", "csv"])
      #expect(text.status == 0, "\(text.error)")
      try #require(text.lines.count > 2, "\(text.error)")
      #expect(text.lines[1].hasPrefix(#""Camp ""45""",-3,3194"#) || text.lines[1].contains("Camp"))
      #expect(text.lines[0].hasPrefix("Camp,Lintang,Bujur,line,latitude,longitude,"))
      #expect(text.lines[2].hasPrefix("=1+1,"))
      #expect(text.output.contains("PLKK-63-132"))
      // A file that is there already is not written over.
      #expect(try run(csv, ["--limit", "1", "--out", first]).status == 73)
      #expect(try Binary.run(["nearest", "-3.3,114.5", "--out", first]).status == 64)
    }
  }
}
