import Foundation
import Testing

@Suite("Many positions at once")
struct BatchTests {
  private func run(_ input: String, _ arguments: [String] = []) throws -> Binary.Result {
    try Binary.run(["nearest", "--batch", "-"] + arguments, input: Data(input.utf8))
  }

  @Test("Each position gets the answer that it gets alone, in the order of the input")
  func sameAnswers() throws {
    let positions = (0..<40).map { number in
      "\(-4 + Double(number) * 0.2137),\(109.5 + Double(number) * 0.2219)"
    }
    let batch = try run(positions.joined(separator: "\n"), ["--limit", "2", "--format", "csv"])
    #expect(batch.status == 0)
    let rows = batch.lines.dropFirst().filter { !$0.isEmpty }.map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 80)
    let column = try #require(batch.lines.first?.split(separator: ",").firstIndex(of: "id"))
    for (number, position) in positions.enumerated() {
      let alone = try Binary.run(["nearest", position, "--limit", "2", "--format", "csv"])
      let ids = alone.lines.dropFirst().filter { !$0.isEmpty }.map { $0.prefix { $0 != "," } }
      let mine = rows.filter { $0[0] == "\(number + 1)" }
      #expect(mine.map { $0[column] } == ids, "\(position)")
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
      #expect(
        result.output.contains("2,-3.319400,114.590800,decimal,11,false,,,1,PLKK-63-132"), "\(text)"
      )
      #expect(result.error.isEmpty, "\(result.error)")
    }
    let whole = try run("nama;lat;lon\na;-3,3194;114\n", ["--limit", "1"])
    #expect(whole.output.contains("\n2,-3.319400,114.000000,"), "\(whole.output) \(whole.error)")
  }

  @Test("Bad lines are named by number and skipped, or end the run when asked")
  func badLines() throws {
    let input = "-3.3194,114.5908\n91,200\nAtlantis\n-2.2088,113.9\n"
    let skipped = try run(input, ["--limit", "1", "--format", "json"])
    #expect(skipped.status == 0)
    #expect(skipped.output.split(separator: "\n").count == 2)
    #expect(skipped.error.contains("baris 2:") && skipped.error.contains("baris 3:"))
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
    let rows = result.lines.dropFirst().filter { !$0.isEmpty }.map { $0.split(separator: ",")[0] }
    #expect(rows == ["2", "5"])
    #expect(result.error.contains("baris 4:"))
    let direct = try Binary.run(["nearest", "-3.3194,114.5908", "--limit", "1", "--format", "json"])
    #expect(
      direct.output.contains(
        String(result.lines[1].split(separator: ",", omittingEmptySubsequences: false)[8])))
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
      let fields = row.split(separator: ",")
      let asked = try #require(input[place].split(separator: ",").first.flatMap { Double($0) })
      #expect(fields[0] == "\(place + 1)")
      #expect(Double(fields[1]).map { abs($0 - asked) < 1e-6 } == true)
    }
  }

  @Test("A batch says what it swapped, that a place is approximate, and keeps the user's columns")
  func nothingSilent() throws {
    let input =
      "blok;lat;lon;line\n\"Blok; A\";-3,3194;114,5908;x\nB;114.5908;-3.3194;\nC;3.3194;114.5908;y\n"
    let table = try run(input, ["--limit", "1"])
    #expect(table.status == 0, "\(table.error)")
    #expect(table.lines[0].hasSuffix(",warnings,blok,input_line"), "\(table.lines[0])")
    #expect(table.lines[1].hasSuffix(",Blok; A,x"), "\(table.lines[1])")
    #expect(table.lines[2].contains(",swapped,"), "\(table.lines[2])")
    #expect(table.lines[3].contains("far"), "\(table.lines[3])")
    let json = try run(
      "Satui, Tanah Bumbu\n114.5908 -3.3194\n", ["--limit", "1", "--format", "json"])
    #expect(json.lines[0].contains("\"approximate\":true"))
    #expect(json.lines[0].contains("{\"code\":\"approximate\""))
    #expect(json.lines[1].contains("\"notices\":[\"swapped\"]"))
  }
}
