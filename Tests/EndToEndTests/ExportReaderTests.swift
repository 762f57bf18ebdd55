import Foundation
import Testing

/// Exports, opened by programs that nobody here wrote.
@Suite("Exports, read elsewhere")
struct ExportReaderTests {
  private func run(_ program: [String], _ input: String = "") throws -> Binary.Result {
    try Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"), program, input: Data(input.utf8))
  }

  private static func has(_ program: String) -> Bool {
    let result = try? Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"), ["which", program])
    return result?.status == 0
  }

  private func export(_ shape: String) throws -> String {
    let result = try Binary.run(["export", "--as", shape, "--region", "63"])
    #expect(result.status == 0, "\(result.error)")
    return result.output
  }

  /// Positions of the sites that have one, as the CSV has them.
  private func placed() throws -> [[Double]] {
    let script = """
      import csv, sys
      for row in csv.DictReader(sys.stdin):
          if row["latitude"]: print(row["latitude"], row["longitude"])
      """
    return try run(["python3", "-c", script], export("csv")).output.split(separator: "\n")
      .map { $0.split(separator: " ").compactMap { Double($0) } }
  }

  @Test(
    "GPSBabel reads every site at its place, as a handheld does",
    .enabled(if: has("gpsbabel"), "skipped: gpsbabel is not installed"), arguments: ["gpx", "kml"])
  func handhelds(shape: String) throws {
    let expected = try placed()
    let read = try run(
      ["gpsbabel", "-i", shape, "-f", "-", "-o", "csv", "-F", "-"], export(shape))
    #expect(read.status == 0, "\(read.error)")
    let found = read.output.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",").prefix(2).compactMap {
        Double($0.trimmingCharacters(in: .whitespaces))
      }
    }
    #expect(expected.count > 100 && found.count == expected.count)
    for position in found {
      // GPSBabel writes five decimals.
      let isThere = expected.contains {
        zip($0, position).allSatisfy { abs($0 - $1) < 0.00002 } && position.count == 2
      }
      #expect(isThere, "\(position)")
    }
  }

  @Test(
    "GDAL reads the same number of features from every map format",
    .enabled(if: has("ogrinfo"), "skipped: ogrinfo (gdal-bin) is not installed"),
    arguments: ["gpx", "kml", "geojson"])
  func maps(shape: String) throws {
    try Binary.withFolder { folder in
      let file = folder.appendingPathComponent("plkk.\(shape)")
      try Data(export(shape).utf8).write(to: file)
      let read = try run(["ogrinfo", "-ro", "-so", "-al", file.path])
      #expect(read.status == 0, "\(read.error)")
      let counts = read.output.matches(of: /Feature Count: ([0-9]+)/)
        .compactMap { Int($0.output.1) }
      #expect(try counts.reduce(0, +) == placed().count)
    }
  }

  @Test(
    "Every export carries its day, its sources and its credits",
    arguments: ["csv", "json", "geojson", "gpx", "kml", "sheet"])
  func credits(shape: String) throws {
    try Binary.withFolder { folder in
      let list = folder.appendingPathComponent("daftar.csv")
      try Data("jenis;kota;nama\nRS;Kota Banjarmasin;RSUD Ulin Banjarmasin\n".utf8).write(to: list)
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let imported = try Binary.run([
        "import", list.path, "--issuer", "KC CONTOH", "--list-date", "2026-10-01", "--db", database,
      ])
      #expect(imported.status == 0, "\(imported.error)")
      let result = try Binary.run([
        "export", "--as", shape, "--region", "63.71", "--db", database, "--at", "2026-10-02",
        "--lang", "en",
      ])
      #expect(result.status == 0, "\(result.error)")
      let isForPeople = ["gpx", "kml", "sheet"].contains(shape)
      let days =
        isForPeople ? ["2 Oct 2026", "1 Oct 2026", "119", "175"] : ["2026-10-02", "2026-10-01"]
      for text in days + ["KC CONTOH", "Ministry of Health", "cahyadsn/wilayah"] {
        #expect(result.output.contains(text), "\(shape): \(text)")
      }
      if ["gpx", "kml"].contains(shape) {
        let fault = XMLReader.check(result.output)
        #expect(fault == nil, "\(fault ?? "")")
      }
    }
  }
}

/// Whether a text is well-formed XML, asked of a program that nobody here wrote.
enum XMLReader {
  /// What is wrong, or `nil`.
  static func check(_ text: String) -> String? {
    let script = "import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())"
    guard
      let result = try? Binary.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", script],
        input: Data(text.utf8))
    else { return "python3 did not start" }
    return result.status == 0 ? nil : result.error
  }
}
