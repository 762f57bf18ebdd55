extension RowDoubt {
  /// Its word in machine formats.
  public var code: String {
    switch self {
    case .regencyUnknown: "regency_unknown"
    case .regencyAmbiguous: "regency_ambiguous"
    case .regencyIsTown: "regency_is_town"
    case .outsideRegency: "outside_regency"
    case .farFromKnown: "far_from_known"
    case .similarName: "similar_name"
    case .severalMatches: "several_matches"
    case .placeAmbiguous: "place_ambiguous"
    case .correctionUnusable: "correction_unusable"
    case .regencyProposed: "regency_proposed"
    case .provinceElsewhere: "province_elsewhere"
    case .knownElsewhere: "known_elsewhere"
    case .signLost: "sign_lost"
    case .sameAsRow: "same_as_row"
    case .severalRows: "several_rows"
    case .noteEnds: "note_ends"
    case .noteLimits: "note_limits"
    case .statusUnclear: "status_unclear"
    case .dateUnclear: "date_unclear"
    case .monthFirst: "month_first"
    case .phoneUnclear: "phone_unclear"
    case .badByte: "bad_byte"
    case .struckOut: "struck_out"
    case .rowsSwallowed: "rows_swallowed"
    case .notOfficial: "not_official"
    case .pointLost: "point_lost"
    case .coordinatesUnclear: "coordinates_unclear"
    case .coordinatesDisagree: "coordinates_disagree"
    case .secondValue: "second_value"
    case .bareName: "bare_name"
    case .sectionUnclear: "section_unclear"
    case .severalNames: "several_names"
    }
  }

  /// What it is about, by name, for machine formats; in the units of the cases.
  public var parts: [(name: String, value: String)] {
    switch self {
    case .regencyUnknown(let text), .correctionUnusable(let text), .provinceElsewhere(let text),
      .noteEnds(let text), .noteLimits(let text), .statusUnclear(let text), .phoneUnclear(let text),
      .coordinatesUnclear(let text), .notOfficial(let text), .sectionUnclear(let text),
      .severalNames(let text):
      [("text", text)]
    case .regencyAmbiguous(let codes): [("regency_codes", codes.joined(separator: ","))]
    case .regencyIsTown(let text, let code): [("text", text), ("regency_code", code)]
    case .outsideRegency(let meters, let code):
      [("distance_m", whole(meters)), ("regency_code", code)]
    case .farFromKnown(let id, let meters): [("id", id), ("distance_m", whole(meters))]
    case .similarName(let id): [("id", id)]
    case .severalMatches(let ids): [("ids", ids.joined(separator: ","))]
    case .placeAmbiguous(let text, let codes):
      [("text", text), ("codes", codes.joined(separator: ","))]
    case .regencyProposed(let code, let evidence):
      [("regency_code", code)] + evidence.map { ($0.source.rawValue, $0.code) }
    case .knownElsewhere(let id, let code): [("id", id), ("regency_code", code)]
    case .signLost(let latitude): [("latitude", "\(latitude)")]
    case .pointLost(let latitude, let longitude):
      [("latitude", "\(latitude)"), ("longitude", "\(longitude)")]
    case .coordinatesDisagree(let meters): [("distance_m", whole(meters))]
    case .sameAsRow(let line, let proposesMerge):
      [("row", RowNumber.text(line)), ("proposes_merge", "\(proposesMerge)")]
    case .severalRows(let id, let lines):
      [("id", id), ("rows", lines.map(RowNumber.text).joined(separator: ","))]
    case .dateUnclear(let column, let text), .secondValue(let column, let text):
      [("column", column), ("text", text)]
    case .monthFirst(let column), .badByte(let column): [("column", column)]
    case .rowsSwallowed(let lines): [("lines", "\(lines)")]
    case .struckOut, .bareName: []
    }
  }

  private func whole(_ meters: Double) -> String { "\(Int(meters.rounded()))" }
}
