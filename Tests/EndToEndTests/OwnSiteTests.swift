import Foundation
import Testing

@Suite("Names of an employer's own sites")
struct OwnSiteTests {
  @Test("A site is named, answers like a place at the command line and over TCP, and is taken away")
  func life() throws {
    try Binary.withFolder { folder in
      let file = ["--db", folder.appending(path: "plkk.sqlite").path]
      let added = try Binary.run(["site", "add", "Camp 45", "-2.2088,113.9163"] + file)
      #expect(added.status == 0, "\(added.error)")
      let listed = try Binary.run(["site", "list", "--format", "csv"] + file)
      try #require(listed.lines.count > 1, "\(listed.error)")
      #expect(listed.lines[1].hasPrefix("Camp 45,-2.208800,113.916300,"), "\(listed.output)")
      let named = try Binary.run(["nearest", "Camp", "45", "--format", "csv"] + file)
      let direct = try Binary.run(["nearest", "-2.2088,113.9163", "--format", "csv"] + file)
      #expect(named.status == 0 && named.output == direct.output, "\(named.error)")
      // A name that means something already is refused.
      #expect(try Binary.run(["site", "add", "Sampit", "-2.2,113.9"] + file).status == 64)
      #expect(try Binary.run(["site", "add", "Pit 3", "Sampit"] + file).status == 64)
      #expect(try Binary.run(["site", "remove", "camp 45"] + file).status == 0)
      #expect(try Binary.run(["nearest", "Camp", "45"] + file).status == 64)
      #expect(try Binary.run(["site", "remove", "Camp 45"] + file).status == 64)
    }
  }
}
