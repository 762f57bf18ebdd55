import Facilities
import Formats
import Foundation
import WebPage

/// The page on the phone, written as one file or as a folder for a static host.
enum ExportPage {
  /// Writes the page; to standard output where no target is named, into a folder where the target ends
  /// with a slash.
  ///
  /// - Throws: `CommandFailure.Code.cannotCreate`; a file that could not be written whole is not there.
  static func write(_ site: PageSite, to target: String?) throws {
    guard let target else { return Output.write(site.singleFile()) }
    guard target.hasSuffix("/") else { return try create(target, Array(site.singleFile().utf8)) }
    do {
      try FileManager.default.createDirectory(
        atPath: target, withIntermediateDirectories: true)
    } catch {
      throw failure(target)
    }
    for asset in site.assets {
      let name = asset.path == "/" ? "index.html" : String(asset.path.dropFirst())
      try create(target + name, asset.bytes)
    }
  }

  private static func create(_ path: String, _ bytes: [UInt8]) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw failure(path)
    }
  }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure(
      .cannotCreate,
      say(
        id: "\(Failures.path(path)) tidak dapat ditulis", en: "cannot write \(Failures.path(path))")
    )
  }
}
