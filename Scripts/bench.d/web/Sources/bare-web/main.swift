// What Hummingbird alone reaches: a router with one route, and one fixed body; nothing is read, searched,
// counted or limited.
//
//   bare-web PORT THREADS BYTES
import Hummingbird
import NIOPosix

let words = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard words.count == 3 else { fatalError("usage: bare-web PORT THREADS BYTES") }
let filling = String(repeating: "x", count: max(0, words[2] - 8))
let body = ByteBuffer(string: "{\"x\":\"\(filling)\"}")
let router = Router()
router.get("/v1/nearest") { _, _ in
  Response(
    status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: body))
}
let group = MultiThreadedEventLoopGroup(numberOfThreads: words[1])
let application = Application(
  router: router,
  configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: words[0])),
  eventLoopGroupProvider: .shared(group))
try await application.runService()
