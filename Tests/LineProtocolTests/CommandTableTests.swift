import Formats
import LineProtocol
import Testing

@Suite("Command table")
struct CommandTableTests {
  func parse(_ line: String) throws -> ParsedCommand {
    var framer = RequestFramer()
    let bytes = Array((line + "\n").utf8)
    return try bytes.withUnsafeBytes { bytes in
      guard case .request = framer.next(in: bytes) else { throw Unreadable() }
      return try CommandTable.standard.parse(framer.request(in: bytes))
    }
  }
  struct Unreadable: Error {}

  @Test("a position takes all words up to the first option, in any order of the two")
  func rest() throws {
    let asked = try parse("nearest Satui, Tanah Bumbu limit 5 KIND hospital,clinic kind Puskesmas")
    #expect(asked.command.name == "NEAREST")
    #expect(asked.arguments["POSITION"] == "Satui, Tanah Bumbu")
    #expect(asked.integer("LIMIT") == 5)
    #expect(asked.list("KIND") == ["hospital", "clinic", "puskesmas"])
    let other = try parse("WITHIN RADIUS 50km -3.3194 114.5908")
    #expect(other.arguments["POSITION"] == "-3.3194 114.5908")
    #expect(other.value("RADIUS") == "50km")
  }

  @Test("a quoted word is a value even when it reads like an option")
  func quotedOption() throws {
    #expect(try parse(#"SEARCH "limit" "kind""#).arguments["TEXT"] == "limit kind")
  }

  @Test("an error names the word and what is allowed")
  func errors() {
    func message(_ line: String) -> String {
      do {
        _ = try parse(line)
        return "accepted"
      } catch let error as CommandError {
        return error.phrase.en
      } catch {
        return "\(error)"
      }
    }
    #expect(message("NEARST 1 2").hasPrefix("unknown verb 'NEARST'; did you mean NEAREST? HELP"))
    #expect(
      message("NEAREST 1 2 LIMIT 0")
        == "value '0' is not allowed for LIMIT; allowed: a whole number from 1 to 1000")
    #expect(message("NEAREST 1 2 LIMIT +5").hasPrefix("value '+5'"))
    #expect(message("NEAREST 1 2 LIMIT 1001").hasPrefix("value '1001'"))
    #expect(message("NEAREST 1 2 LIMIT").hasPrefix("missing COUNT after NEAREST LIMIT"))
    #expect(
      message("NEAREST 1 2 KIND spa").hasPrefix(
        "value 'spa' is not allowed for KIND; allowed: one or more of hospital,clinic"))
    #expect(message("NEAREST 1 2 KIND hospital,").hasPrefix("value 'hospital,'"))
    #expect(
      message("NEAREST 1 2 LIMIT 3 OPNE").hasPrefix(
        "unknown option 'OPNE' of NEAREST; allowed: LIMIT KIND BASIS"))
    #expect(message("NEAREST").hasPrefix("missing POSITION after NEAREST"))
    #expect(message("NEAREST 1 2 LIMIT 3 LIMIT 4") == "option LIMIT stands twice")
    #expect(message("SHOW a b").hasPrefix("unknown option 'b' of SHOW; there are none"))
    #expect(message("SELECT 1").contains("from 0 to 0"))
  }

  @Test("an error repeats at most 64 characters of a word")
  func longWord() {
    let error = CommandError.unknownVerb(String(repeating: "x", count: 4000), near: nil)
    #expect(error.phrase.en.count < 120)
  }

  @Test("every error and refusal has a text in both languages, and they differ")
  func bothLanguages() {
    for command in CommandTable.standard.commands {
      #expect(!command.summary.id.isEmpty && !command.summary.en.isEmpty, "\(command.name)")
    }
    for code in ErrorCode.allCases { #expect(code.meaning.id != code.meaning.en) }
  }

  @Test("no option shadows another and each usage line says all there is")
  func usage() {
    for command in CommandTable.standard.commands {
      #expect(Set(command.options.map(\.name)).count == command.options.count)
      for option in command.options { #expect(command.usage.contains(option.name)) }
      // A value that takes the rest is the last one.
      for argument in command.arguments.dropLast() { #expect(!argument.takesRest) }
    }
    #expect(
      CommandTable.standard["locate"]?.usage == "LOCATE POSITION…")
  }

  @Test("help lists every verb of ours and explains each")
  func help() throws {
    let table = CommandTable.standard
    #expect(
      table.help(.english).count == table.commands.filter { $0.group != .compatibility }.count)
    let nearest = try #require(table.help(on: "nearest", .indonesian))
    #expect(nearest[0].hasPrefix("NEAREST POSITION… [LIMIT 1-1000]"))
    #expect(nearest.contains { $0.hasPrefix("KIND KIND\thanya jenis ini") })
    #expect(table.help(on: "NOPE", .english) == nil)
  }

  @Test("completion knows verbs, options and values")
  func completion() {
    let table = CommandTable.standard
    #expect(table.completions(of: "ne") == ["NEAREST"])
    #expect(table.completions(of: "NEAREST -3 114 l") == ["LIMIT"])
    #expect(table.completions(of: "NEAREST -3 114 KIND h") == ["hospital"])
    #expect(table.completions(of: "FORMAT j") == ["json"])
    #expect(table.completions(of: "NOPE x") == [])
  }

  @Test("more verbs can be put behind the standard ones")
  func extending() {
    let more = CommandSpec(
      "REFER", .locating, summary: Phrase(id: "rujuk", en: "refer"),
      reply: Phrase(id: "+OK", en: "+OK"))
    #expect(CommandTable.standard.adding([more])["refer"] == more)
  }
}
