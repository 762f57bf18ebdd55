import LineProtocol
import TestSupport
import Testing

@Suite("Framing")
struct FramingTests {
  @Test("a line is split at spaces and tabs, and ends with LF or CR LF")
  func lines() {
    #expect(feed("PING\nSHOW  A\tB \r\n") == [.words(["PING"]), .words(["SHOW", "A", "B"])])
  }

  @Test("empty lines and empty arrays are not answered")
  func blanks() {
    #expect(feed("\n\r\n  \n*0\r\n*-1\r\nPING\n") == [.words(["PING"])])
  }

  @Test("VT, FF and a lone CR do not end a line")
  func onlyLF() {
    #expect(feed("A\u{b}B\n") == [.refused(.controlByte(0x0b, at: 2))])
    #expect(feed("A\u{c}B\n") == [.refused(.controlByte(0x0c, at: 2))])
    #expect(feed("A\rB\nPING\n") == [.refused(.controlByte(0x0d, at: 2)), .words(["PING"])])
  }

  @Test("what is not ended is never a request")
  func unfinished() {
    #expect(feed("QUIT") == [])
    #expect(feed("*1\r\n$4\r\nQUIT") == [])
    #expect(feed("*1\r\n$4\r\nQUIT\r") == [])
  }

  @Test("quoted words keep spaces, and only quotes and backslashes are escaped")
  func quotes() {
    #expect(feed(#"A "b c" "" "d\"e\\f""# + "\n") == [.words(["A", "b c", "", #"d"e\f"#])])
    #expect(feed(#"A "b"# + "\n") == [.refused(.openQuote(at: 3))])
    #expect(feed(#"A "b\"# + "\n") == [.refused(.openQuote(at: 3))])
    #expect(feed(#"A "b"c"# + "\n") == [.refused(.textBehindQuote(at: 6))])
    #expect(feed(#"A "b\n""# + "\n") == [.refused(.unknownEscape(at: 5))])
  }

