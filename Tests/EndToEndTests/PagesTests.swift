import Foundation
import Testing

/// The examples in the pages are run: what they print is what the page shows.
///
/// In a block marked `console`, a line `$ command` is run and the lines up to the next one are the
/// expected output; a line `…` stands for any lines, `…` in a line for any characters.
@Suite("Examples in the pages")
struct PagesTests {
  struct Example: CustomTestStringConvertible {
    var page: String
    var command: String
    var expected: [Substring]
    var testDescription: String { "\(page): \(command)" }
  }

  static let readme = examples(of: "README.md")
  static let sessions = [
    "Documentation/Referrals.md", "Documentation/Operations.md",
  ].map { examples(of: $0) }

  static func examples(of page: String) -> [Example] {
    guard
      let text = try? String(
        contentsOf: Binary.package.appendingPathComponent(page), encoding: .utf8)
    else { return [] }
    var examples: [Example] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(Example(page: page, command: String(line.dropFirst(2)), expected: []))
      } else if isInside, !examples.isEmpty {
        examples[examples.count - 1].expected.append(line)
      }
    }
    return examples
  }

  @Test("The pages show runs")
  func areThere() {
    #expect(Self.readme.count >= 5)
    for session in Self.sessions { #expect(session.count >= 5) }
  }

  @Test("An example prints what its page shows", arguments: readme)
  func printsWhatIsShown(_ example: Example) throws {
    let command = example.command.replacing("Scripts/plkk", with: "plkk")
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/bin/sh"), ["-c", command])
    check(result.output + result.error, example)
  }

  @Test(
    "The runs of a page, one after the other in one shell, print what it shows", arguments: sessions
  )
  func session(_ examples: [Example]) throws {
    let mark = "-- the next command --"
    let script = examples.map { "\($0.command)\necho '\(mark)'" }.joined(separator: "\n")
    try Binary.withFolder { folder in
      let result = try Binary.run(
        executable: URL(fileURLWithPath: "/bin/sh"),
        ["-c", "cd '\(folder.path)' && exec 2>&1\n\(script)"],
        environment: ["XDG_DATA_HOME": folder.path, "TZ": "Asia/Makassar"])
      let parts = result.output.components(separatedBy: mark + "\n")
      #expect(parts.count == examples.count + 1)
      for (printed, example) in zip(parts, examples) { check(printed, example) }
    }
  }

  private func check(_ text: String, _ example: Example) {
    let printed = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      Self.matches(printed.trimmed, example.expected.trimmed),
      "\(example.command)\nprinted:\n\(printed.joined(separator: "\n"))")
  }

  /// Whether the lines agree, `…` alone standing for any number of them.
  static func matches(_ printed: ArraySlice<Substring>, _ expected: ArraySlice<Substring>) -> Bool {
    guard let first = expected.first else { return printed.isEmpty }
    if first == "…" {
      let rest = expected.dropFirst()
      if rest.isEmpty { return true }
      return printed.indices.contains { matches(printed[$0...], rest) }
    }
    guard let line = printed.first, agrees(line, first) else { return false }
    return matches(printed.dropFirst(), expected.dropFirst())
  }

  /// Whether a line agrees with a pattern in which `…` stands for any characters.
  private static func agrees(_ line: Substring, _ pattern: Substring) -> Bool {
    let parts = pattern.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return line == pattern }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }

  @Test("The comparison notices a difference")
  func noticesDifferences() {
    #expect(Self.matches(["a", "b", "c"], ["a", "…", "c"]))
    #expect(!Self.matches(["a", "b", "d"], ["a", "…", "c"]))
    #expect(!Self.matches(["a", "b"], ["a"]))
    #expect(Self.matches(["kode: K7FD", "b"], ["kode: …", "…"]))
    #expect(!Self.matches(["kode: K7FD!", "b"], ["kode: …?", "b"]))
  }
}

extension [Substring] {
  /// Without empty lines at the end.
  var trimmed: ArraySlice<Substring> {
    var slice = self[...]
    while slice.last?.isEmpty == true { slice.removeLast() }
    return slice
  }
}
