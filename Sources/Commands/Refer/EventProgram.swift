import Formats
import Foundation
import Schema
import Synchronization

/// A program of the operator's that is started for each event, with the event as one line of JSON on its
/// input: a gateway for messages or calls.
///
/// It gets no arguments, no token and no environment but `PATH` and `LANG`; what it writes goes to
/// standard error. One runs at a time, so long as `seconds` at most.
struct EventProgram {
  /// Why a run did not do its work.
  enum Failure: Error, Hashable {
    /// It could not be started.
    case notStarted
    /// It ended with a status, or by a signal.
    case status(Int32)
    /// It was ended, since it took longer than it may.
    case tooLong
  }

  private let path: String
  private let seconds: Int

  /// - Throws: `CommandFailure` where there is no such program.
  init(_ path: String, seconds: Int) throws {
    guard (1...600).contains(seconds) else {
      throw CommandFailure(
        .usage,
        say(id: "--event-seconds harus 1 sampai 600", en: "--event-seconds must be 1 to 600"))
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, X_OK) == 0
    else {
      throw CommandFailure(
        .noInput,
        say(
          id: "--on-event \(Failures.safe(path)): bukan program yang boleh dijalankan",
          en: "--on-event \(Failures.safe(path)): not a program that may be run"))
    }
    self.path = path
    self.seconds = seconds
  }

  /// Runs it for an event.
  func run(_ event: [RecordField]) async throws(Failure) {
    var json = JSONWriter()
    json.object { $0.members(event) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    let environment = ProcessInfo.processInfo.environment
    process.environment = environment.filter { ["PATH", "LANG"].contains($0.key) }
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.standardError
    // An event is far smaller than what a pipe holds, so nothing waits for a program that does not read.
    try? input.fileHandleForWriting.write(contentsOf: Data((json.text + "\n").utf8))
    let ended = Ending()
    process.terminationHandler = { _ in ended.set() }
    do { try process.run() } catch { throw .notStarted }
    try? input.fileHandleForWriting.close()
    if await !ended.wait(for: .seconds(seconds)) {
      process.terminate()
      if await !ended.wait(for: .seconds(2)) {
        kill(process.processIdentifier, SIGKILL)
        _ = await ended.wait(for: .seconds(2))
      }
      throw .tooLong
    }
    if process.terminationStatus != 0 || process.terminationReason == .uncaughtSignal {
      throw .status(process.terminationStatus)
    }
  }

  /// Whether a process has ended, without keeping a thread.
  private final class Ending: Sendable {
    private let isOver = Mutex(false)

    func set() { isOver.withLock { $0 = true } }

    /// Whether it has within a time.
    func wait(for time: Duration) async -> Bool {
      let end = ContinuousClock.now + time
      while !isOver.withLock({ $0 }) {
        if ContinuousClock.now >= end { return false }
        // A run that is called off waits all the same: the program is ended in its time.
        try? await Task.sleep(for: .milliseconds(20))
      }
      return true
    }
  }
}
