internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Schema

/// An answer before it is written.
struct Reply: Sendable {
  /// What is sent after the head.
  enum Body: Sendable {
    /// All of it.
    case whole(ByteBuffer)
    /// Piece by piece, as it is made.
    case stream(@Sendable (inout any ResponseBodyWriter) async throws -> Void)
  }

  var status = HTTPResponse.Status.ok
  var fields = HTTPFields()
  var body = Body.whole(ByteBuffer())
  /// The mark of what is answered, for later questions whether it has changed.
  var etag: String?

  /// Fields of every answer: no guessing of types, no framing, no referrer.
  static let securityFields: HTTPFields = [
    .xContentTypeOptions: "nosniff",
    .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
    .crossOriginResourcePolicy: "same-origin",
    .referrerPolicy: "no-referrer",
    .cacheControl: "no-cache",
  ]

  init() {}

  /// Text of a media type.
  init(_ text: String, _ mediaType: String, status: HTTPResponse.Status = .ok) {
    self.status = status
    fields[.contentType] = mediaType
    body = .whole(ByteBuffer(string: text))
  }

  /// A record as a JSON object, under the mark of the list that it comes from.
  static func record(_ record: [RecordField], _ snapshot: Snapshot) -> Reply {
    var json = JSONWriter()
    json.object { $0.members(record) }
    var reply = Reply(json.text, MediaType.json)
    reply.etag = snapshot.etag
    return reply
  }

  /// A JSON object in the form that was agreed on, under the mark of the list that it comes from.
  static func json(_ call: Call, _ members: (inout JSONWriter) -> Void) -> Reply {
    var json = JSONWriter()
    json.object(members)
    var reply = Reply(json.text, call.form)
    reply.etag = call.snapshot.etag
    return reply
  }

  /// A problem in a language.
  init(_ problem: Problem, _ language: Language) {
    self.init(problem.body(language), MediaType.problem, status: problem.status)
    fields[.contentLanguage] = language.rawValue
    fields.append(contentsOf: problem.fields)
  }
}

extension HTTPField.Name {
  /// `Referrer-Policy`, which the library has no name for.
  static let referrerPolicy = known("Referrer-Policy")

  static func known(_ name: String) -> HTTPField.Name {
    guard let known = HTTPField.Name(name) else { preconditionFailure("no field name: \(name)") }
    return known
  }
}

/// Forms of answers and of what is sent.
enum MediaType {
  static let json = "application/json"
  static let problem = "application/problem+json"
  static let geoJSON = "application/geo+json"
  static let fhir = "application/fhir+json"
  static let lines = "application/x-ndjson"
  static let events = "text/event-stream"
  static let html = "text/html"
  static let text = "text/plain"
  static let metrics = "text/plain; version=0.0.4; charset=utf-8"

  /// The offered form that a header of accepted ones likes best; the first offered without a header.
  ///
  /// RFC 9110 §12.5.1; a piece that cannot be read counts for nothing.
  static func best(_ accept: String?, of offered: [String]) -> String? {
    guard let accept, !accept.allSatisfy({ $0 == " " }) else { return offered.first }
    var best: (form: String, quality: Double, place: Int)?
    for (place, form) in offered.enumerated() {
      let quality = quality(of: form, accept)
      if quality > 0, quality > (best?.quality ?? 0) { best = (form, quality, place) }
    }
    return best?.form
  }

  /// How well a form is liked, 0 … 1: the most exact piece that fits decides.
  private static func quality(of form: String, _ accept: String) -> Double {
    let bare = bare(form)
    let family = String(bare.prefix { $0 != "/" }) + "/*"
    var found = (exactness: 0, quality: 0.0)
    for piece in accept.split(separator: ",") {
      let words = piece.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard let range = words.first else { continue }
      let exactness = range == bare ? 3 : range == family ? 2 : range == "*/*" ? 1 : 0
      guard exactness > found.exactness else { continue }
      var quality = 1.0
      for word in words.dropFirst() where word.hasPrefix("q=") {
        quality = Double(word.dropFirst(2)) ?? 0
      }
      found = (exactness, min(max(quality, 0), 1))
    }
    return found.quality
  }

  /// A form without its parameters, in small letters.
  static func bare(_ form: some StringProtocol) -> String {
    String(form.prefix { $0 != ";" }).filter { $0 != " " }.lowercased()
  }
}
