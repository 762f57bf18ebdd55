import Application
import Formats
import Wording

/// The echo of a position on a terminal.
enum QueryRendering {
  /// `Posisi: -3.31940,114.59080 = 3°19'9,8" LS …`, where that is, how it was read, and what of it the
  /// reader has to know.
  static func lines(_ query: ResolvedPosition) -> [String] {
    let terminal = Terminal.output
    let language = Language.current
    var lines = terminal.wrapped(
      say(id: "Posisi", en: "Position")
        + ": \(language.decimal(query.position)) = \(language.dms(query.position))",
      indent: 0)
    lines += terminal.wrapped(language.whereabouts(query.whereabouts), indent: 2)
    lines += terminal.wrapped(language.readAs(query), indent: 2)
    for notice in language.notices(query) {
      lines += terminal.wrapped(
        say(id: "Catatan: ", en: "Note: ") + Arguments.restoringMinus(notice), indent: 2
      ).map(terminal.warning)
    }
    return lines
  }
}
