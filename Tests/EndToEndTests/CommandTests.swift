import Formats
import Foundation
import Testing

@Suite("Command line")
struct CommandTests {
  /// The members of a JSON object.
  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("JSON of nearest keeps the contract")
  func json() throws {
    let result = try Binary.run(["nearest", "-3.3194,114.5908", "--format", "json"])
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    let answer = try object(result.output)
    let query = try #require(answer["query"] as? [String: Any])
    #expect(query["latitude"] as? Double == -3.3194)
    #expect(query["longitude"] as? Double == 114.5908)
    #expect(query["read_as"] as? String == "decimal")
    #expect((query["region"] as? [String: Any])?["regency_code"] as? String == "63.71")
    let results = try #require(answer["results"] as? [[String: Any]])
    #expect(results.count == 3)
    let keys = [
      "id", "name", "kind", "province_code", "regency_code", "regency", "district", "address",
      "phone", "latitude", "longitude", "position_precision", "plkk_basis", "distance_m",
      "bearing_deg",
    ]
    for result in results { #expect(keys.allSatisfy { result[$0] != nil }) }
    #expect(
      results.compactMap { $0["distance_m"] as? Double }
        == results.compactMap { $0["distance_m"] as? Double }.sorted())
    // One decimal, as printed.
    #expect(result.output.firstMatch(of: /"distance_m":[0-9]+\.[0-9],/) != nil)
  }

  @Test("A leading minus is no option, however the position is split")
  func minus() throws {
    let one = try Binary.run(["nearest", "-3.3194,114.5908", "--format", "json"])
    let two = try Binary.run(["nearest", "-3.3194", "114.5908", "--format", "json"])
    let three = try Binary.run(["nearest", "--format=json", "--", "-3.3194", "114.5908"])
    #expect(one.status == 0 && one.output == two.output && two.output == three.output)
  }

  @Test("Brute force gives the same bytes")
  func bruteForce() throws {
    for position in ["-0.5,117.1", "2.8,117.3", "-1.2,110.5", "4.1,116.0"] {
      let fast = try Binary.run(["nearest", position, "--limit", "20", "--format", "csv"])
      let slow = try Binary.run(
        ["nearest", position, "--limit", "20", "--format", "csv", "--brute-force"])
      #expect(fast.status == 0 && fast.output == slow.output)
    }
  }

  @Test("GeoJSON has longitude first and the query as a feature")
  func geojson() throws {
    let result = try Binary.run(["nearest", "-3.3194,114.5908", "--format", "geojson"])
    let answer = try object(result.output)
    #expect(answer["type"] as? String == "FeatureCollection")
    let features = try #require(answer["features"] as? [[String: Any]])
    #expect(features.count == 4)
    let geometry = try #require(features[0]["geometry"] as? [String: Any])
    #expect(geometry["coordinates"] as? [Double] == [114.5908, -3.3194])
  }

  @Test("CSV has a header and one record a site")
  func csv() throws {
    let result = try Binary.run(["within", "--region", "63", "--format", "csv"])
    #expect(result.lines.first?.hasPrefix("id,name,kind,") == true)
    #expect(result.lines.count { $0.hasPrefix("PLKK-63-") } == 121)
  }

