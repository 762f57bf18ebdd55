import Geo
import Positions
import Testing

@Suite("Texts as they were written")
struct WrittenTextTests {
  struct Written {
    var text: String
    var position: (latitude: Double, longitude: Double)?
    var mayRefuse: Bool

    init?(_ line: String) {
      let fields = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4 else { return nil }
      if let latitude = Double(fields[0]), let longitude = Double(fields[1]) {
        position = (latitude, longitude)
      }
      mayRefuse = fields[2] == "may"
      text = Self.unescaped(fields[3])
    }

    private static func unescaped(_ text: Substring) -> String {
      var out = ""
      var rest = text
      while let character = rest.popFirst() {
        guard character == "\\", let kind = rest.popFirst() else {
          out.append(character)
          continue
        }
        switch kind {
        case "n": out.append("\n")
        case "t": out.append("\t")
        case "u":
          let digits = rest.dropFirst().prefix { $0 != "}" }
          rest = rest.dropFirst(digits.count + 2)
          if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
            out.unicodeScalars.append(scalar)
          }
        default: out.append(kind)
        }
      }
      return out
    }
  }

  @Test("each is read rightly, or refused where that is right", arguments: WrittenTexts.lines)
  func written(_ line: String) throws {
    let written = try #require(Written(line))
    do throws(PositionError) {
      switch try PositionText.parse(written.text) {
      case .position(let reading):
        guard let right = written.position else {
          Issue.record("\(written.text) was read as \(reading.position)")
          return
        }
        #expect(abs(reading.position.latitude - right.latitude) < 6e-5, "\(written.text)")
        #expect(abs(reading.position.longitude - right.longitude) < 6e-5, "\(written.text)")
      case .shortPlusCode(let code, let near):
        // The place beside it is the gazetteer's matter.
        #expect(written.position == nil || code.text == "MHJR+68" && near.contains("Banjarmasin"))
      case .place: #expect(written.position == nil || written.mayRefuse, "\(written.text)")
      }
    } catch {
      #expect(written.position == nil || written.mayRefuse, "\(written.text): \(error.code)")
    }
  }
}
