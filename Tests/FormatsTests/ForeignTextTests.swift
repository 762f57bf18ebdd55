import Formats
import TestSupport
import Testing

@Suite("Text that others wrote")
struct ForeignTextTests {
  @Test("what steers, hides or turns is gone, what is seen stays, and once is enough")
  func random() {
    let harmful: [Unicode.Scalar] = [
      "\u{0}", "\u{7}", "\u{1B}", "\u{7F}", "\u{9B}", "\u{9D}", "\u{85}", "\u{AD}", "\u{200B}",
      "\u{200E}", "\u{202E}", "\u{2066}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\n", "\r", "\t",
      "\u{A0}", " ", "\u{E0041}",
    ]
    let seen: [Unicode.Scalar] = ["a", "Z", "7", "é", "ş", "中", "/", ":", "\u{301}", "😀"]
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      for _ in 0..<2_000 {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<20, using: &generator) {
          let from = Bool.random(using: &generator) ? harmful : seen
          if let one = from.randomElement(using: &generator) { scalars.append(one) }
        }
        let text = String(scalars)
        let line = ForeignText.line(text)
        #expect(ForeignText.isPlain(line), "seed \(seed)")
        #expect(ForeignText.line(line) == line, "seed \(seed)")
        #expect(
          line.unicodeScalars.filter { $0 != " " } == scalars.filter(seen.contains),
          "seed \(seed)")
        let lines = ForeignText.lines(text)
        #expect(ForeignText.lines(lines) == lines, "seed \(seed)")
        #expect(
          lines.split(separator: "\n").allSatisfy { ForeignText.isPlain(String($0)) },
          "seed \(seed)")
        #expect(
          lines.unicodeScalars.filter { $0 != " " && $0 != "\n" } == scalars.filter(seen.contains),
          "seed \(seed)")
      }
    }
  }

  @Test("a chronology keeps its lines, a name has one")
  func examples() {
    #expect(ForeignText.line("Budi\r\nUpah: 99.000.000") == "Budi Upah: 99.000.000")
    #expect(ForeignText.line("\u{1B}]0;PWN\u{7}\u{1B}[31mSiti") == "]0;PWN[31mSiti")
    #expect(ForeignText.line("\u{202E}  a\u{A0}\tb  ") == "a b")
    #expect(ForeignText.lines("\r\nsatu\r\n\r\ndua\u{2028}tiga\n\n") == "satu\n\ndua\ntiga")
    #expect(!ForeignText.isPlain("BJM\u{9B}") && !ForeignText.isPlain("a\u{2029}b"))
    #expect(ForeignText.isPlain("Kantor Cabang Banjarmasin"))
    #expect(ForeignText.line("") == "" && ForeignText.lines("\n\u{0}") == "")
  }
}
