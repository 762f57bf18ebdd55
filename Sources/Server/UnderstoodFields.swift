import Facilities
import Formats
import Geo
import Positions
import Application

/// How a position was understood, as named fields.
enum UnderstoodFields {
  /// One field; lists are joined with commas in text.
  struct Field {
    enum Value {
      case text(String)
      case number(Double, decimals: Int)
      case list([String])
    }

    let name: String
    let value: Value

    init(_ name: String, _ text: String) {
      self.name = name
      value = .text(text)
    }

    init(_ name: String, _ number: Double, decimals: Int) {
      self.name = name
      value = .number(number, decimals: decimals)
    }

    init(_ name: String, list: [String]) {
      self.name = name
      value = .list(list)
    }

    var text: String {
      switch value {
      case .text(let text): text
      case .number(let number, let decimals): number.fixed(decimals)
      case .list(let list): list.joined(separator: ",")
      }
    }
  }

  static func all(_ query: Understood, village: NearestVillage?) -> [Field] {
    var fields = [
      Field("latitude", query.position.latitude, decimals: 6),
      Field("longitude", query.position.longitude, decimals: 6),
      Field("readAs", readAs(query)),
      Field("precision_m", query.precisionMeters, decimals: 0),
    ]
    if case .place(let place) = query.readAs { fields += region("place", place.region) }
    let here = query.whereabouts
    if let province = here.province { fields += region("province", province) }
    if let regency = here.regency { fields += region("regency", regency) }
    if here.regency != nil, here.metersOutside > 0 {
      fields.append(Field("outside_m", here.metersOutside, decimals: 0))
    }
    if let village {
      if let district = village.district { fields += region("nearest_district", district) }
      fields += region("nearest_village", village.village)
      fields.append(Field("nearest_village_m", village.meters, decimals: 0))
    }
    var notices = query.reading?.notices.map(\.rawValue) ?? []
    if !here.isInIndonesia, !notices.contains("outsideIndonesia") {
      notices.append("outsideIndonesia")
    }
    fields.append(Field("notices", list: notices))
    if !query.passedOver.isEmpty { fields.append(Field("passed_over", list: query.passedOver)) }
    if let hint = query.hint {
      fields.append(Field("hint", hint.slip.rawValue))
      fields.append(Field("hint_latitude", hint.position.latitude, decimals: 6))
      fields.append(Field("hint_longitude", hint.position.longitude, decimals: 6))
    }
    return fields
  }

  static func write(_ fields: [Field], into json: inout JSONWriter) {
    for field in fields {
      switch field.value {
      case .text(let text): json.member(field.name, text)
      case .number(let number, let decimals): json.member(field.name, number, decimals: decimals)
      case .list(let list):
        json.member(field.name, array: { array in for item in list { array.value(item) } })
      }
    }
  }

  private static func readAs(_ query: Understood) -> String {
    switch query.readAs {
    case .coordinate(let reading): reading.form.rawValue
    case .place: "place"
    case .shortPlusCode: "shortPlusCode"
    }
  }

  private static func region(_ name: String, _ region: Region) -> [Field] {
    [Field("\(name)_code", region.code), Field(name, region.name)]
  }
}
