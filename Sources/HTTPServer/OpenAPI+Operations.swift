internal import Formats
internal import HTTPTypes

extension Operation {
  /// Writes what the document says of it as members of the object that is open.
  func describe(_ dialect: JSONSchema.Dialect, into json: inout JSONWriter) {
    json.member("operationId", id)
    json.member("summary", summary)
    if needsToken {
      json.member(
        "security",
        array: { list in list.object { $0.member("token", array: { _ in }) } })
    }
    json.member(
      "parameters",
      array: { list in
        for segment in path.split(separator: "/").filter({ $0.hasPrefix("{") }) {
          list.object {
            $0.member("name", String(segment.dropFirst().dropLast()))
            $0.member("in", "path")
            $0.member("required", true)
            $0.member("schema", object: { $0.member("type", "string") })
          }
        }
        for parameter in parameters { parameter.describe(into: &list) }
        for header in headers { header.describe(into: &list) }
      })
    if !accepts.isEmpty { json.member("requestBody", object: { body(into: &$0) }) }
    json.member("responses", object: { responses(dialect, into: &$0) })
  }

  private func body(into json: inout JSONWriter) {
    let isJSON = accepts == [MediaType.json]
    json.member("required", !isJSON || members.contains(where: \.isRequired))
    json.member(
      "content",
      object: { content in
        for form in accepts {
          content.member(
            form,
            object: { body in
              body.member(
                "schema",
                object: { schema in
                  if isJSON {
                    shape(into: &schema)
                  } else {
                    schema.member("type", form.hasSuffix("json") ? "object" : "string")
                  }
                })
            })
        }
      })
  }

  /// The object of the members, and no others.
  private func shape(into json: inout JSONWriter) {
    json.member("type", "object")
    json.member(
      "properties",
      object: { properties in
        for member in members {
          properties.member(
            member.name,
            object: { property in
              property.member("description", member.note)
              member.schema(into: &property)
            })
        }
      })
    let needed = members.filter(\.isRequired)
    if !needed.isEmpty {
      json.member("required", array: { list in for member in needed { list.value(member.name) } })
    }
    json.member("additionalProperties", false)
  }

  /// The statuses of its problems.
  private var failures: Set<Int> {
    var statuses: Set<Int> = [304, 400, 405, 406, 408, 414, 429, 431, 500, 503]
    statuses.formUnion(problems.map(\.code))
    if !accepts.isEmpty { statuses.formUnion([413, 415]) }
    if path.contains("{") { statuses.insert(404) }
    return statuses
  }

  private func responses(_ dialect: JSONSchema.Dialect, into json: inout JSONWriter) {
    json.member(
      isCreating ? "201" : "200",
      object: {
        $0.member("description", summary)
        $0.member(
          "content",
          object: { content in
            for form in produces {
              content.member(
                form,
                object: { body in
                  body.key("schema")
                  Self.shape(schema).write(dialect, into: &body)
                })
            }
          })
      })
    for status in failures.sorted() {
      let words = HTTPResponse.Status(code: status).reasonPhrase
      json.member(
        String(status),
        object: {
          $0.member("description", words.isEmpty ? String(status) : words)
          guard status >= 400 else { return }
          $0.member("content", object: { problem(dialect, into: &$0) })
        })
    }
  }

  private func problem(_ dialect: JSONSchema.Dialect, into content: inout JSONWriter) {
    let isFHIR = path.hasPrefix("/fhir")
    let shape = isFHIR ? JSONSchema.anyObject : .named("Problem")
    content.member(
      isFHIR ? MediaType.fhir : MediaType.problem,
      object: { body in
        body.key("schema")
        shape.write(dialect, into: &body)
      })
  }

  private static func shape(_ name: String) -> JSONSchema {
    switch name {
    case "Text": .string
    case "Document": .anyObject
    default: .named(name)
    }
  }
}

extension HTTPField.Name {
  /// Describes a field of the head of a request.
  fileprivate func describe(into list: inout JSONWriter) {
    let (note, pattern) =
      switch self {
      case .idempotencyKey:
        ("Id of the request: one that is repeated under it gets the same answer.", "^[!#-~]{1,64}$")
      case .ifMatch:
        ("The version that the referral must have before.", "^\"[1-9][0-9]{0,8}\"$")
      default: ("The last event that was taken.", "^[0-9]{1,18}$")
      }
    list.object {
      $0.member("name", rawName)
      $0.member("in", "header")
      $0.member("description", note)
      $0.member("required", false)
      $0.member(
        "schema",
        object: {
          $0.member("type", "string")
          $0.member("pattern", pattern)
        })
    }
  }
}

extension Parameter {
  /// Describes a parameter of a query.
  fileprivate func describe(into list: inout JSONWriter) {
    list.object { json in
      json.member("name", name)
      json.member("in", "query")
      json.member("description", note)
      json.member("required", isRequired)
      switch kind {
      case .words, .box:
        json.member("style", "form")
        json.member("explode", false)
      default: break
      }
      json.member("schema", object: { schema(into: &$0) })
      if let example { json.member("example", example) }
    }
  }

  fileprivate func schema(into json: inout JSONWriter) {
    switch kind {
    case .text:
      json.member("type", "string")
      json.member("minLength", 1)
    case .integer(let range):
      json.member("type", "integer")
      json.member("minimum", range.lowerBound)
      json.member("maximum", range.upperBound)
    case .decimal(let range):
      json.member("type", "number")
      json.member("minimum", range.lowerBound, decimals: 0)
      json.member("maximum", range.upperBound, decimals: 0)
    case .words(let words):
      json.member("type", "array")
      json.member("uniqueItems", true)
      json.member("minItems", 1)
      json.member("items", object: { words.schema(into: &$0) })
    case .word(let words): words.schema(into: &json)
    case .flag: json.member("type", "boolean")
    case .distance:
      json.member("type", "string")
      json.member("pattern", "^[0-9]{1,5}([.,][0-9]{1,2})? ?(km|m|KM|M|Km)$")
    case .period:
      json.member("type", "string")
      json.member("format", "date-time")
    case .box:
      json.member("type", "array")
      json.member("minItems", 4)
      json.member("maxItems", 4)
      json.member(
        "items",
        object: {
          $0.member("type", "number")
          $0.member("minimum", -180)
          $0.member("maximum", 180)
        })
    }
  }
}

extension [String] {
  fileprivate func schema(into json: inout JSONWriter) {
    json.member("type", "string")
    json.member("enum", array: { list in for word in self { list.value(word) } })
  }
}
