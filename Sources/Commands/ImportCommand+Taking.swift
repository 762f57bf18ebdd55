import Application
import Facilities
import Formats
import Importing
import Lists
import Storage
import Wording

/// Reading, planning and storing a list.
extension ImportCommand {
  /// Stores what a plan changes when nothing speaks against it, and reports it in any case.
  func store(
    _ plan: ImportPlan, file: String, behind listing: Listing
  ) throws {
    let refusal = plan.refusal(leavesOut: leaveOut, removing: remove)
    var stored: Int?
    if !dryRun, refusal == nil {
      stored = try ListDatabase.store([plan.event], behind: listing, db)
    }
    let report = ImportReport(plan: plan, file: file, storedAs: stored)
    if format == .json { Output.write(report.json()) } else { report.writeText(Output.write) }
    guard !dryRun, let refusal else { return }
    let isFault = if case .unbalanced = refusal { true } else { false }
    throw CommandFailure(isFault ? .software : .data, Language.current.refusal(refusal))
  }

  /// The rows of the file.
  func read(_ file: String, _ request: inout ImportRequest) throws -> OfficialList {
    let progress = ImportProgress()
    defer { progress.end() }
    do {
      let gazetteer = try Gazetteer(SeedTables.embedded())
      let date = request.listDate
      let bytes = try ListDatabase.read(file)
      request.fileHash = ListFileHash.sha256(bytes)
      return try Self.translating(file) {
        try OfficialList.read(
          bytes, sheets: sheet, listDate: date, gazetteer: gazetteer,
          progress: { progress.show(say(id: "dibaca", en: "read"), $0) })
      }
    } catch let error as SeedError {
      throw Failures.failure(.seeds(error))
    }
  }

  func plan(
    _ list: consuming OfficialList, _ request: ImportRequest, history: ListHistory
  ) throws -> ImportPlan {
    do {
      var request = request
      request.accepted = try acceptedLines()
      if let corrections {
        let read = try Self.translating(corrections) {
          try RowCorrection.read(ListDatabase.read(corrections))
        }
        if let issue = read.issues.first {
          throw CommandFailure(
            .data,
            "\(Failures.safe(corrections)):\(issue.line) \(issue.column) "
              + "“\(Failures.safe(issue.value))”: \(Language.current.noticed(issue.rule))")
        }
        request.corrections = read.corrections
      }
      let tables = SeedTables.embedded()
      let gazetteer = try Gazetteer(tables)
      let progress = ImportProgress()
      let plan = try ImportPlan.make(
        list, request: request, history: history, gazetteer: gazetteer,
        published: PublishedCount.all(in: tables.published),
        progress: { progress.show(say(id: "ditempatkan", en: "placed"), $0) })
      progress.end()
      return plan
    } catch let error as SeedError {
      throw Failures.failure(.seeds(error))
    }
  }

  private static func translating<Value>(_ file: String, _ body: () throws -> Value) throws -> Value
  {
    do {
      return try body()
    } catch let error as ImportError {
      throw ImportFailure.failure(error, file: file)
    }
  }

  private func acceptedLines() throws -> Set<Int>? {
    guard let accept else { return [] }
    if accept == "all" { return nil }
    var lines = Set<Int>()
    for part in accept.split(separator: ",") {
      guard let line = RowNumber.read(part) else {
        throw CommandFailure(
          .usage,
          say(
            id: "--accept: tulis nomor baris (12,15; 2:12 di lembar kedua) atau all",
            en: "--accept: write line numbers (12,15; 2:12 on the second sheet) or all"))
      }
      lines.insert(line)
    }
    return lines
  }
}

/// Files that are refused as a whole.
enum ImportFailure {
  static func failure(_ error: ImportError, file: String) -> CommandFailure {
    var place = Failures.safe(file)
    if !error.place.isEmpty { place += " [\(Failures.safe(error.place))]" }
    if let line = error.line { place += ":\(line)" }
    let value = error.value.isEmpty ? "" : " (“\(Failures.safe(error.value))”)"
    return CommandFailure(.data, "\(place): \(Language.current.refusal(error.code))\(value)")
  }
}
