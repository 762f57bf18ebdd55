/// The one list of verbs: the parser, `HELP`, the protocol page and the completion of the command
/// line come from it.
///
/// For example:
///
///     let command = try CommandTable.standard.parse(
///       "NEAREST", arguments: ["-3.3194,114.5908"], options: [("LIMIT", ["5"])])
///     let limit = command.integer("LIMIT")
public struct CommandTable: Sendable {
  /// All verbs, in the order of help and page.
  public let commands: [CommandSpec]
  private let places: [String: Int]

  /// Makes a table.
  ///
  /// - Precondition: No verb stands twice.
  public init(_ commands: [CommandSpec]) {
    self.commands = commands
    var places: [String: Int] = [:]
    for (place, command) in commands.enumerated() {
      let previous = places.updateValue(place, forKey: command.name)
      precondition(previous == nil, "the verb \(command.name) stands twice in the table")
    }
    self.places = places
  }

  /// A table with more verbs after these.
  public func adding(_ more: [CommandSpec]) -> CommandTable { CommandTable(commands + more) }

  /// The verb with a name, blind to case.
  public subscript(name: String) -> CommandSpec? { places[name.uppercased()].map { commands[$0] } }

  /// The place of a verb in `commands`, blind to case.
  public func place(of name: String) -> Int? { places[name.uppercased()] }

  /// Checks a request against the table.
  ///
  /// - Throws: `CommandError` that names the word and what is allowed.
  /// - Complexity: O(words × options of the verb).
  public func parse(_ request: Request) throws(CommandError) -> ParsedCommand {
    let verb = request.text(0)
    guard let place = places[verb.uppercased()] else {
      throw .unknownVerb(verb, near: nearest(to: verb))
    }
    return try ArgumentReader(command: commands[place]).read(request)
  }
}

/// A request that fits the table: every value is there and of its kind.
public struct ParsedCommand: Sendable {
  /// The verb.
  public let command: CommandSpec
  /// Values of the arguments, by their names.
  public private(set) var arguments: [String: String] = [:]
  /// Values of the options, one list each time that it stands there.
  public private(set) var options: [String: [[String]]] = [:]

  init(command: CommandSpec) { self.command = command }

  mutating func set(_ argument: String, _ value: String) { arguments[argument] = value }
  mutating func add(_ option: String, _ values: [String]) {
    options[option, default: []].append(values)
  }

  /// Whether an option stands there.
  public func has(_ option: String) -> Bool { options[option] != nil }
  /// The one value of an option.
  public func value(_ option: String) -> String? { options[option]?.first?.first }
  /// All values of an option that takes lists or may be repeated, in lower case.
  public func list(_ option: String) -> [String] {
    (options[option] ?? []).flatMap { $0 }.flatMap {
      $0.lowercased().split(separator: ",").map(String.init)
    }
  }
  /// The whole number of an option; its range was checked.
  public func integer(_ option: String) -> Int? { value(option).flatMap { Int($0) } }
}
