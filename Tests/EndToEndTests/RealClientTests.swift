import Foundation
import Testing

/// Clients that nobody here wrote, at the settings that they have by themselves.
///
/// Each makes the same tour, a program in `Clients` that prints a line for each step: connect, ask, be
/// refused, subscribe and be told, be closed for idleness and connect again. All tour one server, which
/// like them runs as an account without rights. What came of it is the table of the protocol page;
/// `PLKK_RECORD=1` writes it. A client that is not installed keeps its row, and says `skipped`.
@Suite("Real clients", .serialized)
struct RealClientTests {
  /// One client and how to run its tour.
  struct Client: Sendable {
    let name: String
    /// What must be there for it: a command line that succeeds.
    let needs: String
    /// Prints its version.
    let version: String
    /// Runs its tour; `$PORT` is the server's port, `$HERE` the folder of the programs, `$OUT` one to
    /// build in.
    let tour: String
  }

  static let python = ProcessInfo.processInfo.environment["PLKK_TEST_PYTHON"] ?? "python3"

  static let clients = [
    python("redis-py", "redis", "waiting"), python("redis-py, asyncio", "redis", "asynchronous"),
    python("valkey-py", "valkey", "waiting"),
    Client(
      name: "hiredis (C)", needs: "cc -o $OUT/hiredis $HERE/hiredis.c -lhiredis",
      version: "dpkg-query -W -f '${Version}' libhiredis-dev", tour: "$OUT/hiredis $PORT"),
    Client(
      name: "node-redis", needs: "node -e \"require('redis')\"",
      version: "node -p \"require('redis/package.json').version\"",
      tour: "node $HERE/node.js $PORT"),
    Client(
      name: "phpredis", needs: "php -r 'exit(extension_loaded(\"redis\") ? 0 : 1);'",
      version: "php -r 'echo phpversion(\"redis\");'", tour: "php $HERE/php.php $PORT"),
    Client(
      name: "redis-rb", needs: "ruby -e 'require \"redis\"'",
      version: "ruby -e 'require \"redis\"; print Redis::VERSION'",
      tour: "ruby $HERE/ruby.rb $PORT"),
    Client(
      name: "Perl Redis", needs: "perl -MRedis -e 1",
      version: "perl -MRedis -e 'print Redis->VERSION'", tour: "perl $HERE/perl.pl $PORT"),
    Client(
      name: "redis-lua", needs: "lua5.1 -l redis -e ''",
      version: "lua5.1 -l redis -e 'io.write(require(\"redis\")._VERSION)'",
      tour: "lua5.1 $HERE/lua.lua $PORT"),
    go("redigo", "redigo", "golang-github-gomodule-redigo-dev"),
    go("go-redis", "go-redis", "golang-gopkg-redis.v5-dev"),
    redisCLI("redis-cli", "plain"), redisCLI("redis-cli -3", "-3"),
    redisCLI("redis-cli --json", "--json"),
    Client(
      name: "redis-cli --pipe, --stat; redis-benchmark", needs: "command -v redis-benchmark",
      version: "redis-cli --version", tour: "sh $HERE/redis-cli-tools.sh $PORT"),
    Client(
      name: "HAProxy checks", needs: "command -v haproxy nc", version: "haproxy -v | head -1",
      tour: "sh $HERE/haproxy.sh $PORT"),
  ]

  private static func python(_ name: String, _ module: String, _ form: String) -> Client {
    Client(
      name: name, needs: "\(python) -c 'import \(module)'",
      version: "\(python) -c 'import \(module); print(\(module).__version__)'",
      tour: "\(python) $HERE/python.py \(module) \(form) $PORT")
  }

  private static func go(_ name: String, _ file: String, _ package: String) -> Client {
    Client(
      name: name,
      needs: "GOPATH=/usr/share/gocode GO111MODULE=off GOCACHE=$OUT/go go build -o $OUT/\(file) "
        + "$HERE/\(file).go",
      version: "dpkg-query -W -f '${Version}' \(package)", tour: "$OUT/\(file) $PORT")
  }

  private static func redisCLI(_ name: String, _ form: String) -> Client {
    Client(
      name: name, needs: "command -v redis-cli", version: "redis-cli --version",
      tour: "sh $HERE/redis-cli.sh \(form) $PORT")
  }

  /// What a client made of its tour: a step's name and whether it went well.
  struct Outcome: Sendable {
    let client: Client
    var version = ""
    var steps: [(name: String, isFine: Bool)] = []
    /// Nil where it was not there.
    var output: String?
  }

