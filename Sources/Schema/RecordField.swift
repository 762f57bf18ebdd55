public import Formats

/// One field of a record: a name that every format uses, and a value that each writes its own way.
public struct RecordField: Hashable, Sendable {
  /// What a field can hold.
  public enum Value: Hashable, Sendable {
    /// A text; empty where the source says nothing.
    case text(String)
    /// A number with a fixed count of decimals.
    case number(Double, decimals: Int)
    /// A whole number.
    case integer(Int)
    /// Yes or no.
    case flag(Bool)
    /// Nothing is known: `null` in JSON, empty elsewhere.
    case null
    /// Several words: an array in JSON, with commas between elsewhere.
    case list([String])
    /// Named fields: an object in JSON; elsewhere fields of their own, their names after a prefix.
    case object([RecordField], prefix: String)
    /// Several objects: JSON only.
    case objects([[RecordField]])
  }

  /// In snake_case, as in the seed tables.
  public let name: String
  /// What it holds.
  public let value: Value

  /// Names a value.
  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }

  init(_ name: String, _ text: String) { self.init(name, .text(text)) }

  init(_ name: String, text: String?) { self.init(name, text.map(Value.text) ?? .null) }

  init(_ name: String, _ number: Double?, decimals: Int) {
    self.init(name, number.map { .number($0, decimals: decimals) } ?? .null)
  }

  /// The value as one cell of a table or a line.
  public var cell: String {
    switch value {
    case .text(let text): text
    case .number(let number, let decimals): number.fixed(decimals)
    case .integer(let integer): String(integer)
    case .flag(let flag): flag ? "true" : "false"
    case .null: ""
    case .list(let words): words.joined(separator: ",")
    case .object, .objects: ""
    }
  }

  /// The fields with objects taken apart, for formats that have none.
  public static func flat(_ fields: [RecordField]) -> [RecordField] {
    fields.flatMap { field -> [RecordField] in
      switch field.value {
      case .object(let inner, let prefix):
        flat(inner).map { RecordField(prefix + $0.name, $0.value) }
      case .objects: []
      default: [field]
      }
    }
  }

  /// A typed word of the code in the snake_case of the machine formats: `mapCenter`, `map_center`.
  public static func word(_ raw: String) -> String {
    var word = ""
    for character in raw {
      if character.isUppercase { word += "_" }
      word += character.lowercased()
    }
    return word
  }
}

extension JSONWriter {
  /// Writes fields as members of the object that is open.
  public mutating func members(_ fields: [RecordField]) {
    for field in fields {
      switch field.value {
      case .text(let text): member(field.name, text)
      case .number(let number, let decimals): member(field.name, number, decimals: decimals)
      case .integer(let integer): member(field.name, integer)
      case .flag(let flag): member(field.name, flag)
      case .null: member(field.name, nil as String?)
      case .list(let words):
        member(field.name, array: { array in for word in words { array.value(word) } })
      case .object(let inner, _): member(field.name, object: { $0.members(inner) })
      case .objects(let objects):
        member(
          field.name,
          array: { array in
            for inner in objects { array.object { $0.members(inner) } }
          })
      }
    }
  }
}
