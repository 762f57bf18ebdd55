import Testing

/// The examples of the documentation are those that are compiled and run here, letter by letter.
@Suite("Examples of the documentation")
struct ExampleTextTests {
  @Test("every example in a comment is compiled, and every compiled one stands in a comment")
  func same() throws {
    let documented = try Examples.documented()
    let compiled = try Examples.compiled()
    #expect(Set(documented.map(\.name)).count == documented.count)
    for example in documented where !compiled.contains(example) {
      Issue.record("the example of \(example.name) is not in Tests/ExamplesTests:\n\(example.code)")
    }
    for example in compiled where !documented.contains(example) {
      Issue.record("no comment has this example of \(example.name):\n\(example.code)")
    }
  }

  @Test("every entry point has an example")
  func present() throws {
    let names = Set(try Examples.documented().map(\.name))
    let entryPoints: Set = [
      "Geodesic", "GridIndex", "PositionText", "PositionFormat", "Directory", "Gazetteer",
      "Locator", "BatchSearch", "AnswerRecord", "advisory", "Listing", "ListHistory",
      "OfficialList", "ImportPlan", "DirectoryExport", "Workbook", "Auditing", "Auditor", "Siting",
      "ReferralService", "Referring", "ReferralFeed", "ReferralStore", "SQLiteStore", "StageClock",
      "RuleBook", "TimeText", "ReferralCode", "JSONWriter", "JSONValue", "CSVWriter",
      "RequestFramer", "CommandTable", "LineServer", "HTTPServer", "MultiPolygon", "OwnSite",
      "SeedVerification", "NearestSites", "CatchmentAccess", "Inequality", "ReferralLetter",
      "Referral", "SQLiteListStore", "PostgresStore",
    ]
    #expect(entryPoints.subtracting(names).isEmpty)
  }

  @Test("an example is found in a comment, and one that differs is told")
  func finding() {
    let source = """
      /// A list.
      ///
      /// For example:
      ///
      ///     let list = List()
      ///     for item in list {
      ///       use(item)
      ///     }
      ///
      /// - Complexity: O(n).
      public struct List: Sendable {
        /// Not an example:
        ///
        ///     a² + b² = c²
        var sum = 0
      """
    let code = "let list = List()\nfor item in list {\n  use(item)\n}"
    let found = Examples.documented(in: source)
    #expect(found == [Example(name: "List", lines: code.split(separator: "\n"))])
    let test = code.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    #expect(
      Examples.compiled(in: "    // Example: List\n\(test)\n    // End of example") == found)
    #expect(
      Examples.compiled(in: "    // Example: List\n\(test)()\n    // End of example") != found)
  }
}
