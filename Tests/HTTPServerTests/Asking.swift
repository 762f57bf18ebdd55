import Application
import Facilities
import Formats
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Serving

@testable import HTTPServer

/// Asks operations without a network: the same table of routes, the same handlers.
struct Asking {
  static let locator = Result { try Locator.embedded() }

  let routes: RouteTable
  let snapshot: Snapshot

  init() throws {
    let locator = try Self.locator.get()
    snapshot = Snapshot(locator, DirectoryVersion(), generation: 0, version: "test")
    let sources = HTTPSources(
      current: { HTTPSources.Current(locator: locator, edition: DirectoryVersion(), generation: 0) }
    )
    routes = RouteTable(HTTPServer.operations(sources, HTTPServer.Settings()))
  }

  /// What came of a question.
  struct Outcome {
    let status: Int
    let text: String
    let fields: HTTPFields

    /// The answer as an object.
    var object: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }
    var code: String? { object["code"] as? String }
  }

  /// Asks for a path with its query.
  func get(
    _ target: String, _ language: Language = .english, accept: String? = nil
  ) async throws -> Outcome {
    let path = target.prefix { $0 != "?" }
    let query = target.firstIndex(of: "?").map { target[target.index(after: $0)...] }
    do {
      let match = try routes.find(.get, path)
      guard let form = MediaType.best(accept, of: match.operation.produces) else {
        throw Problem.notAcceptable(match.operation.produces)
      }
      let request = HTTPRequest(
        method: .get, scheme: "http", authority: "127.0.0.1:7380", path: target)
      let call = Call(
        request: Request(head: request, body: RequestBody(buffer: ByteBuffer())),
        segments: match.segments, arguments: try Arguments(query, match.operation.parameters),
        snapshot: snapshot, language: language, form: form, isPrivate: true,
        base: "http://127.0.0.1:7380", limits: HTTPLimits())
      return Outcome(try await match.operation.handler(call))
    } catch let problem as Problem {
      return Outcome(
        path.hasPrefix("/fhir") ? FHIR.outcome(problem, language) : Reply(problem, language))
    }
  }
}

extension Asking.Outcome {
  init(_ reply: Reply) {
    status = reply.status.code
    fields = reply.fields
    if case .whole(let bytes) = reply.body { text = String(buffer: bytes) } else { text = "" }
  }
}
