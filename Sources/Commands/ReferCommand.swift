import ArgumentParser
import Foundation
import LineProtocol
import Referrals
import Application
import Schema
import Server
import Storage

/// `plkk refer WORD …`: the use cases of referrals, by the table of the line protocol.
struct ReferCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "refer", abstract: ReferHelp.overview, discussion: ReferHelp.examples)
  }

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp(
      say(
        id:
          "Apa yang dilakukan, lalu kode dan opsi; “plkk refer KATA --help” menjelaskan tiap kata.",
        en: "What to do, then code and options; “plkk refer WORD --help” explains each word."),
      valueName: "word"),
    completion: .custom { words, _, _ in ReferWords.completions(words) })
  var words: [String] = []

  func run() async throws {
    guard let word = words.first, !["--help", "-h", "help"].contains(word) else {
      return Output.write(ReferHelp.all())
    }
    let command = ReferWords.command(word)
    guard command != nil || word == "watch" else {
      let allowed = ReferWords.verbs.joined(separator: ", ")
      let near = ReferWords.near(word, in: ReferWords.verbs)
      throw CommandFailure(
        .usage,
        say(
          id:
            "plkk refer: kata “\(Failures.safe(word))” tidak dikenal\(near); yang ada: \(allowed)",
          en: "plkk refer: word “\(Failures.safe(word))” is unknown\(near); allowed: \(allowed)"))
    }
    let sorted = try ReferWords(Array(words.dropFirst()), of: command)
    if sorted.chosen["help"] != nil { return Output.write(ReferHelp.on(word)) }
    let format = try Self.format(sorted.chosen["format"])
    if let command {
      let request = try Self.request(command, sorted)
      let cases = try await ReferFile.open(
        sorted.chosen["db"], tokenFile: sorted.chosen["token-file"], creating: word == "new")
      let answer = try await cases.answer(request)
      Output.write(ReferRendering.text(answer, format))
    } else {
      let cases = try await ReferFile.open(
        sorted.chosen["db"], tokenFile: sorted.chosen["token-file"], creating: false)
      try await ReferWatch(
        cases: cases, interval: try Self.interval(sorted.chosen["interval"]), format: format
      ).run(once: sorted.chosen["once"] != nil)
    }
  }

  /// An amount as people write it, `3.200.000` or `Rp 3,200,000`, as a plain number.
  ///
  /// A rupiah has no fractions, so groups of three are thousands.  What is none of this stays as it is.
  private static func plainRupiah(_ text: String) -> String {
    let bare =
      text.prefixMatch(of: /(?i:rp)\.?\s*/).map { text[$0.range.upperBound...] } ?? text[...]
    guard bare.wholeMatch(of: /\d{1,3}((\.\d{3})+|(,\d{3})+)|\d+/) != nil else { return text }
    return bare.filter(\.isNumber)
  }

  private static func format(_ text: String?) throws -> OutputFormat {
    guard let text else { return .table }
    guard let format = OutputFormat(rawValue: text), format != .geojson else {
      throw CommandFailure(
        .usage,
        say(
          id: "--format “\(Failures.safe(text))” tidak ada; pilihan: table, json, csv",
          en: "--format “\(Failures.safe(text))” is unknown; allowed: table, json, csv"))
    }
    return format
  }

  private static func interval(_ text: String?) throws -> Int {
    guard let text else { return 15 }
    guard let seconds = Int(text), (1...3600).contains(seconds) else {
      throw CommandFailure(
        .usage,
        say(id: "--interval harus 1 sampai 3600 detik", en: "--interval must be 1 to 3600 seconds"))
    }
    return seconds
  }

  /// The request that the words mean, checked by the table.
  private static func request(_ command: CommandSpec, _ words: ReferWords) throws -> ParsedCommand {
    var arguments = words.arguments
    if command.arguments.first?.takesRest == true, !arguments.isEmpty {
      arguments = [arguments.joined(separator: " ")]
    }
    var options = words.options.map { option in
      (option.name, option.name == "COST" ? option.values.map(plainRupiah) : option.values)
    }
    if let source = words.chosen["identity"] {
      options += try ReferIdentity.read(source, for: command)
    }
    do {
      return try CommandTable(CommandTable.referring).parse(
        command.name, arguments: arguments, options: options)
    } catch {
      throw CommandFailure(.usage, ReferErrors.text(error))
    }
  }
}

/// `plkk refer watch`: what changes in one's referrals, as it happens.
struct ReferWatch {
  let cases: ReferFile
  let interval: Int
  let format: OutputFormat

  func run(once: Bool) async throws {
    var known: [String: ReferralRow] = [:]
    while true {
      let request: ParsedCommand
      do {
        request = try CommandTable(CommandTable.referring).parse(
          "REFERRALS", arguments: [], options: [("LIMIT", ["100"])])
      } catch {
        throw CommandFailure(.usage, ReferErrors.text(error))
      }
      let answer = try await cases.answer(request)
      for (record, zone) in zip(answer.records, answer.zones).reversed() {
        guard case .referral(let row) = record, known[row.code] != row else { continue }
        known[row.code] = row
        Output.write(
          format == .table
            ? ReferBlocks(zone: zone).summary(row) + "\n"
            : ReferRendering.text(answer.only(record), .json))
      }
      if once { return }
      try await Task.sleep(for: .seconds(interval))
    }
  }
}
