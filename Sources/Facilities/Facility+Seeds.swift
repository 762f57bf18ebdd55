internal import Geo

extension Facility {
  /// The facilities of a seed table, in its order.
  ///
  /// - Throws: `SeedError` at the first field that breaks a rule.
  public static func all(in table: SeedTable) throws(SeedError) -> [Facility] {
    var facilities: [Facility] = []
    for record in try table.records() { facilities.append(try Facility(record)) }
    return facilities
  }

  init(_ record: SeedRecord) throws(SeedError) {
    let latitude = try record.number(14)
    let longitude = try record.number(15)
    guard let position = Position(latitude: latitude, longitude: longitude) else {
      throw record.error(14, .position("\(latitude),\(longitude)"))
    }
    self.init(
      id: try record.text(0), name: try record.text(1),
      kind: try record.word(2), careClass: record[3], ownership: record[4],
      provinceCode: try record.text(5), regencyCode: try record.text(7),
      regency: try record.text(8), districtCode: record[9], district: record[10],
      address: record[11], phone: record[12],
      beds: record[13].isEmpty || record[13] == "0" ? nil : try record.integer(13),
      position: position, positionPrecision: try record.word(16), positionSource: record[17],
      basis: try record.word(18), basisSource: record[19], basisDate: record[20])
  }
}

extension SeedRecord {
  /// A word of a closed list.
  func word<Word: RawRepresentable<String>>(_ place: Int) throws(SeedError) -> Word {
    guard let word = Word(rawValue: fields[place]) else {
      throw error(place, .unknownWord(fields[place]))
    }
    return word
  }
}
