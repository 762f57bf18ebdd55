internal import Facilities
internal import Lists

/// A cell of names, taken apart: the name, and what lists write beside it.
struct NameCell: Hashable {
  /// The name as printed, without what follows.
  private(set) var name: String
  /// A code of the site in front of the name or in brackets after it, or empty.
  private(set) var code = ""
  /// The sign of a footnote after the name, or `nil`.
  private(set) var footnote: String?
  /// Whether it looks like several names: `1. RSUD Satu 2. RSUD Dua`, `Klinik Satu; Klinik Dua`.
  private(set) var holdsSeveral = false

  init(_ text: String, takesCode: Bool = true) {
    name = text
    if let sign = RowReader.footnoteSign(atEndOf: text) {
      footnote = sign
      let bare = text.hasSuffix(")") ? text.dropLast() : text[...]
      name = TextBytes.clean(String(bare.dropLast(sign.count)))
      if name.isEmpty { (name, footnote) = (text, nil) }
    }
    takeNumber()
    if takesCode {
      takeLeadingCode()
      takeTrailingCode()
    }
    holdsSeveral = Self.holdsSeveral(name)
  }

  /// `12. Klinik Satu`, `3) RSUD Dua`: the row's number.
  private mutating func takeNumber() {
    guard let mark = name.firstIndex(where: { !$0.isNumber }), mark > name.startIndex,
      name[mark] == "." || name[mark] == ")", name.distance(from: name.startIndex, to: mark) <= 4
    else { return }
    let rest = TextBytes.clean(String(name[name.index(after: mark)...]))
    if rest.first?.isLetter ?? false || Self.isCode(rest.prefix { $0 != " " }) { name = rest }
  }

  /// `1601R003 - RSUD ULIN`, `0170R001 RSUD Ulin`, `[1701001] Klinik Satu`.
  private mutating func takeLeadingCode() {
    guard code.isEmpty else { return }
    let closes: [Character: Character] = ["[": "]", "(": ")"]
    var found: Substring
    var rest: Substring
    if let first = name.first, let close = closes[first], let end = name.firstIndex(of: close) {
      found = name[name.index(after: name.startIndex)..<end]
      rest = name[name.index(after: end)...]
    } else {
      found = name.prefix { $0 != " " && $0 != ":" }
      rest = name[found.endIndex...]
    }
    guard Self.isCode(found) else { return }
    rest = rest.drop { " -–:".contains($0) }
    guard rest.first?.isLetter ?? false else { return }
    (code, name) = (String(found), String(rest))
  }

  /// `KLINIK DUA (170B002)`.
  private mutating func takeTrailingCode() {
    guard code.isEmpty, let last = name.last, last == ")" || last == "]",
      let open = name.lastIndex(of: last == ")" ? "(" : "["), open > name.startIndex
    else { return }
    let inner = name[name.index(after: open)...].dropLast()
    // Digits alone that begin with 0 are as likely a telephone.
    guard Self.isCode(inner), !(inner.hasPrefix("0") && inner.allSatisfy(\.isNumber)) else {
      return
    }
    (code, name) = (String(inner), TextBytes.clean(String(name[..<open])))
  }

  private static func isCode(_ text: Substring) -> Bool {
    (5...12).contains(text.utf8.count) && text.utf8.count { (48...57).contains($0) } >= 4
      && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
  }

  // MARK: Several names

  private static func holdsSeveral(_ name: String) -> Bool {
    if name.contains(" 2. ") || name.contains(" 2) "), isNamed(name[...]) { return true }
    for separator in [";", " dan ", ",", "|", " / ", " & "] where name.contains(separator) {
      let parts = name.split(separator: separator).filter { isNamed($0) }
      if parts.count > 1 { return true }
    }
    // "Puskesmas Gambut Puskesmas Aluh-Aluh".
    let words = NameWords.words(name)
    guard words.count > 3, let first = words.first, isNamed(name[...]),
      !words.contains(where: formers.contains)
    else { return false }
    return words.dropFirst(2).dropLast().contains(first)
  }

  /// Words before a name that the site bore: "Klinik Baru ex Klinik Lama".
  private static let formers: Set<String> = ["ex", "eks", "dh", "dahulu", "dulu", "formerly"]

  /// Whether words begin with a kind and say more than that.
  private static func isNamed(_ text: Substring) -> Bool {
    let words = NameWords.words(String(text))
    guard words.count > 1, let first = words.first else { return false }
    return NameWords.isHospital(first) || ["klinik", "puskesmas", "poliklinik"].contains(first)
  }
}

extension ListRow {
  /// Takes what a remark says of the agreement: words that end or limit it are checked by a person.
  mutating func take(remark: String) {
    switch StatusWords.effect(ofNote: remark) {
    case .none: break
    case .ends:
      status = .notUsable
      doubts.append(.noteEnds(remark))
    case .limits: doubts.append(.noteLimits(remark))
    }
  }

  /// Takes a footnote to the name: it is kept with the notes, and its text is read.
  mutating func take(footnote text: String) {
    let before = doubts.count
    take(remark: text)
    if doubts.count == before { doubts.append(.noteLimits(text)) }
    note = note.isEmpty ? text : note + "; " + text
  }
}
