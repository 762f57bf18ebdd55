internal import Application
internal import Facilities
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Schema
internal import Wording

/// `POST /v1/nearest:batch`: one position a line in, one answer a line out, as they are found.
///
/// The lines come whole before the first answer is written, so that neither side waits for the other;
/// the answers are never held together.
enum Batch {
  /// How many bytes of answers are sent at once.
  private static let piece = 32_768

  static var operations: [Operation] {
    [
      Operation(
        "nearestBatch", "/v1/nearest:batch",
        "The nearest sites for many positions, one a line of text; an object a line, in their order. A "
          + "line that is no position is answered with its problem.",
        method: .post, parameters: Locating.choice, accepts: [MediaType.text],
        produces: [MediaType.lines],
        schema: "Text", handler: answer)
    ]
  }

  @Sendable private static func answer(_ call: Call) async throws -> Reply {
    let filter: FacilityFilter
    do throws(LocateError) {
      filter = try call.filter()
    } catch {
      throw Problem(error, field: "region")
    }
    let body = try await call.body()
    guard let text = String(validating: body.readableBytesView, as: UTF8.self) else {
      throw Problem.wrongValue("body", "", "UTF-8")
    }
    let limit = call.arguments.integer("limit") ?? 3
    let meters = call.arguments.meters("within") ?? .infinity
    var reply = Reply("", MediaType.lines)
    reply.body = .stream { writer in
      var pending = ByteBuffer()
      var number = 0
      for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        number += 1
        let position = line.trimmed
        if position.isEmpty { continue }
        pending.writeString(
          Self.line(number, position, call, limit, meters, filter) + "\n")
        if pending.readableBytes >= piece {
          try await writer.write(pending)
          pending.clear()
        }
      }
      if pending.readableBytes > 0 { try await writer.write(pending) }
      try await writer.finish(nil)
    }
    return reply
  }

  private static func line(
    _ number: Int, _ text: String, _ call: Call, _ limit: Int, _ meters: Double,
    _ filter: FacilityFilter
  ) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("line", number)
      do throws(LocateError) {
        let locator = call.snapshot.locator
        let query = try locator.understand(text)
        let answer = try locator.nearest(
          NearestRequest(query: query, limit: limit, meters: meters, filter: filter))
        json.members(AnswerRecord.fields(answer))
      } catch {
        let problem = Problem(error, field: "line")
        json.member("problem", object: { $0.members(problem.record(call.language)) })
      }
    }
    return json.text
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    let isBlank = { (character: Character) in character.isWhitespace }
    guard let first = firstIndex(where: { !isBlank($0) }),
      let last = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }
}
