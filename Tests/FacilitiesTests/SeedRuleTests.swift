import Facilities

// Each rule about the second edition of the tables, on a table that breaks it.
extension SeedTests {
  /// One text of a table replaced, and the finding that it must lead to.
  private static func rule(
    _ name: String, _ table: any WritableKeyPath<SeedTables, SeedTable> & Sendable, _ old: String,
    _ new: String, needsBorders: Bool = false,
    _ isFound: @escaping @Sendable (SeedReport.Rule) -> Bool
  ) -> Breakage {
    Breakage(
      name: name, edit: { $0[keyPath: table] = Fixture.edited($0[keyPath: table], old, new) },
      isFound: isFound, needsBorders: needsBorders)
  }

  static let rules: [Breakage] = [
    rule(
      "a retired id in use", \.facilities, "\nPLKK-61-002,", "\nPLKK-61-001,",
      { $0 == .reusedID("PLKK-61-001") }),
    rule(
      "a retired id that stands twice", \.retiredIDs, "\nPLKK-61-003,", "\nPLKK-61-001,",
      { $0 == .duplicate("PLKK-61-001") }),
    rule(
      "a retired id whose house is nowhere", \.retiredIDs, ",RS-61-039,", ",RS-61-999,",
      { $0 == .orphan("RS-61-999") }),
    rule(
      "a closed house whose id was not given up", \.closedFacilities, "\nPLKK-64-073,",
      "\nPLKK-64-972,", { $0 == .orphan("PLKK-64-972") }),
    rule(
      "a closed house among the sites", \.facilities, ",open,", ",closed,",
      {
        $0
          == .disagreement(
            field: "operational_status", found: "closed", expected: "open or unknown")
      }),
    rule(
      "an unknown reason for leaving", \.retiredIDs, ",place_given_up,", ",lost,",
      { if case .unreadable(let error) = $0 { error.column == "reason" } else { false } }),
    rule(
      "a status without its source", \.facilities,
      ",last seen in the Ministry of Health list (Komdat/SIRS),2022,", ",,2022,",
      { if case .unreadable(let error) = $0 { error.column == "status_source" } else { false } }),
    rule(
      "a specialty that the name gainsays", \.otherHospitals, ",psychiatric,", ",,",
      {
        $0 == .disagreement(field: "specialty", found: "", expected: "psychiatric")
      }),
    rule(
      "a dummy number", \.facilities, "(0562) 391020", "(0562) 123456",
      { if case .disagreement("phone_e164", _, _) = $0 { true } else { false } }),
    phone("a number that counts up", "123456", { $0.isDummy }),
    phone("a number of one digit", "1111111", { $0.isDummy }),
    phone("a number that begins with nought", "04041041", { $0.isDummy }),
    phone("a number that is too short", "2345", { $0.isDummy }),
    Breakage(
      name: "a number of another province",
      edit: { $0.facilities = renumbered($0.facilities, "(0511) 391020", "+62511391020") },
      isFound: { $0 == .foreignPhone("PLKK-61-002", number: "+62511391020") }),
    Breakage(
      name: "one number for two sites",
      edit: { $0.facilities = renumbered($0.facilities, "(0564) 21070", "+6256421070") },
      isFound: { if case .sharedPhone(_, "+6256421070") = $0 { true } else { false } }),
    rule(
      "a radius that is too small", \.districts, "town Sambas (towns.csv),9369,",
      "town Sambas (towns.csv),2000,",
      { if case .radiusTooSmall("61.01.01", _, _) = $0 { true } else { false } }),
    rule(
      "a radius of a kabupaten that is too small", \.regencies, ",48156,", ",8156,",
      { if case .radiusTooSmall("61.01", _, _) = $0 { true } else { false } }),
    rule(
      "a seat far from its hospital", \.regencies, ",1.362590,109.300930,", ",1.762590,109.300930,",
      { if case .seat("61.01", let meters?) = $0 { meters > 40_000 } else { false } }),
    rule(
      "a reason for a seat that needs none", \.regencies, ",61.01.01.2006,,",
      ",61.01.01.2006,far away,", { if case .seat("61.01", _) = $0 { true } else { false } }),
    rule(
      "a town of nowhere", \.towns, ",61.01,61.01.05,", ",61.01,61.01.99,",
      { $0 == .orphan("61.01.99") }),
    rule(
      "a town in two kabupaten", \.towns, ",61.01,61.01.05,", ",61.02,61.01.05,",
      { $0 == .disagreement(field: "codes", found: "61.01.05", expected: "61.02") }),
    rule(
      "an unknown kind of name", \.aliases, ",spoken,", ",sung,",
      { if case .unreadable(let error) = $0 { error.column == "kind" } else { false } }),
    rule(
      "a share that is no number", \.coverage, ",41.3,", ",much,",
      { if case .unreadable(let error) = $0 { error.column == "percent" } else { false } }),
    border("a border that does not close", \.districtBorders, { Array($0.dropLast()) }) {
      if case .openBorder = $0 { true } else { false }
    },
    border("a piece of coast is missing", \.regencyBorders, { Array($0.dropFirst(3)) }) {
      if case .openBorder = $0 { true } else { false }
    },
    border(
      "a hole in the land", \.districtBorders, { $0 + [",61.01.01,13000 1093000 100 0 0 100"] }
    ) {
      if case .openBorder = $0 { true } else { false }
    },
    border(
      "a border of one kabupaten among those of two", \.regencyBorders,
      { $0 + ["61.01.01,61.01.02,13000 1093000 100 0 0 100 -100 -100"] }
    ) { $0 == .disagreement(field: "right_code", found: "61.01.02", expected: "61.01.01") },
    border(
      "a closed hole in the land", \.regencyBorders,
      { $0 + [",61.01.01,13000 1093000 0 100 100 0 0 -100 -100 0"] }
    ) {
      if case .gapInLand = $0 { true } else { false }
    },
    border("the area of a kabupaten", \.regencyBorders, { $0.filter { !$0.contains("63.71.") } }) {
      if case .areaDiffers("63.71", _, _) = $0 { true } else { false }
    },
    border("no border at all", \.regencyBorders, { Array($0.prefix(1)) }) {
      if case .badBoundary = $0 { true } else { false }
    },
    border("a line of one corner", \.districtBorders, { $0 + ["61.01.01,61.01.02,1 2"] }) {
      if case .unreadable(let error) = $0 { error.column == "points" } else { false }
    },
    rule(
      "a village in another kabupaten", \.villages, ",1.3419,109.35371,", ",0.0,110.5,",
      needsBorders: true, { $0 == .villageOutside("61.01.01.2001", name: "Dalam Kaum") }),
  ]

