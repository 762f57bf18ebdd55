/// The words of one request, as places in a buffer that the framer lends until its next step.
///
/// - Important: Not to be kept: it is good until the framer's next step, and as long as the bytes that
///   it was made from.
public struct Request {
  /// Where a word lies in `base`.
  struct Word {
    var start: Int32
    var end: Int32
    /// Whether it stood in quotes, and so is never an option's name.
    var isQuoted: Bool
  }

  let base: UnsafeRawBufferPointer
  let places: UnsafePointer<Word>
  /// Whether it came as a RESP array, and so is answered in RESP.
  public let isArray: Bool

  /// How many words there are, the verb included; never 0.
  public let count: Int

  /// The bytes of a word: valid UTF-8 without control characters, but in an array of `ECHO` or `PING`,
  /// whose words are given back as they came, and but for tabs and line breaks in an array of a verb
  /// that asks about a position.
  public func bytes(_ word: Int) -> UnsafeRawBufferPointer {
    let place = places[word]
    return UnsafeRawBufferPointer(rebasing: base[Int(place.start)..<Int(place.end)])
  }

  /// A word as text.
  public func text(_ word: Int) -> String { String(decoding: bytes(word), as: UTF8.self) }

  /// Whether a word stood in quotes.
  public func isQuoted(_ word: Int) -> Bool { places[word].isQuoted }

  /// Whether a word equals the given one, ignoring ASCII case.
  ///
  /// - Parameters:
  ///   - word: Index of the word, 0 ..< `count`.
  ///   - expected: ASCII upper case letters.
  /// - Returns: Whether they are equal.
  public func isWord(_ word: Int, _ expected: StaticString) -> Bool {
    let place = places[word]
    let length = expected.utf8CodeUnitCount
    guard Int(place.end - place.start) == length else { return false }
    let expected = expected.utf8Start
    for offset in 0..<length
    where base[Int(place.start) + offset] & 0xdf != expected[offset] {
      return false
    }
    return true
  }
}

@available(*, unavailable)
extension Request: Sendable {}
