internal import Facilities
public import Formats

/// The language of a report for people.
public typealias ReportLanguage = Language

extension Language {
  func say(id: String, en: String) -> String { self == .english ? en : id }

  /// A number with the decimal sign and the thousands of the language.
  func number(_ value: Double, _ decimals: Int) -> String {
    let text = value.fixed(decimals)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let (sign, digits) = parts[0].hasPrefix("-") ? ("-", parts[0].dropFirst()) : ("", parts[0])
    var whole = ""
    for (place, digit) in digits.reversed().enumerated() {
      if place > 0, place % 3 == 0 { whole.append(self == .english ? "," : ".") }
      whole.append(digit)
    }
    let rest = parts.count > 1 ? (self == .english ? "." : ",") + parts[1] : ""
    return sign + String(whole.reversed()) + rest
  }
}

/// A report as titles, tables, notes and pictures: what the terminal and the page have in common.
struct ReportDocument {
  /// A table's cell.
  enum Cell: Hashable {
    /// Words as they are.
    case text(String)
    /// A number; none is said in words.
    case number(Double?, decimals: Int)
    /// A share 0 … 1, printed in per cent.
    case share(Double?)
    /// Metres, printed in kilometres.
    case way(Double?)

    /// What bars are drawn from; words and none have no bar.
    var size: Double? {
      switch self {
      case .text: nil
      case .number(let value, _), .share(let value), .way(let value): value
      }
    }
  }

  /// A chapter.
  struct Section {
    /// Its heading.
    var title: String
    /// What was computed, from what.
    var method: String
    /// How much of the material went into it: used of total.
    var used: String
    /// On what doubtful material it rests, beside the sites; empty when on none.
    var caveat = ""
    /// Whether it rests on the list of sites, of which some may only be presumed.
    var restsOnSites = true
    /// Names of the columns.
    var columns: [String] = []
    /// Rows of cells, as long as `columns`.
    var rows: [[Cell]] = []
    /// The column that is also drawn as a bar.
    var barColumn: Int?
    /// The picture that belongs to it.
    var picture: ReportPicture?
  }

  var language: ReportLanguage
  var title: String
  var subtitle: String
  var warnings: [String]
  var sections: [Section]
  var sources: [String]

  func text(_ cell: Cell) -> String {
    let none = language.say(id: "tidak ada", en: "none")
    switch cell {
    case .text(let text): return text
    case .number(let value, let decimals):
      return value.map { language.number($0, decimals) } ?? none
    case .share(let value): return value.map { language.number($0 * 100, 1) + " %" } ?? none
    case .way(let value): return value.map { language.number($0 / 1000, 1) + " km" } ?? none
    }
  }
}

/// The pictures of a report.
public enum ReportPicture: String, CaseIterable, Hashable, Sendable {
  /// Kabupaten shaded, sites by basis, worst-served villages.
  case map
  /// Lorenz curves.
  case lorenz
  /// Share of the people within a distance.
  case coverage
}
