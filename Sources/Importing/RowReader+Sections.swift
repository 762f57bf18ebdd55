internal import Facilities
internal import Lists

/// Rows that are no sites: totals, titles of sections, stray lines.
extension RowReader {
  /// What the titles above a row say of it.
  struct Section {
    var regency = ""
    var province = ""
    var branch = ""
    var kind: FacilityKind?
    /// A title or line above the row of which it is not sure whether it means its kabupaten, or empty.
    var doubtful = ""

    /// Notes a line after which another part may have begun.
    mutating func doubt(_ text: String) {
      let first = NameKey.words(text).first ?? ""
      if !Self.remarks.contains(first), first.contains(where: \.isLetter) { doubtful = text }
    }

    private static let remarks: Set<String> = [
      "catatan", "keterangan", "ket", "sumber", "note", "notes", "nb", "mengetahui", "source",
    ]
  }

  /// What a title names.
  private enum Title {
    case kind(FacilityKind)
    /// A kabupaten, or several of that name, of which the row's own words may choose.
    case regency(String)
    case province(String)
    case branch
  }

  /// Whether a row adds others up or numbers the columns: words of totals, and nothing else but numbers.
  func isTotal(_ row: RawRow) -> Bool {
    let filled = row.cells.filter { !$0.isBlank && !Self.isNumeral($0.text) }
    guard let first = filled.first else {
      // `1 2 3 4` below the header numbers the columns; a lone number belongs to a nameless site.
      guard let column = header.columns[.name] else { return true }
      return !row[column].isBlank || !header.columns.values.contains { !row[$0].isBlank }
    }
    // "Total Medika Klinik | Klinik | Balikpapan" is a site: what stands beside a total is a number.
    guard filled.dropFirst().allSatisfy({ Self.isFigure($0.text) }) else { return false }
    var words = NameKey.words(first.text)[...]
    if words.count > 1, words[0] == "sub" || words[0] == "grand" { words = words.dropFirst() }
    guard let word = words.first, ["total", "jumlah", "subtotal"].contains(word) else {
      return false
    }
    return words.dropFirst().allSatisfy {
      Self.totalWords.contains($0) || Self.isFigure($0) || NameWords.isHospital($0)
    } || isPlace(words.dropFirst())
  }

  /// Whether words name a kabupaten or province, as after "Total".
  private func isPlace(_ words: ArraySlice<String>) -> Bool {
    let key = words.joined()
    let gazetteer = regions.gazetteer
    return gazetteer.provinces.contains { NameKey.key($0.name) == key }
      || gazetteer.regencies.contains {
        let name = NameKey.words($0.region.name)
        return name.joined() == key || name.dropFirst().joined() == key
          || "kab" + name.dropFirst().joined() == key
      }
  }

  private static let totalWords: Set<String> = [
    "plkk", "faskes", "fasilitas", "kesehatan", "rumah", "sakit", "klinik", "puskesmas", "pkm",
    "seluruh", "semua", "keseluruhan", "kabupaten", "kab", "kota", "provinsi", "cabang", "data",
    "baris", "dan", "lainnya", "umum", "swasta",
  ]

  private static func isFigure(_ text: String) -> Bool {
    text.contains(where: \.isNumber)
      && text.unicodeScalars.allSatisfy { "0123456789.,+-% ".unicodeScalars.contains($0) }
  }

  /// Numbering in front of a section or row: `1`, `1.`, `A.`, `IV`.
  static func isNumeral(_ text: String) -> Bool {
    let key = Header.key(text)
    if key.isEmpty { return true }
    return key.utf8.count <= 5
      && (key.allSatisfy { ("0"..."9").contains($0) } || key.utf8.count == 1
        || key.allSatisfy { "ivxlc".contains($0) })
  }

  // MARK: Titles

  /// Takes what stands over a whole table: the sheet's name, and lines above the header.
  ///
  /// A kabupaten that is called one is the rows' own; of a bare name ("Banjarmasin" is an office as well) or
  /// of words inside a longer title it is only proposed.
  mutating func takeTitles(
    _ titles: [String], above rows: ArraySlice<RawRow>
  ) throws(SeedError) {
    for text in rows.flatMap({ Set($0.cells.map(\.text)) }) where !text.isEmpty {
      if case .regency? = try title(text, isBareAllowed: false) {
        section.regency = Self.withoutCount(text)
      } else if section.regency.isEmpty, let name = try regencyInside(text) {
        section.regency = name
        section.doubtful = text
      }
    }
    for text in titles {
      switch try title(text, isBareAllowed: true) {
      case .kind(let kind)?: section.kind = kind
      case .province(let name)?: section.province = name
      case .regency(let name)?:
        section.regency = name
        let isCalled = Self.regencyWords.contains(NameKey.words(text).first ?? "")
        section.doubtful = isCalled ? "" : text
      case .branch?, nil: break
      }
    }
  }

  private static let regencyWords: Set<String> = ["kabupaten", "kab", "kota"]

  /// The kabupaten at the end of a longer title: "DAFTAR PLKK KABUPATEN BANJAR".
  private func regencyInside(_ text: String) throws(SeedError) -> String? {
    let words = text.split(separator: " ")
    for (place, word) in words.enumerated().dropFirst()
    where Self.regencyWords.contains(Header.key(String(word))) {
      let rest = words[place...].joined(separator: " ")
      if case .regency(let region) = try regions.regency(named: Self.withoutCount(rest)) {
        return region.name
      }
    }
    return nil
  }