  @Test("make their tours; the table of the protocol page says so", .timeLimit(.minutes(10)))
  func tours() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Account.own(folder.path)
    let database = folder.appending(path: "office.sqlite").path
    let secrets = try [("facility", "PLKK-63-097"), ("officer", "BJM")].map { role, scope in
      let file = folder.appending(path: "\(role).token").path
      let made = try Binary.run([
        "token", "new", "--role", role, "--scope", scope, "--out", file, "--db", database,
      ])
      try #require(made.status == 0, "\(made.error)")
      return try String(contentsOfFile: file, encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let server = try RunningServer(["--db", database, "--limit", "idle_seconds=2", "--lang", "en"])
    defer { server.stop() }
    let nearest = try Binary.run(
      ["nearest", "-3.3194,114.5908", "--limit", "2", "--format", "csv", "--db", database])
    let ids = nearest.output.matches(of: /PLKK-[0-9]+-[0-9]+/).map { String($0.output) }
    try #require(ids.count >= 2, "\(nearest.output)")
    let environment = [
      "IDS": ids.prefix(2).joined(separator: ","), "PORT": "\(server.port)", "OUT": folder.path,
      "NODE_PATH": "/usr/share/nodejs",
      "HERE": Binary.package.appending(path: "Tests/EndToEndTests/Clients").path,
    ]
    let input = Data((secrets.joined(separator: " ") + "\n").utf8)
    var outcomes: [String: Outcome] = [:]
    await withTaskGroup(of: Outcome.self) { group in
      for client in Self.clients {
        group.addTask { await Self.outcome(client, environment, input) }
      }
      for await outcome in group { outcomes[outcome.client.name] = outcome }
    }
    for outcome in outcomes.values {
      guard let output = outcome.output else {
        print("skipped: \(outcome.client.name) is not installed")
        continue
      }
      #expect(
        outcome.steps.count > 1 && outcome.steps.allSatisfy(\.isFine),
        "\(outcome.client.name):\n\(output)")
    }
    #expect(!server.logged.contains("error"), "\(server.logged)")
    try Self.compare(Self.clients.compactMap { outcomes[$0.name] })
  }

  /// Runs a tour, waiting on a thread that nobody else needs.
  private static func outcome(
    _ client: Client, _ environment: [String: String], _ input: Data
  ) async -> Outcome {
    await withCheckedContinuation { done in
      Thread.detachNewThread {
        var outcome = Outcome(client: client)
        func run(_ command: String) -> Binary.Result? {
          try? Binary.run(
            executable: URL(fileURLWithPath: "/usr/bin/timeout"), ["120", "sh", "-c", command],
            input: input, environment: environment)
        }
        if run(client.needs)?.status == 0 {
          let told = run(client.version)?.output ?? ""
          let version = told.firstMatch(of: /[0-9]+\.[0-9]+(\.[0-9]+)?/).map { $0.output.0 }
          outcome.version = version.map(String.init) ?? ""
          let result = run(client.tour)
          outcome.output = (result?.output ?? "") + (result?.error ?? "")
          for line in result?.lines ?? [] {
            if line.hasSuffix(" ok") { outcome.steps.append((String(line.dropLast(3)), true)) }
            if line.contains("failed:") { outcome.steps.append((String(line), false)) }
          }
        }
        done.resume(returning: outcome)
      }
    }
  }

  // MARK: The table

  private static let columns = [
    "connect", "NEAREST", "error", "pipeline", "transaction", "INFO", "SUBSCRIBE", "message",
    "idle close, reconnect",
  ]

  private static func row(_ outcome: Outcome) -> String {
    let fine = outcome.steps.filter(\.isFine).map(\.name)
    let more = fine.filter { !columns.contains($0) }.joined(separator: ", ")
    let cells = columns.map { fine.contains($0) ? "yes" : "–" }
    return "| \(outcome.client.name) | \(outcome.version) | "
      + (cells + [more.isEmpty ? "–" : more]).joined(separator: " | ") + " |"
  }

  /// Compares the rows of the clients that are there with the page's, but for their versions.
  private static func compare(_ outcomes: [Outcome]) throws {
    let path = Binary.package.appending(path: "Documentation/Protocol.md").path
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let start = try #require(page.range(of: "<!-- clients -->\n"))
    let end = try #require(page.range(of: "<!-- end -->", range: start.upperBound..<page.endIndex))
    let old = page[start.upperBound..<end.lowerBound].split(separator: "\n").map(String.init)
    var new = [
      "| client | version | " + (columns + ["more"]).joined(separator: " | ") + " |",
      "|" + String(repeating: "---|", count: columns.count + 3),
    ]
    for outcome in outcomes {
      let known = old.first { $0.hasPrefix("| \(outcome.client.name) | ") }
      let made = outcome.output == nil ? known : row(outcome)
      if let made { new.append(made) }
      if outcome.output != nil {
        #expect(known.map(withoutVersion) == made.map(withoutVersion))
      }
    }
    #expect(old.prefix(2) == new.prefix(2) && old.count <= new.count)
    if ProcessInfo.processInfo.environment["PLKK_RECORD"] != nil {
      let text = page[..<start.upperBound] + new.joined(separator: "\n") + "\n"
      try (text + page[end.lowerBound...]).write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  private static func withoutVersion(_ row: String) -> String {
    row.split(separator: " | ").enumerated().filter { $0.offset != 1 }.map(\.element)
      .joined(separator: " | ")
  }

  @Test("nc, which knows nothing of RESP")
  func lines() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let asked = "PING\nNEAREST -3.3194 114.5908 LIMIT 1\nCOUNT\nQUIT\n"
    let nc = try Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"),
      ["nc", "-N", "127.0.0.1", "\(server.port)"], input: Data(asked.utf8))
    guard nc.status != 127 else { return print("skipped: nc is not installed") }
    #expect(nc.output.hasPrefix("+PONG\r\n*1\r\n+PLKK-"), "\(nc.output) \(nc.error)")
    #expect(nc.output.hasSuffix("\r\n+OK\r\n"))
  }
}
