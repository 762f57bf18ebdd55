internal import Formats

extension RecordField {
  /// Reads the members of one JSON object of flat values, in their order; nil for anything else.
  ///
  /// Texts, whole numbers, numbers with decimals, `true`, `false`, `null` and arrays of texts, as
  /// `JSONWriter.members` writes them. Member names that stand twice are no record.
  ///
  /// - Complexity: O(bytes).
  public static func fields(json: String) -> [RecordField]? {
    guard case .object(let members)? = try? JSONValue(Array(json.utf8), depth: 2) else {
      return nil
    }
    var fields: [RecordField] = []
    for member in members {
      guard let value = Value(member.value) else { return nil }
      fields.append(RecordField(member.name, value))
    }
    return fields
  }

  /// A row as one JSON object on one line: what it is, then its fields.
  public static func object(_ row: String, _ fields: [RecordField]) -> String {
    var json = JSONWriter()
    json.object { object in
      object.member("row", row)
      object.members(fields)
    }
    return json.text
  }
}

extension RecordField.Value {
  /// The same value of a record; nil where records have none of its form.
  fileprivate init?(_ value: JSONValue) {
    switch value {
    case .string(let text): self = .text(text)
    case .boolean(let flag): self = .flag(flag)
    case .null: self = .null
    case .number(let text):
      // No writer of records uses exponents.
      guard !text.contains(where: { $0 == "e" || $0 == "E" }) else { return nil }
      guard let point = text.firstIndex(of: ".") else {
        guard let whole = Int(text) else { return nil }
        self = .integer(whole)
        return
      }
      guard let number = Double(text) else { return nil }
      self = .number(
        number, decimals: text.distance(from: text.index(after: point), to: text.endIndex))
    case .array(let elements):
      let words = elements.compactMap(\.text)
      guard words.count == elements.count else { return nil }
      self = .list(words)
    case .object: return nil
    }
  }
}
