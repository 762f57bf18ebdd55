public import Geo

/// A position as text, in the notations that ``PositionText`` reads.
///
/// Pure and without a locale; each text reads back to the position within half its last digit.
///
/// For example:
///
///     let spoken = PositionFormat.dms(position)
///     let written = PositionFormat.utm(position) ?? PositionFormat.decimal(position)
public enum PositionFormat {
  /// The letters after an angle.
  public enum Hemispheres: String, Hashable, Sendable, CaseIterable {
    /// LU, LS, BT, BB.
    case indonesian
    /// N, S, E, W.
    case international
  }

  /// Signed decimal degrees, `-2.20880, 113.90000`.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - decimals: 0 … 9; five are about a metre.
  /// - Returns: Latitude and longitude with a comma and a space between.
  public static func decimal(_ position: Position, decimals: Int = 5) -> String {
    DigitRun.fixed(position.latitude, decimals: decimals) + ", "
      + DigitRun.fixed(position.longitude, decimals: decimals)
  }

  /// Degrees, minutes and seconds, `2°12'31.7" LS 113°54'0.0" BT`.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - decimals: Decimals of the seconds, 0 … 6; one is 3 m.
  ///   - hemispheres: Which letters.
  ///   - mark: Decimal mark, a point or a comma.
  /// - Returns: Latitude and longitude with a space between.
  public static func dms(
    _ position: Position, decimals: Int = 1, hemispheres: Hemispheres = .indonesian,
    mark: Character = "."
  ) -> String {
    both(position, hemispheres) { magnitude in
      let decimals = max(0, min(6, decimals))
      let power = DigitRun.powers[decimals]
      // Whole units of the last digit, so that 59.96" carries into the minutes.
      let units = Int64((magnitude * 3600 * Double(power)).rounded())
      let seconds = units / power
      let fraction =
        decimals == 0 ? "" : String(mark) + DigitRun.padded(units % power, to: decimals)
      return "\(seconds / 3600)°\(seconds / 60 % 60)'\(seconds % 60)\(fraction)\""
    }
  }

  /// Degrees and decimal minutes, `2°12.528' LS 113°54.000' BT`.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - decimals: Decimals of the minutes, 0 … 7; three are 2 m.
  ///   - hemispheres: Which letters.
  ///   - mark: Decimal mark, a point or a comma.
  /// - Returns: Latitude and longitude with a space between.
  public static func dm(
    _ position: Position, decimals: Int = 3, hemispheres: Hemispheres = .indonesian,
    mark: Character = "."
  ) -> String {
    both(position, hemispheres) { magnitude in
      let decimals = max(0, min(7, decimals))
      let power = DigitRun.powers[decimals]
      let units = Int64((magnitude * 60 * Double(power)).rounded())
      let minutes = units / power
      let fraction =
        decimals == 0 ? "" : String(mark) + DigitRun.padded(units % power, to: decimals)
      return "\(minutes / 60)°\(minutes % 60)\(fraction)'"
    }
  }

  /// UTM with the hemisphere as people write it here, `49S 822597 9755545`.
  ///
  /// Note that S is the hemisphere, not the MGRS band; between 49° and 59° south the text alone fits
  /// both, and reading it back says so.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - decimals: Decimals of the metres, 0 … 6.
  /// - Returns: The text; `nil` beyond 80° S and 84° N.
  public static func utm(_ position: Position, decimals: Int = 0) -> String? {
    guard let utm = UTM(position) else { return nil }
    return "\(utm.zone)\(utm.isSouth ? "S" : "N") "
      + DigitRun.fixed(utm.easting, decimals: min(6, decimals)) + " "
      + DigitRun.fixed(utm.northing, decimals: min(6, decimals))
  }

  /// MGRS, `49M HT 22597 55545`: the cell that holds the position.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - digits: Digits for each axis, 0 (100 km) … 5 (1 m).
  /// - Returns: The text; `nil` beyond the grid.
  public static func mgrs(_ position: Position, digits: Int = 5) -> String? {
    MGRS.text(of: position, digits: digits)
  }

  /// The full Plus Code of the cell that holds the position, `6P9MQWR2+F2`.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - length: Digits without the plus: 2, 4, 6, 8, 10 … 15; ten are 14 m.
  /// - Returns: The code.
  public static func plusCode(_ position: Position, length: Int = 10) -> String {
    PlusCode.encode(
      latitude: position.latitude, longitude: position.longitude, length: length)
  }

  private static func both(
    _ position: Position, _ hemispheres: Hemispheres, _ angle: (Double) -> String
  ) -> String {
    let letters =
      hemispheres == .indonesian ? ["LU", "LS", "BT", "BB"] : ["N", "S", "E", "W"]
    let south = position.latitude < 0
    let west = position.longitude < 0
    return angle(abs(position.latitude)) + " " + letters[south ? 1 : 0] + " "
      + angle(abs(position.longitude)) + " " + letters[west ? 3 : 2]
  }
}
