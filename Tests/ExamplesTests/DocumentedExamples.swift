import Foundation

/// An example with the name of the declaration that it stands at.
struct Example: Hashable {
  /// Name of the type or function.
  var name: String
  /// Its lines without their common indentation, joined by line feeds.
  var code: String

  init(name: String, lines: [Substring]) {
    self.name = name
    let filled = lines.filter { !$0.isEmpty }
    let margin = filled.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    code = lines.map { $0.dropFirst(margin) }.joined(separator: "\n")
  }
}

/// Finds the examples of the sources and of this folder.
enum Examples {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let opening = "// Example: "
  private static let closing = "// End of example"
  /// The line of a doc comment after which its example stands.
  private static let lead = "For example:"
  /// What stands between `///` and the example.
  private static let margin = "     "

  /// The examples in the doc comments of all modules.
  static func documented() throws -> [Example] {
    try (files(in: "Geo") + files(in: "Sources")).map(text).filter { $0.contains(lead) }
      .flatMap(documented)
  }

  /// The examples in this folder, which are compiled.
  static func compiled() throws -> [Example] {
    try files(in: "Tests/ExamplesTests").filter { $0.hasSuffix("Examples.swift") }
      .flatMap { compiled(in: try text($0)) }
  }

  /// The examples in the doc comments of a source, each named after the declaration below it.
  static func documented(in source: String) -> [Example] {
    var examples: [Example] = []
    var lines: [Substring] = []
    var isInside = false
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let plain = line.drop { $0 == " " }
      if plain.hasPrefix("///") {
        let comment = plain.dropFirst(3)
        if comment.drop(while: { $0 == " " }) == lead {
          isInside = true
        } else if isInside, comment.isEmpty || comment.hasPrefix(margin) {
          lines.append(comment.dropFirst(margin.count))
        } else {
          isInside = false
        }
      } else {
        isInside = false
        guard !lines.isEmpty, let name = declaredName(plain) else { continue }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        examples.append(Example(name: name, lines: lines))
        lines = []
      }
    }
    return examples
  }

  /// The examples between their marks in a test file.
  static func compiled(in source: String) -> [Example] {
    var examples: [Example] = []
    var name: String?
    var lines: [Substring] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let plain = line.drop { $0 == " " }
      if plain.hasPrefix(opening) {
        name = String(plain.dropFirst(opening.count))
        lines = []
      } else if plain == closing, let finished = name {
        examples.append(Example(name: finished, lines: lines))
        name = nil
      } else {
        lines.append(line)
      }
    }
    return examples
  }

  /// The name that a line declares, such as `Locator` for `public struct Locator: Sendable {`.
  private static func declaredName(_ line: Substring) -> String? {
    let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    let kinds: Set<Substring> = ["actor", "class", "enum", "func", "protocol", "struct", "var"]
    guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.endIndex else {
      return nil
    }
    return String(words[kind + 1])
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
  }

  /// Swift files below a folder of the package, as paths from the package.
  private static func files(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(
      atPath: package.appendingPathComponent(folder).path
    )
    .filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
  }
}
