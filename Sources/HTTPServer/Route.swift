internal import HTTPTypes

/// One operation of the door: where it is, what it takes, what it answers, and who answers.
///
/// The document of `/openapi.json` is made of the same values, so that it cannot say otherwise.
struct Operation: Sendable {
  /// Name for client generators: `nearest`.
  let id: String
  let method: HTTPRequest.Method
  /// `/v1/facilities/{id}`.
  let path: String
  /// What it does, in English.
  let summary: String
  var parameters: [Parameter] = []
  /// Forms of a body that it takes; none for no body.
  var accepts: [String] = []
  /// Forms that it answers in, the usual one first.
  var produces: [String] = [MediaType.json]
  /// Name of the schema of its answer in the document.
  var schema: String
  /// Statuses of problems that it can have beside those of every operation.
  var problems: [HTTPResponse.Status] = []
  /// The members of its JSON body; none where it has no such body.
  var members: [Parameter] = []
  /// Whether it is for those who have a token.
  var needsToken = false
  /// Whether what it makes has a place of its own, which the answer names.
  var isCreating = false
  /// Fields of the head of a request that it understands beside the usual ones.
  var headers: [HTTPField.Name] = []
  let handler: @Sendable (Call) async throws -> Reply

  init(
    _ id: String, _ path: String, _ summary: String, method: HTTPRequest.Method = .get,
    parameters: [Parameter] = [], accepts: [String] = [],
    produces: [String] = [MediaType.json], schema: String,
    problems: [HTTPResponse.Status] = [], handler: @escaping @Sendable (Call) async throws -> Reply
  ) {
    self.id = id
    self.method = method
    self.path = path
    self.summary = summary
    self.parameters = parameters
    self.accepts = accepts
    self.produces = produces
    self.schema = schema
    self.problems = problems
    self.handler = handler
  }
}

/// Finds the operation of a method and path.
struct RouteTable: Sendable {
  /// What was found.
  struct Match: Sendable {
    let operation: Operation
    /// Place of the operation in `operations`.
    let index: Int
    /// The values of `{names}` in the path.
    let segments: [String: String]
  }

  private struct Template: Sendable {
    let segments: [Substring]
    let methods: [HTTPRequest.Method: Int]
  }

  let operations: [Operation]
  private let literal: [String: [HTTPRequest.Method: Int]]
  private let templates: [Template]

  /// - Precondition: No two operations have the same method and path.
  init(_ operations: [Operation]) {
    self.operations = operations
    var byPath: [String: [HTTPRequest.Method: Int]] = [:]
    for (index, operation) in operations.enumerated() {
      let before = byPath[operation.path, default: [:]].updateValue(
        index, forKey: operation.method)
      precondition(before == nil, "two operations at \(operation.path)")
    }
    literal = byPath.filter { !$0.key.contains("{") }
    templates = byPath.filter { $0.key.contains("{") }.map { path, methods in
      Template(
        segments: path.split(separator: "/", omittingEmptySubsequences: false), methods: methods)
    }.sorted { $0.segments.joined(separator: "/") < $1.segments.joined(separator: "/") }
  }

  /// Finds an operation; `HEAD` is answered wherever `GET` is.
  ///
  /// - Throws: That there is nothing at the path, or not with this method.
  func find(_ method: HTTPRequest.Method, _ path: Substring) throws(Problem) -> Match {
    let wanted: HTTPRequest.Method = method == .head ? .get : method
    if let methods = literal[String(path)] {
      return try match(methods, wanted, segments: [:])
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    var decoded: [String] = []
    for part in parts {
      guard let text = PercentCode.decoded(part, plusIsSpace: false), text != ".", text != "..",
        !text.contains("/"), !text.contains("\0")
      else { throw .badPath }
      decoded.append(text)
    }
    for template in templates where template.segments.count == parts.count {
      var segments: [String: String] = [:]
      let fits = zip(template.segments, decoded).allSatisfy { pattern, text in
        guard pattern.hasPrefix("{") else { return pattern == text }
        segments[String(pattern.dropFirst().dropLast())] = text
        return !text.isEmpty
      }
      if fits { return try match(template.methods, wanted, segments: segments) }
    }
    throw .notFound
  }

  /// The methods that a path has, as `Allow` lists them; `nil` where there is nothing.
  func methods(at path: Substring) -> [String]? {
    for method in [HTTPRequest.Method.get, .post, .put] {
      do throws(Problem) {
        _ = try find(method, path)
      } catch {
        if error.code == "method_not_allowed" { return error.allowed }
        continue
      }
      let known = operations.indices.filter {
        operations[$0].path == (try? find(method, path))?.operation.path
      }
      return Self.methods(known.map { operations[$0].method })
    }
    return nil
  }

  /// Names of methods as `Allow` lists them.
  static func methods(_ methods: some Sequence<HTTPRequest.Method>) -> [String] {
    var names = methods.map(\.rawValue)
    if names.contains("GET") { names.append("HEAD") }
    return (names + ["OPTIONS"]).sorted()
  }

  private func match(
    _ methods: [HTTPRequest.Method: Int], _ wanted: HTTPRequest.Method, segments: [String: String]
  ) throws(Problem) -> Match {
    if let index = methods[wanted] {
      return Match(operation: operations[index], index: index, segments: segments)
    }
    throw .methodNotAllowed(Self.methods(methods.keys))
  }
}
