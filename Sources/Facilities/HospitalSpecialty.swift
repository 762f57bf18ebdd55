/// What a special hospital is for; it may not treat injuries.
///
/// The tables hold it for each hospital; the raw value is their word.
public enum HospitalSpecialty: String, CaseIterable, Hashable, Sendable {
  /// Teeth and mouth.
  case dental
  /// Eyes.
  case eye
  /// Psychiatry.
  case psychiatric
  /// Mothers, births and children.
  case maternity
  /// Something else, such as surgery alone or the lungs.
  case other

  /// Reads a name such as `RS Khusus Gigi dan Mulut …`; nil where it names none of these.
  ///
  /// For hospitals of imported lists, which say no more than a name, and to check the tables.
  ///
  /// - Complexity: O(length).
  public init?(name: String) {
    let words = Set(NameKey.words(name))
    func has(_ any: String...) -> Bool { any.contains { words.contains($0) } }
    if has("gigi", "rsgm") {
      self = .dental
    } else if has("mata", "rsm") {
      self = .eye
    } else if has("jiwa", "rsj", "rsjd") {
      self = .psychiatric
    } else if has("bersalin", "rsia", "rsb") || (has("ibu") && has("anak")) {
      self = .maternity
    } else {
      return nil
    }
  }
}
