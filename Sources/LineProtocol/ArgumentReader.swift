/// Puts the words of a request into the places that the table has for them.
struct ArgumentReader {
  let command: CommandSpec

  func read(_ request: Request) throws(CommandError) -> ParsedCommand {
    var parsed = ParsedCommand(command: command)
    var next = 0
    var rest: [String] = []
    /// Where the rest ended; words further on do not belong to it.
    var restEnd: Int?
    var at = 1
    while at < request.count {
      let word = request.text(at)
      // A quoted word is a value, never an option.
      if !request.isQuoted(at), let option = option(word) {
        at = try read(option, request, at, into: &parsed)
        continue
      }
      guard next < command.arguments.count else {
        throw unexpected(word, at)
      }
      let argument = command.arguments[next]
      if argument.takesRest {
        if let restEnd, restEnd != at {
          throw unexpected(word, at)
        }
        rest.append(word)
        restEnd = at + 1
      } else {
        parsed.set(argument.name, try checked(word, argument, option: nil))
        next += 1
      }
      at += 1
    }
    if !rest.isEmpty {
      parsed.set(command.arguments[next].name, rest.joined(separator: " "))
      next += 1
    }
    if next < command.arguments.count, !command.arguments[next].isOptional {
      throw .missingValue(command.arguments[next], option: nil, verb: command.name)
    }
    return parsed
  }

  private func option(_ word: String) -> OptionSpec? {
    guard !command.options.isEmpty else { return nil }
    let name = word.uppercased()
    return command.options.first { $0.name == name }
  }

  /// Reads an option at `start` with its values; returns where the next word is.
  private func read(
    _ option: OptionSpec, _ request: Request, _ start: Int, into parsed: inout ParsedCommand
  ) throws(CommandError) -> Int {
    if parsed.has(option.name), !option.isRepeatable { throw .repeatedOption(option.name) }
    var values: [String] = []
    var at = start + 1
    for value in option.values {
      guard at < request.count else {
        throw .missingValue(value, option: option.name, verb: command.name)
      }
      values.append(try checked(request.text(at), value, option: option.name))
      at += 1
    }
    parsed.add(option.name, values)
    return at
  }

  func checked(
    _ text: String, _ value: ValueSpec, option: String?
  ) throws(CommandError) -> String {
    let checked: String? =
      switch value.kind {
      case .integer(let range):
        text.utf8.first != 0x2b && (Int(text).map(range.contains) ?? false) ? text : nil
      case .choice(let words): value.chosen(text, words)
      case .choices(let words):
        text.split(separator: ",", omittingEmptySubsequences: false)
          .reduce("" as String?) { list, part in
            guard let list, let word = value.chosen(part, words) else { return nil }
            return list.isEmpty ? word : list + "," + word
          }
      case .text, .distance, .position, .region, .box: text
      }
    guard let checked else { throw .wrongValue(repeated(text), value, option: option) }
    return checked
  }

  /// A word of the request that has no place; `at` counts from the verb, which is 0.
  func unexpected(_ word: String, _ at: Int) -> CommandError {
    .unexpectedWord(
      repeated(word), place: at + 1, verb: command.name, allowed: command.options.map(\.name))
  }

  /// The word, where an error may repeat it.
  private func repeated(_ word: String) -> String? { command.access == .token ? nil : word }
}

extension ValueSpec {
  /// The word of a choice, blind to case, as it was typed; one of `also` becomes what it stands for.
  fileprivate func chosen(_ text: some StringProtocol, _ words: [String]) -> String? {
    if words.contains(where: { $0.uppercased() == text.uppercased() }) { return String(text) }
    return also[text.lowercased()]
  }
}

extension CommandTable {
  /// Checks words that a door has sorted already, such as the options of a command line.
  ///
  /// - Parameters:
  ///   - verb: The verb.
  ///   - arguments: Values of its arguments, in order.
  ///   - options: Names of options, case-insensitive, with their values.
  /// - Returns: The command with typed values.
  /// - Throws: `CommandError` that names the word and what is allowed.
  public func parse(
    _ verb: String, arguments: [String], options: [(name: String, values: [String])]
  ) throws(CommandError) -> ParsedCommand {
    guard let command = self[verb] else {
      throw .unknownVerb(verb, near: nearest(to: verb))
    }
    let reader = ArgumentReader(command: command)
    var parsed = ParsedCommand(command: command)
    guard arguments.count <= command.arguments.count else {
      throw reader.unexpected(
        arguments[command.arguments.count], command.arguments.count + 1)
    }
    for (place, argument) in command.arguments.enumerated() {
      if place < arguments.count {
        parsed.set(argument.name, try reader.checked(arguments[place], argument, option: nil))
      } else if !argument.isOptional {
        throw .missingValue(argument, option: nil, verb: verb)
      }
    }
    for (name, values) in options {
      guard let option = command.options.first(where: { $0.name == name.uppercased() }) else {
        throw reader.unexpected(name, arguments.count + 1)
      }
      if parsed.has(option.name), !option.isRepeatable { throw .repeatedOption(option.name) }
      guard values.count == option.values.count else {
        throw .wrongCombination(verb: verb, usage: command.usage)
      }
      var checked: [String] = []
      for (text, value) in zip(values, option.values) {
        checked.append(try reader.checked(text, value, option: option.name))
      }
      parsed.add(option.name, checked)
    }
    return parsed
  }
}
