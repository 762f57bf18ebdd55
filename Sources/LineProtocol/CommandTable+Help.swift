public import Formats

extension CommandTable {
  /// What `HELP` answers: one line a verb, those for Redis clients left out.
  public func help(_ language: ReplyLanguage) -> [String] {
    commands.filter { $0.group != .compatibility }
      .map { "\($0.name)\t\($0.summary.text(language))" }
  }

  /// What `HELP VERB` answers; nil when there is no such verb.
  public func help(on name: String, _ language: ReplyLanguage) -> [String]? {
    guard let command = self[name] else { return nil }
    var lines = [command.usage, command.summary.text(language)]
    for option in command.options {
      let values = option.values.map { " \($0.name)" }.joined()
      var line = "\(option.name)\(values)\t\(option.summary.text(language))"
      if let value = option.values.first { line += " (\(value.description(language)))" }
      lines.append(line)
    }
    let reply = command.reply.text(language).filter { $0 != "`" }
    lines.append(Phrase(id: "Jawaban: ", en: "Reply: ").text(language) + reply)
    lines.append(Phrase(id: "Biaya: ", en: "Cost: ").text(language) + command.cost)
    if !command.errors.isEmpty {
      let codes = command.errors.map(\.rawValue).joined(separator: " ")
      lines.append(Phrase(id: "Kesalahan: ", en: "Errors: ").text(language) + codes)
    }
    if command.access == .administrator {
      lines.append(
        Phrase(id: "Perlu token pengelola.", en: "Needs an administrator's token.").text(language))
    }
    return lines
  }

  /// The names of verbs and options that begin with a text, for completion on a terminal.
  ///
  /// - Parameter line: What stands before the cursor.
  /// - Returns: Completions of its last word, in the table's order.
  public func completions(of line: String) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { $0.uppercased() }
    guard let last = words.last else { return [] }
    if words.count == 1 { return commands.map(\.name).filter { $0.hasPrefix(last) } }
    if words[0] == "HELP" { return commands.map(\.name).filter { $0.hasPrefix(last) } }
    guard let command = self[words[0]] else { return [] }
    let previous = words[words.count - 2]
    if let option = command.options.first(where: { $0.name == previous }),
      let value = option.values.first
    {
      return value.choices.filter { $0.uppercased().hasPrefix(last) }
    }
    let values = command.arguments.first.map(\.choices) ?? []
    return (values + command.options.map(\.name)).filter { $0.uppercased().hasPrefix(last) }
  }
}

extension ValueSpec {
  /// The words that it may be, if there are only some.
  public var choices: [String] {
    switch kind {
    case .choice(let words), .choices(let words): words
    default: []
    }
  }
}
