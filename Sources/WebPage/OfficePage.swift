internal import Application
internal import Formats
internal import Referrals
internal import WebPageFiles
internal import Wording

/// The page for facilities and officers: independent of the list, working only where referrals are served.
public enum OfficePage {
  /// Everything that it asks for, the page itself first.
  public static let assets: [PageAsset] = {
    func script(_ path: String, _ file: page_file) -> PageAsset {
      PageAsset(path, "text/javascript; charset=utf-8", PageFiles.bytes(file))
    }
    return [
      PageAsset("/office.html", "text/html; charset=utf-8", PageFiles.bytes(page_office_html())),
      PageAsset("/office.css", "text/css; charset=utf-8", PageFiles.bytes(page_office_css())),
      script("/office.js", page_office_js()), script("/office-line.js", page_office_line_js()),
      script("/office-new.js", page_office_new_js()),
      script("/office-words.js", page_office_words_js()),
      PageAsset("/office.json", "application/json", Array(words.utf8)),
    ]
  }()

  /// The words of states and reasons, from the one table: kind, value, both languages.
  private static var words: String {
    var json = JSONWriter()
    json.object { json in
      kind("business", BusinessStatus.self, into: &json)
      kind("priority", Priority.self, into: &json)
      kind("kind", CaseKind.self, into: &json)
      kind("emergency", EmergencyCriterion.self, into: &json)
      kind("lawful_basis", LawfulBasis.self, into: &json)
      kind("segment", Segment.self, into: &json)
      kind("place", PlaceCategory.self, into: &json)
      kind("reject", RejectionReason.self, into: &json)
      kind("cancel", CancellationReason.self, into: &json)
      kind("hold", HoldReason.self, into: &json)
      kind("fail", FailureReason.self, into: &json)
      kind("call", PendingCall.Reason.self, into: &json)
    }
    return json.text
  }

  private static func kind<Value: Worded & CaseIterable & RawRepresentable<String>>(
    _ name: String, _: Value.Type, into json: inout JSONWriter
  ) {
    json.member(
      name,
      object: { words in
        for value in Value.allCases {
          let phrase = value.phrase
          words.member(
            value.rawValue,
            array: {
              $0.value(phrase.id)
              $0.value(phrase.en)
            })
        }
      })
  }
}
