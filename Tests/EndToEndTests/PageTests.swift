import Foundation
import Testing

/// The page on the phone, as a person exports and uses it.
@Suite struct PageTests {
  @Test func aFileAndAFolderHoldTheSamePage() throws {
    try Binary.withFolder { folder in
      let file = folder.appendingPathComponent("page.html").path
      let result = try Binary.run(["export", "--as", "page", "--at", "2026-11-28", file])
      #expect(result.status == 0, "\(result.error)")
      let written = try String(contentsOfFile: file, encoding: .utf8)
      #expect(written.hasPrefix("<!doctype html>"))
      let shown = try Binary.run(["export", "--as", "page", "--at", "2026-11-28"])
      #expect(shown.output == written)
      let parts = folder.appendingPathComponent("page/").path + "/"
      #expect(try Binary.run(["export", "--as", "page", parts]).status == 0)
      for name in ["index.html", "page.js", "near.wasm", "sites.json", "worker.js", "daftar.html"] {
        #expect(FileManager.default.fileExists(atPath: parts + name), "\(name)")
      }
    }
  }

  @Test func whatDoesNotFitIsRefusedByName() throws {
    let chosen = try Binary.run(["export", "--as", "page", "--region", "63"])
    #expect(chosen.status == 64)
    #expect(chosen.error.contains("--as page"))
    let named = try Binary.run(["export", "--as", "csv", "page.html"])
    #expect(named.status == 64)
    #expect(named.error.contains("--as page"))
    let nowhere = try Binary.run(["export", "--as", "page", "/nowhere/page.html"])
    #expect(nowhere.status == 73)
  }

  /// The whole of Scripts/check-page; it says `skipped: why` where there is no browser.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["PLKK_LONG"] != nil,
      "takes minutes: Scripts/test --long, or Scripts/check-page"))
  func thePageWorksInABrowser() throws {
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/bin/bash"),
      [Binary.package.appendingPathComponent("Scripts/check-page").path],
      environment: ["PLKK": Binary.folder.appendingPathComponent("plkk").path], as: .tester)
    print(result.output.split(separator: "\n").suffix(100).joined(separator: "\n"))
    #expect(result.status == 0, "\(result.error.suffix(2000))")
  }
}
