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

  @Test("RESP2 and RESP3 write texts with their length, maps and pushes in their own way")
  func styles() {
    func text(_ reply: Reply, _ style: ReplyStyle) -> String {
      String(decoding: reply.bytes(style), as: UTF8.self)
    }
    let map = Reply.map([.init("a", .integer(1)), .init("b", .text("ü\n"))])
    #expect(text(map, .lines) == "*4\r\n+a\r\n:1\r\n+b\r\n+ü \r\n")
    #expect(text(map, .resp2) == "*4\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n$3\r\nü \r\n")
    #expect(text(map, .resp3) == "%2\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n$3\r\nü \r\n")
    let push = Reply.push([.text("message"), .bytes([0, 13, 10])])
    #expect(text(push, .resp2) == "*2\r\n$7\r\nmessage\r\n$3\r\n\0\r\n\r\n")
    #expect(text(push, .resp3).hasPrefix(">2\r\n"))
    let block = Reply.block(["# A", "b:1"])
    #expect(text(block, .lines) == "*2\r\n+# A\r\n+b:1\r\n")
    #expect(text(block, .resp3) == "$10\r\n# A\r\nb:1\r\n\r\n")
    for style in [ReplyStyle.lines, .resp2, .resp3] {
      #expect(text(.status("OK"), style) == "+OK\r\n")
      #expect(text(.error(.busy, "x\r\ny"), style) == "-BUSY x  y\r\n")
    }
  }
}
