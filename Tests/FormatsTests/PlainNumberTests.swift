import Formats
import TestSupport
import Testing

@Suite("Plain numbers")
struct PlainNumberTests {
  @Test("plain decimals are read to the same bits as by the standard library")
  func decimals() {
    var random = SplitMix64(seed: 11)
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

  @Test("the byte writer gives the bytes of the text writer")
  func sameBytes() {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)
    defer { memory.deallocate() }
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<20_000 {
        let decimals = Int.random(in: 0...9, using: &random)
        let number =
          round % 50 == 0
          ? [0, -0.0, 0.5, -0.5, 0.05, -0.04, 9.999_999_999][round / 50 % 7]
          : Double.random(in: -200...200, using: &random)
        var writer = ByteWriter(memory)
        writer.fixed(number, decimals)
        #expect(
          String(decoding: memory[..<writer.count], as: UTF8.self) == number.fixed(decimals),
          "\(number) \(decimals)")
      }
    }
  }
}
