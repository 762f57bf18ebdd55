import Application
import Formats
import HTTPServer
import LineProtocol
import Logging
import NIOPosix
import Server
import Serving
import Testing

/// Examples of the formats, the line protocol and the servers.
@Suite("Examples of serving")
struct ServingExamples {
  @Test("JSON and CSV")
  func formats() throws {
    // Example: JSONWriter
    var json = JSONWriter()
    json.object { json in
      json.member("id", "PLKK-63-097")
      json.member("distance_m", 1234.56, decimals: 1)
    }
    // End of example
    #expect(json.text == #"{"id":"PLKK-63-097","distance_m":1234.6}"#)

    // Example: JSONValue
    let value = try JSONValue(Array(json.text.utf8))
    let id = value["id"]?.text
    // End of example
    #expect(id == "PLKK-63-097")

    // Example: CSVWriter
    var csv = CSVWriter(.excel)
    csv.row(["id", "distance_km"])
    csv.row(fields: [.text("PLKK-63-097"), .number(1.2, decimals: 1)])
    // End of example
    #expect(csv.text == "\u{FEFF}id;distance_km\nPLKK-63-097;1,2\n")
  }

  @Test("requests out of a stream")
  func framer() throws {
    let bytes = Array("NEAREST -3.3194 114.5908\nPING\n".utf8)
    // Example: RequestFramer
    var framer = RequestFramer()
    var verbs: [String] = []
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while case .request(let consumed) = framer.next(in: UnsafeRawBufferPointer(rebasing: rest)) {
        let request = framer.request(in: UnsafeRawBufferPointer(rebasing: rest))
        verbs.append(request.text(0))
        rest = rest.dropFirst(consumed)
      }
    }
    // End of example
    #expect(verbs == ["NEAREST", "PING"])

    // Example: CommandTable
    let command = try CommandTable.standard.parse(
      "NEAREST", arguments: ["-3.3194,114.5908"], options: [("LIMIT", ["5"])])
    let limit = command.integer("LIMIT")
    // End of example
    #expect(limit == 5)
  }

  /// Compiled only: a server runs until it is told to stop.
  static func serveLines(_ locator: Locator, _ logger: Logger) async throws {
    // Example: LineServer
    let content = ServerContent(locator: locator)
    var settings = LineServer.Settings()
    settings.host = "::1"
    let server = try LineServer(
      content: content, settings: settings, logger: logger, reload: { content })
    try await server.run()
    // End of example
  }

  /// Compiled only: a server runs until it is told to stop.
  static func serveHTTP(
    _ locator: Locator, _ group: MultiThreadedEventLoopGroup, _ logger: Logger
  ) async throws {
    // Example: HTTPServer
    let current = HTTPSources.Current(
      locator: locator, edition: DirectoryVersion(), generation: 0)
    let server = try HTTPServer(
      sources: HTTPSources(current: { current }), settings: HTTPServer.Settings(), group: group,
      logger: logger)
    try await server.run()
    // End of example
  }
}