  /// A title without a count of its sites after it: `KAB. BANJAR (12)`, `KLINIK : 3 PLKK`.
  private static func withoutCount(_ text: String) -> String {
    var text = text[...]
    if text.hasSuffix(")"), let open = text.lastIndex(of: "("),
      text[open...].contains(where: \.isNumber)
    {
      text = text[..<open]
    }
    func isCount(_ word: Substring) -> Bool {
      let key = Header.key(String(word))
      return key.isEmpty || key.allSatisfy(\.isNumber) || countWords.contains(key)
    }
    var words = text.split { $0 == " " || $0 == ":" || $0 == "=" }
    // Words alone ("KLINIK UNIT") are no count.
    guard text.contains(where: \.isNumber) || text.last == ":" else { return String(text) }
    while words.count > 1, let last = words.last, isCount(last) { words.removeLast() }
    return words.joined(separator: " ")
  }

  private static let countWords: Set<String> = [
    "plkk", "faskes", "fasilitas", "unit", "buah", "rs", "klinik", "lokasi", "titik", "provider",
  ]

  private func title(_ text: String, isBareAllowed: Bool) throws(SeedError) -> Title? {
    for text in [text, Self.withoutCount(text)] {
      if let kind = KindWords.isTitle(text) { return .kind(kind) }
      let words = NameKey.words(text)
      if let first = words.first, Self.regencyWords.contains(first) || isBareAllowed {
        switch try regions.regency(named: text) {
        case .regency(let region): return .regency(region.name)
        case .ambiguous where KindWords.prefix(ofName: text) == nil: return .regency(text)
        case .ambiguous, .town, .unknown: break
        }
      }
      let key = words.drop { ["provinsi", "propinsi", "prov"].contains($0) }.joined()
      if let province = regions.gazetteer.provinces.first(where: { NameKey.key($0.name) == key }) {
        return .province(province.name)
      }
      if words.count > 2, words[0] == "kantor", words[1] == "cabang" { return .branch }
    }
    return nil
  }

  /// Whether a row is a section's title or a stray line; if so it is dealt with.
  mutating func takeSection(_ row: RawRow) throws(SeedError) -> Bool {
    let fields = Set(header.columns.values)
    let filled = row.cells.indices.filter { !row[$0].isBlank && row[$0].origin != .merged }
    let worded = filled.filter { !Self.isNumeral(row[$0].text) }
    guard let column = worded.first ?? filled.first(where: fields.contains),
      worded.count < 2
    else { return false }
    // Numbering stands in columns of its own; a number in a field's column is a value, or a title's count.
    let isAlone = filled.allSatisfy { $0 == column || !fields.contains($0) }
    let text = Self.withoutNumeral(row[column].text)
    let isName = column == header.columns[.name]
    // A town alone in a column of addresses goes on with the row above.
    let isTitled =
      isName || !fields.contains(column)
      || [.regency, .kind, .province].contains { header.columns[$0] == column }
    switch try title(text, isBareAllowed: isAlone && isTitled) {
    case .kind(let kind)?:
      section.kind = kind
    case .regency(let name)?:
      section.regency = name
      section.kind = nil
      section.doubtful = ""
    case .province(let name)?:
      section.province = name
      section.regency = ""
      section.doubtful = ""
    case .branch?:
      section.branch = text
      section.regency = ""
    case nil:
      guard isAlone else { return false }
      let whole = row[column].text
      if let sign = Self.footnoteSign(atStartOf: whole) {
        footnotes[sign] = whole
      } else {
        let first = NameKey.words(text).first ?? ""
        if isName, first != "kabupaten", first != "kab" { return false }
        section.doubt(text)
        lastRegency = ""
      }
      note(row, .lineIgnored, value: text)
      pass(row, .strayLine, text)
      return true
    }
    pass(row, .section, text)
    return true
  }

  /// A title without what counts it: `A. RUMAH SAKIT`, `II) KLINIK`.
  private static func withoutNumeral(_ text: String) -> String {
    guard let mark = text.firstIndex(where: { $0 == "." || $0 == ")" }),
      !Header.key(String(text[..<mark])).isEmpty, isNumeral(String(text[..<mark]))
    else { return text }
    return TextBytes.clean(String(text[text.index(after: mark)...]))
  }

  // MARK: Footnotes

  /// The sign of a footnote with which a text begins, or `nil`.
  static func footnoteSign(atStartOf text: String) -> String? {
    sign(text.prefix { signs.contains($0) }).map(String.init)
  }

  /// The sign of a footnote in which a name ends, or `nil`: `Klinik Satu *)`.
  static func footnoteSign(atEndOf text: String) -> String? {
    let bare = text.hasSuffix(")") ? text.dropLast() : text[...]
    let end = bare.reversed().prefix { signs.contains($0) }
    return sign(Substring(String(end.reversed()))).map(String.init)
  }

  private static func sign(_ text: Substring) -> Substring? { text.isEmpty ? nil : text }

  private static let signs: Set<Character> = ["*", "¹", "²", "³", "⁴", "†", "‡"]
}
