internal import Application
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Referrals

extension HTTPField.Name {
  /// `Idempotency-Key`: the id by which a client knows its request again.
  static let idempotencyKey = known("Idempotency-Key")
  /// `Last-Event-ID`: the last event that a client took.
  static let lastEventID = known("Last-Event-ID")
}

extension Call {
  /// Whose token came with the request.
  ///
  /// - Throws: That none came, that it came in the open, that it is wrong.
  func identity(_ referralService: ReferralService) async throws(Problem) -> Identity {
    guard isPrivate else { throw .tokenInTheOpen }
    guard let given = request.headers[.authorization] else { throw .tokenNeeded }
    let words = given.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer" else { throw .tokenNeeded }
    do throws(ReferralServiceError) {
      return try await referralService.identity(secret: String(words[1]), source: address)
    } catch {
      throw Problem(.referralService(error), of: nil)
    }
  }

  /// The id of the request: as it is, or as a string of a structured field, in quotes.
  var requestID: String? {
    request.headers[.idempotencyKey].map { text in
      text.count > 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
        ? String(text.dropFirst().dropLast()) : text
    }
  }

  /// The version of `If-Match`.
  ///
  /// - Parameter isWeak: Whether marks are weak ones, as FHIR has them.
  /// - Returns: The version; `nil` where any will do.
  /// - Throws: `Problem` where the header is no mark of a version.
  func version(isWeak: Bool = false) throws(Problem) -> Int? {
    guard var text = request.headers[.ifMatch], text != "*" else { return nil }
    if isWeak, text.hasPrefix("W/") { text = String(text.dropFirst(2)) }
    guard text.hasPrefix("\""), text.hasSuffix("\""), text.count > 2,
      let version = Int(text.dropFirst().prefix { $0 != "." && $0 != "\"" }), version > 0
    else { throw .wrongValue("If-Match", text, "\"7\"") }
    return version
  }

  /// The members of the body, each declared and given once; none for no body.
  func members(_ declared: [Parameter]) async throws -> Arguments {
    let bytes = try await body()
    guard bytes.readableBytes > 0 else { return try Arguments([], declared) }
    guard request.headers[.contentType] != nil else {
      throw Problem.unsupportedMediaType([MediaType.json])
    }
    let value: JSONValue
    do throws(JSONValue.Fault) {
      value = try JSONValue(Array(bytes.readableBytesView), depth: 2)
    } catch {
      throw Problem.brokenJSON(error)
    }
    guard case .object(let members) = value else { throw Problem.notFlat }
    return try Arguments(members, declared)
  }
}

extension Arguments {
  /// Reads the members of a JSON object; `null` is as if it were not there.
  init(_ members: [JSONValue.Member], _ declared: [Parameter]) throws(Problem) {
    var given: [(name: String, text: String)] = []
    for member in members {
      guard let parameter = declared.first(where: { $0.name == member.name }) else {
        throw .unknownParameter(member.name, declared.map(\.name))
      }
      if member.value == .null { continue }
      guard let text = Self.text(member.value, parameter) else {
        throw .wrongValue(member.name, "", parameter.allowed)
      }
      given.append((member.name, text))
    }
    try self.init(given: given, declared)
  }

  /// A value as a query would have it; nil where it is of another form.
  private static func text(_ value: JSONValue, _ parameter: Parameter) -> String? {
    switch (value, parameter.kind) {
    case (.string(let text), _): return text
    case (.number(let text), .integer), (.number(let text), .text): return text
    case (.boolean(let flag), .flag): return flag ? "true" : "false"
    case (.array(let elements), .words):
      let words = elements.compactMap(\.text)
      guard words.count == elements.count, !words.contains(where: { $0.contains(",") }) else {
        return nil
      }
      return words.joined(separator: ",")
    default: return nil
    }
  }
}
