import Facilities
import Formats
import Wording

/// Sentences for where a site's agreement stands, how fresh that is and what is doubted of it.
enum StandingWords {
  /// All that a person must know before relying on a site, the agreement first.
  static func lines(
    _ facility: Facility, day: CivilDate? = nil, _ occasion: Occasion = .ordinary
  ) -> [String] {
    Language.current.membership(facility, on: day, occasion).map(Failures.path)
  }
}
