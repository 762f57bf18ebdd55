public import Application
internal import Facilities
internal import Formats
internal import Geo
internal import Positions

/// What a program can use of an error: likely places, possible readings, what a number may be.
public enum ErrorRecord {
  /// The fields beside code and sentence; none where the error holds nothing more.
  public static func fields(_ error: LocateError) -> [RecordField] {
    switch error {
    case .position(let error): position(error)
    case .placeUnknown(_, let places), .placeAmbiguous(_, let places), .placeOnRoad(_, let places),
      .regionUnknown(_, let places), .regionAmbiguous(_, let places):
      [candidates(places)]
    case .placeTooWide(let place, let parts):
      [RecordField("region_code", place.region.code), candidates(parts)]
    case .nameTooWide(_, let parts): [candidates(parts)]
    case .facilityUnknown(_, let near):
      [
        RecordField(
          "candidates",
          .objects(near.map { [RecordField("id", $0.id), RecordField("name", $0.name)] }))
      ]
    case .facilityFormer(let site, _):
      [RecordField("former", .object(SiteListRecord.fields(site), prefix: "former_"))]
    case .limitOutOfRange:
      [
        RecordField("minimum", .integer(1)),
        RecordField("maximum", .integer(Locator.mostResults)),
      ]
    case .strayWord, .plusCodeNeedsPlace, .seeds: []
    }
  }

  private static func position(_ error: PositionError) -> [RecordField] {
    var fields = [
      RecordField("fault", word(error.code)), RecordField("excerpt", error.excerpt),
    ]
    if let allowed = error.allowed {
      fields += [
        RecordField("quantity", allowed.quantity.rawValue),
        RecordField("minimum", .number(allowed.lower, decimals: 0)),
        RecordField("maximum", .number(allowed.upper, decimals: 0)),
      ]
    }
    if !error.readings.isEmpty {
      let readings = error.readings.map { reading in
        [
          RecordField("latitude", .number(reading.position.latitude, decimals: 6)),
          RecordField("longitude", .number(reading.position.longitude, decimals: 6)),
        ]
      }
      fields.append(RecordField("readings", .objects(readings)))
    }
    return fields
  }

  /// `nullIsland` as `null_island`, `invalidMGRS` as `invalid_mgrs`.
  private static func word(_ code: PositionError.Code) -> String {
    var word = ""
    var wasUpper = false
    for character in code.rawValue {
      if character.isUppercase, !wasUpper { word += "_" }
      wasUpper = character.isUppercase
      word += character.lowercased()
    }
    return word
  }

  private static func candidates(_ places: [Place]) -> RecordField {
    RecordField(
      "candidates",
      .objects(
        places.map { place in
          let code: String
          if case .facility(let id) = place.named.kind {
            code = id
          } else {
            code = place.region.code
          }
          return [
            RecordField("code", code), RecordField("name", place.named.name),
            RecordField("within", .list(place.parents.map(\.name))),
            RecordField("latitude", place.position?.latitude, decimals: 6),
            RecordField("longitude", place.position?.longitude, decimals: 6),
          ]
        }))
  }
}
