internal import Formats

extension CommandTable {
  /// The part of the protocol page that lists the verbs, in Markdown.
  public var page: String {
    var text = ""
    for group in CommandSpec.Group.allCases {
      text += "### \(Self.title(group))\n\n"
      for command in commands where command.group == group { text += Self.section(command) }
    }
    return text
  }

  /// The part of the protocol page that lists the error codes, in Markdown.
  public static var errorPage: String {
    "| code | meaning | arti |\n|---|---|---|\n"
      + ErrorCode.allCases.map { "| `\($0.rawValue)` | \($0.meaning.en) | \($0.meaning.id) |\n" }
      .joined()
  }

  private static func title(_ group: CommandSpec.Group) -> String {
    switch group {
    case .locating: "Finding facilities"
    case .referring: "Referrals"
    case .connection: "The connection"
    case .administration: "Running the server"
    case .compatibility: "What Redis clients send on their own"
    }
  }

  private static func section(_ command: CommandSpec) -> String {
    var text = "#### `\(command.name)`\n\n    \(command.usage)\n\n"
    text += "\(command.summary.en.capitalizedFirst). Reply: \(command.reply.en). "
    text += "Cost: \(command.cost). Since version \(command.since)."
    if command.access == .token { text += " Needs a token." }
    if command.access == .administrator { text += " Needs an administrator's token." }
    if !command.errors.isEmpty {
      text += " Errors: " + command.errors.map { "`\($0.rawValue)`" }.joined(separator: ", ") + "."
    }
    text += "\n\n"
    if !command.options.isEmpty {
      text += "| option | value | meaning |\n|---|---|---|\n"
      for option in command.options {
        let value = option.values.map { $0.description(.english) }.joined(separator: "; ")
        let again = option.isRepeatable ? "; may be repeated" : ""
        text +=
          "| `\(option.name)` | \(value.isEmpty ? "none" : value) | \(option.summary.en)\(again) |\n"
      }
      text += "\n"
    }
    return text
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
