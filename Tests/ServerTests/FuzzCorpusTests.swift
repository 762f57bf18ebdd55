import Foundation
import NIOEmbedded
import Testing

@testable import Server

/// The inputs that the fuzzer found (Scripts/fuzz lineprotocol), sent to a connection of the server.
@Suite("Inputs of the fuzzer")
struct FuzzCorpusTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fuzz/LineProtocol/corpus").standardizedFileURL

  @Test("each is answered in whole lines, the same however it is cut")
  func replay() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 9)
    for file in files {
      let input = Array(try Data(contentsOf: file))
      guard let first = input.first else { continue }
      let stream = Array(input.dropFirst())
      let whole = try Self.answers(stream, piece: stream.count)
      let cut = try Self.answers(stream, piece: Int(first % 31) + 1)
      #expect(whole == cut, "\(file.lastPathComponent)")
      #expect(whole.isEmpty || whole.utf8.suffix(2).elementsEqual([0x0d, 0x0a]))
    }
  }

  /// What a new connection to a new server answers to a stream in pieces.
  private static func answers(_ stream: [UInt8], piece: Int) throws -> String {
    let channel = try Fixture.channel(try Fixture.context())
    var at = 0
    while at < stream.count {
      try channel.receive(stream[at..<min(at + piece, stream.count)])
      channel.embeddedEventLoop.run()
      at += piece
    }
    // Uptime, reads and their times differ, and are not what this is about.
    return try channel.sent().replacing(/(uptime|bytes|latency)[^\r]*/, with: "")
  }
}
