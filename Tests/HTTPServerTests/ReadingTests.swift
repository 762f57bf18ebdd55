import Formats
import Testing
import TestSupport

@testable import HTTPServer

@Suite("Reading of requests")
struct ReadingTests {
  private static let declared = [
    Parameter("limit", .integer(1...1000), ""),
    Parameter("kind", .words(["hospital", "clinic"]), ""),
    Parameter("position", .text, ""), Parameter("lat", .decimal(-90...90), ""),
    Parameter("emergency", .flag, ""), Parameter("within", .distance, ""),
    Parameter("bbox", .box, ""), Parameter("datetime", .period, ""),
  ]

  private func code(_ query: String) -> String? {
    do throws(Problem) {
      _ = try Arguments(query[...], Self.declared)
      return nil
    } catch {
      return error.code + ":" + (error.field ?? "")
    }
  }

  @Test("Each part of a query is a declared parameter, given once, with a value that it may have")
  func arguments() {
    for (query, expected) in [
      ("limit=3", nil), ("", nil), ("kind=hospital,clinic", nil), ("lat=-3.3194", nil),
      ("bbox=114.5,-3.4,114.7,-3.2", nil), ("bbox=114.5,-3.4,0,114.7,-3.2,9", nil),
      ("bbox=170,-3,-170,3", nil), ("datetime=2026-01-01T00:00:00Z/..", nil),
      ("within=50km", nil), ("emergency=true", nil),
      ("limt=3", "unknown_parameter:limt"), ("limit=3&limit=4", "doubled_parameter:limit"),
      ("limit=0", "wrong_value:limit"), ("limit=1001", "wrong_value:limit"),
      ("limit=+3", "wrong_value:limit"), ("limit=3.0", "wrong_value:limit"),
      ("limit=", "wrong_value:limit"), ("limit=%D9%A3", "wrong_value:limit"),
      ("kind=hospital,hospital", "wrong_value:kind"), ("kind=Hospital", "wrong_value:kind"),
      ("kind=", "wrong_value:kind"), ("emergency=1", "wrong_value:emergency"),
      ("lat=91", "wrong_value:lat"), ("lat=NaN", "wrong_value:lat"),
      ("lat=1e1", nil), ("lat=-3.39999999999999999999", nil), ("lat=1e400", "wrong_value:lat"),
      ("lat=1.", "wrong_value:lat"), ("within=50", "wrong_value:within"),
      ("bbox=1,2,3", "wrong_value:bbox"), ("bbox=114.5,-3.2,114.7,-3.4", "wrong_value:bbox"),
      ("datetime=../..", "wrong_value:datetime"), ("datetime=yesterday", "wrong_value:datetime"),
      ("position", "broken_encoding:query"), ("position=%zz", "broken_encoding:query"),
      ("position=%ff", "broken_encoding:query"), ("position=a&&limit=1", "broken_encoding:query"),
      ("=3", "broken_encoding:query"), ("&", "broken_encoding:query"),
    ] as [(String, String?)] {
      #expect(code(query) == expected, "\(query)")
    }
  }

  @Test(
    "Any text comes back from its percent-encoding, and cut encodings are refused",
    arguments: SplitMix64.seeds)
  func percentCode(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
            UnicodeScalar(UInt32.random(in: 1...0x2fff, using: &random))
          }))
      let encoded = PercentCode.encoded(text)
      #expect(PercentCode.decoded(encoded, plusIsSpace: true) == text)
      if encoded.hasSuffix("%") || encoded.contains("%") {
        let cut = encoded[..<(encoded.lastIndex(of: "%") ?? encoded.endIndex)] + "%"
        #expect(PercentCode.decoded(cut, plusIsSpace: true) == nil)
      }
    }
    #expect(PercentCode.decoded("a+b", plusIsSpace: true) == "a b")
    #expect(PercentCode.decoded("a+b", plusIsSpace: false) == "a+b")
  }

  @Test("The form that is liked best is answered, and none where none is liked")
  func forms() {
    let offered = ["application/geo+json", "application/json"]
    for (accept, form) in [
      (nil, "application/geo+json"), ("*/*", "application/geo+json"), ("", "application/geo+json"),
      ("application/json", "application/json"), ("Application/JSON;q=0.5", "application/json"),
      ("application/json;q=0.2, application/geo+json;q=0.9", "application/geo+json"),
      ("application/*;q=0.5, application/geo+json;q=0", "application/json"),
      ("text/html", nil), ("text/html, */*;q=0.1", "application/geo+json"),
      ("application/json;q=0", nil), ("*/*;q=0", nil),
    ] as [(String?, String?)] {
      #expect(MediaType.best(accept, of: offered) == form, "\(accept ?? "none")")
    }
  }

  @Test("The language of a request is the better liked of the two")
  func languages() {
    for (accepted, language) in [
      (nil, Language.indonesian), ("en", .english), ("en-GB,en;q=0.9", .english),
      ("id-ID,id;q=0.9,en;q=0.8", .indonesian), ("fr", .indonesian), ("in", .indonesian),
      ("id;q=0.1, en;q=0.2", .english), ("en;q=0", .indonesian), ("*", .indonesian),
    ] as [(String?, Language)] {
      #expect(Wanted.language(accepted, usual: .indonesian) == language, "\(accepted ?? "none")")
    }
  }

  @Test("Moments are written as HTTP wants them")
  func dates() {
    #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    #expect(HTTPDate.text(1_709_251_199) == "Thu, 29 Feb 2024 23:59:59 GMT")
  }
}