  /// The number of one site replaced, in both its columns.
  private static func renumbered(_ table: SeedTable, _ phone: String, _ e164: String) -> SeedTable {
    Fixture.edited(
      Fixture.edited(table, "(0562) 391020", phone), "+62562391020", e164)
  }

  private static func phone(
    _ name: String, _ line: String, _ isFound: @escaping @Sendable (SeedReport.Rule) -> Bool
  ) -> Breakage {
    Breakage(
      name: name,
      edit: { $0.facilities = renumbered($0.facilities, "(0562) \(line)", "+62562\(line)") },
      isFound: isFound)
  }

  /// The rows of a table of borders below its header changed.
  private static func border(
    _ name: String, _ table: any WritableKeyPath<SeedTables, SeedTable> & Sendable,
    _ change: @escaping @Sendable ([String]) -> [String],
    _ isFound: @escaping @Sendable (SeedReport.Rule) -> Bool
  ) -> Breakage {
    Breakage(
      name: name,
      edit: {
        let old = $0[keyPath: table]
        let lines = String(decoding: old.bytes, as: UTF8.self).split(separator: "\n").map(
          String.init)
        let text = ([lines[0]] + change(Array(lines.dropFirst()))).joined(separator: "\n")
        $0[keyPath: table] = SeedTable(
          name: old.name, columns: old.columns, bytes: Array(text.utf8))
      }, isFound: isFound, needsBorders: true)
  }
}

extension SeedReport.Rule {
  fileprivate var isDummy: Bool { if case .dummyPhone = self { true } else { false } }
}
