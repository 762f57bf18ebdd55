internal import Formats

extension String {
  /// The text made safe to show beside our own words, cut to a length in characters of Unicode with an
  /// ellipsis after.
  public func shown(longest: Int = 60) -> String {
    let clean = ForeignText.shown(self).unicodeScalars
    let short = String(String.UnicodeScalarView(clean.prefix(longest)))
    return clean.count > longest ? short + "…" : short
  }
}
