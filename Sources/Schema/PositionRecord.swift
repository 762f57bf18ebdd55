public import Application
public import Facilities
internal import Formats
public import Geo
internal import Positions

/// A position as it was understood, as every door echoes it.
public enum PositionRecord {
  /// All fields; of a village near it those only when it was looked for.
  public static func fields(_ query: ResolvedPosition) -> [RecordField] {
    var fields = [
      RecordField("latitude", .number(query.position.latitude, decimals: 6)),
      RecordField("longitude", .number(query.position.longitude, decimals: 6)),
      RecordField("read_as", readAs(query)),
      RecordField("precision_m", .number(query.precisionMeters, decimals: 0)),
    ]
    if case .place(let place) = query.readAs {
      let kind =
        switch place.named.kind {
        case .area: "area"
        case .town(let kind): kind.rawValue
        case .facility: "facility"
        }
      fields.append(
        RecordField(
          "place",
          .object(
            [
              RecordField("code", place.region.code), RecordField("name", place.named.name),
              RecordField("kind", kind), RecordField("seat", text: place.seat?.name),
              RecordField("point_source", place.named.source),
              RecordField("namesakes", .list(place.namesakes.map(\.region.code))),
              RecordField("alike", .list(place.alike.map(\.region.code))),
            ], prefix: "place_")))
    }
    fields.append(RecordField("approximate", .flag(query.isApproximate)))
    fields.append(
      RecordField(
        "notices",
        .list((query.reading?.notices ?? []).map { RecordField.word($0.rawValue) })))
    fields.append(RecordField("passed_over", .list(query.passedOver)))
    fields.append(RecordField("hint", query.hint.map(hint) ?? .null))
    fields.append(RecordField("region", .object(region(query.whereabouts), prefix: "")))
    return fields
  }

  /// What was most likely meant by a position outside of Kalimantan.
  private static func hint(_ hint: PositionHint) -> RecordField.Value {
    .object(
      [
        RecordField("code", hint.slip.rawValue),
        RecordField("latitude", .number(hint.position.latitude, decimals: 6)),
        RecordField("longitude", .number(hint.position.longitude, decimals: 6)),
      ], prefix: "hint_")
  }

  /// A plain pair of decimals, of which there is nothing more to say.
  public static func plain(_ position: Position, precision: Double) -> [RecordField] {
    [
      RecordField("latitude", .number(position.latitude, decimals: 6)),
      RecordField("longitude", .number(position.longitude, decimals: 6)),
      RecordField("read_as", "decimal"),
      RecordField("precision_m", .number(precision, decimals: 0)),
      RecordField("approximate", .flag(false)), RecordField("notices", .list([])),
      RecordField("passed_over", .list([])),
    ]
  }

  /// Where a position lies.
  static func region(_ here: Whereabouts) -> [RecordField] {
    [
      RecordField("province_code", text: here.province?.code),
      RecordField("province", text: here.province?.name),
      RecordField("regency_code", text: here.regency?.code),
      RecordField("regency", text: here.regency?.name),
      RecordField("inside", .flag(here.isInKalimantan)),
      RecordField("outside_m", .number(here.metersOutside, decimals: 0)),
      RecordField("in_indonesia", .flag(here.isInIndonesia)),
    ]
  }

  /// The nearest village, `null` where none is.
  public static func village(_ village: NearestVillage?) -> RecordField {
    guard let village else { return RecordField("nearest_village", .null) }
    return RecordField(
      "nearest_village",
      .object(
        [
          RecordField("code", village.village.code), RecordField("name", village.village.name),
          RecordField("district_code", village.village.districtCode),
          RecordField("district", text: village.district?.name),
          RecordField("distance_m", .number(village.meters, decimals: 1)),
          RecordField("approximate", .flag(true)),
        ], prefix: "nearest_village_"))
  }

  /// The notation that a position was read as.
  public static func readAs(_ query: ResolvedPosition) -> String {
    switch query.readAs {
    case .coordinate(let reading): RecordField.word(reading.form.rawValue)
    case .shortPlusCode: "short_plus_code"
    case .place: "place"
    }
  }
}

extension PositionRecord {
  /// The answer of `locate`: the position as understood, what must be said of it, the kecamatan that
  /// holds it, the nearest village.
  public static func fields(_ located: Located) -> [RecordField] {
    [
      RecordField("query", .object(fields(located.query), prefix: "")),
      RecordField("warnings", .objects(located.advisories.map { AnswerRecord.warning($0) })),
      located.district.map { district in
        RecordField(
          "district",
          .object(
            [RecordField("code", district.code), RecordField("name", district.name)],
            prefix: "district_"))
      } ?? RecordField("district", .null),
      village(located.village),
    ]
  }
}
