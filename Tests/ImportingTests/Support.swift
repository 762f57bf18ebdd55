import Facilities
import Importing
import Lists

#if canImport(Glibc)
  import Glibc
#endif

/// What the tests of this target share.
enum Support {
  static let listDate = CivilDate(year: 2026, month: 1, day: 31) ?? .distantPast

  /// The bytes of a file beside this one.
  static func fixture(_ name: String) -> [UInt8] {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return bytes((folder + ["Fixtures", Substring(name)]).joined(separator: "/"))
  }

  private static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// What fuzzing one format kept, in the order of the names.
  static func corpus(_ format: String) -> [[UInt8]] {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let folder = root.joined(separator: "/") + "/Fuzz/Importing/corpus/" + format
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted().map { bytes("\(folder)/\($0)") }
  }

  static func gazetteer() throws -> Gazetteer { try Gazetteer(SeedTables.embedded()) }

  static func list(_ text: String, on date: CivilDate = listDate) throws -> OfficialList {
    try OfficialList.read(Array(text.utf8), listDate: date, gazetteer: gazetteer())
  }

  /// The refusal of a file, or `nil` when it is read.
  static func refusal(_ bytes: [UInt8], limits: ImportLimits = .standard) -> ImportError? {
    do throws(ImportError) {
      _ = try TableReader.table(bytes, limits: limits)
      return nil
    } catch { return error }
  }
}

extension CivilDate {
  static var distantPast: CivilDate { CivilDate(daysSince1970: 0) ?? .distantPast }
}
