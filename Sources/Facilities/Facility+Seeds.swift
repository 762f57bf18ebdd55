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
    phoneE164 = record[21]
    operationalStatus = OperationalStatus(
      try record.word(22), source: try record.text(23), date: try record.text(24))
    otherNames = record.list(25)
    namesSource = record[26]
    if !record[27].isEmpty { specialty = try record.word(27) }
    serves = try record.word(28)
    villageCode = record[29]
  }
}

extension Facility {
  /// Takes over what official lists do not say from the record that was known under the same id.
  ///
  /// A hospital that no table had is special where its name says so.
  public mutating func takeOver(from known: Facility?) {
    guard let known else {
      if kind == .hospital, specialty == nil { specialty = HospitalSpecialty(name: name) }
      return
    }
    phoneE164 = phone == known.phone ? known.phoneE164 : ""
    operationalStatus = known.operationalStatus
    otherNames = known.otherNames
    if NameKey.key(known.name) != NameKey.key(name), !otherNames.contains(known.name) {
      otherNames.append(known.name)
    }
    namesSource = known.namesSource
    specialty = known.specialty
    serves = known.serves
    villageCode = position == known.position ? known.villageCode : ""
  }
}

extension SeedRecord {
  /// The parts of a field between semicolons.
  func list(_ place: Int) -> [String] {
    fields[place].split(separator: ";").map(String.init)
  }

  /// A word of a closed list.
  func word<Word: RawRepresentable<String>>(_ place: Int) throws(SeedError) -> Word {
    guard let word = Word(rawValue: fields[place]) else {
      throw error(place, .unknownWord(fields[place]))
    }
    return word
  }
}
