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
                    object: { operation.describe(dialect, into: &$0) })
                }
              })
          }
        })
      json.member(
        "components",
        object: {
          $0.member(
            "securitySchemes",
            object: {
              $0.member(
                "token",
                object: {
                  $0.member("type", "http")
                  $0.member("scheme", "bearer")
                })
            })
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
}
