internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

/// A request that an operation answers: parsed, checked, and who asks.
struct Call: Sendable {
  let request: Request
  let segments: [String: String]
  let arguments: Arguments
  let snapshot: Snapshot
  /// Language of sentences.
  let language: Language
  /// The form of the answer that was agreed on.
  let form: String
  /// Whether it comes from this machine or over TLS, so that it may carry a token.
  let isPrivate: Bool
  /// The address that it comes from, under which wrong tokens are counted.
  var address = "local"
  /// Where the door is as the asker sees it: `http://127.0.0.1:7380`.
  let base: String
  let limits: HTTPLimits

  /// A part of the path.
  func segment(_ name: String) -> String { segments[name] ?? "" }

  /// The query of this question, with `?`; with another place to go on from where one is given.
  func query(_ place: (name: String, value: String)?) -> String {
    let target = request.head.path ?? ""
    let mark = target.firstIndex(of: "?")
    var parts = mark.map { target[target.index(after: $0)...].split(separator: "&") } ?? []
    if let place {
      parts.removeAll { $0.hasPrefix(place.name + "=") }
      parts.append("\(place.name)=\(place.value)")
    }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  /// The body, whole.
  ///
  /// - Throws: That it is too large.
  func body() async throws -> ByteBuffer {
    var collected = ByteBuffer()
    for try await var piece in request.body {
      guard collected.readableBytes + piece.readableBytes <= limits.bodyBytes else {
        throw Problem.contentTooLarge(limits.bodyBytes)
      }
      collected.writeBuffer(&piece)
    }
    return collected
  }
}

/// The language that a request wants (RFC 9110 §12.5.4).
enum Wanted {
  /// The better liked of the two languages; the door's own where neither is named.
  static func language(_ accepted: String?, usual: Language) -> Language {
    guard let accepted else { return usual }
    var best: (language: Language, quality: Double)?
    for piece in accepted.split(separator: ",") {
      let words = piece.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard let tag = words.first?.prefix(while: { $0 != "-" }),
        let language = tag == "*" ? usual : Language(rawValue: tag == "in" ? "id" : String(tag))
      else { continue }
      let weight = words.dropFirst().first { $0.hasPrefix("q=") }.map { $0.dropFirst(2) }
      let quality = weight.map { Double($0) ?? 0 } ?? 1
      if quality > (best?.quality ?? 0) { best = (language, quality) }
    }
    return best?.language ?? usual
  }
}
