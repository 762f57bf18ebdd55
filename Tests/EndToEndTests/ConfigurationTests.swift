import Foundation
import Testing

/// Configuration files as an operator writes them, with the program itself.
@Suite("Configuration files", .serialized)
struct ConfigurationFileTests {
  private static func run(
    _ arguments: [String], _ text: String, mode: Int = 0o644, environment: [String: String] = [:]
  ) throws -> Binary.Result {
    var result: Binary.Result?
    try Binary.withFolder { folder in
      let file = folder.appendingPathComponent("plkk.conf")
      try Data(text.utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
      result = try Binary.run(
        arguments, environment: environment.merging(["PLKK_CONFIG": file.path]) { $1 })
    }
    return try #require(result)
  }

  @Test("config show tells each value and its line; a variable holds more than the file")
  func show() throws {
    let shown = try Self.run(
      ["config", "show", "--lang", "en"], "serve.listen = 127.0.0.1:7400\nserve.threads = 3\n",
      environment: ["PLKK_SERVE_THREADS": "5"])
    #expect(shown.status == 0, "\(shown.error)")
    let listen = shown.lines.first { $0.hasPrefix("serve.listen ") } ?? ""
    #expect(listen.contains("127.0.0.1:7400") && listen.contains("plkk.conf line 1"), "\(listen)")
    let threads = shown.lines.first { $0.hasPrefix("serve.threads ") } ?? ""
    #expect(
      threads.contains("5") && threads.contains("environment PLKK_SERVE_THREADS"), "\(threads)")
    let health = shown.lines.first { $0.hasPrefix("serve.health ") } ?? ""
    #expect(health.contains("not set"), "\(health)")
  }

  @Test("A wrong file stops a server and does not stop who looks for care")
  func wrong() throws {
    let server = try Self.run(["serve", "--lang", "en"], "serve.lisen = 127.0.0.1:7400\n")
    #expect(server.status == 78)
    #expect(server.error.contains("plkk.conf:1:") && server.error.contains("serve.listen"))
    let locate = try Self.run(
      ["nearest", "-3.3194,114.5908", "--limit", "1", "--lang", "en"], "serve.lisen = 1\n")
    #expect(locate.status == 0)
    #expect(locate.error.contains("plkk.conf:1:"))
    let open = try Self.run(["config", "show", "--lang", "en"], "db = x\n", mode: 0o666)
    #expect(open.status == 77)
    #expect(open.error.contains("chmod go-w"))
    let missing = try Binary.run(
      ["config", "show"], environment: ["PLKK_CONFIG": "/nowhere/plkk.conf"])
    #expect(missing.status == 66)
  }

  @Test("A server takes its address and limits from a file, and its log can be JSON")
  func serve() throws {
    try Binary.withFolder { folder in
      let file = folder.appendingPathComponent("plkk.conf")
      try Data(
        "serve.limit.idle_seconds = 77\nserve.log-format = json\nserve.log-level = info\n".utf8
      ).write(to: file)
      let server = try RunningServer([], environment: ["PLKK_CONFIG": file.path])
      defer { server.stop() }
      let info = try Binary.run(["query", "--connect", "127.0.0.1:\(server.port)", "INFO"])
      #expect(info.output.contains("77"), "\(info.output)")
      let lines = server.logged.split(separator: "\n")
      #expect(!lines.isEmpty)
      for line in lines {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["at"] is String && object?["message"] is String, "\(line)")
      }
    }
  }
}

@Suite("Alert rules and dashboard")
struct MonitoringTests {
  @Test(
    "Every figure that a rule or a panel asks for is one that a server tells, and every rule is explained"
  )
  func figures() throws {
    let server = try RunningServer()
    defer { server.stop() }
    let told = try Binary.run(["query", "--connect", server.address, "METRICS"]).output
    let page = try String(
      contentsOf: Binary.package.appendingPathComponent("Documentation/Operations.md"),
      encoding: .utf8)
    for name in ["alerts.yml", "dashboard.json"] {
      let text = try String(
        contentsOf: Binary.package.appendingPathComponent("Packaging/monitoring/\(name)"),
        encoding: .utf8)
      let asked = Set(text.matches(of: /plkk_[a-z_]+/).map { String($0.output) })
      #expect(asked.count > 3)
      for figure in asked { #expect(told.contains(figure), "\(name): \(figure)") }
      for rule in text.matches(of: /alert: (\w+)/) {
        #expect(page.contains("| \(rule.output.1) |"), "\(rule.output.1) is not explained")
      }
    }
  }
}
