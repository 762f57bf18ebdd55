/// Coordinates with a leading minus, made safe for the option parser.
///
/// `plkk nearest -3.3194 114.5908` must work as typed, but a parser takes what begins with `-` for
/// an option. So a hyphen before a digit, point or comma (blanks between do not matter) becomes a minus
/// sign (U+2212) on the way in, which every number reader here accepts, and a hyphen again in what is
/// printed. No option of ours begins with a digit.
enum Arguments {
  static func protectingMinus(_ arguments: some Sequence<String>) -> [String] {
    var isPlain = false
    return arguments.map { argument in
      if argument == "--" { isPlain = true }
      guard !isPlain, argument.utf8.first == UInt8(ascii: "-"),
        let second = argument.utf8.dropFirst().first(where: { $0 != UInt8(ascii: " ") }),
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second) || second == UInt8(ascii: ".")
          || second == UInt8(ascii: ",")
      else { return argument }
      return "\u{2212}" + argument.dropFirst()
    }
  }

  static func restoringMinus(_ text: String) -> String {
    String(text.map { $0 == "\u{2212}" ? "-" : $0 })
  }
}
