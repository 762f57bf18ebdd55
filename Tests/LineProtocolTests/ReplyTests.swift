import LineProtocol
import Testing

@Suite("Replies")
struct ReplyTests {
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
}
