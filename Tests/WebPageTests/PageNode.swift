import Foundation
import Testing

@testable import WebPage

/// The page's own scripts run by Node, whose engine is that of Chromium.
enum PageNode {
  static let isThere: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["node", "--version"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      print("skipped: node is not installed (Scripts/ensure-packages test)")
      return false
    }
    return true
  }()

  /// Whether a module was built from the sources that are here; the checks demand it, and an older one
  /// cannot answer as these do.
  static func isCurrent(_ module: String) -> Bool {
    guard isThere else { return false }
    let process = Process()
    process.executableURL = package.appendingPathComponent("Scripts/build-page")
    process.arguments = [module, "--check"]
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    if process.terminationStatus == 0 { return true }
    print("skipped: \(module).wasm was built from other sources (run Scripts/build-page)")
    return false
  }

  static var package: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs a script of this folder with the page's files and a question.
  ///
  /// - Parameters:
  ///   - script: Its name.
  ///   - site: The page's files.
  ///   - question: JSON, in the file whose path is the script's second argument.
  /// - Returns: What the script prints.
  /// - Throws: What kept it from being started.
  static func run(_ script: String, _ site: PageSite, _ question: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for asset in site.assets where asset.path != "/" {
      try Data(asset.bytes).write(to: folder.appendingPathComponent(String(asset.path.dropFirst())))
    }
    let input = folder.appendingPathComponent("question")
    try Data(question.utf8).write(to: input)
    let output = folder.appendingPathComponent("answer")
    #expect(FileManager.default.createFile(atPath: output.path, contents: nil))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "node", package.appendingPathComponent("Tests/WebPageTests/Scripts/\(script)").path,
      package.appendingPathComponent("Sources/WebPageFiles").path, folder.path, input.path,
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(script)")
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }
}
