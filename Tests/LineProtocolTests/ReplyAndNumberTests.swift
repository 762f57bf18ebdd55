import LineProtocol
import Testing

@Suite("Replies and numbers")
struct ReplyAndNumberTests {
  func text(_ reply: Reply) -> String { String(decoding: reply.bytes, as: UTF8.self) }

  @Test("each kind of reply is one line, and a list is its count and its lines")
  func kinds() {
    #expect(text(.text("OK")) == "+OK\r\n")
    #expect(text(.error(.badPosition, "x")) == "-BADPOS x\r\n")
    #expect(text(.integer(-7)) == ":-7\r\n")
    #expect(text(.lines([.text("a\tb"), .integer(1)])) == "*2\r\n+a\tb\r\n:1\r\n")
    #expect(text(.lines([])) == "*0\r\n")
  }

  @Test("no text breaks out of its line")
  func control() {
    #expect(text(.text("a\r\n-ERR b\u{0}\u{7f}")) == "+a  -ERR b  \r\n")
    #expect(text(.error(.syntax, "a\nb")) == "-ERR a b\r\n")
  }

  @Test("plain decimals are read to the same bits as by the standard library")
  func decimals() {
    var random = SplitMix64(11)
    for _ in 0..<50000 {
      let whole = Int.random(in: 0...180, using: &random)
      let places = Int.random(in: 0...12, using: &random)
      var text = Bool.random(using: &random) ? "-\(whole)" : "\(whole)"
      if places > 0 {
        text +=
          "." + (0..<places).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      }
      let read = Array(text.utf8).withUnsafeBytes { PlainNumber.decimal($0) }
      #expect(read?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test(
    "what is no plain decimal is left to the slower way",
    arguments: [
      "", "-", ".5", "5.", "1e3", "1,5", "nan", "0x1", " 1", "1 ", "--1", "1.2.3",
      "1234567890123456", "١",
    ])
  func notPlain(_ text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { PlainNumber.decimal($0) } == nil)
  }

  @Test("whole numbers have one to nine digits")
  func whole() {
    func read(_ text: String) -> Int? { Array(text.utf8).withUnsafeBytes { PlainNumber.whole($0) } }
    #expect(read("0") == 0)
    #expect(read("999999999") == 999_999_999)
    for text in ["", "-1", "+1", "1.0", "1234567890", "a"] { #expect(read(text) == nil) }
  }
}
