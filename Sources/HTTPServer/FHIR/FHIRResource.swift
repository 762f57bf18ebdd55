internal import Application
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Referrals
internal import Wording

/// A resource that a client sends: all of its elements are understood, or refused by name.
struct FHIRResource {
  let type: String
  let members: [JSONValue.Member]

  /// Reads the body of a request.
  init(_ call: Call, _ type: String) async throws {
    let bytes = try await call.body()
    let value: JSONValue
    do throws(JSONValue.Fault) {
      value = try JSONValue(Array(bytes.readableBytesView), depth: 12)
    } catch {
      throw Problem.brokenJSON(error)
    }
    guard case .object(let members) = value else { throw Problem.notFlat }
    self.members = members
    self.type = type
    guard self["resourceType"]?.text == type else {
      throw Problem.wrongValue("resourceType", self["resourceType"]?.text ?? "", type)
    }
  }

  subscript(_ name: String) -> JSONValue? { members.first { $0.name == name }?.value }

  // MARK: Elements

  /// Refuses elements beside those named; the narrative and what the server keeps are passed over.
  func allow(_ names: [String]) throws(Problem) {
    let all = ["resourceType", "id", "text", "meta"] + names
    for member in members where !all.contains(member.name) {
      throw .unknownParameter("\(type).\(member.name)", all)
    }
  }

  func refuse(_ element: String, _ allowed: String) -> Problem {
    .wrongValue("\(type).\(element)", "", allowed)
  }

  /// The text of an element that must have one of some values.
  func word(_ name: String, _ allowed: [String]) throws(Problem) -> String {
    guard let text = self[name]?.text, allowed.contains(text) else {
      throw .wrongValue("\(type).\(name)", self[name]?.text ?? "", allowed.joined(separator: "|"))
    }
    return text
  }

  /// The id in a reference; nil where the element is not there.
  func reference(
    _ value: JSONValue?, _ kind: String, _ element: String
  ) throws(Problem) -> String? {
    guard let value else { return nil }
    guard let text = value["reference"]?.text, text.hasPrefix(kind + "/") else {
      throw refuse(element, kind + "/ID")
    }
    return String(text.dropFirst(kind.count + 1))
  }

  /// The code of a concept of one of our systems; nil where the element is not there.
  func code(
    _ value: JSONValue?, _ system: String, _ element: String
  ) throws(Problem) -> String? {
    guard let value else { return nil }
    let codings = value["coding"]?.elements ?? []
    guard codings.count == 1, codings[0]["system"].map({ $0.text == system }) ?? true,
      let code = codings[0]["code"]?.text
    else { throw refuse(element, system + "|CODE") }
    return code
  }

  /// A coded value in either language.
  func coded<Value: CodedWord>(
    _ text: String?, _ element: String, _: Value.Type = Value.self
  ) throws(Problem) -> Value {
    guard let value = text.flatMap(Value.read) else {
      throw .wrongValue("\(type).\(element)", text ?? "", Value.words.joined(separator: "|"))
    }
    return value
  }

  /// The values of an extension; all extensions of the resource must be among `known`.
  func extensions(_ known: [String]) throws(Problem) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for one in self["extension"]?.elements ?? [] {
      guard let url = one["url"]?.text, known.contains(url),
        let value = (one["valueCode"] ?? one["valueString"])?.text, one.members.count == 2
      else { throw refuse("extension", known.joined(separator: "|")) }
      found[url, default: []].append(value)
    }
    return found
  }

  /// The words of the one note; nil where there is none.
  func note() throws(Problem) -> String? {
    guard let notes = self["note"]?.elements else { return nil }
    guard notes.count == 1, let text = notes[0]["text"]?.text else {
      throw refuse("note", "[{\"text\":TEXT}]")
    }
    return text
  }
}
