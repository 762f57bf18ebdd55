import Facilities
import Foundation
import Testing

@testable import WebPage

@Suite struct PageSiteTests {
  static let site = Result { try make() }

  static func make() throws -> PageSite {
    let tables = SeedTables.embedded()
    let day = try #require(CivilDate(year: 2026, month: 11, day: 28))
    return PageSite(
      directory: try Directory.embedded(tables), gazetteer: try Gazetteer(tables), day: day)
  }

  func text(_ path: String) throws -> String {
    let asset = try #require(try Self.site.get().assets.first { $0.path == path })
    return String(decoding: asset.bytes, as: UTF8.self)
  }

  @Test func everyPathIsThereOnceWithItsHash() throws {
    let assets = try Self.site.get().assets
    #expect(Set(assets.map(\.path)).count == assets.count)
    #expect(assets.first?.path == "/")
    for asset in assets {
      #expect(asset.hash == Digest.hex(asset.bytes), "\(asset.path)")
      #expect(!asset.bytes.isEmpty, "\(asset.path)")
    }
    // The SHA-256 of nothing, and base64 as RFC 4648 gives it.
    #expect(
      Digest.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      ["", "f", "fo", "foo", "foob"].map { Base64.text(Array($0.utf8)) }
        == ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="])
  }

  @Test func theSameListMakesTheSameEditionAndAnotherDayAnother() throws {
    let tables = SeedTables.embedded()
    let directory = try Directory.embedded(tables)
    let gazetteer = try Gazetteer(tables)
    let days = try [28, 28, 29].map { try #require(CivilDate(year: 2026, month: 11, day: $0)) }
    let editions = days.map {
      PageSite(directory: directory, gazetteer: gazetteer, day: $0).edition
    }
    #expect(editions[0] == editions[1])
    #expect(editions[0] != editions[2])
    let worker = try text("/worker.js")
    #expect(worker.contains("\"\(editions[0])\""))
    // The worker keeps every file but itself.
    for asset in try Self.site.get().assets where asset.path != "/worker.js" {
      #expect(worker.contains("\".\(asset.path)\""), "\(asset.path)")
    }
  }

  @Test func modulesOfThePageAskNothingOfASystem() throws {
    for path in ["/near.wasm", "/reader.wasm"] {
      let bytes = try #require(try Self.site.get().assets.first { $0.path == path }).bytes
      #expect(bytes.starts(with: [0, 0x61, 0x73, 0x6d]), "\(path)")
      // Section 2 holds imports; the first section is that of the types.
      #expect(!sections(bytes).contains(2), "\(path) imports something")
    }
  }

  /// The kinds of sections of a module.
  private func sections(_ bytes: [UInt8]) -> [UInt8] {
    var kinds: [UInt8] = []
    var place = 8
    while place < bytes.count {
      kinds.append(bytes[place])
      place += 1
      var length = 0
      var shift = 0
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        length |= Int(byte & 127) << shift
        shift += 7
        if byte < 128 { break }
      }
      place += length
    }
    return kinds
  }

  @Test func nothingUnsafeIsAllowedAndNothingForeignLoaded() throws {
    #expect(PageSite.policy.hasPrefix("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"))
    for word in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"] {
      #expect(!PageSite.policy.contains(word), "\(word)")
    }
    for path in ["/", "/page.js", "/later.js", "/worker.js", "/page.css", "/daftar.html"] {
      let file = try text(path)
      #expect(!file.contains("https://"), "\(path)")
      #expect(!file.contains("http://"), "\(path)")
      #expect(!file.contains("innerHTML"), "\(path)")
    }
  }

  @Test func theFirstAnswerStaysSmall() throws {
    let assets = try Self.site.get().assets.map { $0.packed() }
    let first = ["/", "/page.css", "/page.js", "/near.wasm", "/sites.json"]
    let sizes = assets.filter { first.contains($0.path) }.compactMap { $0.gzip?.count }
    #expect(sizes.count == first.count)
    #expect(sizes.reduce(0, +) <= 72 * 1024, "\(sizes)")
  }

  @Test func whatIsPackedIsTheSame() throws {
    var packed = 0
    for asset in try Self.site.get().assets.map({ $0.packed() }) {
      guard let gzip = asset.gzip else {
        // Small files, and pictures, which are compressed already.
        #expect(asset.bytes.count < 3_000, "\(asset.path)")
        continue
      }
      packed += 1
      #expect(gzip.count < asset.bytes.count, "\(asset.path)")
      #expect(try unpacked(gzip) == asset.bytes, "\(asset.path)")
    }
    #expect(packed >= 10)
    #expect(try unpacked(#require(Gzip.compress([]))) == [])
  }

  /// What the gzip of others makes of it.
  private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    DispatchQueue.global().async {
      try? input.fileHandleForWriting.write(contentsOf: Data(bytes))
      try? input.fileHandleForWriting.close()
    }
    let found = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Array(found) : []
  }

  @Test func oneFileHoldsAllAndNamesItsScriptsByHash() throws {
    let file = try Self.site.get().singleFile()
    #expect(file.hasPrefix("<!doctype html>"))
    #expect(file.contains("script-src 'sha256-"))
    #expect(!file.contains("<link "))
    // What is loaded later elsewhere is in the file, so that it is never imported.
    #expect(file.contains("globalThis.plkkLater = "))
    #expect(!file.contains(" from \"./"))
    for name in ["near.wasm", "sites.json", "more.json", "reader.wasm", "areas.txt", "places.txt"] {
      #expect(file.contains("\"\(name)\": \""), "\(name)")
    }
  }

  @Test func closedHousesAreFoundAndNeverRanked() throws {
    let more = try text("/more.json")
    #expect(more.contains("RSU Haji Darjad"))
    #expect(more.contains("TUTUP sejak 07-05-2025"))
    #expect(!(try text("/sites.json")).contains("Haji Darjad"))
  }

  @Test func sentencesAreThoseOfTheOtherDoors() throws {
    let sites = try text("/sites.json")
    #expect(sites.contains("GAWAT DARURAT: TELEPON 119 SEKARANG"))
    #expect(sites.contains("IGD terdekat mana pun wajib menolong"))
    #expect(sites.contains("{due}"))
    #expect(sites.contains("\"hours\":48"))
    let list = try text("/daftar.html")
    #expect(list.contains("tel:119"))
    #expect(list.contains("tel:175"))
    #expect(list.contains("Kabupaten Tanah Bumbu"))
  }
}
