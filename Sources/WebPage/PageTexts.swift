internal import Application
internal import Facilities
internal import Formats
internal import Wording

/// Sentences of the page's data, each once, and the groups of them that sites share.
///
/// A text stands in both languages. `{phone}` in it is the site's own number, `{age:N}` how long ago
/// the day N (days since 1970) was: the page fills both in, so that an old list ages on the phone as well.
struct PageTexts {
  /// Both languages of each text.
  private(set) var texts: [Phrase] = []
  private(set) var profiles: [SiteProfile] = []
  private var places: [Phrase: Int] = [:]
  private var profilePlaces: [SiteProfile: Int] = [:]

  /// The place of a text.
  mutating func place(_ phrase: Phrase) -> Int {
    if let place = places[phrase] { return place }
    texts.append(phrase)
    places[phrase] = texts.count - 1
    return texts.count - 1
  }

  /// The place of a sentence that both languages make.
  mutating func place(_ sentence: (Language) -> String) -> Int {
    place(Phrase(id: sentence(.indonesian), en: sentence(.english)))
  }

  /// The place of a group of sentences.
  mutating func place(_ profile: SiteProfile) -> Int {
    if let place = profilePlaces[profile] { return place }
    profiles.append(profile)
    profilePlaces[profile] = profiles.count - 1
    return profiles.count - 1
  }
}

/// All that is said of a site beside its name and place; each number is the place of a text.
struct SiteProfile: Hashable {
  /// What kind it is.
  var kind: Int
  /// Sentences for questions that are no emergency, the most important first.
  var ordinary: [Int]
  /// Sentences in an emergency: nothing of paying or of asking first.
  var urgent: [Int]
  /// Where the agreement stands in a word, ordinary and in an emergency, as an advisory cites it.
  var agreement: [Int]
  /// Codes of what must be known of the site before relying on it.
  var warnings: [String]
}

extension PageTexts {
  /// What is said of a site, in the order of every door: whom it treats, telephone, what supports that
  /// it is a PLKK, the agreement, the position, who pays.
  mutating func profile(_ facility: Facility, day: CivilDate) -> SiteProfile {
    let status = facility.standing?.status
    return SiteProfile(
      kind: place { $0.kind(facility) },
      ordinary: sentences(facility, day, .ordinary),
      urgent: sentences(facility, day, .emergency),
      agreement: status.map { status in
        [
          place { $0.agreement(status, .ordinary) }, place { $0.agreement(status, .emergency) },
        ]
      } ?? [],
      warnings: facility.warnings(on: day).map(\.rawValue))
  }

  private mutating func sentences(
    _ facility: Facility, _ day: CivilDate, _ occasion: Occasion
  ) -> [Int] {
    func lines(_ language: Language) -> [String] {
      var lines = [language.patients(facility) ?? "", language.phone(facility, occasion)]
      lines.append(language.basis(facility, occasion))
      lines += language.membership(facility, on: day, occasion)
      lines.append(language.precision(facility.positionPrecision))
      if occasion == .ordinary { lines.append(language.payment(facility)) }
      return lines.map { text($0, of: facility, language, day) }
    }
    let (indonesian, english) = (lines(.indonesian), lines(.english))
    var found: [Int] = []
    for (id, en) in zip(indonesian, english) where !id.isEmpty {
      found.append(place(Phrase(id: id, en: en)))
    }
    return found
  }

  /// A sentence with marks for the number and the ages in it.
  private func text(
    _ sentence: String, of facility: Facility, _ language: Language, _ day: CivilDate
  ) -> String {
    var text = sentence.capitalizedFirst
    if !facility.phone.isEmpty { text = text.replacing(facility.phone, with: "{phone}") }
    for known in [facility.knownOn, facility.standing?.contact?.date].compactMap({ $0 }) {
      for day in [day, facility.standing?.date].compactMap({ $0 }) {
        let days = max(0, day.daysSince1970 - known.daysSince1970)
        text = text.replacing(
          "(" + Self.age(days, language) + ")", with: "({age:\(known.daysSince1970)})")
      }
    }
    return text
  }

  /// `123 hari lalu`, as the sentences of membership say it.
  static func age(_ days: Int, _ language: Language) -> String {
    language.say(
      id: "\(language.grouped(days)) hari lalu", en: "\(language.grouped(days)) days ago")
  }
}
