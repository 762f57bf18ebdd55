internal import Formats

/// Text on the pages that are printed and looked at: letters, sheets, reports.
enum PrintedText {
  /// The style of what does not break at the end of a line.
  static let style = ".t{white-space:nowrap}"

  /// Escaped text in which no day, with its time if there is one, breaks at the end of a line; words of a
  /// command, between back-quotes, are set as such.
  static func html(_ text: String) -> String {
    Markup.escape(text)
      .replacing(#/[0-9]{2}-[0-9]{2}-[0-9]{4}( [0-9]{2}\.[0-9]{2} WI(B|TA|T))?/#) {
        "<span class=\"t\">\($0.output.0)</span>"
      }
      .replacing(#/`([^`]*)`/#) { "<code class=\"t\">\($0.output.1)</code>" }
  }
}
