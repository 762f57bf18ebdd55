/// Phones as Indonesian lists write them.
enum PhoneText {
  /// The phones of a cell: `(0511) 3252180 / 0812-3456-7890 ext. 12`.
  ///
  /// A part of less than 9 digits behind a land line takes over that line's area code only when it
  /// is written that way (`0511-3252180/81`): then it is kept as written and not dialled.
  static func read(_ text: String, isNumber: Bool = false) -> [Phone] {
    var phones: [Phone] = []
    for part in text.split(whereSeparator: { ",;/|".contains($0) }) {
      let raw = TextBytes.clean(String(part))
      guard raw.utf8.contains(where: { (48...57).contains($0) }) else { continue }
      phones.append(phone(raw, isNumber: isNumber))
    }
    return phones
  }

  private static func phone(_ raw: String, isNumber: Bool) -> Phone {
    var main = raw.lowercased()
    var ext = ""
    for mark in ["ekstensi", "extension", "ext", "psw", "pes"] {
      if let place = main.range(of: mark) {
        ext = String(main[place.upperBound...].filter { ("0"..."9").contains($0) })
        main = String(main[..<place.lowerBound])
        break
      }
    }
    let allowed = main.unicodeScalars.allSatisfy {
      ("0"..."9").contains($0) || " +-().:".unicodeScalars.contains($0)
        || ("a"..."z").contains($0)
    }
    var digits = main.filter { ("0"..."9").contains($0) }
    if main.contains("+620") || main.contains("(+62)0") || main.contains("+62 (0)") {
      digits = "62" + digits.dropFirst(3)
    }
    if isNumber, !digits.hasPrefix("0"), !digits.hasPrefix("62") { digits = "0" + digits }
    guard allowed else { return Phone(raw: raw, e164: nil, ext: ext) }
    return Phone(raw: raw, e164: international(digits), ext: ext)
  }

  /// E.164 of national or international digits; Indonesian numbers have 8 … 12 digits behind 62.
  private static func international(_ digits: String) -> String? {
    let rest: Substring
    if digits.hasPrefix("62") {
      rest = digits.dropFirst(2)
    } else if digits.hasPrefix("0"), !digits.hasPrefix("00") {
      rest = digits.dropFirst(1)
    } else {
      return nil
    }
    guard (8...12).contains(rest.utf8.count), rest.first != "0", rest.first != "1" else {
      return nil
    }
    return "+62" + rest
  }
}

extension String {
  /// The first place of a text in this one, by bytes.
  fileprivate func range(of part: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
