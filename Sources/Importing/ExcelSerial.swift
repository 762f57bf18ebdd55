internal import Facilities

/// The day numbers of spreadsheets.
enum ExcelSerial {
  /// The day of a serial number, or `nil` when it is not in the years of `CivilDate`.
  ///
  /// In the 1900 system day 60 is the 29th of February 1900, which never was; days from 61 on
  /// count from 1899-12-30. The parts of a day are dropped.
  static func date(_ serial: Double, startsIn1904: Bool = false) -> CivilDate? {
    guard serial.isFinite, serial >= 1, serial < 200_000 else { return nil }
    let day = Int(serial)
    if startsIn1904 { return CivilDate(daysSince1970: day - 24_107) }
    if day == 60 { return nil }
    return CivilDate(daysSince1970: day - (day < 60 ? 25_568 : 25_569))
  }
}
