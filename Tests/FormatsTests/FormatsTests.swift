import Formats
import Testing

@Suite("Machine formats")
struct FormatsTests {
  @Test("JSON keeps key order, commas and nesting")
  func nesting() {
    var json = JSONWriter()
    json.object {
      $0.member("b", "x")
      $0.member("a", object: { $0.member("n", 1) })
      $0.member("empty", array: { _ in })
      $0.member("list", array: { list in for n in 1...3 { list.value(n) } })
      $0.member("none", nil as String?)
      $0.member("flag", true)
      $0.member("m", 12.345, decimals: 1)
    }
    #expect(
      json.text
        == #"{"b":"x","a":{"n":1},"empty":[],"list":[1,2,3],"none":null,"flag":true,"m":12.3}"#)
  }

  @Test("Indented JSON breaks lines and keeps values beside their keys")
  func indented() {
    var json = JSONWriter(indented: true)
    json.object {
      $0.member(
        "a",
        array: {
          $0.value(1); $0.value(2)
        })
      $0.member("s", "x: ")
      $0.member("t", "y")
    }
    #expect(json.text == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"s\": \"x: \",\n  \"t\": \"y\"\n}")
  }

  @Test("Strings are escaped, controls as \\u00XX, other text as it is")
  func escapes() {
    var json = JSONWriter()
    json.value("a\"b\\c\n\t\u{1}\u{7f} Pa’ Padi é")
    #expect(json.text == "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f Pa’ Padi é\"")
  }

  @Test("What is not finite becomes null")
  func notFinite() {
    var json = JSONWriter()
    json.array {
      $0.value(Double.nan, decimals: 2)
      $0.value(Double.infinity)
      $0.value(0.1)
    }
    #expect(json.text == "[null,null,0.1]")
  }

  @Test(
    "Fixed decimals round half away from zero and never print minus zero",
    arguments: [
      (1012.44, 1, "1012.4"), (1012.45, 1, "1012.5"), (0.0, 1, "0.0"), (-0.04, 1, "0.0"),
      (-0.06, 1, "-0.1"), (7.0, 0, "7"), (-3.3194, 6, "-3.319400"), (0.000001, 6, "0.000001"),
    ] as [(Double, Int, String)])
  func fixed(number: Double, decimals: Int, text: String) {
    #expect(number.fixed(decimals) == text)
  }

  @Test("CSV quotes what must be quoted and disarms formulas")
  func csv() {
    var csv = CSVWriter()
    csv.row(["a", "b,c", "say \"hi\"", "", "-3.5", "=1+1", "+62 511", "two\nlines"])
    #expect(
      csv.text == "a,\"b,c\",\"say \"\"hi\"\"\",,-3.5,'=1+1,+62 511,\"two\nlines\"\n")
  }
}
