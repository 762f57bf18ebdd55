import Formats
import Foundation
import TestSupport
import Testing

@Suite("Reading JSON")
struct JSONValueTests {
  private static func read(_ text: String, depth: Int = 8) throws(JSONValue.Fault) -> JSONValue {
    try JSONValue(Array(text.utf8), depth: depth)
  }

  @Test("What is written is read back")
  func written() throws {
    let text = #" {"a":[1,-0.5e+3,true,null],"b":{"c":"x\né\ud83d\ude00\/"}} "#
    let value = try Self.read(text)
    #expect(value["a"]?.elements == [.number("1"), .number("-0.5e+3"), .boolean(true), .null])
    #expect(value["b"]?["c"]?.text == "x\né😀/")
    var json = JSONWriter()
    json.object { $0.member("t", "\u{1}\"\\\u{7f}é😀") }
    #expect(try Self.read(json.text)["t"]?.text == "\u{1}\"\\\u{7f}é😀")
  }

  @Test(
    "What is no JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "-", "+1", "1e", "NaN", "tru", "\"\t\"",
      "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
      "1 2", "{a:1}",
      "'a'", "[1 2]", "\u{feff}1",
    ])
  func broken(_ text: String) {
    #expect(throws: JSONValue.Fault.self) { try Self.read(text) }
  }

  @Test("A name twice and too much depth are told")
  func limits() {
    #expect(throws: JSONValue.Fault.doubled("a")) { try Self.read(#"{"a":1,"\u0061":2}"#) }
    #expect(throws: JSONValue.Fault.tooDeep) { try Self.read("[[[1]]]", depth: 2) }
    #expect(throws: JSONValue.Fault.tooDeep) {
      try Self.read(String(repeating: "[", count: 1_000_000))
    }
  }

  /// The value written anew.
  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .object(let members):
      "{"
        + members.map { member in
          var name = ""
          JSONWriter.quote(member.name, into: &name)
          return name + ":" + text(member.value)
        }.joined(separator: ",") + "}"
    case .array(let elements): "[" + elements.map(text).joined(separator: ",") + "]"
    case .string(let string): quoted(string)
    case .number(let number): number
    case .boolean(let flag): flag ? "true" : "false"
    case .null: "null"
    }
  }

  private static func quoted(_ string: String) -> String {
    var text = ""
    JSONWriter.quote(string, into: &text)
    return text
  }

  @Test("Changed bytes never end the program, and what is read is read again from its own writing")
  func mutated() throws {
    let good = Array(#"{"a":[1,-0.5e+3,true,null],"b":{"c":"x\né\ud83d\ude00"},"d":""}"#.utf8)
    for seed in SplitMix64.seeds {
      var chance = SplitMix64(seed: seed)
      var read = 0
      for _ in 0..<3000 {
        var bytes = good
        for _ in 0..<Int.random(in: 1...3, using: &chance) {
          let place = bytes.indices.randomElement(using: &chance) ?? 0
          switch Int.random(in: 0..<3, using: &chance) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
          case 1: bytes.remove(at: place)
          default: bytes.insert(UInt8.random(in: 32...126, using: &chance), at: place)
          }
        }
        guard let value = try? JSONValue(bytes) else { continue }
        read += 1
        let again = try JSONValue(Array(Self.text(value).utf8))
        #expect(again == value, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      }
      #expect(read > 50, "seed \(seed)")
    }
  }
}