  @Test("Both languages say straight line, and presumed sites are called that")
  func languages() throws {
    let indonesian = try Binary.run(["nearest", "-3.3194,114.5908"])
    #expect(
      indonesian.output.contains("garis lurus") && indonesian.output.contains("Belum pasti PLKK"))
    for english in [
      try Binary.run(["nearest", "-3.3194,114.5908", "--lang", "en"]),
      try Binary.run(["nearest", "-3.3194,114.5908"], environment: ["LANG": "en_US.UTF-8"]),
    ] {
      #expect(
        english.output.contains("straight line")
          && english.output.contains("Not certain to be a PLKK"))
      #expect(!english.output.contains("menit") && !english.output.contains("minutes"))
    }
    let json = try Binary.run(["nearest", "-3.3194,114.5908", "--format", "json", "--lang", "en"])
    let same = try Binary.run(["nearest", "-3.3194,114.5908", "--format", "json", "--lang", "id"])
    #expect(json.output == same.output)
  }

  @Test("An approximate position is called that, with its size")
  func approximate() throws {
    let place = try Binary.run(["nearest", "Satui, Tanah Bumbu"])
    #expect(place.output.contains("PERKIRAAN"))
    let site = try Binary.run(["show", "PLKK-61-002"])
    #expect(site.output.contains("Posisi perkiraan: satu titik di kecamatannya"))
  }

  @Test(
    "An emergency begins with 119, names hospitals off the list, and never says to pay or ask first"
  )
  func emergency() throws {
    let result = try Binary.run(["nearest", "--emergency", "-2.2088", "113.9"])
    #expect(result.lines.first?.contains("119") == true)
    #expect(result.output.contains("Tidak ada di daftar PLKK ini"))
    for word in ["bayar dahulu", "telepon dulu", "telepon dahulu", "tanyakan", "bukan PLKK"] {
      #expect(!result.output.localizedCaseInsensitiveContains(word), "\(word)")
    }
    let json = try object(
      Binary.run(["nearest", "--emergency", "-2.2088", "113.9", "--format", "json"]).output)
    #expect(json["call"] as? String == "119")
    #expect((json["hospitals"] as? [Any])?.count == 3)
  }

  @Test("Piped output carries no escape sequences")
  func plain() throws {
    let result = try Binary.run(["nearest", "--emergency", "-2.2088", "113.9"])
    #expect(!result.output.contains("\u{1b}"))
  }

  @Test(
    "Bad input: exit 64, a reason on standard error, nothing on standard output",
    arguments: [
      ["nearest"], ["nearest", "91,200"], ["nearest", "nan,nan"], ["nearest", ""],
      ["nearest", "-2,2,113"], ["nearest", "https://maps.app.goo.gl/abcdef"],
      ["nearest", "-3.3,114.5", "--opne"], ["nearest", "-3.3,114.5", "--limit", "0"],
      ["nearest", "-3.3,114.5", "--limit", "1000000000"],
      ["nearest", "-3.3,114.5", "--limit", "x"],
      ["nearest", "-3.3,114.5", "--kind", "hospitl"], ["nearest", "-3.3,114.5", "--basis", ""],
      ["nearest", "-3.3,114.5", "--region", "Jawa"], ["nearest", "-3.3,114.5", "--within", "50"],
      ["nearest", "-3.3,114.5", "--format", "xml"], ["nearest", "-3.3,114.5", "--lang", "fr"],
      ["nearest", "Kampung Baru"], ["nearest", "Atlantis"], ["nearest", "0,0"],
      ["nearest", "\u{1b}[31mred"], ["nearest", String(repeating: "9", count: 100_000)],
      ["within", "-3.3,114.5"], ["within", "--bbox", "1,2,3"],
      ["within", "--bbox", "5,114,-5,115"], ["within", "--radius", "5km"],
      ["within", "--radius", "5km", "--bbox", "-4,114,-3,115", "-3,114"], ["show", "PLKK-99-001"],
      ["show"], ["search"], ["search", "''"], ["locate", "x y z"], ["frobnicate"],
    ])
  func badInput(arguments: [String]) throws {
    let result = try Binary.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(!result.error.isEmpty && result.error.utf8.count < 8000)
    #expect(!result.error.contains("\u{1b}"))
  }

  @Test("Broken UTF-8 is refused like any unreadable text")
  func brokenText() throws {
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/bin/sh"),
      ["-c", #"plkk nearest "$(printf '\377\376-3.3,114.5')""#])
    #expect(result.status == 64)
    #expect(result.output.isEmpty && !result.error.isEmpty)
  }

  @Test("An empty answer is no error")
  func empty() throws {
    let result = try Binary.run(
      ["nearest", "-3.3194,114.5908", "--within", "1m", "--format", "json"])
    #expect(result.status == 0)
    #expect((try object(result.output)["results"] as? [Any])?.isEmpty == true)
  }

  @Test(
    "Every command explains itself with examples, in both languages",
    arguments: ["nearest", "within", "show", "search", "locate", "doctor"])
  func help(command: String) throws {
    let indonesian = try Binary.run([command, "--help"])
    #expect(indonesian.status == 0 && indonesian.output.contains("CONTOH:"))
    let english = try Binary.run([command, "--help"], environment: ["LANG": "en_GB.UTF-8"])
    #expect(english.status == 0 && english.output.contains("EXAMPLES:"))
  }

  @Test("Doctor and seed verification find everything in order")
  func selfChecks() throws {
    #expect(try Binary.run(["doctor"]).status == 0)
    let verify = try Binary.run(["seeds", "verify", "--format", "json"])
    #expect(verify.status == 0)
    #expect(try object(verify.output)["broken"] as? Bool == false)
  }

  @Test("Completion scripts are made for the usual shells", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) throws {
    let result = try Binary.run(["--generate-completion-script", shell])
    #expect(result.status == 0 && result.output.contains("nearest"))
  }

  @Test("A reader that goes away early is no crash")
  func pipe() throws {
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/bin/sh"), ["-c", "plkk within --region 63 | head -1"])
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
  }

  @Test("A minus sign apart from its number is no option either")
  func spacedMinus() throws {
    let apart = try Binary.run(["nearest", "-\u{A0}3.3194, 114.5908", "--format", "json"])
    let joined = try Binary.run(["nearest", "-3.3194, 114.5908", "--format", "json"])
    #expect(apart.status == 0)
    #expect(apart.output == joined.output)
    // Behind a blank that breaks it may be the dash of a list: both readings are listed.
    let dash = try Binary.run(["nearest", "- 3.3194, 114.5908"])
    #expect(dash.status == 64)
    #expect(dash.error.contains("-3.31940,114.59080") && dash.error.contains("3.31940,114.59080"))
  }

  @Test("What was typed comes back without control characters, also from the option parser")
  func noTerminalControl() throws {
    for arguments in [["nearest", "--format", "\u{1b}[31mx", "-3,114"], ["\u{1b}[31mx"]] {
      let result = try Binary.run(arguments)
      #expect(result.status == 64)
      #expect(result.output.isEmpty)
      #expect(!result.error.contains("\u{1b}"))
    }
  }

  @Test("A short Plus Code alone asks for its place, a misspelt search says what may be meant")
  func asksBack() throws {
    let code = try Binary.run(["nearest", "QWR2+F2"])
    #expect(code.status == 64)
    #expect(code.error.contains("perlu nama tempat"))
    let search = try Binary.run(["search", "ulln", "--lang", "en"])
    #expect(search.status == 0)
    #expect(search.output.contains("Did you mean:\n  PLKK-63-097"))
  }

  @Test("Help is in one language")
  func helpLanguage() throws {
    let indonesian = try Binary.run(["nearest", "--help"])
    #expect(indonesian.output.hasPrefix("IKHTISAR: "))
    #expect(!indonesian.output.contains("OPTIONS:") && !indonesian.output.contains("Show "))
    let english = try Binary.run(["nearest", "--help"], environment: ["LANG": "en_GB.UTF-8"])
    #expect(english.output.hasPrefix("OVERVIEW: "))
  }
}
