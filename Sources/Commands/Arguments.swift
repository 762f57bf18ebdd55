import LineProtocol
import Server

/// Coordinates with a leading minus, made safe for the option parser.
///
/// `plkk nearest -3.3194 114.5908` must work as typed, but a parser takes what begins with `-` for
/// an option. So a hyphen before a digit of any script, a point or a comma (blanks of any kind between
/// do not matter) becomes a minus sign (U+2212) on the way in, which every number reader here accepts,
/// and a hyphen again in what is printed. No option of plkk begins with a digit.
enum Arguments {
  static func protectingMinus(_ arguments: some Sequence<String>) -> [String] {
    var isPlain = false
    return arguments.map { argument in
      if argument == "--" { isPlain = true }
      let scalars = argument.unicodeScalars
      guard !isPlain, scalars.first == "-",
        let second = scalars.dropFirst().first(where: { !isBlank($0) }),
        second == "." || second == "," || second.properties.numericType == .decimal
      else { return argument }
      return "\u{2212}" + String(scalars.dropFirst())
    }
  }

  /// Blanks, and the invisible marks that stand in copied text.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
    default: scalar.properties.isWhitespace
    }
  }

  static func restoringMinus(_ text: String) -> String {
    String(text.map { $0 == "\u{2212}" ? "-" : $0 })
  }

  /// Refuses personal values behind `plkk refer` by the name of their option, before anything is parsed:
  /// what stands on a command line can be seen by others on the machine.
  ///
  /// The value is not repeated in the message.
  static func refusePersonal(_ arguments: [String]) throws {
    guard arguments.first == "refer" else { return }
    for word in arguments.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
      let option = word.prefix { $0 != "=" }
      guard personalOptions.contains(option.lowercased().filter { $0 != "-" }) else { continue }
      throw CommandFailure(
        .usage,
        say(
          id: "\(option) tidak boleh di baris perintah (terlihat orang lain); pakai --identity",
          en: "\(option) may not stand on the command line (others can see it); use --identity"))
    }
  }

  private static let personalOptions = Set(
    CommandTable.personalOptions.map { $0.lowercased() })

  /// Refuses an option that stands twice, of which the parser would take the last in silence.
  ///
  /// For commands none of whose options may be repeated; a word that begins with `--` is never a value
  /// there. What stands after `=` is not repeated in the message.
  static func refuseRepeated(_ arguments: [String]) throws {
    var seen: Set<Substring> = []
    for word in arguments.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
      let name = word.prefix { $0 != "=" }
      guard !seen.insert(name).inserted else { continue }
      throw CommandFailure(
        .usage,
        say(
          id: "opsi \(Failures.safe(String(name))) ditulis dua kali",
          en: "option \(Failures.safe(String(name))) is given twice"))
    }
  }
}
