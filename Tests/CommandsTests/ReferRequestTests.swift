import Application
import ArgumentParser
import Referrals
import Server
import Testing
import Wording

@testable import Commands

/// `plkk refer` read into typed requests, without a process or a store.
@Suite("The commands of referrals")
struct ReferRequestTests {
  private static let verbs = ReferCommand.configuration.subcommands.compactMap {
    $0 as? any ReferVerb.Type
  }

  /// A code whose check is right, as those of the pages need not be.
  private static let code = ReferralCode(bits: 9)

  /// Words as a shell splits them.
  private func split(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
      $0 % 2 == 1 ? [String($1)] : $1.split(separator: " ").map(String.init)
    }
  }

  /// The request that words behind `plkk refer` make.
  private func request(_ words: [String]) throws -> ReferralRequest {
    let command = try ReferCommand.parseAsRoot(Arguments.protectingMinus(words))
    return try #require(command as? any ReferVerb).request()
  }

  @Test("each use case is one command, and the example in its help is a request for it")
  func examples() throws {
    #expect(Set(Self.verbs.map { $0.act }) == Set(ReferralAct.allCases))
    #expect(Self.verbs.count == ReferralAct.allCases.count)
    for verb in Self.verbs where verb.act != .find {
      let line = String(ReferText.words(verb.act).prefix { $0 != ">" })
      let words =
        [verb.act.commandName]
        + split(line).map { $0 == "K7FD-3QWX-K" ? Self.code.text : $0 }
      #expect(try request(words).act == verb.act, "\(words)")
    }
  }

  @Test("a coded value is taken in the words of both languages, whatever their case")
  func words() throws {
    let code = Self.code
    for word in ["penuh-icu", "no-icu-bed", "PENUH-ICU"] {
      #expect(
        try request(["reject", code.text, "--reason", word])
          == .step(StepRequest(code, .reject(.fullICU))), "\(word)")
    }
    for word in ["diterima", "Accepted"] {
      #expect(
        try request(["late", code.text, "--answer", word])
          == .step(StepRequest(code, .answerLate(accepted: true, by: .service))))
    }
    for words in [
      ["reject", code.text, "--reason", "malas"], ["late", code.text, "--answer", "ya"],
      ["list", "--status", "x"], ["list", "extra"], ["accept"], ["accept", code.text, "--by"],
    ] {
      #expect(throws: (any Error).self, "\(words)") { try request(words) }
    }
  }

  @Test("a position keeps its words and its minus; nothing is understood before the use case does")
  func positions() throws {
    for (words, text) in [
      (["-3.3194,114.5908"], "-3.3194,114.5908"), (["-3.3194", "114.5908"], "-3.3194 114.5908"),
      (["Satui,", "Tanah", "Bumbu"], "Satui, Tanah Bumbu"),
    ] {
      guard case .open(let opening) = try request(["new"] + words + ["--branch", "BJM"]) else {
        Issue.record("no opening")
        continue
      }
      #expect(opening.place == .text(text) && opening.branch == "BJM")
    }
    let emergency = try request(["new", "--emergency", "tidak-ada"])
    var expected = OpenRequest()
    expected.facts.emergency = []
    #expect(emergency == .open(expected))
  }

  @Test("what is missing or doubled is refused by name")
  func refusals() throws {
    let code = Self.code.text
    for (words, error) in [
      (["reject", code], ReferringError.missing(.reason, for: .reject)),
      (["report", code, "--stage", "tahap-1", "--to", "bpjs-tk"], .missing(.at, for: .report)),
      (["priority", code, "--reason", "memburuk"], .missing(.newPriority, for: .prioritize)),
      (["transport", code, "--cost", "5000"], .missing(.mode, for: .transport)),
      (["new", "--basis", "consent", "--lawful-basis", "consent"], .doubledBasis),
      (["new", "--dasar-hukum", "consent", "--lawful-basis", "consent"], .doubledBasis),
      (["new", "--emergency", "tidak-ada,mengancam-nyawa"], .criteriaWithNone),
      (["list", "--after", "x"], .badCursor), (["find"], .missing(.number, for: .find)),
    ] {
      #expect(throws: error, "\(words)") { try request(words) }
    }
    #expect(throws: CommandFailure.self) {
      try Arguments.refuseRepeated(["plkk", "refer", "list", "--limit", "1", "--limit=2"])
    }
    try Arguments.refuseRepeated(["plkk", "refer", "list", "--limit", "1", "--status", "x"])
  }

  @Test("a personal value on the command line is refused, whichever it is")
  func personal() throws {
    for field in PersonalField.allCases where field != .position {
      let option = "--" + field.option.lowercased()
      for words in [[option, "CONTOH"], [option + "=CONTOH"]] {
        let failure = #expect(throws: CommandFailure.self, "\(option)") {
          try Arguments.refusePersonal(["refer", "accept", Self.code.text] + words)
        }
        #expect(failure?.message.contains(option) == true && failure?.code == .usage)
        #expect(failure?.message.contains("CONTOH") == false)
      }
    }
    // Not one of the options that there are.
    for verb in Self.verbs {
      let line = String(ReferText.words(verb.act).prefix { $0 != ">" })
      try Arguments.refusePersonal(["refer", verb.act.commandName] + split(line))
    }
    try Arguments.refusePersonal(["refer", "new", "--", "--nik"])
  }
}
