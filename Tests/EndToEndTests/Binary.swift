import Foundation
import Testing

/// The built `plkk`, run as a person runs it.
enum Binary {
  /// What a run left behind.
  struct Result {
    var status: Int32
    var output: String
    var error: String
    var lines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  /// The folder that the test runner and the built products share.
  static var folder: URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
  }

  /// Root of the package, found from this file's own place.
  static var package: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// A folder of its own for one test, removed afterwards.
  static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Account.own(folder.path)
    try body(folder)
  }

  /// The fixed environment of every run, `plkk` first on its path.
  static var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": folder.path + ":" + path, "LANG": "C.UTF-8",
      "XDG_DATA_HOME": FileManager.default.temporaryDirectory.appendingPathComponent(
        "plkk-tests-without-data"
      ).path,
    ]
  }

  /// Runs `plkk`.
  ///
  /// The environment is fixed, so that the machine's own language and data stay outside.
  static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Result {
    try run(
      executable: folder.appendingPathComponent("plkk"), arguments, input: input,
      environment: environment)
  }

  /// Runs any program with `plkk` first on its path.
  static func run(
    executable: URL, _ arguments: [String], input: Data = Data(),
    environment: [String: String] = [:], as account: Account = .unprivileged
  ) throws -> Result {
    let process = Process()
    account.prepare(process, executable, arguments)
    process.environment = Self.environment.merging(environment) { $1 }
    let output = Pipe(), error = Pipe(), standardInput = Pipe()
    process.standardOutput = output
    process.standardError = error
    process.standardInput = standardInput
    // A child that ends before it has read its input must not end the test run.
    signal(SIGPIPE, SIG_IGN)
    try process.run()
    // All three pipes move at once: a full pipe must not stop the child.
    let group = DispatchGroup()
    let collectedOutput = Collected(), collectedError = Collected()
    for (pipe, collected) in [(output, collectedOutput), (error, collectedError)] {
      DispatchQueue.global().async(group: group) {
        collected.data = pipe.fileHandleForReading.readDataToEndOfFile()
      }
    }
    DispatchQueue.global().async(group: group) {
      try? standardInput.fileHandleForWriting.write(contentsOf: input)
      try? standardInput.fileHandleForWriting.close()
    }
    group.wait()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: collectedOutput.data, as: UTF8.self),
      error: String(decoding: collectedError.data, as: UTF8.self))
  }

  /// Written by one queue, read after the group has finished: never at the same time.
  private final class Collected: @unchecked Sendable {
    var data = Data()
  }
}
