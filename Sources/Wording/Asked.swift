import Formats

/// The door of a question: what its options and verbs are called in a sentence.
public enum Asked: Hashable, Sendable {
  /// The command line.
  case commandLine
  /// A line of the line protocol.
  case line
  /// A request of the web.
  case web
  /// The page on the phone, whose parts are called by their headings.
  case page

  /// The name of an option: `--limit`, `LIMIT`, `limit`.
  public func option(_ name: String) -> String {
    switch self {
    case .commandLine: "--" + name
    case .line: name.uppercased()
    case .web, .page: name
    }
  }

  /// How all sites of an area are asked for.
  func within(region: String, _ language: Language) -> String {
    switch self {
    case .commandLine: "plkk within --region \(region)"
    case .line: "WITHIN REGION \(region)"
    case .web: "/v1/within?region=\(region)"
    case .page: language.say(id: "“Daftar menurut kabupaten”", en: "“List by regency”")
    }
  }

  /// How a facility is looked for by its name.
  func search(_ name: String, _ language: Language) -> String {
    switch self {
    case .commandLine: "plkk search \(name)"
    case .line: "SEARCH \(name)"
    case .web: "/v1/search?q=\(name)"
    case .page:
      language.say(id: "“Cari fasilitas menurut nama”", en: "“Find a facility by name”")
    }
  }
}
