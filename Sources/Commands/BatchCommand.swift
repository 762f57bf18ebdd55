import Dispatch
import Facilities
import Formats
import Foundation
import Application

/// `plkk nearest --batch`: many positions from a file or standard input.
struct Batch {
  /// What to do with a line that is no position.
  enum BadLines: String, CaseIterable {
    /// Keeps its row, without an answer; the run ends with exit code 65.
    case skip
    /// Ends the run there.
    case stop
    /// Keeps its row, without an answer, and that is no fault of the run.
    case allow
  }

  let locator: Locator
  let limit: Int
  let meters: Double
  let filter: FacilityFilter
  let format: OutputFormat
  let badLines: BadLines
  /// Where the answer goes; `nil` is standard output.
  let target: String?

  /// Shares answered at a time, for each processor: bounds the memory.
  private static let sharesPerProcessor = 4

  /// Reads, answers and writes, some shares at a time, in the order of the input.
  func run(_ path: String) throws {
    guard format == .csv || format == .json || format == .table else {
      throw CommandFailure(
        .usage,
        say(id: "--batch menulis csv atau json", en: "--batch writes csv or json"))
    }
    guard (1...Locator.mostResults).contains(limit) else {
      throw Failures.failure(.limitOutOfRange(limit))
    }
    let input = try BatchInput(path)
    let rows = BatchRows(
      BatchSearch(locator, limit: limit, within: meters, filter: filter),
      isJSON: format == .json, input: input.shape, stopsAtBadLine: badLines == .stop)
    let progress = Progress()
    let sink = try BatchTarget(target, input.shape, isJSON: format == .json)
    if format != .json { try sink.write(rows.header) }
    let most = ProcessInfo.processInfo.activeProcessorCount * Self.sharesPerProcessor
    var bad = 0
    while true {
      var shares: [BatchWork] = []
      while shares.count < most, let share = try input.next() { shares.append(share) }
      if shares.isEmpty { break }
      for result in Self.answers(rows, shares) {
        try sink.write(result.bytes)
        for (line, error) in result.bad {
          let message =
            say(id: "baris \(line): ", en: "line \(line): ") + Failures.failure(error).message
          if badLines == .stop { throw CommandFailure(.data, message) }
          Output.error(message)
        }
        if let line = result.tooLong { throw BatchInput.tooLong(line) }
        bad += result.bad.count
        progress.add(result.count)
      }
    }
    try sink.finish()
    progress.finish()
    guard bad > 0 else { return }
    let message = say(
      id:
        "\(Words.grouped(progress.done)) posisi dibaca, \(Words.grouped(bad)) baris tanpa jawaban",
      en:
        "\(Words.grouped(progress.done)) positions read, \(Words.grouped(bad)) lines without an answer"
    )
    guard badLines == .skip else { return Output.error(message) }
    throw CommandFailure(
      .data,
      message
        + say(id: " (--bad-lines allow menerimanya)", en: " (--bad-lines allow accepts that)"))
  }

  /// Answers shares on all processors; the answers stand in the order of the shares.
  private static func answers(_ rows: BatchRows, _ shares: [BatchWork]) -> [BatchRows.Result] {
    [BatchRows.Result](unsafeUninitializedCapacity: shares.count) { results, filled in
      // Each share writes its own place only.
      nonisolated(unsafe) let results = results
      DispatchQueue.concurrentPerform(iterations: shares.count) { place in
        results.initializeElement(at: place, to: rows.answer(shares[place]))
      }
      filled = shares.count
    }
  }

  /// A count on standard error while a person watches.
  private final class Progress {
    private(set) var done = 0
    private var shown = Date.distantPast
    private let isShown = isatty(STDERR_FILENO) == 1

    func add(_ count: Int) {
      done += count
      guard isShown, Date.now.timeIntervalSince(shown) > 0.5 else { return }
      shown = .now
      let number = Words.grouped(done)
      Output.progress(say(id: "\(number) posisi", en: "\(number) positions"))
    }

    func finish() {
      if isShown { Output.progress("") }
    }
  }
}
