import Foundation
import Testing

/// The examples in the pages are run: what they print is what the page shows.
///
/// In a block marked `console`, a line `$ command` is run and the lines up to the next one are the
/// expected output; a line `…` stands for any lines.
@Suite("Examples in the pages")
struct PagesTests {
  struct Example: CustomTestStringConvertible {
    var page: String
    var command: String
    var expected: [Substring]
    var testDescription: String { "\(page): \(command)" }
  }

  static let examples: [Example] = ["README.md"].flatMap { page -> [Example] in
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

  @Test("The README shows at least five runs")
  func areThere() {
    #expect(Self.examples.count >= 5)
  }

  @Test("An example prints what its page shows", arguments: examples)
  func printsWhatIsShown(_ example: Example) throws {
    let command = example.command.replacing("Scripts/plkk", with: "plkk")
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/bin/sh"), ["-c", command])
    let printed = (result.output + result.error).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(
      Self.matches(printed.trimmed, example.expected.trimmed),
      "printed:\n\(printed.joined(separator: "\n"))")
  }

  /// Whether the lines agree, `…` alone standing for any number of them.
  static func matches(_ printed: ArraySlice<Substring>, _ expected: ArraySlice<Substring>) -> Bool {
    guard let first = expected.first else { return printed.isEmpty }
    if first == "…" {
      let rest = expected.dropFirst()
      if rest.isEmpty { return true }
      return printed.indices.contains { matches(printed[$0...], rest) }
    }
    return printed.first == first && matches(printed.dropFirst(), expected.dropFirst())
  }

  @Test("The comparison notices a difference")
  func noticesDifferences() {
    #expect(Self.matches(["a", "b", "c"], ["a", "…", "c"]))
    #expect(!Self.matches(["a", "b", "d"], ["a", "…", "c"]))
    #expect(!Self.matches(["a", "b"], ["a"]))
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
