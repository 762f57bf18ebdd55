internal import CExpat
import Glibc
internal import Lists

/// Reads XML as a stream of events through Expat, in constant memory.
///
/// A document type stops it at once, so entities can neither be declared nor expanded.
final class XMLStream {
  /// Called with the local name and the attributes (local name to value) of a start tag.
  var onStart: (String, XMLAttributes) -> Void = { _, _ in }
  /// Called with the local name of an end tag.
  var onEnd: (String) -> Void = { _ in }
  /// Called with pieces of text; only while `wantsText` is set.
  var onText: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }
  /// Whether text is handed on.
  var wantsText = false

  private let parser: XML_Parser
  private let place: String
  private let limits: ImportLimits
  private var depth = 0
  private var failure: ImportError?
  private var isStopped = false
  private var fed = 0

  /// Most bytes of one tag or comment, which Expat has to hold whole.
  private static let longestToken = 1 << 20

  /// Makes a stream for a part of an archive.
  init(place: String, limits: ImportLimits) throws(ImportError) {
    guard let parser = XML_ParserCreate(nil) else {
      throw ImportError(.malformed(.xlsx), place: place)
    }
    self.parser = parser
    self.place = place
    self.limits = limits
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { user, name, attributes in
        guard let stream = XMLStream.from(user), let name, let attributes else { return }
        stream.depth += 1
        if stream.depth > stream.limits.depth {
          stream.fail(ImportError(.tooLarge(what: .depth, limit: stream.limits.depth)))
        }
        stream.onStart(XMLStream.local(name), XMLAttributes(attributes))
      },
      { user, name in
        guard let stream = XMLStream.from(user), let name else { return }
        stream.depth -= 1
        stream.onEnd(XMLStream.local(name))
      })
    XML_SetCharacterDataHandler(parser) { user, text, count in
      guard let stream = XMLStream.from(user), stream.wantsText, let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        stream.onText(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      XMLStream.from(user)?.fail(ImportError(.documentType))
    }
  }

  deinit { XML_ParserFree(parser) }

  /// Reads on with the next bytes.
  ///
  /// - Returns: Whether more is wanted.
  func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(ImportError) -> Bool {
    let status = XML_Parse(
      parser, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), isLast ? 1 : 0)
    if let failure {
      throw ImportError(failure.code, place: place, line: failure.line, value: failure.value)
    }
    if isStopped { return false }
    fed += bytes.count
    if fed - Int(XML_GetCurrentByteIndex(parser)) > Self.longestToken {
      throw ImportError(.tooLarge(what: .cellBytes, limit: limits.cellBytes), place: place)
    }
    guard status == XML_STATUS_OK else {
      throw ImportError(
        .malformed(.xlsx), place: place, line: Int(XML_GetCurrentLineNumber(parser)))
    }
    return true
  }

  /// Ends the reading because enough is known.
  func stop() {
    isStopped = true
    XML_StopParser(parser, 0)
  }

  /// Ends the reading with an error.
  func fail(_ error: ImportError) {
    if failure == nil { failure = error }
    XML_StopParser(parser, 0)
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> XMLStream? {
    user.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The name without its prefix.
  static func local(_ name: UnsafePointer<CChar>) -> String {
    if let colon = strchr(name, 0x3a) { return String(cString: colon + 1) }
    return String(cString: name)
  }
}

/// Attributes of a start tag, read only while the tag is handled.
struct XMLAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

  init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
    self.pairs = pairs
  }

  /// The value of the attribute with a local name.
  subscript(name: String) -> String? {
    var place = 0
    while let key = pairs[place], let value = pairs[place + 1] {
      if XMLStream.local(key) == name { return String(cString: value) }
      place += 2
    }
    return nil
  }
}
