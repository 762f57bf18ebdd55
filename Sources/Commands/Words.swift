import Facilities
import Formats
import Application
import Wording

/// The field's words for typed values, in the language of this run.
enum Words {
  static func kind(_ kind: FacilityKind) -> String { Language.current.kind(kind) }

  /// The kind of a facility, for a special hospital what it is for.
  static func kind(_ facility: Facility) -> String { Language.current.kind(facility) }

  /// What supports that it is a PLKK, as a full statement.
  static func basis(_ facility: Facility) -> String {
    Language.current.basis(facility, .ordinary)
  }

  /// How far the position is to be trusted; empty when it is the site itself.
  static func precision(_ precision: PositionPrecision) -> String {
    Language.current.precision(precision)
  }

  /// Direction of a bearing in one of eight words.
  static func direction(_ bearing: Double) -> String { Language.current.direction(bearing) }

  /// A distance for a person: metres below one kilometre, else kilometres with one decimal.
  static func distance(_ meters: Double) -> String { Language.current.distance(meters) }

  /// A number with the decimal sign of the language.
  static func decimal(_ value: Double, _ decimals: Int) -> String {
    Language.current.decimal(value, decimals)
  }

  /// A whole number grouped in thousands after the habit of the language.
  static func grouped(_ number: Int) -> String { Language.current.grouped(number) }

  /// An amount of money, which is never a fraction of a rupiah.
  static func rupiah(_ amount: Int64) -> String { "Rp " + grouped(Int(amount)) }
}
