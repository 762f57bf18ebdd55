import Lists
import Facilities
import TestSupport
import Testing

@testable import Importing

@Suite struct MutationTests {
  private static let csv = Array(
    "nama;kota;tgl akhir;lat;lon\nRS \"A\";\"Ban\"\"jar\";31/12/2026;-3,5;115\n\"RS B\";X\n".utf8)
  private static let json = Array(
    #"{"data":[{"nama":"RS A\u00e9","kota":"B","lat":-3.5e0,"x":[null,true,{"y":1}]}]}"#.utf8)
  private static let bullets = Array("1. RS A (Satui-Tanah Bumbu)\n• RS B (Bontang)\n".utf8)

  /// A file is read or refused, never worse; what is read keeps the bounds.
  private func survives(_ bytes: [UInt8], _ gazetteer: Gazetteer) {
    var limits = ImportLimits()
    limits.inflatedBytes = 1 << 20
    do {
      let list = try OfficialList.read(
        bytes, listDate: Support.listDate, gazetteer: gazetteer, limits: limits)
      #expect(list.rows.allSatisfy { !$0.name.isEmpty && $0.line >= 0 })
    } catch is ImportError {
    } catch { Issue.record("\(error)") }
  }

  @Test("Every truncation and every flipped byte of a small file is read or refused")
  func everyByte() throws {
    let gazetteer = try Support.gazetteer()
    for file in [Self.csv, Self.json, Self.bullets, Support.fixture("small.xlsx")] {
      #expect(!file.isEmpty)
      for end in file.indices { survives(Array(file[..<end]), gazetteer) }
      for place in file.indices {
        var bytes = file
        bytes[place] ^= 0xff
        survives(bytes, gazetteer)
        bytes[place] = UInt8(ascii: "\"")
        survives(bytes, gazetteer)
      }
    }
  }

  @Test("Random mutations, two files spliced included, are read or refused")
  func random() throws {
    let gazetteer = try Support.gazetteer()
    let files = [Self.csv, Self.json, Self.bullets, Support.fixture("branch.xlsx")]
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<600 {
        var bytes = files[round % files.count]
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
          let place = Int.random(in: bytes.indices, using: &random)
          switch Int.random(in: 0..<4, using: &random) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes.remove(at: place)
          case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
          default:
            let other = files[Int.random(in: files.indices, using: &random)]
            let from = Int.random(in: other.indices, using: &random)
            bytes.replaceSubrange(place..., with: other[from...].prefix(200))
          }
        }
        survives(bytes, gazetteer)
      }
    }
  }

  @Test(
    "Everything that fuzzing kept is read or refused", arguments: ["csv", "json", "xlsx", "sheet"])
  func corpus(format: String) throws {
    let gazetteer = try Support.gazetteer()
    let files = Support.corpus(format)
    #expect(files.count > 100)
    for file in files {
      guard format == "sheet" else {
        survives(file, gazetteer)
        continue
      }
      let parts = file.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        .map { Array($0) }
      survives(
        StoredArchive.workbook(
          sheet: parts[0], sharedStrings: parts.count > 1 ? parts[1] : [],
          styles: parts.count > 2 ? parts[2] : []), gazetteer)
    }
  }
}
