internal import Formats

/// Why a request of referring did nothing, with its sentence, as it crosses a wire: one JSON object
/// after the code of the error.
public struct SaidRefusal: Error, Hashable, Sendable {
  /// The sentence; perhaps of several lines.
  public var text: String
  /// Whether a position, place, region or facility was not understood.
  public var isAboutPlace: Bool

  /// Says why.
  public init(_ text: String, isAboutPlace: Bool) {
    self.text = text
    self.isAboutPlace = isAboutPlace
  }

  /// The object.
  public var json: String {
    var json = JSONWriter()
    json.object {
      $0.members([
        RecordField("text", .text(text)), RecordField("about_place", .flag(isAboutPlace)),
      ])
    }
    return json.text
  }

  /// Reads the object; nil where it is none.
  public init?(json: String) {
    guard let fields = RecordField.fields(json: json),
      case .text(let text)? = fields.first(where: { $0.name == "text" })?.value,
      case .flag(let isAboutPlace)? = fields.first(where: { $0.name == "about_place" })?.value
    else { return nil }
    self.init(text, isAboutPlace: isAboutPlace)
  }
}
