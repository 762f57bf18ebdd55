internal import Formats

/// The shape of a JSON value, as the documents of the interface describe it.
indirect enum JSONSchema: Sendable {
  case string
  /// One of these words.
  case words([String])
  /// A text that may hold nothing.
  case date
  case integer(ClosedRange<Int>?)
  case number(ClosedRange<Double>?)
  case boolean
  case array(JSONSchema)
  /// These members and no others, all there but the optional ones.
  case object([(String, JSONSchema)], optional: [(String, JSONSchema)] = [])
  /// A shape by name.
  case named(String)
  /// Any object.
  case anyObject
  case nullable(JSONSchema)
  case oneOf([JSONSchema])

  /// Versions of OpenAPI, which write what may be `null` in different ways.
  enum Dialect: Sendable {
    case openAPI30
    case openAPI31
  }

  /// Writes the shape as the value that is due.
  func write(_ dialect: Dialect, into json: inout JSONWriter) {
    json.object { members(dialect, isNullable: false, into: &$0) }
  }

  private func members(_ dialect: Dialect, isNullable: Bool, into json: inout JSONWriter) {
    func type(_ name: String) {
      if isNullable, dialect == .openAPI31 {
        json.member(
          "type",
          array: {
            $0.value(name); $0.value("null")
          })
      } else {
        json.member("type", name)
        if isNullable { json.member("nullable", true) }
      }
    }
    switch self {
    case .string: type("string")
    case .date:
      type("string")
      json.member("format", "date")
    case .words(let words):
      type("string")
      json.member(
        "enum",
        array: { list in
          for word in words { list.value(word) }
          if isNullable { list.value(nil as String?) }
        })
    case .integer(let range):
      type("integer")
      if let range {
        json.member("minimum", range.lowerBound)
        json.member("maximum", range.upperBound)
      }
    case .number(let range):
      type("number")
      if let range {
        json.member("minimum", range.lowerBound, decimals: 0)
        json.member("maximum", range.upperBound, decimals: 0)
      }
    case .boolean: type("boolean")
    case .array(let element):
      type("array")
      json.key("items")
      element.write(dialect, into: &json)
    case .object(let members, let optional):
      type("object")
      json.member(
        "properties",
        object: { properties in
          for (name, shape) in members + optional {
            properties.key(name)
            shape.write(dialect, into: &properties)
          }
        })
      json.member("required", array: { list in for (name, _) in members { list.value(name) } })
      json.member("additionalProperties", false)
    case .named(let name):
      if isNullable {
        json.member(
          "anyOf",
          array: { list in
            list.object { $0.member("$ref", "#/components/schemas/\(name)") }
            if dialect == .openAPI31 { list.object { $0.member("type", "null") } }
          })
        if dialect == .openAPI30 { json.member("nullable", true) }
      } else {
        json.member("$ref", "#/components/schemas/\(name)")
      }
    case .anyObject: type("object")
    case .nullable(let shape): shape.members(dialect, isNullable: true, into: &json)
    case .oneOf(let shapes):
      json.member(
        "oneOf", array: { list in for shape in shapes { shape.write(dialect, into: &list) } })
    }
  }
}
