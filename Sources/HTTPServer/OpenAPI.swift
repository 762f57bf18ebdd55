internal import Formats
internal import HTTPTypes

/// The document of the interface (OpenAPI), made of the operations themselves.
struct OpenAPI: Sendable {
  /// The form of the older document.
  static let mediaType30 = "application/vnd.oai.openapi+json;version=3.0"

  let described: [Operation]
  let version: String

  init(operations: [Operation], version: String) {
    described = operations
    self.version = version
  }

  /// The operations that answer the documents, themselves part of them.
  var operations: [Operation] {
    func place(_ handler: @escaping @Sendable (Call) async throws -> Reply) -> Operation {
      Operation(
        "openapi", "/openapi.json", "This document.", schema: "Document", handler: handler)
    }
    func older(_ handler: @escaping @Sendable (Call) async throws -> Reply) -> Operation {
      Operation(
        "ogcInterface", "/ogc/api", "The interface for maps, in OpenAPI 3.0.",
        produces: [Self.mediaType30, MediaType.json], schema: "Document", handler: handler)
    }
    let blank: @Sendable (Call) async throws -> Reply = { _ in Reply() }
    let whole = document(described + [older(blank), place(blank)], .openAPI31)
    let maps = document(
      described.filter { $0.path.hasPrefix("/ogc") } + [older(blank)], .openAPI30)
    return [
      older { Self.reply(maps, $0.form) }, place { Self.reply(whole, $0.form) },
    ]
  }

  private static func reply(_ document: (text: String, etag: String), _ form: String) -> Reply {
    var reply = Reply(document.text, form)
    reply.etag = document.etag
    return reply
  }

  private func document(
    _ operations: [Operation], _ dialect: JSONSchema.Dialect
  ) -> (text: String, etag: String) {
    let text = text(operations, dialect)
    var digest = FNVDigest()
    digest.add(text)
    return (text, "\"\(digest.text)\"")
  }

  /// The whole document.
  private func text(_ operations: [Operation], _ dialect: JSONSchema.Dialect) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("openapi", dialect == .openAPI31 ? "3.1.0" : "3.0.3")
      json.member(
        "info",
        object: {
          $0.member("title", "PLKK locator")
          $0.member("version", version.isEmpty ? "0" : version)
          $0.member(
            "description",
            "The nearest facilities for work-accident care (PLKK) in Kalimantan. Distances are "
              + "straight lines over the WGS-84 ellipsoid. Every answer carries its warnings. In an "
              + "emergency call 119 first.")
        })
      json.member("servers", array: { $0.object { $0.member("url", "/") } })
      json.member(
        "paths",
        object: { paths in
          for (path, group) in Self.grouped(operations) {
            paths.member(
              path,
              object: { item in
                for operation in group {
                  item.member(
                    operation.method.rawValue.lowercased(),
                    object: { describe(operation, dialect, into: &$0) })
                }
              })
          }
        })
      json.member(
        "components",
        object: {
          $0.member(
            "schemas",
            object: { schemas in
              for (name, shape) in Schemas.all {
                schemas.key(name)
                shape.write(dialect, into: &schemas)
              }
            })
        })
    }
    return json.text
  }

  /// Operations by path, in the order in which the paths first come.
  private static func grouped(_ operations: [Operation]) -> [(String, [Operation])] {
    var order: [String] = []
    for operation in operations where !order.contains(operation.path) {
      order.append(operation.path)
    }
    return order.map { path in (path, operations.filter { $0.path == path }) }
  }

  private func describe(
    _ operation: Operation, _ dialect: JSONSchema.Dialect, into json: inout JSONWriter
  ) {
    json.member("operationId", operation.id)
    json.member("summary", operation.summary)
    let inPath = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }
    json.member(
      "parameters",
      array: { list in
        for segment in inPath {
          list.object {
            $0.member("name", String(segment.dropFirst().dropLast()))
            $0.member("in", "path")
            $0.member("required", true)
            $0.member("schema", object: { $0.member("type", "string") })
          }
        }
        for parameter in operation.parameters { Self.describe(parameter, into: &list) }
      })
    if !operation.accepts.isEmpty {
      json.member(
        "requestBody",
        object: {
          $0.member("required", true)
          $0.member(
            "content",
            object: { content in
              for form in operation.accepts {
                content.member(
                  form,
                  object: { $0.member("schema", object: { $0.member("type", "string") }) })
              }
            })
        })
    }
    json.member("responses", object: { responses(operation, dialect, into: &$0) })
  }

  private func responses(
    _ operation: Operation, _ dialect: JSONSchema.Dialect, into json: inout JSONWriter
  ) {
    json.member(
      "200",
      object: {
        $0.member("description", operation.summary)
        $0.member(
          "content",
          object: { content in
            for form in operation.produces {
              content.member(
                form,
                object: { body in
                  body.key("schema")
                  Self.shape(operation.schema).write(dialect, into: &body)
                })
            }
          })
      })
    var statuses: Set<Int> = [304, 400, 405, 406, 408, 414, 429, 431, 500, 503]
    statuses.formUnion(operation.problems.map(\.code))
    if !operation.accepts.isEmpty { statuses.formUnion([413, 415]) }
    if operation.path.contains("{") { statuses.insert(404) }
    for status in statuses.sorted() {
      let words = HTTPResponse.Status(code: status).reasonPhrase
      json.member(
        String(status),
        object: {
          $0.member("description", words.isEmpty ? String(status) : words)
          guard status >= 400 else { return }
          $0.member(
            "content",
            object: {
              let isFHIR = operation.path.hasPrefix("/fhir")
              let shape = isFHIR ? JSONSchema.anyObject : .named("Problem")
              $0.member(
                isFHIR ? MediaType.fhir : MediaType.problem,
                object: { body in
                  body.key("schema")
                  shape.write(dialect, into: &body)
                })
            })
        })
    }
  }

  private static func shape(_ name: String) -> JSONSchema {
    switch name {
    case "Text": .string
    case "Document": .anyObject
    default: .named(name)
    }
  }

  private static func describe(_ parameter: Parameter, into list: inout JSONWriter) {
    list.object { json in
      json.member("name", parameter.name)
      json.member("in", "query")
      json.member("description", parameter.note)
      json.member("required", parameter.isRequired)
      if case .words = parameter.kind {
        json.member("style", "form")
        json.member("explode", false)
      }
      if case .box = parameter.kind {
        json.member("style", "form")
        json.member("explode", false)
      }
      json.member("schema", object: { schema(parameter.kind, into: &$0) })
      if let example = parameter.example { json.member("example", example) }
    }
  }

  private static func schema(_ kind: Parameter.Kind, into json: inout JSONWriter) {
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
