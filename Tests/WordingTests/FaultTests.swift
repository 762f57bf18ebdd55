@testable import Application
import Facilities
import Formats
import Geo
import LineProtocol
import Positions
import Testing
import Wording

@Suite("Refusals in words")
struct FaultTests {
  private static let locator = Result { try Locator.embedded() }

  /// A refusal of every kind, made by the locator where it can be.
  private static func faults() throws -> [LocateError] {
    let locator = try locator.get()
    var faults: [LocateError] = []
    for text in [
      "Atlantis", "RS Atlantis", "Makmur", "Kalimantan Selatan", "Kutai", "Km 38 Pelaihari",
      "MHJR+68", "-3.3194 114.5908 LIMT 3", "91,200", "-2,2,113", "", "0,0", "maps.app.goo.gl/abc",
    ] {
      do throws(LocateError) { _ = try locator.understand(text) } catch { faults.append(error) }
    }
    for text in ["nowhere", "Banjr", "Ketapang"] {
      do throws(LocateError) { _ = try locator.region(text) } catch { faults.append(error) }
    }
    for id in ["nobody", "PLKK-64-073"] {
      do throws(LocateError) { _ = try locator.show(id) } catch { faults.append(error) }
    }
    let position = Position(latitude: -1, longitude: 2)
    let readings = position.map {
      [PositionReading(position: $0, form: .decimal, precisionMeters: 1)]
    }
    faults += PositionError.Code.allCases.map {
      .position(PositionError($0, excerpt: "xyz", readings: readings ?? []))
    }
    return faults + [.limitOutOfRange(0), .regionAmbiguous("XQZ", [])]
  }

  @Test("Every refusal is said in both languages, for every door, and names what was wrong")
  func said() throws {
    let faults = try Self.faults()
    #expect(Set(faults.map(\.code)).count >= 12)
    for error in faults {
      for asked in [Asked.commandLine, .line, .web, .page] {
        let (id, en) = (
          Language.indonesian.fault(error, asked), Language.english.fault(error, asked)
        )
        #expect(!id.sentence.isEmpty && !en.sentence.isEmpty)
        #expect(id.choices.count == en.choices.count)
        if case .facilityFormer = error { continue }
        #expect(id.sentence != en.sentence, "\(error)")
        for (language, fault) in [(Language.indonesian, id), (.english, en)] {
          let line = fault.line(language)
          #expect(!line.contains("\n"), "\(line)")
          for choice in fault.choices.prefix(8) {
            #expect(line.contains(choice.short) && fault.lines(language).contains(choice.text))
          }
          // No door names the options of another.
          if asked != .commandLine {
            #expect(!line.contains("--") && !line.contains("plkk "), "\(line)")
          }
          if asked != .line {
            #expect(!line.contains("LIMIT") && !line.contains("SEARCH"), "\(line)")
          }
        }
      }
    }
  }

  @Test("A name wider than a kabupaten is refused with its parts")
  func parts() throws {
    let locator = try Self.locator.get()
    for (text, count) in [("Kutai", 4), ("Kalimantan Utara", 5), ("Kalsel", 13)] {
      do throws(LocateError) {
        _ = try locator.understand(text)
        Issue.record("\(text) was understood")
      } catch {
        let fault = Language.indonesian.fault(error, .commandLine)
        #expect(fault.choices.count == count, "\(text): \(fault.choices)")
        #expect(fault.sentence.contains("terlalu luas"))
      }
    }
  }

  @Test("What a foreign text brings cannot steer a terminal, nor fill one")
  func foreign() {
    for error in [
      LocateError.placeUnknown("\u{1b}[2Ja\u{202e}b" + String(repeating: "x", count: 300), []),
      .strayWord("\u{7}"), .facilityUnknown("\u{9b}1m", []), .regionUnknown("\u{200f}", []),
      .placeOnRoad("\u{1b}", []), .plusCodeNeedsPlace("\u{1b}"),
    ] {
      for language in Language.allCases {
        let text = language.fault(error, .commandLine).lines(language)
        #expect(
          text.unicodeScalars.allSatisfy {
            $0 == "\n" || ![.control, .format].contains($0.properties.generalCategory)
          })
        #expect(text.count < 400)
      }
    }
  }

  @Test("Values of options have a word in both languages, and both lead to the value")
  func words() {
    func check<Value: ChosenByWord>(_ type: Value.Type) {
      for value in Value.allCases {
        for word in [value.choiceWord.id, value.choiceWord.en] {
          #expect(Value.chosen(by: word) == value)
          #expect(Value.chosen(by: word.uppercased()) == value)
          #expect(Value.chosen(by: word.replacing("-", with: " ")) == value)
        }
      }
      #expect(Value.chosen(by: "") == nil && Value.chosen(by: "-") == nil)
    }
    check(FacilityKind.self)
    check(PLKKBasis.self)
    #expect(FacilityKind.allCases.allSatisfy { $0.choiceWord.en == $0.rawValue })
    #expect(PLKKBasis.allCases.allSatisfy { $0.choiceWord.en == $0.rawValue })
  }

  @Test("The line protocol takes the same words")
  func protocolWords() throws {
    for verb in ["NEAREST", "WITHIN", "SEARCH", "COUNT"] {
      let command = try #require(CommandTable.standard[verb])
      for option in command.options where option.name == "KIND" || option.name == "BASIS" {
        let value = try #require(option.values.first)
        let isKind = option.name == "KIND"
        #expect(
          value.also == (isKind ? FacilityKind.indonesianChoices : PLKKBasis.indonesianChoices))
        let words = isKind ? FacilityKind.choiceWords(.english) : PLKKBasis.choiceWords(.english)
        #expect(value.kind == .choices(words))
      }
    }
  }
}