  @Test("a quote inside a word is a sign of seconds, not the start of a quotation")
  func seconds() {
    #expect(
      feed("NEAREST 2°12'31.68\" LS 113°54'0\" BT\n")
        == [.words(["NEAREST", "2°12'31.68\"", "LS", "113°54'0\"", "BT"])])
  }

  @Test("a line of 4,096 bytes passes and one more byte is refused, in one read or many")
  func lengths() {
    for end in ["\n", "\r\n"] {
      let longest = String(repeating: "a", count: RequestFramer.maximumLineLength)
      #expect(feed(longest + end) == [.words([longest])])
      let pieces = (longest + end).utf8.map { [$0] }
      #expect(feed(pieces) == [.words([longest])])
      #expect(feed(longest + "b" + end + "PING\n") == [.refused(.lineTooLong), .words(["PING"])])
      let more = (longest + "b" + end + "PING\n").utf8.map { [$0] }
      #expect(feed(more) == [.refused(.lineTooLong), .words(["PING"])])
    }
  }

  @Test("64 MB without a newline are answered once and never kept")
  func endless() {
    var held = 0
    let piece = [UInt8](repeating: 0x61, count: 65536)
    var pieces = [[UInt8]](repeating: piece, count: 1024)
    pieces.append(Array("\nPING\n".utf8))
    let outcomes = feed(pieces, held: &held)
    #expect(outcomes == [.refused(.lineTooLong), .words(["PING"])])
    #expect(held <= RequestFramer.maximumLineLength + 2)
  }

  @Test("an array of bulk strings gives its words as they are")
  func arrays() {
    #expect(
      feed("*2\r\n$4\r\nSHOW\r\n$3\r\na b\r\n*1\r\n$4\r\nPING\r\n")
        == [.words(["SHOW", "a b"]), .words(["PING"])])
    #expect(feed("*2\r\n$4\r\nECHO\r\n$0\r\n\r\n") == [.words(["ECHO", ""])])
  }

  @Test(
    "a wrong array ends the connection, because what follows cannot be trusted",
    arguments: [
      ("*x\r\n", Refusal.badArrayCount), ("*-2\r\n", .badArrayCount), ("*\r\n", .badArrayCount),
      ("*1\n", .badArrayCount), ("*2049\r\n", .tooManyWords),
      ("*99999999999999\r\n", .badArrayCount),
      ("*1\r\nPING\r\n", .badBulkLength), ("*1\r\n$-1\r\n", .badBulkLength),
      ("*1\r\n$x\r\n", .badBulkLength), ("*1\r\n$4\r\nPINGPONG", .unendedBulk),
      ("*1\r\n$4097\r\n", .arrayTooLong),
      ("*2\r\n$4096\r\n" + String(repeating: "a", count: 4096) + "\r\n$1\r\n", .arrayTooLong),
    ])
  func wrongArrays(_ text: String, _ refusal: Refusal) {
    #expect(feed(text) == [.broken(refusal)])
    #expect(feed(text.utf8.map { [$0] }) == [.broken(refusal)])
  }

  @Test(
    "control characters and invalid UTF-8 in the words of an array are errors of that request only")
  func arrayWords() {
    #expect(
      feed("*1\r\n$3\r\na\nb\r\nPING\n") == [.refused(.controlByte(0x0a, at: 2)), .words(["PING"])])
    // A position is pasted with its line breaks and tabs.
    #expect(
      feed("*2\r\n$7\r\nNEAREST\r\n$12\r\n-3.3\t\r\n114.5\r\n") == [
        .words(["NEAREST", "-3.3\t\r\n114.5"])
      ])
    #expect(feed("NEAREST \"-3.3\t114.5\"\n") == [.words(["NEAREST", "-3.3 114.5"])])
    #expect(
      feed([Array("*1\r\n$2\r\n".utf8) + [0xc3, 0x28] + Array("\r\nPING\n".utf8)]) == [
        .refused(.invalidUTF8), .words(["PING"]),
      ])
  }

  @Test("UTF-8 is judged as the standard library judges it")
  func utf8() {
    var random = SplitMix64(seed: 7)
    let pool: [UInt8] = [
      0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed,
      0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff,
    ]
    for _ in 0..<20000 {
      let bytes = (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in
        pool.randomElement(using: &random)
      }
      .filter { $0 != 0x7f }
      guard !bytes.isEmpty else { continue }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let outcomes = feed([bytes + [0x0a]])
      #expect((outcomes == [.refused(.invalidUTF8)]) == !isValid, "\(bytes)")
    }
  }

  @Test(
    "the lines that a browser sends end the connection before anything in them is executed",
    arguments: [
      "GET / HTTP/1.1", "POST /x HTTP/1.1", "put / HTTP/1.1", "HEAD / HTTP/1.0",
      "Host: 127.0.0.1:7336",
      "host:localhost", "OPTIONS * HTTP/1.1", "DELETE / HTTP/1.1", "CONNECT a:1 HTTP/1.1",
      "PRI * HTTP/2.0",
    ])
  func http(_ line: String) {
    #expect(feed(line + "\r\nQUIT\r\n") == [.broken(.http)])
  }

  @Test("a stream gives the same requests however it is cut")
  func cuts() {
    let stream = Array(
      ("PING\r\nNEAREST -3.3194 114.5908 LIMIT 3\n*2\r\n$4\r\nSHOW\r\n$11\r\nPLKK-63-097\r\n"
        + "\n\"a b\" \"c\\\"d\"\nÄ ö\nbad\u{1}\n*0\r\nQUIT\n*1\r\n$4\r\nPING\r\nhalf").utf8)
    let whole = feed([stream])
    #expect(whole.count == 8)
    for cut in 0...stream.count {
      #expect(feed([Array(stream[..<cut]), Array(stream[cut...])]) == whole, "cut at \(cut)")
    }
    #expect(feed(stream.map { [$0] }) == whole)
    for first in stride(from: 0, to: stream.count, by: 7) {
      for second in stride(from: first, to: stream.count, by: 5) {
        let pieces = [
          Array(stream[..<first]), Array(stream[first..<second]), Array(stream[second...]),
        ]
        #expect(feed(pieces) == whole)
      }
    }
  }

  @Test("random bytes are judged the same however they are cut, and little is kept")
  func randomStreams() {
    let pool = Array("*$\"\\ \r\n\t019-+aGETÄ\u{0}".utf8) + [0xff]
    for seed in [1, 2] + SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<500 {
        let length = Int.random(in: 0...200, using: &random)
        let stream = (0..<length).compactMap { _ in pool.randomElement(using: &random) }
        let whole = feed([stream])
        var pieces: [[UInt8]] = []
        var rest = stream[...]
        while !rest.isEmpty {
          let count = Int.random(in: 1...9, using: &random)
          pieces.append(Array(rest.prefix(count)))
          rest = rest.dropFirst(count)
        }
        var held = 0
        #expect(feed(pieces, held: &held) == whole, "seed \(seed), stream \(stream)")
        #expect(held <= length)
      }
    }
  }
}
