import Foundation
import LineProtocol
import Serving
import Testing

@testable import Server

/// The specification and the code must say the same.
///
/// With `PLKK_RECORD=1` the page is rewritten with what the code says; the run still fails where it
/// differed, so that nobody records without looking.
@Suite("The protocol page")
struct ProtocolPageTests {
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Documentation/Protocol.md").standardizedFileURL.path

  @Test("its tables are those of the code, and its examples are answered as written")
  func page() async throws {
    let old = try String(contentsOfFile: Self.path, encoding: .utf8)
    var new = old
    new = try replacing(new, "limits", limits)
    new = try replacing(new, "errors", CommandTable.errorPage)
    new = try replacing(
      new, "verbs", CommandTable.serving.page.trimmingCharacters(in: .newlines) + "\n")
    var examples = 0
    let office = try await Office()
    try await LiveServer.with(referrals: office.endpoint) { live in
      (new, examples) = try await answered(new, live, office)
    }
    try await office.close()
    #expect(examples >= 26)
    if new != old, ProcessInfo.processInfo.environment["PLKK_RECORD"] != nil {
      try new.write(toFile: Self.path, atomically: true, encoding: .utf8)
    }
    for (place, pair) in zip(old.split(separator: "\n"), new.split(separator: "\n")).enumerated()
    where pair.0 != pair.1 {
      Issue.record("paragraph line \(place): page has '\(pair.0)', code says '\(pair.1)'")
      break
    }
    #expect(new == old)
  }

  private var limits: String {
    let standard = ServerLimits()
    return "| name | default | allowed | when it is hit |\n|---|---|---|---|\n"
      + ServerLimits.entries.map { entry in
        "| `\(entry.name)` | \(standard[keyPath: entry.path]) | "
          + "\(entry.range.lowerBound) … \(entry.range.upperBound) | \(entry.effect) |\n"
      }.joined()
  }

  private struct Missing: Error { let section: String }

  private func replacing(_ text: String, _ section: String, _ body: String) throws -> String {
    guard let start = text.range(of: "<!-- \(section) -->\n"),
      let end = text.range(of: "<!-- end -->", range: start.upperBound..<text.endIndex)
    else { throw Missing(section: section) }
    return text[..<start.upperBound] + body + text[end.lowerBound...]
  }

  /// The page with every example's answer as the server gives it, and how many there are.
  ///
  /// A block "plkk officer" or "plkk facility" is asked with such a token. Codes are drawn at random: the
  /// page has one code for the referral that its examples open, and two tokens of its own.
  private func answered(
    _ text: String, _ live: LiveServer, _ office: Office
  ) async throws -> (String, Int) {
    let shownCode = "K7FD-3QWX-K"
    var code = shownCode
    // Tokens' numbers are drawn at random too: the page has two of its own, in the order they appear.
    var actors: [String: String] = [:]
    var shownActors = ["a7vf-r1ga-j", "dgmf-pz4a-k"]
    var lines: [String] = []
    var client: RawClient?
    var examples = 0
    for line in text.components(separatedBy: "\n") {
      if line == "```plkk" || line.hasPrefix("```plkk ") {
        let role = line.dropFirst("```plkk".count).trimmingCharacters(in: .whitespaces)
        let names = ["officer": "bjm", "facility": "ulin"]
        client =
          try await names[role].asyncMap { try await office.client($0, live) } ?? live.connect()
        // The page shows the language that a server has by itself.
        _ = await client?.answer("LANG id\n")
      }
      if line == "```" { client = nil }
      if let client {
        if line.hasPrefix("< ") { continue }
        if line.hasPrefix("> ") {
          examples += 1
          lines.append(line)
          let request = String(line.dropFirst(2)).replacing(shownCode, with: code)
          let answer = await reply(client, request)
          if request.hasPrefix("REFER "), let drawn = field("code", answer.dropFirst().first) {
            code = drawn
          }
          for line in answer {
            var shown = line.replacing(code, with: shownCode)
            for match in line.matches(of: /actor(?:=|":")([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z])/) {
              let actor = String(match.output.1)
              if actors[actor] == nil, !shownActors.isEmpty {
                actors[actor] = shownActors.removeFirst()
              }
              shown = shown.replacing(actor, with: actors[actor] ?? actor)
            }
            lines.append("< " + shown)
          }
          continue
        }
      }
      lines.append(line)
    }
    return (lines.joined(separator: "\n"), examples)
  }

  private func reply(_ client: RawClient, _ request: String) async -> [String] {
    // A question and a mark behind it: all before the mark is the reply.
    let mark = "+end of example\r\n"
    client.send(request + "\nPING \"end of example\"\n")
    var text = ""
    while !text.hasSuffix(mark) {
      let more = await client.answer("", lines: 1)
      if more.isEmpty { break }
      text += more
    }
    return text.dropLast(mark.count).components(separatedBy: "\r\n").filter { !$0.isEmpty }
  }
}

extension Optional {
  /// `map` for a body that waits.
  fileprivate func asyncMap<Result>(
    _ body: (Wrapped) async throws -> Result
  ) async rethrows -> Result? {
    switch self {
    case .some(let value): try await body(value)
    case .none: nil
    }
  }
}
